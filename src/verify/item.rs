//! What an edition says, piece by piece in reading order.
//!
//! It must not know which edition.

use super::chars::{MARK, sorted, squeezed};

/// A piece of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// What it says, as it is read.
    pub text: String,
    /// What is compared of it.
    pub key: String,
    /// Its page, from 1, where the file knows pages.
    pub page: Option<usize>,
    /// Which paragraph of the text it is or stands in, from 1.
    pub paragraph: usize,
}

impl Item {
    /// What is compared of it, with what it is where that counts.
    pub(super) fn told(&self) -> String {
        let key = &self.key;
        match self.kind {
            Kind::Heading(level) => format!("\u{1}{level}\u{1}{key}\u{1}"),
            Kind::Text | Kind::Formula | Kind::Drawn => key.clone(),
            Kind::Caption | Kind::Picture | Kind::Cell | Kind::Note | Kind::Link | Kind::NoteLink => {
                format!("{key}\u{1}")
            }
        }
    }
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A heading of a level from 1, with its number.
    Heading(u8),
    /// A paragraph, an item of a list with its marker, a line of code, an entry of
    /// the contents with its page.
    Text,
    /// A formula on a line of its own, with its number.
    Formula,
    /// The caption of a figure, table or listing with its label.
    Caption,
    /// The alternative text of a picture.
    Picture,
    /// Text within a picture that has no alternative text.
    Drawn,
    /// A cell of a table.
    Cell,
    /// A note with its mark.
    Note,
    /// The address that a link leads to.
    Link,
    /// The address that a link in a note leads to.
    NoteLink,
}

/// A text while it is read, with what is compared of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) key: String,
}

impl Line {
    /// Text as it is.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.key.push_str(&squeezed(text));
    }

    /// A formula, of which the characters count and not their order.
    pub(super) fn formula(&mut self, text: &str) {
        self.text.push_str(text);
        self.key.push_str(&sorted(text));
    }

    /// The mark of a note; `None` where it depends on the pages.
    pub(super) fn mark(&mut self, mark: Option<&str>) {
        self.key.push(MARK);
        self.push(mark.unwrap_or_default());
        self.key.push(MARK);
    }

    /// Another text behind it.
    pub(super) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
        self.key.push_str(&other.key);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.key.is_empty()
    }

    pub(super) fn item(self, kind: Kind, page: Option<usize>, paragraph: usize) -> Item {
        let key = if kind == Kind::Formula { self.sorted() } else { self.key };
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        Item { kind, text, key, page, paragraph }
    }

    /// Its characters in their order, but for the marks of notes.
    fn sorted(&self) -> String {
        let parts = self.key.split(MARK).enumerate();
        let (marks, text): (Vec<_>, Vec<_>) = parts.partition(|(at, _)| at % 2 == 1);
        let text: String = text.into_iter().map(|(_, part)| part).collect();
        marks.into_iter().fold(sorted(&text), |key, (_, mark)| format!("{key}{MARK}{mark}{MARK}"))
    }
}
