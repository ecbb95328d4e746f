//! Elements that hold blocks fold what stands between their tags: the text of the
//! HTML itself, and the blocks of Markdown between two pieces of HTML, as on
//! GitHub.
//!
//! Ends that HTML lets one leave out are put in; what nothing opened is left out.

use comrak::nodes::{Node, NodeValue};

use super::super::directive::Fold;
use super::super::pieces::Piece;
use super::super::positions::Positions;
use super::super::{Depth, MAX_BLOCKS, Reader, cell, quote};
use super::table::{HtmlCell, HtmlRow, align, is_printed, span_of};
use super::token::{Tag, Token, tokens};
use super::{DROPPED, is_block};
use crate::diag::{Span, Spanned};
use crate::model::document::{Attr, Block, BlockKind, Code, Figure, Inline, InlineKind, Item, List, Ordered, Panel};
use crate::model::{Delimiter, Mark};

/// Blocks on their way into containers and elements.
pub(in crate::read::markdown) struct Flow<'a> {
    base: Fold,
    depth: Depth,
    open: Vec<Element>,
    /// Text of an element that is not yet a paragraph.
    text: Vec<Piece<'a>>,
}

/// An element that is open.
struct Element {
    tag: Tag,
    span: Span,
    fold: Fold,
    items: Vec<Item>,
    rows: Vec<HtmlRow>,
    cells: Vec<HtmlCell>,
    caption: Option<Vec<Inline>>,
    /// The text of `<pre>`.
    raw: String,
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

    fn is_open(&self, name: &str) -> bool {
        self.innermost(&[name], &[]).is_some()
    }

    /// The innermost element of some names, within the innermost of others.
    fn innermost(&self, names: &[&str], within: &[&str]) -> Option<usize> {
        let bound = self.open.iter().rposition(|element| within.contains(&element.tag.name.as_str()));
        let found = self.open.iter().rposition(|element| names.contains(&element.tag.name.as_str()));
        found.filter(|found| bound.is_none_or(|bound| *found > bound))
    }
}

