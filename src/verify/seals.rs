//! Whether two editions say that they were made of the same text: each carries the seal
//! of its document, which no later change in an editor touches.

use crate::word::Document;

/// The property of a Word file that holds its seal.
const SEAL: &str = "fuzi.text.sha256";

/// What the seals of two editions say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seals {
    /// They were made of the same text.
    Same,
    /// They were not.
    Different,
    /// Nothing: one of them has none.
    Missing,
}

impl Seals {
    /// Compares the seal of a PDF with that of a Word file.
    #[must_use]
    pub fn of(pdf: Option<&str>, word: &Document) -> Self {
        let sealed = word.custom.iter().find(|(name, _)| name == SEAL);
        match (pdf, sealed) {
            (Some(pdf), Some((_, word))) if pdf == word => Self::Same,
            (Some(_), Some(_)) => Self::Different,
            _ => Self::Missing,
        }
    }
}
