//! What is wrong with a style although each of its values can be read: values out of
//! bounds, pages and columns in which no text fits.

use super::guide::Shape;
use super::places::Places;
use super::sheet::Style;
use crate::diag::{Code, Diagnostic, Message, Span, message};
use crate::length::Length;

/// What is wrong with a style although each of its values can be read.
pub(super) fn mistakes(style: &Style, places: &Places, start: Span) -> Vec<Diagnostic> {
    let written = style.written();
    let mut found: Vec<(Option<Span>, Message)> = Vec::new();
    for (path, field) in Style::guide().paths() {
        if let (Shape::Value(kind), Some(value)) = (&field.shape, written.get(&path))
            && let Some(mistake) = kind.mistake(value)
        {
            found.push((places.of(&path), message!("“{path}”: {mistake}", path, mistake)));
        }
    }
    found.extend(narrow_page(style, places));
    found.extend(high_logo(style, places));
    // A value that many texts take over from running text is wrong in one place.
    if found.iter().any(|(place, _)| place.is_some()) {
        found.retain(|(place, _)| place.is_some());
    }
    let error = |(place, message): (Option<Span>, Message)| {
        let is_family = message.contains("is not a font role");
        let error = Diagnostic::error(Code::Style, place.unwrap_or(start), message);
        let hint = "name the family of a role: under `[fonts.body]`, `east-asian = [\"…\"]` for the PDF and `word-east-asian = \"…\"` for Word";
        if is_family { error.hint(hint) } else { error }
    };
    found.into_iter().map(error).collect()
}

fn narrow_page(style: &Style, places: &Places) -> Option<(Option<Span>, Message)> {
    let (page, least) = (&style.page, Length::millimetres(20.0));
    let sides: &[&str] = match (page.text_width() < least, page.text_height() < least) {
        (true, _) => &["page.margin-left", "page.margin-right", "page.gutter", "page.paper"],
        (_, true) => &["page.margin-top", "page.margin-bottom", "page.paper"],
        (false, false) => return narrow_columns(style, places),
    };
    let place = sides.iter().find_map(|path| places.of(path));
    Some((place, message!("the margins leave less than 20mm for the text")))
}

/// A logo in the header that would stand in the text.
fn high_logo(style: &Style, places: &Places) -> Option<(Option<Span>, Message)> {
    let (header, page) = (&style.header, &style.page);
    let room = page.margin_top - page.header_distance - header.rule;
    if !header.has_logo() || header.logo_height <= room {
        return None;
    }
    let sides = ["header.logo-height", "page.header-distance", "page.margin-top", "header.odd", "header.front"];
    let place = sides.iter().find_map(|path| places.of(path));
    let height = header.logo_height.to_string();
    let room = format!("{:.1}mm", (room.max(Length::ZERO).pt() * 25.4 / 72.0 * 10.0).floor() / 10.0);
    let message = message!(
        "a logo {height} high does not fit between `page.header-distance` and `page.margin-top`: there is room for {room}",
        height,
        room
    );
    Some((place, message))
}

/// The narrowest column in which text can be set.
pub(crate) const MIN_COLUMN: Length = Length::millimetres(10.0);

/// Columns in which no text fits, be they those of the page or of two columns
/// in a block.
fn narrow_columns(style: &Style, places: &Places) -> Option<(Option<Span>, Message)> {
    // A page of one column may be too narrow for two unless the gap is given.
    let gap = places.of("page.column-gap");
    let count = if gap.is_some() { style.page.columns.max(2) } else { style.page.columns };
    // More than four are a mistake of their own.
    if !(2..=4).contains(&count) || style.column_width(style.page.text_width(), count) >= MIN_COLUMN {
        return None;
    }
    let place = ["page.column-gap", "page.columns", "page.margin-left", "page.margin-right", "page.paper"];
    let place = place.iter().find_map(|path| places.of(path));
    Some((place, message!("{count} columns with this gap leave less than 10mm for the text of each", count)))
}
