//! Contents become files: an edition appears whole or not at all, and one that
//! would hold the same bytes is left alone.

#![allow(clippy::disallowed_methods, reason = "the one place that touches the disk")]

use std::fs;
use std::io::{self, BufReader, BufWriter, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

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
    let waiting: Vec<(PathBuf, &Path)> = files.iter().map(|(path, _)| (beside(path), path.as_path())).collect();
    let written = files.par_iter().zip(&waiting).map(|((path, content), (beside, _))| {
        folder_of(path)?;
        content.write(beside).and_then(|()| keep_rights(path, beside)).map_err(|error| unwritten(path, &error))
    });
    // All are tried; of several errors the first is told.
    let written: Vec<Result<(), FileError>> = written.collect();
    let outcome = written.into_iter().collect::<Result<(), FileError>>();
    let outcome = outcome.and_then(|()| waiting.iter().map(|(beside, path)| settle(beside, path)).collect());
    if outcome.is_err() {
        for (beside, _) in &waiting {
            let _ = fs::remove_file(beside);
        }
    }
    outcome
}

/// Who may read a file does not change with what it holds.
fn keep_rights(path: &Path, beside: &Path) -> io::Result<()> {
    fs::metadata(path).map_or(Ok(()), |about| fs::set_permissions(beside, about.permissions()))
}

/// Makes the folder of a file.
fn folder_of(path: &Path) -> Result<(), FileError> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => fs::create_dir_all(folder).map_err(|error| FileError::io(folder, &error)),
        None => Ok(()),
    }
}

/// Another name in the folder of a file, which no other thread or process has.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    path.with_file_name(format!(".{name}.{}-{count}.part", std::process::id()))
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
