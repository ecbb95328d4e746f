//! Word files that are read.

use std::path::Path;

use super::error::Error;
use super::files;
use crate::diag::Sources;
use crate::word::Document;

/// Reads a Word file as its reader sees it.
///
/// # Errors
///
/// If it cannot be read, or is no Word file.
pub fn read_word(path: &Path) -> Result<Document, Error> {
    let bytes = files::read_named(path)?;
    let shown = path.display().to_string();
    Document::read(&shown, &bytes).map_err(|errors| Error::Diagnostics(errors, Sources::new()))
}
