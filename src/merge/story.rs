//! A Word file becomes its paragraphs in the order of reading, each a line with what
//! it is: text, heading, item, cell, note.
//!
//! Lists before the text, headers and footers are left out: a program writes them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::leaf::WHOLE;
use super::line::{Atom, Cell, Remark, What, cells, gone, shown, typed};
use super::seen::{Own, Seen, View};
use super::tables::{BLOCK, Tables};
use crate::word::{Block, Document, Merge, Note, NoteKind, Paragraph, PieceKind, Table};

/// Fields whose results are lists that a program gathers.
const LISTS: [&str; 2] = ["TOC", "INDEX"];

/// A paragraph of a Word file.
#[derive(Debug, Clone)]
pub(super) struct Para {
    /// What stands in it.
    pub(super) cells: Vec<Cell>,
    /// What it is.
    pub(super) role: Role,
    /// Where it stands.
    pub(super) place: Place,
    /// The bookmarks of blocks in it.
    pub(super) bookmarks: Vec<String>,
    /// What tracked changes took out of it that is something whole.
    pub(super) gone: Vec<Atom>,
    /// The comments in it.
    pub(super) comments: Vec<Remark>,
}

/// What a paragraph is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of a level from 1.
    Heading(u8),
    /// An item of a list: its level from 0, and whether it counts.
    Item {
        /// The level.
        level: usize,
        /// Whether it has a number.
        counts: bool,
    },
    /// Anything else, by the name of its style.
    Text(String),
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the text.
    Body,
    /// In a table: its number, the row and the column, from 0.
    Cell {
        /// The table.
        table: usize,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// In a note: its place in their order.
    Note(usize),
}

impl Para {
    /// Its text, with the marks of the manuscript.
    pub(super) fn text(&self) -> String {
        shown(&self.cells)
    }

    /// What is printed of it apart from what is counted, with its looks: the same for
    /// paragraphs that read the same, wherever they stand.
    pub(super) fn line(&self) -> String {
        let mut line = match self.role {
            Role::Heading(level) => format!("{level} "),
            Role::Item { .. } | Role::Text(_) => String::new(),
        };
        let says = |cell: &&Cell| matches!(cell.what, What::Char(ch) if !ch.is_whitespace());
        let cells: Vec<&Cell> = self.cells.iter().filter(says).collect();
        for row in cells.chunk_by(|one, two| one.look == two.look && one.link == two.link) {
            line.push_str(&format!("{:?} {:?} ", row[0].look, row[0].link));
            row.iter().for_each(|cell| line.push_str(&cell.text()));
        }
        line
    }

    /// The notes whose marks stand in it, by their places.
    pub(super) fn notes(&self) -> impl Iterator<Item = usize> {
        self.cells.iter().filter_map(|cell| match &cell.what {
            What::Atom(atom) => atom.note,
            What::Char(_) | What::Break => None,
        })
    }

    /// What it says, by which it is found again: letters and digits, or how many whole
    /// things it consists of.
    pub(super) fn key(&self) -> String {
        let letters: String = typed(&self.cells).chars().filter(|ch| ch.is_alphanumeric()).collect();
        let wholes = self.cells.iter().filter(|cell| matches!(cell.what, What::Atom(_))).count();
        if letters.is_empty() { WHOLE.repeat(wholes) } else { letters }
    }
}

/// The paragraphs of a Word file that fuzi wrote.
#[must_use]
pub(super) fn story(document: &Document, view: View, own: &Own) -> Vec<Para> {
    read(document, view, own, None)
}

/// The paragraphs of a Word file that was edited, and what it was before.
#[must_use]
pub(super) fn edited(document: &Document, before: &Document, view: View, own: &Own) -> Vec<Para> {
    read(document, view, own, Some(&Tables::of(before, document)))
}

fn read(document: &Document, view: View, own: &Own, known: Option<&Tables>) -> Vec<Para> {
    let mut reader = Reader {
        seen: Seen::new(document, view, own),
        known,
        paras: Vec::new(),
        notes: Vec::new(),
        tables: 0,
        fields: Vec::new(),
        open: None,
    };
    reader.blocks(&document.blocks, Place::Body);
    let notes: BTreeMap<(bool, &str), &Note> = [(false, &document.footnotes), (true, &document.endnotes)]
        .into_iter()
        .flat_map(|(is_end, notes)| notes.iter().map(move |note| ((is_end, note.id.as_str()), note)))
        .collect();
    let mut at = 0;
    while let Some((is_end, id)) = reader.notes.get(at).cloned() {
        let blocks = notes.get(&(is_end, id.as_str())).map(|note| note.blocks.as_slice());
        reader.blocks(blocks.unwrap_or_default(), Place::Note(at));
        at += 1;
    }
    reader.paras
}

