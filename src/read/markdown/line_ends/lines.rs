//! The lines of a file's paragraphs: which of their ends are ends of sentences, and
//! whether the author wraps lines at all.

use crate::model::document::{Inline, InlineKind};
use crate::model::{Counter, Mark, is_han};
use crate::read::markdown::list_marks;

/// The end of a line within a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Break {
    /// The first byte of the text of the next line.
    pub(super) next: usize,
    /// Whether the line before it ends a sentence.
    sentence: bool,
    /// Whether the next line stands under an item of a list without indent.
    lazy: bool,
    /// Whether it stands between items that were numbered by hand.
    numbered: bool,
}

/// The lines of the paragraphs of a file.
pub(super) struct Lines<'t> {
    text: &'t str,
    breaks: Vec<Break>,
    /// Lines that have the end of a sentence within them.
    running: usize,
    lines: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, breaks: Vec::new(), running: 0, lines: 0 }
    }

    /// Takes the content of a paragraph.
    pub(super) fn take(&mut self, content: &[Inline]) {
        let mut start = content.first().map_or(0, |inline| inline.span.start as usize);
        for pair in content.windows(2) {
            if !matches!(pair[0].kind, InlineKind::SoftBreak) || begins_entry(&pair[1]) {
                continue;
            }
            let next = pair[1].span.start as usize;
            let (Some(line), true) = (self.line(start, next), next > start) else { continue };
            self.count(line);
            let below = self.text[next..].split(['\n', '\r']).next().unwrap_or_default();
            let numbered = goes_on_counting(line, below) || is_numbered_title(line);
            let sentence = ends_sentence(line) && line.chars().any(is_han);
            self.breaks.push(Break { next, sentence, lazy: self.is_lazy(start, next), numbered });
            start = next;
        }
        if let Some(last) = content.last()
            && let Some(line) = self.text.get(start..last.span.end as usize)
        {
            self.count(line);
        }
    }

    fn count(&mut self, line: &str) {
        self.lines += 1;
        let inner = line.trim_end().trim_end_matches(is_closing);
        let inner = inner.trim_end_matches(is_stop);
        self.running += usize::from(inner.contains(is_stop));
    }

    /// The line that begins at a byte and ends before the one at `next`.
    fn line(&self, start: usize, next: usize) -> Option<&'t str> {
        let part = self.text.get(start..next)?;
        part.split(['\n', '\r']).next()
    }

    /// Whether the next line stands at the edge though the one before it is indented
    /// by the mark of a list.
    fn is_lazy(&self, start: usize, next: usize) -> bool {
        let lead = |at: usize| {
            let from = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
            self.text[from..at].trim_start_matches(['>', ' '])
        };
        let edge = self.text[..next].rfind('\n').is_some_and(|end| end + 1 == next);
        let marked = lead(start);
        edge && (marked.starts_with(['-', '*', '+']) || marked.starts_with(|ch: char| ch.is_ascii_digit()))
    }

    /// The ends that their author probably meant: those of sentences in a file whose
    /// lines are not wrapped and hold more than a sentence each; lines that only seem
    /// to leave a list; and lines between which numbers go on.
    pub(super) fn meant(self) -> Vec<Break> {
        let is_wrap = |place: &&Break| !place.sentence && !place.lazy && !place.numbered;
        let wrapped = self.breaks.iter().filter(is_wrap).count();
        let whole = wrapped * 5 <= self.breaks.len() && self.running * 5 >= self.lines;
        self.breaks.into_iter().filter(|place| place.numbered || whole && (place.sentence || place.lazy)).collect()
    }
}

/// Whether a line is an entry of a list of references, [2] 作者. 题名[J].
fn begins_entry(inline: &Inline) -> bool {
    let InlineKind::Text(text) = &inline.kind else { return false };
    let number = text.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    number.is_some_and(|(number, _)| !number.is_empty() && number.chars().all(|ch| ch.is_ascii_digit()))
}

/// The most characters of a line that is a title, or an item, with its number.
const LONGEST_TITLE: usize = 24;

