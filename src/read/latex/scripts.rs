//! What stands above and below a part: scripts, limits, primes.

use std::ops::Range;

use super::cursor::Token;
use super::parser::{Atom, Context, Limits, Outcome, Parser, nothing, row};
use super::{Fault, symbol};
use crate::diag::message;
use crate::model::math::{Class, Expr, Face};

/// How many scripts too many a part may have: each is a level of the tree.
const MAX_DOUBLED: usize = 4;

impl Parser<'_> {
    /// A part with its scripts.
    pub(super) fn scripted(&mut self, context: Context) -> Outcome<Expr> {
        let atom = match self.cursor.peek() {
            Some((Token::Char('^' | '_' | '\''), _)) => nothing().into(),
            _ => self.atom(context)?,
        };
        self.scripts(atom, context)
    }

    /// The scripts that follow a part.
    pub(super) fn scripts(&mut self, atom: Atom, context: Context) -> Outcome<Expr> {
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

    /// `'''` and a superscript behind it.
    pub(super) fn primes(&mut self, context: Context) -> Outcome<Expr> {
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

    fn doubled(&self, mark: char, range: Range<usize>) -> Fault {
        let message = match mark {
            '_' => message!("the formula has two subscripts at one place"),
            _ => message!("the formula has two superscripts at one place"),
        };
        self.fault(range, message).hint("put braces around the part that carries the first one")
    }
}
