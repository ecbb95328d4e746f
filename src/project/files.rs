//! Reading and writing files: only inside a root, with links resolved; an
//! edition appears whole or not at all.

#![allow(clippy::disallowed_methods, reason = "the one place that touches the disk")]

use std::fmt;
use std::fs;
use std::io::BufWriter;
use std::path::{Component, Path, PathBuf};

use crate::write::docx::WordFile;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// Why a file could not be read or written.
#[derive(Debug)]
pub struct FileError {
    /// The file as the user knows it.
    pub path: PathBuf,
    /// What is wrong, as the end of a sentence that begins with the path.
    pub reason: String,
}

impl FileError {
    fn new(path: &Path, reason: impl Into<String>) -> Self {
        Self { path: path.to_owned(), reason: reason.into() }
    }

    fn io(path: &Path, error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "does not exist".to_owned(),
            std::io::ErrorKind::PermissionDenied => "may not be opened".to_owned(),
            _ => format!("cannot be opened: {error}"),
        };
        Self::new(path, reason)
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
}

impl Root {
    pub(super) fn new(path: &Path) -> Result<Self, FileError> {
        let shown = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() };
        let real = fs::canonicalize(&shown).map_err(|error| FileError::io(&shown, &error))?;
        Ok(Self { shown, real })
    }

    /// The path of a file of the project as the user would write it.
    pub(super) fn shown(&self, relative: &Path) -> PathBuf {
        if self.shown == Path::new(".") { relative.to_owned() } else { self.shown.join(relative) }
    }

    /// The file that a path within the project names, with links resolved.
    pub(super) fn locate(&self, relative: &Path) -> Result<PathBuf, FileError> {
        let shown = self.shown(relative);
        let outside = || FileError::new(&shown, "lies outside the project, where fuzi reads nothing");
        let plain =
            |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir | Component::ParentDir);
        if !relative.components().all(plain) {
            return Err(outside());
        }
        let real = fs::canonicalize(self.real.join(relative)).map_err(|error| FileError::io(&shown, &error))?;
        if real.starts_with(&self.real) { Ok(real) } else { Err(outside()) }
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
        let real = self.locate(relative)?;
        read_bounded(&real, &self.shown(relative))
    }
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

pub(super) fn is_dir(path: &Path) -> bool {
    path.is_dir()
}

pub(super) fn is_file(path: &Path) -> bool {
    path.is_file()
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

/// What a file is to hold.
#[derive(Debug)]
pub(super) enum Content {
    Bytes(Vec<u8>),
    Word(WordFile),
}

impl Content {
    fn write(&self, path: &Path) -> std::io::Result<()> {
        match self {
            Self::Bytes(bytes) => fs::write(path, bytes),
            Self::Word(file) => {
                let out = BufWriter::new(fs::File::create(path)?);
                file.write(out)?.into_inner()?;
                Ok(())
            }
        }
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

/// Writes files so that each is either the old one or the new one: all are
/// written under other names first, then renamed.
pub(super) fn write_all(files: &[(PathBuf, Content)]) -> Result<(), FileError> {
    let mut waiting: Vec<(PathBuf, &Path)> = Vec::new();
    let outcome = files.iter().try_for_each(|(path, content)| {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| FileError::io(folder, &error))?;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
        // Who may read a file does not change with what it holds.
        let kept = |()| fs::metadata(path).map_or(Ok(()), |about| fs::set_permissions(&beside, about.permissions()));
        let written = content.write(&beside).and_then(kept);
        waiting.push((beside, path));
        written.map_err(|error| FileError::new(path, format!("cannot be written: {error}")))
    });
    let outcome = outcome.and_then(|()| {
        waiting.iter().try_for_each(|(beside, path)| {
            fs::rename(beside, path).map_err(|error| FileError::new(path, format!("cannot be written: {error}")))
        })
    });
    if outcome.is_err() {
        for (beside, _) in &waiting {
            let _ = fs::remove_file(beside);
        }
    }
    outcome
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
