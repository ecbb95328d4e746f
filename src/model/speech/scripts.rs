//! What stands below and above a part: indices, powers, primes, charges, limits.

use super::letters;
use super::shape::{is_empty, is_simple, is_upright, plain};
use super::speaker::Speaker;
use super::text::{Tongue, Word};
use crate::model::math::{Class, Expr, Face};

impl Speaker {
    /// Says a part with what stands below and above it.
    pub(super) fn scripts(&mut self, base: &Expr, sub: Option<&Expr>, sup: Option<&Expr>, limits: bool) {
        let (sub, sup) = (sub.filter(|part| !is_empty(part)), sup.filter(|part| !is_empty(part)));
        match plain(base) {
            Expr::Symbol { text, class: Class::Large, .. } => return self.large(text, sub, sup),
            Expr::Function(name) if self.function_with(name, sub, sup) => return,
            // A map with its name, and a reaction with its conditions.
            Expr::Symbol { text, .. } if limits && text == "→" => self.word("右箭头", "right arrow"),
            Expr::Symbol { text, .. } if limits && text == "⟶" => self.word("生成", "yields"),
            base if needs_group(base) => {
                self.word("整体开始", "begin group");
                self.expr(base);
                self.word("整体结束", "end group");
            }
            base => self.expr(base),
        }
        if limits {
            self.piece(sup, Word("上方", "with"), Word("上方结束", ""), Word("", "above"));
            return self.piece(sub, Word("下方", "with"), Word("下方结束", ""), Word("", "below"));
        }
        self.text.go_on();
        if let Some(sub) = sub {
            self.index(base, sub);
        }
        if let Some(sup) = sup {
            self.raised(base, sup);
        }
    }

    /// A part over or under another, between words.
    fn piece(&mut self, part: Option<&Expr>, open: Word, close: Word, behind: Word) {
        let Some(part) = part else { return };
        self.between(open, close, part);
        self.text.say(behind.of(self.tongue));
    }

    fn index(&mut self, base: &Expr, sub: &Expr) {
        // The elements of a molecule are counted without a word.
        if matches!(plain(sub), Expr::Number { .. }) && is_upright(plain(base), 1) && !is_empty(base) {
            return self.expr(sub);
        }
        let open = if is_empty(base) { Word("下标", "subscript") } else { Word("下标", "sub") };
        self.between(open, Word("下标结束", "end sub"), sub);
    }

    fn raised(&mut self, base: &Expr, sup: &Expr) {
        match plain(sup) {
            Expr::Row(items) if items.first().is_some_and(|first| prime(first).is_some()) => {
                let primes = items.iter().take_while(|item| prime(item).is_some()).count();
                items[..primes].iter().filter_map(prime).for_each(|word| self.text.say(word.of(self.tongue)));
                if let Some(rest) = items.get(primes..).filter(|rest| !rest.is_empty()) {
                    match rest {
                        [only] => self.raised(base, only),
                        rest => rest.iter().for_each(|item| self.expr(item)),
                    }
                }
            }
            sup if is_empty(base) => {
                if !self.high_sign(base, sup) {
                    self.superscript(sup);
                }
            }
            Expr::Number { text, .. } if text == "2" => self.word("的平方", "squared"),
            Expr::Number { text, .. } if text == "3" => self.word("的立方", "cubed"),
            sup if self.high_sign(base, sup) => {}
            sup if is_power(sup) => {
                self.word("的", "to the power");
                self.expr(sup);
                match self.tongue {
                    Tongue::Chinese => self.text.say("次方"),
                    Tongue::English if is_simple(sup) || is_signed(sup) => {}
                    Tongue::English => self.text.say("end power"),
                }
            }
            sup => self.superscript(sup),
        }
    }

    fn superscript(&mut self, sup: &Expr) {
        if let Some((amount, sign)) = charge(sup) {
            self.word("上标", "superscript");
            amount.iter().for_each(|part| self.expr(part));
            return match sign {
                '+' => self.word("正", "positive"),
                _ => self.word("负", "negative"),
            };
        }
        self.between(Word("上标", "superscript"), Word("上标结束", "end superscript"), sup);
    }

