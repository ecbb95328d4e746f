//! Why something that was asked of a project cannot be done.

use super::files::FileError;
use crate::diag::{Diagnostic, Sources};

/// Why something that was asked of a project cannot be done.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file cannot be read or written.
    File(Box<FileError>),
    /// A project file, a sheet, a template or a name has mistakes; the texts that the
    /// diagnostics point into come with them.
    Diagnostics(Vec<Diagnostic>, Sources),
}

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        Self::File(Box::new(error))
    }
}
