//! The values of a sheet that belong to a page: its paper, its grid, the
//! pattern of its number.

use std::fmt;
use std::str::FromStr;

use crate::diag::{Message, message};
use crate::length::Length;
use crate::style::from_text::from_string;
use crate::style::numbering::{Counter, Pattern, PatternPart};

/// A paper size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// The short side.
    pub width: Length,
    /// The long side.
    pub height: Length,
}

/// The named papers in millimetres.
const PAPERS: [(&str, f64, f64); 6] = [
    ("A3", 297.0, 420.0),
    ("A4", 210.0, 297.0),
    ("A5", 148.0, 210.0),
    ("B5", 176.0, 250.0),
    ("16开", 184.0, 260.0),
    ("letter", 215.9, 279.4),
];

impl Paper {
    /// The papers that have a name.
    pub(in crate::style) fn named() -> impl Iterator<Item = (&'static str, Self)> {
        let paper = |width, height| Self { width: Length::millimetres(width), height: Length::millimetres(height) };
        PAPERS.iter().map(move |(name, width, height)| (*name, paper(*width, *height)))
    }
}

impl FromStr for Paper {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let text = text.trim();
        if let Some((_, paper)) = Self::named().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
            return Ok(paper);
        }
        let error = || {
            message!(
                "“{text}” is not a valid paper; use A3, A4, A5, B5, 16开, letter or its sides, as in 184mm×260mm",
                text
            )
        };
        let (width, height) = text.split_once(['×', 'x', '*']).ok_or_else(error)?;
        let side = |text: &str| {
            let length: Length = text.parse().map_err(|_| error())?;
            let fits = (40.0..=2000.0).contains(&(length.pt() * 25.4 / 72.0));
            if fits {
                Ok(length)
            } else {
                Err(message!("“{text}” is not a side of a paper between 40mm and 2m", text = text.trim()))
            }
        };
        Ok(Self { width: side(width)?, height: side(height)? })
    }
}

impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Self::named().find(|(_, paper)| paper == self) {
            Some((name, _)) => f.write_str(name),
            None => write!(f, "{}×{}", self.width, self.height),
        }
    }
}
from_string!(Paper, "a paper such as A4");

/// The grid of a page: how many lines it has, and how many characters a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grid {
    /// None: lines stand as their pitch says.
    None,
    /// So many lines.
    Lines(u16),
    /// So many lines of so many characters.
    Characters(u16, u16),
}

impl FromStr for Grid {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let error = || message!("“{text}” is not a valid grid; use none, 22行 or 22行×28字", text);
        let count = |text: &str, unit: char| {
            let number: Option<u16> = text.trim().strip_suffix(unit).and_then(|number| number.trim().parse().ok());
            number.filter(|number| (1..=200).contains(number)).ok_or_else(error)
        };
        match text.trim() {
            "none" | "无" => Ok(Self::None),
            text => match text.split_once(['×', 'x', '*']) {
                Some((lines, characters)) => Ok(Self::Characters(count(lines, '行')?, count(characters, '字')?)),
                None => Ok(Self::Lines(count(text, '行')?)),
            },
        }
    }
}

impl fmt::Display for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Lines(lines) => write!(f, "{lines}行"),
            Self::Characters(lines, characters) => write!(f, "{lines}行×{characters}字"),
        }
    }
}
from_string!(Grid, "a grid such as 22行 or 22行×28字");

/// What stands for the number of the last page in what is around that of a page.
const PAGES: &str = "{pages}";

/// A piece of what stands around a page number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PagePiece<'a> {
    /// Text as it stands.
    Text(&'a str),
    /// The number of the last page.
    Pages,
}

/// The pieces of what stands before or behind a page number.
#[must_use]
pub fn page_pieces(text: &str) -> Vec<PagePiece<'_>> {
    let mut pieces = Vec::new();
    for (at, part) in text.split(PAGES).enumerate() {
        pieces.extend((at > 0).then_some(PagePiece::Pages));
        pieces.extend((!part.is_empty()).then_some(PagePiece::Text(part)));
    }
    pieces
}

/// A page number and what stands around it, `{pages}` for the number of the last page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePattern {
    /// What stands before the number.
    pub before: String,
    /// How the number looks.
    pub counter: Counter,
    /// What stands behind it.
    pub after: String,
}

