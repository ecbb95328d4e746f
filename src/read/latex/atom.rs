//! One part of a formula without its scripts: a group, a number, words, a sign; what
//! is no known command is printed by its name.

use std::ops::Range;

use super::Fault;
use super::cursor::Token;
use super::parser::{Atom, Context, Limits, Outcome, Parser, nothing, row};
use super::symbol::{self, Meaning};
use crate::diag::message;
use crate::model::math::{Class, Expr, Face};

impl Parser<'_> {
    /// One part without scripts.
    pub(super) fn atom(&mut self, context: Context) -> Outcome<Atom> {
        let Some((token, range)) = self.cursor.next() else {
            return Ok(nothing().into());
        };
        match token {
            Token::Command(name) => {
                let level = self.enter(range.clone())?;
                let atom = self.command(name, range, context);
                self.leave(level);
                atom
            }
            Token::Char('{') => Ok(self.group(range, context)?.into()),
            Token::Char('~') => Ok(Expr::Space(0.25).into()),
            Token::Char(c @ ('#' | '$')) => Err(self
                .fault(range, message!("“{c}” has no meaning in a formula", c))
                .hint(message!("write \\{c} for the character itself", c))
                .boxed()),
            Token::Char(c) if c.is_ascii_digit() => Ok(self.number(c, context).into()),
            Token::Char(c) if is_wordlike(c) => Ok(self.words(c).into()),
            Token::Char(c) if c.is_whitespace() => Ok(Expr::Space(if c == '\u{3000}' { 1.0 } else { 0.25 }).into()),
            Token::Char(c) => Ok(symbol::expression(symbol::character(c), face_of(c, context)).into()),
        }
    }

    /// What stands in braces; the first one is taken.
    pub(super) fn group(&mut self, range: Range<usize>, context: Context) -> Outcome<Expr> {
        let level = self.enter(range.clone())?;
        let items = self.row(context)?;
        self.leave(level);
        if !self.cursor.eat('}') {
            return Err(self.unclosed("{", range));
        }
        Ok(row(items))
    }

    /// The complaint about something that is never closed.
    pub(super) fn unclosed(&self, what: &str, range: Range<usize>) -> Box<Fault> {
        match self.cursor.peek() {
            Some((Token::Char('&'), range)) => self
                .fault(range, "“&” stands outside of an environment with columns")
                .hint("write \\& for the character itself")
                .boxed(),
            _ => self.fault(range, message!("“{what}” is not closed in the formula", what)).boxed(),
        }
    }

    /// A number: digits with at most one point among them.
    pub(super) fn number(&mut self, first: char, context: Context) -> Expr {
        let mut text = String::from(first);
        let mut point = false;
        loop {
            let mut ahead = self.cursor.rest().chars();
            match (ahead.next(), ahead.next()) {
                (Some(c), _) if c.is_ascii_digit() => text.push(c),
                (Some('.'), Some(c)) if c.is_ascii_digit() && !point => {
                    point = true;
                    text.push('.');
                }
                _ => break,
            }
            self.cursor.advance(1);
        }
        Expr::Number { text, face: face_of(first, context) }
    }

    /// Words of a script that has no italic letters, such as Chinese.
    pub(super) fn words(&mut self, first: char) -> Expr {
        let mut text = String::from(first);
        let rest = self.cursor.rest();
        let more = &rest[..rest.find(|c| !is_wordlike(c)).unwrap_or(rest.len())];
        text.push_str(more);
        self.cursor.advance(more.len());
        Expr::Text(text)
    }

    /// The next argument: a group or one token.
    pub(super) fn argument(&mut self, context: Context, of: &str, range: Range<usize>) -> Outcome<Expr> {
        match self.cursor.peek() {
            None
            | Some((Token::Char('}' | '&' | '^' | '_'), _) | (Token::Command("\\" | "end" | "right" | "middle"), _)) => {
                let fault = self.fault(range, message!("“{of}” lacks its argument", of)).harmless();
                self.faults.push(fault);
                Ok(nothing())
            }
            Some((Token::Char(c), _)) if c.is_ascii_digit() => {
                self.cursor.next();
                Ok(Expr::Number { text: c.into(), face: face_of(c, context) })
            }
            Some((Token::Char('\''), _)) => self.primes(context),
            Some(_) => Ok(self.atom(context)?.expr),
        }
    }

    /// The meaning of a token for the structure-less rest: a symbol.
    pub(super) fn symbol(&mut self, name: &str, range: Range<usize>, context: Context) -> Atom {
        let Some(meaning) = symbol::command(name) else {
            return self.unknown(name, range).into();
        };
        let limits = match &meaning {
            Meaning::Sign(sign, Class::Large) if !is_integral(sign) => Limits::InDisplay,
            Meaning::Function(name)
                if matches!(
                    name.as_str(),
                    "lim" | "lim inf" | "lim sup" | "max" | "min" | "sup" | "inf" | "det" | "gcd" | "Pr"
                ) =>
            {
                Limits::InDisplay
            }
            _ => Limits::Never,
        };
        let face = match &meaning {
            Meaning::Sign(sign, _) => sign.chars().next().map_or(context.face, |c| face_of(c, context)),
            Meaning::Function(_) | Meaning::Space(_) => context.face,
        };
        Atom { expr: symbol::expression(meaning, face), limits }
    }

    /// Notes an unknown command; its name is printed in its place.
    pub(super) fn unknown(&mut self, name: &str, range: Range<usize>) -> Expr {
        let message = message!("unknown command \\{name} in the formula; its name is printed", name);
        let fault = self.fault(range, message).harmless();
        let fault = match crate::diag::nearest(name, super::names::COMMANDS.iter().copied()) {
            Some(near) if near != name => fault.hint(message!("did you mean \\{near}?", near)),
            _ => fault.hint(message!("define it before with \\newcommand{\\{name}}{…}, or write its meaning", name)),
        };
        self.faults.push(fault);
        Expr::Text(std::iter::once('\\').chain(name.chars().filter(|c| !c.is_control())).collect())
    }
}

/// The face of a character: `\boldsymbol` keeps the posture that it has.
pub(super) fn face_of(c: char, context: Context) -> Face {
    if !context.bold {
        return context.face;
    }
    match context.face {
        Face::Default | Face::Italic if c.is_ascii_digit() || matches!(c, 'Α'..='Ω' | '∇') => Face::Bold,
        Face::Default | Face::Italic | Face::BoldItalic => Face::BoldItalic,
        Face::Upright | Face::Bold => Face::Bold,
        Face::Script | Face::BoldScript => Face::BoldScript,
        Face::Fraktur | Face::BoldFraktur => Face::BoldFraktur,
        Face::SansSerif | Face::SansSerifBold => Face::SansSerifBold,
        Face::SansSerifItalic | Face::SansSerifBoldItalic => Face::SansSerifBoldItalic,
        face @ (Face::DoubleStruck | Face::Monospace) => face,
    }
}

/// Characters of scripts without italics and letter-like use in formulas, such
/// as Chinese with its punctuation.
fn is_wordlike(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fff}' | '\u{3001}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{1b000}'..='\u{1b16f}' | '\u{1f000}'..='\u{1faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn is_integral(sign: &str) -> bool {
    sign.starts_with(|c| matches!(c, '∫'..='∳' | '⨋'..='⨜'))
}
