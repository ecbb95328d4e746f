//! Font sizes: 小四, 12pt.

use std::fmt;
use std::str::FromStr;

use super::length::{physical, split_unit};
use crate::diag::{Message, message};
use crate::length::Length;
use crate::style::from_text::from_string;

/// The named sizes of Chinese typography in points, as Word and CTeX have them
/// (typographic point of 1/72 inch).
const NAMED_SIZES: [(&str, f64); 17] = [
    ("初号", 42.0),
    ("小初", 36.0),
    ("一号", 26.0),
    ("小一", 24.0),
    ("二号", 22.0),
    ("小二", 18.0),
    ("三号", 16.0),
    ("小三", 15.0),
    ("四号", 14.0),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.5),
    ("小六", 6.5),
    ("七号", 5.5),
    ("八号", 5.0),
    ("中四", 13.0),
];

/// A font size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size(pub Length);

impl FromStr for Size {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        if let Some((_, points)) = NAMED_SIZES.iter().find(|(name, _)| *name == text.trim()) {
            return Ok(Self(Length::points(*points)));
        }
        let looks_like_number =
            text.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
        let length = match split_unit(text) {
            Ok((value, unit)) => physical(value, unit),
            Err(error) if looks_like_number => return Err(error),
            Err(_) => None,
        };
        match length {
            Some(length) if (1.0..=500.0).contains(&length.pt()) => Ok(Self(length)),
            Some(_) => Err(message!("“{text}” is not a size between 1pt and 500pt", text)),
            None => {
                Err(message!("“{text}” is not a valid font size; use a name such as 小四 or points such as 12pt", text))
            }
        }
    }
}

impl Size {
    /// The names of sizes with what they stand for.
    pub(in crate::style) fn names() -> impl Iterator<Item = (&'static str, Length)> {
        NAMED_SIZES.iter().map(|(name, points)| (*name, Length::points(*points)))
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Self::names().find(|(_, length)| *length == self.0) {
            Some((name, _)) => f.write_str(name),
            None => self.0.fmt(f),
        }
    }
}
from_string!(Size, "a font size such as 小四 or 12pt");
