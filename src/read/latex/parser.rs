//! Tokens become expressions: rows, groups, scripts and arguments.
//!
//! What a command with arguments does stands in `command`, what an
//! environment does in `environment`. An unknown command is noted and
//! printed by its name, so that it costs nothing else; a broken structure ends
//! the reading.

use std::ops::Range;

use super::cursor::{Cursor, Token};
use super::macros::{MAX_EXPANSION, Macro, Macros};
use super::symbol::{self, Meaning};
use super::{Fault, environment, numbering};
use crate::diag::{Code, Message, message};
use crate::model::math::{Class, Expr, Face, FractionLine};

/// Deeper nesting is not read: every level costs stack here, in the writers and
/// in the typesetter.
pub(super) const DEPTH: usize = 40;
/// How many lines and columns the parts of a formula may have: the schema of
/// Office bounds equation arrays to 64 lines and matrices to 64 columns.
const MAX_LINES: usize = 64;

/// How many scripts too many a part may have: each is a level of the tree.
const MAX_DOUBLED: usize = 4;

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
    fn hold(self, context: Context) -> bool {
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
            let cell = row(self.row(context)?);
            if let Some(last) = rows.last_mut() {
                last.push(cell);
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

    /// A part with its scripts.
    pub(super) fn scripted(&mut self, context: Context) -> Outcome<Expr> {
        let atom = match self.cursor.peek() {
            Some((Token::Char('^' | '_' | '\''), _)) => nothing().into(),
            _ => self.atom(context)?,
        };
        self.scripts(atom, context)
    }

    /// The scripts that follow a part.
    fn scripts(&mut self, atom: Atom, context: Context) -> Outcome<Expr> {
        let Atom { mut expr, mut limits } = atom;
        let (mut sub, mut sup): (Option<Expr>, Option<Expr>) = (None, None);
        let mut doubled = 0;
        while let Some((token, range)) = self.cursor.peek() {
            match token {
                Token::Command("limits") => limits = Limits::Always,
                Token::Command("nolimits") => limits = Limits::Never,
                Token::Command("displaylimits") => limits = Limits::InDisplay,
                Token::Char('\'') if sup.is_none() => {
                    sup = Some(self.primes(context)?);
                    continue;
                }
                Token::Char('_') if sub.is_none() => {
                    self.cursor.next();
                    sub = Some(self.argument(context.text(), "_", range)?);
                    continue;
                }
                Token::Char('^') if sup.is_none() => {
                    self.cursor.next();
                    sup = Some(self.argument(context.text(), "^", range)?);
                    continue;
                }
                // The second one belongs to the part with the first.
                Token::Char(mark @ ('_' | '^' | '\'')) => {
                    doubled += 1;
                    let fault = self.doubled(mark, range);
                    if doubled > MAX_DOUBLED {
                        return Err(fault.boxed());
                    }
                    self.faults.push(fault.harmless());
                    let (sub, sup) = (sub.take().map(Box::new), sup.take().map(Box::new));
                    expr = Expr::Scripts { base: Box::new(expr), sub, sup, limits: limits.hold(context) };
                    limits = Limits::Never;
                    continue;
                }
                _ => break,
            }
            self.cursor.next();
        }
        if sub.is_none() && sup.is_none() {
            return Ok(expr);
        }
        let limits = limits.hold(context);
        Ok(Expr::Scripts { base: Box::new(expr), sub: sub.map(Box::new), sup: sup.map(Box::new), limits })
    }

    fn doubled(&self, mark: char, range: Range<usize>) -> Fault {
        let message = match mark {
            '_' => message!("the formula has two subscripts at one place"),
            _ => message!("the formula has two superscripts at one place"),
        };
        self.fault(range, message).hint("put braces around the part that carries the first one")
    }

    /// `'''` and a superscript behind it.
    fn primes(&mut self, context: Context) -> Outcome<Expr> {
        let mut count = 0;
        while self.cursor.eat('\'') {
            count += 1;
        }
        let text = match count {
            1 => "′".to_owned(),
            2 => "″".to_owned(),
            3 => "‴".to_owned(),
            count => "′".repeat(count),
        };
        let mut items: Vec<Expr> = if count > 3 {
            text.chars().map(|c| symbol::sign(c.into(), Class::Ordinary, Face::Default)).collect()
        } else {
            vec![symbol::sign(text, Class::Ordinary, Face::Default)]
        };
        if let Some((Token::Char('^'), range)) = self.cursor.peek() {
            self.cursor.next();
            items.push(self.argument(context.text(), "^", range)?);
        }
        Ok(row(items))
    }

    /// One part without scripts.
    pub(super) fn atom(&mut self, context: Context) -> Outcome<Atom> {
        let Some((token, range)) = self.cursor.next() else {
            return Ok(nothing().into());
        };
        match token {
            Token::Command(name) => {
                let level = self.enter(range.clone())?;
                let atom = self.command(name, range, context);
                self.leave(level);
                atom
            }
            Token::Char('{') => Ok(self.group(range, context)?.into()),
            Token::Char('~') => Ok(Expr::Space(0.25).into()),
            Token::Char(c @ ('#' | '$')) => Err(self
                .fault(range, message!("“{c}” has no meaning in a formula", c))
                .hint(message!("write \\{c} for the character itself", c))
                .boxed()),
            Token::Char(c) if c.is_ascii_digit() => Ok(self.number(c, context).into()),
            Token::Char(c) if is_wordlike(c) => Ok(self.words(c).into()),
            Token::Char(c) if c.is_whitespace() => Ok(Expr::Space(if c == '\u{3000}' { 1.0 } else { 0.25 }).into()),
            Token::Char(c) => Ok(symbol::expression(symbol::character(c), face_of(c, context)).into()),
        }
    }

    /// What stands in braces; the first one is taken.
    fn group(&mut self, range: Range<usize>, context: Context) -> Outcome<Expr> {
        let level = self.enter(range.clone())?;
        let items = self.row(context)?;
        self.leave(level);
        if !self.cursor.eat('}') {
            return Err(self.unclosed("{", range));
        }
        Ok(row(items))
    }

    /// The complaint about something that is never closed.
    pub(super) fn unclosed(&self, what: &str, range: Range<usize>) -> Box<Fault> {
        match self.cursor.peek() {
            Some((Token::Char('&'), range)) => self
                .fault(range, "“&” stands outside of an environment with columns")
                .hint("write \\& for the character itself")
                .boxed(),
            _ => self.fault(range, message!("“{what}” is not closed in the formula", what)).boxed(),
        }
    }

    /// A number: digits with at most one point among them.
    fn number(&mut self, first: char, context: Context) -> Expr {
        let mut text = String::from(first);
        let mut point = false;
        loop {
            let mut ahead = self.cursor.rest().chars();
            match (ahead.next(), ahead.next()) {
                (Some(c), _) if c.is_ascii_digit() => text.push(c),
                (Some('.'), Some(c)) if c.is_ascii_digit() && !point => {
                    point = true;
                    text.push('.');
                }
                _ => break,
            }
            self.cursor.advance(1);
        }
        Expr::Number { text, face: face_of(first, context) }
    }

    /// Words of a script that has no italic letters, such as Chinese.
    fn words(&mut self, first: char) -> Expr {
        let mut text = String::from(first);
        let rest = self.cursor.rest();
        let more = &rest[..rest.find(|c| !is_wordlike(c)).unwrap_or(rest.len())];
        text.push_str(more);
        self.cursor.advance(more.len());
        Expr::Text(text)
    }

    /// The next argument: a group or one token.
    pub(super) fn argument(&mut self, context: Context, of: &str, range: Range<usize>) -> Outcome<Expr> {
        match self.cursor.peek() {
            None
            | Some((Token::Char('}' | '&' | '^' | '_'), _) | (Token::Command("\\" | "end" | "right" | "middle"), _)) => {
                let fault = self.fault(range, message!("“{of}” lacks its argument", of)).harmless();
                self.faults.push(fault);
                Ok(nothing())
            }
            Some((Token::Char(c), _)) if c.is_ascii_digit() => {
                self.cursor.next();
                Ok(Expr::Number { text: c.into(), face: face_of(c, context) })
            }
            Some((Token::Char('\''), _)) => self.primes(context),
            Some(_) => Ok(self.atom(context)?.expr),
        }
    }

    /// The meaning of a token for the structure-less rest: a symbol.
    pub(super) fn symbol(&mut self, name: &str, range: Range<usize>, context: Context) -> Atom {
        let Some(meaning) = symbol::command(name) else {
            return self.unknown(name, range).into();
        };
        let limits = match &meaning {
            Meaning::Sign(sign, Class::Large) if !is_integral(sign) => Limits::InDisplay,
            Meaning::Function(name)
                if matches!(
                    name.as_str(),
                    "lim" | "lim inf" | "lim sup" | "max" | "min" | "sup" | "inf" | "det" | "gcd" | "Pr"
                ) =>
            {
                Limits::InDisplay
            }
            _ => Limits::Never,
        };
        let face = match &meaning {
            Meaning::Sign(sign, _) => sign.chars().next().map_or(context.face, |c| face_of(c, context)),
            Meaning::Function(_) | Meaning::Space(_) => context.face,
        };
        Atom { expr: symbol::expression(meaning, face), limits }
    }

    /// Notes an unknown command; its name is printed in its place.
    pub(super) fn unknown(&mut self, name: &str, range: Range<usize>) -> Expr {
        let message = message!("unknown command \\{name} in the formula; its name is printed", name);
        let fault = self.fault(range, message).harmless();
        let fault = match crate::diag::nearest(name, super::names::COMMANDS.iter().copied()) {
            Some(near) if near != name => fault.hint(message!("did you mean \\{near}?", near)),
            _ => fault.hint(message!("define it before with \\newcommand{\\{name}}{…}, or write its meaning", name)),
        };
        self.faults.push(fault);
        Expr::Text(std::iter::once('\\').chain(name.chars().filter(|c| !c.is_control())).collect())
    }
}

impl Fault {
    pub(super) fn boxed(self) -> Box<Self> {
        Box::new(self)
    }
}

/// The face of a character: `\boldsymbol` keeps the posture that it has.
pub(super) fn face_of(c: char, context: Context) -> Face {
    if !context.bold {
        return context.face;
    }
    match context.face {
        Face::Default | Face::Italic if c.is_ascii_digit() || matches!(c, 'Α'..='Ω' | '∇') => Face::Bold,
        Face::Default | Face::Italic | Face::BoldItalic => Face::BoldItalic,
        Face::Upright | Face::Bold => Face::Bold,
        Face::Script | Face::BoldScript => Face::BoldScript,
        Face::Fraktur | Face::BoldFraktur => Face::BoldFraktur,
        Face::SansSerif | Face::SansSerifBold => Face::SansSerifBold,
        Face::SansSerifItalic | Face::SansSerifBoldItalic => Face::SansSerifBoldItalic,
        face @ (Face::DoubleStruck | Face::Monospace) => face,
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

/// Characters of scripts without italics and letter-like use in formulas, such
/// as Chinese with its punctuation.
fn is_wordlike(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fff}' | '\u{3001}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{1b000}'..='\u{1b16f}' | '\u{1f000}'..='\u{1faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn is_integral(sign: &str) -> bool {
    sign.starts_with(|c| matches!(c, '∫'..='∳' | '⨋'..='⨜'))
}
