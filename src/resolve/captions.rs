//! Labels of figures, tables, code and equations, counted through the document or
//! by chapter.

use std::collections::HashMap;

use crate::model::resolved::{CaptionKind, Label};
use crate::style::value::CaptionScope;
use crate::style::{Style, Words};

/// Counts figures, tables, code and equations.
pub(super) struct Counts<'a> {
    style: &'a Style,
    words: &'static Words,
    chapter: String,
    captions: HashMap<CaptionKind, usize>,
    equations: usize,
}

impl<'a> Counts<'a> {
    pub(super) fn new(style: &'a Style, words: &'static Words) -> Self {
        Self { style, words, chapter: String::new(), captions: HashMap::new(), equations: 0 }
    }

    /// A chapter begins; `number` is empty for one that has none.
    pub(super) fn begin_chapter(&mut self, number: String) {
        if self.style.count.scope == CaptionScope::Chapter && !number.is_empty() {
            self.chapter = number;
            self.captions.clear();
            self.equations = 0;
        }
    }

    /// The label of the next caption of a kind.
    pub(super) fn caption(&mut self, kind: CaptionKind) -> Label {
        let count = self.captions.entry(kind).or_insert(0);
        *count += 1;
        let own = &self.style.caption(kind).label;
        let word = if own.is_empty() { self.words.caption(kind) } else { own };
        let separator = &self.style.caption(kind).separator;
        Label {
            before: format!("{word}{}", self.words.gap),
            chapter: prefix(&self.chapter, separator),
            ordinal: count.to_string(),
            after: String::new(),
        }
    }

    /// The label of the next equation.
    pub(super) fn equation(&mut self) -> Label {
        self.equations += 1;
        let (before, after) = self.style.equation.number.split_once(' ').unwrap_or(("(", ")"));
        Label {
            before: before.to_owned(),
            chapter: prefix(&self.chapter, &self.style.equation.separator),
            ordinal: self.equations.to_string(),
            after: after.to_owned(),
        }
    }

    /// The label of an equation whose number was typed; the others count as if it
    /// were not there, as in LaTeX.
    pub(super) fn typed_equation(&self, number: &str, brackets: bool) -> Label {
        let (before, after) = self.style.equation.number.split_once(' ').unwrap_or(("(", ")"));
        let (before, after) = if brackets { (before, after) } else { ("", "") };
        let (chapter, ordinal) = (String::new(), number.to_owned());
        Label { before: before.to_owned(), chapter, ordinal, after: after.to_owned() }
    }

    /// How a reference to an equation reads: 式（1）.
    pub(super) fn equation_reference(&self, label: &Label) -> String {
        let latin = self.words.equation.is_ascii();
        format!("{}{}{}", self.words.equation, if latin { self.words.gap } else { "" }, label.text())
    }
}

/// The number of the chapter with what stands behind it; empty without one.
fn prefix(chapter: &str, separator: &str) -> String {
    if chapter.is_empty() { String::new() } else { format!("{chapter}{separator}") }
}
