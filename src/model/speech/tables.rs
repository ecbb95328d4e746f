//! Matrices, cases and formulas of several lines are counted and said row by row.

use super::shape::{is_empty, is_minus, plain};
use super::speaker::Speaker;
use super::text::Tongue;
use crate::model::math::Expr;

impl Speaker {
    /// Says a matrix, or a determinant.
    pub(super) fn matrix(&mut self, rows: &[Vec<Expr>], is_determinant: bool) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        self.text.pause();
        match self.tongue {
            Tongue::Chinese => {
                let kind = if is_determinant { "行列式" } else { "矩阵" };
                self.text.say(&format!("{} 行 {columns} 列{kind}", rows.len()));
            }
            Tongue::English => {
                let kind = if is_determinant { "determinant" } else { "matrix" };
                self.text.say(&format!("{} by {columns} {kind}", rows.len()));
            }
        }
        for (at, cells) in rows.iter().enumerate() {
            self.text.pause();
            self.numbered("第", "行", "row", at);
            self.cells(cells);
        }
        self.text.pause();
        match is_determinant {
            true => self.word("行列式结束", "end determinant"),
            false => self.word("矩阵结束", "end matrix"),
        }
        self.text.pause();
    }

    /// Says cases.
    pub(super) fn cases(&mut self, rows: &[Vec<Expr>]) {
        match self.tongue {
            Tongue::Chinese => self.text.say(&format!("分 {} 种情形", rows.len())),
            Tongue::English => self.text.say(&format!("{} cases", rows.len())),
        }
        for (at, cells) in rows.iter().enumerate() {
            self.text.pause();
            self.numbered("情形", "", "case", at);
            self.cells(cells);
        }
        self.text.pause();
        self.word("情形结束", "end cases");
        self.text.pause();
    }

    /// Says lines, of which the cells go on without a pause.
    pub(super) fn lines<'e>(&mut self, lines: impl ExactSizeIterator<Item = &'e [Expr]>) {
        let several = lines.len() > 1;
        for (at, cells) in lines.enumerate() {
            if several {
                self.text.pause();
                self.numbered("第", "行", "line", at);
                self.text.pause();
            }
            self.line(cells);
        }
        self.text.pause();
    }

    /// Says a line of aligned cells: a minus at the beginning of a cell behind the first
    /// takes away from what stands before it.
    pub(super) fn line(&mut self, cells: &[Expr]) {
        for (column, cell) in cells.iter().enumerate() {
            match plain(cell) {
                Expr::Row(items) if column > 0 && items.first().is_some_and(is_minus) => {
                    self.word("减", "minus");
                    self.parts(&items[1..]);
                }
                cell => self.expr(cell),
            }
        }
    }

    fn cells(&mut self, cells: &[Expr]) {
        for cell in cells {
            if self.text.is_full() {
                return;
            }
            self.text.pause();
            if is_empty(cell) {
                self.word("空", "blank");
            } else {
                self.expr(cell);
            }
        }
    }

    /// The number of a row, counted from one.
    fn numbered(&mut self, before: &str, behind: &str, english: &str, at: usize) {
        match self.tongue {
            Tongue::Chinese => self.text.say(&format!("{before} {} {behind}", at + 1)),
            Tongue::English => self.text.say(&format!("{english} {}", at + 1)),
        }
    }
}
