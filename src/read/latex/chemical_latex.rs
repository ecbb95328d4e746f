//! Groups and commands of LaTeX amid `\ce{…}`: words in braces, bonds, fractions,
//! colours and what stands over or under a formula.

use super::parser::{Context, Outcome, Parser, row};
use super::species::{Chemistry, braced, is_words, ordinary};
use super::symbol;
use super::table::accent;
use crate::diag::message;
use crate::model::math::{Class, Expr, Face, FractionLine};

impl Parser<'_> {
    /// A group or a command of LaTeX amid chemistry.
    pub(super) fn latex(&mut self, text: &mut Chemistry<'_>, c: char, context: Context) -> Outcome<()> {
        let rest = text.rest();
        if c == '{' {
            return self.chemical_group(text, context);
        }
        let name = rest[1..].find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len() - 1);
        let len = 1 + if name > 0 { name } else { rest[1..].chars().next().map_or(0, char::len_utf8) };
        let start = text.at;
        text.at += len;
        if self.chemical_command(text, &rest[1..len], context)? {
            return Ok(());
        }
        let mut len = len;
        while let Some(inner) = rest[len..].strip_prefix('{').and_then(braced).filter(|inner| !inner.is_empty()) {
            len += inner.len() + 2;
        }
        text.at = start;
        let command = text.at + len;
        self.inner_formula(text, 0, len, 0, Context { face: Face::Upright, ..context })?;
        // The blank behind the name of a letter belongs to it.
        if text.source[..command].ends_with(|c: char| c.is_ascii_alphabetic()) {
            text.at += text.rest().len() - text.rest().trim_start().len();
        }
        Ok(())
    }

    /// Braces: words as they are, chemistry otherwise; empty ones end what stands
    /// before them.
    fn chemical_group(&mut self, text: &mut Chemistry<'_>, context: Context) -> Outcome<()> {
        let Some(inner) = braced(&text.rest()[1..]) else {
            text.at += 1;
            return Ok(());
        };
        let base = text.base + text.at + 1;
        text.at += inner.len() + 2;
        (text.bound, text.open) = (false, false);
        if inner.trim().is_empty() {
            return Ok(());
        }
        let expr = match is_words(inner) {
            true => Expr::Text(inner.to_owned()),
            false => self.chemistry(inner, base, context)?,
        };
        text.push(expr);
        (text.bound, text.open) = (true, true);
        Ok(())
    }

    /// A command whose arguments are chemistry or words, which is taken; whether it is one.
    fn chemical_command(&mut self, text: &mut Chemistry<'_>, name: &str, context: Context) -> Outcome<bool> {
        match name {
            "bond" => return Ok(self.bond_command(text)),
            "hyphen" => text.push(Expr::Text("-".to_owned())),
            "ca" => text.push(ordinary("∼")),
            "frac" | "overset" | "underset" => {
                let Some([first, second]) = arguments(text) else { return Ok(false) };
                let first = Box::new(self.chemical_argument(first, context)?);
                let second = Box::new(self.chemical_argument(second, context)?);
                text.push(match name {
                    "frac" => Expr::Fraction { numerator: first, denominator: second, line: FractionLine::Line },
                    "overset" => Expr::Scripts { base: second, sub: None, sup: Some(first), limits: true },
                    _ => Expr::Scripts { base: second, sub: Some(first), sup: None, limits: true },
                });
            }
            "color" | "textcolor" => {
                let Some([color, body]) = arguments(text) else { return Ok(false) };
                let expr = self.chemical_argument(body, context)?;
                text.push(match symbol::color(color.0.trim()) {
                    Some(color) => Expr::Colored(color, Box::new(expr)),
                    None => {
                        let message = message!("unknown colour “{name}” in the formula", name = color.0);
                        let fault = self.fault(color.1..color.1 + color.0.len(), message).harmless();
                        self.faults.push(fault);
                        expr
                    }
                });
            }
            "underbrace" | "overbrace" => {
                let Some([body]) = arguments(text) else { return Ok(false) };
                let base = Box::new(self.chemical_argument(body, context)?);
                let (sign, stretchy, under) = accent(name).unwrap_or(('⏟', true, true));
                let accented = Expr::Accent { base, sign, stretchy, under };
                let mark = if under { '_' } else { '^' };
                let label = text.rest().strip_prefix(mark).and_then(|rest| rest.strip_prefix('{')).and_then(braced);
                let Some(label) = label else {
                    text.push(accented);
                    return Ok(true);
                };
                let at = text.base + text.at + 2;
                text.at += label.len() + 3;
                let label = Some(Box::new(self.chemical_argument((label, at), context)?));
                let (sub, sup) = if under { (label, None) } else { (None, label) };
                text.push(Expr::Scripts { base: Box::new(accented), sub, sup, limits: true });
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn chemical_argument(&mut self, (inner, at): (&str, usize), context: Context) -> Outcome<Expr> {
        if is_words(inner) { Ok(Expr::Text(inner.to_owned())) } else { self.chemistry(inner, at, context) }
    }

    /// `\bond{…}`, of which the name is taken; whether its kind follows.
    fn bond_command(&mut self, text: &mut Chemistry<'_>) -> bool {
        let Some([(kind, at)]) = arguments(text) else { return false };
        if let Some(bond) = bond(kind.trim()) {
            text.push(bond);
            return true;
        }
        let message = message!("\\bond knows no bond “{kind}”; it is printed as it is", kind);
        let fault = self.fault(at..at + kind.len(), message).harmless();
        self.faults.push(fault);
        text.push(Expr::Text(kind.chars().filter(|c| !c.is_control()).collect()));
        true
    }
}

/// The next arguments in braces with the places where they begin, taken if there are
/// so many.
fn arguments<'t, const N: usize>(text: &mut Chemistry<'t>) -> Option<[(&'t str, usize); N]> {
    let before = text.at;
    let mut found = [("", 0); N];
    for slot in &mut found {
        let Some(inner) = text.rest().strip_prefix('{').and_then(braced) else {
            text.at = before;
            return None;
        };
        *slot = (inner, text.base + text.at + 1);
        text.at += inner.len() + 2;
    }
    Some(found)
}

/// The sign of `\bond{…}`; dashed lines over other ones are two signs.
fn bond(kind: &str) -> Option<Expr> {
    let sign = match kind {
        "-" | "1" => "−",
        "=" | "2" => "=",
        "#" | "3" => "≡",
        "~" => "┄",
        "~-" => "⎓",
        "~=" | "~--" => return Some(dashed("=", "┄", true)),
        "-~-" => return Some(dashed("⎓", "−", false)),
        "..." => "⋯",
        "...." => "⋯⋅",
        "->" => "→",
        "<-" => "←",
        _ => return None,
    };
    Some(ordinary(sign))
}

/// Lines with another one over or under them.
fn dashed(lines: &str, other: &str, over: bool) -> Expr {
    let base = Box::new(symbol::sign(lines.into(), Class::Ordinary, Face::Default));
    let other = Some(Box::new(ordinary(other)));
    let (sub, sup) = if over { (None, other) } else { (other, None) };
    row(vec![Expr::Scripts { base, sub, sup, limits: true }])
}
