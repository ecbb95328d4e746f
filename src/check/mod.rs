//! What a careful editor would say of a document before it is sent to press.
//!
//! The rules look at the written document and at the resolved one and tell what
//! they find; each has a [`Code`] with a page of its own. Those of `structure`
//! look at labels, captions, headings and pictures; those of `text` at the signs
//! of running Chinese text, where a fix can name the very bytes; `leftover` finds
//! marks that are printed, and is told by every build. What a fix does to a text
//! stands in [`fix`].
//!
//! This module must not know files, editions or how anything is printed.

pub mod fix;
mod leftover;
mod levels;
mod structure;
mod text;

pub use leftover::examine_leftovers;
pub use levels::Levels;
pub use text::examine_text;

use crate::assets::{Fonts, Images};
use crate::diag::{Code, Sink, Sources};
use crate::model::document::Document;
use crate::model::resolved::Resolved;
use crate::style::Style;

/// A document as the rules see it.
pub struct Subject<'a> {
    /// What was written.
    pub document: &'a Document,
    /// What is printed.
    pub resolved: &'a Resolved,
    /// Its looks.
    pub style: &'a Style,
    /// Its pictures.
    pub images: &'a Images,
    /// The fonts of its style.
    pub fonts: &'a Fonts,
    /// The texts that it was read from.
    pub sources: &'a Sources,
}

/// One rule: the code that it tells, and what finds it.
type Rule = (Code, fn(&Subject<'_>, &mut Sink));

/// Applies every rule that is not off.
pub fn examine(subject: &Subject<'_>, levels: &Levels, sink: &mut Sink) {
    for (code, rule) in structure::RULES {
        if levels.is_on(*code) {
            rule(subject, sink);
        }
    }
    text::examine(subject, levels, sink);
}
