//! Paths that texts write become paths within a root.

use std::path::Path;

/// A path from a folder on without `.` and `..`; `None` if it leads out of the root.
pub(in crate::project) fn joined(folder: &Path, path: &str) -> Option<String> {
    let folder = folder.to_string_lossy().into_owned();
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
