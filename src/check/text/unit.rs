//! A blank between a number and a character that stands close to it.

use super::passage::Passage;
use crate::diag::{Code, Diagnostic, Edit, Sink, message};

pub(super) fn find(passage: &Passage, sink: &mut Sink) {
    for at in 1..passage.chars.len() {
        let sign = passage.chars[at].ch;
        let close = matches!(sign, '%' | '‰' | '°' | '′' | '″') && passage.chars[at - 1].ch == ' ';
        let number = at.checked_sub(2).and_then(|at| passage.at(Some(at))).is_some_and(|sign| sign.is_ascii_digit());
        if !close || !number || is_remainder(passage, at) {
            continue;
        }
        let message = message!("no space between a number and “{sign}”", sign);
        let mut found = Diagnostic::warning(Code::UnitSpace, passage.span(at - 1..at + 1), message);
        if let Some(span) = passage.exact(at - 1..at) {
            found = found.fix([Edit::new(span, "")]);
        }
        sink.push(found);
    }
}

/// `5 % 3`.
fn is_remainder(passage: &Passage, at: usize) -> bool {
    let behind = passage.chars[at + 1..].iter().find(|sign| sign.ch != ' ');
    behind.is_some_and(|sign| sign.ch.is_ascii_alphanumeric())
}