impl PagePattern {
    /// Reads a pattern such as `— 1 —`; `None` if it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl FromStr for PagePattern {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let error = |why: Message| {
            message!(
                "“{text}” {why}; the placeholders of the page number are 1, 一, i, I, a, A and ①, \
                 and one of them stands once, as in “第1页” or “— 1 —”",
                text,
                why
            )
        };
        let named = by_name(text);
        let pattern: Pattern = named.parse().map_err(|_| error(message!("has no page number")))?;
        let (mut before, mut found, mut after) = (String::new(), None, String::new());
        for part in pattern.parts {
            match (part, found) {
                (PatternPart::Counter(counter), None) => found = Some(counter),
                (PatternPart::Counter(_), Some(_)) => return Err(error(message!("has more than one page number"))),
                (PatternPart::Literal(text), None) => before = text,
                (PatternPart::Literal(text), Some(_)) => after = text,
            }
        }
        if let Some(stray) = stray_placeholder(&before).or_else(|| stray_placeholder(&after)) {
            return Err(error(message!("would print “{stray}” as it stands, for it is not a placeholder", stray)));
        }
        let counter = found.ok_or_else(|| error(message!("has no page number")))?;
        Ok(Self { before, counter, after })
    }
}

/// A pattern in which the numbers are named as others name them: `{page}`, the X of
/// `第X页`, and for the last page the Y of `共Y页`, the N of `1 of N`.
fn by_name(text: &str) -> String {
    let mut named = text.replace("{page}", "1");
    if named.trim().chars().count() < 2 {
        return named;
    }
    let has_number = |text: &str| text.parse::<Pattern>().is_ok();
    while let Some((start, end)) = stray_letter(&named) {
        let is_last = named[..start].trim_end().ends_with('共') || has_number(&named[..start]);
        named.replace_range(start..end, if is_last { PAGES } else { "1" });
    }
    named
}

/// Where a letter stands by itself that stands for a number.
fn stray_letter(text: &str) -> Option<(usize, usize)> {
    let is_letter = |ch: char| matches!(ch, 'X' | 'x' | 'Y' | 'y' | 'N' | 'n' | 'M' | 'm' | 'Ｘ' | 'Ｙ' | 'Ｎ');
    let is_word = |ch: Option<char>| ch.is_some_and(|ch| ch.is_lowercase() || ch.is_uppercase());
    text.char_indices().filter(|(_, ch)| is_letter(*ch)).find_map(|(at, ch)| {
        let end = at + ch.len_utf8();
        let alone = !is_word(text[..at].chars().next_back()) && !is_word(text[end..].chars().next());
        alone.then_some((at, end))
    })
}

/// What stands in the text around a number as if something would be filled in
/// there: `共5页`, `{total}`, `%d`.
fn stray_placeholder(text: &str) -> Option<&str> {
    let from = text.rfind(PAGES).map_or(0, |at| at + PAGES.len());
    if let Some(start) = text[from..].find(['{', '%']).map(|at| from + at) {
        let end = text[start..].find(['}', ' ']).map_or(text.len(), |at| start + at + 1);
        return Some(text[start..end].trim_end());
    }
    let total = text.find('共').and_then(|start| {
        let end = text[start..].char_indices().find(|(_, c)| matches!(c, '页' | '頁'))?.0;
        Some(&text[start..start + end + '页'.len_utf8()])
    });
    total.filter(|total| !total.contains(PAGES))
}

impl fmt::Display for PagePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.before, self.counter.sign(), self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::{PagePattern, PagePiece, page_pieces};

    #[test]
    fn the_last_page_is_a_piece_of_its_own() {
        assert_eq!(page_pieces(" 共{pages}页"), [PagePiece::Text(" 共"), PagePiece::Pages, PagePiece::Text("页")]);
    }

    #[test]
    fn text_that_nothing_fills_is_refused() {
        for (text, stray) in [("第1页 共5页", "“共5页”"), ("1/{total}", "“{total}”"), ("%d 1", "“%d”")]
        {
            let error = text.parse::<PagePattern>().unwrap_err();
            assert!(error.contains(stray) && error.contains("1, 一, i") && error.contains("第1页"), "{error}");
        }
        for text in ["1", "— 1 —", "第1页", "第一页", "Page 1", "p. 1", "S. 1", "2025 年度报告 · 1", "Capítulo 1"]
        {
            assert!(PagePattern::parse(text).is_some_and(|pattern| pattern.to_string() == text), "{text}");
        }
        for (text, read) in [
            ("第1页 共X页", "第1页 共{pages}页"),
            ("第 X 页 共 Y 页", "第 1 页 共 {pages} 页"),
            ("Page 1 of N", "Page 1 of {pages}"),
            ("{page}/{pages}", "1/{pages}"),
        ] {
            assert_eq!(text.parse::<PagePattern>().unwrap().to_string(), read, "{text}");
        }
        assert!("1 / 1".parse::<PagePattern>().unwrap_err().contains("more than one"));
        assert!("页".parse::<PagePattern>().unwrap_err().contains("no page number"));
    }
}
