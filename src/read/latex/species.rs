//! What has been read of the text in `\ce{…}`: symbols, coefficients, scripts and
//! states, as mhchem sets them (its manual, “Chemical Equations”).
//!
//! What a sign in the text means is decided in `chemistry`.

use super::chemical_scripts::script_signs;
use super::parser::row;
use super::symbol;
use crate::model::math::{Class, Expr, Face, FractionLine};

/// The reader of the text in the braces.
pub(super) struct Chemistry<'t> {
    /// The text.
    pub source: &'t str,
    /// The byte at which the reader is.
    pub at: usize,
    /// Where the text begins in the formula.
    pub base: usize,
    /// What has been read.
    pub items: Vec<Expr>,
    /// Whether the part so far can carry a subscript or a charge.
    pub bound: bool,
    /// Whether the last item is such a part or its scripts.
    pub open: bool,
}

impl<'t> Chemistry<'t> {
    pub(super) fn rest(&self) -> &'t str {
        &self.source[self.at..]
    }

    pub(super) fn push(&mut self, expr: Expr) {
        self.items.push(expr);
        (self.bound, self.open) = (false, false);
    }

    /// A blank; a lone `v` behind it is the arrow of a precipitate. Between two
    /// substances it is seen.
    pub(super) fn blank(&mut self) {
        self.skip_blanks();
        let rest = self.rest();
        if let Some(behind) = rest.strip_prefix('v')
            && (behind.is_empty() || behind.starts_with(char::is_whitespace))
        {
            self.at += 1;
            self.push(symbol::sign("↓".into(), Class::Ordinary, Face::Default));
        } else if self.open
            && rest.starts_with(is_start)
            && !rest.starts_with(['$', '\\'])
            && state(rest).is_none()
            && !rest.starts_with("(v)")
            && !rest.starts_with("(^)")
        {
            self.push(Expr::Space(0.25));
        }
        (self.bound, self.open) = (false, false);
    }

    pub(super) fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Whether a formula may begin here: nothing stands before it to which this belongs.
    pub(super) fn begins(&self) -> bool {
        let before = self.source[..self.at].trim_end().chars().next_back();
        !self.open && before.is_none_or(|c| "+-−>*·•.=([{".contains(c))
    }

    /// Puts the space between an amount that was just read and what it counts.
    pub(super) fn count(&mut self, begins: bool) {
        if begins && self.rest().trim_start().starts_with(|c: char| c.is_uppercase()) {
            self.skip_blanks();
            self.push(Expr::Space(0.17));
        }
    }

    /// `'` behind a symbol: charges relative to a lattice.
    pub(super) fn primes(&mut self) {
        let len = self.rest().len() - self.rest().trim_start_matches('\'').len();
        self.at += len;
        let signs = std::iter::repeat_n(ordinary("′"), len).collect();
        self.script(false, row(signs));
    }

    /// Whether the dot here is an unpaired electron: it touches one substance alone.
    pub(super) fn is_radical(&self) -> bool {
        let behind = self.rest().chars().nth(1);
        let ends = behind.is_none_or(|c| c.is_whitespace() || ")]}".contains(c));
        let alone = self.source[..self.at].chars().next_back().is_none_or(|c| c.is_whitespace() || "([{".contains(c));
        if self.open { ends } else { alone && behind.is_some_and(char::is_uppercase) }
    }

    pub(super) fn radical(&mut self, c: char) {
        self.at += c.len_utf8();
        self.push(ordinary("•"));
    }

    /// Whether a sign here is the bond of a part without its neighbour, as in `-COOH`.
    pub(super) fn begins_with_bond(&self) -> bool {
        let before = self.source[..self.at].trim_end();
        let behind = self.rest().chars().nth(1);
        (before.is_empty() || before.ends_with(['(', '[']))
            && behind.is_some_and(|c| c.is_uppercase() || "([{".contains(c))
    }

    /// A coefficient, or a subscript behind a symbol or a bracket.
    pub(super) fn digits(&mut self) {
        let rest = self.rest();
        let low = self.bound;
        let number = |c: char| c.is_ascii_digit() || (!low && matches!(c, '.' | '/'));
        let len = rest.find(|c| !number(c)).unwrap_or(rest.len());
        let digits = &rest[..len];
        self.at += len;
        match digits.split_once('/') {
            _ if low => self.script(true, digit(digits)),
            Some((above, below)) if !above.is_empty() && !below.is_empty() && !below.contains('/') => {
                let (numerator, denominator) = (Box::new(digit(above)), Box::new(digit(below)));
                self.coefficient(Expr::Fraction { numerator, denominator, line: FractionLine::Line });
            }
            _ => self.coefficient(digit(digits)),
        }
    }

    /// A number before what it counts, with the space behind it.
    pub(super) fn coefficient(&mut self, number: Expr) {
        self.push(number);
        let behind = self.rest().trim_start();
        let mut chars = behind.chars();
        let orbital = matches!((chars.next(), chars.next()), (Some('s' | 'p' | 'd' | 'f'), Some('^')));
        let letter = behind.chars().next().filter(char::is_ascii_lowercase);
        // `2n H2O` is one amount.
        let amount = letter.is_some() && behind[1..].trim_start().starts_with(|c: char| c.is_ascii_uppercase());
        if !behind.starts_with(is_start) || orbital || state(behind).is_some() || behind.starts_with("(v)") {
            return;
        }
        self.skip_blanks();
        if !amount {
            self.push(Expr::Space(0.17));
        }
    }

    /// Whether the sign here is the charge of what stands before it.
    pub(super) fn is_charge(&self) -> bool {
        let mut behind = self.rest().chars();
        let sign = behind.next();
        let behind = behind.as_str();
        let ends = behind.is_empty()
            || behind
                .starts_with(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '}' | '(' | ',' | ';' | '|' | '/'))
            || (sign == Some('+') && behind.starts_with('+'));
        self.open && ends && !self.ends_with_bond() && !self.is_sum()
    }

    /// Whether the sign here is the bond at the end of a unit that began with one,
    /// as in `(-CH2-)_n`.
    fn ends_with_bond(&self) -> bool {
        let before = &self.source[..self.at];
        let opened = || before.rfind(['(', '[']).is_some_and(|at| before[at + 1..].starts_with('-'));
        (self.rest().starts_with("-)") || self.rest().starts_with("-]")) && opened()
    }

    /// Whether the sign here stands behind the blank of a command and adds another
    /// substance: `h\nu + A`, not `\beta +`.
    fn is_sum(&self) -> bool {
        let behind = self.rest().strip_prefix(['+', '-', '−']).unwrap_or_default();
        self.source[..self.at].ends_with(char::is_whitespace) && behind.trim_start().starts_with(is_start)
    }

    /// A bond, which takes no space.
    pub(super) fn bond(&mut self, c: char) {
        self.at += c.len_utf8();
        let sign = match c {
            '-' => "−",
            '=' => "=",
            _ => "≡",
        };
        self.push(ordinary(sign));
    }

    /// A bracket; a state such as `(aq)` is a word of its own.
    pub(super) fn opening(&mut self, c: char) {
        let rest = self.rest();
        if rest.starts_with("(v)") {
            self.at += "(v)".len();
            return self.push(Expr::Row(vec![
                symbol::sign("(".into(), Class::Opening, Face::Default),
                ordinary("↓"),
                symbol::sign(")".into(), Class::Closing, Face::Default),
            ]));
        }
        if let Some(state) = state(rest) {
            self.at += state.len();
            self.push(Expr::Space(0.1));
            self.push(Expr::Text(state.to_owned()));
            return;
        }
        if c == '(' && self.begins() && self.bracketed_amount() {
            return;
        }
        self.at += 1;
        self.push(symbol::sign(c.into(), Class::Opening, Face::Default));
    }

    /// `(1/2)` or `(n+1)` before what it counts, taken if it is one.
    fn bracketed_amount(&mut self) -> bool {
        let Some(len) = self.rest().bytes().take(20).position(|byte| byte == b')') else { return false };
        let inner = &self.rest()[1..len];
        let behind = self.rest().get(inner.len() + 2..).unwrap_or_default();
        let number = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase() || "+-/.".contains(c);
        let counts = behind.trim_start().starts_with(|c: char| c.is_ascii_uppercase() || c == '[');
        if inner.is_empty() || !inner.chars().all(number) || !counts || state(self.rest()).is_some() {
            return false;
        }
        self.at += inner.len() + 2;
        self.push(symbol::sign("(".into(), Class::Opening, Face::Default));
        self.items.extend(script_signs(inner));
        self.push(symbol::sign(")".into(), Class::Closing, Face::Default));
        self.skip_blanks();
        self.push(Expr::Space(0.17));
        true
    }

    pub(super) fn letter(&mut self, c: char) {
        self.at += c.len_utf8();
        let expr = match c {
            c if c.is_control() => return,
            c if c.is_alphabetic() && (c as u32) < 0x2e80 => symbol::sign(c.into(), Class::Ordinary, Face::Upright),
            c if c.is_alphabetic() => {
                let rest = self.rest();
                let more = rest.find(|c: char| !c.is_alphabetic() || (c as u32) < 0x2e80).unwrap_or(rest.len());
                self.at += more;
                Expr::Text(std::iter::once(c).chain(rest[..more].chars()).collect())
            }
            c => symbol::expression(symbol::character(c), Face::Upright),
        };
        let bound = c.is_alphabetic();
        self.push(expr);
        (self.bound, self.open) = (bound, bound);
    }

    /// Whether a small letter counts what follows it, such as `n` in `n H2O`.
    pub(super) fn is_amount(&self, c: char) -> bool {
        let before = self.source[..self.at].trim_end().chars().next_back();
        let begins = !self.open && before.is_none_or(|c| c.is_ascii_digit() || "+-−>*·•=([{]".contains(c));
        let scripted = matches!(self.items.last(), Some(Expr::Scripts { .. }));
        let behind = self.rest()[c.len_utf8()..].trim_start_matches(' ');
        let touching = behind.len() + c.len_utf8() == self.rest().len();
        // pH; iPr, tBu.
        let named = matches!(c, 'i' | 'n' | 's' | 't') && ["Pr", "Bu"].iter().any(|group| behind.starts_with(group));
        let acidity = touching && (matches!(c, 'p') || named);
        begins
            && !scripted
            && c.is_ascii_lowercase()
            && !acidity
            && behind.starts_with(|c: char| c.is_ascii_uppercase())
    }

    pub(super) fn amount(&mut self, c: char) {
        self.at += c.len_utf8();
        let blanks = self.rest().len() - self.rest().trim_start_matches(' ').len();
        self.at += blanks;
        self.push(symbol::sign(c.into(), Class::Ordinary, Face::Default));
        self.push(Expr::Space(0.17));
    }
}

