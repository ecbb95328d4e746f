//! What has been read of the text in `\ce{…}`: symbols, coefficients, scripts and
//! states, as mhchem sets them (its manual, “Chemical Equations”).
//!
//! What a sign in the text means is decided in `chemistry`.

use super::parser::{is_nothing, nothing, row};
use super::symbol;
use crate::model::math::{Class, Expr, Face, FractionLine};

/// The reader of the text in the braces.
pub(super) struct Chemistry<'t> {
    /// The text.
    pub source: &'t str,
    /// The byte at which the reader is.
    pub at: usize,
    /// Where the text begins in the formula.
    pub base: usize,
    /// What has been read.
    pub items: Vec<Expr>,
    /// Whether the part so far can carry a subscript or a charge.
    pub bound: bool,
    /// Whether the last item is such a part or its scripts.
    pub open: bool,
}

impl<'t> Chemistry<'t> {
    pub(super) fn rest(&self) -> &'t str {
        &self.source[self.at..]
    }

    pub(super) fn push(&mut self, expr: Expr) {
        self.items.push(expr);
        (self.bound, self.open) = (false, false);
    }

    /// A blank; a lone `v` behind it is the arrow of a precipitate.
    pub(super) fn blank(&mut self) {
        let rest = self.rest();
        // `$n$ H2O`
        let counted = self.source[..self.at].ends_with('$') && rest.trim_start().starts_with(char::is_uppercase);
        self.at += rest.len() - rest.trim_start().len();
        let rest = self.rest();
        if let Some(behind) = rest.strip_prefix('v')
            && (behind.is_empty() || behind.starts_with(char::is_whitespace))
        {
            self.at += 1;
            self.push(symbol::sign("↓".into(), Class::Ordinary, Face::Default));
        } else if counted {
            self.push(Expr::Space(0.17));
        }
        (self.bound, self.open) = (false, false);
    }

    /// A coefficient, or a subscript behind a symbol or a bracket.
    pub(super) fn digits(&mut self) {
        let rest = self.rest();
        let low = self.bound;
        let number = |c: char| c.is_ascii_digit() || (!low && matches!(c, '.' | '/'));
        let len = rest.find(|c| !number(c)).unwrap_or(rest.len());
        let digits = &rest[..len];
        self.at += len;
        match digits.split_once('/') {
            _ if low => self.script(true, digit(digits)),
            // `(1/2)` keeps its slash.
            Some((above, below)) if self.source[..self.at - len].ends_with('(') => {
                self.push(Expr::Row(vec![digit(above), ordinary("/"), digit(below)]));
            }
            Some((above, below)) if !above.is_empty() && !below.is_empty() && !below.contains('/') => {
                let (numerator, denominator) = (Box::new(digit(above)), Box::new(digit(below)));
                self.coefficient(Expr::Fraction { numerator, denominator, line: FractionLine::Line });
            }
            _ => self.coefficient(digit(digits)),
        }
    }

    pub(super) fn coefficient(&mut self, number: Expr) {
        self.push(number);
        if !self.rest().starts_with(|c: char| c.is_whitespace() || c == ')' || c == ']') && !self.rest().is_empty() {
            self.push(Expr::Space(0.17));
        }
    }

    /// Whether the sign here is the charge of what stands before it.
    pub(super) fn is_charge(&self) -> bool {
        let mut behind = self.rest().chars();
        let sign = behind.next();
        let behind = behind.as_str();
        let ends = behind.is_empty()
            || behind.starts_with(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '}' | '(' | ','))
            || (sign == Some('+') && behind.starts_with('+'));
        self.open && ends
    }

    /// A bond, which takes no space.
    pub(super) fn bond(&mut self, c: char) {
        self.at += c.len_utf8();
        let sign = match c {
            '-' => "−",
            '=' => "=",
            _ => "≡",
        };
        self.push(ordinary(sign));
    }

    /// A bracket; a state such as `(aq)` is a word of its own.
    pub(super) fn opening(&mut self, c: char) {
        let rest = self.rest();
        if rest.starts_with("(v)") {
            self.at += "(v)".len();
            return self.push(Expr::Row(vec![
                symbol::sign("(".into(), Class::Opening, Face::Default),
                ordinary("↓"),
                symbol::sign(")".into(), Class::Closing, Face::Default),
            ]));
        }
        if let Some(state) = state(rest) {
            self.at += state.len();
            self.push(Expr::Space(0.1));
            self.push(Expr::Text(state.to_owned()));
            return;
        }
        self.at += 1;
        self.push(symbol::sign(c.into(), Class::Opening, Face::Default));
    }

    pub(super) fn letter(&mut self, c: char) {
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
    pub(super) fn script(&mut self, low: bool, expr: Expr) {
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
        let merged = aligned(merged);
        // Digits may follow `Fe^{III}` and a charge `SO4`.
        let high = matches!(&merged, Expr::Scripts { base, sub: None, .. } if !is_nothing(base));
        self.push(merged);
        (self.bound, self.open) = (open && high, open);
    }

    /// Whether a small letter counts what follows it, such as `n` in `n H2O`.
    pub(super) fn is_amount(&self, c: char) -> bool {
        let before = self.source[..self.at].trim_end().chars().next_back();
        let begins = !self.open && before.is_none_or(|c| c.is_ascii_digit() || "+-−>*·•=([{]".contains(c));
        let scripted = matches!(self.items.last(), Some(Expr::Scripts { .. }));
        let behind = self.rest()[c.len_utf8()..].trim_start_matches(' ');
        let touching = behind.len() + c.len_utf8() == self.rest().len();
        let acidity = touching && matches!(c, 'p');
        begins
            && !scripted
            && c.is_ascii_lowercase()
            && !acidity
            && behind.starts_with(|c: char| c.is_ascii_uppercase())
    }

    pub(super) fn amount(&mut self, c: char) {
        self.at += c.len_utf8();
        let blanks = self.rest().len() - self.rest().trim_start_matches(' ').len();
        self.at += blanks;
        self.push(symbol::sign(c.into(), Class::Ordinary, Face::Default));
        self.push(Expr::Space(0.17));
    }
}

