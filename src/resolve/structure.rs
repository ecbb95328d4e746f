//! The parts of a manuscript find their places: its only heading of the first
//! level, before everything else, is its title; headings move up into levels that
//! none uses, so that no number has a nought.
//!
//! It looks at headings alone and decides no number.

use super::inlines::written_text;
use super::section_names::{is_chapter_name, is_unnumbered};
use super::typed_numbers::typed_number;
use crate::diag::Span;
use crate::model::document::{Block, BlockKind, Document, Inline};
use crate::model::visit_blocks_mut;

/// Takes the title out of the text; gives back where it stood, if it was a heading.
pub(super) fn find_title(document: &mut Document) -> Option<Span> {
    let (at, title) = lone_heading(&document.blocks)?;
    match &document.meta.title {
        None => {
            document.meta.title = Some(title.to_vec());
        }
        // The title stands in the front matter and in the text.
        Some(known) if written_text(known).trim() == written_text(title).trim() => {}
        Some(_) => return None,
    }
    Some(document.blocks.remove(at).span)
}

/// The only heading of the first level, if nothing that is printed stands before
/// it, and if it is no chapter by its number, its id or its classes.
fn lone_heading(blocks: &[Block]) -> Option<(usize, &[Inline])> {
    let is_first = |block: &&Block| matches!(block.kind, BlockKind::Heading { level: 1, .. });
    let at = blocks.iter().position(|block| !matches!(block.kind, BlockKind::Raw { .. } | BlockKind::PageBreak))?;
    let block = &blocks[at];
    let BlockKind::Heading { level: 1, content } = &block.kind else { return None };
    let alone = !blocks[at + 1..].iter().any(|block| is_first(&block));
    let title = written_text(content);
    let is_chapter =
        !block.attr.is_empty() || typed_number(&title).is_some_and(|typed| typed.has_sign()) || is_chapter_name(&title);
    (alone && !is_chapter && !title.trim().is_empty()).then_some((at, content))
}

/// Raises headings by the levels that no counted heading uses: `##` and `####` alone
/// are the first two.
pub(super) fn raise(document: &mut Document) {
    let mut used = [false; 7];
    visit_blocks_mut(document, &mut |blocks| {
        for block in blocks {
            let BlockKind::Heading { level, content } = &block.kind else { continue };
            let by_name = !block.attr.has_class("appendix") && is_unnumbered(&written_text(content), false);
            let counted = !block.attr.has_class("unnumbered") && (*level > 1 || !by_name);
            used[usize::from((*level).min(6))] |= counted;
        }
    });
    visit_blocks_mut(document, &mut |blocks| {
        for block in blocks {
            if let BlockKind::Heading { level, .. } = &mut block.kind {
                let above = used[1..usize::from((*level).clamp(1, 6))].iter().filter(|used| **used).count();
                *level = u8::try_from(above + 1).unwrap_or(*level);
            }
        }
    });
}
