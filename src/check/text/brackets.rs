//! Brackets and quotation marks without their partners.

use super::chars::is_chinese;
use super::passage::{Kind, Passage};
use crate::diag::{Code, Diagnostic, Edit, Sink, message};
use crate::model::is_han;

const PAIRS: &[(char, char)] = &[
    ('（', '）'),
    ('《', '》'),
    ('〈', '〉'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('〔', '〕'),
    ('“', '”'),
    ('‘', '’'),
];
/// How long the number of an item before its bracket may be: 一）, 12）.
const LONGEST_NUMBER: usize = 4;
/// How many open characters a closing one is compared with.
const MOST_OPEN: usize = 64;

/// A quotation that is still open at the end of its paragraph.
struct Open {
    ch: char,
    found: Diagnostic,
}

/// Each passage is looked at by itself, but a quotation over several paragraphs
/// opens in each of them and closes in the last.
pub(super) fn find(passages: &[Passage], sink: &mut Sink) {
    let mut pending: Option<Open> = None;
    for passage in passages {
        let mut lone = unpaired(passage);
        if let Some(open) = pending.take() {
            let close = PAIRS.iter().find(|(sign, _)| *sign == open.ch).map(|(_, close)| *close);
            let ends = lone.iter().position(|at| Some(passage.chars[*at].ch) == close);
            if let Some(ends) = ends {
                lone.remove(ends);
            } else if passage.chars[0].ch != open.ch {
                sink.push(open.found);
            }
        }
        let last = lone.pop_if(|at| passage.kind == Kind::Paragraph && is_quote(passage.chars[*at].ch));
        sink.extend(lone.into_iter().map(|at| told(passage, at)));
        pending = last.map(|at| Open { ch: passage.chars[at].ch, found: told(passage, at) });
    }
    sink.extend(pending.map(|open| open.found));
}

/// Whether a character opens a quotation, which may go on in the next paragraph.
fn is_quote(ch: char) -> bool {
    matches!(ch, '“' | '「' | '『')
}

/// The places of the characters that have no partner.
fn unpaired(passage: &Passage) -> Vec<usize> {
    let (mut open, mut lone): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for at in 0..passage.chars.len() {
        let ch = passage.chars[at].ch;
        if ch == '(' || PAIRS.iter().any(|(first, _)| *first == ch) {
            open.push(at);
        } else if ch == ')' {
            close(passage, &mut open, &['(', '（']);
        } else if let Some((first, _)) = PAIRS.iter().find(|(_, last)| *last == ch) {
            let firsts: &[char] = if *first == '（' { &['（', '('] } else { &[*first] };
            if !close(passage, &mut open, firsts) && !is_alone(passage, at) {
                lone.push(at);
            }
        }
    }
    lone.extend(open.into_iter().filter(|at| passage.chars[*at].ch != '(' && !is_interval(passage, *at)));
    lone.sort_unstable();
    lone
}

/// Takes the innermost open character of some, wherever it stands: characters that cross
/// are paired all the same.
fn close(passage: &Passage, open: &mut Vec<usize>, firsts: &[char]) -> bool {
    let first = open.len().saturating_sub(MOST_OPEN);
    let at = open[first..].iter().rposition(|at| firsts.contains(&passage.chars[*at].ch));
    at.map(|at| open.remove(first + at)).is_some()
}

/// Signs that stand without a partner: the apostrophe of it’s, the bracket
/// behind the number of an item, the mouth of a face.
fn is_alone(passage: &Passage, at: usize) -> bool {
    let before = passage.before(at);
    match passage.chars[at].ch {
        '’' => !is_chinese(before) || before.is_some_and(|sign| !is_han(sign)),
        '）' => {
            let number = |sign: char| sign.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(sign);
            let line = passage.chars[..at].iter().rev().take_while(|sign| sign.ch != '\n');
            let text: Vec<char> = line.take(LONGEST_NUMBER + 1).map(|sign| sign.ch).collect();
            let numbered = text.len() <= LONGEST_NUMBER && !text.is_empty() && text.iter().all(|sign| number(*sign));
            let inline = before.is_some_and(|sign| sign.is_ascii_digit())
                && at.checked_sub(2).is_none_or(|at| "；，。：、 ".contains(passage.chars[at].ch));
            numbered || inline || matches!(before, Some('：' | ':' | '；' | ';' | '='))
        }
        _ => false,
    }
}

/// （0, 1]: half-open.
fn is_interval(passage: &Passage, at: usize) -> bool {
    let inner = passage.chars[at + 1..].iter().map(|sign| sign.ch);
    let mut rest = inner.skip_while(|sign| sign.is_ascii_alphanumeric() || " ,，.-−+∞".contains(*sign));
    matches!(rest.next(), Some(']' | '］'))
}

fn told(passage: &Passage, at: usize) -> Diagnostic {
    let sign = passage.chars[at].ch;
    let message = match PAIRS.iter().find(|(first, last)| *first == sign || *last == sign) {
        Some((first, last)) if *first == sign => message!("nothing closes this {sign} with a {last}", sign, last),
        Some((first, _)) => message!("nothing opens with a {first} what this {sign} closes", first, sign),
        None => message!("this {sign} has no partner", sign),
    };
    Diagnostic::warning(Code::UnbalancedBracket, passage.span(at..at + 1), message)
}

/// Brackets of which one is half-width: the character that it should be.
pub(super) fn find_mixed(passage: &Passage, sink: &mut Sink) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..passage.chars.len() {
        match passage.chars[at].ch {
            '(' | '（' => open.push(at),
            ')' | '）' => {
                let Some(start) = open.pop() else { continue };
                match (passage.chars[start].ch, passage.chars[at].ch) {
                    ('（', ')') => mixed(passage, at, '）', sink),
                    ('(', '）') => mixed(passage, start, '（', sink),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

fn mixed(passage: &Passage, at: usize, wide: char, sink: &mut Sink) {
    let sign = passage.chars[at].ch;
    let message = message!("the partner of this “{sign}” is full-width; write “{wide}”", sign, wide);
    let mut found = Diagnostic::warning(Code::HalfWidthPunctuation, passage.span(at..at + 1), message);
    if let Some(span) = passage.exact(at..at + 1) {
        found = found.fix([Edit::new(span, wide)]);
    }
    sink.push(found);
}
