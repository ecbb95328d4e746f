//! Contents become files: an edition appears whole or not at all, and one that
//! would hold the same bytes is left alone.

#![allow(clippy::disallowed_methods, reason = "the one place that touches the disk")]

use crate::diag::message;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::FileError;
use super::part::Part;
use crate::write::docx::WordFile;

/// What a file is to hold.
#[derive(Debug)]
pub(in crate::project) enum Content {
    Bytes(Vec<u8>),
    Word(WordFile),
}

impl Content {
    /// All that the file is to hold.
    pub(in crate::project) fn into_bytes(self) -> io::Result<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::Word(file) => file.bytes(),
        }
    }

    fn write(&self, mut out: &File) -> io::Result<()> {
        match self {
            Self::Bytes(bytes) => out.write_all(bytes),
            Self::Word(file) => {
                file.write(BufWriter::new(out))?.into_inner()?;
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
    let written = files.par_iter().map(|(path, content)| {
        folder_of(path)?;
        begin(path, content).map_err(|error| unwritten(path, &error))
    });
    // All are tried; of several errors the first is told.
    let written: Vec<Result<Part, FileError>> = written.collect();
    let parts = written.into_iter().collect::<Result<Vec<Part>, FileError>>()?;
    let settle = |(part, (path, _)): (Part, &(PathBuf, Content))| part.settle(path).map_err(|e| unwritten(path, &e));
    parts.into_iter().zip(files).map(settle).collect()
}

/// Writes a file under another name beside its place.
fn begin(path: &Path, content: &Content) -> io::Result<Part> {
    let part = Part::begin(path)?;
    content.write(part.file())?;
    keep_rights(path, part.path())?;
    Ok(part)
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

fn unwritten(path: &Path, error: &io::Error) -> FileError {
    let reason = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            message!("cannot be written: the disk is full; the old edition was kept")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            message!("cannot be written: the folder is read-only")
        }
        _ => message!("cannot be written: {error}", error),
    };
    FileError::new(path, reason)
}
