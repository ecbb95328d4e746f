//! Paragraphs that are a number and a title in bold and nothing else, time and
//! again — `**1. 背景**`, `**一、背景**`, `**（一）方法**` — are headings to their
//! author. They stay paragraphs, for no reader of Markdown takes them for more, and
//! are told once a file with the change that makes headings of them.
//!
//! It looks at blocks that were read and must not know comrak.

use crate::diag::{Code, Diagnostic, Edit, Sink, SourceId, Span, message};
use crate::model::document::{Block, BlockKind, Inline, InlineKind};
use crate::model::{Mark, is_han};

/// How many there are at least.
const FEWEST: usize = 2;
/// The longest title, in characters.
const LONGEST: usize = 40;
/// The level of one that no heading stands above: the first is the title's.
const FIRST_LEVEL: u8 = 2;
const LAST_LEVEL: u8 = 6;
/// How many places a message names.
const MOST_PLACES: usize = 6;

/// How a number is written, so that those of one level look the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// 第一章, by its unit.
    Ordinal(char),
    /// 一、
    Chinese,
    /// （一）, (1), by whether the numeral is Arabic.
    Enclosed(bool),
    /// 1. 1、 1.1, by how many numerals it has.
    Arabic(usize),
}

/// A paragraph that is meant as a heading.
struct Found {
    span: Span,
    level: u8,
}

/// Tells of the paragraphs in bold that are meant as headings.
pub(super) fn tell(blocks: &[Block], source: SourceId, text: &str, sink: &mut Sink) {
    let found = find(blocks, source, text);
    let Some(first) = found.first().filter(|_| found.len() >= FEWEST) else { return };
    let lines: Vec<String> =
        found.iter().take(MOST_PLACES).map(|found| line_number(text, found.span).to_string()).collect();
    let (count, lines) = (found.len(), lines.join(", "));
    let message = match count > MOST_PLACES {
        true => message!("{count} headings are written as paragraphs in bold: lines {lines}, …", count, lines),
        false => message!("{count} headings are written as paragraphs in bold: lines {lines}", count, lines),
    };
    let line = format!("{} {}", "#".repeat(usize::from(first.level)), title(text, first.span));
    let hint = message!("write `{line}`", line);
    let edits = found.iter().flat_map(|Found { span, level }| {
        let (start, end) = (span.start as usize, span.end as usize);
        let marks = format!("{} ", "#".repeat(usize::from(*level)));
        [
            Edit::new(Span::new(source, start, start + 2), marks),
            Edit::new(Span::new(source, end - 2, end), String::new()),
        ]
    });
    sink.push(Diagnostic::warning(Code::BoldHeading, first.span, message).hint(hint).fix(edits));
}

/// The headings that stand above a place, from the outermost, each with its level,
/// its number, and whether it is written in bold.
type Above = Vec<(u8, Option<(Shape, u32)>, bool)>;

fn find(blocks: &[Block], source: SourceId, text: &str) -> Vec<Found> {
    let mut above: Above = Vec::new();
    let mut found = Vec::new();
    let numbers: Vec<Option<(Shape, u32)>> = blocks.iter().map(|block| bold(block, source, text)).collect();
    for (at, block) in blocks.iter().enumerate() {
        if let BlockKind::Heading { level, content } = &block.kind {
            above.retain(|(other, ..)| other < level);
            above.push((*level, number(&plain(content)), false));
        }
        let Some(number) = numbers[at] else { continue };
        // One directly behind another is an item of a list.
        let same =
            |other: Option<&Option<(Shape, u32)>>| other.copied().flatten().is_some_and(|(shape, _)| shape == number.0);
        if same(numbers.get(at + 1)) || same(at.checked_sub(1).and_then(|at| numbers.get(at))) {
            continue;
        }
        let level = level(&mut above, number);
        found.push(Found { span: block.span, level });
    }
    found
}

/// The level of a heading with such a number: that of the last with one alike, else
/// one below the heading before it.
fn level(above: &mut Above, (shape, value): (Shape, u32)) -> u8 {
    let alike = above.iter().rposition(|(_, number, bold)| {
        number.is_some_and(|(other, before)| other == shape && (*bold || value > before))
    });
    let level = match alike {
        Some(at) => {
            let level = above[at].0;
            above.truncate(at);
            level
        }
        None => above.last().map_or(FIRST_LEVEL, |(level, ..)| (level + 1).min(LAST_LEVEL)),
    };
    above.push((level, Some((shape, value)), true));
    level
}

