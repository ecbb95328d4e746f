//! `\ce{…}` becomes a formula: the notation of the package mhchem (its manual,
//! “Chemical Equations”) for reactions, charges, isotopes and states.
//!
//! Its letters are upright, digits behind a symbol or a bracket stand low, a sign
//! at the end of a formula is a charge. What stands between dollar signs is a
//! formula of its own.

use super::parser::{Context, Outcome, Parser, is_nothing, row};
use super::species::{Chemistry, ordinary};
use super::symbol;
use crate::model::math::{Class, Expr, Face};

/// Arrows, the longer spelling before the one that it begins with.
const ARROWS: [(&str, &str); 11] = [
    ("<=>>", "⥂"),
    ("<<=>", "⥄"),
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
        let long_equals = (!text.open && rest.starts_with("==")).then_some(&("==", "="));
        let arrow = ARROWS.iter().find(|(written, _)| rest.starts_with(written));
        if let Some((written, arrow)) = arrow.or(long_equals) {
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
            '\'' if text.open => text.primes(),
            '-' | '=' | '#' if text.open || text.begins_with_bond() => text.bond(c),
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
            '.' | '·' | '•' if text.is_radical() => text.radical(c),
            '*' | '.' | '·' | '•' => {
                text.at += c.len_utf8();
                text.push(symbol::sign("⋅".into(), Class::Binary, Face::Default));
            }
            '$' => match dollars(rest) {
                Some(inner) => {
                    let begins = text.begins();
                    self.inner_formula(text, 1, inner.len(), 1, context)?;
                    text.count(begins);
                }
                None => text.letter(c),
            },
            c if text.is_amount(c) => text.amount(c),
            '{' | '\\' => self.latex(text, c, context)?,
            '}' => text.at += 1,
            c => text.letter(c),
        }
        Ok(())
    }

    /// `[above]` or `[below]` behind an arrow: chemistry itself; `T[above]` are words.
    fn over_arrow(&mut self, text: &mut Chemistry<'_>, context: Context) -> Outcome<Option<Box<Expr>>> {
        let kind = text.rest().chars().next().filter(|c| matches!(c, 'T' | 'C'));
        let behind = &text.rest()[kind.map_or(0, char::len_utf8)..];
        let Some(inner) = behind.strip_prefix('[').and_then(bracketed) else { return Ok(None) };
        text.at += kind.map_or(0, char::len_utf8);
        let base = text.base + text.at + 1;
        text.at += inner.len() + 2;
        // A group that is all of it are words.
        let group = inner.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let group = if kind == Some('T') { group.or(Some(inner)) } else { group };
        let words = group.filter(|words| !words.contains(['{', '}', '\\', '$', '^', '_']));
        let expr = match words {
            Some(words) => Expr::Text(words.chars().filter(|c| !c.is_control()).collect()),
            None => self.chemistry(inner, base, context)?,
        };
        Ok(Some(expr).filter(|expr| !is_nothing(expr)).map(Box::new))
    }

    /// A formula of `len` bytes behind `skip` bytes.
    pub(super) fn inner_formula(
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

/// The text between two dollar signs; braces in it are balanced.
pub(super) fn dollars(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('$')?;
    let mut depth = 0_usize;
    for (at, byte) in inner.bytes().enumerate().take(MAX_OVER) {
        match byte {
            b'$' if depth == 0 => return Some(&inner[..at]),
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// The text up to the bracket that closes it; brackets and braces in it are
/// balanced.
fn bracketed(text: &str) -> Option<&str> {
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    for (at, byte) in text.bytes().enumerate().take(MAX_OVER) {
        match byte {
            b'{' => braces += 1,
            b'}' => braces = braces.checked_sub(1)?,
            b'[' if braces == 0 => brackets += 1,
            b']' if braces == 0 && brackets == 0 => return Some(&text[..at]),
            b']' if braces == 0 => brackets -= 1,
            _ => {}
        }
    }
    None
}
