//! A picture alone on its line becomes a figure; a container with the id
//! of a figure becomes one with several pictures.
//!
//! The id and classes of a figure stand on its block, the size of a picture on its panel.

use comrak::nodes::NodeValue;

use super::block::is_blank;
use super::picture::{take_size, understand};
use super::pieces::{Piece, literal};
use super::{Depth, Reader, attributes};
use crate::diag::{Code, Span};
use crate::model::document::{Attr, Block, BlockKind, Figure, Inline, InlineKind, Panel};

/// The line of a picture among the pieces of a paragraph.
struct FigureLine {
    /// The piece of the picture.
    at: usize,
    /// The piece behind the line: a break, or none.
    end: usize,
    attr: Attr,
}

impl<'a> Reader<'_, 'a, '_> {
    /// Takes the figure out of a paragraph: its one picture, if that stands alone
    /// on its line with its attributes. What stands over it becomes a paragraph of
    /// its own; gives what stands under it, or all where there is no figure, with
    /// its place.
    pub(super) fn split_figure(
        &mut self,
        mut pieces: Vec<Piece<'a>>,
        span: Span,
        depth: Depth,
        out: &mut Vec<Block>,
    ) -> (Vec<Piece<'a>>, Span) {
        let Some(line) = self.figure_line(&pieces) else { return (pieces, span) };
        let mut below = pieces.split_off(line.end);
        let picture = pieces.split_off(line.at);
        let whole = pieces.is_empty() && below.is_empty();
        let place = if whole { span } else { self.span_of_pieces(&picture).unwrap_or(span) };
        below.drain(..below.len().min(1));
        pieces.pop();
        if let Some(above) = self.span_of_pieces(&pieces) {
            self.text_paragraph(pieces, above, false, depth, out);
        }
        let figure = picture.first().and_then(|picture| self.figure(picture, line.attr, place, depth));
        out.extend(figure);
        let rest = self.span_of_pieces(&below).unwrap_or(span);
        (below, rest)
    }

