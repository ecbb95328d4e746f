//! Paragraph and run properties become a flat list of settings, so that what
//! one layer leaves open can be taken from the layer below (ECMA-376-1
//! §17.7.2), and the settings become the values of a style sheet.

use std::collections::BTreeMap;

use crate::length::Length;
use crate::model::Align;
use crate::ooxml::Element;
use crate::style::value::Color;

/// What is never inherited: the mark of a paragraph, sections, revisions.
const SKIPPED: [&str; 5] = ["w:rPr", "w:sectPr", "w:pPrChange", "w:rPrChange", "w:cnfStyle"];
/// How deep properties are nested at the most.
const MAX_DEPTH: usize = 4;

/// Settings by their paths, such as `spacing/line` or `sz`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Properties(BTreeMap<String, String>);

/// The space before or behind a paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Space {
    Fixed(Length),
    /// So many lines of the page's grid.
    Lines(f64),
}

/// The distance of lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Line {
    Exact(Length),
    AtLeast(Length),
    Multiple(f64),
}

/// An indent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Indent {
    Characters(f64),
    Fixed(Length),
}

impl Properties {
    /// The settings of a `w:pPr` or `w:rPr`.
    pub(super) fn read(element: &Element) -> Self {
        let mut properties = Self::default();
        properties.take(element, "", 0);
        properties
    }

    fn take(&mut self, element: &Element, prefix: &str, depth: usize) {
        for child in element.elements().filter(|child| !SKIPPED.contains(&child.name.as_ref())) {
            let name = child.name.strip_prefix("w:").unwrap_or(&child.name);
            let path = format!("{prefix}{name}");
            if child.attributes.is_empty() && child.children.is_empty() {
                self.0.insert(path.clone(), "1".to_owned());
            }
            for (key, value) in &child.attributes {
                let key = key.strip_prefix("w:").unwrap_or(key);
                let path = if key == "val" { path.clone() } else { format!("{path}/{key}") };
                self.0.insert(path, value.clone().into_owned());
            }
            if depth < MAX_DEPTH {
                self.take(child, &format!("{path}/"), depth + 1);
            }
        }
    }

    /// Lays other settings over these.
    pub(super) fn overlay(&mut self, over: &Self) {
        // Of a font and a theme's font the nearer layer's counts, as for the
        // first line that goes in and the one that stands out.
        const RIVALS: [(&str, &str); 12] = [
            ("rFonts/ascii", "rFonts/asciiTheme"),
            ("rFonts/asciiTheme", "rFonts/ascii"),
            ("rFonts/hAnsi", "rFonts/hAnsiTheme"),
            ("rFonts/hAnsiTheme", "rFonts/hAnsi"),
            ("rFonts/eastAsia", "rFonts/eastAsiaTheme"),
            ("rFonts/eastAsiaTheme", "rFonts/eastAsia"),
            ("ind/firstLine", "ind/hanging"),
            ("ind/hanging", "ind/firstLine"),
            ("ind/firstLine", "ind/hangingChars"),
            ("ind/firstLineChars", "ind/hangingChars"),
            ("ind/hanging", "ind/firstLineChars"),
            ("ind/hangingChars", "ind/firstLineChars"),
        ];
        for (winner, loser) in RIVALS {
            if over.0.contains_key(winner) {
                self.0.remove(loser);
            }
        }
        self.0.extend(over.0.iter().map(|(key, value)| (key.clone(), value.clone())));
    }

