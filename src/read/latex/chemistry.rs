//! `\ce{…}` becomes a formula: the notation of the package mhchem (its manual,
//! “Chemical Equations”) for reactions, charges, isotopes and states.
//!
//! Its letters are upright, digits behind a symbol or a bracket stand low, a sign
//! at the end of a formula is a charge. What stands between dollar signs is a
//! formula of its own.

use super::parser::{Context, Outcome, Parser, is_nothing, nothing, row};
use super::symbol;
use crate::model::math::{Class, Expr, Face};

/// Arrows, the longer spelling before the one that it begins with.
const ARROWS: [(&str, &str); 11] = [
    ("<=>>", "⇌"),
    ("<<=>", "⇌"),
    ("<=>", "⇌"),
    ("<-->", "⇄"),
    ("<->", "⟷"),
    ("->", "⟶"),
    ("<-", "⟵"),
    ("⇌", "⇌"),
    ("→", "⟶"),
    ("←", "⟵"),
    ("⇄", "⇄"),
];

/// The longest text over an arrow, in bytes.
const MAX_OVER: usize = 1000;

/// The reader of the text in the braces.
struct Chemistry<'t> {
    source: &'t str,
    at: usize,
    /// Where the text begins in the formula.
    base: usize,
    items: Vec<Expr>,
    /// Whether the part so far can carry a subscript or a charge.
    bound: bool,
    /// Whether the last item is such a part or its scripts.
    open: bool,
}

impl Parser<'_> {
    /// Reads the argument of `\ce`, which begins at byte `base`.
    pub(super) fn chemistry(&mut self, source: &str, base: usize, context: Context) -> Outcome<Expr> {
        let level = self.enter(base..base)?;
        let mut text = Chemistry { source, at: 0, base, items: Vec::new(), bound: false, open: false };
        while let Some(c) = text.rest().chars().next() {
            self.chemical(&mut text, c, context)?;
        }
        self.leave(level);
        Ok(row(text.items))
    }

    fn chemical(&mut self, text: &mut Chemistry<'_>, c: char, context: Context) -> Outcome<()> {
        let rest = text.rest();
        if let Some((written, arrow)) = ARROWS.iter().find(|(written, _)| rest.starts_with(written)) {
            text.at += written.len();
            let (above, below) = (self.over_arrow(text, context)?, self.over_arrow(text, context)?);
            let base = Box::new(symbol::sign((*arrow).into(), Class::Relation, Face::Default));
            let arrow = match (&above, &below) {
                (None, None) => *base,
                _ => Expr::Scripts { base, sub: below, sup: above, limits: true },
            };
            text.push(arrow);
            return Ok(());
        }
        match c {
            c if c.is_whitespace() => text.blank(),
            '0'..='9' => text.digits(),
            '^' | '_' => self.chemical_script(text, c, context)?,
            '+' | '-' | '−' if text.is_charge() => {
                text.at += c.len_utf8();
                text.script(false, ordinary(if c == '+' { "+" } else { "−" }));
            }
            '-' | '=' | '#' if text.open => text.bond(c),
            '+' | '=' | '-' | '−' => {
                text.at += c.len_utf8();
                let (sign, class) = match c {
                    '+' => ("+", Class::Binary),
                    '=' => ("=", Class::Relation),
                    _ => ("−", Class::Binary),
                };
                text.push(symbol::sign(sign.into(), class, Face::Default));
            }
            '(' | '[' => text.opening(c),
            ')' | ']' => {
                text.at += 1;
                text.push(symbol::sign(c.into(), Class::Closing, Face::Default));
                (text.bound, text.open) = (true, true);
            }
            '*' | '.' | '·' | '•' => {
                text.at += c.len_utf8();
                text.push(symbol::sign("⋅".into(), Class::Binary, Face::Default));
            }
            '$' => match rest[1..].find('$') {
                Some(len) => self.inner_formula(text, 1, len, 1, context)?,
                None => text.letter(c),
            },
            '{' | '\\' => self.latex(text, c, context)?,
            '}' | '&' | '%' => text.at += 1,
            c => text.letter(c),
        }
        Ok(())
    }

    /// `[above]` or `[below]` behind an arrow: chemistry itself.
    fn over_arrow(&mut self, text: &mut Chemistry<'_>, context: Context) -> Outcome<Option<Box<Expr>>> {
        let Some(rest) = text.rest().strip_prefix('[') else { return Ok(None) };
        let Some(inner) = rest.split(']').next().filter(|inner| inner.len() < rest.len().min(MAX_OVER)) else {
            return Ok(None);
        };
        let base = text.base + text.at + 1;
        text.at += inner.len() + 2;
        let expr = self.chemistry(inner, base, context)?;
        Ok(Some(expr).filter(|expr| !is_nothing(expr)).map(Box::new))
    }

    /// `^2+`, `^{14}`, `_6`, and the arrows of gases and precipitates.
    fn chemical_script(&mut self, text: &mut Chemistry<'_>, mark: char, context: Context) -> Outcome<()> {
        let behind = &text.rest()[1..];
        let lone = behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || c == ')');
        if lone {
            text.at += 1;
            if mark == '^' {
                text.push(symbol::sign("↑".into(), Class::Ordinary, Face::Default));
            }
            return Ok(());
        }
        let (skip, inner, close) = match behind.strip_prefix('{').and_then(braced) {
            Some(inner) => (2, inner, 1),
            None => {
                let charge = |c: char| c.is_ascii_digit() || "+-−.•".contains(c);
                let len = match mark {
                    '^' => behind.find(|c| !charge(c)).unwrap_or(behind.len()),
                    _ => behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len()),
                };
                (1, &behind[..len.max(behind.chars().next().map_or(0, char::len_utf8))], 0)
            }
        };
        let base = text.base + text.at + skip;
        text.at += skip + inner.len() + close;
        let expr = match inner.strip_prefix('$').and_then(|inner| inner.strip_suffix('$')) {
            Some(formula) => self.nested(formula, base + 1, context)?,
            None if inner.contains('\\') => self.nested(inner, base, Context { face: Face::Upright, ..context })?,
            None => row(script_signs(inner)),
        };
        text.script(mark == '_', expr);
        Ok(())
    }

    /// A group or a command of LaTeX amid chemistry.
    fn latex(&mut self, text: &mut Chemistry<'_>, c: char, context: Context) -> Outcome<()> {
        let rest = text.rest();
        if c == '{' {
            return match braced(&rest[1..]) {
                Some(inner) => {
                    let base = text.base + text.at + 1;
                    text.at += inner.len() + 2;
                    let expr = self.chemistry(inner, base, context)?;
                    text.push(expr);
                    (text.bound, text.open) = (true, true);
                    Ok(())
                }
                None => {
                    text.at += 1;
                    Ok(())
                }
            };
        }
        let name = rest[1..].find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len() - 1);
        let mut len = 1 + if name > 0 { name } else { rest[1..].chars().next().map_or(0, char::len_utf8) };
        while let Some(inner) = rest[len..].strip_prefix('{').and_then(braced) {
            len += inner.len() + 2;
        }
        self.inner_formula(text, 0, len, 0, Context { face: Face::Upright, ..context })
    }

    /// A formula of `len` bytes behind `skip` bytes.
    fn inner_formula(
        &mut self,
        text: &mut Chemistry<'_>,
        skip: usize,
        len: usize,
        close: usize,
        context: Context,
    ) -> Outcome<()> {
        let start = text.at + skip;
        let expr = self.nested(&text.source[start..start + len], text.base + start, context)?;
        text.at = start + len + close;
        text.push(expr);
        (text.bound, text.open) = (true, true);
        Ok(())
    }
}

