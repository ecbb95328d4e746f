//! Tables: merged cells laid out, columns given their widths.

use super::Resolver;
use super::scripts::is_east_asian;
use crate::diag::{Code, Diagnostic, message};
use crate::model::Align;
use crate::model::document::{Attr, CellContent, Row as WrittenRow, Table as WrittenTable};
use crate::model::resolved::{Caption, Cell, Column, Inline, Row, Table, plain_text};

/// The narrowest a column may be, in half characters.
const NARROWEST: f64 = 5.0;
/// Text longer than this, in half characters, stands at the left of its cell
/// although the style centres cells.
const LONG_TEXT: f64 = 28.0;

/// A cell that begins somewhere, before its neighbours have joined it.
struct Start {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

impl Resolver<'_> {
    pub(super) fn table(&mut self, table: &WrittenTable, attr: &Attr, caption: Option<Caption>) -> Table {
        let (owner, starts) = self.merge(table);
        let mut rows: Vec<Row> = Vec::new();
        let mut aligns: Vec<Option<Align>> = Vec::new();
        let mut widths = vec![Width::default(); table.columns.len()];
        for (at, row) in table.rows.iter().enumerate() {
            let mut cells = Vec::new();
            for (column, cell) in row.cells.iter().enumerate() {
                let start = &starts[owner[at][column]];
                if (start.row, start.column) != (at, column) {
                    continue;
                }
                let content = match &cell.content {
                    CellContent::Text(content) => self.inlines(content),
                    CellContent::JoinLeft => self.words("<", cell.span),
                    CellContent::JoinAbove => self.words("^", cell.span),
                };
                if start.columns == 1 {
                    widths[column].take(&content);
                }
                let (columns, rows) = (start.columns, start.rows);
                // One that covers several columns stands as all of them do.
                let mut covered = table.columns[column..column + columns].iter();
                let align = covered.next().copied().flatten().filter(|first| covered.all(|next| *next == Some(*first)));
                let align = cell.align.or(align);
                aligns.push(align);
                cells.push(Cell { content, column, columns, rows, align: Align::Left, span: cell.span });
            }
            rows.push(Row { cells });
        }
        let columns = self.columns(table, attr, &widths);
        for (cell, align) in rows.iter_mut().flat_map(|row| &mut row.cells).zip(aligns) {
            let default = if cell.columns > 1 { Align::Center } else { columns[cell.column].align };
            cell.align = align.unwrap_or(default);
        }
        let body = rows.split_off(table.head.min(rows.len()));
        if rows.iter().flat_map(|row| &row.cells).all(|cell| cell.content.is_empty()) {
            rows.clear();
        }
        Table { columns, head: rows, body, caption }
    }

