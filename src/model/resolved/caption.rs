//! Captions and labels as they are printed.

use serde::Serialize;

use super::{AnchorId, CaptionKind, Inline};

/// A number with what stands around it, such as 图 2-1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// What stands before the number, such as `图 ` or （.
    pub before: String,
    /// The number of the chapter with the separator behind it, such as `2-`;
    /// empty if numbers run through the document.
    pub chapter: String,
    /// The number itself.
    pub ordinal: String,
    /// What stands behind it, such as ）.
    pub after: String,
}

impl Label {
    /// A width in ems in which it surely stands on one line: no Latin sign of a
    /// number is wider than two thirds of its size, and one sign is left for what
    /// is added in Word.
    #[must_use]
    pub fn room(&self) -> f64 {
        self.text().chars().map(|ch| if ch.is_ascii() { 0.67 } else { 1.0 }).sum::<f64>() + 1.0
    }

    /// The whole label as it is printed.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}{}{}", self.before, self.chapter, self.ordinal, self.after)
    }
}

/// A caption.
#[derive(Debug, Clone, Serialize)]
pub struct Caption {
    /// What it belongs to.
    pub kind: CaptionKind,
    /// Its label, such as 图 1; `None` if it is not numbered.
    pub label: Option<Label>,
    /// What stands behind the label besides a gap, such as a colon; mostly empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub delimiter: String,
    /// The text.
    pub content: Vec<Inline>,
    /// What references point to.
    pub anchor: AnchorId,
    /// Whether it is counted in a series of its own, which no list has.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub apart: bool,
}
