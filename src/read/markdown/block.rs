//! comrak's blocks become blocks: paragraphs, headings, lists, quotes, alerts,
//! definitions and notes.
//!
//! Tables, figures, code and containers have files of their own. Every walk is
//! bounded: what stands deeper than [`Bounds`](crate::model::Bounds) allow is kept
//! without its structure.

use comrak::nodes::{AlertType, ListDelimType, ListType, Node, NodeList, NodeValue};

use super::equation::Part;
use super::html::Flow;
use super::pieces::Piece;
use super::survey::is_in_place;
use super::{Depth, Reader, attributes, container, html, indented, profile, quote, tight_headings, unprinted};
use crate::diag::{Code, Diagnostic, Edit, Span, Spanned, message};
use crate::model::document::{
    Attr, Block, BlockKind, CONTINUED, Definition, Inline, InlineKind, Item, List, NoteDefinition, Ordered,
};
use crate::model::{AlertKind, Delimiter, Numbering};

impl<'a> Reader<'_, 'a, '_> {
    /// The blocks in a node.
    pub(super) fn blocks(&mut self, parent: Node<'a>, depth: Depth) -> Vec<Block> {
        let mut flow = Flow::new(depth);
        for node in parent.children() {
            if let Some(mask) = self.masked_heading(node) {
                if self.closes_container(mask) {
                    self.leave_elements(&mut flow);
                }
                self.directive(mask, flow.fold());
            } else if let NodeValue::HtmlBlock(block) = &node.data().value {
                self.parted_html(node, block, &mut flow);
            } else {
                let inner = Depth { blocks: flow.depth(), quotes: flow.quotes(), ..depth };
                let mut blocks = Vec::new();
                let closed = self.closed_at_end(node, &flow);
                self.block(node, inner, &mut blocks);
                blocks.into_iter().for_each(|block| self.flow(block, &mut flow));
                if let Some(id) = self.shared.behind.take()
                    && let Some(id) = flow.fold().name_last(id)
                {
                    self.shared.anchor = Some(id);
                }
                if let Some(name) = closed {
                    self.close_element(&name, &mut flow);
                }
            }
        }
        self.finish_flow(flow)
    }

