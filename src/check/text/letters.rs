//! Full-width digits and letters.

use super::passage::Passage;
use crate::diag::{Code, Diagnostic, Edit, Sink, message};

/// How far the full-width characters lie behind the half-width ones.
const DISTANCE: u32 = 0xFEE0;

fn half(ch: char) -> Option<char> {
    let wide = matches!(ch, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    wide.then(|| char::from_u32(u32::from(ch) - DISTANCE)).flatten()
}

pub(super) fn find(passage: &Passage, sink: &mut Sink) {
    let mut at = 0;
    while at < passage.chars.len() {
        let narrow: String = passage.chars[at..].iter().map_while(|sign| half(sign.ch)).collect();
        let length = narrow.len();
        if length > 0 {
            let written = passage.text(at..at + length);
            let message = message!("“{written}” is full-width; write “{narrow}”", written, narrow);
            let mut found = Diagnostic::warning(Code::FullWidthLetter, passage.span(at..at + length), message);
            if let Some(span) = passage.exact(at..at + length) {
                found = found.fix([Edit::new(span, narrow)]);
            }
            sink.push(found);
        }
        at += length.max(1);
    }
}
