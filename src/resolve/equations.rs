//! Displayed formulas become printed ones, with their numbers or those of their lines.

use super::Resolver;
use super::anchors::Numbered;
use super::wide_formulas::ems;
use crate::model::document::Block as WrittenBlock;
use crate::model::document::{self, NodeId};
use crate::model::math::{Expr, Math, NumberedLine};
use crate::model::resolved::{Block, BlockKind, Equation, EquationLine};

/// The part of a line that the columns of a formula may take, about, which words part:
/// wider lines are set by themselves.
const PARTS: f64 = 0.8;

impl Resolver<'_> {
    /// A displayed formula.
    pub(super) fn equation(&mut self, math: &Math, id: NodeId) -> Equation {
        let numbered = self.anchors.of(id).cloned();
        let label = numbered.as_ref().and_then(|n| n.label.clone());
        let anchor = numbered.map(|n| n.anchor);
        let lines = self.equation_lines(math, id);
        let columns = columns(lines.iter().map(|line| &line.cells));
        let pieces = if lines.is_empty() { self.formula_pieces(math.tree.as_ref()) } else { Vec::new() };
        Equation {
            math: Math { lines: Vec::new(), ..math.clone() },
            pieces,
            label,
            anchor,
            lines,
            columns,
            parted: Vec::new(),
        }
    }

    /// Aligns the lines of a formula that words part, if they have columns and room.
    pub(super) fn align_parts(&self, blocks: &mut [Block]) {
        let mut parts: Vec<Vec<Vec<Expr>>> = equations_of(blocks).map(|equation| cells(equation)).collect();
        if !parts.iter().all(|rows| rows.first().is_some_and(|row| row.len() > 1)) {
            return;
        }
        let count = parts.iter().flatten().map(Vec::len).max().unwrap_or(0);
        parts.iter_mut().flatten().for_each(|cells| cells.resize(count, Expr::Row(Vec::new())));
        let columns = columns(parts.iter().flatten());
        if self.style.body.size().scaled(columns.iter().sum()) <= self.width.scaled(PARTS) {
            return align(blocks, &parts, &columns);
        }
        for (equation, rows) in equations_of(blocks).zip(parts) {
            self.set_apart(equation, rows);
        }
    }

    /// Sets the lines of a part by themselves: one alone may be broken.
    fn set_apart(&self, equation: &mut Equation, mut rows: Vec<Vec<Expr>>) {
        equation.lines.truncate(rows.len());
        let [row] = rows.as_mut_slice() else {
            equation.math.tree = Some(Expr::Aligned(rows));
            return;
        };
        let tree = Expr::Row(std::mem::take(row));
        if let Some(line) = equation.lines.pop() {
            (equation.label, equation.anchor) = (line.label, line.anchor);
        }
        equation.columns.clear();
        equation.pieces = self.formula_pieces(Some(&tree));
        equation.math.tree = Some(tree);
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
fn columns<'a>(lines: impl Iterator<Item = &'a Vec<Expr>>) -> Vec<f64> {
    let mut widths = Vec::new();
    for cells in lines {
        widths.resize(cells.len().max(widths.len()), 0.0);
        widths.iter_mut().zip(cells).for_each(|(width, cell)| *width = ems(cell).max(*width));
    }
    widths
}

/// Whether blocks are one formula with words between its lines: all come from one place.
pub(super) fn are_parts(written: &[WrittenBlock]) -> bool {
    let [first, .., last] = written else { return false };
    let is_formula = |block: &&WrittenBlock| matches!(block.kind, document::BlockKind::Equation(_));
    first.span == last.span && written.iter().filter(is_formula).count() > 1
}

/// Aligns such parts, all of whose rows are as long, in these columns.
fn align(blocks: &mut [Block], parts: &[Vec<Vec<Expr>>], columns: &[f64]) {
    for (at, equation) in equations_of(blocks).enumerate() {
        if equation.lines.is_empty() {
            let source = &equation.math.source;
            let line = |cells: &Vec<Expr>| EquationLine {
                source: source.clone(),
                cells: cells.clone(),
                label: None,
                anchor: None,
            };
            equation.lines = parts[at].iter().map(line).collect();
            if let Some(line) = equation.lines.last_mut() {
                (line.label, line.anchor) = (equation.label.take(), equation.anchor.take());
            }
        } else {
            equation.lines.truncate(parts[at].len());
            equation.lines.iter_mut().zip(&parts[at]).for_each(|(line, cells)| line.cells.clone_from(cells));
        }
        equation.pieces.clear();
        equation.columns = columns.to_vec();
        let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
        equation.parted = others.flat_map(|(_, rows)| rows.iter().cloned()).collect();
    }
}

fn equations_of(blocks: &mut [Block]) -> impl Iterator<Item = &mut Equation> {
    blocks.iter_mut().filter_map(|block| match &mut block.kind {
        BlockKind::Equation(equation) => Some(equation),
        _ => None,
    })
}

/// The cells of the lines of a part, whether they have numbers of their own or not. The
/// last line may be of nothing, so that one alone was read as a line.
fn cells(equation: &Equation) -> Vec<Vec<Expr>> {
    let mut rows: Vec<Vec<Expr>> = match equation.lines.as_slice() {
        [] => rows(equation.math.tree.as_ref()),
        lines => lines.iter().map(|line| line.cells.clone()).collect(),
    };
    if rows.last().is_some_and(|cells| cells.iter().all(Expr::is_nothing)) {
        rows.pop();
    }
    rows
}
