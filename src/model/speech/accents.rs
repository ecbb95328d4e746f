//! The names of signs over and under a part.

use super::shape::is_simple;
use super::speaker::Speaker;
use super::text::{Tongue, Word};
use crate::model::math::Expr;

impl Speaker {
    /// Says a part with a sign over or under it; one of several signs stands between the
    /// name of the sign and its end.
    pub(super) fn accent(&mut self, base: &Expr, sign: char, under: bool) {
        let Word(chinese, english) = name(sign, under);
        if sign == '→' && !under && is_simple(base) {
            self.word("向量", "vector");
            return self.expr(base);
        }
        if is_simple(base) && !chinese.is_empty() {
            self.expr(base);
            return self.word(chinese, english);
        }
        match self.tongue {
            Tongue::English => self.text.say("start"),
            Tongue::Chinese => {}
        }
        let said = |speaker: &mut Self| match chinese {
            "" => speaker.text.say(sign.encode_utf8(&mut [0; 4])),
            chinese => speaker.word(chinese, english),
        };
        match self.tongue {
            Tongue::English => {
                said(self);
                self.expr(base);
                self.text.say("end");
                said(self);
            }
            Tongue::Chinese => {
                said(self);
                self.text.say("开始");
                self.expr(base);
                said(self);
                self.text.say("结束");
            }
        }
    }
}

/// The name of a sign; empty for one that has none.
fn name(sign: char, under: bool) -> Word {
    match (sign, under) {
        ('^' | 'ˆ', false) => Word("尖帽", "hat"),
        ('~' | '˜' | '∼', false) => Word("波浪", "tilde"),
        ('~' | '˜' | '∼', true) => Word("下波浪线", "under tilde"),
        ('¯' | '‾' | 'ˉ' | '_', false) => Word("上横线", "bar"),
        ('¯' | '‾' | 'ˉ' | '_', true) => Word("下划线", "underline"),
        ('→' | '⇀', false) => Word("上右箭头", "right arrow above"),
        ('→' | '⇀', true) => Word("下右箭头", "right arrow below"),
        ('←' | '↼', false) => Word("上左箭头", "left arrow above"),
        ('←' | '↼', true) => Word("下左箭头", "left arrow below"),
        ('↔', false) => Word("上双向箭头", "double arrow above"),
        ('↔', true) => Word("下双向箭头", "double arrow below"),
        ('˙', _) => Word("一点", "dot"),
        ('¨', _) => Word("两点", "double dot"),
        ('⃛', _) => Word("三点", "triple dot"),
        ('⃜', _) => Word("四点", "quadruple dot"),
        ('ˇ', _) => Word("倒尖帽", "check"),
        ('˘', _) => Word("短音符", "breve"),
        ('´', _) => Word("锐音符", "acute"),
        ('`', _) => Word("钝音符", "grave"),
        ('˚', _) => Word("圆圈", "ring"),
        ('⏞' | '⏠', _) => Word("上花括号", "overbrace"),
        ('⏟' | '⏡', _) => Word("下花括号", "underbrace"),
        ('⎴', _) => Word("上方括号", "overbracket"),
        ('⎵', _) => Word("下方括号", "underbracket"),
        ('⏜', _) => Word("上弧线", "arc above"),
        ('⏝', _) => Word("下弧线", "arc below"),
        _ => Word("", ""),
    }
}
