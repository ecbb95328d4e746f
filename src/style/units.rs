//! A value of a sheet in the units of another language: 小四 becomes 12pt, 2字符
//! becomes 2em. Nothing is rounded; what is no number with a unit stays.

use super::kind::{Form, Kind};
use super::sheet_value::SheetValue;
use super::value::Size;
use crate::diag::Language;

/// The units of Chinese typography with their English ones.
const UNITS: [(&str, &str); 8] = [
    ("字符", "em"),
    ("字", "em"),
    ("行", " lines"),
    ("磅", "pt"),
    ("毫米", "mm"),
    ("厘米", "cm"),
    ("英寸", "in"),
    ("倍", "x"),
];

/// A value of a kind as a sheet in a language writes it.
pub(super) fn in_language(value: &SheetValue, kind: &Kind, language: Language) -> SheetValue {
    match (value, kind.form, language) {
        (SheetValue::Text(text), Form::Text(Some(_)), Language::English) => {
            SheetValue::Text(english(text).unwrap_or_else(|| text.clone()))
        }
        _ => value.clone(),
    }
}

fn english(text: &str) -> Option<String> {
    if let Some((_, size)) = Size::names().find(|(name, _)| *name == text) {
        return Some(format!("{}pt", size.pt()));
    }
    // An exact pitch needs no word in English.
    let bare = text.trim_start_matches("固定值").trim();
    let (number, unit) = UNITS.iter().find_map(|(chinese, unit)| Some((bare.strip_suffix(chinese)?.trim(), unit)))?;
    let value: f64 = number.parse().ok()?;
    let unit = if value == 1.0 { unit.trim_end_matches('s') } else { unit };
    Some(format!("{number}{unit}"))
}

#[cfg(test)]
mod tests {
    use super::english;
    use crate::style::value::{Measure, Pitch, Size};

    #[test]
    fn values_in_english_units_are_the_same() {
        let said = |text| english(text).unwrap_or_default();
        for (chinese, wanted) in [("小四", "12pt"), ("五号", "10.5pt"), ("13磅", "13pt")] {
            assert_eq!(said(chinese), wanted);
            assert_eq!(wanted.parse::<Size>(), chinese.parse::<Size>());
        }
        for (chinese, wanted) in [("2字符", "2em"), ("0.5行", "0.5 lines"), ("1行", "1 line"), ("6磅", "6pt")] {
            assert_eq!(said(chinese), wanted);
            assert_eq!(wanted.parse::<Measure>(), chinese.parse::<Measure>());
        }
        for (chinese, wanted) in [("1.5倍", "1.5x"), ("固定值 20磅", "20pt")] {
            assert_eq!(said(chinese), wanted);
            assert_eq!(wanted.parse::<Pitch>(), chinese.parse::<Pitch>());
        }
        for other in ["A4", "第一章", "25.4mm", "每行", "22行×28字"] {
            assert_eq!(english(other), None, "{other}");
        }
    }
}
