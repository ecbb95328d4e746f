//! Tables: columns by their shares, the head repeated on every page, lines by
//! the style.

use super::Writer;
use super::look::{align, pt, text_arguments};
use crate::length::Length;
use crate::model::Align;
use crate::model::resolved::{Cell, Row, Table};
use crate::style::value::Rules;

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
                self.push("#");
                self.grid(table);
            }
        }
    }

    /// The table as a value of code mode.
    fn grid(&mut self, table: &Table) {
        let style = &*self.style.table.at(table.size);
        let look = &style.text;
        let leading = look.pitch() - look.size();
        let columns: Vec<String> = table.columns.iter().map(|column| format!("{:.4}fr", column.share)).collect();
        let stroke = match style.rules {
            Rules::Grid => pt(style.head_rule),
            Rules::Three | Rules::Plain => "none".to_owned(),
        };
        let inset = format!("(x: {}, y: {})", pt(style.padding_side), pt(style.padding + leading.scaled(0.5)));
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
        self.rule(0, outer);
        if !table.head.is_empty() {
            self.push(&format!("table.header(repeat: {}, ", style.repeat_head));
            table.head.iter().enumerate().for_each(|(at, row)| self.row(row, at, true));
            self.rule(table.head.len(), inner);
            self.push("), ");
        }
        let first = table.head.len();
        table.body.iter().enumerate().for_each(|(at, row)| self.row(row, first + at, false));
        self.rule(first + table.body.len(), style.bottom_rule);
    }

    /// A line of a three-line table over a row.
    fn rule(&mut self, row: usize, width: Length) {
        if self.style.table.rules == Rules::Three {
            self.push(&format!("table.hline(y: {row}, stroke: {}), ", pt(width)));
        }
    }

    fn row(&mut self, row: &Row, at: usize, head: bool) {
        let bold = head && self.style.table.bold_head;
        for cell in &row.cells {
            self.mapped(cell.span, |writer| writer.cell(cell, at, bold));
        }
    }

    fn cell(&mut self, cell: &Cell, row: usize, bold: bool) {
        let justify = if cell.align == Align::Justify { "#set par(justify: true)\n" } else { "" };
        self.push(&format!(
            "table.cell(x: {}, y: {row}, colspan: {}, rowspan: {}, align: {} + horizon, [{justify}",
            cell.column,
            cell.columns,
            cell.rows,
            align(cell.align)
        ));
        self.push(if bold { "#strong[" } else { "" });
        self.inlines(&cell.content);
        self.push(if bold { "]" } else { "" });
        self.push("]), ");
    }
}
