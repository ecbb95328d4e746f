//! The parts of a formula are said one after the other: rows, words of letters, signs.

use super::brackets;
use super::elements;
use super::letters;
use super::shape::{
    THIN, bond, ends_a_symbol, follows_number, is_degrees, is_group, is_minus, is_simple, is_upright, letter, opens,
};
use super::signs;
use super::text::{Text, Tongue, Word};
use crate::model::math::{Class, Expr, Face};

/// The space from which on a listener hears a pause, in units of the font size.
const PAUSE: f32 = 0.9;

/// Who says a formula.
pub(super) struct Speaker {
    /// The language.
    pub tongue: Tongue,
    /// What has been said.
    pub text: Text,
}

impl Speaker {
    pub(super) fn new(tongue: Tongue) -> Self {
        Self { tongue, text: Text::new(tongue) }
    }

    pub(super) fn finish(mut self) -> String {
        // A picture without words is one that nobody described.
        if self.text.is_empty() {
            self.word("空公式", "empty formula");
        }
        self.text.finish()
    }

    /// Says words in the language.
    pub(super) fn word(&mut self, chinese: &'static str, english: &'static str) {
        self.text.say(Word(chinese, english).of(self.tongue));
    }

    /// Says one part.
    pub(super) fn expr(&mut self, expr: &Expr) {
        if self.text.is_full() {
            return;
        }
        match expr {
            Expr::Row(items) => self.parts(items),
            Expr::Symbol { text, class, face } => self.sign(text, *class, *face),
            Expr::Number { text, face } => {
                self.face(*face);
                self.text.say(text);
            }
            Expr::Text(words) | Expr::Reference { text: words, .. } => self.text.say(words),
            Expr::Function(name) => self.function(name),
            Expr::Fraction { numerator, denominator, line } => self.fraction(numerator, denominator, *line),
            Expr::Root { radicand, index } => self.root(radicand, index.as_deref()),
            Expr::Scripts { base, sub, sup, limits } => self.scripts(base, sub.as_deref(), sup.as_deref(), *limits),
            Expr::Fenced { open, close, body } => self.fenced(*open, *close, body),
            Expr::SizedDelimiter { text, class, .. } => self.delimiter(*text, *class),
            Expr::Matrix { rows, .. } => self.matrix(rows, false),
            Expr::Cases { rows, .. } => self.cases(rows),
            Expr::Aligned(rows) => self.lines(rows.iter().map(Vec::as_slice)),
            Expr::Gathered(lines) => self.lines(lines.iter().map(std::slice::from_ref)),
            Expr::Accent { base, sign, under, .. } => self.accent(base, *sign, *under),
            Expr::Space(width) if *width >= PAUSE => self.text.pause(),
            Expr::Space(_) | Expr::Phantom(_) => {}
            Expr::Sized(_, body) | Expr::Colored(_, body) => self.expr(body),
            Expr::Negated(body) => self.between(Word("划去", "crossed out"), Word("划去结束", "end crossed out"), body),
            Expr::Boxed(body) => self.between(Word("方框", "box"), Word("方框结束", "end box"), body),
        }
    }

    /// Says a part between two words; the closing one where the part is more than a sign.
    pub(super) fn between(&mut self, open: Word, close: Word, body: &Expr) {
        self.text.say(open.of(self.tongue));
        self.expr(body);
        if !is_simple(body) {
            self.text.say(close.of(self.tongue));
        }
    }

    /// Says parts that follow each other.
    pub(super) fn parts(&mut self, items: &[Expr]) {
        let mut at = 0;
        // A sign before which nothing stands that it could join is that of a number.
        let mut begins = true;
        while let Some(item) = items.get(at) {
            let before = at.checked_sub(1).and_then(|before| items.get(before));
            let (taken, joined) = (self.joined(&items[at..]), matches!(item, Expr::Space(_) | Expr::Phantom(_)));
            if taken > 0 {
                at += taken;
                begins = false;
                continue;
            }
            if let Some(Word(chinese, english)) = bond(item, before, items.get(at + 1)) {
                self.word(chinese, english);
                at += 1;
                continue;
            }
            match item {
                Expr::Symbol { text, .. } if at > 0 && !begins && text == "!" => self.word("的阶乘", "factorial"),
                item if begins && is_minus(item) => self.word("负", "negative"),
                Expr::Symbol { text, .. } if text == "/" => {
                    let units = before.is_some_and(|part| is_upright(part, 2));
                    let units = units && items.get(at + 1).is_some_and(|part| is_upright(part, 2));
                    if units { self.word("每", "per") } else { self.word("除以", "divided by") }
                }
                Expr::Symbol { text, .. } if text == "Ω" && follows_number(&items[..at]) => {
                    self.word("欧姆", "ohms");
                }
                Expr::Symbol { text, .. } if matches!(text.as_str(), "→" | "⟶") => {
                    if before.is_some_and(|part| is_upright(part, 2)) {
                        self.word("生成", "yields");
                    } else {
                        self.word("到", "to");
                    }
                }
                item => self.expr(item),
            }
            if !joined {
                begins = opens(item);
            }
            at += 1;
        }
    }

