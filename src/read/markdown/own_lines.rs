//! Paragraphs whose lines are meant: line blocks (pandoc's `line_blocks`, `| …`)
//! keep their lines; runs of lines with numbers that CommonMark reads as no list
//! — `（1）`, `①`, `1、`, `一、`, `(a)`, `A.`, `i.`, `#.`, `(@)` (pandoc's
//! `fancy_lists` and `example_lists`) — are paragraphs of their own, as typed.
//!
//! A number alone splits nothing: two lines at least must go on counting.

use std::collections::BTreeSet;

use super::Reader;
use super::pieces::Piece;
use crate::diag::Span;

/// What stands around a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `(1)`, `（1）`.
    Brackets,
    /// `1）`, `a)`.
    Bracket,
    /// `1、`.
    Comma,
    /// `A.`, `1．`.
    Point,
    /// `①`, `⑴`.
    Sign,
    /// `#.`, `(@)`.
    Counted,
}

/// What a number is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numeral {
    Arabic,
    Chinese,
    Letter,
    Roman,
    Sign,
}

/// A number as one of its numerals reads it.
type Reading = (Shape, Numeral, u32);

const NUMERALS: [Numeral; 5] = [Numeral::Arabic, Numeral::Chinese, Numeral::Letter, Numeral::Roman, Numeral::Sign];
const SHAPES: [Shape; 6] = [Shape::Brackets, Shape::Bracket, Shape::Comma, Shape::Point, Shape::Sign, Shape::Counted];

