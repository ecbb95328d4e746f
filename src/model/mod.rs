//! The documents of fuzi: what was written and what is printed.
//!
//! Markdown becomes a [`document::Document`]; resolving turns that into a
//! [`resolved::Resolved`], in which every number, label and reference is text.
//! This module knows no format: no word of comrak, Typst or OOXML stands here.
//! Every node carries the place where it was written.

mod address;
mod bounds;
mod caption_kind;
mod counter;
pub mod document;
mod identify;
mod lang;
pub mod math;
pub mod resolved;
pub mod script;
mod seal;
mod speech;
mod text;
mod theorem;
mod tracking;
mod value;
mod walk;
pub mod wording;

pub use address::scheme;
pub use bounds::Bounds;
pub use caption_kind::CaptionKind;
pub use counter::{Counter, Delimiter, Numbering, TypedNumber};
pub use lang::{Lang, is_han};
pub use seal::seal;
pub use speech::{speech, speech_of_cells};
pub use text::written_text;
pub use theorem::TheoremKind;
pub use tracking::Tracking;
pub use value::Value;
pub use walk::{
    blocks_of, blocks_of_mut, contents_of, visit_blocks, visit_blocks_mut, visit_contents_mut, visit_inlines,
};

use serde::Serialize;

/// The resolved document as indented JSON, for looking inside and for tests.
#[must_use]
pub fn dump(document: &resolved::Resolved) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default() + "\n"
}

/// How the text of a column or a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
    /// At both edges.
    Justify,
}

/// The five kinds of alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum AlertKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// What an alert is called beside its kind, where an author said more than one
/// of the five words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum AlertName {
    Info,
    Todo,
    Success,
    Question,
    Danger,
    Failure,
    Bug,
    Example,
    Quote,
    Summary,
    SeeAlso,
}

/// The format that a raw passage is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RawFormat {
    /// The PDF edition.
    Print,
    /// The Word edition.
    Word,
}

/// A mark that changes the look of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Emphasis: another face in Chinese, italics in Latin.
    Emphasis,
    /// Strong emphasis: bold.
    Strong,
    /// Struck through.
    Strike,
    /// Marked as with a highlighter.
    Highlight,
    /// Underlined.
    Underline,
    /// Raised and smaller.
    Superscript,
    /// Lowered and smaller.
    Subscript,
    /// Small capitals.
    SmallCaps,
    /// Emphasis dots (着重号, CLREQ §5.3).
    Dotted,
    /// A key of the keyboard.
    Keyboard,
    /// Code.
    Code,
}
