//! A folder becomes the Markdown files in it, and in the folders below it where these
//! are meant, in the order of their paths.
//!
//! It must not know what is made of them. What nobody wrote there as a manuscript is
//! left out: hidden folders, those of packages and of sites that were built, the
//! folder of editions, and folders with a project file, which are projects of their
//! own.

use std::path::{Path, PathBuf};

use super::files::{self, FileError, Root};
use super::manifest;

/// Folders of packages and of what other programs build: npm, cargo, Composer, pip,
/// Jupyter Book, Quarto, Jekyll.
const MADE: [&str; 7] = ["node_modules", "target", "vendor", "site-packages", "_build", "_book", "_site"];
/// How deep folders are looked into; a deeper tree is no project.
const DEEPEST: usize = 32;

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Below {
    /// The Markdown files, in order.
    pub(super) files: Vec<PathBuf>,
    /// Whether some folder was left to its own project file.
    pub(super) has_projects: bool,
}

/// Looks into a folder within a root, not into `except`. The folders that are looked
/// into are noted, so that a new file is found.
///
/// # Errors
///
/// If a folder cannot be read.
pub(super) fn below(root: &Root, folder: &Path, except: &Path) -> Result<Below, FileError> {
    let mut found = Below::default();
    look(root, folder, except, 0, &mut found)?;
    found.files.sort();
    Ok(found)
}

/// The Markdown files of a folder itself, in order.
///
/// # Errors
///
/// If the folder cannot be read.
pub(super) fn own(root: &Root, folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let entries = root.entries(folder)?;
    let files = entries.iter().filter(|entry| !entry.is_folder && !entry.name.starts_with('.'));
    let paths = files.map(|entry| folder.join(&entry.name));
    let mut found: Vec<_> = paths.filter(|path| files::has_extension(path, files::MARKDOWN)).collect();
    found.sort();
    Ok(found)
}

fn look(root: &Root, folder: &Path, except: &Path, depth: usize, found: &mut Below) -> Result<(), FileError> {
    let entries = root.entries(folder)?;
    if depth > 0 && entries.iter().any(|entry| !entry.is_folder && entry.name == manifest::FILE_NAME) {
        found.has_projects = true;
        return Ok(());
    }
    for entry in entries.iter().filter(|entry| !entry.name.starts_with('.')) {
        let path = folder.join(&entry.name);
        if !entry.is_folder {
            found.files.extend(Some(path).filter(|path| files::has_extension(path, files::MARKDOWN)));
            continue;
        }
        // A link to a folder could lead back up; the project itself may be the folder of editions.
        let is_except = !except.as_os_str().is_empty() && path == except;
        if depth < DEEPEST && !entry.is_link && !is_except && !MADE.contains(&entry.name.as_str()) {
            look(root, &path, except, depth + 1, found)?;
        }
    }
    Ok(())
}
