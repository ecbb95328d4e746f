//! The parts of a manuscript find their places: its only heading of the first
//! level, before everything else, is its title; without one the levels of the
//! headings move up, so that no number begins with a nought.
//!
//! It looks at headings alone and decides no number.

use super::inlines::written_text;
use super::typed_numbers::{is_chapter_name, is_unnumbered, typed_number};
use crate::diag::Span;
use crate::model::document::{Block, BlockKind, Document, Inline};
use crate::model::visit_blocks_mut;

/// Finds the title and settles the levels; gives back where the title stood, if it
/// was a heading.
pub(super) fn settle(document: &mut Document) -> Option<Span> {
    let title = find_title(document);
    raise(document);
    title
}

fn find_title(document: &mut Document) -> Option<Span> {
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

/// Raises all headings by as many levels as none of them uses.
fn raise(document: &mut Document) {
    let mut least = u8::MAX;
    visit_blocks_mut(document, &mut |blocks| {
        for block in blocks {
            let BlockKind::Heading { level, content } = &block.kind else { continue };
            let by_name = !block.attr.has_class("appendix") && is_unnumbered(&written_text(content), false);
            let counted = !block.attr.has_class("unnumbered") && (*level > 1 || !by_name);
            if counted {
                least = least.min(*level);
            }
        }
    });
    if !(2..=6).contains(&least) {
        return;
    }
    visit_blocks_mut(document, &mut |blocks| {
        for block in blocks {
            if let BlockKind::Heading { level, .. } = &mut block.kind {
                *level = level.saturating_sub(least - 1).max(1);
            }
        }
    });
}
