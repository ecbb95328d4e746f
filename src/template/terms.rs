//! The values of a Word file in the words of a sheet, rounded to what a person
//! would have written: Word stores twips and 240ths of a line.

use crate::length::Length;
use crate::style::value::{Measure, Pitch, Size};

/// A number without needless digits.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A size: 小四, or 13磅 where there is no name.
#[must_use]
pub(super) fn size(size: Size) -> String {
    let written = size.to_string();
    if written.ends_with('号') || written.starts_with('小') { written } else { points(size.0) }
}

/// A length in points: 0.5磅.
#[must_use]
pub(super) fn points(length: Length) -> String {
    format!("{}磅", number(length.pt()))
}

/// A length in millimetres: 25.4mm.
#[must_use]
pub(super) fn millimetres(length: Length) -> String {
    format!("{}mm", number((length.pt() * 25.4 / 72.0 * 10.0).round() / 10.0))
}

/// A measure: 2字符, 0.5行, 6磅.
#[must_use]
pub(super) fn measure(measure: Measure) -> String {
    match measure {
        Measure::Fixed(length) => points(length),
        Measure::Characters(count) => format!("{}字符", number(count)),
        Measure::Lines(count) => format!("{}行", number(count)),
    }
}

/// A line pitch: 单倍, 1.5倍, 固定值 20磅.
#[must_use]
pub(super) fn pitch(pitch: Pitch) -> String {
    match pitch {
        Pitch::Exact(length) => format!("固定值 {}", points(length)),
        Pitch::Multiple(1.0) => "单倍".to_owned(),
        Pitch::Multiple(factor) => format!("{}倍", number(factor)),
    }
}

#[cfg(test)]
mod tests {
    use super::{measure, millimetres, pitch, size};
    use crate::length::Length;
    use crate::style::value::{Measure, Pitch, Size};

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
        assert_eq!(millimetres("2.54cm".parse::<Length>().unwrap()), "25.4mm");
    }
}
