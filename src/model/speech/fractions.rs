//! Fractions and roots: one of single signs is said shortly, another ends with a word of its
//! own.

use super::shape::{is_empty, is_simple};
use super::speaker::Speaker;
use super::text::Tongue;
use crate::model::math::{Expr, FractionLine};

impl Speaker {
    /// Says a fraction.
    pub(super) fn fraction(&mut self, numerator: &Expr, denominator: &Expr, line: FractionLine) {
        if line == FractionLine::None {
            return self.stacked(numerator, denominator);
        }
        let short = is_simple(numerator) && is_simple(denominator);
        if !short {
            self.word("分数开始", "start fraction");
        }
        match self.tongue {
            Tongue::Chinese => {
                self.expr(denominator);
                self.text.say("分之");
                self.expr(numerator);
            }
            Tongue::English => {
                self.expr(numerator);
                self.text.say("over");
                self.expr(denominator);
            }
        }
        if !short {
            self.word("分数结束", "end fraction");
        }
    }

    /// One part over another without a line.
    fn stacked(&mut self, above: &Expr, below: &Expr) {
        self.word("上下排列", "start stack");
        self.expr(above);
        self.word("在上", "above");
        self.expr(below);
        self.word("在下", "end stack");
    }

    /// Says a root.
    pub(super) fn root(&mut self, radicand: &Expr, index: Option<&Expr>) {
        let short = is_simple(radicand);
        let third = matches!(index, Some(Expr::Number { text, .. }) if text == "3");
        if self.tongue == Tongue::English {
            self.text.say(if short { "the" } else { "start" });
        }
        match (index.filter(|index| !is_empty(index)), self.tongue) {
            (None, Tongue::Chinese) => {}
            (None, Tongue::English) => self.text.say("square root"),
            (Some(_), Tongue::English) if third => self.text.say("cube root"),
            (Some(index), Tongue::Chinese) => {
                self.expr(index);
                self.text.say("次");
            }
            (Some(index), Tongue::English) => {
                self.text.say("root of order");
                self.expr(index);
            }
        }
        match (short, self.tongue) {
            (true, Tongue::Chinese) => self.text.say("根号"),
            (false, Tongue::Chinese) => self.text.say("根号开始"),
            (true, Tongue::English) => self.text.say("of"),
            (false, Tongue::English) if index.is_some() => self.text.pause(),
            (false, Tongue::English) => {}
        }
        self.expr(radicand);
        if !short {
            self.word("根号结束", "end root");
        }
    }
}
