//! The parts of a formula are said one after the other: rows, signs, fractions and roots.

use super::brackets;
use super::elements;
use super::letters;
use super::signs;
use super::text::{Text, Tongue, Word};
use crate::model::math::{Class, Expr, Face, FractionLine};

/// The space from which on a listener hears a pause, in units of the font size.
const PAUSE: f32 = 0.9;

/// The space between the groups of a long number, or a number and its unit, at the most.
const THIN: f32 = 0.2;

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
            match item {
                Expr::Symbol { text, .. } if at > 0 && !begins && text == "!" => self.word("的阶乘", "factorial"),
                item if begins && is_minus(item) => self.word("负", "negative"),
                Expr::Symbol { text, .. } if text == "/" => {
                    let units = before.is_some_and(|part| is_upright(part, 2));
                    let units = units && items.get(at + 1).is_some_and(|part| is_upright(part, 2));
                    if units { self.word("每", "per") } else { self.word("除以", "divided by") }
                }
                Expr::Symbol { text, .. } if text == "Ω" && self.follows_number(&items[..at]) => {
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

    /// Whether an omega behind these parts is the unit.
    fn follows_number(&self, before: &[Expr]) -> bool {
        match before {
            [.., Expr::Number { .. }, Expr::Space(width)] => *width <= THIN,
            [.., Expr::Symbol { text, face: Face::Upright, .. }] => text.chars().all(|c| c.is_ascii_alphabetic()),
            _ => false,
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
                    if *width > THIN || *width <= 0.0 || next != face || text.split('.').any(|part| part.len() != 3) {
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

    fn fraction(&mut self, numerator: &Expr, denominator: &Expr, line: FractionLine) {
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

    fn root(&mut self, radicand: &Expr, index: Option<&Expr>) {
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

/// A part without what changes its look alone.
pub(super) fn plain(expr: &Expr) -> &Expr {
    let mut expr = expr;
    loop {
        expr = match expr {
            Expr::Sized(_, body) | Expr::Colored(_, body) => body,
            Expr::Row(items) => match items.as_slice() {
                [only] => only,
                _ => return expr,
            },
            _ => return expr,
        };
    }
}

/// Whether a part is one word for the ear, of which nobody asks where it ends.
pub(super) fn is_simple(expr: &Expr) -> bool {
    match plain(expr) {
        Expr::Symbol { .. } | Expr::Number { .. } | Expr::Function(_) | Expr::Reference { .. } => true,
        Expr::Text(words) => !words.trim().contains(char::is_whitespace),
        // A word of upright letters.
        Expr::Row(items) => {
            let face = items.first().and_then(letter).map(|(_, face)| face);
            items.iter().all(|item| letter(item).is_some_and(|(_, other)| Some(other) == face))
        }
        _ => false,
    }
}

/// Whether a part shows nothing.
pub(super) fn is_empty(expr: &Expr) -> bool {
    matches!(plain(expr), Expr::Row(items) if items.is_empty())
}

/// A letter that makes words with others of its face.
fn letter(expr: &Expr) -> Option<(&str, Face)> {
    match expr {
        Expr::Symbol { text, class: Class::Ordinary, face }
            if !matches!(face, Face::Default | Face::Italic | Face::DoubleStruck)
                && text.len() == 1
                && text.bytes().all(|byte| byte.is_ascii_alphabetic()) =>
        {
            Some((text, *face))
        }
        _ => None,
    }
}

/// Whether a part with scripts is a small letter of a face.
fn ends_a_symbol(expr: &Expr, face: Face) -> bool {
    let Expr::Scripts { base, .. } = expr else { return false };
    let small = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
    face == Face::Upright && letter(base).is_some_and(|(text, other)| other == face && small(text))
}

/// Whether a part is, or begins with, an upright letter, as units and chemical elements
/// are; asked so many levels deep.
pub(super) fn is_upright(expr: &Expr, levels: usize) -> bool {
    match expr {
        Expr::Symbol { face: Face::Upright, text, .. } => text.bytes().all(|byte| byte.is_ascii_alphabetic()),
        Expr::Scripts { base, .. } if levels > 0 => is_upright(base, levels - 1),
        Expr::Row(items) if levels > 0 => items.first().is_some_and(|first| is_upright(first, levels - 1)),
        _ => false,
    }
}

/// Whether a part is a minus.
pub(super) fn is_minus(expr: &Expr) -> bool {
    matches!(expr, Expr::Symbol { text, .. } if matches!(text.as_str(), "−" | "-"))
}

/// A ring that stands high and carries nothing, or the sign of degrees.
fn is_degrees(expr: &Expr) -> bool {
    match expr {
        Expr::Symbol { text, .. } => text == "°",
        Expr::Scripts { base, sub: None, sup: Some(sup), .. } => {
            is_empty(base) && matches!(plain(sup), Expr::Symbol { text, .. } if matches!(text.as_str(), "∘" | "°"))
        }
        _ => false,
    }
}

/// Whether a plus or minus behind a part belongs to what follows.
fn opens(expr: &Expr) -> bool {
    match expr {
        Expr::Symbol { class, .. } | Expr::SizedDelimiter { class, .. } => {
            matches!(class, Class::Binary | Class::Relation | Class::Large | Class::Opening | Class::Punctuation)
        }
        Expr::Scripts { base, .. } => match base.as_ref() {
            Expr::Symbol { class, .. } => matches!(class, Class::Relation | Class::Large),
            _ => false,
        },
        _ => false,
    }
}
