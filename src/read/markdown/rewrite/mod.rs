//! Lines that comrak cannot read as their author meant them are written anew
//! before it sees them: bodies that are indented under a head lose their indent,
//! and what closes them gets a line of its own; headings, lists and code of LaTeX
//! become those of Markdown.
//!
//! Every line of the new text knows where it begins in the source; which of its
//! lines are heads and ends is told to `mask`. What they mean is read in
//! `callout` and `myst`.

mod apart;
mod dollars;
mod nested;
mod quoted;
mod tex;
mod untermed;

pub(crate) use nested::{Head, head};
pub(crate) use tex::Lists;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::mask::Kind;
use super::positions::Positions;

/// A text on its way to comrak.
pub(crate) struct Rewritten<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// Where its lines stand in the source.
    pub positions: Positions,
    /// The lines, counted from 0, whose meaning is known already.
    pub known: BTreeMap<usize, Kind>,
}

/// Writes a text anew where that is needed; also what is known of its lists.
pub(crate) fn rewrite(text: &str, positions: Positions) -> (Rewritten<'_>, Lists) {
    let (text, positions) = match dollars::rewrite(text, &positions) {
        Some((text, positions)) => (Cow::Owned(text), positions),
        None => (Cow::Borrowed(text), positions),
    };
    let (text, positions) = match untermed::rewrite(&text, &positions) {
        Some((text, positions)) => (Cow::Owned(text), positions),
        None => (text, positions),
    };
    let (text, positions, lists) = match tex::rewrite(&text, &positions) {
        Some((text, positions, lists)) => (Cow::Owned(text), positions, lists),
        None => (text, positions, Lists::default()),
    };
    let (text, positions) = match apart::rewrite(&text, &positions) {
        Some((text, positions)) => (Cow::Owned(text), positions),
        None => (text, positions),
    };
    let rewritten = match text {
        Cow::Borrowed(text) => quoted::rewrite(boxes(text, positions), 0),
        Cow::Owned(text) => {
            let Rewritten { text, positions, known } = quoted::rewrite(boxes(&text, positions), 0);
            Rewritten { text: Cow::Owned(text.into_owned()), positions, known }
        }
    };
    (rewritten, lists)
}

/// The boxes, tabs and directives that stand in no quotation.
fn boxes(text: &str, positions: Positions) -> Rewritten<'_> {
    match nested::rewrite(text, &positions) {
        Some(rewritten) => rewritten,
        None => Rewritten { text: Cow::Borrowed(text), positions, known: BTreeMap::new() },
    }
}
