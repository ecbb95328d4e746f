//! Hyphens and other strokes in place of a dash.

use super::chars::is_chinese;
use super::passage::Passage;
use crate::diag::{Code, Diagnostic, Edit, Sink, message};

/// The Chinese dash.
const DASH: &str = "——";

pub(super) fn find(passage: &Passage, sink: &mut Sink) {
    let mut at = 0;
    while at < passage.chars.len() {
        let sign = passage.chars[at].ch;
        let length = passage.chars[at..].iter().take_while(|other| other.ch == sign).count();
        if is_wrong(sign, length) {
            tell(passage, at, at + length, sink);
        }
        at += length;
    }
}

fn is_wrong(ch: char, length: usize) -> bool {
    match ch {
        '-' => matches!(length, 2 | 3),
        '–' | '─' | '－' => length == 2,
        _ => false,
    }
}

/// Only between Chinese: an option such as `--strict` keeps its hyphens.
fn tell(passage: &Passage, start: usize, end: usize, sink: &mut Sink) {
    let blank_before = usize::from(passage.before(start) == Some(' '));
    let blank_after = usize::from(passage.at(Some(end)) == Some(' '));
    let (from, to) = (start - blank_before, end + blank_after);
    if !is_chinese(passage.before(from)) || !is_chinese(passage.at(Some(to))) {
        return;
    }
    let message =
        message!("the Chinese dash is “{dash}”, not “{passage}”", dash = DASH, passage = passage.text(start..end));
    let mut found = Diagnostic::warning(Code::Dash, passage.span(start..end), message);
    if let Some(span) = passage.exact(from..to) {
        found = found.fix([Edit::new(span, DASH)]);
    }
    sink.push(found);
}
