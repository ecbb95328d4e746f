//! What the comments of a Word file are about: the text between their marks.

use std::collections::BTreeMap;

use crate::word::{Block, Document, PieceKind};

/// The text of each comment's range, by its id.
pub(super) fn about(word: &Document) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open: Vec<String> = Vec::new();
    blocks(&word.blocks, &mut open, &mut found);
    for note in word.footnotes.iter().chain(&word.endnotes) {
        blocks(&note.blocks, &mut open, &mut found);
    }
    found
}

fn blocks(list: &[Block], open: &mut Vec<String>, found: &mut BTreeMap<String, String>) {
    for block in list {
        match block {
            Block::Paragraph(paragraph) => {
                for piece in &paragraph.pieces {
                    match &piece.kind {
                        PieceKind::CommentStart(id) => open.push(id.clone()),
                        PieceKind::CommentEnd(id) => open.retain(|other| other != id),
                        PieceKind::CommentMark(id) => drop(found.entry(id.clone()).or_default()),
                        PieceKind::Text(text) if !piece.is_gone() => {
                            open.iter().for_each(|id| found.entry(id.clone()).or_default().push_str(text));
                        }
                        PieceKind::TextBox(inner) => blocks(inner, open, found),
                        _ => {}
                    }
                }
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| blocks(&cell.blocks, open, found));
            }
            Block::SectionBreak(_) => {}
        }
    }
}
