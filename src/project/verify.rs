//! Two finished editions are compared.

use std::path::Path;

use super::error::Error;
use super::files;
use crate::diag::{Diagnostic, Sources};
use crate::verify::{self, Difference, Seals};
use crate::word::Document;

/// What came of comparing two editions.
#[derive(Debug)]
pub struct Verified {
    /// Where they differ, each with its line in the manuscript, if that is known.
    pub differences: Vec<(Difference, Option<usize>)>,
    /// Whether both were made of the same text, as they say.
    pub seals: Seals,
    /// Whether the Word file has pages of its template, which are not compared.
    pub has_own_pages: bool,
    /// What of the Word file could not be read.
    pub problems: Vec<Diagnostic>,
}

/// Compares a PDF with a Word file; with the manuscript at hand the differences
/// have lines.
///
/// # Errors
///
/// If a file cannot be read, or is not what it should be.
pub fn verify(pdf: &Path, word: &Path, source: Option<&Path>) -> Result<Verified, Error> {
    let failed = |errors| Error::Diagnostics(errors, Sources::new());
    let (pdf_bytes, word_bytes) = (files::read_named(pdf)?, files::read_named(word)?);
    let source = source.map(files::read_named).transpose()?;
    let source = source.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let (of_pdf, seal) = verify::sealed_pdf_items(&pdf.display().to_string(), pdf_bytes).map_err(failed)?;
    let document = Document::read(&word.display().to_string(), &word_bytes).map_err(failed)?;
    let of_word = verify::word_items(&document);
    let differences = verify::compare(&verify::without_own_pages(of_pdf, &document, &of_word), &of_word);
    let line = |difference: &Difference| {
        let source = source.as_deref()?;
        let texts = [&difference.word, &difference.pdf].into_iter().flatten();
        texts.filter_map(|text| verify::source_line(source, text)).next()
    };
    let differences = differences.into_iter().map(|difference| (line(&difference), difference));
    Ok(Verified {
        differences: differences.map(|(line, difference)| (difference, line)).collect(),
        has_own_pages: verify::own_pages(&document).contains(&true),
        seals: Seals::of(seal.as_deref(), &document),
        problems: document.problems,
    })
}
