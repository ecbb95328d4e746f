//! The values of the fields of the front matter: texts, lists, flags, paragraphs and
//! keywords; a value of another kind is told.

use super::Depth;
use super::front_matter::{Fields, words};
use super::positions::Positions;
use crate::diag::{Code, Diagnostic, Message, Span, Spanned, message};
use crate::model::document::{Block, Inline};
use crate::model::{Value, is_han};

impl Fields<'_, '_> {
    pub(super) fn wrong(&mut self, span: Span, what: impl Into<Message>, wanted: &str) {
        self.errors.push(Diagnostic::error(
            Code::FrontMatter,
            span,
            message!("{what} must be {wanted}", what = what.into(), wanted = Message::from(wanted)),
        ));
    }

    pub(super) fn text(&mut self, name: &str, value: Spanned<Value>) -> Option<Spanned<String>> {
        match value.value {
            Value::Scalar { text, .. } => {
                Some(Spanned::new(self.shared.filled_text(text.trim(), value.span), value.span))
            }
            Value::Null => None,
            Value::List(_) | Value::Map(_) => {
                self.wrong(value.span, format!("`{name}`"), "text");
                None
            }
        }
    }

    pub(super) fn texts(&mut self, name: &str, value: Spanned<Value>) -> Vec<Spanned<String>> {
        match value.value {
            Value::List(list) => list.into_iter().filter_map(|item| self.text(name, item)).collect(),
            _ => self.text(name, value).into_iter().collect(),
        }
    }

    pub(super) fn flag(&mut self, name: &str, value: Spanned<Value>) -> Option<bool> {
        let flag = match &value.value {
            Value::Scalar { text, .. } => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "是" => Some(true),
                "false" | "no" | "off" | "否" => Some(false),
                _ => None,
            },
            _ => None,
        };
        if flag.is_none() {
            self.wrong(value.span, format!("`{name}`"), "`true` or `false`");
        }
        flag
    }

    pub(super) fn depth(&mut self, value: Spanned<Value>) -> Option<u8> {
        let depth = words(&value.value).and_then(|text| text.parse().ok()).filter(|depth| (1..=6).contains(depth));
        if depth.is_none() {
            self.wrong(value.span, "`toc-depth`".to_owned(), "a number from 1 to 6");
        }
        depth
    }

    pub(super) fn inlines(&mut self, name: &str, value: Spanned<Value>) -> Option<Vec<Inline>> {
        let mut text = self.text(name, value)?;
        let range = text.span.range();
        if self.shared.written(text.span).contains('\n') {
            text.value = unfolded(&text.value);
        }
        let positions = Positions::located(&text.value, self.shared.text, range.start, range.end);
        Some(self.shared.inlines(&text.value, positions, Depth::default()))
    }

    pub(super) fn paragraphs(&mut self, name: &str, value: Spanned<Value>) -> Vec<Block> {
        let Some(text) = self.text(name, value) else { return Vec::new() };
        let range = text.span.range();
        let positions = Positions::located(&text.value, self.shared.text, range.start, range.end);
        self.shared.blocks(&text.value, positions, Depth::default())
    }

    /// A list, or one text with commas, semicolons or 顿号 between the words.
    /// Full-width commas also part the words of a list, in which they were
    /// meant as commas.
    pub(super) fn keywords(&mut self, name: &str, value: Spanned<Value>) -> Vec<Spanned<String>> {
        let mut list = Vec::new();
        let signs: &[char] = match value.value {
            Value::List(_) => &['，', '；'],
            _ => &[',', '，', '、', ';', '；'],
        };
        for text in self.texts(name, value) {
            let words = text.value.split(signs).map(str::trim).filter(|word| !word.is_empty());
            let mut cursor = text.span.start as usize;
            for word in words {
                let area = self.shared.text.get(cursor..text.span.end as usize).unwrap_or_default();
                let at = area.find(word).map(|at| cursor + at);
                let span = at.map_or(text.span, |at| self.shared.span(at, at + word.len()));
                cursor = at.map_or(cursor, |at| at + word.len());
                list.push(Spanned::new(word.to_owned(), span));
            }
        }
        list
    }
}

/// A text of several lines that YAML has folded into one, with its lines again
/// between Chinese characters, where a line end is no blank.
fn unfolded(text: &str) -> String {
    let mut before = ' ';
    let mut signs = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(ch) = signs.next() {
        let folded = ch == ' ' && is_han(before) && signs.peek().copied().is_some_and(is_han);
        out.push(if folded { '\n' } else { ch });
        before = ch;
    }
    out
}
