//! Numbers in the parts of a template that Word would not accept: brought into
//! the range that it has for them.
//!
//! It must not know what becomes of the parts.

use super::properties::length;
use crate::ooxml::Element;

/// The largest distance in twips: 22 inches.
const FAR: i64 = 31_680;
/// The largest size of text in half-points: 1,638 points.
const LARGE: i64 = 3_276;
/// The largest 32-bit number.
const MANY: i64 = i32::MAX as i64;

/// Elements, their attributes, and the least and the largest value of these
/// (ECMA-376-1 §17; the bounds are Word's own, [MS-OI29500] §2.1).
const RANGES: &[(&[&str], &[&str], i64, i64)] = &[
    (&["w:sz", "w:szCs"], &["w:val"], 2, LARGE),
    (&["w:kern"], &["w:val"], 0, LARGE),
    (&["w:position"], &["w:val"], -LARGE, LARGE),
    (&["w:w"], &["w:val"], 1, 600),
    (&["w:pgSz"], &["w:w", "w:h"], 144, FAR),
    (&["w:pgMar"], &["w:top", "w:bottom"], -FAR, FAR),
    (&["w:pgMar"], &["w:left", "w:right", "w:header", "w:footer", "w:gutter"], 0, FAR),
    (&["w:cols"], &["w:num"], 1, 45),
    (&["w:cols"], &["w:space"], 0, FAR),
    (&["w:docGrid"], &["w:linePitch"], 1, FAR),
    (&["w:docGrid"], &["w:charSpace"], -MANY, MANY),
    (&["w:pgNumType"], &["w:start"], 0, MANY),
    (&["w:ind"], &["w:left", "w:right", "w:start", "w:end"], -FAR, FAR),
    (&["w:ind"], &["w:firstLine", "w:hanging"], 0, FAR),
    (&["w:spacing"], &["w:before", "w:after"], 0, FAR),
    (&["w:spacing"], &["w:line", "w:val"], -FAR, FAR),
    (&["w:tab"], &["w:pos"], -FAR, FAR),
    (&["w:defaultTabStop"], &["w:val"], 0, FAR),
    (&["w:outlineLvl"], &["w:val"], 0, 9),
    (&["w:ilvl"], &["w:val"], 0, 8),
    (&["w:lvl", "w:lvlOverride"], &["w:ilvl"], 0, 8),
    (&["w:start", "w:startOverride"], &["w:val"], 0, 32_767),
    (&["w:lvlRestart"], &["w:val"], 0, 9),
    (&["w:numId", "w:abstractNumId"], &["w:val"], 0, MANY),
    (&["w:num"], &["w:numId"], 0, MANY),
    (&["w:abstractNum"], &["w:abstractNumId"], 0, MANY),
    (&["w:numStart"], &["w:val"], 0, 32_767),
    (&["w:uiPriority"], &["w:val"], 0, 99),
];
/// The sides of borders.
const SIDES: [&str; 8] = ["w:top", "w:left", "w:bottom", "w:right", "w:between", "w:bar", "w:insideH", "w:insideV"];
/// The widths of borders in eighths of a point, and their distance in points.
const BORDER: [(&str, i64, i64); 2] = [("w:sz", 0, 96), ("w:space", 0, 31)];

/// Brings the numbers of a part into their ranges; gives the first that was
/// beyond its own, in words, and how many there were.
pub(super) fn clamp(root: &mut Element) -> Option<(String, usize)> {
    let mut found = None;
    clamp_all(root, "", &mut found);
    found
}

fn clamp_all(element: &mut Element, parent: &str, found: &mut Option<(String, usize)>) {
    let name = element.name.clone();
    // The strict form names a side of borders so.
    let is_side = name == "w:start" && parent != "w:lvl";
    let is_border = SIDES.contains(&name.as_ref()) && element.value().is_some();
    for (key, value) in &mut element.attributes {
        let own =
            RANGES.iter().find(|(names, keys, ..)| names.contains(&name.as_ref()) && keys.contains(&key.as_ref()));
        let border = BORDER.iter().find(|(known, ..)| is_border && known == key);
        let range = own
            .filter(|_| !is_side)
            .map(|(.., least, most)| (*least, *most))
            .or(border.map(|(_, least, most)| (*least, *most)));
        let Some((least, most)) = range else { continue };
        let brought = within(value, least, most);
        if brought != *value {
            found.get_or_insert_with(|| (format!("{key}=\"{value}\" of {name}"), 0)).1 += 1;
            *value = brought.into();
        }
    }
    for child in element.elements_mut() {
        clamp_all(child, &name, found);
    }
}

/// A value within its range; what is no number counts as 0.
fn within(value: &str, least: i64, most: i64) -> String {
    let text = value.trim();
    // The strict form writes units.
    let twips = || length(text).map(|length| length.pt() * 20.0);
    // Some programs write fractions.
    let number = text.parse::<f64>().ok().or_else(twips).filter(|number| !number.is_nan()).unwrap_or(f64::NAN);
    if number >= least as f64 && number <= most as f64 {
        return value.to_owned();
    }
    let number = if number.is_nan() { 0.0 } else { number };
    (number.clamp(least as f64, most as f64) as i64).to_string()
}

#[cfg(test)]
mod tests {
    use super::{clamp, within};
    use crate::ooxml::Element;

    #[test]
    fn numbers_come_into_their_range() {
        let schema = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let text = format!(
            "<w:styles xmlns:w=\"{schema}\"><w:sz w:val=\"99999\"/><w:pgSz w:w=\"-7\" w:h=\"297mm\"/><w:ilvl w:val=\"x\"/>\
             <w:top w:val=\"single\" w:sz=\"400\"/></w:styles>"
        );
        let mut root = Element::parse(&text).unwrap();
        assert_eq!(clamp(&mut root), Some(("w:val=\"99999\" of w:sz".to_owned(), 4)));
        assert_eq!(
            root.write(),
            "<w:styles><w:sz w:val=\"3276\"/><w:pgSz w:w=\"144\" w:h=\"297mm\"/><w:ilvl w:val=\"0\"/><w:top w:val=\"single\" w:sz=\"96\"/></w:styles>"
        );
        assert_eq!(clamp(&mut root), None);
    }

    #[test]
    fn values_with_units_and_fractions_stay() {
        assert_eq!(within("12.5", 2, 99), "12.5");
        assert_eq!(within("210mm", 144, 31_680), "210mm");
        assert_eq!(within("99999999999999999999999", 0, 9), "9");
        assert_eq!(within("NaN", 1, 9), "1");
    }
}
