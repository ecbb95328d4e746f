//! A folder of sealed entries: where it lies, the tag that marks it as fuzi's, and
//! the bounds that no link may lead out of.

use crate::diag::message;
use std::path::{Path, PathBuf};

use super::CacheAt;
use crate::project::files::{self, FileError, bounds};
use crate::project::job::Job;
use crate::project::own_folder::{FOLDER, ignore_file};
use crate::project::seal::{self, sealed, unsealed};

/// The file that marks a folder as one that can be made anew
/// (<https://bford.info/cachedir/>): programs that make backups leave it out.
const TAG: &str = "CACHEDIR.TAG";
/// What that file holds where the folder is fuzi's; the first line is the one that
/// all such files begin with.
const TAG_TEXT: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # This folder is a cache of fuzi; `fuzi clean` removes what fuzi put here.\n";

/// What to do where a cache may not be written.
const ADVICE: &str = "remove the link, or name the folder with --cache-dir";

/// A folder of entries.
#[derive(Debug, Clone)]
pub(super) struct Store {
    folder: PathBuf,
    /// The folder of a project that keeps its own cache.
    project: Option<Project>,
}

/// A project that keeps its own cache.
#[derive(Debug, Clone)]
struct Project {
    /// Its folder `.fuzi`.
    own: PathBuf,
    /// Its root with links resolved, which nothing is written out of.
    root: PathBuf,
}

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// What came of a document.
    Document,
    /// What a picture was converted to.
    Picture,
}

impl Kind {
    pub(super) const ALL: [Self; 2] = [Self::Document, Self::Picture];

    /// The folder within the store.
    pub(super) const fn folder(self) -> &'static str {
        match self {
            Self::Document => "documents",
            Self::Picture => "pictures",
        }
    }
}

impl Store {
    /// The store for a document, if anything is kept of it.
    pub(super) fn of(at: &CacheAt, job: &Job) -> Option<Self> {
        match at {
            CacheAt::Nowhere => None,
            CacheAt::Project if !job.in_project => None,
            CacheAt::Project => {
                let own = job.root.shown(Path::new(FOLDER));
                let project = Project { own: own.clone(), root: job.root.real().to_owned() };
                Some(Self { folder: own.join("cache"), project: Some(project) })
            }
            CacheAt::Folder(folder) => Some(Self { folder: folder.clone(), project: None }),
        }
    }

    /// Its folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether several projects may share it.
    pub(super) fn is_shared(&self) -> bool {
        self.project.is_none()
    }

    /// What was kept under a key.
    pub(super) fn read(&self, kind: Kind, key: &str) -> Option<Vec<u8>> {
        let path = self.path(kind, key);
        self.within(&path).ok()?;
        unsealed(seal::Kind::Cache, &name(kind, key), files::read_named(&path).ok()?)
    }

    /// Keeps something under a key.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written, is another program's, or lies behind a
    /// link that leads out of the project.
    pub(super) fn write(&self, kind: Kind, key: &str, body: &[u8]) -> Result<(), FileError> {
        let mut files = vec![(self.path(kind, key), sealed(seal::Kind::Cache, &name(kind, key), body).into())];
        if !is_tagged(&self.folder)? {
            files.push((self.folder.join(TAG), TAG_TEXT.as_bytes().to_vec().into()));
        }
        files.extend(self.project.as_ref().and_then(|project| ignore_file(&project.own)));
        files.iter().try_for_each(|(path, _)| self.within(path))?;
        files::write_all(&files).map(drop)
    }

    /// Refuses what a link leads out of the project, or out of the folder that the
    /// command names.
    fn within(&self, path: &Path) -> Result<(), FileError> {
        match &self.project {
            Some(project) => bounds::check(path, &[&project.root], ADVICE),
            // A folder that is not there yet has no links in it.
            None if !files::is_there(&self.folder) => Ok(()),
            None => bounds::check(path, &[&files::resolved(&self.folder)], ADVICE),
        }
    }

    fn path(&self, kind: Kind, key: &str) -> PathBuf {
        let (part, rest) = key.split_at_checked(2).unwrap_or(("", key));
        self.folder.join(kind.folder()).join(part).join(rest)
    }
}

/// The name that an entry is sealed under.
fn name(kind: Kind, key: &str) -> String {
    format!("{}/{key}", kind.folder())
}

/// Whether a folder is marked as fuzi's.
///
/// # Errors
///
/// If it is marked as another program's.
pub(super) fn is_tagged(folder: &Path) -> Result<bool, FileError> {
    let tag = folder.join(TAG);
    if !files::is_there(&tag) {
        return Ok(false);
    }
    let is_own = files::is_plain_file(&tag) && files::read_named(&tag)? == TAG_TEXT.as_bytes();
    let reason = message!("is not a cache of fuzi: its {tag} is another program's; name another folder", tag = TAG);
    if is_own { Ok(true) } else { Err(FileError::new(folder, reason)) }
}
