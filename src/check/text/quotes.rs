//! Straight quotation marks in a Chinese sentence.

use std::ops::Range;

use super::chars::is_chinese;
use super::passage::Passage;
use crate::diag::{Code, Diagnostic, Edit, Sink, message};
use crate::model::is_han;

pub(super) fn find(passage: &Passage, sink: &mut Sink) {
    pairs(passage, '"', ('“', '”'), sink);
    pairs(passage, '\'', ('‘', '’'), sink);
}

/// The pairs of a straight quotation mark, the first with the second and so on.
fn pairs(passage: &Passage, straight: char, curled: (char, char), sink: &mut Sink) {
    let nested = passage.chars.iter().any(|sign| matches!(sign.ch, '“' | '”' | '‘' | '’'));
    let mut open: Option<usize> = None;
    for at in 0..passage.chars.len() {
        if passage.chars[at].ch != straight || is_measure(passage, at, open.is_some()) {
            continue;
        }
        match open.take() {
            Some(start) => pair(passage, start..at, curled, nested, sink),
            None => open = Some(at),
        }
    }
    if let Some(at) = open.filter(|at| straight == '"' && stands_in_chinese(passage, *at)) {
        let message = "a straight quotation mark without its partner in a Chinese sentence";
        let found = Diagnostic::warning(Code::StraightQuotes, passage.span(at..at + 1), message);
        sink.push(found.hint("write “ and ”"));
    }
}

/// Inches, feet, minutes and apostrophes are no quotes.
fn is_measure(passage: &Passage, at: usize, open: bool) -> bool {
    let before = passage.before(at);
    let number = before.is_some_and(|ch| ch.is_ascii_digit()) && !open;
    let apostrophe = passage.chars[at].ch == '\'' && before.is_some_and(|ch| ch.is_ascii_alphanumeric());
    number || apostrophe
}

fn stands_in_chinese(passage: &Passage, at: usize) -> bool {
    is_chinese(passage.before(at)) || is_chinese(passage.at(Some(at + 1)))
}

/// A pair of straight marks. Where a passage has curled ones too, the other pair
/// may be meant, and it is not mended.
fn pair(passage: &Passage, range: Range<usize>, curled: (char, char), nested: bool, sink: &mut Sink) {
    let Range { start: open, end: close } = range;
    let inner = &passage.chars[open + 1..close];
    // A pair around words of another language within Chinese counts too.
    let chinese = inner.iter().any(|sign| is_han(sign.ch))
        || is_chinese(passage.before(open))
        || is_chinese(passage.at(Some(close + 1)));
    if !chinese || inner.is_empty() {
        return;
    }
    let message = message!(
        "straight quotation marks in a Chinese sentence; write {open} and {close}",
        open = curled.0,
        close = curled.1
    );
    let mut found = Diagnostic::warning(Code::StraightQuotes, passage.span(open..close + 1), message);
    // A pair with blanks inside may be no pair.
    let tight = [inner.first(), inner.last()].into_iter().flatten().all(|sign| !sign.ch.is_whitespace());
    if let (Some(first), Some(last), false, true) =
        (passage.exact(open..open + 1), passage.exact(close..close + 1), nested, tight)
    {
        found = found.fix([Edit::new(first, curled.0), Edit::new(last, curled.1)]);
    }
    sink.push(found);
}
