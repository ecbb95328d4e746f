//! Elements that hold blocks fold what stands between their tags: the text of the
//! HTML itself, and the blocks of Markdown between two pieces of HTML, as on
//! GitHub.
//!
//! How an element opens and ends stands in `element`.

use comrak::nodes::{Node, NodeValue};

use super::super::directive::Fold;
use super::super::pieces::Piece;
use super::super::positions::Positions;
use super::super::{Depth, Reader, code_division};
use super::element::Element;
use super::table::is_printed;
use super::token::{Tag, Token, tokens};
use super::{DROPPED, is_block};
use crate::diag::{Span, Spanned};
use crate::model::document::{ALIAS, Attr, Block, BlockKind, Figure, Inline, InlineKind, Panel};

/// Blocks on their way into containers and elements.
pub(in crate::read::markdown) struct Flow<'a> {
    base: Fold,
    pub(super) depth: Depth,
    pub(super) open: Vec<Element>,
    /// Text of an element that is not yet a paragraph.
    text: Vec<Piece<'a>>,
}

impl Flow<'_> {
    /// Nothing yet, at a depth.
    pub(in crate::read::markdown) fn new(depth: Depth) -> Self {
        Self { base: Fold::new(depth), depth, open: Vec::new(), text: Vec::new() }
    }

    /// The innermost fold.
    pub(in crate::read::markdown) fn fold(&mut self) -> &mut Fold {
        self.open.last_mut().map_or(&mut self.base, |element| &mut element.fold)
    }

    /// How deep the next block stands.
    pub(in crate::read::markdown) fn depth(&self) -> usize {
        self.open.last().map_or(&self.base, |element| &element.fold).depth()
    }

    /// How deep the next block stands in quotations and boxes.
    pub(in crate::read::markdown) fn quotes(&self) -> usize {
        self.open.last().map_or(&self.base, |element| &element.fold).quotes()
    }

    /// Whether an element of a name is open.
    pub(super) fn is_open(&self, name: &str) -> bool {
        self.innermost(&[name], &[]).is_some()
    }

    /// The innermost element of some names, within the innermost of others.
    pub(super) fn innermost(&self, names: &[&str], within: &[&str]) -> Option<usize> {
        let bound = self.open.iter().rposition(|element| within.contains(&element.tag.name.as_str()));
        let found = self.open.iter().rposition(|element| names.contains(&element.tag.name.as_str()));
        found.filter(|found| bound.is_none_or(|bound| *found > bound))
    }
}

impl<'a> Reader<'_, 'a, '_> {
    /// Takes a block into the innermost element.
    pub(in crate::read::markdown) fn flow(&mut self, mut block: Block, flow: &mut Flow<'a>) {
        if let Some(id) = self.shared.anchor.take() {
            name(&mut block, id);
        }
        self.take(block, flow.fold());
    }

    /// Ends what is still open.
    pub(in crate::read::markdown) fn finish_flow(&mut self, mut flow: Flow<'a>) -> Vec<Block> {
        while !flow.open.is_empty() {
            self.end_element(&mut flow);
        }
        self.finish_fold(flow.base)
    }

    /// Ends the elements within a container that a line of colons closes.
    pub(in crate::read::markdown) fn leave_elements(&mut self, flow: &mut Flow<'a>) {
        let outer = flow.base.is_open() || flow.open.iter().any(|element| element.fold.is_open());
        while outer && !flow.fold().is_open() {
            self.end_element(flow);
        }
    }

