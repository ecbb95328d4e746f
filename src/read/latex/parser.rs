//! Tokens become expressions: rows of cells, and what the commands of the manuscript
//! expand to.
//!
//! A single part is read in `atom`, its scripts in `scripts`; what a command with
//! arguments does stands in `command`, what an environment does in `environment`. A
//! broken structure ends the reading.

use std::ops::Range;

use super::cursor::{Cursor, Token};
use super::macros::{MAX_EXPANSION, Macro, Macros};
use super::symbol;
use super::{Fault, environment, numbering};
use crate::diag::{Code, Message, message};
use crate::model::math::{Class, Expr, Face, FractionLine};

/// Deeper nesting is not read: every level costs stack here, in the writers and
/// in the typesetter.
pub(super) const DEPTH: usize = 40;
/// How many lines and columns the parts of a formula may have: the schema of
/// Office bounds equation arrays to 64 lines and matrices to 64 columns.
const MAX_LINES: usize = 64;

/// What holds for the part that is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// Whether limits stand under and over.
    pub(super) display: bool,
    /// The face of letters.
    pub(super) face: Face,
    /// Whether letters are bold in the posture that they have (`\boldsymbol`).
    pub(super) bold: bool,
}

impl Context {
    /// The same, but not in display style: inside fractions, scripts, cells.
    pub(super) fn text(self) -> Self {
        Self { display: false, ..self }
    }
}

/// Where the scripts of something stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limits {
    Never,
    InDisplay,
    Always,
}

impl Limits {
    /// Whether the scripts stand under and over.
    pub(super) fn hold(self, context: Context) -> bool {
        match self {
            Self::Never => false,
            Self::InDisplay => context.display,
            Self::Always => true,
        }
    }
}

/// A part and where its scripts stand.
pub(super) struct Atom {
    pub(super) expr: Expr,
    pub(super) limits: Limits,
}

impl From<Expr> for Atom {
    fn from(expr: Expr) -> Self {
        Self { expr, limits: Limits::Never }
    }
}

pub(super) type Outcome<T> = Result<T, Box<Fault>>;

/// The reader of one formula.
pub(super) struct Parser<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) faults: Vec<Fault>,
    /// Where the source of this reader begins in the whole formula.
    base: usize,
    depth: usize,
    /// The commands that the manuscript defines.
    pub(super) macros: Macros,
    /// How many bytes they may still expand to.
    budget: usize,
    /// Whether numbers typed with `\tag` stand in the formula rather than beside it.
    pub(super) tags_inside: bool,
}

/// Reads a formula; the tree is missing if a complaint costs it.
pub(super) fn parse(source: &str, display: bool, macros: &mut Macros) -> (Option<Expr>, Vec<Fault>) {
    let mut parser = Parser {
        cursor: Cursor::new(source),
        faults: Vec::new(),
        base: 0,
        depth: 0,
        macros: std::mem::take(macros),
        budget: MAX_EXPANSION,
        tags_inside: !display || stand_inside(&numbering::numbering(source)),
    };
    let context = Context { display, face: Face::Default, bold: false };
    let tree = parser.whole(context);
    *macros = parser.macros;
    let mut faults = parser.faults;
    let tree = match tree {
        Ok(tree) => Some(tree),
        Err(fault) => {
            faults.push(*fault);
            None
        }
    };
    let lost = faults.iter().any(|fault| fault.fatal);
    (tree.filter(|_| !lost), faults)
}

/// Whether several numbers were typed that are not those of lines.
fn stand_inside(numbering: &numbering::Numbering) -> bool {
    numbering.tags.len() > 1 && !numbering.is_by_line()
}

impl<'a> Parser<'a> {
    fn whole(&mut self, context: Context) -> Outcome<Expr> {
        let lines = self.lines(context)?;
        if let Some((token, range)) = self.cursor.next() {
            let found = match token {
                Token::Command(name) => format!("\\{name}"),
                Token::Char(c) => c.to_string(),
            };
            return Err(self.fault(range, message!("“{found}” closes nothing in the formula", found)).boxed());
        }
        Ok(environment::lines(lines))
    }

