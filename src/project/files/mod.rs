//! Reading and writing files: only inside a root, with links resolved; an
//! edition appears whole or not at all.

#![allow(clippy::disallowed_methods, reason = "the one place that touches the disk")]

pub(super) mod bounds;
pub(super) mod glob;
mod part;
pub(super) mod record;
mod write;
mod written;

use std::fmt;
use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

pub use part::discard_unfinished;
pub(super) use part::remove_abandoned;
use record::{Question, Record};
pub(super) use write::{Content, write_all};
pub(super) use written::read_written;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// Why a file could not be read or written.
#[derive(Debug)]
pub struct FileError {
    /// The file as the user knows it.
    pub path: PathBuf,
    /// What is wrong, as the end of a sentence that begins with the path.
    pub reason: String,
    /// What the disk answered, for the record.
    answer: &'static str,
}

impl FileError {
    pub(super) fn new(path: impl Into<PathBuf>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into(), answer: record::UNREADABLE }
    }

    fn io(path: &Path, error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "does not exist".to_owned(),
            std::io::ErrorKind::PermissionDenied => "may not be opened".to_owned(),
            _ => format!("cannot be opened: {error}"),
        };
        let answer = if error.kind() == std::io::ErrorKind::NotFound { record::MISSING } else { record::UNREADABLE };
        Self { answer, ..Self::new(path, reason) }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” {}", self.path.display(), self.reason)
    }
}

impl std::error::Error for FileError {}

/// The folder that a project lies in; nothing outside it is read.
#[derive(Debug, Clone)]
pub(super) struct Root {
    /// As the user gave it, for messages.
    shown: PathBuf,
    /// With links resolved.
    real: PathBuf,
    /// Where everything that is read is noted, if it is.
    record: Option<Arc<Record>>,
    /// The root of the project whose record that is, with links resolved.
    base: PathBuf,
}

/// A name in a folder.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) is_folder: bool,
    pub(super) is_link: bool,
}

