//! A way through the resolved blocks, in the order of the page.

use crate::model::resolved::{Block, BlockKind, Inline, Resolved};

/// The groups of blocks that stand inside a block.
pub(in crate::check) fn blocks_of(block: &Block) -> Vec<&[Block]> {
    match &block.kind {
        BlockKind::Quote { blocks, .. } | BlockKind::Alert { blocks, .. } | BlockKind::Container(_, blocks) => {
            vec![blocks]
        }
        BlockKind::List(list) => list.items.iter().map(|item| item.blocks.as_slice()).collect(),
        BlockKind::Definitions(list) => list.iter().flat_map(|d| d.details.iter().map(Vec::as_slice)).collect(),
        BlockKind::Heading(_)
        | BlockKind::Paragraph(_)
        | BlockKind::Code(_)
        | BlockKind::Equation(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::PageBreak
        | BlockKind::Rule
        | BlockKind::Raw { .. } => Vec::new(),
    }
}

/// Visits every block of the text and of the notes, a block before what stands
/// in it.
pub(in crate::check) fn visit<'a>(resolved: &'a Resolved, visit: &mut impl FnMut(&'a Block)) {
    fn go<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
        for block in blocks {
            visit(block);
            blocks_of(block).into_iter().for_each(|inner| go(inner, visit));
        }
    }
    go(resolved.blocks(), visit);
    resolved.notes().iter().for_each(|note| go(&note.blocks, visit));
}

/// The lines of running text of a block itself.
pub(in crate::check) fn text_of(block: &Block) -> &[Inline] {
    match &block.kind {
        BlockKind::Paragraph(paragraph) => &paragraph.content,
        _ => &[],
    }
}
