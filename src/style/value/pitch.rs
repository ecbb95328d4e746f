//! The distance from line to line: 固定值 20磅, 1.5倍.

use std::fmt;
use std::str::FromStr;

use super::length::{physical, split_unit};
use crate::diag::{Message, message};
use crate::length::Length;
use crate::style::from_text::from_string;

/// The natural pitch of a line in units of its font size: 15.6 pt for 小四,
/// what Word's Chinese page grid gives to single spacing.
const SINGLE_PITCH: f64 = 1.3;

/// The part of an em that stands above the baseline.
pub const ASCENT: f64 = 0.88;

/// The part of an exact pitch that Word leaves above the baseline.
const ABOVE_BASELINE: f64 = 0.8;

/// The distance from line to line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pitch {
    /// The same distance whatever the size of the text (固定值).
    Exact(Length),
    /// So many times the natural distance (倍).
    Multiple(f64),
}

impl Pitch {
    /// The distance from baseline to baseline for a text of the given size.
    #[must_use]
    pub fn length(self, size: Length) -> Length {
        match self {
            Self::Exact(length) => length,
            Self::Multiple(factor) => size.scaled(SINGLE_PITCH * factor),
        }
    }

    /// The room that a line of such a text leaves above and below its em square,
    /// as Word divides it: an exact pitch has four fifths above the baseline; in a
    /// multiple one the text stands in the middle of the natural pitch, and what is
    /// added to that stands below it.
    #[must_use]
    pub fn room(self, size: Length) -> (Length, Length) {
        let above = match self {
            Self::Exact(pitch) => pitch.scaled(ABOVE_BASELINE) - size.scaled(ASCENT),
            Self::Multiple(_) => size.scaled((SINGLE_PITCH - 1.0) / 2.0),
        };
        (above, self.length(size) - size - above)
    }
}

impl FromStr for Pitch {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let bare = text.trim().trim_start_matches("固定值").trim();
        match bare {
            "单倍" => return Ok(Self::Multiple(1.0)),
            "双倍" => return Ok(Self::Multiple(2.0)),
            _ => {}
        }
        let (value, unit) = split_unit(bare)?;
        if value == 0.0 {
            return Err(message!("“{text}” leaves no room for a line", text));
        }
        match unit {
            "倍" | "倍行距" | "x" => Ok(Self::Multiple(value)),
            _ => physical(value, unit)
                .map(Self::Exact)
                .ok_or_else(|| message!("“{text}” is not a valid line pitch; use 1.5倍 or 固定值 20磅", text)),
        }
    }
}

impl fmt::Display for Pitch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(length) => write!(f, "固定值 {length}"),
            Self::Multiple(factor) => write!(f, "{factor}倍"),
        }
    }
}
from_string!(Pitch, "a line pitch such as 1.5倍 or 固定值 20磅");
