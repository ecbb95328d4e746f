//! The values of a sheet in the terms that Chinese users think in: 小四, 12pt,
//! 2字符, 固定值 20磅, 第一章.
//!
//! Each reads itself from the string that a sheet holds and says what is wrong
//! with one that it does not understand.

use std::str::FromStr;

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

use crate::length::Length;
pub use crate::model::Align;
pub use crate::style::numbering::Pattern;
use crate::style::numbering::{Counter, PatternPart};

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

/// Reads a value from the string of a sheet.
macro_rules! from_string {
    ($ty:ty, $expecting:literal) => {
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
                        Err(E::custom(format!("{number} has no unit; expected {}", $expecting)))
                    }
                    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<$ty, E> {
                        Err(E::custom(format!("{number} has no unit; expected {}", $expecting)))
                    }
                }
                deserializer.deserialize_any(Text)
            }
        }
    };
}
pub(super) use from_string;

/// A number and the unit behind it.
fn split_unit(text: &str) -> Result<(f64, &str), String> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let value: f64 = number.parse().map_err(|_| format!("“{text}” is no number with a unit"))?;
    if value < 0.0 {
        return Err(format!("“{text}” is negative"));
    }
    if value > 100_000.0 {
        return Err(format!("“{text}” is too large"));
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
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (value, unit) = split_unit(text)?;
        physical(value, unit).ok_or_else(|| format!("“{text}” has no unit of length; use pt, 磅, mm, cm or in"))
    }
}
from_string!(Length, "a length such as 25.4mm, 2.5cm or 12pt");

/// A font size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size(pub Length);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some((_, points)) = NAMED_SIZES.iter().find(|(name, _)| *name == text.trim()) {
            return Ok(Self(Length::points(*points)));
        }
        let length = split_unit(text).ok().and_then(|(value, unit)| physical(value, unit));
        match length {
            Some(length) if (1.0..=500.0).contains(&length.pt()) => Ok(Self(length)),
            Some(_) => Err(format!("“{text}” is no size between 1pt and 500pt")),
            None => Err(format!("“{text}” is no font size; use a name such as 小四 or points such as 12pt")),
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
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (value, unit) = split_unit(text)?;
        Ok(match unit {
            "字符" | "字" | "em" => Self::Characters(value),
            "行" => Self::Lines(value),
            _ => Self::Fixed(
                physical(value, unit)
                    .ok_or_else(|| format!("“{text}” has no known unit; use pt, 磅, mm, cm, 字符 or 行"))?,
            ),
        })
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
}

impl FromStr for Pitch {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bare = text.trim().trim_start_matches("固定值").trim();
        match bare {
            "单倍" => return Ok(Self::Multiple(1.0)),
            "双倍" => return Ok(Self::Multiple(2.0)),
            _ => {}
        }
        let (value, unit) = split_unit(bare)?;
        if value == 0.0 {
            return Err(format!("“{text}” leaves no room for a line"));
        }
        match unit {
            "倍" | "倍行距" | "x" => Ok(Self::Multiple(value)),
            _ => physical(value, unit)
                .map(Self::Exact)
                .ok_or_else(|| format!("“{text}” is no line pitch; use 1.5倍 or 固定值 20磅")),
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
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let error = || format!("“{text}” is no colour; use #RRGGBB");
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii()).ok_or_else(error)?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| error());
        Ok(Self([part(0)?, part(2)?, part(4)?]))
    }
}
from_string!(Color, "a colour such as #1F4E79");

/// A paper size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// The short side.
    pub width: Length,
    /// The long side.
    pub height: Length,
}

impl FromStr for Paper {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (width, height) = match text.trim().to_ascii_uppercase().as_str() {
            "A3" => (297.0, 420.0),
            "A4" => (210.0, 297.0),
            "A5" => (148.0, 210.0),
            "B5" => (176.0, 250.0),
            "16开" => (184.0, 260.0),
            "LETTER" => (215.9, 279.4),
            _ => return measured(text),
        };
        Ok(Self { width: Length::millimetres(width), height: Length::millimetres(height) })
    }
}
from_string!(Paper, "a paper such as A4 or 185mm×260mm");

