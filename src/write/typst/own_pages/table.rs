//! A table of such pages: a grid where it has no lines, since it only places what is in
//! it then.

use super::super::Writer;
use super::super::look::{align, pt};
use super::{fill, inset, stroke, vertical};
use crate::length::Length;
use crate::model::resolved::own_pages::{OwnCell, OwnTable, RowHeight};

impl Writer<'_> {
    pub(super) fn own_table(&mut self, table: &OwnTable) {
        let kind = if table.rules.is_empty() { "grid" } else { "table" };
        let columns: String = table.columns.iter().map(|width| format!("{}, ", pt(*width))).collect();
        let height = |row: &RowHeight| match row {
            RowHeight::AtLeast(_) => "auto, ".to_owned(),
            RowHeight::Exact(height) => format!("{}, ", pt(*height)),
        };
        let rows: String = table.rows.iter().map(height).collect();
        // The last column has no width: what stands in it holds the rows open.
        self.push(&format!(
            "#block(width: 100%, inset: (left: {}))[#set align({})\n#{kind}(columns: ({columns}0pt), rows: ({rows}), \
             stroke: none, inset: 0pt,\n",
            pt(table.indent),
            align(table.align)
        ));
        table.cells.iter().for_each(|cell| self.own_cell(kind, cell));
        for (at, row) in table.rows.iter().enumerate() {
            if let RowHeight::AtLeast(height) = row
                && *height > Length::ZERO
            {
                let strut = format!("box(width: 0pt, height: {})", pt(*height));
                self.push(&format!("{kind}.cell(x: {}, y: {at}, {strut}),\n", table.columns.len()));
            }
        }
        for rule in &table.rules {
            let (name, place) = if rule.across { ("hline", "y") } else { ("vline", "x") };
            self.push(&format!(
                "{kind}.{name}({place}: {}, start: {}, end: {}, stroke: {}),\n",
                rule.at,
                rule.start,
                rule.end,
                stroke(Some(&rule.line))
            ));
        }
        self.push(")]\n");
    }

    fn own_cell(&mut self, kind: &str, cell: &OwnCell) {
        self.push(&format!(
            "{kind}.cell(x: {}, y: {}, colspan: {}, rowspan: {}, inset: {}, fill: {}, align: left + {})[",
            cell.column,
            cell.row,
            cell.columns,
            cell.rows,
            inset(cell.inset),
            fill(cell.fill),
            vertical(cell.vertical)
        ));
        self.own_blocks(&cell.blocks);
        self.push("],\n");
    }
}
