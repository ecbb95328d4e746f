//! Whose changes of a text are shown, and where.

use serde::Serialize;

/// Who changed a document, and whether the PDF shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tracking {
    /// Whose changes they are; empty if that was not said.
    pub author: String,
    /// Whether the PDF marks what was put in and prints what was taken out.
    pub is_printed: bool,
}
