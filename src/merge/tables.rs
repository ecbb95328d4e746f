//! Which tables of an edited Word file are new. One without a style may be either: fuzi
//! writes such tables to put things in their places (a formula beside its number, the
//! lines of a cover), and some programs give a new table no style.
//!
//! It must not know the manuscript.

use std::collections::HashMap;

use crate::word::{Block, Document, Paragraph, PieceKind, Table};

/// What the bookmarks of blocks begin with.
pub(super) const BLOCK: &str = "_fz_";

/// What the tables of a Word file said before it was edited.
pub(super) struct Tables {
    /// How often each text stood in them, without the tables that still have a style.
    known: HashMap<String, usize>,
}

impl Tables {
    /// Those of a Word file that was edited.
    pub(super) fn of(before: &Document, after: &Document) -> Self {
        let mut known: HashMap<String, usize> = HashMap::new();
        for text in texts(&before.blocks, &|_| true) {
            *known.entry(text).or_insert(0) += 1;
        }
        for text in texts(&after.blocks, &|table| !table.style.is_empty()) {
            if let Some(count) = known.get_mut(&text).filter(|count| **count > 0) {
                *count -= 1;
            }
        }
        Self { known }
    }

    /// Whether a table without a style is none that fuzi wrote: no block of fuzi is in
    /// it, and most of what it says stood in no table.
    pub(super) fn is_new(&self, table: &Table) -> bool {
        let mut paragraphs = Vec::new();
        gather(table, &mut paragraphs);
        let is_block = |kind: &PieceKind| matches!(kind, PieceKind::BookmarkStart(name) if name.starts_with(BLOCK));
        if paragraphs.iter().any(|paragraph| paragraph.pieces.iter().any(|piece| is_block(&piece.kind))) {
            return false;
        }
        let texts: Vec<String> = paragraphs.into_iter().map(letters).filter(|text| !text.is_empty()).collect();
        let known = texts.iter().filter(|text| self.known.get(*text).is_some_and(|count| *count > 0)).count();
        known * 2 < texts.len()
    }
}

/// What the paragraphs of some tables say.
fn texts(blocks: &[Block], counts: &dyn Fn(&Table) -> bool) -> Vec<String> {
    let mut paragraphs = Vec::new();
    for block in blocks {
        if let Block::Table(table) = block
            && counts(table)
        {
            gather(table, &mut paragraphs);
        }
    }
    paragraphs.into_iter().map(letters).filter(|text| !text.is_empty()).collect()
}

/// The paragraphs of a table and of those in it.
fn gather<'a>(table: &'a Table, out: &mut Vec<&'a Paragraph>) {
    let mut open: Vec<&Block> = cells(table).collect();
    while let Some(block) = open.pop() {
        match block {
            Block::Paragraph(paragraph) => out.push(paragraph),
            Block::Table(table) => open.extend(cells(table)),
            Block::SectionBreak(_) => {}
        }
    }
}

fn cells(table: &Table) -> impl Iterator<Item = &Block> {
    table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks)
}

fn letters(paragraph: &Paragraph) -> String {
    paragraph.text().chars().filter(|ch| ch.is_alphanumeric()).collect()
}
