//! Titles that are too long, too few or too many keywords.

use super::super::Subject;
use crate::diag::{Code, Diagnostic, Sink, Span, message};
use crate::model::is_han;
use crate::model::resolved::plain_text;

/// The longest title in characters (GB/T 7713.2).
const LONGEST_TITLE: usize = 25;
/// The fewest and the most keywords (GB/T 7713).
const KEYWORDS: std::ops::RangeInclusive<usize> = 3..=8;

/// Only Chinese titles, for the bound counts hanzi, and none of official
/// documents, which say in full what they are about.
pub(super) fn long_title(subject: &Subject<'_>, sink: &mut Sink) {
    let (Some(title), text) = (&subject.document.meta.title, plain_text(&subject.resolved.meta().title)) else {
        return;
    };
    let length = characters(&text);
    let official = subject.resolved.meta().masthead.is_some();
    if official || length <= LONGEST_TITLE || !text.chars().any(is_han) {
        return;
    }
    let span = title.first().zip(title.last()).map(|(first, last)| first.span.to(last.span));
    let message =
        message!("the title has {length} characters, more than {longest_title}", length, longest_title = LONGEST_TITLE);
    sink.push(Diagnostic::warning(Code::LongTitle, span, message).hint("move a part of it to `subtitle`"));
}

/// Hanzi and marks count one each, a Latin word or a number one together.
fn characters(text: &str) -> usize {
    let mut in_word = false;
    let mut count = 0;
    for ch in text.chars() {
        let joins = in_word && matches!(ch, '-' | '.' | '\'' | '’');
        let word = joins || (ch.is_alphanumeric() && !is_han(ch));
        let counts = if word { !in_word } else { !ch.is_whitespace() };
        count += usize::from(counts);
        in_word = word;
    }
    count
}

pub(super) fn keyword_count(subject: &Subject<'_>, sink: &mut Sink) {
    let meta = &subject.document.meta;
    let lists = std::iter::once(&meta.keywords).chain(meta.translations.iter().map(|other| &other.keywords));
    for list in lists.filter(|list| !list.is_empty() && !KEYWORDS.contains(&list.len())) {
        let (first, last): (Span, Span) = (list[0].span, list[list.len() - 1].span);
        let count = list.len();
        let message = match count {
            1 => message!("{count} keyword, not three to eight", count),
            _ => message!("{count} keywords, not three to eight", count),
        };
        sink.push(Diagnostic::warning(Code::KeywordCount, first.to(last), message));
    }
}

#[cfg(test)]
mod tests {
    use super::characters;

    #[test]
    fn words_count_once() {
        assert_eq!(characters("基于 GPT-3.5 的研究"), 6);
        assert_eq!(characters("A study"), 2);
    }
}
