//! Values in the words of a sheet: the way back from [`super::value`], for
//! sheets that fuzi writes.

use super::numbering::{Counter, Pattern, PatternPart};
use super::value::{Align, Measure, NAMED_SIZES, Pitch, Size};
use crate::length::Length;

/// How many of the named sizes Word has too: all but the last, 中四.
const WORD_SIZES: usize = NAMED_SIZES.len() - 1;

/// A number without needless digits.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A size: 小四, or 13磅 where there is no name.
#[must_use]
pub fn size(size: Size) -> String {
    let named = NAMED_SIZES.iter().take(WORD_SIZES).find(|(_, points)| (points - size.0.pt()).abs() < 0.01);
    named.map_or_else(|| points(size.0), |(name, _)| (*name).to_owned())
}

/// A length in points: 0.5磅.
#[must_use]
pub fn points(length: Length) -> String {
    format!("{}磅", number(length.pt()))
}

/// A length in millimetres: 25.4mm.
#[must_use]
pub fn millimetres(length: Length) -> String {
    format!("{}mm", number((length.pt() * 25.4 / 72.0 * 10.0).round() / 10.0))
}

/// A measure: 2字符, 0.5行, 6磅.
#[must_use]
pub fn measure(measure: Measure) -> String {
    match measure {
        Measure::Fixed(length) => points(length),
        Measure::Characters(count) => format!("{}字符", number(count)),
        Measure::Lines(count) => format!("{}行", number(count)),
    }
}

/// A line pitch: 单倍, 1.5倍, 固定值 20磅.
#[must_use]
pub fn pitch(pitch: Pitch) -> String {
    match pitch {
        Pitch::Exact(length) => format!("固定值 {}", points(length)),
        Pitch::Multiple(1.0) => "单倍".to_owned(),
        Pitch::Multiple(factor) => format!("{}倍", number(factor)),
    }
}

/// How a text stands.
#[must_use]
pub fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "justify",
    }
}

/// The sign that stands for a counter in a pattern.
#[must_use]
pub fn counter(counter: Counter) -> char {
    match counter {
        Counter::Arabic => '1',
        Counter::Chinese => '一',
        Counter::LowerRoman => 'i',
        Counter::UpperRoman => 'I',
        Counter::LowerLetter => 'a',
        Counter::UpperLetter => 'A',
        Counter::Circled => '①',
    }
}

/// A pattern: 第一章, 1.1.
#[must_use]
pub fn pattern(pattern: &Pattern) -> String {
    let part = |part: &PatternPart| match part {
        PatternPart::Literal(text) => text.clone(),
        PatternPart::Counter(sign) => counter(*sign).to_string(),
    };
    pattern.parts.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::{measure, millimetres, pattern, pitch, size};
    use crate::length::Length;
    use crate::style::value::{Measure, Pattern, Pitch, Size};

    #[test]
    fn values_are_read_back() {
        for text in ["小四", "五号", "13磅"] {
            assert_eq!(size(text.parse::<Size>().unwrap()), text);
        }
        for text in ["2字符", "0.5行", "6磅"] {
            assert_eq!(measure(text.parse::<Measure>().unwrap()), text);
        }
        for text in ["单倍", "1.5倍", "固定值 20磅"] {
            assert_eq!(pitch(text.parse::<Pitch>().unwrap()), text);
        }
        for text in ["第一章", "1.1", "（一）"] {
            assert_eq!(pattern(&text.parse::<Pattern>().unwrap()), text);
        }
        assert_eq!(millimetres("2.54cm".parse::<Length>().unwrap()), "25.4mm");
    }
}
