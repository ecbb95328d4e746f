//! One paragraph style with the look that [`Style`] gives it. Nothing is XML yet but the
//! borders, shades and tabs that only some styles carry.

use crate::length::Length;
use crate::ooxml::Element;
use crate::style::value::Measure;
use crate::style::{Style, Text};
use crate::write::docx::state::names as id;

/// A paragraph style.
#[derive(Debug, Clone)]
pub(in crate::write::docx) struct ParagraphStyle {
    /// The id that paragraphs name.
    pub id: &'static str,
    /// The name that Word knows it by.
    pub name: String,
    /// The style that it is based on; only Normal is based on none.
    pub base: &'static str,
    /// The style that follows it when one types on.
    pub next: &'static str,
    /// Whether it has a size and a colour of its own whatever its base has.
    pub own: bool,
    /// How it looks.
    pub text: Text,
    /// Whether it stays on the page of what follows.
    pub keep_next: bool,
    /// The level in the outline, from 0.
    pub outline: Option<u8>,
    /// Further paragraph properties.
    pub extra: Vec<Element>,
    /// How far the lines after the first are indented, in place of the first.
    pub hang: Option<Length>,
}

impl ParagraphStyle {
    pub(super) fn new(id: &'static str, name: impl Into<String>, text: &Text) -> Self {
        Self {
            id,
            name: name.into(),
            base: id::NORMAL,
            next: id,
            own: false,
            text: text.clone(),
            keep_next: false,
            outline: None,
            extra: Vec::new(),
            hang: None,
        }
    }

    pub(super) fn keep(mut self) -> Self {
        self.keep_next = true;
        self
    }

    pub(super) fn on(mut self, base: &'static str) -> Self {
        self.base = base;
        self
    }

    pub(super) fn own(mut self) -> Self {
        self.own = true;
        self
    }

    pub(super) fn next(mut self, next: &'static str) -> Self {
        self.next = next;
        self
    }

    pub(super) fn extra(mut self, extra: impl IntoIterator<Item = Element>) -> Self {
        self.extra.extend(extra);
        self
    }

    pub(super) fn around(mut self, before: Length, after: Length) -> Self {
        self.text.before = Measure::Fixed(self.text.before() + before);
        self.text.after = Measure::Fixed(self.text.after() + after);
        self
    }
}

/// The sides of a box.
pub(super) const SIDES: [&str; 4] = ["w:top", "w:left", "w:bottom", "w:right"];

/// The borders of a paragraph (ECMA-376-1 §17.3.1.24).
pub(super) fn borders(sides: impl IntoIterator<Item = Element>) -> Element {
    Element::new("w:pBdr").holding_all(sides)
}

/// The text without indents: what cells, captions and lists begin from.
pub(super) fn flush(text: &Text) -> Text {
    Text { first_line: Measure::Characters(0.0), ..text.clone() }
}

/// Running text without indents and spaces: what everything begins from.
pub(super) fn normal(style: &Style) -> Text {
    let zero = Measure::Fixed(Length::ZERO);
    Text { indent: zero, indent_right: zero, before: zero, after: zero, ..flush(&style.body) }
}
