//! Whether a Word file or a style looks as a Word template does, field by field in
//! the terms of a sheet. Only what the template says counts.

use std::path::Path;

use super::error::Error;
use super::files;
use super::place::Place;
use super::sheets::{By, Sheets};
use crate::diag::{Language, Sources, message};
use crate::style::guide::{Guide, Shape};
use crate::style::sheet_value::SheetValue;
use crate::style::value::{Measure, Size};
use crate::style::{self, Loaded, Style};
use crate::template::Template;

/// What of a sheet says nothing of its looks.
const OTHERS: [&str; 5] = ["fonts", "docx", "template", "description", "inherits"];
/// What a rounded length may be off, in its unit.
const NEAR: f64 = 0.06;
/// What one of other units may be off, in points.
const NEAR_POINTS: f64 = 0.3;
/// The same of a multiple of lines.
const NEAR_LINES: f64 = 0.02;

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleDifference {
    /// The part, such as `heading1.text`.
    pub part: String,
    /// What the part is.
    pub doc: String,
    /// The field of the part, such as `size`.
    pub field: String,
    /// The Chinese word of word processors for it.
    pub term: Option<&'static str>,
    /// What the template has.
    pub template: String,
    /// What the other has.
    pub other: String,
}

/// What differs between a template and another Word file, or a style by its name or
/// the path of its sheet.
///
/// # Errors
///
/// If a file cannot be read, or is neither.
pub fn compare_styles(template: &Path, other: &Path, language: Language) -> Result<Vec<StyleDifference>, Error> {
    let (theirs, from) = of_word(template, None, language)?;
    let ours = if is_word(other) { of_word(other, Some(&from), language)?.0.style } else { of_sheet(other)? };
    Ok(differences(&theirs, &ours))
}

fn is_word(path: &Path) -> bool {
    let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_ascii_lowercase();
    matches!(end.as_str(), "docx" | "dotx" | "docm" | "dotm")
}

/// The style that a Word file has, and the one of fuzi's below it.
fn of_word(path: &Path, from: Option<&str>, language: Language) -> Result<(Loaded, String), Error> {
    let bytes = files::read_named(path)?;
    let shown = path.display().to_string();
    let read = Template::read(&shown, &bytes).map_err(|errors| Error::Diagnostics(errors, Sources::new()))?;
    let sheet = read.sheet_from(&shown, None, from, language);
    let mut sources = Sources::new();
    let id = sources.add(shown, &*sheet.text);
    let loaded = style::load_from(id, &sheet.text, &mut |_, _| Err(message!("is not a built-in style")));
    Ok((loaded.map_err(|errors| Error::Diagnostics(errors, sources))?, sheet.from))
}

fn of_sheet(path: &Path) -> Result<Style, Error> {
    let root = Place::find(Path::new("."))?.root;
    let mut sources = Sources::new();
    let name = path.to_string_lossy();
    let loaded = Sheets::new(&root, &mut sources).load(&name, By::Command);
    loaded.map(|loaded| loaded.style).map_err(|errors| Error::Diagnostics(errors, sources))
}

fn differences(theirs: &Loaded, ours: &Style) -> Vec<StyleDifference> {
    let guide = Style::guide();
    let (template, other) = (theirs.style.written(), ours.written());
    let is_said = |path: &str| {
        let first = path.split('.').next().unwrap_or_default();
        !OTHERS.contains(&first) && theirs.places.of(path).is_some()
    };
    let mut found = Vec::new();
    for (path, field) in guide.paths() {
        if !matches!(field.shape, Shape::Value(_)) || !is_said(&path) {
            continue;
        }
        let Some((left, right)) = template.get(&path).zip(other.get(&path)) else { continue };
        let (left, right) = match field.key.as_str() {
            "font" => (fonts(&template, left), fonts(&other, right)),
            _ => (shown(left), shown(right)),
        };
        if !is_equal(&left, &right) && !is_as_long(&path, (&template, &left), (&other, &right)) {
            let (part, field) = path.rsplit_once('.').unwrap_or(("", &path));
            found.push(StyleDifference {
                part: part.to_owned(),
                doc: doc(&guide, part),
                field: field.to_owned(),
                term: style::terms::term(field),
                template: left,
                other: right,
            });
        }
    }
    found
}

/// What a part is: the text of a heading is the heading.
fn doc(guide: &Guide, part: &str) -> String {
    let outer = part.strip_suffix(".text").unwrap_or(part);
    guide.find(outer).map(|field| field.doc.to_owned()).unwrap_or_default()
}

fn shown(value: &SheetValue) -> String {
    match value {
        SheetValue::Text(text) => text.clone(),
        other => other.toml(),
    }
}

/// The fonts of a role as Word knows them.
fn fonts(style: &SheetValue, role: &SheetValue) -> String {
    let role = shown(role);
    let font = |key: &str| style.get(&format!("fonts.{role}.{key}")).map(shown).unwrap_or_default();
    format!("{}/{}", font("word-east-asian"), font("word-latin"))
}

/// Whether two measures are as long at the sizes of their texts: 2字符 and 24磅.
fn is_as_long(path: &str, left: (&SheetValue, &str), right: (&SheetValue, &str)) -> bool {
    let part = path.rsplit_once('.').map_or("", |(part, _)| part);
    let length = |(style, value): (&SheetValue, &str)| {
        let size =
            [format!("{part}.size"), format!("{part}.text.size")].iter().find_map(|path| style.get(path)).map(shown)?;
        let (size, measure) = (size.parse::<Size>().ok()?, value.parse::<Measure>().ok()?);
        Some(measure.length(size.0).pt())
    };
    length(left).zip(length(right)).is_some_and(|(left, right)| (left - right).abs() < NEAR_POINTS)
}

/// Whether two values are the same but for what rounding does to lengths.
fn is_equal(left: &str, right: &str) -> bool {
    let split = |text: &str| {
        let start = text.find(|ch: char| ch.is_ascii_digit())?;
        let rest = &text[start..];
        let end = rest.find(|ch: char| !(ch.is_ascii_digit() || ch == '.')).unwrap_or(rest.len());
        let number: f64 = rest[..end].parse().ok()?;
        Some((number, format!("{}#{}", &text[..start], &rest[end..])))
    };
    let near = |unit: &str| if unit.ends_with('倍') { NEAR_LINES } else { NEAR };
    left == right
        || split(left).zip(split(right)).is_some_and(|((a, unit), (b, other))| {
            // What is counted is no length.
            unit == other && unit.len() > 1 && !unit.contains('×') && (a - b).abs() < near(&unit)
        })
}

#[cfg(test)]
mod tests {
    use super::is_equal;

    #[test]
    fn rounded_lengths_are_the_same() {
        for (left, right) in [("25.4mm", "25.4mm"), ("25.4mm", "25.45mm"), ("1.14倍", "1.15倍"), ("三号", "三号")]
        {
            assert!(is_equal(left, right), "{left} {right}");
        }
        for (left, right) in
            [("25.4mm", "25.5mm"), ("1.14倍", "1.2倍"), ("2", "2.01"), ("1 1", "1.1"), ("固定值 20磅", "20磅")]
        {
            assert!(!is_equal(left, right), "{left} {right}");
        }
    }
}
