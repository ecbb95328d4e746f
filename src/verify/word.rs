//! A Word file, as its reader sees it, becomes the items that it says.

use std::collections::{BTreeMap, BTreeSet};

use super::item::{Item, Kind, Line};
use super::own_pages::OwnPages;
use crate::word::{Block, Document, Link, Merge, Note, NoteKind, Paragraph, Piece, PieceKind, Row, Table};

/// Parts of the names of styles of captions.
const CAPTIONS: [&str; 3] = ["caption", "题注", "表题"];
/// Parts of the names of styles of headings, before their level.
const HEADINGS: [&str; 2] = ["heading ", "标题 "];

/// Parts of the names of styles of theorems.
const THEOREMS: [&str; 2] = ["theorem", "定理"];
/// The field that counts.
const COUNT: &str = "SEQ";
/// How long the label of a caption is at the most, with the number of its chapter, in characters.
const LABEL: usize = 16;
/// The field that prints the mark of a note again.
const NOTE_AGAIN: &str = "NOTEREF";

#[derive(Default)]
struct Flow {
    items: Vec<Item>,
    /// The notes in the order of their marks, by kind and id.
    notes: Vec<(NoteKind, String, Option<String>)>,
    /// Which of them are known: whether it is an endnote, and its id.
    seen: BTreeSet<(bool, String)>,
    paragraph: usize,
    /// Whether a note is read.
    in_note: bool,
}

/// The items of a Word file in reading order, without the pages of its template; its
/// notes stand at the end.
#[must_use]
pub fn items(document: &Document) -> Vec<Item> {
    let mut flow = Flow::default();
    let mut own = OwnPages::default();
    for block in &document.blocks {
        let known = flow.items.len();
        flow.blocks(std::slice::from_ref(block));
        if own.hold(block) {
            flow.items.truncate(known);
        }
    }
    flow.in_note = true;
    let (footnotes, endnotes) = (by_id(&document.footnotes), by_id(&document.endnotes));
    // A note may hold the mark of another one.
    let mut at = 0;
    while let Some((kind, id, mark)) = flow.notes.get(at).cloned() {
        at += 1;
        let note = match kind {
            NoteKind::Footnote => footnotes.get(&*id),
            NoteKind::Endnote => endnotes.get(&*id),
        };
        if let Some(note) = note {
            flow.note(note, mark);
        }
    }
    flow.items
}

/// What is compared of the pages of its template, one text after the other.
pub(super) fn own_text(document: &Document) -> String {
    let mut flow = Flow::default();
    let mut own = OwnPages::default();
    let blocks = document.blocks.iter().filter(|block| own.hold(block));
    blocks.for_each(|block| flow.blocks(std::slice::from_ref(block)));
    flow.items.into_iter().map(|item| item.key).collect()
}

fn by_id(notes: &[Note]) -> BTreeMap<&str, &Note> {
    notes.iter().map(|note| (&*note.id, note)).collect()
}

