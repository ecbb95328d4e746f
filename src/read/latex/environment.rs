//! `\begin{…} … \end{…}`: rows and columns.

use crate::diag::message;
use std::ops::Range;

use super::cursor::Token;
use super::names::ENVIRONMENTS;
use super::parser::{Atom, Context, Outcome, Parser, is_nothing, nothing, row};
use crate::model::Align;
use crate::model::math::{Expr, Size};

/// What an environment makes of its rows.
enum Kind {
    Plain,
    Aligned,
    /// Three columns that are two: the relation stands alone.
    Triples,
    Gathered,
    Matrix {
        fence: Option<(char, char)>,
        columns: Vec<Align>,
        small: bool,
    },
    Cases {
        left: bool,
    },
}

/// Lines without an environment: one cell is itself, columns are aligned, lines
/// are centred.
pub(super) fn lines(mut rows: Vec<Vec<Expr>>) -> Expr {
    if let [only] = rows.as_mut_slice()
        && only.len() <= 1
    {
        return only.pop().unwrap_or_else(nothing);
    }
    if rows.iter().all(|cells| cells.len() <= 1) {
        return Expr::Gathered(rows.into_iter().map(row).collect());
    }
    Expr::Aligned(rows)
}

impl Parser<'_> {
    /// Reads an environment; `\begin` is taken.
    pub(super) fn environment(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let Some(name) = self.cursor.raw_argument() else {
            return Err(self.fault(range, "\\begin lacks the name of its environment").boxed());
        };
        let name = name.trim();
        let range = range.start..self.cursor.at();
        let starless = name.strip_suffix('*').unwrap_or(name);
        let Some((kind, display)) = self.kind(name, starless, range.clone())? else {
            return self.unnamed(name, range, context);
        };
        let inner = Context { display: display.unwrap_or(context.display), ..context };
        let rows = self.lines(inner)?;
        self.close(name, range)?;
        Ok(build(kind, rows, display).into())
    }

    /// An environment of which nothing is known: its lines between its commands.
    fn unnamed(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let fault = self.unknown_environment(name, range.clone()).harmless();
        self.faults.push(fault);
        let rows = self.lines(context)?;
        self.close(name, range)?;
        let name: String = name.chars().filter(|c| !c.is_control()).collect();
        let words = |command: &str| Expr::Text(format!("\\{command}{{{name}}}"));
        Ok(Expr::Row(vec![words("begin"), lines(rows), words("end")]).into())
    }

    fn unknown_environment(&self, name: &str, range: Range<usize>) -> super::Fault {
        let fault = self.fault(range, message!("unknown environment “{name}” in the formula", name));
        match crate::diag::nearest(name, ENVIRONMENTS.iter().copied()) {
            Some(near) if near != name => fault.hint(message!("did you mean {near}?", near)),
            _ => fault,
        }
    }

    /// The kind of an environment and whether its cells are in display style;
    /// `None` for the style around it.
    fn kind(&mut self, name: &str, starless: &str, range: Range<usize>) -> Outcome<Option<(Kind, Option<bool>)>> {
        let fence = |open, close| Some((open, close));
        let fence = match starless {
            "pmatrix" | "psmallmatrix" => fence('(', ')'),
            "bmatrix" | "bsmallmatrix" => fence('[', ']'),
            "Bmatrix" | "Bsmallmatrix" => fence('{', '}'),
            "vmatrix" | "vsmallmatrix" => fence('|', '|'),
            "Vmatrix" | "Vsmallmatrix" => fence('‖', '‖'),
            _ => None,
        };
        Ok(Some(match starless {
            "equation" | "math" | "displaymath" => (Kind::Plain, None),
            "eqnarray" => (Kind::Triples, Some(true)),
            "align" | "aligned" | "split" | "flalign" => {
                self.cursor.raw_option();
                (Kind::Aligned, Some(true))
            }
            "alignat" | "alignedat" | "xalignat" => {
                self.cursor.raw_option();
                self.cursor.raw_argument();
                (Kind::Aligned, Some(true))
            }
            "gather" | "gathered" | "multline" => {
                self.cursor.raw_option();
                (Kind::Gathered, Some(true))
            }
            "matrix" | "pmatrix" | "bmatrix" | "Bmatrix" | "vmatrix" | "Vmatrix" | "smallmatrix" | "psmallmatrix"
            | "bsmallmatrix" | "Bsmallmatrix" | "vsmallmatrix" | "Vsmallmatrix" => {
                let option = if name.ends_with('*') { self.cursor.raw_option() } else { None };
                let columns = option.map_or_else(|| vec![Align::Center], |text| alignments(text).0);
                (Kind::Matrix { fence, columns, small: starless.ends_with("smallmatrix") }, Some(false))
            }
            "array" | "darray" | "subarray" => {
                self.cursor.raw_option();
                let columns = self.columns(starless, range)?;
                (Kind::Matrix { fence: None, columns, small: false }, Some(starless == "darray"))
            }
            "cases" => (Kind::Cases { left: true }, Some(false)),
            "dcases" => (Kind::Cases { left: true }, Some(true)),
            "rcases" => (Kind::Cases { left: false }, Some(false)),
            "drcases" => (Kind::Cases { left: false }, Some(true)),
            _ => return Ok(None),
        }))
    }

    /// The argument of an array.
    fn columns(&mut self, name: &str, range: Range<usize>) -> Outcome<Vec<Align>> {
        let Some(text) = self.cursor.raw_argument() else {
            return Err(self
                .fault(range, message!("the environment “{name}” lacks its columns", name))
                .hint("write them in braces, such as {lcr}")
                .boxed());
        };
        let (columns, lost) = alignments(text);
        if lost {
            let fault = self.fault(range, "the lines between the columns of the array are not printed").harmless();
            self.faults.push(fault);
        }
        Ok(columns)
    }

    /// Takes the end of an environment.
    fn close(&mut self, name: &str, range: Range<usize>) -> Outcome<()> {
        match self.cursor.peek() {
            Some((Token::Command("end"), end)) => {
                self.cursor.next();
                let closed = self.cursor.raw_argument().map(str::trim);
                if closed == Some(name) {
                    return Ok(());
                }
                let end = end.start..self.cursor.at();
                let closed = closed.unwrap_or_default();
                Err(self.fault(end, message!("\\begin{{name}} is closed by \\end{{closed}}", name, closed)).boxed())
            }
            _ => Err(self.unclosed(&format!("\\begin{{{name}}}"), range)),
        }
    }
}