/// The text up to the brace that closes it.
pub(super) fn braced(text: &str) -> Option<&str> {
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

pub(super) fn digit(text: &str) -> Expr {
    Expr::Number { text: text.to_owned(), face: Face::Default }
}

pub(super) fn ordinary(sign: &str) -> Expr {
    symbol::sign(sign.into(), Class::Ordinary, Face::Default)
}

/// The signs of a script: digits, charges, oxidation numbers and letters, of which
/// small ones stand for numbers.
pub(super) fn script_signs(text: &str) -> Vec<Expr> {
    if state(text) == Some(text) {
        return vec![Expr::Text(text.to_owned())];
    }
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

/// A state such as `(aq)` at the beginning of a text: up to three small letters.
fn state(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?;
    let len = inner.bytes().take_while(u8::is_ascii_lowercase).count();
    ((1..=3).contains(&len) && inner[len..].starts_with(')')).then(|| &text[..len + 2])
}

/// Numbers before a symbol end at it: the shorter of them gets the room of the
/// signs that it lacks.
fn aligned(expr: Expr) -> Expr {
    let Expr::Scripts { base, sub: Some(sub), sup: Some(sup), limits } = expr else { return expr };
    let (low, high) = (signs_of(&sub), signs_of(&sup));
    let padded = |script: Box<Expr>, own: usize, other: &[Expr]| match other.get(..other.len().saturating_sub(own)) {
        Some([]) | None => script,
        Some(room) => Box::new(Expr::Row(vec![Expr::Phantom(Box::new(row(room.to_vec()))), *script])),
    };
    let (sub, sup) = match (low, high) {
        (Some(low), Some(high)) if is_nothing(&base) => (padded(sub, low.len(), &high), padded(sup, high.len(), &low)),
        _ => (sub, sup),
    };
    Expr::Scripts { base, sub: Some(sub), sup: Some(sup), limits }
}

/// The digits of a script with the sign before them, if it is nothing else.
fn signs_of(expr: &Expr) -> Option<Vec<Expr>> {
    match expr {
        Expr::Number { text, .. } => Some(text.chars().map(|c| digit(c.encode_utf8(&mut [0; 4]))).collect()),
        Expr::Row(items) => match items.as_slice() {
            [sign @ Expr::Symbol { .. }, number @ Expr::Number { .. }] => {
                Some(std::iter::once(sign.clone()).chain(signs_of(number)?).collect())
            }
            _ => None,
        },
        _ => None,
    }
}
