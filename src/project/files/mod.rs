//! Reading and writing files: only inside a root, with links resolved, or from
//! files in memory; an edition appears whole or not at all.

#![allow(clippy::disallowed_methods, reason = "the one place that touches the disk")]

pub(super) mod bounds;
mod entry;
pub(super) mod glob;
mod joined;
mod memory;
mod part;
pub(super) mod record;
mod root;
mod write;
mod written;

use crate::diag::{Message, message};
use std::fmt;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use entry::Entry;
pub(super) use joined::joined;
pub use memory::Files;
pub use part::discard_unfinished;
pub(super) use part::remove_abandoned;
pub(super) use root::Root;
pub(super) use write::{Content, write_all};
pub(super) use written::read_written;

/// The largest file that is read, in bytes.
pub(super) const MAX_BYTES: u64 = 256 << 20;

/// The extensions of Markdown files.
pub(super) const MARKDOWN: &[&str] = &["md", "markdown", "qmd", "Rmd", "rmd", "mdx"];

/// Why a file could not be read or written.
#[derive(Debug)]
#[non_exhaustive]
pub struct FileError {
    /// The file as the user knows it.
    pub path: PathBuf,
    /// What is wrong, as the end of a sentence that begins with the path.
    pub reason: Message,
    /// What the disk answered, for the record.
    answer: &'static str,
}

impl FileError {
    pub(super) fn new(path: impl Into<PathBuf>, reason: impl Into<Message>) -> Self {
        Self { path: path.into(), reason: reason.into(), answer: record::UNREADABLE }
    }

    /// Whether there is no such file.
    pub(super) fn is_missing(&self) -> bool {
        self.answer == record::MISSING
    }

    fn missing(path: &Path) -> Self {
        Self { answer: record::MISSING, ..Self::new(path, "does not exist") }
    }

    /// What is wrong with which file.
    #[must_use]
    pub fn message(&self) -> Message {
        message!("“{path}” {reason}", path = self.path.display(), reason = self.reason)
    }

    fn io(path: &Path, error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => message!("does not exist"),
            std::io::ErrorKind::PermissionDenied => message!("cannot be opened: permission denied"),
            _ => message!("cannot be opened: {error}", error),
        };
        let answer = if error.kind() == std::io::ErrorKind::NotFound { record::MISSING } else { record::UNREADABLE };
        Self { answer, ..Self::new(path, reason) }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for FileError {}

fn entries(folder: &Path) -> std::io::Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = fs::read_dir(folder)?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let kind = entry.file_type().ok()?;
            let is_folder = if kind.is_symlink() { entry.path().is_dir() } else { kind.is_dir() };
            Some(Entry { name: entry.file_name().into_string().ok()?, is_folder, is_link: kind.is_symlink() })
        })
        .collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

/// Reads a file that the user named outside any project, such as a template.
pub(super) fn read_named(path: &Path) -> Result<Vec<u8>, FileError> {
    read_bounded(path, path)
}

/// Reads a manuscript that comes from no file.
///
/// # Errors
///
/// If it cannot be read, or is larger than a file may be.
pub fn read_input(from: impl std::io::Read) -> Result<Vec<u8>, FileError> {
    let shown = Path::new(super::discover::INPUT_NAME);
    let mut bytes = Vec::new();
    from.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| FileError::io(shown, &error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FileError::new(shown, message!("is larger than {max_bytes} MB", max_bytes = MAX_BYTES >> 20)));
    }
    Ok(bytes)
}

fn read_bounded(real: &Path, shown: &Path) -> Result<Vec<u8>, FileError> {
    let about = fs::metadata(real).map_err(|error| FileError::io(shown, &error))?;
    if !about.is_file() {
        return Err(FileError::new(shown, "is not a file"));
    }
    if about.len() > MAX_BYTES {
        return Err(FileError::new(shown, message!("is larger than {max_bytes} MB", max_bytes = MAX_BYTES >> 20)));
    }
    fs::read(real).map_err(|error| FileError::io(shown, &error))
}

/// The size and the time of a file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Stamp {
    pub(super) len: u64,
    /// Since 1970.
    pub(super) modified: Option<std::time::Duration>,
}

pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    fs::symlink_metadata(path).ok().and_then(|about| Stamp::of(&about))
}

impl Stamp {
    /// That of a file; folders have none.
    fn of(about: &fs::Metadata) -> Option<Self> {
        let modified = about.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        about.is_file().then_some(Self { len: about.len(), modified })
    }
}