impl Flow {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
                Block::SectionBreak(_) => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.paragraph += 1;
        let mut line = Line::default();
        let mut below = Vec::new();
        self.line(paragraph, &mut line, &mut below);
        let kind = match paragraph.outline {
            Some(level) => Kind::Heading(level),
            None if is_caption(paragraph) => Kind::Caption,
            None if is_formula(paragraph) => Kind::Formula,
            // One that the contents leave out has no level in the outline.
            None => level(paragraph).map_or(Kind::Text, Kind::Heading),
        };
        if !line.is_empty() {
            self.items.push(line.item(kind, None, self.paragraph));
        }
        below.into_iter().for_each(|blocks| self.blocks(blocks));
    }

    /// The text of a paragraph with its number, its pictures and links; what stands
    /// in boxes is handed back.
    fn line<'a>(&mut self, paragraph: &'a Paragraph, line: &mut Line, below: &mut Vec<&'a [Block]>) {
        if let Some(number) = &paragraph.number {
            line.push(&number.text);
        }
        let mut in_mark = false;
        for piece in paragraph.pieces.iter().filter(|piece| !piece.is_gone() && !piece.marks.hidden) {
            self.link(piece);
            match &piece.kind {
                // A note that is named again.
                PieceKind::FieldStart(instruction) if instruction.starts_with(NOTE_AGAIN) => in_mark = true,
                PieceKind::FieldEnd => in_mark = false,
                PieceKind::Text(text) if in_mark => line.mark(Some(text)),
                PieceKind::Text(text) | PieceKind::Reading(text) => line.push(text),
                PieceKind::Tab | PieceKind::Break(_) => line.text.push(' '),
                PieceKind::Symbol { code, .. } => line.push(code.encode_utf8(&mut [0; 4])),
                PieceKind::NoteMark { kind, id, mark } => {
                    line.mark(mark.as_deref());
                    if self.seen.insert((*kind == NoteKind::Endnote, id.clone())) {
                        self.notes.push((*kind, id.clone(), mark.clone()));
                    }
                }
                PieceKind::Formula(formula) => line.formula(&formula.text),
                PieceKind::Picture(picture) if !picture.alt.is_empty() => {
                    let mut alt = Line::default();
                    alt.push(&picture.alt);
                    self.items.push(alt.item(Kind::Picture, None, self.paragraph));
                }
                PieceKind::TextBox(blocks) => below.push(blocks),
                PieceKind::Picture(_)
                | PieceKind::OwnMark
                | PieceKind::FieldStart(_)
                | PieceKind::BookmarkStart(_)
                | PieceKind::BookmarkEnd(_)
                | PieceKind::CommentStart(_)
                | PieceKind::CommentEnd(_)
                | PieceKind::CommentMark(_) => {}
            }
        }
    }

    fn link(&mut self, piece: &Piece) {
        let Some(Link::Address(address)) = piece.link.as_deref() else { return };
        let mut line = Line::default();
        line.push(address);
        let kind = if self.in_note { Kind::NoteLink } else { Kind::Link };
        self.items.push(line.item(kind, None, self.paragraph));
    }

    /// A table without a style only puts things in their places, such as a formula
    /// and its number.
    fn table(&mut self, table: &Table) {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let cells = cells.filter(|cell| cell.merge != Merge::Continues);
        if !table.style.is_empty() {
            cells.for_each(|cell| self.one(&cell.blocks, Kind::Cell));
            return;
        }
        let mut last = Vec::new();
        for row in &table.rows {
            if is_formula_row(row) {
                let line = self.formula(row);
                self.items.push(line.item(Kind::Formula, None, self.paragraph));
                continue;
            }
            for cell in &row.cells {
                // What stands beside several rows is read behind them.
                match cell.merge {
                    Merge::Begins => last.push(cell),
                    Merge::None | Merge::Continues => self.blocks(&cell.blocks),
                }
            }
        }
        last.into_iter().for_each(|cell| self.blocks(&cell.blocks));
    }

    /// A formula with its number, which stands in a cell beside it.
    fn formula(&mut self, row: &Row) -> Line {
        self.paragraph += 1;
        let mut line = Line::default();
        row.cells.iter().for_each(|cell| self.gather(&cell.blocks, &mut line));
        line
    }

    /// Blocks that are one item.
    fn one(&mut self, blocks: &[Block], kind: Kind) {
        self.paragraph += 1;
        let mut line = Line::default();
        self.gather(blocks, &mut line);
        self.items.push(line.item(kind, None, self.paragraph));
    }

    fn gather(&mut self, blocks: &[Block], line: &mut Line) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let mut below = Vec::new();
                    self.line(paragraph, line, &mut below);
                    below.into_iter().for_each(|blocks| self.gather(blocks, line));
                    line.text.push(' ');
                }
                Block::Table(table) if table.style.is_empty() => {
                    for row in &table.rows {
                        let inner = self.formula(row);
                        if is_formula_row(row) {
                            line.formula(&inner.text);
                        } else {
                            line.append(&inner);
                        }
                    }
                }
                Block::Table(table) => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    cells.for_each(|cell| self.gather(&cell.blocks, line));
                }
                Block::SectionBreak(_) => {}
            }
        }
    }

    fn note(&mut self, note: &Note, mark: Option<String>) {
        let mut line = Line::default();
        line.mark(mark.as_deref());
        self.gather(&note.blocks, &mut line);
        self.items.push(line.item(Kind::Note, None, self.paragraph));
    }
}

/// Whether a paragraph is a caption: by its style, or, since the style of a template may have
/// any name, by the field that counts it behind its label.
fn is_caption(paragraph: &Paragraph) -> bool {
    let name = paragraph.style_name.to_lowercase();
    // Theorems are counted too, and are text.
    if is_counted(paragraph) && !THEOREMS.iter().any(|part| name.contains(part)) {
        return true;
    }
    // What is said of the parts of a figure is text.
    CAPTIONS.iter().any(|part| name.contains(part)) && !name.contains("sub")
}

/// Whether a count that is shown (`SEQ`, ECMA-376-1 §17.16.5.56) stands behind a label at the start
/// of a paragraph; that of a formula stands behind the formula.
fn is_counted(paragraph: &Paragraph) -> bool {
    let mut label = 0;
    for piece in &paragraph.pieces {
        match &piece.kind {
            PieceKind::FieldStart(instruction) => {
                let mut words = instruction.split_whitespace();
                if words.next() == Some(COUNT) {
                    return (1..=LABEL).contains(&label) && words.all(|word| word != "\\h");
                }
            }
            PieceKind::Text(text) => label += text.trim().chars().count(),
            PieceKind::Formula(_) => return false,
            _ => {}
        }
    }
    false
}

/// The level of a heading by the name of its style.
fn level(paragraph: &Paragraph) -> Option<u8> {
    let name = paragraph.style_name.to_lowercase();
    let level = HEADINGS.iter().find_map(|part| name.rsplit_once(part))?.1;
    level.parse().ok().filter(|level| (1..=9).contains(level))
}

/// Whether a paragraph is a formula on a line of its own.
fn is_formula(paragraph: &Paragraph) -> bool {
    let mut seen = paragraph.pieces.iter().filter(|piece| !piece.is_mark());
    seen.next().is_some_and(|piece| matches!(&piece.kind, PieceKind::Formula(formula) if formula.is_display))
}

/// Whether a row of a layout is a formula with its number beside it.
fn is_formula_row(row: &Row) -> bool {
    row.cells.len() > 1 && row.cells.iter().any(|cell| holds_formula(&cell.blocks))
}

fn holds_formula(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Paragraph(paragraph) if is_formula(paragraph)))
}
