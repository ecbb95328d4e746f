//! The values of a sheet in the terms that Chinese users think in: 小四, 12pt,
//! 2字符, 固定值 20磅, 第一章.
//!
//! Each reads itself from the string that a sheet holds and says what is wrong
//! with one that it does not understand.

use std::fmt;
use std::str::FromStr;

use super::layer::part;
use crate::diag::{Message, message};
use crate::length::Length;
pub use crate::model::Align;
pub use crate::style::choice::{
    CaptionScope, ChineseEmphasis, Leader, NoteFormat, NotePlace, NoteRestart, PdfStandard, Place, Rules, Wide,
};
pub use crate::style::numbering::Pattern;
pub use crate::style::page::{Grid, PagePattern, Paper};

/// The named sizes of Chinese typography in points, as Word and CTeX have them
/// (typographic point of 1/72 inch).
pub(super) const NAMED_SIZES: [(&str, f64); 17] = [
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

/// The height of one line (行) in Word's paragraph spacing: 312 twips, the
/// line pitch of Word's own Chinese page grid.
const LINE_UNIT: Length = Length::points(15.6);

/// The natural pitch of a line in units of its font size: 15.6 pt for 小四,
/// what Word's Chinese page grid gives to single spacing.
const SINGLE_PITCH: f64 = 1.3;

/// The part of an em that stands above the baseline.
pub const ASCENT: f64 = 0.88;

/// The part of an exact pitch that Word leaves above the baseline.
const ABOVE_BASELINE: f64 = 0.8;

/// Reads a value from the string of a sheet.
macro_rules! from_string {
    ($ty:ty, $expecting:expr) => {
        impl<'de> serde::Deserialize<'de> for $ty {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl serde::de::Visitor<'_> for Text {
                    type Value = $ty;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$ty, E> {
                        text.parse().map_err(E::custom)
                    }
                    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<$ty, E> {
                        Err(E::custom(message!(
                            "{number} is a bare number; expected, in quotes, {expecting}",
                            number,
                            expecting = $expecting
                        )))
                    }
                    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<$ty, E> {
                        Err(E::custom(message!(
                            "{number} is a bare number; expected, in quotes, {expecting}",
                            number,
                            expecting = $expecting
                        )))
                    }
                }
                deserializer.deserialize_any(Text)
            }
        }
    };
}
pub(super) use from_string;

/// A number and the unit behind it.
fn split_unit(text: &str) -> Result<(f64, &str), Message> {
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

fn physical(value: f64, unit: &str) -> Option<Length> {
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
    pub(super) fn names() -> impl Iterator<Item = (&'static str, Length)> {
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
            "行" => Self::Lines(value),
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

/// A colour, red green blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub [u8; 3]);

impl Color {
    /// The colour as six hexadecimal digits, such as `1F4E79`.
    #[must_use]
    pub fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("{r:02X}{g:02X}{b:02X}")
    }
}

impl FromStr for Color {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let error = || message!("“{text}” is not a valid colour; use #RRGGBB", text);
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii()).ok_or_else(error)?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| error());
        Ok(Self([part(0)?, part(2)?, part(4)?]))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.hex())
    }
}
from_string!(Color, "a colour such as #1F4E79");

part! {
    /// The fonts of a role: what the PDF is set in, and what Word is told to use.
    Fonts, FontsSheet {
        /// The families of the PDF for Latin, the first that has a character wins.
        latin: Vec<String>,
        /// The families of the PDF for Chinese, Japanese and Korean.
        east_asian: Vec<String>,
        /// The font that Word uses for Latin.
        word_latin: String,
        /// The font that Word uses for Chinese, Japanese and Korean.
        word_east_asian: String,
        /// Whether the PDF takes the bold faces of these families, because they
        /// stand for a font that is heavy by itself, such as 小标宋.
        heavy: bool,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::{Debug, Display};
    use std::str::FromStr;

    use super::{Color, Grid, Measure, PagePattern, Paper, Pitch, Size};
    use crate::diag::Message;
    use crate::length::Length;

    #[test]
    fn chinese_terms_are_read() {
        assert_eq!("小四".parse::<Size>().unwrap().0.pt(), 12.0);
        assert_eq!("2字符".parse::<Measure>().unwrap(), Measure::Characters(2.0));
        assert_eq!("0.5行".parse::<Measure>().unwrap().length(Length::ZERO).pt(), 7.8);
        assert_eq!("固定值 20磅".parse::<Pitch>().unwrap(), Pitch::Exact(Length::points(20.0)));
        let pitch = "1.5倍".parse::<Pitch>().unwrap().length(Length::points(12.0)).pt();
        assert!((pitch - 23.4).abs() < 1e-9);
    }

    #[test]
    fn wrong_units_are_refused() {
        assert!("12px".parse::<Length>().is_err());
        assert!("-3pt".parse::<Size>().unwrap_err().contains("negative"));
        assert!("12".parse::<Size>().is_err());
        assert!("A9".parse::<Paper>().is_err());
        assert!("1mm×20mm".parse::<Paper>().unwrap_err().contains("between"));
    }

    /// What is written reads back as the same value; where a text is the usual
    /// way to write it, that very text comes back.
    fn round<T: FromStr<Err = Message> + Display + PartialEq + Debug>(texts: &[&str], usual: bool) {
        for text in texts {
            let value: T = text.parse().unwrap_or_else(|error| panic!("{error}"));
            let written = value.to_string();
            assert_eq!(written.parse::<T>().as_ref(), Ok(&value), "{text} became {written}");
            assert!(!usual || written == *text, "{text} became {written}");
        }
    }

    #[test]
    fn values_are_written_as_they_are_read() {
        round::<Length>(&["25.4mm", "28mm", "0磅", "0.75磅", "10.5磅", "37mm", "4mm"], true);
        round::<Length>(&["2.54cm", "1in", "0.1234567pt", "33.333mm", "99999pt"], false);
        round::<Size>(&["小四", "初号", "中四", "10磅"], true);
        round::<Size>(&["5.07mm", "12pt", "1英寸"], false);
        round::<Measure>(&["2字符", "0.5行", "6磅", "5mm", "0.333333字符"], true);
        round::<Pitch>(&["固定值 22磅", "1.25倍"], true);
        round::<Pitch>(&["单倍", "28.95pt", "1.5x"], false);
        round::<Color>(&["#1F4E79"], true);
        round::<Paper>(&["A4", "16开", "letter", "185mm×260mm"], true);
        round::<Paper>(&["a4", "8.5in x 14in"], false);
        round::<Grid>(&["none", "22行", "22行×28字"], true);
        assert_eq!(PagePattern::parse("— 1 —").unwrap().to_string(), "— 1 —");
    }
}
