//! Headings without the blank behind their marks, `##标题`. CommonMark takes them for
//! text. In a manuscript that writes its headings so throughout they are headings;
//! elsewhere each is told where it stands (in `block`).
//!
//! Throughout means: two at least, and more than there are headings with the blank.
//! One mark alone is a hashtag, unless such headings of lower levels stand beside
//! it, or a number stands behind it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::positions::{Positions, lines};
use super::scan::track_fence;
use crate::diag::{Code, Diagnostic, Edit, Sink, SourceId, Span, message};

/// How many there are at least.
const FEWEST: usize = 2;
/// How many places a message names.
const MOST_PLACES: usize = 6;

/// The headings of a text that are read as such: the bytes of their marks, by their
/// lines.
#[derive(Debug, Default)]
pub(super) struct Tight {
    lines: BTreeMap<usize, Range<usize>>,
}

/// How many marks a line begins with, if no blank follows but a title: `##标题`.
/// `#话题#`, `#1` and `#include` are none.
pub(super) fn marks(line: &str) -> Option<usize> {
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    let title = &line[marks..];
    let first = title.chars().next().is_some_and(char::is_alphanumeric);
    let single = title.starts_with(|ch: char| !ch.is_ascii()) && !title.contains('#');
    (first && ((2..=6).contains(&marks) || (marks == 1 && single))).then_some(marks)
}

impl Tight {
    /// Decides about the headings of a body.
    pub(super) fn find(body: &str) -> Self {
        let mut fence = None;
        let (mut loose, mut list) = (0, Vec::new());
        for (number, (start, line)) in lines(body).enumerate() {
            track_fence(line.len() - line.trim_start().len(), line.trim_start(), &mut fence);
            if fence.is_some() || !line.starts_with('#') {
                continue;
            }
            match marks(line) {
                Some(marks) => list.push((number, start..start + marks, marks, has_number(&line[marks..]))),
                None => loose += usize::from(line.trim_start_matches('#').starts_with([' ', '\t'])),
            }
        }
        let lower = list.iter().any(|(_, _, marks, _)| *marks > 1);
        list.retain(|(_, _, marks, numbered)| *marks > 1 || *numbered || lower);
        let throughout = list.len() >= FEWEST && list.len() > loose;
        let list = if throughout { list } else { Vec::new() };
        Self { lines: list.into_iter().map(|(number, place, ..)| (number, place)).collect() }
    }

    /// The body with the blanks.
    pub(super) fn spaced<'t>(&self, body: &'t str) -> Cow<'t, str> {
        if self.lines.is_empty() {
            return Cow::Borrowed(body);
        }
        let mut text = String::with_capacity(body.len() + self.lines.len());
        let mut done = 0;
        for Range { end, .. } in self.lines.values() {
            text.push_str(&body[done..*end]);
            text.push(' ');
            done = *end;
        }
        text.push_str(&body[done..]);
        Cow::Owned(text)
    }

    /// How many marks stand before each blank, by the byte of the source that the
    /// line begins with.
    pub(super) fn blanks(&self, positions: &Positions) -> BTreeMap<usize, usize> {
        self.lines.iter().map(|(line, place)| (positions.at(line + 1, 1), place.len())).collect()
    }

    /// Tells once that they are read, for a body that begins at byte `from`.
    pub(super) fn tell(&self, source: SourceId, text: &str, from: usize, sink: &mut Sink) {
        let Some(first) = self.lines.values().next() else { return };
        let before = text[..from].bytes().filter(|byte| *byte == b'\n').count() + 1;
        let numbers: Vec<String> =
            self.lines.keys().take(MOST_PLACES).map(|line| (line + before).to_string()).collect();
        let (count, numbers) = (self.lines.len(), numbers.join(", "));
        let message = match count > MOST_PLACES {
            true => message!(
                "{count} lines are read as headings although no space follows their marks: lines {numbers}, …",
                count,
                numbers
            ),
            false => message!(
                "{count} lines are read as headings although no space follows their marks: lines {numbers}",
                count,
                numbers
            ),
        };
        let edit = |at: usize| Edit::new(Span::new(source, at, at), " ");
        let edits = self.lines.values().map(|place| edit(from + place.end));
        let span = Span::new(source, from + first.start, from + first.end);
        let diagnostic = Diagnostic::warning(Code::HeadingBlank, span, message);
        sink.push(diagnostic.hint("put a space behind the marks, as in `## title`").fix(edits));
    }
}

/// Whether a title begins with a number: 第一章, 一、, 1. …
fn has_number(title: &str) -> bool {
    let rest = title.strip_prefix('第').unwrap_or(title);
    let len = rest.chars().take_while(|ch| ch.is_ascii_digit() || "一二三四五六七八九十".contains(*ch)).count();
    let next = rest.chars().nth(len);
    len > 0
        && next.is_some_and(|ch| {
            if title.starts_with('第') { "章节編编篇部讲课".contains(ch) } else { "、.．".contains(ch) }
        })
}

#[cfg(test)]
mod tests {
    use super::Tight;

    fn count(text: &str) -> usize {
        Tight::find(text).lines.len()
    }

    #[test]
    fn headings_without_blank_throughout_are_some() {
        assert_eq!(count("#报告\n\n##背景\n\n文\n\n##方法\n"), 3);
        assert_eq!(count("#报告\r\n\r\n##甲\r\n"), 2);
        assert_eq!(count("#第一章 甲\n\n#第二章 乙\n"), 2);
        assert_eq!(count("##Intro\n##Methods\n# a\n"), 2);
    }

    #[test]
    fn hashtags_and_slips_are_none() {
        assert_eq!(count("#日记\n\n#生活\n"), 0);
        assert_eq!(count("##背景\n\n文\n"), 0);
        assert_eq!(count("# 甲\n\n## 乙\n\n##丙\n\n##丁\n"), 0);
        assert_eq!(count("```\n##a\n##b\n```\n\n    ##c\n    ##d\n"), 0);
        assert_eq!(count("#include\n#include\n#话题# 与\n#1\n#2\n"), 0);
    }
}
