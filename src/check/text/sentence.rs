//! Which lines of a passage are Chinese sentences. Only those are changed by a
//! fix: in `李某, 王某` and `北京: 某大学` the marks may be meant as they are.

use super::chars::{Char, is_chinese, is_end};
use crate::model::is_han;

/// Characters that make a sentence of a line without marks. They hardly stand in
/// names and titles, as 的, 与 and 在 do.
const WORDS: &str = "是了这那就都也我你他她它们说很没不";

/// Forbids changes to the characters of lines that are no Chinese sentences.
pub(super) fn protect_others(chars: &mut [Char]) {
    let mut start = 0;
    while start < chars.len() {
        let end = sentence_end(chars, start);
        if !is_sentence(&chars[start..end]) {
            chars[start..end].iter_mut().for_each(|sign| sign.exact = false);
        }
        start = end;
    }
}

/// The end of the line in which a sentence ends that begins at a place: it may
/// go over several lines.
fn sentence_end(chars: &[Char], start: usize) -> usize {
    let mut at = start;
    for line in chars[start..].split_inclusive(|sign| sign.ch == '\n') {
        at += line.len();
        if ends(line) {
            break;
        }
    }
    at
}

/// Whether a line ends with the mark behind a Chinese sentence.
fn ends(line: &[Char]) -> bool {
    let mut back = line.iter().rev().map(|sign| sign.ch).skip_while(|ch| ch.is_whitespace()).skip_while(is_quote);
    match back.next() {
        Some('。' | '！' | '？' | '…' | '；' | '：') => true,
        Some('.' | '!' | '?' | ';' | ':') => {
            is_chinese(back.find(|ch| !matches!(ch, '.' | '!' | '?') && !is_quote(ch)))
        }
        _ => false,
    }
}

fn is_quote(ch: &char) -> bool {
    matches!(ch, '"' | '\'' | '”' | '’' | '」' | '』' | '）' | ')')
}

/// Whether lines up to the end of a sentence are one.
pub(super) fn is_sentence(chars: &[Char]) -> bool {
    let any = |is: &dyn Fn(char) -> bool| chars.iter().any(|sign| is(sign.ch));
    let worded = any(&|ch| WORDS.contains(ch));
    any(&|ch| matches!(ch, '。' | '，' | '；' | '！' | '？' | '…'))
        || (ends(chars) && (worded || !is_parted_by_stops(chars)))
        || (worded && !is_spaced(chars))
}

/// `李某, 王某. 我们的社区`: behind half-width marks stand blanks.
fn is_spaced(chars: &[Char]) -> bool {
    chars
        .windows(3)
        .any(|three| is_han(three[0].ch) && matches!(three[1].ch, ',' | '.' | ':' | ';') && three[2].ch == ' ')
}

/// `王某某. 社区治理. 某大学出版社.`: stops within a line may part names and
/// titles.
fn is_parted_by_stops(chars: &[Char]) -> bool {
    (1..chars.len()).any(|at| {
        let behind = chars.get(at + 1).map(|sign| sign.ch);
        is_han(chars[at - 1].ch) && chars[at].ch == '.' && !is_end(behind) && behind != Some('.')
    })
}
