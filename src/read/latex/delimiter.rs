//! Delimiters: those that grow with what they hold, and those of a size.

use std::ops::Range;

use super::cursor::Token;
use super::parser::{Atom, Context, Outcome, Parser, nothing, row};
use super::symbol;
use super::table::delimiter_of;
use crate::diag::message;
use crate::model::math::{Class, Expr};

impl Parser<'_> {
    pub(super) fn fenced(&mut self, range: Range<usize>, context: Context) -> Outcome<Atom> {
        let open = self.delimiter("left", range.clone())?;
        let body = row(self.row(context)?);
        match self.cursor.peek() {
            Some((Token::Command("right"), end)) => {
                self.cursor.next();
                let close = self.delimiter("right", end)?;
                Ok(Expr::Fenced { open, close, body: Box::new(body) }.into())
            }
            _ => Err(self.unclosed("\\left", range)),
        }
    }

    /// A delimiter; `.` is none.
    pub(super) fn delimiter(&mut self, of: &str, range: Range<usize>) -> Outcome<Option<char>> {
        let Some((token, at)) = self.cursor.next() else {
            return Err(self.fault(range, message!("\\{of} lacks its delimiter", of)).boxed());
        };
        if token == Token::Char('.') {
            return Ok(None);
        }
        match delimiter_of(token) {
            Some(c) => Ok(Some(c)),
            None => Err(self.fault(range.start..at.end, message!("\\{of} is not followed by a delimiter", of)).boxed()),
        }
    }

    pub(super) fn sized_delimiter(&mut self, name: &str, scale: f32, range: Range<usize>) -> Outcome<Atom> {
        let Some(text) = self.delimiter(name, range)? else {
            return Ok(nothing().into());
        };
        let class = match name.chars().last() {
            Some('l') => Class::Opening,
            Some('r') => Class::Closing,
            Some('m') => Class::Fence,
            _ => match symbol::character(text) {
                symbol::Meaning::Sign(_, class @ (Class::Opening | Class::Closing)) => class,
                _ => Class::Ordinary,
            },
        };
        Ok(Expr::SizedDelimiter { text, class, scale }.into())
    }
}
