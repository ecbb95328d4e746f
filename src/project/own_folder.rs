//! The folder in a project where fuzi keeps what it can make anew.

use std::path::{Path, PathBuf};

use super::files::{self, Content};

/// The folder of a project for what fuzi keeps.
pub(super) const FOLDER: &str = ".fuzi";

/// The file that keeps the folder `.fuzi` out of a repository, unless there is one.
pub(super) fn ignore_file(own: &Path) -> Option<(PathBuf, Content)> {
    let path = own.join(".gitignore");
    (!files::is_there(&path)).then(|| (path, b"*\n".to_vec().into()))
}
