//! A grid table of pandoc becomes a table: cells of several lines, cells that
//! reach over columns and rows, a head above `===`, colons for the alignment.
//!
//! Where its lines lie is found in `drawn_table`, what a cell holds is read in
//! `drawn_cell`.

use super::columns::{Line, MAX_PLACES, Measure};
use crate::model::Align;

/// What stands at a place of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The first of a cell: the lines and the columns that it covers.
    Cell {
        /// The lines from the first to behind the last.
        lines: (usize, usize),
        /// The columns, likewise.
        columns: (usize, usize),
    },
    /// It belongs to the cell at its left.
    Left,
    /// It belongs to the cell above.
    Above,
}

/// A table as its lines show it.
#[derive(Debug)]
pub(super) struct Grid<'t> {
    /// The lines, as they were measured.
    pub lines: Vec<Line<'t>>,
    /// The places of each row.
    pub rows: Vec<Vec<Place>>,
    /// How many rows are the head.
    pub head: usize,
    /// How each column stands.
    pub align: Vec<Option<Align>>,
}

impl<'t> Grid<'t> {
    /// Reads the lines, each with its first byte; `None` if they do not meet.
    pub(super) fn read(lines: &[(usize, &'t str)]) -> Option<Self> {
        let measured = Measure::ALL.into_iter().find_map(|measure| {
            let lines = lines.iter().map(|(at, text)| Line::new(text, *at, measure)).collect();
            Self::measured(lines)
        });
        measured.or_else(|| Self::measured(Line::padded(lines)?))
    }

    fn measured(lines: Vec<Line<'t>>) -> Option<Self> {
        let left = lines.first()?.text.len() - lines.first()?.text.trim_start().len();
        let right = lines.first()?.width();
        let edge = |line: &Line<'_>, column: usize| matches!(line.sign(column), Some(b'|' | b'+'));
        if !lines.iter().all(|line| line.width() == right && edge(line, left) && edge(line, right - 1)) {
            return None;
        }
        let bounds: Vec<usize> = (left..right).filter(|column| is_column_bound(&lines, *column)).collect();
        if bounds.len() < 2 || bounds.len().saturating_mul(lines.len()) > MAX_PLACES {
            return None;
        }
        let ruled = |line: &Line<'_>| {
            bounds.windows(2).any(|pair| {
                line.sign(pair[0]) == Some(b'+') && line.sign(pair[1]) == Some(b'+') && is_ruled(line, pair[0], pair[1])
            })
        };
        let rules: Vec<usize> = (0..lines.len()).filter(|line| ruled(&lines[*line])).collect();
        if rules.len() < 2 {
            return None;
        }
        let rows = places(&lines, &rules, &bounds)?;
        let double = |line: &usize| lines[*line].text.contains('=');
        let head = rules.iter().position(double).unwrap_or(0);
        let marks = &lines[rules[head]];
        let align = bounds.windows(2).map(|pair| align(marks.part(pair[0] + 1, pair[1]))).collect();
        Some(Self { lines, rows, head, align })
    }
}

/// Whether a column parts cells somewhere.
fn is_column_bound(lines: &[Line<'_>], column: usize) -> bool {
    let rules = |sign: Option<u8>| matches!(sign, Some(b'-' | b'=' | b':' | b'+'));
    let parts = |line: Option<&Line<'_>>| line.is_some_and(|line| matches!(line.sign(column), Some(b'|' | b'+')));
    lines.iter().enumerate().any(|(at, line)| {
        line.sign(column) == Some(b'+')
            && (rules(line.sign(column + 1)) || column.checked_sub(1).is_some_and(|left| rules(line.sign(left))))
            && (parts(lines.get(at + 1)) || at.checked_sub(1).is_some_and(|above| parts(lines.get(above))))
    })
}

/// Whether a line is a rule between two columns.
fn is_ruled(line: &Line<'_>, from: usize, to: usize) -> bool {
    to > from + 1 && (from + 1..to).all(|column| matches!(line.sign(column), Some(b'-' | b'=' | b':' | b'+')))
}

/// What stands at each place; `None` if a cell is no rectangle.
fn places(lines: &[Line<'_>], rules: &[usize], bounds: &[usize]) -> Option<Vec<Vec<Place>>> {
    let (height, width) = (rules.len() - 1, bounds.len() - 1);
    let closed_right = |row: usize, column: usize| {
        column + 1 == width
            || (rules[row] + 1..rules[row + 1])
                .all(|line| matches!(lines[line].sign(bounds[column + 1]), Some(b'|' | b'+')))
    };
    let closed_below = |row: usize, column: usize| {
        row + 1 == height || is_ruled(&lines[rules[row + 1]], bounds[column], bounds[column + 1])
    };
    let mut found: Vec<Vec<Option<Place>>> = vec![vec![None; width]; height];
    for row in 0..height {
        for column in 0..width {
            if found[row][column].is_some() {
                continue;
            }
            let last_column = (column..width).find(|at| closed_right(row, *at))?;
            let last_row = (row..height).find(|at| closed_below(*at, column))?;
            for (at, line) in found.iter_mut().enumerate().take(last_row + 1).skip(row) {
                for (place, slot) in line.iter_mut().enumerate().take(last_column + 1).skip(column) {
                    let kind = if place > column { Place::Left } else { Place::Above };
                    let first = at == row && place == column;
                    let cell = Place::Cell {
                        lines: (rules[row] + 1, rules[last_row + 1]),
                        columns: (bounds[column] + 1, bounds[last_column + 1]),
                    };
                    if slot.replace(if first { cell } else { kind }).is_some() {
                        return None;
                    }
                }
            }
        }
    }
    found.into_iter().map(|row| row.into_iter().collect()).collect()
}

fn align(rule: &str) -> Option<Align> {
    match (rule.starts_with(':'), rule.ends_with(':')) {
        (true, true) => Some(Align::Center),
        (true, false) => Some(Align::Left),
        (false, true) => Some(Align::Right),
        (false, false) => None,
    }
}
