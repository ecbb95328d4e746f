//! Sums, products, integrals and unions with their bounds.

use super::speaker::Speaker;
use super::text::{Tongue, Word};
use crate::model::math::Expr;

impl Speaker {
    /// Says a large operator with what stands below and above it.
    pub(super) fn large(&mut self, sign: &str, sub: Option<&Expr>, sup: Option<&Expr>) {
        let (name, integrates) = name(sign);
        let name = name.map_or(sign, |name| name.of(self.tongue));
        match self.tongue {
            Tongue::Chinese => {
                match (sub, sup) {
                    (Some(sub), Some(sup)) => {
                        self.text.say("从");
                        self.expr(sub);
                        self.text.say("到");
                        self.expr(sup);
                    }
                    (Some(sub), None) => {
                        self.text.say(if integrates { "在" } else { "对" });
                        self.expr(sub);
                        self.text.say(if integrates { "上" } else { "" });
                    }
                    (None, Some(sup)) => {
                        self.text.say("到");
                        self.expr(sup);
                    }
                    (None, None) => return self.text.say(name),
                }
                self.text.say(name);
                self.text.pause();
            }
            Tongue::English => {
                self.text.say("the");
                self.text.say(name);
                match (sub, sup) {
                    (Some(sub), Some(sup)) => {
                        self.text.say("from");
                        self.expr(sub);
                        self.text.say("to");
                        self.expr(sup);
                    }
                    (Some(sub), None) => {
                        self.text.say("over");
                        self.expr(sub);
                    }
                    (None, Some(sup)) => {
                        self.text.say("to");
                        self.expr(sup);
                    }
                    (None, None) => {}
                }
                self.text.say("of");
            }
        }
    }
}

/// The name of an operator, and whether it integrates.
fn name(sign: &str) -> (Option<Word>, bool) {
    let (word, integrates) = match sign {
        "∑" => (Word("求和", "sum"), false),
        "∏" => (Word("求积", "product"), false),
        "∐" => (Word("余积", "coproduct"), false),
        "∫" => (Word("积分", "integral"), true),
        "∬" => (Word("二重积分", "double integral"), true),
        "∭" => (Word("三重积分", "triple integral"), true),
        "⨌" => (Word("四重积分", "quadruple integral"), true),
        "∮" => (Word("环路积分", "contour integral"), true),
        "∯" => (Word("闭曲面积分", "surface integral"), true),
        "∰" => (Word("闭体积分", "volume integral"), true),
        "⋃" => (Word("求并集", "union"), false),
        "⋂" => (Word("求交集", "intersection"), false),
        "⋁" => (Word("求析取", "disjunction"), false),
        "⋀" => (Word("求合取", "conjunction"), false),
        "⨁" => (Word("求直和", "direct sum"), false),
        "⨂" => (Word("求张量积", "tensor product"), false),
        "⨀" => (Word("求圈点积", "circled dot product"), false),
        "⨄" => (Word("求不交并", "disjoint union"), false),
        "⨆" => (Word("求方并", "square union"), false),
        "⨅" => (Word("求方交", "square intersection"), false),
        _ => return (None, false),
    };
    (Some(word), integrates)
}