    fn block(&mut self, node: Node<'a>, depth: Depth, out: &mut Vec<Block>) {
        let span = self.span_of(node);
        let too_deep = self.shared.is_deepest(depth.blocks);
        let may_quote = !too_deep && !self.shared.is_deepest_quote(depth.quotes);
        match &node.data().value {
            NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) if may_quote => {
                let (blocks, attribution) = quote::split(self.blocks(node, depth.quote()));
                out.push(Block::new(BlockKind::Quote { blocks, attribution }, span));
            }
            NodeValue::List(list) if !too_deep => out.push(self.list(node, list, span, depth.block())),
            NodeValue::Alert(alert) if may_quote => {
                let blocks = self.blocks(node, depth.quote());
                let kind = alert_kind(alert.alert_type);
                let title = alert.title.as_deref().map(unprinted::show);
                let title = title.map(|title| title.trim_start_matches(['+', '-']).trim().to_owned());
                let title = title.filter(|title| !title.is_empty());
                out.push(Block::new(BlockKind::Alert { kind, name: None, title, blocks }, span));
            }
            NodeValue::Callout(callout) if may_quote => {
                out.push(self.callout(node, callout, span, depth));
            }
            NodeValue::DescriptionList if !too_deep => out.push(self.definitions(node, span, depth.block())),
            NodeValue::FootnoteDefinition(note) if !too_deep => self.definition_of_note(node, &note.name, span, depth),
            NodeValue::BlockQuote
            | NodeValue::MultilineBlockQuote(_)
            | NodeValue::List(_)
            | NodeValue::Alert(_)
            | NodeValue::DescriptionList
            | NodeValue::FootnoteDefinition(_)
            | NodeValue::Document
            | NodeValue::Item(_)
            | NodeValue::TaskItem(_)
            | NodeValue::DescriptionItem(_)
            | NodeValue::DescriptionTerm
            | NodeValue::DescriptionDetails
            | NodeValue::Callout(_)
            | NodeValue::CalloutTitle
            | NodeValue::BlockDirective(_) => self.flatten(node, span, depth, out),
            _ => self.leaf(node, span, depth, out),
        }
    }

    /// A block that holds no blocks.
    fn leaf(&mut self, node: Node<'a>, span: Span, depth: Depth, out: &mut Vec<Block>) {
        match &node.data().value {
            NodeValue::Heading(heading) => out.push(self.heading(node, heading.level, span, depth)),
            NodeValue::CodeBlock(code) => match self.indented_text(node, code, depth) {
                Some(blocks) => out.extend(blocks),
                None => out.extend(self.code_block(code, span, depth)),
            },
            NodeValue::HtmlBlock(block) => {
                let mut flow = Flow::new(depth);
                self.html_block(&block.literal, span, &mut flow);
                out.extend(self.finish_flow(flow));
            }
            NodeValue::ThematicBreak => out.push(Block::new(BlockKind::Rule, span)),
            NodeValue::Table(table) => out.push(self.table(node, table, span, depth)),
            _ => self.paragraph(node, span, depth, out),
        }
    }

    /// What stands too deep: its paragraphs, tables and code, one after the
    /// other.
    fn flatten(&mut self, node: Node<'a>, span: Span, depth: Depth, out: &mut Vec<Block>) {
        self.shared.tell_nesting(span, depth.blocks);
        let mut open: Vec<Node<'a>> = node.reverse_children().collect();
        while let Some(node) = open.pop() {
            let leaf = node.data().value.contains_inlines()
                || matches!(
                    node.data().value,
                    NodeValue::CodeBlock(_) | NodeValue::HtmlBlock(_) | NodeValue::ThematicBreak | NodeValue::Table(_)
                )
                || !node.data().value.block();
            if leaf {
                let span = self.span_of(node);
                self.leaf(node, span, depth, out);
            } else {
                open.extend(node.reverse_children());
            }
        }
    }

    fn heading(&mut self, node: Node<'a>, level: u8, span: Span, depth: Depth) -> Block {
        if let Some(mask) = self.masked_heading(node) {
            let written = self.masks.written(mask);
            let span = self.mask_span(mask, 0, written.len());
            let text = Inline::new(InlineKind::Text(written.to_owned()), span);
            return Block::new(BlockKind::Paragraph(vec![text]), span);
        }
        let mut pieces = self.pieces(node);
        let mut attr = self.end_attr(&mut pieces).unwrap_or_default();
        let label = self.take_label(&mut pieces).or_else(|| self.take_role_label(&mut pieces));
        if let Some(under) = self.attr_under(node) {
            attr.id = attr.id.take().or(under.id);
            attr.classes.extend(under.classes);
            attr.pairs.extend(under.pairs);
        }
        attr.id = attr.id.take().or(label);
        let anchor = self.html_id(&pieces);
        let shown = profile::shown(&mut attr, self.shared.given.profile.as_deref(), &mut self.shared.profiles);
        attributes::check(&attr, &attributes::HEADING, self.shared.sink);
        if shown == Some(false) {
            attr.classes.push(Spanned::new(container::HIDDEN.to_owned(), span));
        }
        let content = self.scan(pieces, depth);
        let mut block = Block::with(BlockKind::Heading { level, content }, attr, span);
        if let Some(anchor) = anchor {
            html::name(&mut block, anchor);
        }
        block
    }

    /// Takes the attributes at the end of some pieces away from them.
    pub(super) fn end_attr(&mut self, pieces: &mut Vec<Piece<'a>>) -> Option<Attr> {
        let start = pieces.first()?.range().start;
        let Some(Piece::Text { text, at, exact }) = pieces.last() else { return None };
        if !exact {
            let (attr, end) = attributes::parse_end(text, self.shared.source, *at)?;
            let text = text[..end].trim_end().to_owned();
            let at = *at;
            pieces.pop();
            pieces.push(Piece::Text { text, at, exact: false });
            return Some(attr);
        }
        let (tail, end) = (*at, at + text.len());
        let whole = self.shared.text.get(start..end)?;
        // Right behind a bracket or a code span they are those of that span.
        let found = attributes::parse_end(whole, self.shared.source, start)
            .filter(|(_, at)| !whole[..*at].ends_with([']', '`']));
        let cut = found.and_then(|(attr, at)| Some((attr, cut_pieces(pieces, start + at)?)));
        if let Some((attr, index)) = cut {
            pieces.truncate(index);
            trim_end(pieces);
            return Some(attr);
        }
        let open = self.shared.text[tail..end].rfind('{')?;
        if self.shared.text[tail..end].trim_end().ends_with('}')
            && attributes::looks_meant(&self.shared.text[tail + open..end])
        {
            let span = self.shared.span(tail + open, end);
            self.shared.sink.push(attributes::malformed(span));
        }
        None
    }

    fn paragraph(&mut self, node: Node<'a>, span: Span, depth: Depth, out: &mut Vec<Block>) {
        let mut pieces = self.pieces(node);
        if let Some(note) = self.embedded_note(&pieces) {
            return out.push(note);
        }
        out.extend(self.take_tab(&mut pieces, depth));
        let label = self.take_role_label(&mut pieces);
        let (mut pieces, span) = self.split_figure(pieces, span, depth, out);
        let heading = node.previous_sibling().is_some_and(|before| self.attr_under(before).is_some());
        let behind = self.role_line(&pieces, 0).is_some();
        let attr = self.take_attr_lines(&mut pieces, heading);
        let own = self.take_block_id(&mut pieces);
        let first = out.len();
        let continued = first == 0 && self.touches_formula(node);
        self.text_paragraph(pieces, span, continued, depth, out);
        let touches = own.is_some() || behind || self.touches_block(node);
        let id = attr.id.or(own);
        match out.get_mut(first) {
            Some(block) => block.attr.id = id.or(block.attr.id.take()),
            None if touches && first == 0 => self.shared.behind = id,
            None => self.shared.anchor = id.or(self.shared.anchor.take()),
        }
        match (label, out.last_mut()) {
            (Some(label), Some(block)) => html::name(block, label),
            (Some(label), None) => self.shared.anchor = Some(label),
            (None, _) => {}
        }
    }

    /// A paragraph without a figure, parted by its equations, or nothing; whether it
    /// goes on behind one.
    pub(super) fn text_paragraph(
        &mut self,
        pieces: Vec<Piece<'a>>,
        span: Span,
        continued: bool,
        depth: Depth,
        out: &mut Vec<Block>,
    ) {
        let mut parted = continued;
        for part in self.split_equations(pieces, span) {
            match part {
                Part::Equation(block) => {
                    out.push(block);
                    parted = true;
                }
                Part::Text(pieces, span) => {
                    for (pieces, span) in self.own_lines(pieces, span) {
                        let continued = std::mem::replace(&mut parted, false);
                        out.extend(self.one_paragraph(pieces, span, continued, depth));
                    }
                }
            }
        }
    }

    /// The text of one paragraph, if it has any; an anchor alone waits for a block.
    fn one_paragraph(
        &mut self,
        mut pieces: Vec<Piece<'a>>,
        span: Span,
        continued: bool,
        depth: Depth,
    ) -> Option<Block> {
        self.check_lines(&pieces);
        indented::drop_indent(&mut pieces);
        let id = self.html_id(&pieces);
        let content = self.scan(pieces, depth);
        if content.is_empty() {
            self.shared.anchor = id.or(self.shared.anchor.take());
            return None;
        }
        let classes = if continued { vec![Spanned::new(CONTINUED.to_owned(), span)] } else { Vec::new() };
        let attr = Attr { id, classes, ..Attr::default() };
        Some(Block::with(BlockKind::Paragraph(content), attr, span))
    }

    /// Warns of lines that were meant as headings or captions.
    fn check_lines(&mut self, pieces: &[Piece<'a>]) {
        let mut starts = true;
        for piece in pieces {
            if let Piece::Text { text, at, exact: true } = piece
                && starts
            {
                self.check_line(text, *at);
            }
            starts = matches!(piece, Piece::Soft(_) | Piece::Hard(_));
        }
        if let Some(Piece::Text { text, at, .. }) = pieces.first()
            && text.starts_with(": ")
        {
            let span = self.shared.span(*at, at + text.len());
            self.shared.sink.push(super::table::stray_caption(span));
        }
    }

    fn check_line(&mut self, text: &str, at: usize) {
        let Some(marks) = tight_headings::marks(text) else { return };
        let message = "this is not a heading: a space is missing after the marks";
        let line = format!("{} {}", &text[..marks], text[marks..].chars().take(20).collect::<String>());
        let span = self.shared.span(at, at + marks);
        let mut found = Diagnostic::warning(Code::HeadingBlank, span, message).hint(message!("write `{line}`", line));
        // One mark may be that of a hashtag.
        if marks > 1 && (at == 0 || self.shared.text[..at].ends_with(['\n', '\r'])) {
            found = found.fix([Edit::new(self.shared.span(at + marks, at + marks), " ")]);
        }
        self.shared.sink.push(found);
    }

    fn list(&mut self, node: Node<'a>, list: &NodeList, span: Span, depth: Depth) -> Block {
        let ordered = match list.list_type {
            ListType::Bullet => None,
            ListType::Ordered => Some(Ordered {
                start: u32::try_from(list.start).unwrap_or(1),
                numbering: Numbering::Styled(match list.delimiter {
                    ListDelimType::Period => Delimiter::Period,
                    ListDelimType::Paren => Delimiter::Paren,
                }),
                through: false,
            }),
        };
        let typed = self.shared.typed_numbers.get(&(span.start as usize)).copied().map(Numbering::Typed);
        let ordered = ordered.map(|ordered| Ordered { numbering: typed.unwrap_or(ordered.numbering), ..ordered });
        let items = node.children().map(|item| self.item(item, depth)).collect();
        Block::new(BlockKind::List(List { ordered, tight: list.tight, items }), span)
    }

    fn item(&mut self, node: Node<'a>, depth: Depth) -> Item {
        let task = match &node.data().value {
            NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
            _ => None,
        };
        let span = self.span_of(node);
        let marker = self.shared.item_markers.get(&(span.start as usize)).cloned();
        Item { task, marker, blocks: self.blocks(node, depth), span, label: None }
    }

    fn definitions(&mut self, node: Node<'a>, span: Span, depth: Depth) -> Block {
        let mut list: Vec<Definition> = Vec::new();
        for item in node.children() {
            let (mut term, mut details) = (Vec::new(), Vec::new());
            for part in item.children() {
                match &part.data().value {
                    NodeValue::DescriptionTerm => {
                        for paragraph in part.children() {
                            let pieces = self.pieces(paragraph);
                            self.check_lines(&pieces);
                            term.extend(self.scan(pieces, depth));
                        }
                    }
                    _ => details.push(self.blocks(part, depth)),
                }
            }
            match list.last_mut() {
                Some(last) if term.is_empty() => last.details.append(&mut details),
                _ => list.push(Definition { term, details }),
            }
        }
        Block::new(BlockKind::Definitions(list), span)
    }

    fn definition_of_note(&mut self, node: Node<'a>, name: &str, span: Span, depth: Depth) {
        if is_in_place(name) {
            return;
        }
        let blocks = self.blocks(node, depth.block());
        self.shared.notes.push(NoteDefinition::new(name.to_owned(), blocks, span));
    }
}