/// The number of a paragraph that is meant as a heading.
fn bold(block: &Block, source: SourceId, text: &str) -> Option<(Shape, u32)> {
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    let [Inline { kind: InlineKind::Marked(Mark::Strong, inner), attr, .. }] = content.as_slice() else { return None };
    let written = text.get(block.span.range()).filter(|_| block.span.source == source)?;
    let is_whole = written.len() > 4
        && written.starts_with("**")
        && written.ends_with("**")
        && !written.starts_with("***")
        && !written.ends_with("***")
        && !written.contains('\n')
        && !written.ends_with(" #**")
        && !written.ends_with("}**");
    let before = &text[..block.span.range().start];
    let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    let title = plain(inner);
    let open = title.ends_with(['。', '：', ':', '.', '；', ';', '，', ',', '！']);
    let short = title.chars().count() <= LONGEST;
    let alone = line.len() < 4 && line.bytes().all(|byte| byte == b' ');
    (attr.is_empty() && block.attr.is_empty() && is_whole && alone && !open && short).then(|| number(&title)).flatten()
}

/// The number that a title begins with, if text stands behind it.
fn number(title: &str) -> Option<(Shape, u32)> {
    let (shape, value, rest) = ordinal(title).or_else(|| enclosed(title)).or_else(|| plain_number(title))?;
    rest.trim_start()
        .starts_with(|ch: char| is_han(ch) || ch.is_alphabetic() || "“《".contains(ch))
        .then_some((shape, value))
}

fn ordinal(title: &str) -> Option<(Shape, u32, &str)> {
    let rest = title.strip_prefix('第')?.trim_start();
    let (value, _, rest) = numeral(rest)?;
    let unit = rest.trim_start().chars().next().filter(|ch| "章节節编編篇讲講课課".contains(*ch))?;
    Some((Shape::Ordinal(unit), value, &rest.trim_start()[unit.len_utf8()..]))
}

fn enclosed(title: &str) -> Option<(Shape, u32, &str)> {
    let (value, arabic, rest) = numeral(title.strip_prefix(['（', '('])?.trim_start())?;
    Some((Shape::Enclosed(arabic), value, rest.trim_start().strip_prefix(['）', ')'])?))
}

fn plain_number(title: &str) -> Option<(Shape, u32, &str)> {
    let (mut value, arabic, mut rest) = numeral(title)?;
    if !arabic {
        return Some((Shape::Chinese, value, rest.strip_prefix(['、', '．', '.'])?));
    }
    let mut parts = 1;
    while let Some((next, true, after)) = rest.strip_prefix('.').and_then(numeral) {
        (value, rest, parts) = (next, after, parts + 1);
    }
    let after = rest.strip_prefix(['.', '、', '．']);
    let apart = (parts > 1 && rest.starts_with([' ', '\u{3000}'])).then_some(rest);
    Some((Shape::Arabic(parts), value, after.or(apart)?))
}

/// A numeral of at most three signs, with whether it is Arabic.
fn numeral(text: &str) -> Option<(u32, bool, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return (digits < 4).then(|| Some((text[..digits].parse().ok()?, true, &text[digits..])))?;
    }
    let mut value = 0;
    let mut end = 0;
    for (at, ch) in text.char_indices().take(3) {
        let Some(digit) = "〇一二三四五六七八九十".chars().position(|other| other == ch) else { break };
        let digit = u32::try_from(digit).unwrap_or(0);
        value = match digit {
            10 => value.max(1) * 10,
            _ => value + digit,
        };
        end = at + ch.len_utf8();
    }
    (end > 0).then_some((value, false, &text[end..]))
}

fn plain(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match &inline.kind {
            InlineKind::Text(part) | InlineKind::Code(part) => text.push_str(part),
            InlineKind::Marked(_, inner) | InlineKind::Span(inner) | InlineKind::Link { content: inner, .. } => {
                text.push_str(&plain(inner));
            }
            _ => text.push('\u{FFFC}'),
        }
    }
    text
}

/// The first characters of a title as it was written.
fn title(text: &str, span: Span) -> String {
    let written = text.get(span.start as usize + 2..span.end as usize - 2).unwrap_or_default();
    written.chars().take(20).collect()
}

fn line_number(text: &str, span: Span) -> usize {
    text[..span.range().start].bytes().filter(|byte| *byte == b'\n').count() + 1
}
