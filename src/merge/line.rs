//! A paragraph of a Word file becomes a line: a row of cells, each a character with
//! its looks or something that is one thing for whoever edits it.
//!
//! What a program counts (numbers of captions, references, citations, marks of
//! notes) is one cell with what it stands for as its name: programs write its text
//! anew as they like. It must not know the manuscript.

use std::sync::Arc;

use super::seen::Seen;
use crate::word::{Break, Link, Marks, NoteKind, Paragraph, Piece, PieceKind, Script};

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
    fn of(marks: Marks, is_link: bool) -> Self {
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

/// The text of cells.
pub(super) fn text_of(cells: &[Cell]) -> String {
    cells.iter().map(Cell::text).collect()
}

/// The characters of cells, without what is counted.
pub(super) fn typed(cells: &[Cell]) -> String {
    let typed = |cell: &Cell| match cell.what {
        What::Char(ch) if !ch.is_whitespace() => Some(plain(ch)),
        What::Char(_) | What::Break | What::Atom(_) => None,
    };
    cells.iter().filter_map(typed).collect()
}

/// The pieces of a paragraph as cells, and the comments in it that are none of the
/// manuscript: before which cell each stands, and its id.
pub(super) fn cells(paragraph: &Paragraph, seen: &Seen<'_>) -> (Vec<Cell>, Vec<(usize, String)>) {
    let mut line = Line::new(seen);
    for piece in paragraph.pieces.iter().filter(|piece| seen.shows(piece)) {
        line.piece(piece);
    }
    (line.cells, line.comments)
}

/// What tracked changes take out of a paragraph that is something whole.
pub(super) fn gone(paragraph: &Paragraph, seen: &Seen<'_>) -> Vec<Atom> {
    if !paragraph.pieces.iter().any(Piece::is_gone) {
        return Vec::new();
    }
    let mut line = Line::new(seen);
    paragraph.pieces.iter().filter(|piece| piece.is_gone()).for_each(|piece| line.piece(piece));
    let atoms = line.cells.into_iter().filter_map(|cell| match cell.what {
        What::Atom(atom) => Some(atom),
        What::Char(_) | What::Break => None,
    });
    atoms.collect()
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
        text.extend([open, &text_of(row), close]);
    }
    text
}

/// A line while it is read.
struct Line<'a> {
    seen: &'a Seen<'a>,
    /// What the piece that is read is by marks of the manuscript.
    change: Look,
    cells: Vec<Cell>,
    comments: Vec<(usize, String)>,
    /// The fields whose results are read, from the outermost.
    fields: Vec<String>,
}

impl<'a> Line<'a> {
    fn new(seen: &'a Seen<'a>) -> Self {
        Self { seen, change: Look::default(), cells: Vec::new(), comments: Vec::new(), fields: Vec::new() }
    }

    fn piece(&mut self, piece: &Piece) {
        self.change = self.seen.change(piece);
        match &piece.kind {
            PieceKind::FieldStart(instruction) => {
                self.fields.push(instruction.clone());
                if self.fields.len() == 1 {
                    self.counted(name_of_field(instruction), "");
                }
            }
            PieceKind::FieldEnd => drop(self.fields.pop()),
            PieceKind::Text(text) => self.text(text, piece),
            PieceKind::Tab => self.text("\t", piece),
            PieceKind::Symbol { code, .. } => self.text(code.encode_utf8(&mut [0; 4]), piece),
            PieceKind::Break(Break::Line) => self.push(What::Break, piece),
            // Where pages end, programs say as they like.
            PieceKind::Break(Break::Page | Break::Column) => {}
            PieceKind::NoteMark { kind, mark, .. } => {
                let name = match kind {
                    NoteKind::Footnote => "footnote",
                    NoteKind::Endnote => "endnote",
                };
                self.atom(AtomKind::Note, name.to_owned(), mark.clone().unwrap_or_default());
            }
            PieceKind::Formula(formula) => {
                // Programs write them anew: what became of them is told by their text.
                self.atom(AtomKind::Formula, String::new(), formula.text.clone());
            }
            PieceKind::Picture(picture) => self.atom(AtomKind::Picture, picture.alt.clone(), String::new()),
            PieceKind::TextBox(_) => self.atom(AtomKind::Box, String::new(), String::new()),
            PieceKind::Reading(text) => self.text(text, piece),
            PieceKind::CommentMark(id) => match self.seen.comment(id) {
                // A comment is not changed by the mark around it.
                Some(name) => {
                    self.change = Look::default();
                    self.atom(AtomKind::Comment, name.to_owned(), String::new());
                }
                None => self.comments.push((self.cells.len(), id.clone())),
            },
            PieceKind::OwnMark
            | PieceKind::BookmarkStart(_)
            | PieceKind::BookmarkEnd(_)
            | PieceKind::CommentStart(_)
            | PieceKind::CommentEnd(_) => {}
        }
    }

    fn text(&mut self, text: &str, piece: &Piece) {
        let anchor = match piece.link.as_deref() {
            Some(Link::Anchor(anchor)) => Some(anchor),
            Some(Link::Address(_)) | None => None,
        };
        match (self.fields.first(), anchor) {
            (Some(instruction), _) => self.counted(name_of_field(instruction), text),
            (None, Some(anchor)) => self.counted(anchor.clone(), text),
            (None, None) => text.chars().for_each(|ch| self.push(What::Char(ch), piece)),
        }
    }

    /// A piece of something that is counted; it is one thing with what stands before it
    /// for the same.
    fn counted(&mut self, name: String, text: &str) {
        if let Some(Cell { what: What::Atom(atom), .. }) = self.cells.last_mut()
            && atom.kind == AtomKind::Field
            && atom.name == name
        {
            atom.text.push_str(text);
            return;
        }
        self.atom(AtomKind::Field, name, text.to_owned());
    }

    fn atom(&mut self, kind: AtomKind, name: String, text: String) {
        if self.fields.len() < 2 || kind != AtomKind::Field {
            self.cells.push(Cell { what: What::Atom(Atom { kind, name, text }), look: self.change, link: None });
        }
    }

    fn push(&mut self, what: What, piece: &Piece) {
        let link = match piece.link.as_deref() {
            // Programs end the name of a host with a slash.
            Some(Link::Address(address)) => Some(Arc::from(address.trim_end_matches('/'))),
            Some(Link::Anchor(_)) | None => None,
        };
        self.cells.push(Cell { what, look: Look::of(piece.marks, link.is_some()).with(self.change), link });
    }
}

/// What a field is known by: what it does, and to what.
fn name_of_field(instruction: &str) -> String {
    // The number of a heading is a field within another one.
    let words: Vec<&str> = instruction.split(|ch: char| ch.is_whitespace() || matches!(ch, '{' | '}')).collect();
    // Programs drop and add switches.
    let words = words.into_iter().take_while(|word| !word.starts_with('\\'));
    let words = words.filter(|word| !word.is_empty() && !word.starts_with('"'));
    words.take(4).collect::<Vec<_>>().join(" ")
}
