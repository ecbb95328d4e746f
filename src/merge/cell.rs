//! What a line of a Word file consists of: characters with their looks, and things that
//! are one thing for whoever edits them. It must not know how Word writes them.

use std::sync::Arc;

use crate::word::{Marks, Script};

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it is.
    pub(super) what: What,
    /// How it looks.
    pub(super) look: Look,
    /// The address that it leads to.
    pub(super) link: Option<Arc<str>>,
}

/// What a piece of a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A character.
    Char(char),
    /// The end of a line within a paragraph.
    Break,
    /// Something whole.
    Atom(Atom),
}

/// Something whole in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    /// What it is.
    pub(super) kind: AtomKind,
    /// What it stands for, by which it is known again.
    pub(super) name: String,
    /// What is printed, which a program may count anew.
    pub(super) text: String,
    /// The place of its note in their order.
    pub(super) note: Option<usize>,
}

/// What something whole is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// The result of a field, or a link within the document.
    Field,
    /// The mark of a note.
    Note,
    /// A formula.
    Formula,
    /// A picture.
    Picture,
    /// A box of text.
    Box,
    /// A comment of the manuscript.
    Comment,
}

/// How a character looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look(u16);

impl Look {
    /// In bold.
    pub(super) const BOLD: Self = Self(1);
    /// In italics, or in the style of emphasis.
    pub(super) const ITALIC: Self = Self(2);
    /// Struck out.
    pub(super) const STRIKE: Self = Self(4);
    /// Underlined.
    pub(super) const UNDERLINE: Self = Self(8);
    /// Raised.
    pub(super) const SUPER: Self = Self(16);
    /// Lowered.
    pub(super) const SUB: Self = Self(32);
    /// As code.
    pub(super) const CODE: Self = Self(64);
    /// Put in by a mark of the manuscript.
    pub(super) const INSERTED: Self = Self(128);
    /// Taken out by a mark of the manuscript.
    pub(super) const DELETED: Self = Self(256);

    /// The looks of a piece of a Word file; a link is underlined anyway.
    pub(super) fn of(marks: Marks, is_link: bool) -> Self {
        let looks = [
            (marks.bold, Self::BOLD),
            (marks.italic || marks.emphasis, Self::ITALIC),
            (marks.strike, Self::STRIKE),
            (marks.underline && !is_link, Self::UNDERLINE),
            (marks.script == Script::Super, Self::SUPER),
            (marks.script == Script::Sub, Self::SUB),
            (marks.code, Self::CODE),
        ];
        Self(looks.into_iter().filter(|(is, _)| *is).fold(0, |all, (_, look)| all | look.0))
    }

    /// Whether it has all looks of another one.
    #[must_use]
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What marks of the manuscript do to it.
    #[must_use]
    pub(super) fn change(self) -> Self {
        Self(self.0 & (Self::INSERTED.0 | Self::DELETED.0))
    }

    /// How it looks apart from those.
    #[must_use]
    pub(super) fn unchanged(self) -> Self {
        self.toggled(self.change())
    }

    /// Both looks.
    #[must_use]
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both have.
    #[must_use]
    pub(super) fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What one of them has and not the other one.
    #[must_use]
    pub(super) fn toggled(self, other: Self) -> Self {
        Self(self.0 ^ other.0)
    }
}

impl Cell {
    /// What it says; for something whole what it prints.
    pub(super) fn text(&self) -> String {
        match &self.what {
            What::Char(ch) => ch.to_string(),
            What::Break => "\n".to_owned(),
            What::Atom(atom) => atom.text.clone(),
        }
    }

    /// Whether two cells are the same thing, whatever they look like.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (&self.what, &other.what) {
            (What::Char(one), What::Char(two)) => plain(*one) == plain(*two),
            (What::Break, What::Break) => true,
            (What::Atom(one), What::Atom(two)) => one.kind == two.kind && one.name == two.name,
            _ => false,
        }
    }

    /// Whether both are pictures.
    pub(super) fn are_pictures(&self, other: &Self) -> bool {
        let is = |cell: &Self| matches!(&cell.what, What::Atom(atom) if atom.kind == AtomKind::Picture);
        is(self) && is(other)
    }

    /// Whether two cells are the same thing and look the same. How a blank looks
    /// nobody sees.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let is_blank = matches!(self.what, What::Char(ch) if ch.is_whitespace());
        let is_atom = matches!(self.what, What::Atom(_));
        let is_alike = is_blank || is_atom || (self.look == other.look && self.link == other.link);
        self.is_like(other) && self.look.change() == other.look.change() && is_alike
    }
}

/// A character without what editors change in it.
pub(super) fn plain(ch: char) -> char {
    match ch {
        '\u{A0}' | '\t' => ' ',
        '\u{2011}' => '-',
        ch => ch,
    }
}

/// The characters of cells, without what is counted.
pub(super) fn typed(cells: &[Cell]) -> String {
    let typed = |cell: &Cell| match cell.what {
        What::Char(ch) if !ch.is_whitespace() => Some(plain(ch)),
        What::Char(_) | What::Break | What::Atom(_) => None,
    };
    cells.iter().filter_map(typed).collect()
}

/// Cells as CriticMarkup, where marks of the manuscript change them.
pub(super) fn shown(cells: &[Cell]) -> String {
    let mut text = String::new();
    for row in cells.chunk_by(|one, two| one.look.change() == two.look.change()) {
        let change = row[0].look.change();
        let (open, close) = match change {
            Look::INSERTED => ("{++", "++}"),
            Look::DELETED => ("{--", "--}"),
            _ => ("", ""),
        };
        text.push_str(open);
        for cell in row {
            match &cell.what {
                What::Atom(atom) if atom.kind == AtomKind::Comment => {
                    text.push_str(&format!("{{>>{}<<}}", atom.name.replacen('\n', ": ", 1)));
                }
                _ => text.push_str(&cell.text()),
            }
        }
        text.push_str(close);
    }
    text
}
