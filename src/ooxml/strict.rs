//! A part in the strict form becomes one in the transitional form, which every
//! program reads: lengths with units become numbers in the unit of their
//! attribute, shares become the numbers that stood for them before, and `start`
//! and `end` become `left` and `right` (ECMA-376-4 §14). The names of elements
//! are the same in both forms already.

use std::borrow::Cow;

use super::element::Element;

/// Elements whose value is a length in half-points (ECMA-376-1 §17.18.43); the
/// lengths of others are in twips (§22.9.2.14).
const HALF_POINTS: [&str; 6] = ["w:sz", "w:szCs", "w:kern", "w:position", "w:hps", "w:hpsRaise"];
/// Elements whose value is a length or a share; that of others may look like one.
const MEASURES: [&str; 12] = [
    "w:spacing",
    "w:w",
    "w:defaultTabStop",
    "w:hyphenationZone",
    "w:drawingGridHorizontalSpacing",
    "w:drawingGridVerticalSpacing",
    "w:drawingGridHorizontalOrigin",
    "w:drawingGridVerticalOrigin",
    "w:trHeight",
    "w:lMargin",
    "w:rMargin",
    "w:bookFoldPrintingSheets",
];
/// Attributes that hold no lengths but names and texts.
const NAMES: [&str; 5] = ["w:name", "w:uri", "w:author", "w:instr", "w:descr"];
/// Elements with sides that are named by `start` and `end`.
const SIDED: [&str; 4] = ["w:tblBorders", "w:tcBorders", "w:tblCellMar", "w:tcMar"];
/// The directions of text in both forms (ECMA-376-1 §17.18.93, ECMA-376-4 §14.11.7).
const DIRECTIONS: [(&str, &str); 6] =
    [("tb", "lrTb"), ("rl", "tbRl"), ("lr", "btLr"), ("tbV", "lrTbV"), ("rlV", "tbRlV"), ("lrV", "tbLrV")];
/// The character sets of fonts in both forms (ECMA-376-1 §17.8.3.2,
/// ECMA-376-4 §14.4.1).
const CHARACTER_SETS: [(&str, &str); 17] = [
    ("iso-8859-1", "00"),
    ("macintosh", "4D"),
    ("shift_jis", "80"),
    ("ks_c-5601-1987", "81"),
    ("ks c-5601-1992", "82"),
    ("gbk", "86"),
    ("big5", "88"),
    ("windows-1253", "A1"),
    ("iso-8859-9", "A2"),
    ("windows-1258", "A3"),
    ("windows-1255", "B1"),
    ("windows-1256", "B2"),
    ("windows-1257", "BA"),
    ("windows-1251", "CC"),
    ("windows-874", "DE"),
    ("windows-1250", "EE"),
    ("x-ibm437", "FF"),
];

/// Makes a tree transitional. Its depth is bounded by the reading.
pub(super) fn to_transitional(element: &mut Element) {
    let name = element.name.clone();
    for (key, value) in &mut element.attributes {
        if name == "w:ind" {
            *key = match key.as_ref() {
                "w:start" => "w:left".into(),
                "w:end" => "w:right".into(),
                "w:startChars" => "w:leftChars".into(),
                "w:endChars" => "w:rightChars".into(),
                _ => std::mem::take(key),
            };
        }
        if let Some(new) = converted(&name, key, value) {
            *value = new;
        }
    }
    if name == "w:charset" {
        charset(element);
    }
    for child in element.elements_mut() {
        if SIDED.contains(&name.as_ref()) {
            match child.name.as_ref() {
                "w:start" => child.name = "w:left".into(),
                "w:end" => child.name = "w:right".into(),
                _ => {}
            }
        }
        to_transitional(child);
    }
}

