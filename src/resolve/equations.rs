//! Displayed formulas become printed ones, with their numbers or those of their lines.

use super::Resolver;
use super::anchors::Numbered;
use super::wide_formulas::ems;
use crate::model::document::NodeId;
use crate::model::math::{Expr, Math, NumberedLine};
use crate::model::resolved::{Equation, EquationLine};

impl Resolver<'_> {
    /// A displayed formula.
    pub(super) fn equation(&mut self, math: &Math, id: NodeId) -> Equation {
        let numbered = self.anchors.of(id).cloned();
        let label = numbered.as_ref().and_then(|n| n.label.clone());
        let anchor = numbered.map(|n| n.anchor);
        let lines = self.equation_lines(math, id);
        let columns = columns(&lines);
        let pieces = if lines.is_empty() { self.formula_pieces(math.tree.as_ref()) } else { Vec::new() };
        Equation { math: Math { lines: Vec::new(), ..math.clone() }, pieces, label, anchor, lines, columns }
    }

    /// The lines of a formula; none unless they have numbers of their own.
    fn equation_lines(&self, math: &Math, id: NodeId) -> Vec<EquationLine> {
        let numbered = self.anchors.of_lines(id);
        let rows = rows(math.tree.as_ref());
        if numbered.iter().flatten().next().is_none() || rows.len() != numbered.len() {
            return Vec::new();
        }
        let line = |cells: Vec<Expr>, numbered: Option<&Numbered>, written: &NumberedLine| EquationLine {
            source: written.source.clone(),
            cells,
            label: numbered.and_then(|n| n.label.clone()),
            anchor: numbered.map(|n| n.anchor),
        };
        let written = numbered.iter().map(Option::as_ref).zip(&math.lines);
        rows.into_iter().zip(written).map(|(cells, (numbered, written))| line(cells, numbered, written)).collect()
    }
}

/// The lines of a formula, all with the same number of cells.
fn rows(tree: Option<&Expr>) -> Vec<Vec<Expr>> {
    match tree {
        Some(Expr::Gathered(lines)) => lines.iter().map(|line| vec![line.clone()]).collect(),
        Some(Expr::Aligned(rows)) => {
            let count = rows.iter().map(Vec::len).max().unwrap_or(0).next_multiple_of(2);
            let filled = |row: &Vec<Expr>| {
                let mut row = row.clone();
                row.resize(count, Expr::Row(Vec::new()));
                row
            };
            rows.iter().map(filled).collect()
        }
        _ => Vec::new(),
    }
}

/// About how wide each column is, in units of the font size.
fn columns(lines: &[EquationLine]) -> Vec<f64> {
    let count = lines.first().map_or(0, |line| line.cells.len());
    let width = |at: usize| lines.iter().filter_map(|line| line.cells.get(at)).map(ems).fold(0.0, f64::max);
    (0..count).map(width).collect()
}
