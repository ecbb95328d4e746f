//! Dots in place of an ellipsis.

use super::chars::{is_chinese, is_end};
use super::passage::Passage;
use crate::diag::{Code, Diagnostic, Edit, Sink, message};

/// The Chinese ellipsis.
const ELLIPSIS: &str = "……";
/// The most dots that are taken for one; more of them guide the eye.
const MOST: usize = 6;

pub(super) fn find(passage: &Passage, sink: &mut Sink) {
    let mut at = 0;
    while at < passage.chars.len() {
        let sign = passage.chars[at].ch;
        let length = passage.chars[at..].iter().take_while(|other| other.ch == sign).count();
        if is_wrong(sign, length) && in_chinese(passage, at, at + length) {
            tell(passage, at, at + length, sink);
        }
        at += length;
    }
}

fn is_wrong(ch: char, length: usize) -> bool {
    match ch {
        '.' | '。' => (3..=MOST).contains(&length),
        '…' => length == 1,
        _ => false,
    }
}

fn in_chinese(passage: &Passage, start: usize, end: usize) -> bool {
    let (before, after) = (passage.before(start), passage.at(Some(end)));
    is_chinese(before) || (is_chinese(after) && (is_end(before) || before == Some(' ')))
}

fn tell(passage: &Passage, start: usize, end: usize, sink: &mut Sink) {
    let message = message!(
        "the Chinese ellipsis is “{ellipsis}”, not “{passage}”",
        ellipsis = ELLIPSIS,
        passage = passage.text(start..end)
    );
    let mut found = Diagnostic::warning(Code::Ellipsis, passage.span(start..end), message);
    if let Some(span) = passage.exact(start..end) {
        found = found.fix([Edit::new(span, ELLIPSIS)]);
    }
    sink.push(found);
}