    pub(super) fn set(&mut self, path: &str, value: String) {
        self.0.insert(path.to_owned(), value);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    fn number(&self, path: &str) -> Option<f64> {
        self.get(path)?.trim().parse::<f64>().ok().filter(|value| value.abs() < 100_000.0)
    }

    pub(super) fn length(&self, path: &str) -> Option<Length> {
        length(self.get(path)?)
    }

    /// Whether a property that is on or off is on (ECMA-376-1 §17.17.4).
    pub(super) fn is_on(&self, path: &str) -> bool {
        self.get(path).is_some_and(is_on)
    }

    /// The size of the text (ECMA-376-1 §17.3.2.38, §17.3.2.39).
    pub(super) fn size(&self) -> Length {
        let half_points = self.number("sz").filter(|size| (2.0..=1_000.0).contains(size));
        Length::points(half_points.unwrap_or(20.0) / 2.0)
    }

    pub(super) fn color(&self) -> Color {
        self.get("color").and_then(|hex| format!("#{hex}").parse().ok()).unwrap_or(Color([0, 0, 0]))
    }

    pub(super) fn align(&self) -> Align {
        match self.get("jc") {
            Some("center") => Align::Center,
            Some("right" | "end") => Align::Right,
            Some("both" | "distribute" | "mediumKashida" | "highKashida" | "lowKashida" | "thaiDistribute") => {
                Align::Justify
            }
            Some(_) | None => Align::Left,
        }
    }

    /// The line pitch (ECMA-376-1 §17.3.1.33).
    pub(super) fn line(&self) -> Line {
        let value = self.number("spacing/line").filter(|value| *value > 0.0);
        match (self.get("spacing/lineRule"), value) {
            (Some("exact"), Some(twips)) => Line::Exact(Length::points(twips / 20.0)),
            (Some("atLeast"), Some(twips)) => Line::AtLeast(Length::points(twips / 20.0)),
            (_, Some(parts)) => Line::Multiple(parts / 240.0),
            (_, None) => Line::Multiple(1.0),
        }
    }

    /// The space at a side, `before` or `after`.
    pub(super) fn space(&self, side: &str) -> Space {
        match self.number(&format!("spacing/{side}Lines")).filter(|lines| *lines > 0.0) {
            Some(hundredths) => Space::Lines(hundredths / 100.0),
            None => Space::Fixed(self.length(&format!("spacing/{side}")).unwrap_or(Length::ZERO)),
        }
    }

    /// The indent at a side: `left`, `right`, `firstLine` or `hanging`. An
    /// indent in characters wins over a fixed one (ECMA-376-1 §17.3.1.12).
    pub(super) fn indent(&self, side: &str) -> Indent {
        let other = match side {
            "left" => "start",
            "right" => "end",
            side => side,
        };
        let characters = self.number(&format!("ind/{side}Chars")).or(self.number(&format!("ind/{other}Chars")));
        match characters.filter(|hundredths| *hundredths != 0.0) {
            Some(hundredths) => Indent::Characters(hundredths / 100.0),
            None => {
                let fixed = self.length(&format!("ind/{side}")).or(self.length(&format!("ind/{other}")));
                Indent::Fixed(fixed.unwrap_or(Length::ZERO))
            }
        }
    }

    /// The list and the level that number the paragraph.
    pub(super) fn numbering(&self) -> Option<(&str, usize)> {
        let list = self.get("numPr/numId").filter(|id| *id != "0")?;
        Some((list, self.get("numPr/ilvl").and_then(|level| level.parse().ok()).unwrap_or(0)))
    }
}

impl Indent {
    /// The length for a text of a size.
    pub(super) fn length(self, size: Length) -> Length {
        match self {
            Self::Characters(count) => size.scaled(count),
            Self::Fixed(length) => length,
        }
    }
}

/// Whether the value of a property that is on or off means on.
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

/// A length in twips, or with a unit as the strict form has it (ECMA-376-1
/// §22.9.2.15).
pub(super) fn length(text: &str) -> Option<Length> {
    let text = text.trim();
    let sane = |points: f64| (points.abs() < 10_000.0).then(|| Length::points(points));
    if let Ok(twips) = text.parse::<f64>() {
        return sane(twips / 20.0);
    }
    let (number, unit) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let number: f64 = number.parse().ok()?;
    match unit {
        "pt" => sane(number),
        "mm" => sane(number * 72.0 / 25.4),
        "cm" => sane(number * 720.0 / 25.4),
        "in" => sane(number * 72.0),
        "pc" | "pi" => sane(number * 12.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Indent, Line, Properties};
    use crate::length::Length;
    use crate::ooxml::Element;

    fn properties(inside: &str) -> Properties {
        let schema = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        Properties::read(&Element::parse(&format!("<w:pPr xmlns:w=\"{schema}\">{inside}</w:pPr>")).unwrap())
    }

    #[test]
    fn layers() {
        let mut below = properties("<w:spacing w:line=\"360\" w:lineRule=\"auto\" w:before=\"240\"/><w:b/>");
        below.overlay(&properties("<w:spacing w:line=\"400\" w:lineRule=\"exact\"/><w:b w:val=\"0\"/>"));
        assert_eq!(below.line(), Line::Exact(Length::points(20.0)));
        assert_eq!(below.length("spacing/before"), Some(Length::points(12.0)));
        assert!(!below.is_on("b"));
        below.overlay(&properties("<w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/>"));
        assert_eq!(below.indent("firstLine"), Indent::Characters(2.0));
        below.overlay(&properties("<w:ind w:hanging=\"420\"/>"));
        assert_eq!(below.indent("firstLine"), Indent::Fixed(Length::ZERO));
        assert_eq!(below.indent("hanging"), Indent::Fixed(Length::points(21.0)));
    }
}