impl<'t> Chemistry<'t> {
    fn rest(&self) -> &'t str {
        &self.source[self.at..]
    }

    fn push(&mut self, expr: Expr) {
        self.items.push(expr);
        (self.bound, self.open) = (false, false);
    }

    /// A blank; a lone `v` behind it is the arrow of a precipitate.
    fn blank(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        let rest = self.rest();
        if let Some(behind) = rest.strip_prefix('v')
            && (behind.is_empty() || behind.starts_with(char::is_whitespace))
        {
            self.at += 1;
            self.push(symbol::sign("↓".into(), Class::Ordinary, Face::Default));
        }
        (self.bound, self.open) = (false, false);
    }

    /// A coefficient, or a subscript behind a symbol or a bracket.
    fn digits(&mut self) {
        let rest = self.rest();
        let low = self.bound;
        let number = |c: char| c.is_ascii_digit() || (!low && matches!(c, '.' | '/'));
        let len = rest.find(|c| !number(c)).unwrap_or(rest.len());
        let digits = &rest[..len];
        self.at += len;
        match digits.split_once('/') {
            _ if low => self.script(true, digit(digits)),
            Some((above, below)) if !above.is_empty() && !below.is_empty() && !below.contains('/') => {
                let (numerator, denominator) = (Box::new(digit(above)), Box::new(digit(below)));
                self.coefficient(Expr::Fraction {
                    numerator,
                    denominator,
                    line: crate::model::math::FractionLine::Line,
                });
            }
            _ => self.coefficient(digit(digits)),
        }
    }

    fn coefficient(&mut self, number: Expr) {
        self.push(number);
        if !self.rest().starts_with(|c: char| c.is_whitespace() || c == ')' || c == ']') && !self.rest().is_empty() {
            self.push(Expr::Space(0.17));
        }
    }

    /// Whether the sign here is the charge of what stands before it.
    fn is_charge(&self) -> bool {
        let mut behind = self.rest().chars();
        let sign = behind.next();
        let behind = behind.as_str();
        let ends = behind.is_empty()
            || behind.starts_with(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '}' | '(' | ','))
            || (sign == Some('+') && behind.starts_with('+'));
        self.open && ends
    }

    /// A bond, which takes no space.
    fn bond(&mut self, c: char) {
        self.at += c.len_utf8();
        let sign = match c {
            '-' => "−",
            '=' => "=",
            _ => "≡",
        };
        self.push(ordinary(sign));
    }

    /// A bracket; a state such as `(aq)` is a word of its own.
    fn opening(&mut self, c: char) {
        let rest = self.rest();
        if rest.starts_with("(v)") {
            self.at += "(v)".len();
            return self.push(Expr::Row(vec![
                symbol::sign("(".into(), Class::Opening, Face::Default),
                ordinary("↓"),
                symbol::sign(")".into(), Class::Closing, Face::Default),
            ]));
        }
        let state = ["(aq)", "(s)", "(l)", "(g)", "(cr)", "(am)", "(sln)"].into_iter();
        if let Some(state) = state.into_iter().find(|state| rest.starts_with(state)) {
            self.at += state.len();
            self.push(Expr::Space(0.1));
            self.push(Expr::Text(state.to_owned()));
            return;
        }
        self.at += 1;
        self.push(symbol::sign(c.into(), Class::Opening, Face::Default));
    }

    fn letter(&mut self, c: char) {
        self.at += c.len_utf8();
        let expr = match c {
            c if c.is_control() => return,
            c if c.is_alphabetic() && (c as u32) < 0x2e80 => symbol::sign(c.into(), Class::Ordinary, Face::Upright),
            c if c.is_alphabetic() => {
                let rest = self.rest();
                let more = rest.find(|c: char| !c.is_alphabetic() || (c as u32) < 0x2e80).unwrap_or(rest.len());
                self.at += more;
                Expr::Text(std::iter::once(c).chain(rest[..more].chars()).collect())
            }
            c => symbol::expression(symbol::character(c), Face::Upright),
        };
        let bound = c.is_alphabetic();
        self.push(expr);
        (self.bound, self.open) = (bound, bound);
    }

    /// Puts a script on the last part, or before the next one.
    fn script(&mut self, low: bool, expr: Expr) {
        let scripts = |base: Expr, low: bool, expr: Expr| {
            let (sub, sup) = if low { (Some(Box::new(expr)), None) } else { (None, Some(Box::new(expr))) };
            Expr::Scripts { base: Box::new(base), sub, sup, limits: false }
        };
        let before = matches!(self.items.last(), Some(Expr::Scripts { base, .. }) if is_nothing(base));
        let last = if self.open || before { self.items.pop() } else { None };
        let merged = match last {
            Some(Expr::Scripts { base, sub: None, sup, limits: false }) if low => {
                Expr::Scripts { base, sub: Some(Box::new(expr)), sup, limits: false }
            }
            Some(Expr::Scripts { base, sub, sup: None, limits: false }) if !low => {
                Expr::Scripts { base, sub, sup: Some(Box::new(expr)), limits: false }
            }
            Some(base) => scripts(base, low, expr),
            None => scripts(nothing(), low, expr),
        };
        let open = self.open;
        self.push(merged);
        // Digits behind a script are none of it, but a charge may follow.
        (self.bound, self.open) = (false, open);
    }
}

