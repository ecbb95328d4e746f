//! Half-width punctuation in a Chinese sentence.

use super::chars::{is_chinese, is_closing, is_end, is_opening};
use super::passage::Passage;
use crate::diag::{Code, Diagnostic, Edit, Sink, message};
use crate::model::is_han;

/// How much of what stands in parentheses is searched for Chinese.
const SEARCHED: usize = 200;

/// The full-width character of a half-width one.
fn full(ch: char) -> Option<char> {
    Some(match ch {
        ',' => '，',
        '.' => '。',
        ':' => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        _ => return None,
    })
}

pub(super) fn find(passage: &Passage, sink: &mut Sink) {
    for at in 0..passage.chars.len() {
        let sign = passage.chars[at].ch;
        if let Some(wide) = full(sign) {
            mark(passage, at, wide, sink);
        }
    }
    parentheses(passage, sink);
    super::brackets::find_mixed(passage, sink);
}

/// A mark behind a Chinese or closing character, with Chinese or nothing behind it.
fn mark(passage: &Passage, at: usize, wide: char, sink: &mut Sink) {
    if !ends_in_chinese(passage, at) {
        return;
    }
    let blanks = passage.chars[at + 1..].iter().take_while(|sign| sign.ch == ' ').count();
    let after = passage.at(Some(at + 1 + blanks));
    let begins =
        |sign: char| is_han(sign) || is_opening(sign) || (sign == '"' && opens_chinese(passage, at + 1 + blanks));
    let in_sentence = after.is_some_and(begins) || is_end(after);
    // The colon behind a word at the end of a line opens a list or a formula too.
    if !in_sentence || passage.at(Some(at + 1)) == passage.at(Some(at)) {
        return;
    }
    let sign = passage.chars[at].ch;
    let message = message!("write “{wide}” for “{sign}” in a Chinese sentence", sign, wide);
    let mut found = Diagnostic::warning(Code::HalfWidthPunctuation, passage.span(at..at + 1), message);
    let end = if is_end(after) { at + 1 } else { at + 1 + blanks };
    if let Some(span) = passage.exact(at..end) {
        found = found.fix([Edit::new(span, wide)]);
    }
    sink.push(found);
}

/// Whether Chinese stands before a place, also within straight quotes.
fn ends_in_chinese(passage: &Passage, at: usize) -> bool {
    match passage.before(at) {
        Some('"') => passage.before(at - 1).is_some_and(is_han),
        before => before.is_some_and(|ch| is_han(ch) || is_closing(ch)),
    }
}

/// Whether the straight quote at a place opens what is Chinese.
fn opens_chinese(passage: &Passage, at: usize) -> bool {
    passage.at(Some(at + 1)).is_some_and(is_han)
}

/// Parentheses around Chinese within Chinese.
fn parentheses(passage: &Passage, sink: &mut Sink) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..passage.chars.len() {
        match passage.chars[at].ch {
            '(' => open.push(at),
            ')' => {
                if let Some(start) = open.pop() {
                    pair(passage, start, at, sink);
                }
            }
            _ => {}
        }
    }
}

fn pair(passage: &Passage, open: usize, close: usize, sink: &mut Sink) {
    let inner = &passage.chars[open + 1..close];
    let (before, after) = (passage.before(open), passage.at(Some(close + 1)));
    let blank_before = passage.chars[..open].iter().rev().take(SEARCHED).take_while(|sign| sign.ch == ' ').count();
    let blank_after = passage.chars[close + 1..].iter().take_while(|sign| sign.ch == ' ').count();
    let outer = is_chinese(before)
        || is_chinese(after)
        || is_chinese(passage.before(open - blank_before))
        || is_chinese(passage.at(Some(close + 1 + blank_after)));
    let latin = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphanumeric());
    if !outer || latin(before) || latin(after) || !inner.iter().take(SEARCHED).any(|sign| is_han(sign.ch)) {
        return;
    }
    let message = "write “（” and “）” around Chinese";
    let mut found = Diagnostic::warning(Code::HalfWidthPunctuation, passage.span(open..close + 1), message);
    let start = if is_chinese(passage.before(open - blank_before)) { open - blank_before } else { open };
    let end = if is_chinese(passage.at(Some(close + 1 + blank_after))) { close + 1 + blank_after } else { close + 1 };
    if let (Some(first), Some(last)) = (passage.exact(start..open + 1), passage.exact(close..end)) {
        found = found.fix([Edit::new(first, '（'), Edit::new(last, '）')]);
    }
    sink.push(found);
}
