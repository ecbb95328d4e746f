//! What the user typed becomes jobs: one for each document.

use std::path::{Path, PathBuf};

use super::error::Error;
use super::expand;
use super::files::{self, FileError, Root};
use super::job::Job;
use super::manifest;
use crate::diag::message;

/// Finds the documents that a path means: a file, a folder with a `fuzi.toml`,
/// or a folder of Markdown files, each a document of its own.
///
/// # Errors
///
/// If the path does not exist, holds nothing to build, or its project file has
/// mistakes.
pub fn discover(path: &Path) -> Result<Vec<Job>, Error> {
    let root = Root::new(folder_of(path))?;
    discover_in(root, path)
}

/// The folder that the documents of a path lie in.
pub(super) fn folder_of(path: &Path) -> &Path {
    if files::is_dir(path) { path } else { path.parent().unwrap_or(Path::new("")) }
}

/// The same with the root of that folder.
pub(super) fn discover_in(root: Root, path: &Path) -> Result<Vec<Job>, Error> {
    if !files::is_dir(path) {
        return single(root, path);
    }
    if files::is_file(&path.join(manifest::FILE_NAME)) {
        return expand::project(root);
    }
    // Noted, so that a new file is found.
    let _ = root.entries(Path::new(""));
    let names = files::markdown_files(path)?;
    if names.is_empty() {
        let reason = message!("has neither a fuzi.toml nor Markdown files");
        return Err(FileError::new(path.to_owned(), reason).into());
    }
    Ok(names.into_iter().map(|name| Job::new(root.unrecorded(), vec![name])).collect())
}

/// The documents of a file in memory: of a project file all that it names, else
/// that file itself.
pub(super) fn discover_in_memory(root: Root, path: &Path) -> Result<Vec<Job>, Error> {
    match path == Path::new(manifest::FILE_NAME) {
        true => expand::project(root),
        false => Ok(vec![Job::new(root, vec![path.to_owned()])]),
    }
}

fn single(root: Root, path: &Path) -> Result<Vec<Job>, Error> {
    if path.file_name().is_some_and(|name| name == manifest::FILE_NAME) {
        return expand::project(root);
    }
    let missing = || FileError::new(path.to_owned(), message!("does not exist"));
    if !files::is_file(path) {
        return Err(missing().into());
    }
    let name = path.file_name().map(PathBuf::from).ok_or_else(missing)?;
    Ok(vec![Job::new(root.unrecorded(), vec![name])])
}