/// How the columns stand, and whether lines or other decorations are lost.
fn alignments(text: &str) -> (Vec<Align>, bool) {
    let mut columns = Vec::new();
    let mut lost = false;
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            'l' | 'p' | 'm' | 'b' | 'X' => columns.push(Align::Left),
            'c' => columns.push(Align::Center),
            'r' => columns.push(Align::Right),
            '|' | ':' => lost = true,
            _ => {}
        }
    }
    if columns.is_empty() {
        columns.push(Align::Center);
    }
    (columns, lost)
}

fn build(kind: Kind, rows: Vec<Vec<Expr>>, display: Option<bool>) -> Expr {
    match kind {
        Kind::Plain => lines(rows),
        Kind::Aligned => aligned(rows),
        Kind::Triples => aligned(rows.into_iter().map(joined).collect()),
        Kind::Gathered => Expr::Gathered(rows.into_iter().map(row).collect()),
        Kind::Matrix { fence, columns, small } => {
            let rows = if display == Some(true) { displayed(rows) } else { rows };
            let matrix = Expr::Matrix { rows, columns };
            let matrix = if small { Expr::Sized(Size::Script, Box::new(matrix)) } else { matrix };
            match fence {
                Some((open, close)) => Expr::Fenced { open: Some(open), close: Some(close), body: Box::new(matrix) },
                None => matrix,
            }
        }
        Kind::Cases { left } => {
            let rows = if display == Some(true) { displayed(rows) } else { rows };
            Expr::Cases { rows, left }
        }
    }
}

/// Lines that are aligned with each other; a line alone is aligned with nothing.
fn aligned(mut rows: Vec<Vec<Expr>>) -> Expr {
    match rows.as_mut_slice() {
        [only] if only.len() <= 2 => row(flat(std::mem::take(only))),
        _ => Expr::Aligned(rows),
    }
}

/// The parts of cells in one row.
fn flat(cells: Vec<Expr>) -> Vec<Expr> {
    let parts = |cell| if let Expr::Row(items) = cell { items } else { vec![cell] };
    cells.into_iter().flat_map(parts).collect()
}

/// A row whose second and later cells are one.
fn joined(mut cells: Vec<Expr>) -> Vec<Expr> {
    if cells.len() > 2 {
        let right = cells.split_off(1);
        cells.push(Expr::Row(right));
    }
    cells
}

fn displayed(rows: Vec<Vec<Expr>>) -> Vec<Vec<Expr>> {
    let cell = |cell: Expr| if is_nothing(&cell) { cell } else { Expr::Sized(Size::Display, Box::new(cell)) };
    rows.into_iter().map(|cells| cells.into_iter().map(cell).collect()).collect()
}

/// Rows from the argument of `\substack`.
pub(super) fn stack(rows: Vec<Vec<Expr>>) -> Expr {
    Expr::Matrix { rows, columns: vec![Align::Center] }
}
