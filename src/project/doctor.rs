//! Whether the folders that a build writes can be written.

use std::path::{Path, PathBuf};

use super::cache::CacheAt;
use super::discover::discover;
use super::error::Error;
use super::files::{self, FileError};
use super::job::Job;
use super::outcome::Options;

/// What is written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// Editions.
    Editions,
    /// What is known of documents.
    Cache,
}

/// A folder that a build writes.
#[derive(Debug)]
pub struct Folder {
    /// What for.
    pub kept: Kept,
    /// The folder as the user would write it.
    pub path: PathBuf,
    /// Why it cannot be written.
    pub error: Option<FileError>,
}

/// The folders that building a path writes, each once, and how many documents
/// there are.
///
/// # Errors
///
/// If the path cannot be planned.
pub fn folders(path: &Path, cache: &CacheAt) -> Result<(usize, Vec<Folder>), Error> {
    let jobs = discover(path)?;
    let options = Options::default();
    let editions = |job: &Job| {
        let output = options.output_path(job);
        let parent = output.parent().filter(|parent| !parent.as_os_str().is_empty());
        (Kept::Editions, parent.unwrap_or(Path::new(".")).to_owned())
    };
    let caches = jobs.iter().filter_map(|job| Some((Kept::Cache, cache.folder(job)?)));
    let mut wanted: Vec<(Kept, PathBuf)> = jobs.iter().map(editions).chain(caches).collect();
    wanted.sort();
    wanted.dedup();
    let folder = |(kept, path): (Kept, PathBuf)| Folder { kept, error: files::try_write(&path).err(), path };
    Ok((jobs.len(), wanted.into_iter().map(folder).collect()))
}
