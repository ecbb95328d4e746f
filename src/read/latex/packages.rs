//! Commands of packages: those of mhchem and siunitx, whose arguments are no
//! formulas, are handed to `chemistry` and `units`; `\sideset` of amsmath puts
//! scripts at the corners of an operator, `\textcircled` a ring around a sign.

use crate::diag::{Code, message};
use std::ops::Range;

use super::cursor::Token;
use super::parser::{Atom, Context, Limits, Outcome, Parser, is_nothing, row};
use super::{numbers, units};
use crate::model::math::Expr;

/// The commands whose arguments are no formulas; each has one at least.
pub(crate) const COMMANDS: [&str; 19] = [
    "ce",
    "pu",
    "SI",
    "qty",
    "si",
    "unit",
    "num",
    "ang",
    "SIrange",
    "qtyrange",
    "numrange",
    "SIlist",
    "qtylist",
    "numlist",
    "numproduct",
    "qtyproduct",
    "complexnum",
    "complexqty",
    "tablenum",
];

impl<'a> Parser<'a> {
    /// Reads a command of mhchem or siunitx, which is taken.
    pub(super) fn package_command(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let options = if matches!(name, "ce" | "pu") { None } else { self.cursor.raw_option() };
        let before = options.map(|_| self.macros.units.clone());
        options.into_iter().for_each(|options| self.macros.units.take(options));
        for option in self.macros.take_untold() {
            let message = message!("the option `{option}` of siunitx has no effect", option);
            let fault = self.fault(range.clone(), message).hint(super::UNIT_OPTION_HINT).harmless();
            self.faults.push(fault);
        }
        let (faults, start) = (self.faults.len(), self.cursor);
        let atom = match self.package_atom(name, range, context) {
            // A command without its arguments is printed by its name, the rest stays.
            Err(fault) if fault.code == Code::Math && self.faults.len() == faults => {
                self.faults.push(fault.harmless());
                self.cursor = start;
                Ok(Expr::Text(format!("\\{name}")).into())
            }
            atom => atom,
        };
        if let Some(before) = before {
            self.macros.units.restore(before);
        }
        atom
    }

    fn package_atom(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let Some(first) = self.cursor.raw_argument() else { return Err(self.bare(name, range)) };
        let at = self.cursor.at() - 1 - first.len();
        Ok(match name {
            "ce" => self.chemistry(first, at, context)?,
            "pu" => match first.trim().split_once(char::is_whitespace) {
                Some((number, unit)) if number.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
                    let from = first.len() - first.trim_start().len() + number.len() + 1;
                    self.plain_quantity(number, unit, at + from)
                }
                _ => row(self.unit_signs(&units::plain_unit(first), at)),
            },
            "num" | "numproduct" | "complexnum" | "tablenum" => numbers::number(first, &self.macros.units),
            "qtyproduct" => {
                let numbers: Vec<&str> = first.split(['x', '×']).collect();
                let Some((unit, at)) = self.unit_of_many(name) else { return Err(self.bare(name, range)) };
                self.product(&numbers, unit, at)
            }
            "numrange" | "SIrange" | "qtyrange" => {
                let Some(last) = self.cursor.raw_argument() else { return Err(self.bare(name, range)) };
                let Some((unit, at)) = self.unit_of_many(name) else { return Err(self.bare(name, range)) };
                self.many(&[first, last], "–", unit, at)
            }
            "numlist" | "SIlist" | "qtylist" => {
                let numbers: Vec<&str> = first.split(';').filter(|number| !number.trim().is_empty()).collect();
                let Some((unit, at)) = self.unit_of_many(name) else { return Err(self.bare(name, range)) };
                self.many(&numbers, ",", unit, at)
            }
            "ang" => numbers::angle(first, &self.macros.units),
            "si" | "unit" => row(self.unit_signs(first, at)),
            _ => {
                // A sign of money, which stands before the number.
                let before = self.cursor.raw_option().map(|sign| (sign, self.cursor.at() - 1 - sign.len()));
                let Some(unit) = self.cursor.raw_argument() else { return Err(self.bare(name, range)) };
                let at = self.cursor.at() - 1 - unit.len();
                let quantity = self.quantity(first, unit, at);
                match before {
                    Some((sign, at)) => Expr::Row(vec![row(self.unit_signs(sign, at)), quantity]),
                    None => quantity,
                }
            }
        }
        .into())
    }

    /// The unit of a range or a list, which plain numbers lack.
    fn unit_of_many(&mut self, name: &str) -> Option<(&'a str, usize)> {
        if name.starts_with("num") {
            return Some(("", 0));
        }
        let unit = self.cursor.raw_argument()?;
        Some((unit, self.cursor.at() - 1 - unit.len()))
    }

    /// `\sideset{_a^b}{_c^d}\prod`.
    pub(super) fn side_set(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let mut corners = Vec::new();
        for _ in 0..2 {
            let Some(text) = self.cursor.raw_argument() else { return Err(self.bare("sideset", range)) };
            let at = self.cursor.at() - 1 - text.len();
            corners.push(self.nested(text, at, context)?);
        }
        let Atom { expr, limits } = match self.cursor.peek() {
            Some((Token::Command(_), _)) => self.atom(context)?,
            _ => return Err(self.bare("sideset", range)),
        };
        let behind = match corners.pop() {
            Some(Expr::Scripts { base, sub, sup, .. }) if is_nothing(&base) => {
                Expr::Scripts { base: Box::new(expr), sub, sup, limits: false }
            }
            Some(other) if !is_nothing(&other) => Expr::Row(vec![expr, other]),
            _ => expr,
        };
        corners.push(behind);
        corners.retain(|corner| !is_nothing(corner));
        Ok(Atom { expr: row(corners), limits: if limits == Limits::Never { Limits::InDisplay } else { limits } })
    }

    /// `\textcircled{1}`; in brackets if there is no such sign.
    pub(super) fn circled(&mut self, range: Range<usize>) -> Outcome<Expr> {
        let text = match self.cursor.raw_argument() {
            Some(text) => text.trim().to_owned(),
            None => match self.cursor.next() {
                Some((Token::Char(c), _)) if !"{}&^_".contains(c) => c.to_string(),
                _ => return Err(self.bare("textcircled", range)),
            },
        };
        if let Some(sign) = circle(&text) {
            return Ok(Expr::Text(sign.into()));
        }
        let message = "there is no character for \\textcircled of this; it is printed in brackets";
        let fault = self.fault(range, message).harmless();
        self.faults.push(fault);
        Ok(Expr::Text(format!("({})", text.chars().filter(|c| !c.is_control()).collect::<String>())))
    }

    /// The complaint about a command without its arguments.
    fn bare(&self, name: &str, range: Range<usize>) -> Box<super::Fault> {
        self.fault(range, message!("\\{name} lacks its argument", name)).boxed()
    }
}

/// The circled sign of a number up to 20 or of a letter.
fn circle(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let code = match (text.parse::<u32>(), chars.next(), chars.next()) {
        (Ok(0), ..) => 0x24ea,
        (Ok(number @ 1..=20), ..) => 0x2460 + number - 1,
        (_, Some(c @ 'A'..='Z'), None) => 0x24b6 + (c as u32 - 'A' as u32),
        (_, Some(c @ 'a'..='z'), None) => 0x24d0 + (c as u32 - 'a' as u32),
        _ => return None,
    };
    char::from_u32(code)
}