/// Whether a line begins with a number that goes on from one in the line over it:
/// `[注] 一、…` and `二、…`.
fn goes_on_counting(line: &str, next: &str) -> bool {
    // `1、⏎2、3` are several numbers.
    let is_item = |mark: &&list_marks::Mark| !next[mark.len..].trim_start().starts_with(|ch: char| ch.is_ascii_digit());
    list_marks::read(next).iter().filter(|mark| mark.value > 1 && counts(mark)).filter(is_item).any(|mark| {
        let before = mark.number.format(mark.value - 1);
        let starts = |at: usize| !line[..at].ends_with(char::is_alphanumeric);
        line.match_indices(&before).any(|(at, _)| starts(at))
    })
}

/// Whether a line is nothing but a few words behind a number such as `一、`, with a
/// word in brackets before it or none.
fn is_numbered_title(line: &str) -> bool {
    let line = line.trim();
    let own = line.strip_prefix(['[', '【']).and_then(|rest| rest.split_once([']', '】']));
    let item = own.filter(|(word, _)| word.chars().all(is_han)).map_or(line, |(_, rest)| rest.trim_start());
    let is_chinese = |mark: &list_marks::Mark| mark.number.counter == Counter::Chinese;
    let Some(mark) = list_marks::read(item).into_iter().find(is_chinese) else { return false };
    let words = &item[mark.len..];
    !words.is_empty()
        && words.chars().count() <= LONGEST_TITLE
        && words.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, ' ' | '“' | '”' | '《' | '》' | '（' | '）'))
}

fn counts(mark: &list_marks::Mark) -> bool {
    use Counter::{Arabic, Chinese, Circled, Parenthesised};
    matches!(mark.number.counter, Arabic | Chinese | Circled | Parenthesised)
}

fn is_stop(ch: char) -> bool {
    matches!(ch, '。' | '！' | '？' | '；' | '…' | '.' | '!' | '?')
}

fn is_closing(ch: char) -> bool {
    matches!(ch, '”' | '’' | '"' | '\'' | '）' | ')' | '】' | '」' | '』' | '》' | '*' | '_' | '~' | '`')
}

/// Whether a line ends with the end of a sentence, or with a colon.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(is_closing);
    line.ends_with(|ch| is_stop(ch) || matches!(ch, '：' | ':'))
}

/// The parts of a content between its ends of lines.
fn parts(content: &[Inline]) -> impl Iterator<Item = &[Inline]> {
    content.split(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak))
}

/// Whether a paragraph has several lines, each of which begins with a label in bold
/// and a colon: **作者**：张三.
pub(super) fn begin_with_labels(content: &[Inline]) -> bool {
    let labelled = |line: &[Inline]| match line {
        [Inline { kind: InlineKind::Marked(Mark::Strong, inner), .. }, rest @ ..] => {
            let colon = |inline: Option<&Inline>, at_end: bool| match inline.map(|inline| &inline.kind) {
                Some(InlineKind::Text(text)) if at_end => text.trim_end().ends_with(['：', ':']),
                Some(InlineKind::Text(text)) => text.trim_start().starts_with(['：', ':']),
                _ => false,
            };
            colon(inner.last(), true) || colon(rest.first(), false)
        }
        _ => false,
    };
    parts(content).count() > 1 && parts(content).all(labelled)
}

/// The most characters of a line of verse.
const LONGEST_VERSE: usize = 24;

/// Whether a paragraph is verse: several short lines of Chinese, each with a sign at
/// its end; four of them, or two in a quotation.
pub(super) fn is_verse(content: &[Inline], in_quote: bool) -> bool {
    let is_line = |line: &[Inline]| match line {
        [Inline { kind: InlineKind::Text(text), .. }] => {
            let text = text.trim();
            let ends = text.ends_with(['，', '。', '；', '！', '？', '、', '：', ',', '.']);
            let inner = text.trim_end_matches(is_stop);
            ends && !inner.contains('。') && text.chars().count() <= LONGEST_VERSE && text.chars().any(is_han)
        }
        _ => false,
    };
    let count = parts(content).count();
    let lengths = || parts(content).map(|line| line.iter().map(|inline| inline.span.range().len()).sum::<usize>());
    let even = lengths().max().unwrap_or(0) <= 2 * lengths().min().unwrap_or(0);
    count >= if in_quote { 2 } else { 4 } && even && parts(content).all(is_line)
}
