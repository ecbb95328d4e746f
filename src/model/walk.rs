//! Ways through a written document: every block and every inline, in the order
//! of the source.

use super::document::{Block, BlockKind, CellContent, Document, Inline, InlineKind};

/// The groups of blocks that stand inside a block.
#[must_use]
pub fn blocks_of(block: &Block) -> Vec<&[Block]> {
    match &block.kind {
        BlockKind::Quote { blocks, .. } | BlockKind::Alert { blocks, .. } | BlockKind::Container(blocks) => {
            vec![blocks]
        }
        BlockKind::Theorem(theorem) => vec![&theorem.blocks],
        BlockKind::List(list) => list.items.iter().map(|item| item.blocks.as_slice()).collect(),
        BlockKind::Definitions(list) => list.iter().flat_map(|d| d.details.iter().map(Vec::as_slice)).collect(),
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::Code(_)
        | BlockKind::Equation(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::PageBreak
        | BlockKind::Rule
        | BlockKind::Include(_)
        | BlockKind::Raw { .. } => Vec::new(),
    }
}

/// As [`blocks_of`], to change them.
#[must_use]
pub fn blocks_of_mut(block: &mut Block) -> Vec<&mut Vec<Block>> {
    match &mut block.kind {
        BlockKind::Quote { blocks, .. } | BlockKind::Alert { blocks, .. } | BlockKind::Container(blocks) => {
            vec![blocks]
        }
        BlockKind::Theorem(theorem) => vec![&mut theorem.blocks],
        BlockKind::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
        BlockKind::Definitions(list) => list.iter_mut().flat_map(|d| d.details.iter_mut()).collect(),
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::Code(_)
        | BlockKind::Equation(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::PageBreak
        | BlockKind::Rule
        | BlockKind::Include(_)
        | BlockKind::Raw { .. } => Vec::new(),
    }
}

/// Visits every block, a block before what stands in it; the notes come last.
pub fn visit_blocks<'a>(document: &'a Document, visit: &mut impl FnMut(&'a Block)) {
    fn go<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
        for block in blocks {
            visit(block);
            blocks_of(block).into_iter().for_each(|inner| go(inner, visit));
        }
    }
    go(&document.meta.abstract_text, visit);
    document.meta.translations.iter().for_each(|other| go(&other.abstract_text, visit));
    go(&document.meta.revisions, visit);
    go(&document.blocks, visit);
    document.notes.iter().for_each(|note| go(&note.blocks, visit));
}

/// Visits every list of blocks, the outer before the inner, and lets it be
/// changed.
pub fn visit_blocks_mut(document: &mut Document, visit: &mut impl FnMut(&mut Vec<Block>)) {
    fn go(blocks: &mut Vec<Block>, visit: &mut impl FnMut(&mut Vec<Block>)) {
        visit(blocks);
        for block in blocks {
            blocks_of_mut(block).into_iter().for_each(|inner| go(inner, visit));
        }
    }
    go(&mut document.meta.abstract_text, visit);
    document.meta.translations.iter_mut().for_each(|other| go(&mut other.abstract_text, visit));
    go(&mut document.meta.revisions, visit);
    go(&mut document.blocks, visit);
    document.notes.iter_mut().for_each(|note| go(&mut note.blocks, visit));
}

/// Visits every inline of the document, an inline before what stands in it.
pub fn visit_inlines<'a>(document: &'a Document, visit: &mut impl FnMut(&'a Inline)) {
    let meta = &document.meta;
    [&meta.title, &meta.subtitle].into_iter().flatten().for_each(|content| inlines(content, visit));
    let mut on_block = |block: &'a Block| block_inlines(block, visit);
    visit_blocks(document, &mut on_block);
}

/// The lines of text that stand in a block itself, captions among them.
#[must_use]
pub fn contents_of(block: &Block) -> Vec<&[Inline]> {
    match &block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => vec![content],
        BlockKind::Quote { attribution, .. } => attribution.iter().map(Vec::as_slice).collect(),
        BlockKind::Definitions(list) => list.iter().map(|definition| definition.term.as_slice()).collect(),
        BlockKind::Theorem(theorem) => vec![&theorem.title],
        BlockKind::Code(code) => code.caption.iter().map(Vec::as_slice).collect(),
        BlockKind::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match &cell.content {
                CellContent::Text(content) => Some(content.as_slice()),
                CellContent::JoinLeft | CellContent::JoinAbove => None,
            });
            table.caption.iter().map(Vec::as_slice).chain(cells).collect()
        }
        BlockKind::Figure(figure) => {
            let panels = figure.panels.iter().map(|panel| panel.caption.as_slice());
            panels.chain([figure.caption.as_slice()]).collect()
        }
        BlockKind::Alert { .. }
        | BlockKind::List(_)
        | BlockKind::Equation(_)
        | BlockKind::Container(_)
        | BlockKind::PageBreak
        | BlockKind::Rule
        | BlockKind::Include(_)
        | BlockKind::Raw { .. } => Vec::new(),
    }
}