impl<'a> Reader<'_, 'a, '_> {
    /// The paragraphs that the lines of one make, each with its place.
    pub(super) fn own_lines(&self, mut pieces: Vec<Piece<'a>>, span: Span) -> Vec<(Vec<Piece<'a>>, Span)> {
        line_block(&mut pieces);
        let starts = line_starts(&pieces);
        let readings: Vec<Vec<Reading>> =
            starts.iter().map(|at| piece_text(&pieces, *at).map_or(Vec::new(), read)).collect();
        let splits: Vec<usize> = counted(&readings).into_iter().map(|line| starts[line]).filter(|at| *at > 0).collect();
        if splits.is_empty() {
            return vec![(pieces, span)];
        }
        let mut list = Vec::with_capacity(splits.len() + 1);
        for at in splits.into_iter().rev() {
            let part = pieces.split_off(at);
            // The break between the two.
            pieces.pop();
            list.push(part);
        }
        list.push(pieces);
        list.reverse();
        let place = |part: &[Piece<'a>]| Some(self.shared.span(part.first()?.range().start, part.last()?.range().end));
        list.into_iter().filter_map(|part| place(&part).map(|place| (part, place))).collect()
    }
}

fn piece_text<'p>(pieces: &'p [Piece<'_>], at: usize) -> Option<&'p str> {
    match pieces.get(at) {
        Some(Piece::Text { text, .. }) => Some(text),
        _ => None,
    }
}

/// The first piece of each line.
fn line_starts(pieces: &[Piece<'_>]) -> Vec<usize> {
    let is_break = |piece: &Piece<'_>| matches!(piece, Piece::Soft(_) | Piece::Hard(_));
    let behind = pieces.iter().enumerate().filter(|(_, piece)| is_break(piece)).map(|(at, _)| at + 1);
    std::iter::once(0).chain(behind).collect()
}

/// Takes the bars of a line block away and keeps its lines.
fn line_block(pieces: &mut [Piece<'_>]) {
    let starts = line_starts(pieces);
    let is_bar = |at: &usize| piece_text(pieces, *at).is_some_and(|text| text == "|" || text.starts_with("| "));
    let ends_in_bar = matches!(pieces.last(), Some(Piece::Text { text, .. }) if text.len() > 1 && text.ends_with('|'));
    if !starts.iter().all(is_bar) || ends_in_bar {
        return;
    }
    for at in starts {
        if let Some(Piece::Text { text, at, exact }) = pieces.get_mut(at) {
            let rest = text[1..].strip_prefix(' ').unwrap_or(&text[1..]);
            *at += if *exact { text.len() - rest.len() } else { 0 };
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            // Blanks that were typed before a line are its indent.
            *exact &= blanks == 0;
            *text = "\u{A0}".repeat(blanks) + &rest[blanks..];
        }
    }
    for piece in pieces {
        if let Piece::Soft(span) = piece {
            *piece = Piece::Hard(*span);
        }
    }
}

/// The lines that begin with numbers which go on counting.
fn counted(lines: &[Vec<Reading>]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for shape in SHAPES {
        for numeral in NUMERALS {
            let of = |readings: &Vec<Reading>| readings.iter().find(|r| r.0 == shape && r.1 == numeral).map(|r| r.2);
            let run: Vec<(usize, u32)> =
                lines.iter().enumerate().filter_map(|(at, readings)| Some((at, of(readings)?))).collect();
            let first = run.first().map_or(0, |(_, number)| *number);
            let starts = !matches!(numeral, Numeral::Letter | Numeral::Roman) || first == 1;
            let goes_on = |pair: &[(usize, u32)]| {
                shape == Shape::Counted || pair[1].1 == pair[0].1.saturating_add(1) || pair[1].1 == 1
            };
            if run.len() > 1 && starts && run.windows(2).all(goes_on) {
                found.extend(run.iter().map(|(at, _)| *at));
            }
        }
    }
    found
}

/// What the number at the start of a line may be.
fn read(line: &str) -> Vec<Reading> {
    if line.starts_with("#. ") || line.starts_with("(@)") {
        return vec![(Shape::Counted, Numeral::Sign, 0)];
    }
    let first = line.chars().next().map_or(0, u32::from);
    for base in [0x2460, 0x2474] {
        if (base..base + 20).contains(&first) {
            return vec![(Shape::Sign, Numeral::Sign, first - base + 1)];
        }
    }
    let inner = line.trim_start_matches(['(', '（']);
    let opened = line.chars().count() - inner.chars().count();
    let end = inner.char_indices().take(6).find(|(_, c)| matches!(c, ')' | '）' | '、' | '.' | '．')).map(|(at, _)| at);
    let Some((number, mut rest)) = end.map(|end| inner.split_at(end)) else { return Vec::new() };
    let mark = rest.chars().next();
    rest = &rest[mark.map_or(0, char::len_utf8)..];
    let spaced = rest.starts_with([' ', '\t', '\u{3000}']);
    let shape = match (opened, mark) {
        (1, Some(')' | '）')) => Shape::Brackets,
        (0, Some('）')) => Shape::Bracket,
        (0, Some(')')) if spaced => Shape::Bracket,
        (0, Some('、')) => Shape::Comma,
        (0, Some('．')) => Shape::Point,
        (0, Some('.')) if spaced => Shape::Point,
        _ => return Vec::new(),
    };
    NUMERALS.iter().filter_map(|numeral| Some((shape, *numeral, value(*numeral, number)?))).collect()
}

fn value(numeral: Numeral, text: &str) -> Option<u32> {
    let mut chars = text.chars();
    match numeral {
        Numeral::Arabic => text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit())),
        Numeral::Letter => match (chars.next()?.to_ascii_lowercase(), chars.next()) {
            (letter @ 'a'..='z', None) => Some(u32::from(letter) - u32::from('a') + 1),
            _ => None,
        },
        Numeral::Roman => roman(text),
        Numeral::Chinese => chinese(text),
        Numeral::Sign => None,
    }
}

/// Numbers up to 99.
fn chinese(text: &str) -> Option<u32> {
    let digit = |text: &str| {
        let mut digits = "一二三四五六七八九".chars().zip(1..);
        let mut chars = text.chars();
        let first = chars.next()?;
        chars.next().is_none().then(|| digits.find(|(c, _)| *c == first).map(|(_, n)| n)).flatten()
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

/// Numbers up to 39.
fn roman(text: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let lower = text.to_ascii_lowercase();
    if text != lower && text != text.to_ascii_uppercase() {
        return None;
    }
    let (tens, rest) = (0..=3).rev().find_map(|n| Some((n, lower.strip_prefix("x".repeat(n).as_str())?)))?;
    let ones = ONES.iter().position(|ones| *ones == rest)?;
    u32::try_from(tens * 10 + ones).ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::{Numeral, Shape, counted, read};

    fn lines(text: &str) -> Vec<usize> {
        let readings: Vec<_> = text.lines().map(read).collect();
        counted(&readings).into_iter().collect()
    }

    #[test]
    fn numbers_are_read() {
        assert_eq!(read("（十二）甲"), [(Shape::Brackets, Numeral::Chinese, 12)]);
        assert_eq!(read("i. a"), [(Shape::Point, Numeral::Letter, 9), (Shape::Point, Numeral::Roman, 1)]);
        for text in ["3.14 是", "a.b", "(见上)", "一是", "5) ", "e.g. x"] {
            assert!(read(text).len() <= 1, "{text}");
        }
        assert!(read("3.14 是").is_empty() && read("一是").is_empty());
    }

    #[test]
    fn only_what_goes_on_counting_splits() {
        assert_eq!(lines("前：\n（1）甲\n乙\n（2）丙"), [1, 3]);
        assert_eq!(lines("一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊"), [0, 1, 2, 3, 4]);
        assert_eq!(lines("i. a\nii. b\niii. c"), [0, 1, 2]);
        assert_eq!(lines("B. Adams\nC. Baker"), [0; 0]);
        assert_eq!(lines("（1）甲\n（3）乙"), [0; 0]);
        assert_eq!(lines("只有\n（2）一个"), [0; 0]);
    }
}
