//! Contents become files: an edition appears whole or not at all, and one that
//! would hold the same bytes is left alone.

#![allow(clippy::disallowed_methods, reason = "the one place that touches the disk")]

use std::fs;
use std::io::{self, BufReader, BufWriter, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::FileError;
use crate::write::docx::WordFile;

/// What a file is to hold.
#[derive(Debug)]
pub(in crate::project) enum Content {
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
/// written under other names first, then renamed. Says of each whether it
/// changed; one that holds the same bytes already is not touched.
pub(in crate::project) fn write_all(files: &[(PathBuf, Content)]) -> Result<Vec<bool>, FileError> {
    let mut waiting: Vec<(PathBuf, &Path)> = Vec::new();
    let outcome = files.iter().try_for_each(|(path, content)| beside(path, content, &mut waiting));
    let outcome = outcome.and_then(|()| waiting.iter().map(|(beside, path)| settle(beside, path)).collect());
    if outcome.is_err() {
        for (beside, _) in &waiting {
            let _ = fs::remove_file(beside);
        }
    }
    outcome
}

/// Writes a content under another name in the folder of its file.
fn beside<'a>(path: &'a Path, content: &Content, waiting: &mut Vec<(PathBuf, &'a Path)>) -> Result<(), FileError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| FileError::io(folder, &error))?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Threads and processes may write the same file at one time.
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let beside = path.with_file_name(format!(".{name}.{}-{count}.part", std::process::id()));
    let written = content.write(&beside);
    waiting.push((beside, path));
    written.map_err(|error| unwritten(path, &error))
}

fn unwritten(path: &Path, error: &io::Error) -> FileError {
    let reason = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "cannot be written: the disk is full; the old edition was kept".to_owned()
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "may not be written: the folder is read-only".to_owned()
        }
        _ => format!("cannot be written: {error}"),
    };
    FileError::new(path, reason)
}

/// Gives a new file its name, unless the one of that name holds the same.
fn settle(beside: &Path, path: &Path) -> Result<bool, FileError> {
    if same(beside, path).unwrap_or(false) {
        return fs::remove_file(beside).map(|()| false).map_err(|error| unwritten(path, &error));
    }
    fs::rename(beside, path).map(|()| true).map_err(|error| unwritten(path, &error))
}

fn same(one: &Path, other: &Path) -> io::Result<bool> {
    if fs::metadata(one)?.len() != fs::symlink_metadata(other)?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::new(fs::File::open(one)?), BufReader::new(fs::File::open(other)?));
    let (mut a, mut b) = ([0; 1 << 14], [0; 1 << 14]);
    loop {
        let read = one.read(&mut a)?;
        other.read_exact(&mut b[..read])?;
        if read == 0 || a[..read] != b[..read] {
            return Ok(read == 0);
        }
    }
}
