//! A picture alone in its paragraph becomes a figure; a container with the id
//! of a figure becomes one with several pictures.
//!
//! The id and classes of a figure stand on its block, the size of a picture on its panel.

use comrak::nodes::NodeValue;

use super::block::is_blank;
use super::pieces::Piece;
use super::{Depth, Reader, attributes};
use crate::diag::{Code, Span};
use crate::model::document::{Attr, Block, BlockKind, Figure, Inline, InlineKind, Panel};

impl<'a> Reader<'_, 'a, '_> {
    /// A figure, if there is nothing but a picture with its attributes.
    pub(super) fn figure_of(
        &mut self,
        mut pieces: Vec<Piece<'a>>,
        span: Span,
        depth: Depth,
    ) -> std::result::Result<Block, Vec<Piece<'a>>> {
        let Some(Piece::Node(node, place)) = pieces.first() else { return Err(pieces) };
        let (node, place) = (*node, *place);
        if !matches!(node.data().value, NodeValue::Image(_)) {
            return Err(pieces);
        }
        let is_picture = |piece: &Piece<'_>| matches!(piece, Piece::Node(node, _) if matches!(node.data().value, NodeValue::Image(_)));
        if pieces[1..].iter().any(is_picture) {
            return Err(pieces);
        }
        let attr = match pieces.last() {
            Some(Piece::Text { .. }) if pieces.get(1).is_some_and(opens_attr) => self.end_attr(&mut pieces),
            _ => None,
        };
        if !pieces[1..].iter().all(is_blank) {
            return Err(pieces);
        }
        let attr = attr.unwrap_or_default();
        attributes::check(&attr, &attributes::IMAGE, self.shared.sink);
        let image = self.image(node, place, &attr);
        let caption = self.content(node, depth);
        let whole = Attr { id: attr.id.clone(), classes: attr.classes.clone(), ..Attr::default() };
        let panel = Panel { image, caption: Vec::new(), attr: Attr { id: None, ..attr }, span: place };
        let figure = BlockKind::Figure(Figure { panels: vec![panel], caption });
        Ok(Block { kind: figure, attr: whole, span })
    }

    /// The blocks between the fences of a figure.
    pub(super) fn figure_block(&mut self, blocks: Vec<Block>, attr: Attr, span: Span) -> Block {
        let mut panels = Vec::new();
        let mut caption = None;
        let mut rest = blocks.iter().peekable();
        while let Some(block) = rest.next() {
            match &block.kind {
                BlockKind::Figure(figure) => {
                    panels.extend(figure.panels.iter().map(|panel| sub_panel(panel, figure, block)));
                }
                BlockKind::Paragraph(content) => match pictures(content) {
                    Some(found) => panels.extend(found),
                    None if rest.peek().is_none() => caption = Some(content.clone()),
                    None => return self.no_figure(blocks, attr, span),
                },
                _ => return self.no_figure(blocks, attr, span),
            }
        }
        if panels.is_empty() {
            return self.no_figure(blocks, attr, span);
        }
        let caption = caption.unwrap_or_default();
        Block { kind: BlockKind::Figure(Figure { panels, caption }), attr, span }
    }

    fn no_figure(&mut self, blocks: Vec<Block>, attr: Attr, span: Span) -> Block {
        let message = "this figure holds more than pictures and a caption; its content is kept";
        self.shared.sink.warn(Code::UnknownContainer, span, message);
        Block { kind: BlockKind::Container(blocks), attr, span }
    }
}

fn opens_attr(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Text { text, .. } if text.trim_start().starts_with('{'))
}

fn sub_panel(panel: &Panel, figure: &Figure, block: &Block) -> Panel {
    let mut panel = panel.clone();
    panel.attr.id.clone_from(&block.attr.id);
    panel.caption.clone_from(&figure.caption);
    panel
}

/// The pictures of a paragraph that holds nothing else.
fn pictures(content: &[Inline]) -> Option<Vec<Panel>> {
    let mut panels = Vec::new();
    for inline in content {
        match &inline.kind {
            InlineKind::Image(image) => {
                let caption = image.alt.iter().map(|alt| Inline::new(InlineKind::Text(alt.clone()), inline.span));
                let caption = caption.collect();
                panels.push(Panel { image: image.clone(), caption, attr: inline.attr.clone(), span: inline.span });
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => {}
            InlineKind::Text(text) if text.trim().is_empty() => {}
            _ => return None,
        }
    }
    (!panels.is_empty()).then_some(panels)
}