impl<'a> Reader<'_, 'a, '_> {
    /// Takes a block into the innermost element.
    pub(in crate::read::markdown) fn flow(&mut self, mut block: Block, flow: &mut Flow<'a>) {
        if block.attr.id.is_none() {
            block.attr.id = self.shared.anchor.take();
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
                Token::Open(tag) if is_figure(&tag) => {
                    self.open_element(tag, place, flow);
                    let start = end;
                    read = start + self.figure_text(&written[start..], span, flow);
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

    /// The text behind the tag of a figure (`<div id="fig:x">`) is Markdown, as in
    /// pandoc; gives how much of it was read.
    fn figure_text(&mut self, rest: &str, span: Span, flow: &mut Flow<'a>) -> usize {
        let end = rest.find("</div").unwrap_or(rest.len());
        let text = &rest[..end];
        if text.trim().is_empty() || text.contains("<div") || !text.contains("![") {
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
    fn flush_text(&mut self, flow: &mut Flow<'a>) {
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
            [Inline { kind: InlineKind::Image(image), attr, span: place }] => {
                let attr = Attr { id: None, ..attr.clone() };
                // Typora rewrites `![caption](a.png)` so when it is given a size.
                let zoomed = attr.get("dpi").is_some();
                let caption = image.alt.iter().filter(|_| zoomed);
                let caption = caption.map(|alt| Inline::new(InlineKind::Text(alt.clone()), *place)).collect();
                let panel = Panel { image: image.clone(), caption: Vec::new(), attr, span: *place };
                Block::new(BlockKind::Figure(Figure { panels: vec![panel], caption }), span)
            }
            _ => Block::new(BlockKind::Paragraph(content), span),
        };
        block.attr.id = id;
        self.flow(block, flow);
    }

    fn open_element(&mut self, tag: Tag, span: Span, flow: &mut Flow<'a>) {
        self.flush_text(flow);
        let name = tag.name.as_str();
        // The ends that HTML lets one leave out.
        match name {
            "li" => self.end_within(&["li"], &["ul", "ol", "menu"], flow),
            "dt" | "dd" => self.end_within(&["dt", "dd"], &["dl"], flow),
            "td" | "th" => self.end_within(&["td", "th"], &["table", "tr"], flow),
            "tr" => self.end_within(&["tr"], &["table"], flow),
            "thead" | "tbody" | "tfoot" => self.end_within(&["tr", "thead", "tbody", "tfoot"], &["table"], flow),
            _ => {}
        }
        if flow.open.last().is_some_and(|element| element.tag.name == "p") {
            self.end_element(flow);
        }
        let parent = match name {
            "li" => Some(["ul", "ol", "menu"].as_slice()),
            "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "caption" => Some(["table"].as_slice()),
            "figcaption" => Some(["figure"].as_slice()),
            _ => None,
        };
        let missing = parent.is_some_and(|names| flow.innermost(names, &[]).is_none());
        if missing || flow.is_open("pre") {
            return;
        }
        if matches!(name, "td" | "th") && flow.innermost(&["tr"], &["table"]).is_none() {
            self.open_element(Tag { name: "tr".to_owned(), attributes: Vec::new() }, span, flow);
        }
        if flow.depth() >= MAX_BLOCKS {
            return self.shared.tell_nesting(span);
        }
        let depth = Depth { blocks: flow.depth() + 1, ..flow.depth };
        flow.open.push(Element {
            tag,
            span,
            fold: Fold::new(depth),
            items: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            caption: None,
            raw: String::new(),
        });
    }

    fn end_within(&mut self, names: &[&str], within: &[&str], flow: &mut Flow<'a>) {
        let Some(outer) = flow.innermost(within, &[]) else { return };
        let inner = |element: &Element| names.contains(&element.tag.name.as_str());
        let Some(found) = flow.open[outer + 1..].iter().position(inner).map(|at| outer + 1 + at) else { return };
        while flow.open.len() > found {
            self.end_element(flow);
        }
    }

    pub(in crate::read::markdown) fn close_element(&mut self, name: &str, flow: &mut Flow<'a>) {
        self.flush_text(flow);
        let of_table = matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption");
        let within: &[&str] = if of_table { &[] } else { &["table", "td", "th"] };
        let Some(found) = flow.innermost(&[name], within) else { return };
        while flow.open.len() > found {
            self.end_element(flow);
        }
    }

    /// Ends the innermost element.
    fn end_element(&mut self, flow: &mut Flow<'a>) {
        self.flush_text(flow);
        let Some(element) = flow.open.pop() else { return };
        let Element { tag, span, fold, items, rows, cells, caption, raw } = element;
        let mut blocks = self.finish_fold(fold);
        let span = blocks.last().map_or(span, |last| if last.span.end > span.end { span.to(last.span) } else { span });
        if let Some(id) = tag.id().filter(|id| !id.starts_with("fig:") && !id.starts_with("fig-")) {
            let id = Spanned::new(id.to_owned(), span);
            match blocks.first_mut() {
                Some(block) if block.attr.id.is_none() => block.attr.id = Some(id),
                Some(_) => {}
                None => self.shared.anchor = self.shared.anchor.take().or(Some(id)),
            }
        }
        match tag.name.as_str() {
            "li" => {
                let list = flow.innermost(&["ul", "ol", "menu"], &[]);
                if let Some(list) = list.and_then(|at| flow.open.get_mut(at)) {
                    list.items.push(Item { task: None, blocks, span });
                    return;
                }
            }
            "ul" | "ol" | "menu" => {
                if !items.is_empty() {
                    let start = tag.get("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                    let ordered = (tag.name == "ol").then_some(Ordered { start, delimiter: Delimiter::Period });
                    let tight = items.iter().all(|item| item.blocks.len() < 2);
                    blocks.push(Block::new(BlockKind::List(List { ordered, tight, items }), span));
                }
            }
            "td" | "th" => {
                if let Some(row) = flow.innermost(&["tr"], &["table"]).and_then(|at| flow.open.get_mut(at)) {
                    row.cells.push(HtmlCell {
                        content: blocks,
                        columns: span_of(tag.get("colspan")),
                        rows: span_of(tag.get("rowspan")),
                        is_head: tag.name == "th",
                        align: tag.align().and_then(|value| align(&value)),
                        span,
                    });
                    return;
                }
            }
            "tr" => {
                let in_head = flow.innermost(&["thead"], &["table"]).is_some();
                if let Some(table) = flow.innermost(&["table"], &[]).and_then(|at| flow.open.get_mut(at)) {
                    table.rows.push(HtmlRow { cells, in_head, span });
                }
            }
            "table" => blocks.extend(self.html_table(rows, caption, span)),
            "caption" | "figcaption" => {
                let owner = flow.innermost(&["table", "figure"], &[]);
                if let Some(owner) = owner.and_then(|at| flow.open.get_mut(at)) {
                    owner.caption = Some(cell::text_of(blocks));
                    return;
                }
            }
            "figure" => blocks = self.html_figure(blocks, caption, &tag, span),
            "summary" => {
                let title = Inline::new(InlineKind::Marked(Mark::Strong, cell::text_of(blocks)), span);
                blocks = vec![Block::new(BlockKind::Paragraph(vec![title]), span)];
            }
            "dt" => {
                let term = Inline::new(InlineKind::Marked(Mark::Strong, cell::text_of(blocks)), span);
                blocks = vec![Block::new(BlockKind::Paragraph(vec![term]), span)];
            }
            "blockquote" => {
                let (inner, attribution) = quote::split(blocks);
                blocks = vec![Block::new(BlockKind::Quote { blocks: inner, attribution }, span)];
            }
            "pre" => {
                let text = raw.strip_prefix('\n').unwrap_or(&raw).trim_end().to_owned();
                blocks.push(Block::new(BlockKind::Code(Code { lang: None, text, caption: None }), span));
            }
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                let level = name.as_bytes()[1] - b'0';
                let id = blocks.first_mut().and_then(|block| block.attr.id.take());
                let content = cell::text_of(blocks);
                let attr = Attr { id, ..Attr::default() };
                blocks = vec![Block { kind: BlockKind::Heading { level, content }, attr, span }];
            }
            _ => blocks = self.division(blocks, &tag, span),
        }
        for block in blocks {
            self.flow(block, flow);
        }
    }

    /// `<div>`, `<p>`, `<center>` and what is like them: set apart where it says so.
    fn division(&mut self, blocks: Vec<Block>, tag: &Tag, span: Span) -> Vec<Block> {
        if blocks.is_empty() {
            return blocks;
        }
        let figure = tag.id().filter(|id| id.starts_with("fig:") || id.starts_with("fig-"));
        if let Some(id) = figure {
            let id = Some(Spanned::new(id.to_owned(), span));
            return vec![self.figure_block(blocks, Attr { id, ..Attr::default() }, span)];
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
        vec![Block { kind: BlockKind::Container(blocks), attr: Attr { classes, ..Attr::default() }, span }]
    }

    fn html_figure(&mut self, blocks: Vec<Block>, caption: Option<Vec<Inline>>, tag: &Tag, span: Span) -> Vec<Block> {
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

/// Whether the innermost element of a name is such a figure.
fn is_figure_open(name: &str, flow: &Flow<'_>) -> bool {
    flow.open.iter().rfind(|element| element.tag.name == name).is_some_and(|element| is_figure(&element.tag))
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