fn block_inlines<'a>(block: &'a Block, visit: &mut impl FnMut(&'a Inline)) {
    contents_of(block).into_iter().for_each(|content| inlines(content, visit));
}

/// As [`contents_of`], to change them.
#[must_use]
pub(super) fn contents_of_mut(block: &mut Block) -> Vec<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => vec![content],
        BlockKind::Quote { attribution, .. } => attribution.iter_mut().collect(),
        BlockKind::Definitions(list) => list.iter_mut().map(|definition| &mut definition.term).collect(),
        BlockKind::Theorem(theorem) => vec![&mut theorem.title],
        BlockKind::Code(code) => code.caption.iter_mut().collect(),
        BlockKind::Table(table) => {
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            let cells = cells.filter_map(|cell| match &mut cell.content {
                CellContent::Text(content) => Some(content),
                CellContent::JoinLeft | CellContent::JoinAbove => None,
            });
            table.caption.iter_mut().chain(cells).collect()
        }
        BlockKind::Figure(figure) => {
            let panels = figure.panels.iter_mut().map(|panel| &mut panel.caption);
            panels.chain([&mut figure.caption]).collect()
        }
        BlockKind::Alert { .. }
        | BlockKind::List(_)
        | BlockKind::Equation(_)
        | BlockKind::Container(_)
        | BlockKind::PageBreak
        | BlockKind::Rule
        | BlockKind::Include(_)
        | BlockKind::Raw { .. } => Vec::new(),
    }
}

/// Visits the contents that stand in a block itself, but for headings, and lets them
/// be changed.
pub fn visit_contents_mut(block: &mut Block, visit: &mut impl FnMut(&mut Vec<Inline>)) {
    if !matches!(block.kind, BlockKind::Heading { .. }) {
        contents_of_mut(block).into_iter().for_each(visit);
    }
}

fn inlines<'a>(content: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        match &inline.kind {
            InlineKind::Marked(_, inner) | InlineKind::Span(inner) => inlines(inner, visit),
            InlineKind::Link { content, .. } => inlines(content, visit),
            InlineKind::Note(blocks) => note_inlines(blocks, visit),
            InlineKind::Text(_)
            | InlineKind::SoftBreak
            | InlineKind::HardBreak
            | InlineKind::Code(_)
            | InlineKind::Image(_)
            | InlineKind::NoteRef(_)
            | InlineKind::Math(_)
            | InlineKind::Cite(_)
            | InlineKind::Reference(_)
            | InlineKind::References(_)
            | InlineKind::Raw { .. }
            | InlineKind::Edit(_) => {}
        }
    }
}

fn note_inlines<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    for block in blocks {
        block_inlines(block, visit);
        blocks_of(block).into_iter().for_each(|inner| note_inlines(inner, visit));
    }
}
