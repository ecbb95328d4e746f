//! Scripts in `\ce{…}`: subscripts, charges, oxidation numbers, mass and atomic
//! numbers before a symbol (mhchem's manual, “Charges”, “Nuclides”, “Kröger–Vink”).

use super::chemistry::dollars;
use super::parser::{Context, Outcome, Parser, is_nothing, nothing, row};
use super::species::{Chemistry, braced, digit, is_words, ordinary, state};
use super::symbol;
use crate::model::math::{Class, Expr, Face};

impl Parser<'_> {
    /// `^2+`, `^{14}`, `_6`, and the arrows of gases and precipitates.
    pub(super) fn chemical_script(&mut self, text: &mut Chemistry<'_>, mark: char, context: Context) -> Outcome<()> {
        let behind = &text.rest()[1..];
        let lone = behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || c == ')');
        if lone {
            text.at += 1;
            if mark == '^' {
                text.push(symbol::sign("↑".into(), Class::Ordinary, Face::Default));
            }
            return Ok(());
        }
        let (skip, inner, close) = match (behind.strip_prefix('{').and_then(braced), dollars(behind)) {
            (Some(inner), _) => (2, inner, 1),
            (None, Some(inner)) => (1, &behind[..inner.len() + 2], 0),
            (None, None) if command(behind) > 0 => (1, &behind[..command(behind)], 0),
            (None, None) => {
                let charge = |c: char| c.is_ascii_digit() || "+-−.•".contains(c);
                let sign = usize::from(behind.starts_with('-'));
                let len = match mark {
                    '^' => charge_length(behind, behind.find(|c| !charge(c)).unwrap_or(behind.len())),
                    // `_-1` of an electron.
                    _ => sign + behind[sign..].find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len() - sign),
                };
                (1, &behind[..len.max(behind.chars().next().map_or(0, char::len_utf8))], 0)
            }
        };
        let base = text.base + text.at + skip;
        text.at += skip + inner.len() + close;
        let expr = match inner.strip_prefix('$').and_then(|inner| inner.strip_suffix('$')) {
            Some(formula) => self.nested(formula, base + 1, context)?,
            None if inner.contains('\\') => self.nested(inner, base, Context { face: Face::Upright, ..context })?,
            None => match inner.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) {
                Some(words) if is_words(words) => Expr::Text(words.to_owned()),
                _ => row(script_signs(inner)),
            },
        };
        text.script(mark == '_', expr);
        Ok(())
    }
}

impl Chemistry<'_> {
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
}

/// The signs of a script: digits, charges, oxidation numbers and letters, of which
/// small ones stand for numbers.
pub(super) fn script_signs(text: &str) -> Vec<Expr> {
    if state(text) == Some(text) {
        return vec![Expr::Text(text.to_owned())];
    }
    let text: Vec<char> =
        text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !"{}".contains(*c)).collect();
    let is = |at: Option<usize>, test: fn(&char) -> bool| at.and_then(|at| text.get(at)).is_some_and(test);
    let mut signs: Vec<Expr> = Vec::new();
    for (at, &c) in text.iter().enumerate() {
        let beside = |test: fn(&char) -> bool| is(at.checked_sub(1), test) || is(Some(at + 1), test);
        let decimal = c == '.' && is(at.checked_sub(1), char::is_ascii_digit) && is(Some(at + 1), char::is_ascii_digit);
        // `99m` of an isomer.
        let isomer = c == 'm' && at > 1 && at + 1 == text.len() && text[..at].iter().all(char::is_ascii_digit);
        let next = match (c, signs.last_mut()) {
            (c, Some(Expr::Number { text, .. })) if c.is_ascii_digit() || decimal => {
                text.push(c);
                continue;
            }
            (c, _) if c.is_ascii_digit() => digit(c.encode_utf8(&mut [0; 4])),
            ('-' | '−', _) => ordinary("−"),
            ('+', _) => ordinary("+"),
            ('.' | '•', _) => ordinary("•"),
            ('*', _) => ordinary("∗"),
            ('\'', _) => ordinary("′"),
            // A letter of its own stands for a number, a word does not.
            (c, _) if c.is_lowercase() && !beside(|c| c.is_alphabetic()) && !isomer => {
                symbol::sign(c.into(), Class::Ordinary, Face::Default)
            }
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

/// How long the command is that stands for a script (`^\circ`); 0 without one.
fn command(text: &str) -> usize {
    let name = text.strip_prefix('\\').unwrap_or_default();
    let letters = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
    if letters == 0 { 0 } else { letters + 1 }
}

/// How long a charge is of which so many bytes are digits and signs: a letter may
/// stand before its sign (`^n+`), and the minus sign before another symbol is a bond
/// (`1s^2-N`).
fn charge_length(text: &str, len: usize) -> usize {
    let (charge, behind) = text.split_at(len);
    let digits = charge.bytes().all(|byte| byte.is_ascii_digit());
    let mut letters = behind.chars();
    if digits && letters.next().is_some_and(|c| c.is_ascii_lowercase()) && behind[1..].starts_with(['+', '-']) {
        return len + 2;
    }
    let number = charge.strip_suffix('-').filter(|number| !number.is_empty());
    match number {
        Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) && behind.starts_with(char::is_alphabetic) => {
            len - 1
        }
        _ => len,
    }
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
