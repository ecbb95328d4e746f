//! Nothing is written through a link that leads out of the folders where fuzi may
//! write: those of the project, and those that the command names.

#![allow(clippy::disallowed_methods, reason = "the one place that touches the disk")]

use crate::diag::{Message, message};
use std::fs;
use std::path::{Path, PathBuf};

use super::{FileError, is_there};

/// Refuses a file whose folder lies outside all of `allowed`, folders with links
/// resolved. What is not there yet is no link; `advice` is the end of the message.
pub(in crate::project) fn check(path: &Path, allowed: &[&Path], advice: &str) -> Result<(), FileError> {
    let mut outside: Option<PathBuf> = None;
    for folder in path.ancestors().skip(1) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if !is_there(folder) {
            continue;
        }
        // A link that leads nowhere may lead anywhere by the next moment.
        let real = fs::canonicalize(folder).ok();
        if real.is_some_and(|real| allowed.iter().any(|allowed| real.starts_with(allowed))) {
            break;
        }
        outside = Some(folder.to_owned());
    }
    match outside {
        // The last one outside is the link, for the folder that holds it is inside.
        Some(link) => Err(FileError::new(
            link,
            message!("is a link to a folder where fuzi does not write; {advice}", advice = Message::from(advice)),
        )),
        None => Ok(()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::check;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_that_lead_out_are_found_and_named() {
        let folder = std::env::temp_dir().join(format!("fuzi-bounds-{}", std::process::id()));
        fs::create_dir_all(folder.join("project/inside")).unwrap();
        fs::create_dir_all(folder.join("elsewhere")).unwrap();
        let folder = fs::canonicalize(folder).unwrap();
        let project = folder.join("project");
        symlink(folder.join("elsewhere"), project.join("out")).unwrap();
        symlink(project.join("inside"), project.join("in")).unwrap();
        symlink(folder.join("nowhere"), project.join("dangling")).unwrap();
        let refused = |path: &str, allowed: &[&std::path::Path]| {
            check(&project.join(path), allowed, "x")
                .err()
                .map(|error| error.path.strip_prefix(&project).unwrap().to_owned())
        };
        for path in ["a.pdf", "new/a.pdf", "in/a.pdf", "inside/new/a.pdf"] {
            assert_eq!(refused(path, &[&project]), None, "{path}");
        }
        for (path, link) in [("out/a.pdf", "out"), ("out/new/a.pdf", "out"), ("dangling/a.pdf", "dangling")] {
            assert_eq!(refused(path, &[&project]).as_deref(), Some(std::path::Path::new(link)), "{path}");
        }
        assert_eq!(refused("out/a.pdf", &[&project, &folder.join("elsewhere")]), None);
        fs::remove_dir_all(folder).unwrap();
    }
}
