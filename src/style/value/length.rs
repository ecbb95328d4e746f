//! Lengths with their units, and those that depend on a text: 25.4mm, 12磅, 2字符, 0.5行.

use std::fmt;
use std::str::FromStr;

use crate::diag::{Message, message};
use crate::length::Length;
use crate::style::from_text::from_string;

/// The height of one line (行) in Word's paragraph spacing: 312 twips, the
/// line pitch of Word's own Chinese page grid.
const LINE_UNIT: Length = Length::points(15.6);

/// A number and the unit behind it.
pub(super) fn split_unit(text: &str) -> Result<(f64, &str), Message> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let value: f64 = number.parse().map_err(|_| message!("“{text}” is not a number with a unit", text))?;
    if value < 0.0 {
        return Err(message!("“{text}” is negative", text));
    }
    if value > 100_000.0 {
        return Err(message!("“{text}” is too large", text));
    }
    Ok((value, unit.trim()))
}

/// The length of a number in a unit of length; `None` for other units.
pub(super) fn physical(value: f64, unit: &str) -> Option<Length> {
    Some(match unit {
        "pt" | "磅" => Length::points(value),
        "mm" | "毫米" => Length::millimetres(value),
        "cm" | "厘米" => Length::millimetres(value * 10.0),
        "in" | "英寸" => Length::points(value * 72.0),
        _ => return None,
    })
}

impl FromStr for Length {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let (value, unit) = split_unit(text)?;
        physical(value, unit).ok_or_else(|| message!("“{text}” has no unit of length; use pt, 磅, mm, cm or in", text))
    }
}

impl fmt::Display for Length {
    /// The shortest way to write it that reads back as the same length: long
    /// ones in millimetres, as paper is measured, others in points.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |value: f64, unit: &str, digits: i32| {
            let scale = 10_f64.powi(digits);
            let text = format!("{}{unit}", (value * scale).round() / scale);
            (text.parse::<Self>() == Ok(*self)).then_some(text)
        };
        let millimetres = self.pt() * 25.4 / 72.0;
        let paper = (self.pt() >= 50.0).then(|| text(millimetres, "mm", 1)).flatten();
        let short = paper.or_else(|| text(self.pt(), "磅", 2)).or_else(|| text(millimetres, "mm", 2));
        match short {
            Some(text) => f.write_str(&text),
            None => write!(f, "{}磅", self.pt()),
        }
    }
}
from_string!(Length, "a length such as 25.4mm, 2.5cm or 12pt");

/// A length that may depend on the text that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// A fixed length.
    Fixed(Length),
    /// So many characters (字符) of the text's own size.
    Characters(f64),
    /// So many lines (行) of Word's page grid.
    Lines(f64),
}

impl Measure {
    /// The length for a text of the given size.
    #[must_use]
    pub fn length(self, size: Length) -> Length {
        match self {
            Self::Fixed(length) => length,
            Self::Characters(count) => size.scaled(count),
            Self::Lines(count) => LINE_UNIT.scaled(count),
        }
    }

    /// The length in characters, if it was given so.
    #[must_use]
    pub fn characters(self) -> Option<f64> {
        match self {
            Self::Characters(count) => Some(count),
            Self::Fixed(_) | Self::Lines(_) => None,
        }
    }
}

impl FromStr for Measure {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let (value, unit) = split_unit(text)?;
        Ok(match unit {
            "字符" | "字" | "em" => Self::Characters(value),
            "行" | "line" | "lines" => Self::Lines(value),
            _ => Self::Fixed(
                physical(value, unit)
                    .ok_or_else(|| message!("“{text}” has no known unit; use pt, 磅, mm, cm, 字符 or 行", text))?,
            ),
        })
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(length) => length.fmt(f),
            Self::Characters(count) => write!(f, "{count}字符"),
            Self::Lines(count) => write!(f, "{count}行"),
        }
    }
}
from_string!(Measure, "a length such as 6磅, 0.5行, 2字符 or 5mm");