    /// Says what several parts are together: a word of upright letters, a number in groups
    /// of three digits, degrees of a scale; how many parts that were.
    fn joined(&mut self, items: &[Expr]) -> usize {
        match items {
            [Expr::Number { text, face }, ..] => {
                let mut number = text.clone();
                let mut taken = 1;
                while let [Expr::Space(width), Expr::Number { text, face: next }, ..] = &items[taken..] {
                    let thin = *width > 0.0 && *width <= THIN;
                    if !thin || next != face || !is_group(text, number.contains('.')) {
                        break;
                    }
                    number.push_str(text);
                    taken += 2;
                }
                self.face(*face);
                self.text.say(&number);
                taken
            }
            [degrees, Expr::Symbol { text, face: Face::Upright, .. }, ..]
                if is_degrees(degrees) && matches!(text.as_str(), "C" | "F") =>
            {
                match text.as_str() {
                    "C" => self.word("摄氏度", "degrees Celsius"),
                    _ => self.word("华氏度", "degrees Fahrenheit"),
                }
                2
            }
            [Expr::Symbol { text, face: Face::Upright, .. }, rest @ ..]
                if matches!(text.as_str(), "μ" | "µ") && rest.first().is_some_and(|next| letter(next).is_some()) =>
            {
                self.word("微", "micro");
                1
            }
            [first, ..] => {
                let Some((_, face)) = letter(first) else { return 0 };
                let word = items.iter().map_while(|item| letter(item).filter(|(_, other)| *other == face));
                let word: String = word.map(|(text, _)| text).collect();
                self.face(face);
                match face {
                    Face::Upright => self.text.say(&elements::spaced(&word)),
                    _ => self.text.say(&word),
                }
                // `Ca` of which the `a` carries the scripts.
                if items.get(word.len()).is_some_and(|next| ends_a_symbol(next, face)) {
                    self.text.glue();
                }
                word.len()
            }
            [] => 0,
        }
    }

    /// Says a sign that stands alone.
    fn sign(&mut self, text: &str, class: Class, face: Face) {
        if let Some(plain) = text.strip_suffix('\u{338}') {
            self.word("不", "not");
            return self.sign(plain, class, face);
        }
        let mut chars = text.chars();
        let (Some(first), None) = (chars.next(), chars.next()) else {
            self.face(face);
            return self.text.say(text);
        };
        match class {
            Class::Punctuation if matches!(first, ',' | ';' | '，' | '；' | '、') => return self.text.pause(),
            Class::Large => return self.large(text, None, None),
            // The stop at the end of a sentence.
            Class::Ordinary if matches!(first, '.' | '。') => return self.text.pause(),
            Class::Opening
            | Class::Closing
            | Class::Fence
            | Class::Ordinary
            | Class::Binary
            | Class::Relation
            | Class::Punctuation => {}
        }
        if let Some(word) = letters::faced_set(first, face) {
            return self.text.say(word.of(self.tongue));
        }
        self.face(face);
        if let Some((is_capital, name)) = letters::greek(first) {
            if is_capital {
                self.word("大写", "capital");
            }
            return self.text.say(name.of(self.tongue));
        }
        match signs::name(first) {
            Some(name) => self.text.say(name.of(self.tongue)),
            None if brackets::name(first).is_some() => self.delimiter(first, class),
            None => self.text.say(text),
        }
    }

    /// Says the face of the letters that follow, where it is more than posture.
    pub(super) fn face(&mut self, face: Face) {
        if let Some(name) = letters::face(face) {
            self.text.say(name.of(self.tongue));
        }
    }
}
