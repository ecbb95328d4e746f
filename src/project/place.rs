//! Where a path that the user named lies: in the project of the nearest
//! `fuzi.toml`, searched from it upward to the top of the file system as cargo
//! does, else in its own folder.
//!
//! A project file in a folder that all users write into, such as `/tmp`, is found
//! only by naming that folder: anyone could have put it there.

use std::path::{Component, Path, PathBuf};

use super::files::{self, FileError, Root};
use super::manifest;
use super::navigation;

/// A path that the user named, and the folder to which everything is bounded that
/// is read for it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The folder of the project, or of the path where there is none.
    pub(super) root: Root,
    /// The path within that folder.
    pub(super) within: PathBuf,
    /// Whether it is a folder.
    pub(super) is_folder: bool,
    /// Whether the root has a project file.
    pub(super) in_project: bool,
}

impl Place {
    /// The place of a path.
    ///
    /// # Errors
    ///
    /// If the folder of the path is not there.
    pub(super) fn find(path: &Path) -> Result<Self, FileError> {
        let is_folder = files::is_dir(path);
        let folder = match (is_folder, navigation::is_navigation(path)) {
            (true, _) => path,
            (false, true) => navigation::site(path),
            (false, false) => path.parent().unwrap_or(Path::new("")),
        };
        let own = Root::new(folder)?;
        let name = if is_folder { PathBuf::new() } else { path.strip_prefix(folder).unwrap_or(path).to_owned() };
        let Some(project) = files::upward(own.real(), manifest::FILE_NAME) else {
            return Ok(Self { root: own, within: name, is_folder, in_project: false });
        };
        let inside = own.real().strip_prefix(&project).map(Path::to_owned).unwrap_or_default();
        let root = if inside.as_os_str().is_empty() { own } else { Root::new(&shown(folder, &inside, project))? };
        Ok(Self { root, within: inside.join(name), is_folder, in_project: true })
    }

    /// Asks for the project files that would be nearer, so that a recording root
    /// notes them.
    #[cfg(feature = "cli")]
    pub(super) fn ask(&self) {
        let own = if self.is_folder { self.within.as_path() } else { self.within.parent().unwrap_or(Path::new("")) };
        for folder in own.ancestors() {
            let _ = self.root.locate(&folder.join(manifest::FILE_NAME));
        }
    }
}

/// A folder above another, as the user would write it: `..` in place of `docs/..`.
fn shown(folder: &Path, inside: &Path, real: PathBuf) -> PathBuf {
    let mut above: PathBuf = folder.components().filter(|part| *part != Component::CurDir).collect();
    for _ in inside.components() {
        match above.components().next_back() {
            Some(Component::Normal(_)) => drop(above.pop()),
            _ => above.push(".."),
        }
    }
    // Behind a link the folder above is another one.
    let typed = if above.as_os_str().is_empty() { Path::new(".") } else { &above };
    if files::resolved(typed) == real { above } else { real }
}