    /// Says a sign that means something of its own where it stands high; whether it does.
    fn high_sign(&mut self, base: &Expr, sup: &Expr) -> bool {
        if let Some(word) = prime(sup) {
            self.text.say(word.of(self.tongue));
            return true;
        }
        let Expr::Symbol { text, face, .. } = plain(sup) else { return false };
        let word = match text.as_str() {
            "∘" | "°" if is_empty(base) || matches!(plain(base), Expr::Number { .. }) => Word("度", "degrees"),
            "⊤" => Word("的转置", "transpose"),
            "T" if *face == Face::Upright => Word("的转置", "transpose"),
            "∗" | "*" => Word("星号", "star"),
            "†" => Word("剑号", "dagger"),
            "⊥" => Word("上标垂直", "perp"),
            _ => return false,
        };
        self.text.say(word.of(self.tongue));
        true
    }
}

/// The charge of an ion: an amount, if there is one, and a sign.
fn charge(sup: &Expr) -> Option<(&[Expr], char)> {
    let items = match plain(sup) {
        Expr::Row(items) => items.as_slice(),
        only => std::slice::from_ref(only),
    };
    let (Expr::Symbol { text, .. }, amount) = items.split_last()? else { return None };
    let sign = text.chars().next().filter(|sign| matches!(sign, '+' | '−' | '-'))?;
    amount
        .iter()
        .all(|part| matches!(part, Expr::Number { .. } | Expr::Symbol { class: Class::Ordinary, .. }))
        .then_some((amount, sign))
}

/// The word of primes.
fn prime(expr: &Expr) -> Option<Word> {
    let Expr::Symbol { text, .. } = expr else { return None };
    Some(match text.as_str() {
        "′" | "'" => Word("一撇", "prime"),
        "″" => Word("两撇", "double prime"),
        "‴" => Word("三撇", "triple prime"),
        "⁗" => Word("四撇", "quadruple prime"),
        _ => return None,
    })
}

/// Whether a listener would not know where a base begins.
fn needs_group(base: &Expr) -> bool {
    match base {
        Expr::Row(_) => !is_empty(base) && !is_simple(base),
        // What is longer ends with a word of its own.
        Expr::Fraction { numerator, denominator, .. } => is_simple(numerator) && is_simple(denominator),
        Expr::Root { radicand, .. } => is_simple(radicand),
        Expr::Scripts { base, sup, .. } => sup.is_some() || !is_simple(base),
        Expr::Aligned(_) | Expr::Gathered(_) => true,
        Expr::Symbol { .. }
        | Expr::Number { .. }
        | Expr::Text(_)
        | Expr::Reference { .. }
        | Expr::Function(_)
        | Expr::Fenced { .. }
        | Expr::SizedDelimiter { .. }
        | Expr::Matrix { .. }
        | Expr::Cases { .. }
        | Expr::Accent { .. }
        | Expr::Space(_)
        | Expr::Sized(..)
        | Expr::Colored(..)
        | Expr::Negated(_)
        | Expr::Boxed(_)
        | Expr::Phantom(_) => false,
    }
}

/// Whether what stands high is a power rather than a name, a charge or a number in brackets.
fn is_power(sup: &Expr) -> bool {
    match plain(sup) {
        Expr::Number { .. } | Expr::Fraction { .. } | Expr::Root { .. } => true,
        Expr::Symbol { text, face, .. } => {
            let letter = text.chars().next().is_some_and(|c| c.is_alphabetic() || letters::greek(c).is_some());
            letter && text != "T" && *face != Face::Upright
        }
        Expr::Scripts { base, .. } | Expr::Accent { base, .. } => is_power(base) || !is_simple(base),
        Expr::Row(items) => {
            let begins = match items.first() {
                Some(Expr::Symbol { class: Class::Opening, .. } | Expr::Text(_)) => false,
                Some(Expr::Symbol { class: Class::Ordinary, face: Face::Upright, .. }) => !is_simple(sup),
                Some(_) => true,
                None => false,
            };
            begins && charge(sup).is_none()
        }
        Expr::Sized(..)
        | Expr::Colored(..)
        | Expr::Text(_)
        | Expr::Reference { .. }
        | Expr::Function(_)
        | Expr::Fenced { .. }
        | Expr::SizedDelimiter { .. }
        | Expr::Matrix { .. }
        | Expr::Cases { .. }
        | Expr::Aligned(_)
        | Expr::Gathered(_)
        | Expr::Space(_)
        | Expr::Negated(_)
        | Expr::Boxed(_)
        | Expr::Phantom(_) => false,
    }
}

/// Whether a part is one sign behind a plus or minus.
fn is_signed(expr: &Expr) -> bool {
    match expr {
        Expr::Row(items) => match items.as_slice() {
            [Expr::Symbol { text, .. }, part] => matches!(text.as_str(), "−" | "-" | "+") && is_simple(part),
            _ => false,
        },
        _ => false,
    }
}
