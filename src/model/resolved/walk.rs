//! Ways through a resolved document, in the order of the page.

use super::{Block, BlockKind, Inline, InlineKind, Resolved};

/// The groups of blocks that stand inside a block.
#[must_use]
pub fn blocks_of(block: &Block) -> Vec<&[Block]> {
    match &block.kind {
        BlockKind::Quote { blocks, .. } | BlockKind::Alert { blocks, .. } | BlockKind::Container(_, blocks) => {
            vec![blocks]
        }
        BlockKind::Theorem(theorem) => vec![&theorem.blocks],
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

/// The lines of text that stand in a block itself, captions without their
/// labels among them.
#[must_use]
pub fn contents_of(block: &Block) -> Vec<&[Inline]> {
    match &block.kind {
        BlockKind::Heading(heading) => vec![&heading.content],
        BlockKind::Paragraph(paragraph) => {
            let lead = paragraph.lead.iter().map(|lead| lead.title.as_slice());
            lead.chain([paragraph.content.as_slice()]).collect()
        }
        BlockKind::Quote { attribution, .. } => attribution.iter().map(Vec::as_slice).collect(),
        BlockKind::Definitions(list) => list.iter().map(|definition| definition.term.as_slice()).collect(),
        BlockKind::Code(code) => code.caption.iter().map(|caption| caption.content.as_slice()).collect(),
        BlockKind::Table(table) => {
            let cells = table.head.iter().chain(&table.body).flat_map(|row| &row.cells);
            let caption = table.caption.iter().map(|caption| caption.content.as_slice());
            caption.chain(cells.map(|cell| cell.content.as_slice())).collect()
        }
        BlockKind::Figure(figure) => {
            let panels = figure.panels.iter().map(|panel| panel.caption.as_slice());
            panels.chain(figure.caption.iter().map(|caption| caption.content.as_slice())).collect()
        }
        BlockKind::Alert { .. }
        | BlockKind::Theorem(_)
        | BlockKind::List(_)
        | BlockKind::Equation(_)
        | BlockKind::Container(..)
        | BlockKind::PageBreak
        | BlockKind::Rule
        | BlockKind::Raw { .. } => Vec::new(),
    }
}

/// Visits inlines and all that stand in them, an inline before what stands in it.
pub fn visit_inlines<'a>(content: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        match &inline.kind {
            InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => visit_inlines(content, visit),
            InlineKind::Run(_)
            | InlineKind::Break
            | InlineKind::NoteRef { .. }
            | InlineKind::Math(_)
            | InlineKind::Picture(_)
            | InlineKind::Raw { .. }
            | InlineKind::CommentStart(_)
            | InlineKind::Comment(_) => {}
        }
    }
}

/// Visits every block of the text and of the notes, a block before what stands
/// in it.
pub fn visit_blocks<'a>(resolved: &'a Resolved, visit: &mut impl FnMut(&'a Block)) {
    resolved.parts().into_iter().for_each(|blocks| visit_in(blocks, visit));
    resolved.notes().iter().for_each(|note| visit_in(&note.blocks, visit));
}

/// Visits blocks and all that stand in them, a block before what stands in it.
pub fn visit_in<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        blocks_of(block).into_iter().for_each(|inner| visit_in(inner, visit));
    }
}
