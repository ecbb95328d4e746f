//! `<` and `^` join cells of a table to their neighbours.

use super::Resolver;
use crate::diag::{Code, Diagnostic, message};
use crate::model::document::{CellContent, Row, Table};

/// A cell that begins somewhere, with the neighbours that have joined it.
pub(super) struct Start {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

impl Resolver<'_> {
    /// Lets `<` and `^` join their neighbours; for each place the start that
    /// owns it.
    pub(super) fn merge(&mut self, table: &Table, head: usize) -> (Vec<Vec<usize>>, Vec<Start>) {
        let mut starts: Vec<Start> = Vec::new();
        let mut owner: Vec<Vec<usize>> = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let mut owners: Vec<usize> = Vec::with_capacity(row.cells.len());
            for (column, cell) in row.cells.iter().enumerate() {
                let joined = match &cell.content {
                    CellContent::Text(_) => None,
                    CellContent::JoinLeft => owners.last().copied().filter(|s| grows_left(&starts[*s], at, column)),
                    CellContent::JoinAbove if at != head => {
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

    fn report_lone(&mut self, row: &Row, column: usize) {
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
}

/// A cell may grow to the left only in its first row.
fn grows_left(start: &Start, row: usize, column: usize) -> bool {
    start.row == row || start.column + start.columns > column
}

/// Gives back the places of merged cells that are no rectangle.
fn squared(table: &Table, owner: &mut [Vec<usize>], starts: &mut Vec<Start>) {
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
