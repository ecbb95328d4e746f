//! What was changed in a Word file becomes edits of the manuscript that it was made
//! of: bytes that nobody touched stay as they were.
//!
//! ```text
//! Word file before ─ story ─► paragraphs ┐ changes ─► patch ─► edits ─┐
//! Word file edited ─ story ─► paragraphs ┘             ▲              gate ─► manuscript
//! manuscript ─ leaf ─► lines with their bytes ─ units ─┘   prints it again and compares
//! ```
//!
//! Both Word files are read by the same reader ([`crate::word`]), so that what it does
//! not see is in neither. An edit is a proposal: the manuscript with all of them is
//! printed again, and an edit stays only if its paragraphs then say exactly what the
//! edited Word file says, and no others say something else. What cannot come back is
//! told with its text and its place; nothing is guessed.

mod align;
mod cell;
mod changes;
mod comments;
mod counted;
mod edited;
mod gate;
mod layout;
mod leaf;
mod line;
mod linked;
mod patch;
mod render;
mod seen;
mod spelled;
mod story;
mod tables;
mod units;

pub use counted::{Kept, KeptKind};
pub use gate::{Given, Made, Merged, Outcome, Told, lines, merge};
pub use seen::{Own, View, said};

/// What each comment of a Word file is about, by the comment's id.
#[must_use]
pub fn commented(word: &crate::word::Document) -> std::collections::BTreeMap<String, String> {
    comments::about(word)
}