impl Root {
    pub(super) fn new(path: &Path) -> Result<Self, FileError> {
        let shown = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() };
        let real = fs::canonicalize(&shown).map_err(|error| FileError::io(&shown, &error))?;
        Ok(Self { shown, base: real.clone(), real, record: None })
    }

    /// The same root, noting from now on what is read in it.
    pub(super) fn recording(&self) -> (Self, Arc<Record>) {
        let record = Arc::new(Record::default());
        (Self { record: Some(record.clone()), ..self.clone() }, record)
    }

    /// The same root, noting nothing.
    pub(super) fn unrecorded(&self) -> Self {
        Self { record: None, ..self.clone() }
    }

    /// Another root whose files are noted in the same record.
    pub(super) fn other(&self, path: &Path) -> Result<Self, FileError> {
        let root = Self::new(path)?;
        Ok(Self { record: self.record.clone(), base: self.base.clone(), ..root })
    }

    /// The folder with links resolved.
    pub(super) fn real(&self) -> &Path {
        &self.real
    }

    /// The path of a file of the project as the user would write it.
    pub(super) fn shown(&self, relative: &Path) -> PathBuf {
        if self.shown == Path::new(".") { relative.to_owned() } else { self.shown.join(relative) }
    }

    /// The file that a path within the project names, with links resolved.
    pub(super) fn locate(&self, relative: &Path) -> Result<PathBuf, FileError> {
        let found = self.find(relative);
        self.note(Question::Leads, relative, || match &found {
            Ok(real) => record::shown(&self.base, real),
            Err(error) => error.answer.to_owned(),
        });
        found
    }

    fn find(&self, relative: &Path) -> Result<PathBuf, FileError> {
        let shown = self.shown(relative);
        let outside = || FileError {
            answer: record::OUTSIDE,
            ..FileError::new(&shown, "lies outside the project, where fuzi reads nothing")
        };
        let plain =
            |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir | Component::ParentDir);
        if !relative.components().all(plain) {
            return Err(outside());
        }
        let real = fs::canonicalize(self.real.join(relative)).map_err(|error| FileError::io(&shown, &error))?;
        if real.starts_with(&self.real) { Ok(real) } else { Err(outside()) }
    }

    /// Notes a question about a path and its answer. What lies outside by its
    /// spelling alone never changes.
    fn note(&self, question: fn(PathBuf) -> Question, relative: &Path, answer: impl FnOnce() -> String) {
        let Some(record) = self.record.as_ref().filter(|_| !relative.is_absolute()) else { return };
        let path = if self.real == self.base { relative.to_owned() } else { self.real.join(relative) };
        record.note(question(path), answer());
    }

    /// Notes which files of the system a font family has.
    pub(super) fn note_family(&self, name: &str) {
        if let Some(record) = &self.record {
            record.note(Question::Family(name.to_owned()), record::family(name));
        }
    }

    /// The path within the root of a located file.
    pub(super) fn relative(&self, located: &Path) -> PathBuf {
        located.strip_prefix(&self.real).map(Path::to_owned).unwrap_or_default()
    }

    /// The path within the root of a file that the user named from elsewhere, if
    /// it lies there.
    pub(super) fn holds(&self, path: &Path) -> Option<PathBuf> {
        let real = fs::canonicalize(path).ok()?;
        real.strip_prefix(&self.real).map(Path::to_owned).ok()
    }

    /// The bytes of a file within the project.
    pub(super) fn read(&self, relative: &Path) -> Result<Vec<u8>, FileError> {
        self.read_hashed(relative).map(|(bytes, _)| bytes)
    }

    /// The bytes of a file within the project, and their hash.
    pub(super) fn read_hashed(&self, relative: &Path) -> Result<(Vec<u8>, String), FileError> {
        let shown = self.shown(relative);
        let read = self.find(relative).and_then(|real| read_bounded(&real, &shown));
        let read = read.map(|bytes| {
            let hash = record::hash(&bytes);
            (bytes, hash)
        });
        self.note(Question::Holds, relative, || match &read {
            Ok((_, hash)) => hash.clone(),
            Err(error) => error.answer.to_owned(),
        });
        read
    }

    /// What a folder within the project holds, sorted; names that are not
    /// Unicode are left out.
    pub(super) fn entries(&self, folder: &Path) -> Result<Vec<Entry>, FileError> {
        let read = |real: PathBuf| entries(&real).map_err(|error| FileError::io(&self.shown(folder), &error));
        let found = self.find(folder).and_then(read);
        self.note(Question::Lists, folder, || match &found {
            Ok(entries) => record::names(entries),
            Err(error) => error.answer.to_owned(),
        });
        found
    }
}

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

fn read_bounded(real: &Path, shown: &Path) -> Result<Vec<u8>, FileError> {
    let about = fs::metadata(real).map_err(|error| FileError::io(shown, &error))?;
    if !about.is_file() {
        return Err(FileError::new(shown, "is no file"));
    }
    if about.len() > MAX_BYTES {
        return Err(FileError::new(shown, format!("is larger than {} MB", MAX_BYTES >> 20)));
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
    fs::remove_file(path).map_err(|error| FileError::new(path, format!("cannot be removed: {error}")))
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
    names(folder, &["md", "markdown"])
}

/// The names of the files of a folder with one of the extensions, sorted.
pub(super) fn names(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, FileError> {
    let entries = fs::read_dir(folder).map_err(|error| FileError::io(folder, &error))?;
    let names = entries.filter_map(|entry| Some(PathBuf::from(entry.ok()?.file_name())));
    let fits = |name: &PathBuf| name.extension().is_some_and(|e| extensions.iter().any(|wanted| e == *wanted));
    let mut names: Vec<PathBuf> = names.filter(fits).collect();
    names.sort();
    Ok(names)
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
