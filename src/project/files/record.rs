//! What was asked of the disk and what it answered: the one list of the files
//! that a document used, those that were missing included.
//!
//! Every reading goes through a [`Root`](super::Root), which notes it here, so
//! that a new kind of file is followed without a word said about it.

#![allow(clippy::disallowed_methods, reason = "the one place that touches the disk")]

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Entry, Stamp};
use sha2::{Digest as _, Sha256};

/// The answer where there is no such file.
pub(super) const MISSING: &str = "missing";
/// The answer where a path leads out of the project.
pub(super) const OUTSIDE: &str = "outside";
/// The answer where a file is there and cannot be read; it never equals another.
pub(super) const UNREADABLE: &str = "unreadable";

/// A question to the disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::project) enum Dependency {
    /// What a file holds; the path is one from the root on, or absolute.
    Holds(PathBuf),
    /// Where a path leads with links resolved.
    Leads(PathBuf),
    /// Which names a folder holds.
    Lists(PathBuf),
    /// Which files of the system a font family has.
    Family(String),
}

/// Questions with their answers.
pub(in crate::project) type Inputs = BTreeMap<Dependency, String>;

/// The questions that were asked while a document was made.
#[derive(Debug, Default)]
pub(in crate::project) struct Dependencies(Mutex<Inputs>);

impl Dependencies {
    pub(in crate::project) fn note(&self, question: Dependency, answer: String) {
        let mut inputs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A file that changes while a document is made gave two answers: none
        // of them may count as what was used.
        inputs
            .entry(question)
            .and_modify(|old| {
                if *old != answer {
                    UNREADABLE.clone_into(old);
                }
            })
            .or_insert(answer);
    }

    /// What was noted until now.
    pub(in crate::project) fn inputs(&self) -> Inputs {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The answers of the disk: what several documents ask is looked up once.
#[derive(Debug, Default)]
pub(in crate::project) struct DiskState {
    known: Mutex<HashMap<Dependency, Known>>,
    /// Counts how often the disk is asked again.
    round: u64,
}

/// An answer with what tells cheaply that it still holds.
#[derive(Debug, Clone)]
struct Known {
    answer: String,
    stamp: Option<Stamp>,
    round: u64,
}

impl DiskState {
    /// Whether the disk still answers the same; `root` is that of the project
    /// whose record it is.
    pub(in crate::project) fn hold(&self, root: &Path, inputs: &Inputs) -> bool {
        inputs.iter().all(|(question, answer)| self.now(root, question) == *answer)
    }

    /// The same where all could be read; why a file cannot be is no answer.
    pub(in crate::project) fn agree(&self, root: &Path, inputs: &Inputs) -> bool {
        inputs.values().all(|answer| answer != UNREADABLE) && self.hold(root, inputs)
    }

    /// Asks the disk again from now on. What a file holds that has kept its size
    /// and time is not read again, unless it is among the changed ones.
    #[cfg(feature = "cli")]
    pub(in crate::project) fn renew(&mut self, changed: &[PathBuf]) {
        self.round += 1;
        let known = self.known.get_mut().unwrap_or_else(PoisonError::into_inner);
        known.retain(|question, _| match question {
            Dependency::Holds(path) => !changed.iter().any(|changed| path.starts_with(changed)),
            Dependency::Leads(_) | Dependency::Lists(_) | Dependency::Family(_) => false,
        });
    }

    /// The answers from now on, as after [`renew`](Self::renew); these here stay.
    #[cfg(feature = "cli")]
    pub(in crate::project) fn later(&self) -> Self {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut later = Self { known: Mutex::new(known), round: self.round };
        later.renew(&[]);
        later
    }

    /// What the disk answers.
    pub(in crate::project) fn now(&self, root: &Path, question: &Dependency) -> String {
        let whole = question.whole(root);
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&whole).cloned();
        let stamp = || match &whole {
            Dependency::Holds(path) => fs::metadata(path).ok().and_then(|about| Stamp::of(&about)),
            Dependency::Leads(_) | Dependency::Lists(_) | Dependency::Family(_) => None,
        };
        if let Some(known) = known
            && (known.round == self.round || (known.stamp.is_some() && known.stamp == stamp()))
        {
            return known.answer;
        }
        let stamp = stamp();
        let answer = question.answer(root);
        let known = Known { answer: answer.clone(), stamp, round: self.round };
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(whole, known);
        answer
    }
}

impl Dependency {
    /// The same question with an absolute path.
    fn whole(&self, root: &Path) -> Self {
        match self {
            Self::Holds(path) => Self::Holds(root.join(path)),
            Self::Leads(path) => Self::Leads(root.join(path)),
            Self::Lists(path) => Self::Lists(root.join(path)),
            Self::Family(name) => Self::Family(name.clone()),
        }
    }

    fn answer(&self, root: &Path) -> String {
        match self {
            Self::Family(name) => family(name),
            Self::Lists(path) => match leads(root, path).map(|real| super::entries(&real)) {
                Ok(Ok(entries)) => names(&entries),
                Ok(Err(_)) => UNREADABLE.to_owned(),
                Err(why) => why.to_owned(),
            },
            Self::Leads(path) => leads(root, path).map_or_else(str::to_owned, |real| shown(root, &real)),
            Self::Holds(path) => match leads(root, path) {
                Ok(real) => fs::read(real).map_or_else(|_| UNREADABLE.to_owned(), |bytes| hash(&bytes)),
                Err(why) => why.to_owned(),
            },
        }
    }

    /// The files that the question is about, absolute.
    pub(in crate::project) fn files(&self, root: &Path) -> Vec<PathBuf> {
        match self {
            Self::Holds(path) | Self::Leads(path) => vec![root.join(path)],
            // Its names are those of files in it.
            Self::Lists(path) => vec![root.join(path).join("*")],
            Self::Family(name) => crate::assets::system_files(name),
        }
    }
}

/// The names of a folder as an answer.
pub(super) fn names(entries: &[Entry]) -> String {
    let name = |entry: &Entry| format!("{} {}\n", u8::from(entry.is_folder), entry.name);
    hash(entries.iter().map(name).collect::<String>().as_bytes())
}

fn leads(root: &Path, path: &Path) -> Result<PathBuf, &'static str> {
    let real = fs::canonicalize(root.join(path)).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => MISSING,
        _ => UNREADABLE,
    })?;
    if path.is_absolute() || real.starts_with(root) { Ok(real) } else { Err(OUTSIDE) }
}

/// A real path as an answer: from the root on where it lies there.
pub(super) fn shown(root: &Path, real: &Path) -> String {
    real.strip_prefix(root).unwrap_or(real).to_string_lossy().into_owned()
}

/// What tells the files of a family of the system apart from others: their
/// content would be many megabytes, so their size and time stand for it.
pub(in crate::project) fn family(name: &str) -> String {
    let files = crate::assets::system_files(name);
    if files.is_empty() {
        return MISSING.to_owned();
    }
    let told = files.iter().map(|file| {
        let about = fs::metadata(file).ok();
        let time = about.as_ref().and_then(|about| about.modified().ok());
        format!("{file:?} {:?} {time:?}\n", about.map(|about| about.len()))
    });
    hash(told.collect::<String>().as_bytes())
}

/// The SHA-256 of some bytes in hexadecimal digits.
pub(in crate::project) fn hash(bytes: &[u8]) -> String {
    hash_all(&[bytes])
}

/// The SHA-256 of some parts one behind the other.
pub(in crate::project) fn hash_all(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    hex(&hash.finalize())
}

pub(in crate::project) fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