/// The text up to the brace that closes it.
fn braced(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(&text[..at]),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn digit(text: &str) -> Expr {
    Expr::Number { text: text.to_owned(), face: Face::Default }
}

fn ordinary(sign: &str) -> Expr {
    symbol::sign(sign.into(), Class::Ordinary, Face::Default)
}

/// The signs of a script: digits, charges, oxidation numbers and letters, of which
/// small ones stand for numbers.
fn script_signs(text: &str) -> Vec<Expr> {
    let mut signs: Vec<Expr> = Vec::new();
    for c in text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !"{}".contains(*c)) {
        let next = match (c, signs.last_mut()) {
            (c, Some(Expr::Number { text, .. })) if c.is_ascii_digit() => {
                text.push(c);
                continue;
            }
            (c, _) if c.is_ascii_digit() => digit(c.encode_utf8(&mut [0; 4])),
            ('-' | '−', _) => ordinary("−"),
            ('+', _) => ordinary("+"),
            ('.' | '•' | '*', _) => ordinary("•"),
            (c, _) if c.is_lowercase() => symbol::sign(c.into(), Class::Ordinary, Face::Default),
            (c, _) if c.is_alphabetic() && (c as u32) < 0x2e80 => {
                symbol::sign(c.into(), Class::Ordinary, Face::Upright)
            }
            (c, _) if c.is_alphabetic() => Expr::Text(c.into()),
            (c, _) => symbol::expression(symbol::character(c), Face::Upright),
        };
        signs.push(next);
    }
    signs
}
