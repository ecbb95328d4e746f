//! Cells of a `tabular`: `\multicolumn`, `\multirow`, and the empty cells below those
//! that take several rows.

use std::ops::Range;

use super::tabular_columns::{MAX, bracket_end};
use super::tex_call;
use crate::model::Align;

/// The most rows that one cell may claim.
const MAX_ROWS: usize = 1000;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    /// Its text.
    pub range: Range<usize>,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How it stands by its own `\multicolumn`.
    pub align: Option<Align>,
    /// Whether it belongs to the cell above.
    pub above: bool,
}

/// A cell without blanks, and how many columns and rows it takes.
pub(super) fn cell(source: &str, range: Range<usize>) -> Option<Cell> {
    let mut cell = Cell { range: trimmed(source, range), columns: 1, rows: 1, align: None, above: false };
    for name in ["multicolumn", "multirow"] {
        let text = &source[cell.range.clone()];
        let Some(call) = tex_call::call(text, 0).filter(|call| call.name == name) else { continue };
        let count: usize = call.argument?.trim().parse().ok()?;
        let mut at = call.end;
        let argument = |at: &mut usize| -> Option<Range<usize>> {
            let inner = tex_call::balanced(text[*at..].strip_prefix('{')?)?;
            let range = *at + 1..*at + 1 + inner.len();
            *at = range.end + 1;
            Some(range)
        };
        if name == "multirow" {
            while text[at..].starts_with('[') {
                at = bracket_end(text, at)?;
            }
            if text[at..].starts_with(['*', '=']) {
                at += 1;
            } else {
                argument(&mut at)?;
            }
            if text[at..].starts_with('[') {
                at = bracket_end(text, at)?;
            }
        } else {
            let columns = argument(&mut at)?;
            cell.align = own_align(&text[columns]);
        }
        let inner = argument(&mut at)?;
        if at != text.len() {
            return None;
        }
        let start = cell.range.start;
        cell.range = trimmed(source, start + inner.start..start + inner.end);
        match name {
            "multicolumn" if (1..=MAX).contains(&count) => cell.columns = count,
            "multirow" if (1..=MAX_ROWS).contains(&count) => cell.rows = count,
            _ => return None,
        }
    }
    (!source[cell.range.clone()].contains("\\multi")).then_some(cell)
}

/// How a cell stands by the first column that its specification names.
fn own_align(columns: &str) -> Option<Align> {
    let mut depth = 0_usize;
    columns.chars().find_map(|ch| {
        match ch {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            'l' if depth == 0 => return Some(Align::Left),
            'c' if depth == 0 => return Some(Align::Center),
            'r' if depth == 0 => return Some(Align::Right),
            _ => {}
        }
        None
    })
}

fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// Joins the empty cells below those that take several rows.
pub(super) fn join(rows: &mut [Vec<Cell>], width: usize, source: &str) {
    // How many rows each column is still taken, and by cells of how many columns.
    let mut taken = vec![(0_usize, 1_usize); width];
    for row in rows {
        let mut column = 0;
        let mut index = 0;
        while let Some(cell) = row.get(index).cloned() {
            let (left, columns) = taken[column];
            let below = row.get(index..).unwrap_or_default().iter().take(columns);
            let empty = |cell: &Cell| cell.columns == 1 && source[cell.range.clone()].is_empty();
            let whole = cell.columns == columns && source[cell.range.clone()].is_empty();
            if left > 0 && (whole || (below.len() == columns && below.clone().all(empty))) {
                taken[column] = (left - 1, columns);
                row[index].above = true;
                if !whole {
                    row.drain(index + 1..index + columns);
                    row[index].columns = columns;
                }
                column += columns;
            } else {
                taken[column] = (cell.rows - 1, cell.columns);
                taken[column + 1..column + cell.columns].fill((0, 1));
                column += cell.columns;
            }
            index += 1;
        }
    }
}
