//! The values of a Word file in the words of a sheet, rounded to what a person
//! would have written: Word stores twips and 240ths of a line.

use crate::diag::Language;
use crate::length::Length;
use crate::style::value::{Measure, Pitch, Size};

/// A number without needless digits.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// One of two texts, by the language.
fn said(language: Language, chinese: String, english: String) -> String {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

/// A size: 小四, or 13磅 where there is no name.
#[must_use]
pub(super) fn size(size: Size, language: Language) -> String {
    let written = size.to_string();
    let is_named = language == Language::Chinese && (written.ends_with('号') || written.starts_with('小'));
    if is_named { written } else { points(size.0, language) }
}

/// A length in points: 0.5磅, 0.5pt.
#[must_use]
pub(super) fn points(length: Length, language: Language) -> String {
    format!("{}{}", number(length.pt()), said(language, "磅".to_owned(), "pt".to_owned()))
}

/// A length in millimetres: 25.4mm.
#[must_use]
pub(super) fn millimetres(length: Length) -> String {
    format!("{}mm", number((length.pt() * 25.4 / 72.0 * 10.0).round() / 10.0))
}

/// A measure: 2字符, 0.5行, 6磅; 2em, 0.5 lines, 6pt.
#[must_use]
pub(super) fn measure(measure: Measure, language: Language) -> String {
    let with = |count: f64, chinese: &str, english: &str| {
        let count = number(count);
        said(language, format!("{count}{chinese}"), format!("{count}{english}"))
    };
    match measure {
        Measure::Fixed(length) => points(length, language),
        Measure::Characters(count) => with(count, "字符", "em"),
        Measure::Lines(count) => with(count, "行", " lines"),
    }
}

/// A line pitch: 单倍, 1.5倍, 固定值 20磅; 1x, 1.5x, 20pt.
#[must_use]
pub(super) fn pitch(pitch: Pitch, language: Language) -> String {
    match pitch {
        Pitch::Exact(length) => {
            let points = points(length, language);
            said(language, format!("固定值 {points}"), points)
        }
        Pitch::Multiple(factor) => {
            let chinese = if factor == 1.0 { "单倍".to_owned() } else { format!("{}倍", number(factor)) };
            said(language, chinese, format!("{}x", number(factor)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{measure, millimetres, pitch, size};
    use crate::diag::Language;
    use crate::length::Length;
    use crate::style::value::{Measure, Pitch, Size};

    #[test]
    fn values_are_read_back() {
        let (zh, en) = (Language::Chinese, Language::English);
        for (text, english) in [("小四", "12pt"), ("五号", "10.5pt"), ("13磅", "13pt")] {
            let read: Size = text.parse().unwrap();
            assert_eq!((size(read, zh).as_str(), size(read, en).as_str()), (text, english));
            assert_eq!(english.parse::<Size>().unwrap(), read);
        }
        for (text, english) in [("2字符", "2em"), ("0.5行", "0.5 lines"), ("6磅", "6pt")] {
            let read: Measure = text.parse().unwrap();
            assert_eq!((measure(read, zh).as_str(), measure(read, en).as_str()), (text, english));
            assert_eq!(english.parse::<Measure>().unwrap(), read);
        }
        for (text, english) in [("单倍", "1x"), ("1.5倍", "1.5x"), ("固定值 20磅", "20pt")] {
            let read: Pitch = text.parse().unwrap();
            assert_eq!((pitch(read, zh).as_str(), pitch(read, en).as_str()), (text, english));
            assert_eq!(english.parse::<Pitch>().unwrap(), read);
        }
        assert_eq!(millimetres("2.54cm".parse::<Length>().unwrap()), "25.4mm");
    }
}