/// A paper by its sides, such as `185mm×260mm`.
fn measured(text: &str) -> Result<Paper, String> {
    let error = || format!("“{text}” is no paper; use A3, A4, A5, B5, 16开, letter or 185mm×260mm");
    let (width, height) = text.split_once(['×', 'x']).ok_or_else(error)?;
    let side = |text: &str| text.parse().ok().filter(|side: &Length| (100.0..=5_000.0).contains(&side.pt()));
    let (width, height) = side(width).zip(side(height)).ok_or_else(error)?;
    if width > height { Err(format!("“{text}” has the long side first")) } else { Ok(Paper { width, height }) }
}

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

/// The fonts of a role: what the PDF is set in, and what Word is told to use.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fonts {
    /// The families of the PDF for Latin, the first that has a character wins.
    pub latin: Vec<String>,
    /// The families of the PDF for Chinese, Japanese and Korean.
    pub east_asian: Vec<String>,
    /// The font that Word uses for Latin.
    pub word_latin: String,
    /// The font that Word uses for Chinese, Japanese and Korean.
    pub word_east_asian: String,
}

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $( $(#[$vdoc:meta])* $variant:ident = $text:literal, )* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        pub enum $name { $( $(#[$vdoc])* $variant, )* }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $( $text => Ok(Self::$variant), )*
                    _ => Err(format!("“{text}” is none of {}", [$($text),*].join(", "))),
                }
            }
        }
        from_string!($name, "one of the words that the style guide lists");
    };
}

choice! {
    /// Where a caption stands.
    Place {
        /// Over what it belongs to.
        Above = "above",
        /// Under it.
        Below = "below",
    }
}

choice! {
    /// Where the numbers of notes begin anew.
    NoteRestart {
        /// Nowhere: they run through the document.
        Document = "document",
        /// With each chapter.
        Chapter = "chapter",
        /// On each page.
        Page = "page",
    }
}

choice! {
    /// Where notes stand.
    NotePlace {
        /// At the foot of the page.
        Foot = "foot",
        /// Behind the text.
        End = "end",
    }
}

choice! {
    /// Which lines a table has.
    Rules {
        /// Three: over the table, under its head, under the table (三线表).
        Three = "three-line",
        /// Around every cell.
        Grid = "grid",
        /// None.
        Plain = "plain",
    }
}

choice! {
    /// What fills the line between an entry of the contents and its page.
    Leader {
        /// Dots.
        Dots = "dots",
        /// Nothing.
        None = "none",
    }
}

choice! {
    /// Where the count of figures, tables and equations begins anew.
    CaptionScope {
        /// Nowhere.
        Document = "document",
        /// In every chapter; the number carries that of the chapter.
        Chapter = "chapter",
    }
}

choice! {
    /// How the numbers of footnotes look.
    NoteFormat {
        /// ① ② ③
        Circled = "circled",
        /// 1 2 3
        Arabic = "arabic",
    }
}

impl NoteFormat {
    /// The number `n`, from 1, as it is printed.
    #[must_use]
    pub fn format(self, n: usize) -> String {
        match self {
            Self::Circled => Counter::Circled.format(n),
            Self::Arabic => Counter::Arabic.format(n),
        }
    }
}

choice! {
    /// What emphasis makes of Chinese text.
    ChineseEmphasis {
        /// The emphasis font (楷体).
        Font = "font",
        /// Dots (着重号).
        Dots = "dots",
    }
}

impl<'de> Deserialize<'de> for Align {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            "left" | "左对齐" => Ok(Self::Left),
            "center" | "居中" => Ok(Self::Center),
            "right" | "右对齐" => Ok(Self::Right),
            "justify" | "两端对齐" => Ok(Self::Justify),
            other => Err(D::Error::custom(format!("“{other}” is none of left, center, right, justify"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Measure, Pitch, Size};
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
        assert!("-3pt".parse::<Size>().is_err());
        assert!("12".parse::<Size>().is_err());
    }
}
