//! The pages that a Word file took over from its template, between bookmarks, are no
//! part of the text: neither they nor what a PDF has in their place is compared.

use crate::word::{Block, Document, PieceKind};

/// What stands around the pages before the text.
const BEFORE: &str = "_fuzi_pages_before";
/// What stands around those behind it.
const BEHIND: &str = "_fuzi_pages_behind";

/// Knows the blocks of such pages, one after the other.
#[derive(Debug, Default)]
pub(super) struct OwnPages {
    is_inside: bool,
}

impl OwnPages {
    /// Whether the next block of a text stands on them.
    pub(super) fn hold(&mut self, block: &Block) -> bool {
        let mut holds = false;
        visit(block, &mut |piece| match piece {
            PieceKind::BookmarkStart(name) if is_own(name) => self.is_inside = true,
            PieceKind::BookmarkEnd(name) if is_own(name) => self.is_inside = false,
            PieceKind::BookmarkStart(_) | PieceKind::BookmarkEnd(_) => {}
            _ => holds |= self.is_inside,
        });
        holds
    }
}

fn is_own(name: &str) -> bool {
    name == BEFORE || name == BEHIND
}

/// Every piece of a block and of the cells in it.
fn visit(block: &Block, on: &mut impl FnMut(&PieceKind)) {
    match block {
        Block::Paragraph(paragraph) => paragraph.pieces.iter().for_each(|piece| on(&piece.kind)),
        Block::Table(table) => {
            let blocks = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks);
            blocks.for_each(|block| visit(block, on));
        }
        Block::SectionBreak(_) => {}
    }
}

/// Whether a Word file has such pages before and behind its text.
#[must_use]
pub fn own_pages(document: &Document) -> [bool; 2] {
    let mut found = [false; 2];
    for block in &document.blocks {
        visit(block, &mut |piece| {
            if let PieceKind::BookmarkStart(name) = piece {
                found[0] |= name == BEFORE;
                found[1] |= name == BEHIND;
            }
        });
    }
    found
}
