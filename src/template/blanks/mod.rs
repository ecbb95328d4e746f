//! The blanks of a template's own pages, by their labels: content controls,
//! `{{题目}}`, fields of properties, `论文题目：____`, cells beside labels; and
//! the texts that only say what to write there.
//!
//! It must not know where the values come from.

mod dates;
mod edit;
mod labels;
mod line;
mod placeholders;
pub(super) mod samples;
mod table;

pub use labels::Values;

use crate::ooxml::Element;
use crate::style::field_names::{field_of, is_label};
use edit::Line;

/// Says the value for a label, if there is one.
pub(super) type Answer<'a> = dyn FnMut(&str) -> Option<String> + 'a;

/// What signatures are asked with: nothing near them is filled in print.
const SIGNED: [&str; 4] = ["签名", "签字", "签章", "盖章"];

/// Fills the blanks for which there are values.
pub(super) fn fill(pages: &mut [Element], answer: &mut Answer<'_>) {
    let mut is_signed_before = false;
    for page in pages {
        let text = Line::read(page).text;
        // What stands under a signature is written with it.
        let is_behind = is_signed_before && page.name == "w:p";
        if !text.trim().is_empty() {
            is_signed_before = is_signed(&text);
        }
        let mut answer = |label: &str| if is_behind && field_of(label) == "date" { None } else { answer(label) };
        visit(page, false, &mut answer);
    }
}

/// The texts of pages that only say what to write.
pub(super) fn placeholders(pages: &[Element]) -> Vec<String> {
    let mut found = Vec::new();
    for page in pages {
        let whole = std::iter::once(page).chain(page.descendants());
        for paragraph in whole.filter(|element| element.name == "w:p") {
            found.extend(placeholders::of(&Line::read(paragraph)));
        }
    }
    found.dedup();
    found
}

/// A tree is no deeper than what is read of XML.
fn visit(element: &mut Element, in_table: bool, answer: &mut Answer<'_>) {
    match element.name.as_ref() {
        "w:tbl" => table::fill(element, answer),
        "w:sdt" => control(element, answer),
        "w:p" => line::fill(element, in_table, answer),
        _ => {}
    }
    let in_table = in_table || element.name == "w:tbl";
    element.elements_mut().for_each(|child| visit(child, in_table, answer));
}

/// A content control whose title or tag is a label (ECMA-376-1 §17.5.2).
fn control(control: &mut Element, answer: &mut Answer<'_>) {
    let Some(own) = control.child("w:sdtPr") else { return };
    let names = ["w:alias", "w:tag"].map(|name| own.child(name).and_then(Element::value).unwrap_or_default());
    let Some(label) = names.into_iter().find(|name| is_label(name)).map(labels::shown) else { return };
    let Some(value) = answer(&label) else { return };
    if put(control, &value) {
        edit::settle(control);
    }
}

/// Puts a text in the place of all that stands in an element; whether there was
/// any place.
fn put(element: &mut Element, value: &str) -> bool {
    let line = Line::read(element);
    let whole = 0..line.text.len();
    if line.pieces.is_empty() {
        return false;
    }
    edit::apply(element, &line, &[edit::Change { range: whole, value: value.to_owned(), underlined: false }]);
    true
}

fn is_signed(text: &str) -> bool {
    let bare: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    SIGNED.iter().any(|sign| bare.contains(sign))
}
