//! A simple or multiline table of pandoc becomes rows of texts: its columns
//! begin where the groups of hyphens begin, and how the head stands over them
//! says how the column stands.
//!
//! Where its lines lie is found in `drawn_table`, what a cell holds is read in
//! `drawn_cell`.

use std::ops::Range;

use super::columns::{Line, Measure};
use super::drawn_table::rule;
use crate::model::Align;

/// A table as its lines show it.
#[derive(Debug)]
pub(super) struct Ruled<'t> {
    /// The lines, as they were measured.
    pub lines: Vec<Line<'t>>,
    /// The lines of each row.
    pub rows: Vec<Range<usize>>,
    /// How many rows are the head: 0 or 1.
    pub head: usize,
    /// The columns of text from the first to behind the last.
    pub columns: Vec<(usize, usize)>,
    /// How each column stands.
    pub align: Vec<Option<Align>>,
}

impl<'t> Ruled<'t> {
    /// Reads the lines, each with its first byte; `None` if a text reaches over the
    /// beginning of a column however the lines are measured.
    pub(super) fn read(lines: &[(usize, &'t str)]) -> Option<Self> {
        let read = |measure| Self::measured(lines.iter().map(|(at, text)| Line::new(text, *at, measure)).collect());
        let [cells, characters] = Measure::ALL.map(read);
        [cells?, characters?].into_iter().find(|table| table.crossings() == 0)
    }

    fn measured(lines: Vec<Line<'t>>) -> Option<Self> {
        let groups = |line: &Line<'_>| rule(line.text.trim());
        let ruler = lines.iter().position(|line| groups(line).is_some_and(|count| count > 1))?;
        let framed = groups(&lines[0]).is_some() && ruler > 0;
        let end = lines.len() - usize::from(lines.len() > ruler + 1 && groups(lines.last()?).is_some());
        let bars = bars(&lines[ruler]);
        let columns = column_ranges(&bars);
        let head = (usize::from(framed)..ruler).len().min(1);
        let mut rows = Vec::new();
        if head > 0 {
            rows.push(usize::from(framed)..ruler);
        }
        let blank = |line: usize| lines[line].text.trim().is_empty();
        let several = framed || (ruler + 1..end).any(blank);
        let mut open = None;
        for line in ruler + 1..end {
            match (blank(line), several) {
                (true, _) => rows.extend(open.take().map(|from| from..line)),
                (false, true) => open = open.or(Some(line)),
                (false, false) => rows.push(line..line + 1),
            }
        }
        rows.extend(open.map(|from| from..end));
        let first = rows.first()?.start;
        let align = bars.iter().zip(&columns).map(|(bar, column)| align(&lines[first], *bar, *column)).collect();
        Some(Self { lines, rows, head, columns, align })
    }

    /// How often a text reaches over the beginning of a column.
    fn crossings(&self) -> usize {
        let starts = self.columns.iter().skip(1).map(|(start, _)| *start);
        let over = |line: &Line<'_>, start: usize| !line.is_boundary(start) || !line.is_blank(start - 1);
        let text = self.rows.iter().flat_map(|row| self.lines[row.clone()].iter());
        text.map(|line| starts.clone().filter(|start| over(line, *start)).count()).sum()
    }
}

/// Where each group of hyphens begins and ends.
fn bars(ruler: &Line<'_>) -> Vec<(usize, usize)> {
    let mut bars: Vec<(usize, usize)> = Vec::new();
    for column in (0..ruler.width()).filter(|column| ruler.sign(*column) == Some(b'-')) {
        match bars.last_mut() {
            Some((_, end)) if *end == column => *end += 1,
            _ => bars.push((column, column + 1)),
        }
    }
    bars
}

fn column_ranges(bars: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let start = |at: usize| if at == 0 { 0 } else { bars[at].0 };
    let end = |at: usize| bars.get(at + 1).map_or(usize::MAX, |next| next.0);
    (0..bars.len()).map(|at| (start(at), end(at))).collect()
}

/// The side of its hyphens at which a text stands.
fn align(line: &Line<'_>, bar: (usize, usize), column: (usize, usize)) -> Option<Align> {
    let text = line.part(column.0, column.1);
    if text.trim().is_empty() {
        return None;
    }
    let at_left = line.sign(bar.0) != Some(b' ') && line.width() > bar.0;
    let before = line.part(column.0, bar.0).trim().is_empty();
    let at_right = line.bytes(bar.1, column.1).is_empty() && !text.ends_with(' ')
        || (line.sign(bar.1 - 1) != Some(b' ') && line.part(bar.1, column.1).trim().is_empty());
    let reaches = line.width() >= bar.1;
    match (at_left && before, at_right && reaches) {
        (true, true) => None,
        (true, false) => Some(Align::Left),
        (false, true) => Some(Align::Right),
        (false, false) => Some(Align::Center),
    }
}
