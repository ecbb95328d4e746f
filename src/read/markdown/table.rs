//! Pipe tables become tables: their cells, joined cells, and what a row has
//! more than its head.
//!
//! Captions are found in `mask` and given in `directive`.

use comrak::nodes::{Node, NodeTable, NodeValue, TableAlignment};

use super::pieces::Piece;
use super::positions::Positions;
use super::{Depth, Reader, attributes, cell};
use crate::diag::{Code, Diagnostic, Span, message};
use crate::model::Align;
use crate::model::document::{self, Attr, Block, BlockKind, Cell, CellContent, Inline, InlineKind, Row, Table};

impl<'a> Reader<'_, 'a, '_> {
    /// A table.
    pub(super) fn table(&mut self, node: Node<'a>, table: &NodeTable, span: Span, depth: Depth) -> Block {
        let count = node.children().count().saturating_mul(table.alignments.len());
        if self.has_too_many_cells(count, span) {
            let text = self.shared.written(span).to_owned();
            return Block::new(BlockKind::Code(document::Code { lang: None, text, caption: None }), span);
        }
        let columns = table.alignments.iter().map(align).collect();
        let attr = node.last_child().and_then(|row| self.attr_row(row));
        let gone = usize::from(attr.is_some());
        let rows = node.children().take(node.children().count() - gone);
        let rows: Vec<Row> = rows.map(|row| self.row(row, table.alignments.len(), depth)).collect();
        let is_head = |row: &Node<'a>| matches!(row.data().value, NodeValue::TableRow(true));
        let head = node.children().take_while(is_head).count();
        let attr = attr.unwrap_or_default();
        attributes::check(&attr, &attributes::TABLE, self.shared.sink);
        Block::with(BlockKind::Table(Table { columns, rows, head, caption: None }), attr, span)
    }

    /// Whether a table has too many cells, which is told.
    pub(super) fn has_too_many_cells(&mut self, count: usize, span: Span) -> bool {
        let most = self.shared.given.bounds.cells;
        if count > most {
            let message = message!(
                "a table of {count} cells is printed as code; {max_cells} are the most (`cells` under [limits])",
                count,
                max_cells = most
            );
            self.shared.sink.warn(Code::TableSize, span, message);
        }
        count > most
    }

    /// The attributes that kramdown and d2lbook read in the line behind a table.
    fn attr_row(&self, row: Node<'a>) -> Option<Attr> {
        let first = row.first_child()?;
        if let Some((attr, _)) = self.role_line(&self.pieces(first), 0) {
            return Some(attr);
        }
        let span = self.span_of(row);
        let written = self.shared.written(span).trim_end();
        let (attr, len) = attributes::parse(written, self.shared.source, span.start as usize)?;
        (written.starts_with("{:") && len == written.len()).then_some(attr)
    }

    fn row(&mut self, node: Node<'a>, columns: usize, depth: Depth) -> Row {
        let span = self.span_of(node);
        let mut cells: Vec<Cell> = node.children().map(|cell| self.cell(cell, depth)).collect();
        let last = node.last_child().map_or(span.end, |cell| self.span_of(cell).end) as usize;
        self.surplus(last, span, &mut cells);
        cells.truncate(columns);
        cells.resize_with(columns, || Cell { content: CellContent::Text(Vec::new()), align: None, span });
        Row { cells, span }
    }

    fn cell(&mut self, node: Node<'a>, depth: Depth) -> Cell {
        let span = self.span_of(node);
        let pieces = self.pieces(node);
        let content = match pieces.as_slice() {
            [Piece::Text { text, .. }] if text.trim() == "<" => CellContent::JoinLeft,
            [Piece::Text { text, .. }] if text.trim() == "^" => CellContent::JoinAbove,
            _ => {
                let mut content = self.scan(pieces, depth);
                cell::bullets(&mut content);
                CellContent::Text(content)
            }
        };
        Cell { content, align: None, span }
    }

    /// What a row has behind the last column; comrak leaves it away.
    fn surplus(&mut self, from: usize, row: Span, cells: &mut [Cell]) {
        let line_end = row.end as usize;
        let rest = self.shared.text.get(from..line_end).unwrap_or_default();
        let lead = rest.len() - rest.trim_start_matches(['|', ' ', '\t']).len();
        let text = rest[lead..].trim_end().trim_end_matches('|').trim_end().to_owned();
        let Some(Cell { content: CellContent::Text(content), .. }) = cells.last_mut() else { return };
        if text.is_empty() {
            return;
        }
        let span = self.shared.span(from + lead, from + lead + text.len());
        let diagnostic =
            Diagnostic::warning(Code::TableRow, span, "this row has more cells than the head of its table");
        self.shared.sink.push(diagnostic.hint("write a `|` of text as `\\|`; the text is put into the last cell"));
        content.push(Inline::new(InlineKind::Text(format!(" {text}")), span));
    }
}

impl super::Shared<'_> {
    /// A caption with the attributes at its end.
    pub(super) fn caption(&mut self, text: &str, positions: Positions, depth: Depth) -> (Vec<Inline>, Attr) {
        let text = text.trim_end();
        let line = text.rfind('\n').map_or(0, |at| at + 1);
        let number = text.matches('\n').count() + 1;
        let at = positions.at(number, 1);
        match attributes::parse_end(&text[line..], self.source, at) {
            Some((attr, end)) => (self.inlines(text[..line + end].trim_end(), positions, depth), attr),
            None => {
                let open = text.rfind('{').filter(|open| attributes::looks_meant(&text[*open..]));
                if let Some(open) = open.filter(|open| *open >= line) {
                    let span = self.span(at + open - line, at + text.len() - line);
                    self.sink.push(attributes::malformed(span));
                }
                (self.inlines(text, positions, depth), Attr::default())
            }
        }
    }
}

/// The warning for a caption without a table.
pub(crate) fn stray_caption(span: Span) -> Diagnostic {
    Diagnostic::warning(Code::StrayCaption, span, "this caption is not beside a table and stays as text")
        .hint("put it directly before or after its table")
}

fn align(align: &TableAlignment) -> Option<Align> {
    match align {
        TableAlignment::None => None,
        TableAlignment::Left => Some(Align::Left),
        TableAlignment::Center => Some(Align::Center),
        TableAlignment::Right => Some(Align::Right),
    }
}
