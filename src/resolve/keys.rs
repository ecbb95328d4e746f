//! Citations whose keys mean something else than works, wherever they stand, become
//! what they mean.

use crate::model::document::{Block, BlockKind, Cite, Document, Inline, InlineKind};
use crate::model::{blocks_of_mut, visit_blocks_mut, visit_contents_mut};

/// What a citation is instead, if it is none; beside it whether it stands alone
/// between round brackets.
type Meaning<'m> = dyn Fn(&Cite, bool) -> Option<InlineKind> + 'm;

/// Replaces every citation of a document that means something else.
pub(super) fn replace(document: &mut Document, meaning: &Meaning<'_>) {
    visit_blocks_mut(document, &mut |blocks| in_blocks(blocks, meaning));
}

fn in_blocks(blocks: &mut [Block], meaning: &Meaning<'_>) {
    for block in blocks {
        if let BlockKind::Heading { content, .. } = &mut block.kind {
            in_content(content, meaning);
        }
        visit_contents_mut(block, &mut |content| in_content(content, meaning));
    }
}

fn in_content(content: &mut [Inline], meaning: &Meaning<'_>) {
    for at in 0..content.len() {
        let is_bracketed =
            ends_in(content.get(at.wrapping_sub(1)), ['(', '（']) && begins_with(content.get(at + 1), [')', '）']);
        match &mut content[at].kind {
            InlineKind::Cite(cite) => {
                if let Some(kind) = meaning(cite, is_bracketed) {
                    content[at].kind = kind;
                }
            }
            InlineKind::Marked(_, inner) | InlineKind::Span(inner) | InlineKind::Link { content: inner, .. } => {
                in_content(inner, meaning);
            }
            InlineKind::Note(blocks) => in_note(blocks, meaning),
            InlineKind::Text(_)
            | InlineKind::SoftBreak
            | InlineKind::HardBreak
            | InlineKind::Code(_)
            | InlineKind::Image(_)
            | InlineKind::NoteRef(_)
            | InlineKind::Math(_)
            | InlineKind::Reference(_)
            | InlineKind::References(_)
            | InlineKind::Raw { .. }
            | InlineKind::Edit(_) => {}
        }
    }
}

fn in_note(blocks: &mut [Block], meaning: &Meaning<'_>) {
    in_blocks(blocks, meaning);
    for block in blocks {
        blocks_of_mut(block).into_iter().for_each(|inner| in_note(inner, meaning));
    }
}

fn ends_in(inline: Option<&Inline>, signs: [char; 2]) -> bool {
    matches!(inline.map(|inline| &inline.kind), Some(InlineKind::Text(text)) if text.ends_with(signs))
}

fn begins_with(inline: Option<&Inline>, signs: [char; 2]) -> bool {
    matches!(inline.map(|inline| &inline.kind), Some(InlineKind::Text(text)) if text.starts_with(signs))
}
