//! Blanks between Chinese characters, and beside full-width punctuation.

use super::chars::{is_mark, is_stop};
use super::passage::{Kind, Passage};
use crate::diag::{Code, Diagnostic, Edit, Message, Sink, message};
use crate::model::is_han;

pub(super) fn find(passage: &Passage, sink: &mut Sink) {
    // Headings, cells and captions are also set apart with blanks: 摘 要, 第一章 绪论.
    if passage.kind != Kind::Paragraph || !passage.chars.iter().any(|sign| is_stop(sign.ch)) {
        return;
    }
    let runs = runs(passage);
    let between = |(from, to): &(usize, usize)| {
        passage.before(*from).is_some_and(is_han) && passage.at(Some(*to)).is_some_and(is_han)
    };
    let hanzi: Vec<_> = runs.iter().copied().filter(|run| between(run) && !follows_number(passage, run.0)).collect();
    match hanzi.as_slice() {
        [] => {}
        [(from, to)] => {
            tell(passage, *from, *to, to - from == 1, "a space between Chinese characters leaves a visible gap", sink);
        }
        // Several of them part the words of a list, which must not be joined.
        [(from, to), ..] => {
            let message = message!(
                "{count} spaces between Chinese characters in this paragraph leave visible gaps",
                count = hanzi.len()
            );
            tell(passage, *from, *to, false, message, sink);
        }
    }
    for (from, to) in runs {
        if let (Some(before), Some(after)) = (passage.before(from), passage.at(Some(to)))
            && (brings_room(before, after) || brings_room(after, before))
        {
            tell(passage, from, to, true, "a space beside full-width punctuation leaves a visible gap", sink);
        }
    }
}

/// The runs of blanks, each from the first to behind the last.
fn runs(passage: &Passage) -> Vec<(usize, usize)> {
    let mut list = Vec::new();
    let mut at = 0;
    while at < passage.chars.len() {
        let length = passage.chars[at..].iter().take_while(|sign| sign.ch == ' ').count();
        if length > 0 {
            list.push((at, at + length));
        }
        at += length.max(1);
    }
    list
}

/// Whether a character is full-width punctuation beside text. Quotation marks belong
/// to other languages too.
fn brings_room(mark: char, text: char) -> bool {
    match mark {
        '“' | '”' | '‘' | '’' | '…' => is_han(text) || is_stop(text),
        _ => is_mark(mark) && is_written(text),
    }
}

/// Whether a character is text; blanks beside an object set it apart in the source.
fn is_written(ch: char) -> bool {
    is_han(ch) || is_mark(ch) || ch.is_ascii_alphanumeric()
}

/// 第一章 绪论, 第 3 节 方法: the blank behind the number of a part.
fn follows_number(passage: &Passage, at: usize) -> bool {
    let unit = passage.before(at).is_some_and(|sign| "章节篇回卷部条款讲课编".contains(sign));
    let area = &passage.chars[at.saturating_sub(8)..at];
    unit && area.iter().any(|sign| sign.ch == '第')
}

fn tell(passage: &Passage, from: usize, to: usize, safe: bool, message: impl Into<Message>, sink: &mut Sink) {
    let mut found = Diagnostic::warning(Code::BlankBetweenHanzi, passage.span(from..to), message);
    // Beside a mark, as in 甲 **乙**, other readers of Markdown need the blank.
    let plain = passage.exact(from - 1..to + 1).and_then(|_| passage.exact(from..to));
    match plain.filter(|_| safe) {
        Some(span) => found = found.fix([Edit::new(span, "")]),
        None => found = found.hint("remove it, or write “、” or a full-width space (U+3000) if a gap is meant"),
    }
    sink.push(found);
}