/// The text up to the brace that closes it.
pub(super) fn braced(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(&text[..at]),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

pub(super) fn digit(text: &str) -> Expr {
    Expr::Number { text: text.to_owned(), face: Face::Default }
}

pub(super) fn ordinary(sign: &str) -> Expr {
    symbol::sign(sign.into(), Class::Ordinary, Face::Default)
}

/// A state such as `(aq)` at the beginning of a text: up to three small letters.
/// Behind it nothing goes on: `(en)3` is a ligand.
pub(super) fn state(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?;
    let len = inner.bytes().take_while(u8::is_ascii_lowercase).count();
    let behind = inner[len..].strip_prefix(')')?;
    let ends = behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || ",;)]}|+-−<→⇌=".contains(c));
    ((1..=3).contains(&len) && ends).then(|| &text[..len + 2])
}

/// Whether the text in braces is printed as it is.
pub(super) fn is_words(text: &str) -> bool {
    let plain = |c: char| !c.is_control() && !"{}\\$^_".contains(c);
    let spelt = text.contains(' ') || !text.contains(|c: char| c.is_ascii_digit());
    spelt && !text.contains("->") && text.chars().all(plain) && !text.trim().is_empty()
}

/// Whether a substance begins with this.
fn is_start(c: char) -> bool {
    c.is_alphanumeric() || "([{$\\".contains(c)
}
