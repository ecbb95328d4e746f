//! Tables: columns by their shares, the head repeated on every page, lines by
//! the style.

use super::escape::literal;
use super::look::{align, pt, text_arguments};
use super::{HighTable, Writer, head_label, row_label};
use crate::length::Length;
use crate::model::Align;
use crate::model::resolved::{AnchorId, Caption, Cell, Row, Table};
use crate::style::Table as TableStyle;
use crate::style::value::Rules;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Head,
    /// One that stays with the next.
    Kept,
    Data,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        match &table.caption {
            Some(caption) => {
                self.push("#figure(kind: table");
                self.caption(caption);
                self.push(", ");
                self.grid(table);
                self.push(")");
                self.label(caption.anchor);
            }
            None => {
                self.push(if table.width.is_some() { "#align(center)[#" } else { "#" });
                self.grid(table);
                self.push(if table.width.is_some() { "]" } else { "" });
            }
        }
    }

    /// The table as a value of code mode.
    fn grid(&mut self, table: &Table) {
        let style = &*self.style.table.at(table.size);
        let look = &style.text;
        let leading = look.pitch() - look.size();
        let width = |share: f64| match table.width {
            Some(part) => format!("{:.3}%", share * part * 100.0),
            None => format!("{share:.4}fr"),
        };
        let columns: Vec<String> = table.columns.iter().map(|column| width(column.share)).collect();
        let stroke = match style.rules {
            Rules::Grid => pt(style.head_rule),
            Rules::Three | Rules::Plain => "none".to_owned(),
        };
        let inset = format!("(x: {}, y: {})", pt(style.padding_side), pt(padding(style)));
        self.push(&format!("{{ set text({}); ", text_arguments(look)));
        self.push(&format!(
            "set par(leading: {0}, spacing: {0}, first-line-indent: 0pt, justify: false); ",
            pt(leading)
        ));
        self.push(&format!("table(columns: ({},), stroke: {stroke}, inset: {inset}, ", columns.join(", ")));
        let font = look.font.clone();
        self.in_role(&font, |writer| writer.rows(table));
        self.push(") }");
    }

    fn rows(&mut self, table: &Table) {
        let style = &self.style.table;
        let (outer, inner) = (style.top_rule, style.head_rule);
        // The rows under what stands over it on further pages.
        let first = usize::from(self.is_broken(table));
        if first == 0 {
            self.rule(0, outer);
        }
        if !table.head.is_empty() {
            self.push(&format!("table.header(repeat: {}, ", style.repeat_head));
            if first > 0 {
                self.continuation(table);
                self.rule(first, outer);
            }
            for (at, row) in table.head.iter().enumerate() {
                self.row(table, row, first + at, Kind::Head);
            }
            self.rule(first + table.head.len(), inner);
            self.push("), ");
        }
        let first = first + table.head.len();
        let high = HighTable { caption: table.caption.as_ref().map(|caption| caption.anchor), rows: table.high_rows() };
        let count = self.high_tables.len();
        let mut in_head = false;
        for (at, row) in table.body.iter().enumerate() {
            self.row_mark = high.marks(at).then(|| row_label(count, at));
            let is_lone = !high.rows.is_empty() && self.shown.lone_rows.contains(&(count, at));
            let is_kept = table.keeps_row(at) || is_lone;
            // Typst keeps a head with one row; one more level of it keeps two, also in
            // the middle of a table. Two of the same level must not follow each other.
            match (is_kept, in_head) {
                (true, false) => self.push("table.header(level: 2, repeat: false, "),
                (false, true) => self.push("), "),
                _ => {}
            }
            in_head = is_kept;
            self.row(table, row, first + at, if is_kept { Kind::Kept } else { Kind::Data });
        }
        self.high_tables.extend(Some(high).filter(|high| !high.rows.is_empty()));
        self.rule(first + table.body.len(), style.bottom_rule);
    }

    fn is_broken(&self, table: &Table) -> bool {
        let broken = |caption: &Caption| self.shown.broken.contains(&caption.anchor);
        table.continued.is_some() && !table.head.is_empty() && table.caption.as_ref().is_some_and(broken)
    }

    /// A row of the head that is empty on the first page of a table. Typst repeats it
    /// with the head, and a counter tells its repetitions from it.
    fn continuation(&mut self, table: &Table) {
        let (Some(text), Some(caption)) = (&table.continued, &table.caption) else { return };
        let (counter, style) = (literal(&head_label(caption.anchor)), &self.style.table_caption);
        // A reader aloud must not take it for the head of a column.
        self.push(&format!(
            "pdf.data-cell(table.cell(x: 0, y: 0, colspan: {}, inset: 0pt, stroke: (left: none, right: none, top: none), \
             [#counter({counter}).step()#context if counter({counter}).get().first() > 1 [",
            table.columns.len().max(1)
        ));
        let look = &style.text;
        self.styled_block(look, "", |writer| writer.push(&format!("#{}", literal(text))));
        let gap = self.style.table.outer_rules().0 + look.below() + look.after();
        self.push(&format!("#v({})]])), ", pt(gap)));
    }

    /// A line of a three-line table over a row.
    fn rule(&mut self, row: usize, width: Length) {
        if self.style.table.rules == Rules::Three {
            self.push(&format!("table.hline(y: {row}, stroke: {}), ", pt(width)));
        }
    }

    fn row(&mut self, table: &Table, row: &Row, at: usize, kind: Kind) {
        let bold = kind == Kind::Head && self.style.table.bold_head;
        // What tells on how many pages the table has its head.
        let mut mark = table.caption.as_ref().filter(|_| kind == Kind::Head && at <= 1 && table.continued.is_some());
        mark = mark.filter(|caption| self.continuing.last() != Some(&caption.anchor));
        for cell in &row.cells {
            // A reader aloud must not take it for a head.
            self.push(if kind == Kind::Kept { "pdf.data-cell(" } else { "" });
            let mark = mark.take().map(|caption| caption.anchor);
            self.mapped(cell.span, |writer| writer.cell(table, cell, (at, mark), bold));
            self.push(if kind == Kind::Kept { "), " } else { ", " });
        }
    }

    fn cell(&mut self, table: &Table, cell: &Cell, (row, mark): (usize, Option<AnchorId>), bold: bool) {
        let style = self.style.table.at(table.size);
        let justify = if cell.align == Align::Justify { "#set par(justify: true)\n" } else { "" };
        self.push(&format!(
            "table.cell(x: {}, y: {row}, colspan: {}, rowspan: {}, align: {} + horizon, ",
            cell.column,
            cell.columns,
            cell.rows,
            align(cell.align)
        ));
        let point = table.columns.get(cell.column).and_then(|column| column.point).filter(|_| cell.lacks.is_some());
        if let Some(point) = point {
            let right = style.padding_side + point.side;
            self.push(&format!("inset: (right: {}), ", pt(right)));
        }
        self.push("[");
        if let Some(anchor) = mark {
            self.continuing.push(anchor);
            self.push(&format!("#metadata(none)<{}>", head_label(anchor)));
        }
        if let Some(label) = self.row_mark.take() {
            self.push(&format!("#metadata(none)<{label}>"));
        }
        self.push(justify);
        self.push(if bold { "#strong[" } else { "" });
        self.inlines(&cell.content);
        self.push(if bold { "]" } else { "" });
        // What it lacks stands behind it unseen, so that the points stand below each other.
        if let Some(lacks) = cell.lacks.as_ref().filter(|lacks| !lacks.is_empty()) {
            self.push("#hide[");
            self.inlines(lacks);
            self.push("]");
        }
        if style.rules == Rules::Three && table.names_group(row - usize::from(self.is_broken(table)), cell) {
            let (down, width) = (pt(padding(&style)), pt(style.head_rule));
            self.push(&format!("#place(bottom, dy: {down}, pdf.artifact(line(length: 100%, stroke: {width})))"));
        }
        self.push("])");
    }
}

/// The space over and under the text of a cell, half of that between lines included.
fn padding(style: &TableStyle) -> Length {
    style.padding + (style.text.pitch() - style.text.size()).scaled(0.5)
}
