//! The values of a sheet that belong to a page: its paper, its grid, the
//! pattern of its number.

use std::fmt;
use std::str::FromStr;

use super::numbering::{Counter, Pattern, PatternPart};
use super::value::from_string;
use crate::length::Length;

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
    pub(super) fn named() -> impl Iterator<Item = (&'static str, Self)> {
        let paper = |width, height| Self { width: Length::millimetres(width), height: Length::millimetres(height) };
        PAPERS.iter().map(move |(name, width, height)| (*name, paper(*width, *height)))
    }
}

impl FromStr for Paper {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some((_, paper)) = Self::named().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
            return Ok(paper);
        }
        let error =
            || format!("“{text}” is no paper; use A3, A4, A5, B5, 16开, letter or its sides, as in 184mm×260mm");
        let (width, height) = text.split_once(['×', 'x', '*']).ok_or_else(error)?;
        let side = |text: &str| {
            let length: Length = text.parse().map_err(|_| error())?;
            let fits = (40.0..=2000.0).contains(&(length.pt() * 25.4 / 72.0));
            if fits {
                Ok(length)
            } else {
                Err(format!("“{}” is no side of a paper between 40mm and 2m", text.trim()))
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
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let error = || format!("“{text}” is no grid; use none, 22行 or 22行×28字");
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

/// A page number and what stands around it.
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
    /// Reads a pattern such as `— 1 —`; `None` if it holds no number, or more
    /// than one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let pattern: Pattern = text.parse().ok()?;
        let (mut before, mut found, mut after) = (String::new(), None, String::new());
        for part in pattern.parts {
            match (part, found) {
                (PatternPart::Counter(counter), None) => found = Some(counter),
                (PatternPart::Counter(_), Some(_)) => return None,
                (PatternPart::Literal(text), None) => before = text,
                (PatternPart::Literal(text), Some(_)) => after = text,
            }
        }
        Some(Self { before, counter: found?, after })
    }
}

impl fmt::Display for PagePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.before, self.counter.sign(), self.after)
    }
}