/// Says that a file was used just now.
pub(super) fn touch(path: &Path) {
    let _ = fs::File::options().write(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
}

/// Removes a file.
pub(super) fn remove_file(path: &Path) -> Result<(), FileError> {
    fs::remove_file(path).map_err(|error| FileError::new(path, message!("cannot be removed: {error}", error)))
}

/// Tries whether a folder, or the next above it that is there, can be written; leaves
/// nothing behind.
pub(super) fn try_write(folder: &Path) -> Result<(), FileError> {
    let there = folder.ancestors().map(|path| if path.as_os_str().is_empty() { Path::new(".") } else { path });
    let Some(there) = there.into_iter().find(|path| is_dir(path)) else { return Err(FileError::missing(folder)) };
    let probe = there.join(format!(".fuzi-doctor-{}.part", std::process::id()));
    let made = fs::File::options().write(true).create_new(true).open(&probe);
    made.map_err(|error| FileError::io(there, &error))?;
    remove_file(&probe)
}

/// Removes a folder if nothing is in it.
pub(super) fn remove_empty(folder: &Path) {
    let _ = fs::remove_dir(folder);
}

/// What a folder holds, sorted.
pub(super) fn paths(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let entries = fs::read_dir(folder).map_err(|error| FileError::io(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

/// Whether a file begins with some bytes.
pub(super) fn begins_with(path: &Path, bytes: &[u8]) -> bool {
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(bytes.len() as u64).read_to_end(&mut head));
    read.is_ok() && head == bytes
}

/// A path with links resolved; as it is if it leads nowhere.
pub(super) fn resolved(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The nearest folder that holds a file of a name, from a folder with links resolved
/// upward. Above it, folders that all users write into do not count.
pub(super) fn upward(folder: &Path, name: &str) -> Option<PathBuf> {
    let holds = |above: &&Path| above.join(name).is_file() && (*above == folder || !is_of_all(above));
    folder.ancestors().find(holds).map(Path::to_owned)
}

/// Whether all users may put files into a folder, as into `/tmp`, each their own.
#[cfg(unix)]
fn is_of_all(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(folder).is_ok_and(|about| about.permissions().mode() & 0o1002 == 0o1002)
}

#[cfg(not(unix))]
fn is_of_all(_: &Path) -> bool {
    false
}

pub(super) fn is_dir(path: &Path) -> bool {
    path.is_dir()
}

pub(super) fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether a path is a file, and no link to one.
pub(super) fn is_plain_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|about| about.is_file())
}

/// Whether a path is a link, written with a slash at its end or without.
pub(super) fn is_link(path: &Path) -> bool {
    let path: PathBuf = path.components().collect();
    path.symlink_metadata().is_ok_and(|about| about.is_symlink())
}

/// Whether anything has this path, even a link that leads nowhere.
pub(super) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The names of the Markdown files of a folder, sorted.
pub(super) fn markdown_files(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    names(folder, MARKDOWN)
}

/// The names of the files of a folder with one of the extensions, sorted.
pub(super) fn names(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, FileError> {
    let entries = fs::read_dir(folder).map_err(|error| FileError::io(folder, &error))?;
    let names = entries.filter_map(|entry| Some(PathBuf::from(entry.ok()?.file_name())));
    let mut names: Vec<PathBuf> = names.filter(|name| has_extension(name, extensions)).collect();
    names.sort();
    Ok(names)
}

pub(super) fn has_extension(name: &Path, extensions: &[&str]) -> bool {
    name.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted))
}

#[cfg(test)]
mod tests {
    use super::{Root, write_all};
    use std::path::Path;

    #[test]
    fn nothing_outside_the_root_is_read() {
        let folder = std::env::temp_dir().join(format!("fuzi-files-{}", std::process::id()));
        let inside = folder.join("inside");
        write_all(&[(folder.join("secret.txt"), b"x".to_vec().into()), (inside.join("a.txt"), b"y".to_vec().into())])
            .unwrap();
        let root = Root::new(&inside).unwrap();
        assert_eq!(root.read(Path::new("a.txt")).unwrap(), b"y");
        assert_eq!(root.read(Path::new("../inside/a.txt")).unwrap(), b"y");
        assert!(root.read(Path::new("../secret.txt")).unwrap_err().reason.contains("outside"));
        assert!(root.read(&folder.join("secret.txt")).unwrap_err().reason.contains("outside"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.join("secret.txt"), inside.join("link.txt")).unwrap();
            assert!(root.read(Path::new("link.txt")).unwrap_err().reason.contains("outside"));
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
