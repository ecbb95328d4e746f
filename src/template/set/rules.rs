//! The lines of a table: those of its cells win over those of the whole, and of two
//! cells that share an edge the stronger wins (ECMA-376-1 §17.4.66).

use std::ops::Range;

use super::lines::line;
use crate::model::resolved::own_pages::{OwnLine, OwnRule};
use crate::ooxml::Element;

/// What is said of the line at an edge: nothing, that there is none, or how it looks.
type Side = Option<Option<OwnLine>>;

/// What is said of the edges of a table or a cell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Borders {
    top: Side,
    right: Side,
    bottom: Side,
    left: Side,
    across: Side,
    down: Side,
}

impl Borders {
    pub(super) fn read(element: Option<&Element>) -> Self {
        let side = |names: [&str; 2]| {
            let side = names.iter().find_map(|name| element?.child(name))?;
            Some(line(side.value()?, side.attribute("w:sz"), side.attribute("w:color")))
        };
        Self {
            top: side(["w:top", "w:top"]),
            right: side(["w:right", "w:end"]),
            bottom: side(["w:bottom", "w:bottom"]),
            left: side(["w:left", "w:start"]),
            across: side(["w:insideH", "w:insideH"]),
            down: side(["w:insideV", "w:insideV"]),
        }
    }

    /// These with others laid over them.
    pub(super) fn over(self, over: Self) -> Self {
        Self {
            top: over.top.or(self.top),
            right: over.right.or(self.right),
            bottom: over.bottom.or(self.bottom),
            left: over.left.or(self.left),
            across: over.across.or(self.across),
            down: over.down.or(self.down),
        }
    }

    /// A merged cell ends as the last of its cells does.
    pub(super) fn end_with(&mut self, last: &Self) {
        self.bottom = last.bottom.or(self.bottom);
    }
}

/// How strong a line is: one that a cell has, the absence that it asks for, the table's.
type Strength = (u8, f64);

/// A line at an edge with its strength.
type Edge = Option<(Strength, Option<OwnLine>)>;

/// The edges of all cells.
pub(super) struct Edges {
    rows: usize,
    columns: usize,
    /// Over each row, and under the last; column by column.
    across: Vec<Edge>,
    /// Before each column, and behind the last; row by row.
    down: Vec<Edge>,
}

impl Edges {
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        Self { rows, columns, across: vec![None; (rows + 1) * columns], down: vec![None; (columns + 1) * rows] }
    }

    /// Notes the edges of a cell over some rows and columns.
    pub(super) fn cell(&mut self, own: &Borders, table: &Borders, (rows, columns): &(Range<usize>, Range<usize>)) {
        let outer = |is_outer: bool, edge: Side, inner: Side| if is_outer { edge } else { inner };
        let top = outer(rows.start == 0, table.top, table.across);
        let bottom = outer(rows.end == self.rows, table.bottom, table.across);
        let left = outer(columns.start == 0, table.left, table.down);
        let right = outer(columns.end == self.columns, table.right, table.down);
        for column in columns.clone() {
            put(&mut self.across[rows.start * self.columns + column], own.top, top);
            put(&mut self.across[rows.end * self.columns + column], own.bottom, bottom);
        }
        for row in rows.clone() {
            put(&mut self.down[columns.start * self.rows + row], own.left, left);
            put(&mut self.down[columns.end * self.rows + row], own.right, right);
        }
    }

    /// The lines, each as long as it is the same.
    pub(super) fn rules(&self) -> Vec<OwnRule> {
        let mut rules = lines(&self.across, self.columns, true);
        rules.extend(lines(&self.down, self.rows, false));
        rules
    }
}

fn put(edge: &mut Edge, own: Side, table: Side) {
    let width = |line: Option<OwnLine>| line.map_or(0.0, |line| line.width.pt());
    let wanted = match (own, table) {
        (Some(Some(line)), _) => ((3, width(Some(line))), Some(line)),
        (Some(None), _) => ((2, 0.0), None),
        (None, Some(line)) => ((1, width(line)), line),
        (None, None) => ((0, 0.0), None),
    };
    if edge.is_none_or(|(known, _)| known < wanted.0) {
        *edge = Some(wanted);
    }
}

fn lines(edges: &[Edge], length: usize, across: bool) -> Vec<OwnRule> {
    let mut rules: Vec<OwnRule> = Vec::new();
    for (number, edge) in edges.iter().enumerate() {
        let Some(line) = edge.and_then(|(_, line)| line) else { continue };
        let (at, start) = (number / length, number % length);
        match rules.last_mut().filter(|last| last.at == at && last.end == start && last.line == line) {
            Some(last) => last.end += 1,
            None => rules.push(OwnRule { across, at, start, end: start + 1, line }),
        }
    }
    rules
}
