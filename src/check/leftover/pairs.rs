//! `**`, `__`, `~~` and `==` that mark nothing.
//!
//! The same signs are operators (`2**10`, `a == b`), stars of significance
//! (`0.05**`), arguments (`**kwargs`) and blanks of forms (`__月__日`), which are
//! left alone.

use std::ops::Range;

use super::construct::Construct;
use super::line::{BREAK, OBJECT};
use crate::model::is_han;

/// How far two marks of a pair lie apart at most, in characters.
const INNER: usize = 200;

/// A run of two or three equal signs.
pub(super) fn run_length(chars: &[char], at: usize) -> usize {
    chars[at..].iter().take_while(|ch| **ch == chars[at]).count()
}

/// What the marks that begin at a place are, and their range: a pair, or a
/// single one.
pub(super) fn pair(chars: &[char], at: usize) -> Option<(Construct, Range<usize>)> {
    let ch = chars[at];
    let length = run_length(chars, at);
    if !(length == 2 || (length == 3 && ch == '*')) {
        return None;
    }
    let ends = Ends { chars, open: at..at + length, close: closing(chars, at, length) };
    let (construct, paired) = match ch {
        '*' => (Construct::Bold, ends.is_bold()),
        '_' => (Construct::Underscores, ends.is_underscored()),
        '~' => (Construct::Strike, ends.is_struck()),
        _ => (Construct::Highlight, ends.is_highlighted()),
    };
    match ends.close.clone().filter(|_| paired) {
        Some(close) => Some((construct, at..close.end)),
        None => (ch == '*' && ends.is_single()).then_some((construct, at..at + length)),
    }
}

/// The next run of the same length.
fn closing(chars: &[char], at: usize, length: usize) -> Option<Range<usize>> {
    let sign = chars[at];
    let mut search = at + length;
    let end = chars.len().min(search + INNER);
    while search < end {
        if chars[search] != sign {
            search += 1;
            continue;
        }
        let found = run_length(chars, search);
        if found == length {
            return Some(search..search + length);
        }
        search += found;
    }
    None
}

/// A mark and the one that may close it.
struct Ends<'a> {
    chars: &'a [char],
    open: Range<usize>,
    close: Option<Range<usize>>,
}

impl Ends<'_> {
    fn before(&self, at: usize) -> Option<char> {
        self.chars.get(at.checked_sub(1)?).copied()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// What stands between the two, if there is a word in it.
    fn inner(&self) -> Option<&[char]> {
        let inner = self.chars.get(self.open.end..self.close.as_ref()?.start)?;
        inner.iter().any(|ch| ch.is_alphabetic()).then_some(inner)
    }

    fn is_bold(&self) -> bool {
        let (Some(inner), Some(close)) = (self.inner(), &self.close) else { return false };
        // Stars of significance: 0.85**, (0.12)**.
        if self.before(self.open.start).is_some_and(|ch| ch.is_ascii_digit() || ch == ')') {
            return false;
        }
        let blank = |ch: Option<&char>| ch.is_some_and(|ch| ch.is_whitespace());
        let spaced = blank(inner.first());
        // `*args, **kwargs`: two that only open.
        let opens_again = blank(inner.last()) && self.after(close.end).is_some_and(|ch| ch.is_ascii_alphanumeric());
        if opens_again && !(spaced && self.is_word_before()) {
            return false;
        }
        inner.iter().any(|ch| is_wide(*ch)) || !self.is_operator()
    }

    /// Whether the opening mark stands between two operands: `2**10`, `a ** b`.
    fn is_operator(&self) -> bool {
        let operand = |ch: &char| ch.is_ascii_alphanumeric() || "()[]".contains(*ch);
        let blank = |ch: &&char| !ch.is_whitespace();
        let before = self.chars[..self.open.start].iter().rev().find(blank);
        let after = self.chars[self.open.end..].iter().find(blank);
        before.is_some_and(operand) && after.is_some_and(operand) && !self.is_word_before()
    }

    /// Whether a word of two letters or more, and a blank, stand before the mark.
    fn is_word_before(&self) -> bool {
        let before = self.chars[..self.open.start].iter().rev();
        let word = before.clone().skip_while(|ch| ch.is_whitespace()).take(20).take_while(|ch| !ch.is_whitespace());
        let is_word = word.clone().all(|ch| ch.is_alphabetic()) && word.count() > 1;
        is_word && before.take(1).any(|ch| ch.is_whitespace())
    }

    fn is_underscored(&self) -> bool {
        let (Some(inner), Some(close)) = (self.inner(), &self.close) else { return false };
        let edges = [inner.first(), inner.last()].into_iter().flatten();
        let opens = self.before(self.open.start).is_none_or(|ch| !ch.is_alphanumeric());
        let goes_on = self.after(close.end).is_some_and(is_han);
        inner.len() > 1 && opens && goes_on && edges.into_iter().all(|ch| !ch.is_whitespace())
    }

    fn is_struck(&self) -> bool {
        // 好的~~ is a tone of voice.
        self.inner().is_some() && self.before(self.open.start).is_none_or(|ch| !ch.is_alphanumeric() && !is_wide(ch))
    }

    fn is_highlighted(&self) -> bool {
        let (Some(inner), Some(_)) = (self.inner(), &self.close) else { return false };
        let compares = |ch: char| ch.is_ascii_alphanumeric() || ")]}\"'”’".contains(ch);
        let blank = |ch: Option<&char>| ch.is_some_and(|ch| ch.is_whitespace());
        let before = self.chars[..self.open.start].iter().rev().find(|ch| !ch.is_whitespace());
        let between = blank(inner.first()) && blank(inner.last());
        match before {
            Some(ch) if is_wide(*ch) => true,
            Some(ch) => !compares(*ch) && *ch != OBJECT && !between,
            None => true,
        }
    }

    /// Whether a mark without its partner was meant as one.
    fn is_single(&self) -> bool {
        let before = self.before(self.open.start).filter(|ch| *ch != BREAK);
        let after = self.after(self.open.end).filter(|ch| *ch != BREAK);
        match (before, after) {
            // But not “**P < 0.01” below a table.
            (None, Some(after)) => {
                is_wide(after)
                    || (after.is_uppercase() && self.after(self.open.end + 1).is_some_and(char::is_alphabetic))
            }
            (Some(before), None) => is_wide(before),
            (Some(before), Some(after)) => is_wide(before) && is_wide(after),
            (None, None) => false,
        }
    }
}

/// Whether a character is Chinese or Japanese, or its punctuation.
fn is_wide(ch: char) -> bool {
    is_han(ch) || matches!(ch, '\u{3001}'..='\u{30FF}' | '\u{FF01}'..='\u{FF60}' | '“' | '”' | '‘' | '’')
}