/// Whether a piece is nothing but blanks.
pub(crate) fn is_blank(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Text { text, .. } => text.trim().is_empty(),
        Piece::Soft(_) | Piece::Hard(_) => true,
        Piece::Html { raw, .. } => html::is_comment(raw),
        Piece::Fixed { .. } | Piece::Node(..) | Piece::Picture(_) | Piece::Ready(_) | Piece::Edit(..) => false,
    }
}

/// Shortens the text piece in which byte `at` stands to end there; gives how
/// many pieces remain. `None` if the byte is inside a node.
fn cut_pieces(pieces: &mut [Piece<'_>], at: usize) -> Option<usize> {
    let (index, offset) = super::pieces::place_of(pieces, 0, at)?;
    if offset == 0 {
        return Some(index);
    }
    if let Some(Piece::Text { text, .. }) = pieces.get_mut(index) {
        text.truncate(offset);
    }
    Some(index + 1)
}

pub(super) fn trim_end(pieces: &mut Vec<Piece<'_>>) {
    while pieces.last().is_some_and(is_blank) {
        pieces.pop();
    }
    if let Some(Piece::Text { text, .. }) = pieces.last_mut() {
        text.truncate(text.trim_end().len());
    }
}

fn alert_kind(kind: AlertType) -> AlertKind {
    match kind {
        AlertType::Note => AlertKind::Note,
        AlertType::Tip => AlertKind::Tip,
        AlertType::Important => AlertKind::Important,
        AlertType::Warning => AlertKind::Warning,
        AlertType::Caution => AlertKind::Caution,
    }
}
