//! `<div>`, `<center>` and `<figure>` set apart what they hold: centred, or as one
//! figure with its caption.

use super::super::{Reader, code_division};
use super::flow::is_listing;
use super::token::Tag;
use crate::diag::{Span, Spanned};
use crate::model::document::{Attr, Block, BlockKind, Inline};

impl Reader<'_, '_, '_> {
    /// `<div>`, `<p>`, `<center>` and what is like them: set apart where it says so.
    pub(super) fn division(&mut self, blocks: Vec<Block>, tag: &Tag, span: Span) -> Vec<Block> {
        if blocks.is_empty() {
            return blocks;
        }
        let figure = tag.id().filter(|id| id.starts_with("fig:") || id.starts_with("fig-"));
        if let Some(id) = figure {
            let id = Some(Spanned::new(id.to_owned(), span));
            return vec![self.figure_block(blocks, Attr { id, ..Attr::default() }, span)];
        }
        if is_listing(tag) {
            let id = tag.id().map(|id| Spanned::new(id.to_owned(), span));
            return code_division::folded(blocks, id, span);
        }
        let centred = tag.name == "center" || tag.align().is_some_and(|align| align == "center" || align == "middle");
        let floats = |block: &Block| {
            matches!(
                block.kind,
                BlockKind::Figure(_) | BlockKind::Table(_) | BlockKind::Equation(_) | BlockKind::Heading { .. }
            )
        };
        if !centred || blocks.iter().all(floats) {
            return blocks;
        }
        let classes = vec![Spanned::new("center".to_owned(), span)];
        vec![Block::with(BlockKind::Container(blocks), Attr { classes, ..Attr::default() }, span)]
    }

    /// `<figure>` with its caption.
    pub(super) fn html_figure(
        &mut self,
        blocks: Vec<Block>,
        caption: Option<Vec<Inline>>,
        tag: &Tag,
        span: Span,
    ) -> Vec<Block> {
        let id = tag.id().map(|id| Spanned::new(id.to_owned(), span));
        let caption = caption.unwrap_or_default();
        let mut blocks = blocks;
        match blocks.as_mut_slice() {
            [Block { kind: BlockKind::Figure(figure), attr, .. }] => {
                attr.id = attr.id.take().or(id);
                if !caption.is_empty() {
                    figure.caption = caption;
                }
            }
            [Block { kind: BlockKind::Table(table), attr, .. }] if table.caption.is_none() && !caption.is_empty() => {
                attr.id = attr.id.take().or(id);
                table.caption = Some(caption);
            }
            [Block { kind: BlockKind::Code(code), attr, .. }] if code.caption.is_none() && !caption.is_empty() => {
                attr.id = attr.id.take().or(id);
                code.caption = Some(caption);
            }
            list if !list.is_empty() && list.iter().all(|block| matches!(block.kind, BlockKind::Figure(_))) => {
                if !caption.is_empty() {
                    blocks.push(Block::new(BlockKind::Paragraph(caption), span));
                }
                return vec![self.figure_block(blocks, Attr { id, ..Attr::default() }, span)];
            }
            _ if !caption.is_empty() => blocks.push(Block::new(BlockKind::Paragraph(caption), span)),
            _ => {}
        }
        blocks
    }
}