    /// Reads a formula inside a text; its places count from `at`.
    pub(super) fn nested(&mut self, source: &str, at: usize, context: Context) -> Outcome<Expr> {
        let depth = self.enter(at..at)?;
        let mut inner = self.inner(source, self.base + at);
        let tree = inner.whole(context.text());
        let Parser { macros, budget, mut faults, .. } = inner;
        (self.macros, self.budget) = (macros, budget);
        self.faults.append(&mut faults);
        self.depth = depth;
        tree
    }

    /// A reader of a part, which has the commands until they are taken back.
    fn inner<'b>(&mut self, source: &'b str, base: usize) -> Parser<'b> {
        Parser {
            cursor: Cursor::new(source),
            faults: Vec::new(),
            base,
            depth: self.depth,
            macros: std::mem::take(&mut self.macros),
            budget: self.budget,
            tags_inside: self.tags_inside,
        }
    }

    /// Reads what a command of the manuscript, which is taken, expands to; what is
    /// wrong in it is told at the command.
    pub(super) fn expand(
        &mut self,
        command: &Macro,
        name: &str,
        range: Range<usize>,
        context: Context,
    ) -> Outcome<Atom> {
        let start = self.cursor;
        let text = command.expand(&mut self.cursor);
        let range = range.start..self.cursor.at();
        let Some(text) = text else {
            let fault = self.fault(range, message!("\\{name} lacks an argument", name)).harmless();
            self.faults.push(fault);
            self.cursor = start;
            return Ok(Expr::Text(format!("\\{name}")).into());
        };
        let Some(budget) = self.budget.checked_sub(text.len() + name.len()) else {
            return Err(self.fault(range, message!("\\{name} expands to too much", name)).boxed());
        };
        self.budget = budget;
        let mut inner = self.inner(&text, 0);
        let atom = inner.expansion(context);
        let Parser { macros, budget, faults, .. } = inner;
        (self.macros, self.budget) = (macros, budget);
        let whole = range.start + self.base..range.end + self.base;
        self.faults.extend(faults.into_iter().map(|fault| Fault { range: whole.clone(), ..fault }));
        atom.map_err(|fault| Fault { range: whole, ..*fault }.boxed())
    }

    /// A single part keeps the place of its limits; anything else is a group.
    fn expansion(&mut self, context: Context) -> Outcome<Atom> {
        let start = self.cursor;
        if let Ok(atom) = self.atom(context) {
            self.cursor.skip_blanks();
            if self.faults.is_empty() && self.cursor.rest().is_empty() {
                return Ok(atom);
            }
        }
        self.cursor = start;
        self.faults.clear();
        Ok(self.whole(context)?.into())
    }

    /// A complaint about a range of this reader's source.
    pub(super) fn fault(&self, range: Range<usize>, message: impl Into<Message>) -> Fault {
        Fault::new(range.start + self.base..range.end + self.base, message)
    }

    /// Goes one level down; returns the level to go back to.
    pub(super) fn enter(&mut self, range: Range<usize>) -> Outcome<usize> {
        let level = self.depth;
        if level >= DEPTH {
            let mut fault =
                self.fault(range, message!("the formula is nested deeper than {depth} levels", depth = DEPTH));
            fault.code = Code::Nesting;
            return Err(fault.boxed());
        }
        self.depth += 1;
        Ok(level)
    }

    /// Goes back to a level.
    pub(super) fn leave(&mut self, level: usize) {
        self.depth = level;
    }

    /// Rows of cells up to what ends the group.
    pub(super) fn lines(&mut self, context: Context) -> Outcome<Vec<Vec<Expr>>> {
        let mut rows = vec![Vec::new()];
        loop {
            self.skip_rules();
            let dots = self.row_of_dots();
            let cell = row(self.row(context)?);
            if let Some(last) = rows.last_mut() {
                match dots {
                    0 => last.push(cell),
                    _ => last.extend(std::iter::repeat_n(fence('…', Class::Ordinary), dots)),
                }
            }
            if rows.len() > MAX_LINES || rows.last().is_some_and(|last| last.len() > MAX_LINES) {
                let message = message!(
                    "the formula has more than {max_lines} lines or columns, more than Word sets",
                    max_lines = MAX_LINES
                );
                let place = self.cursor.at();
                return Err(self.fault(place..place, message).boxed());
            }
            if self.cursor.eat('&') {
                continue;
            }
            if !(self.cursor.eat_command("\\") || self.cursor.eat_command("cr") || self.cursor.eat_command("newline")) {
                break;
            }
            self.cursor.eat('*');
            self.skip_line_distance();
            rows.push(Vec::new());
        }
        if rows.len() > 1 && rows.last().is_some_and(|last| last.iter().all(is_nothing)) {
            rows.pop();
        }
        Ok(rows)
    }

    /// The `[2pt]` behind `\\`, which is a distance only if it is a length.
    fn skip_line_distance(&mut self) {
        let before = self.cursor;
        if self.cursor.raw_option().is_none_or(|text| symbol::length(text).is_none()) {
            self.cursor = before;
        }
    }

    /// How many cells `\hdotsfor{3}` fills with dots; none without it.
    fn row_of_dots(&mut self) -> usize {
        let start = self.cursor;
        if !self.cursor.eat_command("hdotsfor") {
            return 0;
        }
        self.cursor.raw_option();
        let count = self.cursor.raw_argument().and_then(|count| count.trim().parse().ok());
        let Some(count) = count.filter(|count| (1..=MAX_LINES).contains(count)) else {
            self.cursor = start;
            return 0;
        };
        count
    }

    /// Lines between rows: noted and left out.
    fn skip_rules(&mut self) {
        while let Some((
            Token::Command(name @ ("hline" | "cline" | "toprule" | "midrule" | "bottomrule" | "hdashline")),
            range,
        )) = self.cursor.peek()
        {
            self.cursor.next();
            if name == "cline" {
                self.cursor.raw_argument();
            }
            let fault = self.fault(range, message!("the line of \\{name} is not printed", name)).harmless();
            self.faults.push(fault);
        }
    }

    /// Parts up to what ends a row, which is not taken.
    pub(super) fn row(&mut self, context: Context) -> Outcome<Vec<Expr>> {
        let mut context = context;
        let mut items = Vec::new();
        while let Some((token, range)) = self.cursor.peek() {
            match token {
                Token::Char('}' | '&') | Token::Command("\\" | "cr" | "newline" | "end" | "right") => break,
                Token::Command(name @ ("over" | "choose" | "atop" | "brack" | "brace")) => {
                    self.cursor.next();
                    return self.infix(name, items, context, range);
                }
                Token::Command(name) if self.declaration(name, &mut context) => {}
                Token::Command(name) => {
                    if let Some(rest) = self.switch(name, context, range)? {
                        items.push(rest);
                        break;
                    }
                    items.push(self.scripted(context)?);
                }
                Token::Char(_) => items.push(self.scripted(context)?),
            }
        }
        Ok(items)
    }

    /// `a \over b`: all before and all behind.
    fn infix(&mut self, name: &str, above: Vec<Expr>, context: Context, range: Range<usize>) -> Outcome<Vec<Expr>> {
        let level = self.enter(range)?;
        let below = self.row(context.text())?;
        self.leave(level);
        let line = if name == "over" { FractionLine::Line } else { FractionLine::None };
        let fraction = Expr::Fraction { numerator: Box::new(row(above)), denominator: Box::new(row(below)), line };
        let (open, close) = match name {
            "choose" => ('(', ')'),
            "brack" => ('[', ']'),
            "brace" => ('{', '}'),
            _ => return Ok(vec![fraction]),
        };
        Ok(vec![Expr::Fenced { open: Some(open), close: Some(close), body: Box::new(fraction) }])
    }
}

impl Fault {
    pub(super) fn boxed(self) -> Box<Self> {
        Box::new(self)
    }
}

/// Nothing.
pub(super) fn nothing() -> Expr {
    Expr::Row(Vec::new())
}

/// Whether an expression is nothing.
pub(super) fn is_nothing(expr: &Expr) -> bool {
    matches!(expr, Expr::Row(items) if items.is_empty())
}

/// Parts as one expression: a single one stays as it is.
pub(super) fn row(mut items: Vec<Expr>) -> Expr {
    match items.pop() {
        Some(only) if items.is_empty() => only,
        Some(last) => {
            items.push(last);
            Expr::Row(items)
        }
        None => nothing(),
    }
}

/// A command as it is written.
pub(super) fn slashed(name: &str) -> String {
    format!("\\{name}")
}

/// A sign of a class.
pub(super) fn fence(c: char, class: Class) -> Expr {
    symbol::sign(c.into(), class, Face::Default)
}