    /// A block of HTML.
    pub(in crate::read::markdown) fn html_block(&mut self, literal: &str, span: Span, flow: &mut Flow<'a>) {
        if let Some((before, mask, behind)) = self.masks.caption_in(literal) {
            self.html_block(before, span, flow);
            self.directive(mask, flow.fold());
            return self.html_block(behind, span, flow);
        }
        let written = self.masks.restore(literal).into_owned();
        let verbatim = self.shared.text[span.start as usize..].starts_with(written.trim_end());
        let mut skipped: Option<String> = None;
        let mut read = 0;
        for (range, token) in tokens(written.trim_end()) {
            if range.start < read {
                continue;
            }
            let start = span.start as usize;
            let place = if verbatim { self.shared.span(start + range.start, start + range.end) } else { span };
            if let Some(name) = &skipped {
                if token == Token::Close(name.clone()) {
                    skipped = None;
                }
                continue;
            }
            let (raw, end) = (written[range.clone()].to_owned(), range.end);
            match token {
                Token::Comment => {}
                Token::Text(text) => self.html_text(text, place, flow),
                Token::Open(tag) if DROPPED.contains(&tag.name.as_str()) => {
                    self.tell_html(&tag.name, place);
                    skipped = Some(tag.name).filter(|_| !raw.ends_with("/>"));
                }
                Token::Open(tag) if tag.name == "hr" => {
                    self.flush_text(flow);
                    self.flow(Block::new(BlockKind::Rule, place), flow);
                }
                Token::Open(tag) if is_figure(&tag) || is_listing(&tag) => {
                    let has_own: fn(&str) -> bool =
                        if is_figure(&tag) { |text| text.contains("![") } else { code_division::has_code };
                    self.open_element(tag, place, flow);
                    let start = end;
                    read = start + self.markdown_text(&written[start..], has_own, span, flow);
                }
                Token::Open(tag) if is_block(&tag.name) => self.open_element(tag, place, flow),
                Token::Close(name) if is_block(&name) => self.close_element(&name, flow),
                Token::Open(_) | Token::Close(_) if flow.is_open("pre") => {}
                Token::Open(_) | Token::Close(_) => flow.text.push(Piece::Html { raw, span: place }),
            }
        }
        if !flow.is_open("pre") {
            self.flush_text(flow);
        }
    }

    /// The text behind the tag of a figure (`<div id="fig:x">`) or of code with its
    /// caption is Markdown, as in pandoc, if it has what belongs there; gives how much of
    /// it was read.
    fn markdown_text(&mut self, rest: &str, has_own: fn(&str) -> bool, span: Span, flow: &mut Flow<'a>) -> usize {
        let end = rest.find("</div").unwrap_or(rest.len());
        let text = &rest[..end];
        if text.trim().is_empty() || text.contains("<div") || !has_own(text) {
            return 0;
        }
        let range = span.range();
        let positions = Positions::located(text, self.shared.text, range.start, range.end);
        let depth = Depth { blocks: flow.depth(), quotes: flow.quotes(), ..flow.depth };
        let blocks = self.shared.blocks(text, positions, depth);
        blocks.into_iter().for_each(|block| self.flow(block, flow));
        end
    }

    /// The element that the end of a paragraph closes: the tag is taken out of it.
    pub(in crate::read::markdown) fn closed_at_end(&self, node: Node<'a>, flow: &Flow<'a>) -> Option<String> {
        if flow.open.is_empty() || !matches!(node.data().value, NodeValue::Paragraph) {
            return None;
        }
        let last = node.last_child().filter(|last| last.previous_sibling().is_some())?;
        let name = match &last.data().value {
            NodeValue::HtmlInline(raw) => match super::token::token(raw)? {
                Token::Close(name) if is_figure_open(&name, flow) => name,
                _ => return None,
            },
            _ => return None,
        };
        last.detach();
        Some(name)
    }

