//! The folder that a project lies in, on the disk or in memory: everything that a
//! document is made of is asked for here, and nothing outside the folder is read.

#![allow(clippy::disallowed_methods, reason = "the one place that touches the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::entry::Entry;
use super::memory::Files;
use super::record::{self, Dependencies, Dependency};
use super::{FileError, entries, has_extension, names, read_bounded};

/// The folder that a project lies in; nothing outside it is read.
#[derive(Debug, Clone)]
pub(in crate::project) struct Root {
    /// As the user gave it, for messages.
    shown: PathBuf,
    /// With links resolved.
    real: PathBuf,
    /// Where everything that is read is noted, if it is.
    record: Option<Arc<Dependencies>>,
    /// The root of the project whose record that is, with links resolved.
    base: PathBuf,
    /// The files of a project that lies in memory; the disk is not asked then.
    held: Option<Arc<Files>>,
    /// Texts that are read in place of what files hold, by their paths within it.
    texts: Arc<BTreeMap<PathBuf, Vec<u8>>>,
}

impl Root {
    pub(in crate::project) fn new(path: &Path) -> Result<Self, FileError> {
        let shown = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() };
        let real = fs::canonicalize(&shown).map_err(|error| FileError::io(&shown, &error))?;
        Ok(Self { shown, base: real.clone(), real, record: None, held: None, texts: Arc::default() })
    }

    /// The root of files in memory.
    pub(in crate::project) fn in_memory(held: Files) -> Self {
        let (shown, real, base) = (PathBuf::from("."), PathBuf::new(), PathBuf::new());
        Self { shown, real, base, record: None, held: Some(Arc::new(held)), texts: Arc::default() }
    }

    /// The same root, noting from now on what is read in it. What lies in memory
    /// does not change, so that nothing is noted of it.
    pub(in crate::project) fn recording(&self) -> (Self, Arc<Dependencies>) {
        let record = Arc::new(Dependencies::default());
        if self.held.is_some() {
            return (self.clone(), record);
        }
        (Self { record: Some(record.clone()), ..self.clone() }, record)
    }

    /// The same root, noting nothing.
    pub(in crate::project) fn unrecorded(&self) -> Self {
        Self { record: None, ..self.clone() }
    }

    /// The same root with other texts in some of its files, by their names within it.
    pub(in crate::project) fn with_texts(&self, texts: Vec<(String, String)>) -> Self {
        let mut all = BTreeMap::clone(&self.texts);
        all.extend(texts.into_iter().map(|(name, text)| (PathBuf::from(name), text.into_bytes())));
        Self { texts: Arc::new(all), ..self.unrecorded() }
    }

    /// Another root whose files are noted in the same record.
    pub(in crate::project) fn other(&self, path: &Path) -> Result<Self, FileError> {
        let root = Self::new(path)?;
        Ok(Self { record: self.record.clone(), base: self.base.clone(), ..root })
    }

    /// Whether its files lie in memory.
    pub(in crate::project) fn is_in_memory(&self) -> bool {
        self.held.is_some()
    }

    /// The folder with links resolved.
    pub(in crate::project) fn real(&self) -> &Path {
        &self.real
    }

    /// The path of a file of the project as the user would write it.
    pub(in crate::project) fn shown(&self, relative: &Path) -> PathBuf {
        if self.shown == Path::new(".") { relative.to_owned() } else { self.shown.join(relative) }
    }

    /// The file that a path within the project names, with links resolved.
    pub(in crate::project) fn locate(&self, relative: &Path) -> Result<PathBuf, FileError> {
        let found = self.find(relative);
        self.note(Dependency::Leads, relative, || match &found {
            Ok(real) => record::shown(&self.base, real),
            Err(error) => error.answer.to_owned(),
        });
        found
    }

    fn find(&self, relative: &Path) -> Result<PathBuf, FileError> {
        let shown = self.shown(relative);
        let outside = || FileError {
            answer: record::OUTSIDE,
            ..FileError::new(&shown, "is outside the project; fuzi reads only files of the project")
        };
        let plain =
            |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir | Component::ParentDir);
        if !relative.components().all(plain) {
            return Err(outside());
        }
        if let Some(held) = &self.held {
            return held.locate(relative).ok_or_else(outside)?.ok_or_else(|| FileError::missing(&shown));
        }
        let real = fs::canonicalize(self.real.join(relative)).map_err(|error| FileError::io(&shown, &error))?;
        if real.starts_with(&self.real) { Ok(real) } else { Err(outside()) }
    }

    /// Notes a question about a path and its answer. What lies outside by its
    /// spelling alone never changes.
    fn note(&self, question: fn(PathBuf) -> Dependency, relative: &Path, answer: impl FnOnce() -> String) {
        let Some(record) = self.record.as_ref().filter(|_| !relative.is_absolute()) else { return };
        let path = if self.real == self.base { relative.to_owned() } else { self.real.join(relative) };
        record.note(question(path), answer());
    }

    /// Notes which files of the system a font family has.
    pub(in crate::project) fn note_family(&self, name: &str) {
        if let Some(record) = &self.record {
            record.note(Dependency::Family(name.to_owned()), record::family(name));
        }
    }

    /// The path within the root of a located file.
    pub(in crate::project) fn relative(&self, located: &Path) -> PathBuf {
        located.strip_prefix(&self.real).map(Path::to_owned).unwrap_or_default()
    }

    /// The path within the root of a file that the user named from elsewhere, if
    /// it lies there.
    pub(in crate::project) fn holds(&self, path: &Path) -> Option<PathBuf> {
        let real = fs::canonicalize(path).ok()?;
        real.strip_prefix(&self.real).map(Path::to_owned).ok()
    }

    /// The bytes of a file within the project.
    pub(in crate::project) fn read(&self, relative: &Path) -> Result<Vec<u8>, FileError> {
        self.read_hashed(relative).map(|(bytes, _)| bytes)
    }

    /// The bytes of a file within the project, and their hash.
    pub(in crate::project) fn read_hashed(&self, relative: &Path) -> Result<(Vec<u8>, String), FileError> {
        let shown = self.shown(relative);
        let text = self.texts.get(relative).filter(|_| !self.texts.is_empty());
        let read = match text {
            Some(text) => Ok(text.clone()),
            None => self.find(relative).and_then(|real| match &self.held {
                Some(held) => held.read(&real).ok_or_else(|| FileError::new(&shown, "is not a file")),
                None => read_bounded(&real, &shown),
            }),
        };
        let read = read.map(|bytes| {
            let hash = record::hash(&bytes);
            (bytes, hash)
        });
        self.note(Dependency::Holds, relative, || match &read {
            Ok((_, hash)) => hash.clone(),
            Err(error) => error.answer.to_owned(),
        });
        read
    }

    /// What a folder within the project holds, sorted; names that are not
    /// Unicode are left out.
    pub(in crate::project) fn entries(&self, folder: &Path) -> Result<Vec<Entry>, FileError> {
        let read = |real: PathBuf| match &self.held {
            Some(held) => Ok(held.entries(&real)),
            None => entries(&real).map_err(|error| FileError::io(&self.shown(folder), &error)),
        };
        let found = self.find(folder).and_then(read);
        self.note(Dependency::Lists, folder, || match &found {
            Ok(entries) => record::names(entries),
            Err(error) => error.answer.to_owned(),
        });
        found
    }
    /// Whether a path within the project names a file. Nothing is noted.
    pub(in crate::project) fn is_file(&self, relative: &Path) -> bool {
        self.find(relative).is_ok_and(|real| match &self.held {
            Some(held) => held.read(&real).is_some(),
            None => real.is_file(),
        })
    }

    /// The names of the files of a folder within the project with one of the
    /// extensions, sorted. Nothing is noted.
    pub(in crate::project) fn names(&self, folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, FileError> {
        let Some(held) = &self.held else { return names(&self.find(folder)?, extensions) };
        let files = held.entries(&self.find(folder)?).into_iter().filter(|entry| !entry.is_folder);
        let paths = files.map(|entry| PathBuf::from(entry.name));
        Ok(paths.filter(|name| has_extension(name, extensions)).collect())
    }
}
