//! Brackets by their names, and what a pair of them means: an absolute value, a norm, a
//! binomial coefficient, a determinant.

use super::brackets::{Side, name};
use super::shape::{is_simple, plain};
use super::signs;
use super::speaker::Speaker;
use super::text::{Tongue, Word};
use crate::model::math::{Class, Expr, FractionLine};

impl Speaker {
    /// Says what stands between delimiters.
    pub(super) fn fenced(&mut self, open: Option<char>, close: Option<char>, body: &Expr) {
        match (open, close, plain(body)) {
            (Some('('), Some(')'), Expr::Fraction { numerator, denominator, line: FractionLine::None }) => {
                return self.binomial(numerator, denominator);
            }
            (Some('('), Some(')'), Expr::Matrix { rows, .. }) | (Some('['), Some(']'), Expr::Matrix { rows, .. }) => {
                return self.matrix(rows, false);
            }
            (Some('|'), Some('|'), Expr::Matrix { rows, .. }) => return self.matrix(rows, true),
            (Some('{'), None, Expr::Matrix { rows, .. } | Expr::Aligned(rows)) => return self.cases(rows),
            _ => {}
        }
        match (open, close) {
            (Some('|' | '∣'), Some('|' | '∣')) => {
                self.closed(Word("绝对值", "the absolute value of"), Word("绝对值结束", "end absolute value"), body);
            }
            (Some('‖' | '∥'), Some('‖' | '∥')) => {
                self.closed(Word("范数", "the norm of"), Word("范数结束", "end norm"), body);
            }
            (Some('⌊'), Some('⌋')) => {
                self.closed(Word("向下取整", "the floor of"), Word("取整结束", "end floor"), body);
            }
            (Some('⌈'), Some('⌉')) => {
                self.closed(Word("向上取整", "the ceiling of"), Word("取整结束", "end ceiling"), body);
            }
            _ => {
                open.into_iter().for_each(|open| self.delimiter(open, Class::Opening));
                self.expr(body);
                close.into_iter().for_each(|close| self.delimiter(close, Class::Closing));
            }
        }
    }

    /// Says a delimiter by its name.
    pub(super) fn delimiter(&mut self, sign: char, class: Class) {
        match name(sign) {
            Some((side, name)) => {
                // `]` may open, as in `]a, b[`.
                let closes = match class {
                    Class::Closing => true,
                    Class::Opening => false,
                    _ => side == Side::Close,
                };
                match (side, closes, self.tongue) {
                    (Side::Neither, ..) => {}
                    (_, false, Tongue::Chinese) => return self.text.say(&["左", name.0].concat()),
                    (_, true, Tongue::Chinese) => return self.text.say(&["右", name.0].concat()),
                    (_, false, Tongue::English) => self.text.say("open"),
                    (_, true, Tongue::English) => self.text.say("close"),
                }
                self.text.say(name.of(self.tongue));
            }
            None => match signs::name(sign) {
                Some(word) => self.text.say(word.of(self.tongue)),
                None => self.text.say(sign.encode_utf8(&mut [0; 4])),
            },
        }
    }

    /// A part between two words, both always there.
    fn closed(&mut self, open: Word, close: Word, body: &Expr) {
        self.text.say(open.of(self.tongue));
        self.expr(body);
        self.text.say(close.of(self.tongue));
    }

    fn binomial(&mut self, from: &Expr, taken: &Expr) {
        let short = is_simple(from) && is_simple(taken);
        self.word("二项式系数", "binomial");
        self.expr(from);
        self.word("选", "choose");
        self.expr(taken);
        if !short {
            self.word("二项式系数结束", "end binomial");
        }
    }
}
