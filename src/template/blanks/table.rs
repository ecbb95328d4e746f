//! Blanks in tables: the cell beside a label (ECMA-376-1 §17.4).

use super::edit::{Change, Line, apply, settle};
use super::{Answer, is_signed, labels, placeholders};
use crate::ooxml::Element;
use crate::style::field_names::is_label;

/// How long a label is at the most, in characters.
const LONGEST: usize = 10;
/// From how many digits on a number is one of a student or a date, not a mark.
const LONG_NUMBER: usize = 6;
/// What ends a label.
const COLONS: [char; 2] = ['：', ':'];
/// How long a sample is at the most that stands beside a known label.
const SAMPLE: usize = 20;

/// Fills the cells beside labels.
pub(super) fn fill(table: &mut Element, answer: &mut Answer<'_>) {
    for row in table.elements_mut().filter(|element| element.name == "w:tr") {
        let texts: Vec<String> = row.elements().filter(|e| e.name == "w:tc").map(text).collect();
        if is_signed(&texts.concat()) {
            continue;
        }
        let mut look: Option<Element> = None;
        let cells = row.elements_mut().filter(|element| element.name == "w:tc");
        for (at, cell) in cells.enumerate() {
            let label = at.checked_sub(1).and_then(|before| texts.get(before));
            let label = label.filter(|label| is_asked(label, texts.get(at).map_or("", String::as_str)));
            if let Some(value) = label.and_then(|label| answer(&labels::shown(label))) {
                put(cell, &value, look.as_ref());
            }
            look = first_look(cell);
        }
    }
}

/// Whether a cell is a blank for a label.
fn is_asked(label: &str, beside: &str) -> bool {
    let (name, beside) = (labels::shown(label), beside.trim().trim_start_matches(COLONS).trim());
    let count = name.chars().count();
    let may_be_label =
        count > 0 && count <= LONGEST && name.chars().all(|ch| ch.is_alphanumeric() || "（）()/ ".contains(ch));
    let is_blank = beside.chars().all(|ch| ch.is_whitespace() || "_＿/年月日×".contains(ch));
    if !is_label(&name) {
        return may_be_label && beside.is_empty();
    }
    is_blank || placeholders::is_one(beside) || is_sample(beside)
}

/// Whether a text beside a known label is a sample of what to write there.
pub(super) fn is_sample(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= SAMPLE
        && !is_label(text)
        && !text.contains(['：', ':', '。', '{'])
        && (text.parse::<f64>().is_err() || text.len() >= LONG_NUMBER)
}

fn text(cell: &Element) -> String {
    Line::read(cell).text.trim().to_owned()
}

/// How the first run of a cell looks.
fn first_look(cell: &Element) -> Option<Element> {
    let all = cell.descendants();
    all.into_iter().find(|element| element.name == "w:r").and_then(|run| run.child("w:rPr")).cloned()
}

/// Puts a value in the place of all that stands in a cell.
fn put(cell: &mut Element, value: &str, look: Option<&Element>) {
    let line = Line::read(cell);
    if !line.pieces.is_empty() {
        // The colon of the label may stand before the blank.
        let behind = line.text.trim_start().strip_prefix(COLONS);
        let start = behind.map_or(0, |behind| line.text.len() - behind.len());
        let change = Change { range: start..line.text.len(), value: value.to_owned(), underlined: false };
        apply(cell, &line, &[change]);
        settle(cell);
        return;
    }
    let Some(paragraph) = cell.elements_mut().find(|element| element.name == "w:p") else { return };
    let mark = paragraph.path(&["w:pPr", "w:rPr"]).cloned();
    let own = mark.as_ref().or(look).cloned().map(|mut own| {
        own.retain(|element| !matches!(element.name.as_ref(), "w:ins" | "w:del" | "w:b" | "w:bCs"));
        own
    });
    paragraph.push(Element::new("w:r").holding_all(own).holding(Element::text("w:t", value.to_owned())));
}