    fn span_of_pieces(&self, pieces: &[Piece<'a>]) -> Option<Span> {
        Some(self.shared.span(pieces.first()?.range().start, pieces.last()?.range().end))
    }

    /// The line of the one picture of a paragraph, if it holds nothing else.
    fn figure_line(&self, pieces: &[Piece<'a>]) -> Option<FigureLine> {
        let mut pictures = pieces.iter().enumerate().filter(|(_, piece)| is_picture(piece));
        let (Some((at, picture)), None) = (pictures.next(), pictures.next()) else { return None };
        if !pieces[..at].last().is_none_or(is_break) {
            return None;
        }
        let (attr, next) = match pieces.get(at + 1) {
            Some(Piece::Text { text, .. }) if text.trim_start().starts_with('{') => {
                let (attr, next) = self.attr_at(pieces, at + 1, text.len() - text.trim_start().len())?;
                (Some(attr), next)
            }
            // kramdown writes them on the next line too.
            Some(piece) if is_break(piece) && self.attr_line(pieces, at + 2).is_some() => {
                let (attr, end) = self.attr_line(pieces, at + 2)?;
                (Some(attr), (end, 0))
            }
            _ => (None, (at + 1, 0)),
        };
        // A picture amid text is a figure if something is said of it.
        if at > 0 && attr.is_none() && says_nothing(picture) {
            return None;
        }
        let mut end = next.0;
        if let Some(Piece::Text { text, .. }) = pieces.get(end).filter(|_| next.1 > 0) {
            if !text[next.1..].trim().is_empty() {
                return None;
            }
            end += 1;
        }
        let blank = pieces[end..].iter().take_while(|piece| !is_break(piece));
        let len = blank.clone().count();
        blank.clone().all(is_blank).then(|| FigureLine { at, end: end + len, attr: attr.unwrap_or_default() })
    }

    fn figure(&mut self, picture: &Piece<'a>, mut attr: Attr, span: Span, depth: Depth) -> Option<Block> {
        let said = understand(&mut attr);
        let (words, mut caption, place) = match picture {
            Piece::Node(node, place) => (literal(node), self.content(node, depth), *place),
            Piece::Picture(picture) => {
                attr.pairs.extend(picture.attr.pairs.iter().cloned());
                (picture.words.clone(), self.scan(picture.caption.clone(), depth), picture.span)
            }
            _ => return None,
        };
        if let Some(Inline { kind: InlineKind::Text(text), span, .. }) = caption.last_mut() {
            take_size(text, &mut attr, *span);
        }
        caption.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
        attributes::check(&attr, &attributes::IMAGE, self.shared.sink);
        let mut image = match picture {
            Piece::Picture(picture) => picture.image(&attr, self.page(&attr)),
            Piece::Node(node, _) => self.image(node, place, &attr),
            _ => return None,
        };
        if let Some(said) = said {
            caption = self.title_inlines(&said.value, said.span.start as usize);
            image.alt = image.alt.or(Some(words).filter(|words| !words.trim().is_empty()));
        }
        let whole = Attr { id: attr.id.clone(), classes: attr.classes.clone(), ..Attr::default() };
        let panel = Panel::new(image, Vec::new(), Attr { id: None, ..attr }, place);
        let figure = BlockKind::Figure(Figure { panels: vec![panel], caption });
        Some(Block::with(figure, whole, span))
    }

    /// The blocks between the fences of a figure.
    pub(super) fn figure_block(&mut self, blocks: Vec<Block>, attr: Attr, span: Span) -> Block {
        let mut panels = Vec::new();
        let mut caption = None;
        let mut rest = blocks.iter().peekable();
        while let Some(block) = rest.next() {
            match &block.kind {
                BlockKind::Figure(figure) => match sub_panel(figure, block) {
                    Some(panel) => panels.push(panel),
                    None => return self.no_figure(blocks, attr, span),
                },
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
        let mut caption = caption.unwrap_or_default();
        if let [only] = panels.as_mut_slice()
            && caption.is_empty()
        {
            caption = std::mem::take(&mut only.caption);
        }
        Block::with(BlockKind::Figure(Figure { panels, caption }), attr, span)
    }

    fn no_figure(&mut self, blocks: Vec<Block>, attr: Attr, span: Span) -> Block {
        let message = "this figure holds more than pictures and a caption; its content is printed as usual";
        self.shared.sink.warn(Code::UnknownContainer, span, message);
        Block::with(BlockKind::Container(blocks), attr, span)
    }
}

fn is_picture(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Node(node, _) => matches!(node.data().value, NodeValue::Image(_)),
        Piece::Picture(_) => true,
        _ => false,
    }
}

/// Whether a picture has neither a text nor a size.
fn says_nothing(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Node(node, _) => node.first_child().is_none(),
        Piece::Picture(picture) => picture.caption.is_empty() && picture.attr.is_empty(),
        _ => true,
    }
}

fn is_break(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Soft(_) | Piece::Hard(_))
}

/// A figure as a part of another one; `None` if it has parts itself, or two captions.
fn sub_panel(figure: &Figure, block: &Block) -> Option<Panel> {
    let [panel] = figure.panels.as_slice() else { return None };
    if !panel.caption.is_empty() && !figure.caption.is_empty() {
        return None;
    }
    let mut panel = panel.clone();
    if block.attr.id.is_some() {
        panel.attr.id.clone_from(&block.attr.id);
    }
    if panel.caption.is_empty() {
        panel.caption.clone_from(&figure.caption);
    }
    Some(panel)
}

/// The pictures of a paragraph that holds nothing else.
fn pictures(content: &[Inline]) -> Option<Vec<Panel>> {
    let mut panels = Vec::new();
    for inline in content {
        match &inline.kind {
            InlineKind::Image(image) => {
                let caption = image.alt.iter().map(|alt| Inline::new(InlineKind::Text(alt.clone()), inline.span));
                let caption = caption.collect();
                panels.push(Panel::new(image.clone(), caption, inline.attr.clone(), inline.span));
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => {}
            InlineKind::Text(text) if text.trim().is_empty() => {}
            _ => return None,
        }
    }
    (!panels.is_empty()).then_some(panels)
}
