//! A paragraph of a Word file becomes a line: a row of cells, each a character with
//! its looks or something that is one thing for whoever edits it.
//!
//! What a program counts (numbers of captions, references, citations, marks of
//! notes) is one cell with what it stands for as its name: programs write its text
//! anew as they like. It must not know the manuscript.

use std::sync::Arc;

use super::seen::Seen;
use crate::word::{Break, Link, NoteKind, Paragraph, Piece, PieceKind};

pub(super) use super::cell::{Atom, AtomKind, Cell, Look, What, plain, shown, typed};

/// A comment in a line that is none of the manuscript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remark {
    /// The cells that it is about; none if they do not lie in its line.
    pub(super) about: std::ops::Range<usize>,
    /// Its id.
    pub(super) id: String,
}

/// The pieces of a paragraph as cells, and the comments in it that are none of the
/// manuscript. `notes` are the notes in their order: whether at the end, and the id.
pub(super) fn cells<'a>(
    paragraph: &'a Paragraph,
    seen: &'a Seen<'a>,
    notes: &'a [(bool, String)],
) -> (Vec<Cell>, Vec<Remark>) {
    let mut line = Line { notes, ..Line::new(seen) };
    for piece in paragraph.pieces.iter().filter(|piece| seen.shows(piece)) {
        line.piece(piece);
    }
    (line.cells, line.comments)
}

/// What tracked changes take out of a paragraph that is something whole.
pub(super) fn gone<'a>(paragraph: &'a Paragraph, seen: &'a Seen<'a>) -> Vec<Atom> {
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

/// A line while it is read.
struct Line<'a> {
    seen: &'a Seen<'a>,
    /// The notes in their order: whether at the end, and the id.
    notes: &'a [(bool, String)],
    /// What the piece that is read is by marks of the manuscript.
    change: Look,
    cells: Vec<Cell>,
    comments: Vec<Remark>,
    /// Where what a comment is about begins.
    begun: Vec<(&'a str, usize)>,
    /// What it is about.
    about: Vec<(&'a str, std::ops::Range<usize>)>,
    /// The fields whose results are read, from the outermost.
    fields: Vec<String>,
}

impl<'a> Line<'a> {
    fn new(seen: &'a Seen<'a>) -> Self {
        Self {
            seen,
            notes: &[],
            change: Look::default(),
            cells: Vec::new(),
            comments: Vec::new(),
            begun: Vec::new(),
            about: Vec::new(),
            fields: Vec::new(),
        }
    }

    fn piece(&mut self, piece: &'a Piece) {
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
            PieceKind::NoteMark { kind, mark, id, .. } => {
                let name = match kind {
                    NoteKind::Footnote => "footnote",
                    NoteKind::Endnote => "endnote",
                };
                self.atom(AtomKind::Note, name.to_owned(), mark.clone().unwrap_or_default());
                let is_end = *kind == NoteKind::Endnote;
                let place = self.notes.iter().position(|(other, own)| *other == is_end && own == id);
                if let Some(Cell { what: What::Atom(atom), .. }) = self.cells.last_mut()
                    && atom.kind == AtomKind::Note
                {
                    atom.note = place;
                }
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
                None => self.remark(id),
            },
            PieceKind::OwnMark | PieceKind::BookmarkStart(_) | PieceKind::BookmarkEnd(_) => {}
            PieceKind::CommentStart(id) => self.begun.push((id, self.cells.len())),
            PieceKind::CommentEnd(id) => {
                if let Some((_, from)) = self.begun.iter().rev().find(|(own, _)| own == id) {
                    self.about.push((id, *from..self.cells.len()));
                }
            }
        }
    }

    /// A comment; it stands behind what it is about.
    fn remark(&mut self, id: &str) {
        let at = self.cells.len();
        let about = self.about.iter().rev().find(|(own, about)| *own == id && about.end == at);
        let about = about.map_or(at..at, |(_, about)| about.clone());
        self.comments.push(Remark { about, id: id.to_owned() });
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
            self.cells.push(Cell {
                what: What::Atom(Atom { kind, name, text, note: None }),
                look: self.change,
                link: None,
            });
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
