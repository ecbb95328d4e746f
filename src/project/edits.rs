//! Whether the marks of those who revise a manuscript are shown.

use serde::Deserialize;

use crate::model::Tracking;
use crate::model::document::Document;

/// What becomes of the marks of those who revise a manuscript (CriticMarkup). The PDF
/// reads as if all of them were accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edits {
    /// They are tracked changes and comments of the Word file.
    Track,
    /// The Word file reads as if all were accepted, too.
    Accept,
}

/// Has the marks of a document shown, as changes of its first author.
pub(super) fn track(document: &mut Document) {
    let author = document.meta.authors.first().map(|author| author.name.clone()).unwrap_or_default();
    document.tracking = Some(Tracking { author, is_printed: false });
}
