//! `\ce{…}` becomes a formula: the notation of the package mhchem (its manual,
//! “Chemical Equations”) for reactions, charges, isotopes and states.
//!
//! Its letters are upright, digits behind a symbol or a bracket stand low, a sign
//! at the end of a formula is a charge. What stands between dollar signs is a
//! formula of its own.

use super::parser::{Context, Outcome, Parser, is_nothing, row};
use super::species::{Chemistry, braced, ordinary, script_signs};
use super::symbol;
use crate::model::math::{Class, Expr, Face, FractionLine};

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
            '$' => match dollars(rest) {
                Some(inner) => self.inner_formula(text, 1, inner.len(), 1, context)?,
                None => text.letter(c),
            },
            c if text.is_amount(c) => text.amount(c),
            '{' | '\\' => self.latex(text, c, context)?,
            '}' | '&' | '%' => text.at += 1,
            c => text.letter(c),
        }
        Ok(())
    }

    /// `[above]` or `[below]` behind an arrow: chemistry itself.
    fn over_arrow(&mut self, text: &mut Chemistry<'_>, context: Context) -> Outcome<Option<Box<Expr>>> {
        let Some(inner) = text.rest().strip_prefix('[').and_then(bracketed) else { return Ok(None) };
        let base = text.base + text.at + 1;
        text.at += inner.len() + 2;
        // A group that is all of it are words.
        let group = inner.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let words = group.filter(|words| !words.contains(['{', '}', '\\', '$', '^', '_']));
        let expr = match words {
            Some(words) => Expr::Text(words.chars().filter(|c| !c.is_control()).collect()),
            None => self.chemistry(inner, base, context)?,
        };
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
        let (skip, inner, close) = match (behind.strip_prefix('{').and_then(braced), dollars(behind)) {
            (Some(inner), _) => (2, inner, 1),
            (None, Some(inner)) => (1, &behind[..inner.len() + 2], 0),
            (None, None) => {
                let charge = |c: char| c.is_ascii_digit() || "+-−.•".contains(c);
                let sign = usize::from(behind.starts_with('-'));
                let len = match mark {
                    '^' => behind.find(|c| !charge(c)).unwrap_or(behind.len()),
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
        match &rest[1..len] {
            "bond" => {
                if let Some(kind) = rest[len..].strip_prefix('{').and_then(braced) {
                    text.at += len + kind.len() + 2;
                    if let Some(sign) = bond(kind.trim()) {
                        text.push(ordinary(sign));
                        return Ok(());
                    }
                    let range = text.base + text.at - kind.len() - 1..text.base + text.at - 1;
                    let message = format!("\\bond knows no bond “{kind}”; it is printed as it is");
                    let fault = self.fault(range, message).harmless();
                    self.faults.push(fault);
                    text.push(Expr::Text(kind.chars().filter(|c| !c.is_control()).collect()));
                    return Ok(());
                }
            }
            "hyphen" => {
                text.at += len;
                text.push(Expr::Text("-".to_owned()));
                return Ok(());
            }
            "frac" => {
                let rest = &rest[len..];
                let above = rest.strip_prefix('{').and_then(braced);
                let below = above.and_then(|above| rest[above.len() + 2..].strip_prefix('{').and_then(braced));
                if let (Some(above), Some(below)) = (above, below) {
                    let at = text.base + text.at + len + 1;
                    text.at += len + above.len() + below.len() + 4;
                    let numerator = Box::new(self.chemistry(above, at, context)?);
                    let denominator = Box::new(self.chemistry(below, at + above.len() + 2, context)?);
                    text.push(Expr::Fraction { numerator, denominator, line: FractionLine::Line });
                    return Ok(());
                }
            }
            _ => {}
        }
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

/// The sign of `\bond{…}`; the dotted and dashed ones have one sign each.
fn bond(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "-" | "1" => "−",
        "=" | "2" => "=",
        "#" | "3" => "≡",
        "~" => "┄",
        "~-" => "⎓",
        "~=" | "~--" | "-~-" => "≡",
        "..." => "⋯",
        "...." => "⋯⋅",
        "->" => "→",
        "<-" => "←",
        _ => return None,
    })
}

/// The text between two dollar signs; braces in it are balanced.
fn dollars(text: &str) -> Option<&str> {
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
