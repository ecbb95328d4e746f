//! Fractions, binomials and roots.

use std::ops::Range;

use super::cursor::Token;
use super::parser::{Atom, Context, Outcome, Parser, slashed};
use super::table::delimiter_of;
use crate::model::math::{Expr, FractionLine, Size};

impl Parser<'_> {
    pub(super) fn fraction(&mut self, name: &str, range: Range<usize>, context: Context) -> Outcome<Atom> {
        if name == "cfrac" {
            self.cursor.raw_option();
        }
        let inner = Context { display: name == "cfrac" && context.display, ..context };
        let above = self.argument(inner, &slashed(name), range.clone())?;
        let below = self.argument(inner, &slashed(name), range)?;
        let (above, below) = match name {
            "cfrac" => (in_size(Size::Display, above), in_size(Size::Display, below)),
            _ => (above, below),
        };
        let binomial = name.ends_with("binom");
        let line = if binomial { FractionLine::None } else { FractionLine::Line };
        let mut expr = Expr::Fraction { numerator: Box::new(above), denominator: Box::new(below), line };
        if binomial {
            expr = Expr::Fenced { open: Some('('), close: Some(')'), body: Box::new(expr) };
        }
        Ok(match name {
            "dfrac" | "dbinom" | "cfrac" => in_size(Size::Display, expr),
            "tfrac" | "tbinom" => in_size(Size::Text, expr),
            _ => expr,
        }
        .into())
    }

    pub(super) fn general_fraction(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let open = self.raw_delimiter();
        let close = self.raw_delimiter();
        let thickness = self.cursor.raw_argument().unwrap_or_default().trim().to_owned();
        let size = self.cursor.raw_argument().unwrap_or_default().trim().to_owned();
        let numerator = Box::new(self.argument(context.text(), "\\genfrac", range.clone())?);
        let denominator = Box::new(self.argument(context.text(), "\\genfrac", range)?);
        let line = if thickness.starts_with('0') { FractionLine::None } else { FractionLine::Line };
        let mut expr = Expr::Fraction { numerator, denominator, line };
        if open.is_some() || close.is_some() {
            expr = Expr::Fenced { open, close, body: Box::new(expr) };
        }
        Ok(match size.as_str() {
            "0" => in_size(Size::Display, expr),
            "1" => in_size(Size::Text, expr),
            "2" => in_size(Size::Script, expr),
            "3" => in_size(Size::ScriptScript, expr),
            _ => expr,
        }
        .into())
    }

    /// The delimiter of an argument of `\genfrac`, which may be empty.
    fn raw_delimiter(&mut self) -> Option<char> {
        let text = self.cursor.raw_argument()?.trim();
        match text.strip_prefix('\\') {
            Some(name) => delimiter_of(Token::Command(name)),
            None => text.chars().next().and_then(|c| delimiter_of(Token::Char(c))),
        }
    }

    pub(super) fn root(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let index = match self.cursor.peek() {
            Some((Token::Char('['), _)) => {
                let before = self.cursor.at();
                match self.cursor.raw_option() {
                    Some(text) => {
                        let skipped = self.cursor.at() - 1 - text.len() - before;
                        Some(Box::new(self.nested(text, before + skipped, context)?))
                    }
                    None => return Err(self.fault(range, "the index of \\sqrt is not closed").boxed()),
                }
            }
            _ => None,
        };
        let radicand = Box::new(self.argument(context, "\\sqrt", range)?);
        Ok(Expr::Root { radicand, index }.into())
    }
}

fn in_size(size: Size, expr: Expr) -> Expr {
    Expr::Sized(size, Box::new(expr))
}
