//! What `fuzi clean` removes: entries with fuzi's seal in a folder with fuzi's tag,
//! and the folders that are empty then. No link is followed.

use std::path::{Path, PathBuf};

use super::CacheAt;
use super::store::{Kind, is_tagged};
use crate::project::files::{self, FileError};
use crate::project::own_folder::FOLDER;
use crate::project::place::Place;
use crate::project::seal;

/// How deep entries lie below the folder of their kind.
const DEPTH: usize = 2;

/// Removes what fuzi keeps of the project that a folder lies in, or in a cache folder; gives
/// back the folder if anything was removed. Editions stay, and so does everything
/// that fuzi did not write.
///
/// # Errors
///
/// If the folder is a link or has no tag of fuzi; if something cannot be removed,
/// or lies behind a link.
pub fn clean(project: &Path, cache: &CacheAt) -> Result<Option<PathBuf>, FileError> {
    let (folder, mut path) = match cache {
        CacheAt::Nowhere => return Ok(None),
        CacheAt::Project => {
            let root = Place::find(project).map(|place| place.root.shown(Path::new("")));
            let own = root.unwrap_or_else(|_| project.to_owned()).join(FOLDER);
            (own.join("cache"), vec![own])
        }
        CacheAt::Folder(folder) => (folder.clone(), Vec::new()),
    };
    path.push(folder.clone());
    if let Some(link) = path.iter().find(|folder| files::is_link(folder)) {
        return Err(behind(link));
    }
    if !files::is_there(&folder) {
        return Ok(None);
    }
    if !is_tagged(&folder)? {
        let reason = "has no CACHEDIR.TAG of fuzi, so nothing in it was removed; \
                      check that it is a cache of fuzi, then delete it yourself";
        return Err(FileError::new(folder, reason));
    }
    let mut sweep = Sweep { removed: false, link: None };
    for kind in Kind::ALL {
        sweep.folder(&folder.join(kind.folder()), DEPTH)?;
    }
    match sweep.link {
        Some(link) => Err(behind(&link)),
        None => Ok(sweep.removed.then_some(folder)),
    }
}

fn behind(link: &Path) -> FileError {
    FileError::new(link, "is a link, and fuzi removes nothing behind links; remove the link yourself")
}

struct Sweep {
    removed: bool,
    /// The first link that was met.
    link: Option<PathBuf>,
}

impl Sweep {
    /// Removes the entries of a folder, then the folder if nothing else is in it.
    fn folder(&mut self, folder: &Path, depth: usize) -> Result<(), FileError> {
        if files::is_link(folder) {
            self.link.get_or_insert_with(|| folder.to_owned());
            return Ok(());
        }
        if !files::is_there(folder) {
            return Ok(());
        }
        for path in files::paths(folder)? {
            if files::is_link(&path) {
                self.link.get_or_insert(path);
            } else if files::is_plain_file(&path) {
                if files::begins_with(&path, seal::Kind::Cache.mark().as_bytes()) {
                    files::remove_file(&path)?;
                    self.removed = true;
                }
                // One that a process began and did not get far with has no seal.
                self.removed |= files::remove_abandoned(&path);
            } else if depth > 1 {
                self.folder(&path, depth - 1)?;
            }
        }
        files::remove_empty(folder);
        Ok(())
    }
}
