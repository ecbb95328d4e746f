//! An element of HTML that holds blocks is opened and ended, and becomes the
//! block that it means: lists, tables, quotations, headings, code.
//!
//! Ends that HTML lets one leave out are put in; what nothing opened is left out.
//! What stands between two tags is gathered in `flow`.

use super::super::directive::Fold;
use super::super::{Depth, Reader, cell, quote};
use super::flow::{Flow, is_listing};
use super::table::{HtmlCell, HtmlRow, align, span_of};
use super::token::Tag;
use crate::diag::{Span, Spanned};
use crate::model::document::{Attr, Block, BlockKind, Code, Inline, InlineKind, Item, List, Ordered};
use crate::model::{Delimiter, Mark, Numbering};

/// An element that is open.
pub(super) struct Element {
    pub(super) tag: Tag,
    span: Span,
    pub(super) fold: Fold,
    items: Vec<Item>,
    rows: Vec<HtmlRow>,
    cells: Vec<HtmlCell>,
    caption: Option<Vec<Inline>>,
    /// The text of `<pre>`.
    pub(super) raw: String,
}

impl<'a> Reader<'_, 'a, '_> {
    /// Opens an element, with the ends before it that HTML lets one leave out.
    pub(super) fn open_element(&mut self, tag: Tag, span: Span, flow: &mut Flow<'a>) {
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
        if self.shared.is_deepest(flow.depth()) {
            return self.shared.tell_nesting(span, flow.depth());
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

    /// Closes the innermost element of a name and what is open in it.
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
    pub(super) fn end_element(&mut self, flow: &mut Flow<'a>) {
        self.flush_text(flow);
        let Some(element) = flow.open.pop() else { return };
        let Element { tag, span, fold, items, rows, cells, caption, raw } = element;
        let mut blocks = self.finish_fold(fold);
        let span = blocks.last().map_or(span, |last| if last.span.end > span.end { span.to(last.span) } else { span });
        if let Some(id) = tag.id().filter(|id| !id.starts_with("fig:") && !id.starts_with("fig-") && !is_listing(&tag))
        {
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
                    list.items.push(Item { task: None, marker: None, blocks, span, label: None });
                    return;
                }
            }
            "ul" | "ol" | "menu" => {
                if !items.is_empty() {
                    let start = tag.get("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                    let numbering = Numbering::Styled(Delimiter::Period);
                    let ordered = (tag.name == "ol").then_some(Ordered { start, numbering, through: false });
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
                blocks = vec![Block::with(BlockKind::Heading { level, content }, attr, span)];
            }
            _ => blocks = self.division(blocks, &tag, span),
        }
        for block in blocks {
            self.flow(block, flow);
        }
    }
}