/// The value of an attribute, where it is another one.
fn converted(element: &str, key: &str, value: &str) -> Option<Cow<'static, str>> {
    if element.starts_with("a:") {
        // In thousandths of a hundredth (§20.1.10.40).
        return share(value, 1000.0);
    }
    if !element.starts_with("w:") || NAMES.contains(&key) {
        return None;
    }
    match (element, key, value) {
        ("w:jc" | "w:lvlJc" | "w:tab", "w:val", "start") => return Some("left".into()),
        ("w:jc" | "w:lvlJc" | "w:tab", "w:val", "end") => return Some("right".into()),
        ("w:textDirection", "w:val", _) => {
            return DIRECTIONS.iter().find(|(strict, _)| *strict == value).map(|(_, new)| (*new).into());
        }
        // Of tables and cells in fiftieths of a hundredth (§17.18.90).
        (_, "w:w", _) if value.ends_with('%') => return share(value, 50.0),
        _ => {}
    }
    let is_half = HALF_POINTS.contains(&element);
    if key == "w:val" && !is_half && !MEASURES.contains(&element) {
        return None;
    }
    share(value, 1.0).or_else(|| points(value).map(|points| whole(points * if is_half { 2.0 } else { 20.0 })))
}

fn whole(number: f64) -> Cow<'static, str> {
    (number.round() as i64).to_string().into()
}

/// A share in hundredths as a number of parts of a hundredth.
fn share(value: &str, parts: f64) -> Option<Cow<'static, str>> {
    let number: f64 = value.strip_suffix('%')?.parse().ok()?;
    Some(whole(number * parts))
}

/// A length with a unit in points (ECMA-376-1 §22.9.2.15).
fn points(value: &str) -> Option<f64> {
    let (number, unit) = value.split_at_checked(value.len().checked_sub(2)?)?;
    let factor = match unit {
        "pt" => 1.0,
        "mm" => 72.0 / 25.4,
        "cm" => 720.0 / 25.4,
        "in" => 72.0,
        "pc" | "pi" => 12.0,
        _ => return None,
    };
    let is_number = number.starts_with(|ch: char| ch.is_ascii_digit() || ch == '-');
    number.parse::<f64>().ok().filter(|_| is_number).map(|number| number * factor)
}

fn charset(element: &mut Element) {
    let set = element.attribute("w:characterSet").map(str::to_lowercase);
    let known = set.and_then(|set| CHARACTER_SETS.iter().find(|(strict, _)| *strict == set));
    if let Some((_, number)) = known {
        element.attributes.retain(|(key, _)| key != "w:characterSet");
        element.set("w:val", *number);
    }
}

#[cfg(test)]
mod tests {
    use crate::ooxml::Element;

    fn read(schema: &str, inside: &str) -> String {
        let text = format!("<w:pPr xmlns:w=\"{schema}\">{inside}</w:pPr>");
        Element::parse(&text).unwrap().write().replace("<w:pPr>", "").replace("</w:pPr>", "")
    }

    const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

    #[test]
    fn lengths_and_sides_become_transitional() {
        for (strict, transitional) in [
            ("<w:ind w:start=\"28.80pt\" w:endChars=\"50\"/>", "<w:ind w:left=\"576\" w:rightChars=\"50\"/>"),
            ("<w:sz w:val=\"10.5pt\"/>", "<w:sz w:val=\"21\"/>"),
            ("<w:pgSz w:w=\"210mm\" w:h=\"29.7cm\"/>", "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"),
            ("<w:jc w:val=\"start\"/>", "<w:jc w:val=\"left\"/>"),
            ("<w:tblW w:w=\"50%\" w:type=\"pct\"/>", "<w:tblW w:w=\"2500\" w:type=\"pct\"/>"),
            ("<w:w w:val=\"90%\"/>", "<w:w w:val=\"90\"/>"),
            ("<w:tcMar><w:start w:w=\"5.40pt\"/></w:tcMar>", "<w:tcMar><w:left w:w=\"108\"/></w:tcMar>"),
            ("<w:textDirection w:val=\"rl\"/>", "<w:textDirection w:val=\"tbRl\"/>"),
            ("<w:charset w:characterSet=\"GBK\"/>", "<w:charset w:val=\"86\"/>"),
            ("<w:tab w:val=\"end\" w:pos=\"252pt\"/>", "<w:tab w:val=\"right\" w:pos=\"5040\"/>"),
        ] {
            assert_eq!(read(STRICT, strict), transitional);
        }
    }

    #[test]
    fn what_only_looks_like_a_length_stays() {
        for same in ["<w:name w:val=\"10pt\"/>", "<w:font w:name=\"12pt\"/>", "<w:lvlText w:val=\"100%\"/>"] {
            assert_eq!(read(STRICT, same), same);
        }
        let transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        assert_eq!(read(transitional, "<w:jc w:val=\"start\"/>"), "<w:jc w:val=\"start\"/>");
    }
}