struct Reader<'a> {
    seen: Seen<'a>,
    /// The tables before the file was edited, if it was.
    known: Option<&'a Tables>,
    paras: Vec<Para>,
    /// The notes in the order of their marks: whether at the end, and the id.
    notes: Vec<(bool, String)>,
    tables: usize,
    /// The fields that are open, from the outermost.
    fields: Vec<bool>,
    /// A paragraph whose end was taken out, and its place.
    open: Option<(Para, Place)>,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block], place: Place) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, place),
                Block::Table(table) => self.table(table, place),
                Block::SectionBreak(_) => {}
            }
        }
        self.close();
    }

    fn paragraph(&mut self, paragraph: &Paragraph, place: Place) {
        let was_list = self.is_list();
        let mut bookmarks = Vec::new();
        let mut boxes = Vec::new();
        for piece in paragraph.pieces.iter().filter(|piece| self.seen.shows(piece)) {
            match &piece.kind {
                PieceKind::FieldStart(instruction) => {
                    let name = instruction.split_whitespace().next().unwrap_or_default();
                    self.fields.push(LISTS.contains(&name));
                }
                PieceKind::FieldEnd => drop(self.fields.pop()),
                PieceKind::BookmarkStart(name) if name.starts_with(BLOCK) => bookmarks.push(name.clone()),
                PieceKind::NoteMark { kind, id, .. } => {
                    let note = (*kind == NoteKind::Endnote, id.clone());
                    if !self.notes.contains(&note) {
                        self.notes.push(note);
                    }
                }
                PieceKind::TextBox(blocks) => boxes.push(blocks),
                _ => {}
            }
        }
        if was_list || self.is_list() {
            return;
        }
        let gone = gone(paragraph, &self.seen);
        let (cells, comments) = cells(paragraph, &self.seen, &self.notes);
        let para = Para { cells, role: role(paragraph), place, bookmarks, gone, comments };
        self.put(para, self.seen.joins(paragraph));
        boxes.into_iter().for_each(|blocks| self.blocks(blocks, place));
    }

    fn put(&mut self, para: Para, is_joined: bool) {
        let para = match self.open.take() {
            Some((mut first, place)) if place == para.place => {
                let before = first.cells.len();
                let moved = |about: Range<usize>| before + about.start..before + about.end;
                let behind = para.comments.into_iter().map(|Remark { about, id }| Remark { about: moved(about), id });
                first.comments.extend(behind);
                first.cells.extend(para.cells);
                first.bookmarks.extend(para.bookmarks);
                first.gone.extend(para.gone);
                // What is left of a paragraph that was taken out has nothing of it.
                if first.cells.is_empty() || typed(&first.cells).is_empty() {
                    first.role = para.role;
                }
                first
            }
            Some((first, _)) => {
                self.paras.push(first);
                para
            }
            None => para,
        };
        if is_joined {
            let place = para.place;
            self.open = Some((para, place));
        } else {
            self.paras.push(para);
        }
    }

    /// What is left open at the end of a text is nothing if nothing stands in it.
    fn close(&mut self) {
        if let Some((para, _)) = self.open.take()
            && !para.cells.is_empty()
        {
            self.paras.push(para);
        }
    }

    fn is_list(&self) -> bool {
        self.fields.contains(&true)
    }

    fn table(&mut self, table: &Table, place: Place) {
        self.close();
        // One without a style only puts things in their places, unless somebody made it.
        let is_layout = table.style.is_empty() && !self.known.is_some_and(|known| known.is_new(table));
        let number = self.tables;
        self.tables += usize::from(!is_layout);
        let rows: Vec<_> = table.rows.iter().filter(|row| !self.seen.hides_row(&row.changes)).collect();
        for (row, cells) in rows.into_iter().enumerate() {
            let mut column = cells.before;
            for cell in &cells.cells {
                let at = if is_layout { place } else { Place::Cell { table: number, row, column } };
                if cell.merge != Merge::Continues {
                    self.blocks(&cell.blocks, at);
                }
                column += cell.columns.max(1);
            }
        }
    }
}

fn role(paragraph: &Paragraph) -> Role {
    if let Some(level) = paragraph.outline {
        return Role::Heading(level);
    }
    match &paragraph.number {
        Some(number) => Role::Item { level: number.level, counts: !number.is_bullet },
        None => Role::Text(paragraph.style_name.to_string()),
    }
}