    fn html_text(&mut self, text: String, span: Span, flow: &mut Flow<'a>) {
        if flow.is_open("pre")
            && let Some(pre) = flow.open.last_mut()
        {
            pre.raw.push_str(&text);
            return;
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                flow.text.push(Piece::Soft(span));
            }
            let line = if number > 0 { line.trim_start() } else { line }.replace('\r', "");
            self.formulas_of(&line, span, flow);
        }
    }

    /// The text of a line with the formulas in it, which GitHub sets in HTML too.
    fn formulas_of(&mut self, line: &str, span: Span, flow: &mut Flow<'a>) {
        let mut from = 0;
        for range in super::super::bars::formulas(line) {
            let text = line[from..range.start].to_owned();
            flow.text.push(Piece::Fixed { text, span });
            let math = self.formula(&line[range.start + 1..range.end - 1], span, false);
            flow.text.push(Piece::Ready(Inline::new(InlineKind::Math(math), span)));
            from = range.end;
        }
        if from < line.len() {
            flow.text.push(Piece::Fixed { text: line[from..].to_owned(), span });
        }
    }

    /// Makes a paragraph of the text so far.
    pub(super) fn flush_text(&mut self, flow: &mut Flow<'a>) {
        let blank = |piece: &Piece<'_>| match piece {
            Piece::Fixed { text, .. } => text.trim().is_empty(),
            Piece::Soft(_) => true,
            _ => false,
        };
        let mut pieces = std::mem::take(&mut flow.text);
        while pieces.last().is_some_and(blank) {
            pieces.pop();
        }
        let lead = pieces.iter().take_while(|piece| blank(piece)).count();
        pieces.drain(..lead);
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let span = self.shared.span(first.range().start, last.range().end.max(first.range().end));
        let id = self.html_id(&pieces);
        let depth = Depth { blocks: flow.depth(), ..flow.depth };
        let mut content = self.scan(pieces, depth);
        trim(&mut content);
        if !content.iter().any(is_printed) {
            self.shared.anchor = id.or(self.shared.anchor.take());
            return;
        }
        let mut block = match content.as_slice() {
            [Inline { kind: InlineKind::Image(image), attr, span: place, .. }] => {
                let attr = Attr { id: None, ..attr.clone() };
                // Typora rewrites `![caption](a.png)` so when it is given a size.
                let zoomed = attr.get("dpi").is_some();
                let caption = image.alt.iter().filter(|_| zoomed);
                let caption = caption.map(|alt| Inline::new(InlineKind::Text(alt.clone()), *place)).collect();
                let panel = Panel::new(image.clone(), Vec::new(), attr, *place);
                Block::new(BlockKind::Figure(Figure { panels: vec![panel], caption }), span)
            }
            _ => Block::new(BlockKind::Paragraph(content), span),
        };
        block.attr.id = id;
        self.flow(block, flow);
    }

    /// The first anchor among the tags of some pieces.
    pub(in crate::read::markdown) fn html_id(&self, pieces: &[Piece<'a>]) -> Option<Spanned<String>> {
        pieces.iter().find_map(|piece| {
            let Piece::Html { raw, span } = piece else { return None };
            match super::token::token(raw)? {
                Token::Open(tag) => tag.id().map(|id| Spanned::new(id.to_owned(), *span)),
                _ => None,
            }
        })
    }
}

/// Whether an element is a figure of pandoc-crossref's.
fn is_figure(tag: &Tag) -> bool {
    tag.name == "div" && tag.id().is_some_and(|id| id.starts_with("fig:") || id.starts_with("fig-"))
}

/// Whether an element is code with its caption, as pandoc-crossref writes it.
pub(super) fn is_listing(tag: &Tag) -> bool {
    tag.name == "div" && tag.id().is_some_and(code_division::is_id)
}

/// Whether the innermost element of a name is such a figure.
fn is_figure_open(name: &str, flow: &Flow<'_>) -> bool {
    flow.open
        .iter()
        .rfind(|element| element.tag.name == name)
        .is_some_and(|element| is_figure(&element.tag) || is_listing(&element.tag))
}

/// Gives a block an id; one that it has already stays, and both lead there.
pub(in crate::read::markdown) fn name(block: &mut Block, id: Spanned<String>) {
    if block.attr.id.is_none() {
        block.attr.id = Some(id);
    } else {
        block.attr.pairs.push((Spanned::new(ALIAS.to_owned(), id.span), id));
    }
}

fn trim(content: &mut Vec<Inline>) {
    while content.last().is_some_and(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)) {
        content.pop();
    }
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.last_mut() {
        text.truncate(text.trim_end().len());
    }
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() {
        *text = text.trim_start().to_owned();
    }
}
