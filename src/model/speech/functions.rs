//! The names of functions, and what stands with those that take limits.

use super::shape::plain;
use super::speaker::Speaker;
use super::text::{Tongue, Word};
use crate::model::math::Expr;

impl Speaker {
    /// Says the name of a function.
    pub(super) fn function(&mut self, name: &str) {
        match word(name) {
            Some(word) => self.text.say(word.of(self.tongue)),
            None => self.text.say(name),
        }
    }

    /// Says a function together with what stands under it, where that means more than an
    /// index: a limit, a greatest value, the base of a logarithm. Whether it does.
    pub(super) fn function_with(&mut self, name: &str, sub: Option<&Expr>, sup: Option<&Expr>) -> bool {
        let (Some(sub), None) = (sub, sup) else { return false };
        match (name, self.tongue) {
            ("log" | "lg", Tongue::Chinese) => {
                self.text.say("以");
                self.expr(sub);
                self.text.say("为底的对数");
            }
            ("log" | "lg", Tongue::English) => {
                self.text.say("log base");
                self.expr(sub);
                self.text.say("of");
            }
            ("lim" | "lim inf" | "lim sup" | "liminf" | "limsup", Tongue::Chinese) => {
                self.text.say("当");
                self.limit(sub);
                self.text.say("时的");
                self.function(name);
            }
            ("lim" | "lim inf" | "lim sup" | "liminf" | "limsup", Tongue::English) => {
                self.text.say("the");
                self.function(name);
                self.text.say("as");
                self.limit(sub);
                self.text.say("of");
            }
            (name, tongue) if takes_range(name) => match tongue {
                Tongue::Chinese => {
                    self.text.say("对");
                    self.expr(sub);
                    self.text.say("取");
                    self.function(name);
                    self.text.pause();
                }
                Tongue::English => {
                    self.text.say("the");
                    self.function(name);
                    self.text.say("over");
                    self.expr(sub);
                    self.text.say("of");
                }
            },
            _ => return false,
        }
        true
    }

    /// What stands under a limit: its arrow says where something tends to.
    fn limit(&mut self, sub: &Expr) {
        let Expr::Row(items) = plain(sub) else { return self.expr(sub) };
        let arrow = |item: &Expr| matches!(item, Expr::Symbol { text, .. } if matches!(text.as_str(), "→" | "⟶"));
        match items.iter().position(arrow) {
            Some(at) => {
                self.parts(&items[..at]);
                self.word("趋于", "approaches");
                self.parts(&items[at + 1..]);
            }
            None => self.expr(sub),
        }
    }
}

/// Whether what stands under a function is what it ranges over.
fn takes_range(name: &str) -> bool {
    matches!(name, "max" | "min" | "sup" | "inf" | "argmax" | "argmin" | "arg max" | "arg min")
}

/// The word of a function that has one.
fn word(name: &str) -> Option<Word> {
    Some(match name {
        "sin" => Word("正弦", "sine"),
        "cos" => Word("余弦", "cosine"),
        "tan" | "tg" => Word("正切", "tangent"),
        "cot" | "ctg" | "cotg" => Word("余切", "cotangent"),
        "sec" => Word("正割", "secant"),
        "csc" | "cosec" => Word("余割", "cosecant"),
        "arcsin" => Word("反正弦", "arc sine"),
        "arccos" => Word("反余弦", "arc cosine"),
        "arctan" | "arctg" => Word("反正切", "arc tangent"),
        "arccot" | "arcctg" => Word("反余切", "arc cotangent"),
        "sinh" | "sh" => Word("双曲正弦", "hyperbolic sine"),
        "cosh" | "ch" => Word("双曲余弦", "hyperbolic cosine"),
        "tanh" | "th" => Word("双曲正切", "hyperbolic tangent"),
        "coth" | "cth" => Word("双曲余切", "hyperbolic cotangent"),
        "log" => Word("对数", "log"),
        "lg" => Word("常用对数", "common log"),
        "ln" => Word("自然对数", "natural log"),
        "exp" => Word("指数函数", "exponential"),
        "lim" => Word("极限", "limit"),
        "lim inf" | "liminf" => Word("下极限", "limit inferior"),
        "lim sup" | "limsup" => Word("上极限", "limit superior"),
        "max" => Word("最大值", "maximum"),
        "min" => Word("最小值", "minimum"),
        "sup" => Word("上确界", "supremum"),
        "inf" => Word("下确界", "infimum"),
        "argmax" | "arg max" => Word("最大值点", "arg max"),
        "argmin" | "arg min" => Word("最小值点", "arg min"),
        "arg" => Word("辐角", "argument"),
        "det" => Word("行列式", "determinant"),
        "dim" => Word("维数", "dimension"),
        "ker" => Word("核", "kernel"),
        "deg" => Word("次数", "degree"),
        "gcd" => Word("最大公约数", "greatest common divisor"),
        "lcm" => Word("最小公倍数", "least common multiple"),
        "rank" => Word("秩", "rank"),
        "tr" | "Tr" => Word("迹", "trace"),
        "diag" => Word("对角矩阵", "diagonal matrix"),
        "sgn" | "sign" => Word("符号函数", "sign"),
        "mod" => Word("模", "modulo"),
        "Pr" => Word("概率", "probability"),
        "Var" | "var" => Word("方差", "variance"),
        "Cov" | "cov" => Word("协方差", "covariance"),
        "grad" => Word("梯度", "gradient"),
        "div" => Word("散度", "divergence"),
        "rot" | "curl" => Word("旋度", "curl"),
        _ => return None,
    })
}