    /// Lets `<` and `^` join their neighbours; for each place the start that
    /// owns it.
    fn merge(&mut self, table: &WrittenTable) -> (Vec<Vec<usize>>, Vec<Start>) {
        let mut starts: Vec<Start> = Vec::new();
        let mut owner: Vec<Vec<usize>> = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let mut owners: Vec<usize> = Vec::with_capacity(row.cells.len());
            for (column, cell) in row.cells.iter().enumerate() {
                let joined = match &cell.content {
                    CellContent::Text(_) => None,
                    CellContent::JoinLeft => owners.last().copied().filter(|s| grows_left(&starts[*s], at, column)),
                    CellContent::JoinAbove if at != table.head => {
                        at.checked_sub(1).map(|above| owner[above][column]).filter(|s| starts[*s].column <= column)
                    }
                    CellContent::JoinAbove => None,
                };
                match joined {
                    Some(start) => {
                        let start_cell = &mut starts[start];
                        start_cell.columns = start_cell.columns.max(column + 1 - start_cell.column);
                        start_cell.rows = start_cell.rows.max(at + 1 - start_cell.row);
                        owners.push(start);
                    }
                    None => {
                        self.report_lone(row, column);
                        starts.push(Start { row: at, column, rows: 1, columns: 1 });
                        owners.push(starts.len() - 1);
                    }
                }
            }
            owner.push(owners);
        }
        squared(table, &mut owner, &mut starts);
        (owner, starts)
    }

    fn report_lone(&mut self, row: &WrittenRow, column: usize) {
        let cell = &row.cells[column];
        let sign = match cell.content {
            CellContent::Text(_) => return,
            CellContent::JoinLeft => "<",
            CellContent::JoinAbove => "^",
        };
        let message = message!("this cell is only “{sign}” but there is no cell that it could join", sign);
        self.sink.push(
            Diagnostic::warning(Code::MergedCell, cell.span, message)
                .hint(message!("write \\{sign} for the character itself", sign)),
        );
    }

    fn columns(&mut self, table: &WrittenTable, attr: &Attr, widths: &[Width]) -> Vec<Column> {
        let natural: Vec<f64> = widths.iter().map(|width| width.longest.max(NARROWEST)).collect();
        let shares = self.given_widths(attr, natural.len()).unwrap_or_else(|| self.shares(widths));
        let centred = self.style.table.text.align;
        let align = |at: usize| match (table.columns[at], centred) {
            (Some(align), _) => align,
            (None, Align::Center) if natural[at] > LONG_TEXT => Align::Left,
            (None, align) => align,
        };
        shares.into_iter().enumerate().map(|(at, share)| Column { align: align(at), share }).collect()
    }

    /// The shares of `widths="2 1 1"`.
    fn given_widths(&mut self, attr: &Attr, columns: usize) -> Option<Vec<f64>> {
        let given = attr.get("widths")?;
        let parts = given.value.split([' ', ',', ':', '，']).filter(|part| !part.is_empty());
        let parts: Vec<f64> = parts.filter_map(|part| part.trim_end_matches('%').parse().ok()).collect();
        let total: f64 = parts.iter().sum();
        if parts.len() != columns || parts.iter().any(|part| !(0.01..=1e6).contains(part)) {
            let message = message!("“widths” needs {columns} positive numbers, one for each column", columns);
            self.sink.warn(Code::UnknownAttribute, given.span, message);
            return None;
        }
        Some(parts.iter().map(|part| part / total).collect())
    }

    /// Widths by content: what fits gets what it needs, the rest is divided by
    /// how much the columns hold.
    fn shares(&self, widths: &[Width]) -> Vec<f64> {
        let size = self.style.table.text.size();
        let padding = self.style.table.padding_side.scaled(2.0).pt() / (size.pt() / 2.0);
        let room = self.width.pt() / (size.pt() / 2.0);
        let need: Vec<f64> = widths.iter().map(|width| width.longest.max(NARROWEST) + padding + 1.0).collect();
        let total: f64 = need.iter().sum();
        if total <= room {
            return need.iter().map(|need| need / total).collect();
        }
        let fair = room / need.len() as f64;
        let small: f64 = need.iter().filter(|need| **need <= fair).sum();
        let weight = |need: f64| need.sqrt();
        let large: f64 = need.iter().filter(|need| **need > fair).map(|need| weight(*need)).sum();
        let share = |need: &f64| if *need <= fair { *need } else { (room - small) * weight(*need) / large };
        let floor = |(width, share): (f64, &Width)| width.max((share.word + padding).min(fair));
        let shares: Vec<f64> = need.iter().map(share).zip(widths).map(floor).collect();
        let total: f64 = shares.iter().sum();
        shares.iter().map(|share| share / total).collect()
    }
}

/// A cell may grow to the left only in its first row.
fn grows_left(start: &Start, row: usize, column: usize) -> bool {
    start.row == row || start.column + start.columns > column
}

/// Gives back the places of merged cells that are no rectangle.
fn squared(table: &WrittenTable, owner: &mut [Vec<usize>], starts: &mut Vec<Start>) {
    for row in 0..owner.len() {
        for column in 0..owner[row].len() {
            let start = &starts[owner[row][column]];
            let inside = |r: usize, c: usize| owner[r].get(c) == Some(&owner[row][column]);
            let whole = (start.row..start.row + start.rows)
                .all(|r| (start.column..start.column + start.columns).all(|c| r < table.rows.len() && inside(r, c)));
            if !whole {
                split(owner, starts, owner[row][column]);
            }
        }
    }
}

fn split(owner: &mut [Vec<usize>], starts: &mut Vec<Start>, at: usize) {
    for (row, owners) in owner.iter_mut().enumerate() {
        for (column, place) in owners.iter_mut().enumerate() {
            if *place == at {
                starts.push(Start { row, column, rows: 1, columns: 1 });
                *place = starts.len() - 1;
            }
        }
    }
}

/// How wide the text of a column is, in half characters.
#[derive(Debug, Clone, Default)]
struct Width {
    longest: f64,
    /// The longest part that cannot be broken.
    word: f64,
}

impl Width {
    fn take(&mut self, content: &[Inline]) {
        let text = plain_text(content);
        self.longest = self.longest.max(text.chars().map(units).sum());
        let mut word = 0.0;
        for sign in text.chars() {
            word = if sign.is_whitespace() || is_east_asian(sign) { 0.0 } else { word + units(sign) };
            self.word = self.word.max(word);
        }
    }
}

fn units(sign: char) -> f64 {
    if is_east_asian(sign) || matches!(sign, '“' | '”' | '—' | '…') { 2.0 } else { 1.0 }
}
