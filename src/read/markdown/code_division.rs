//! A block that holds code and a paragraph is code with its caption: pandoc-crossref's
//! `<div id="lst:x" class="listing">` and `::: {#lst:x .listing}`.

use super::html;
use crate::diag::{Span, Spanned};
use crate::model::document::{Block, BlockKind};

/// The class of such a block.
pub(super) const CLASS: &str = "listing";

/// Whether an id is one of code.
pub(super) fn is_id(id: &str) -> bool {
    id.starts_with("lst:") || id.starts_with("lst-")
}

/// The code with its caption, which stands before or behind it; other blocks are given
/// back with the id at the first of them.
pub(super) fn folded(mut blocks: Vec<Block>, id: Option<Spanned<String>>, span: Span) -> Vec<Block> {
    if let [one, two] = blocks.as_mut_slice() {
        let (code, caption) = if matches!(one.kind, BlockKind::Code(_)) { (one, two) } else { (two, one) };
        if let (BlockKind::Code(code), BlockKind::Paragraph(content)) = (&mut code.kind, &mut caption.kind)
            && code.caption.is_none()
        {
            code.caption = Some(std::mem::take(content));
            blocks.retain(|block| matches!(block.kind, BlockKind::Code(_)));
            blocks[0].span = span;
        }
    }
    if let (Some(id), Some(first)) = (id, blocks.first_mut()) {
        html::name(first, id);
    }
    blocks
}

/// Whether fences of code stand in a text, each with its end.
pub(super) fn has_code(text: &str) -> bool {
    let fences =
        text.lines().filter(|line| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~"));
    let count = fences.count();
    count > 0 && count % 2 == 0
}
