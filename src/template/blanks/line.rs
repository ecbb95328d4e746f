//! Blanks within a line: `{{题目}}`, fields of properties, `论文题目：____`,
//! `××年×月`.

use std::ops::Range;

use super::edit::{Change, Line, apply, settle};
use super::{Answer, dates, is_signed, labels, placeholders, table};
use crate::ooxml::Element;
use crate::style::field_names::is_label;

/// How long a label is at the most, in characters.
const LONGEST: usize = 14;
/// How many blanks in a row leave room for a value.
const ROOM: usize = 2;
/// How many of them are asked of a label that is not known.
const MUCH_ROOM: usize = 4;

/// Fills the blanks of a paragraph. Dates that stand alone in a table are those
/// of signatures.
pub(super) fn fill(paragraph: &mut Element, in_table: bool, answer: &mut Answer<'_>) {
    let line = Line::read(paragraph);
    let mut changes = marks(&line, answer);
    changes.extend(fields(&line, answer));
    if !(is_signed(&line.text) || in_table && dates::is_blank(&line.text)) {
        changes.extend(labelled(&line, in_table, answer));
    }
    changes.sort_by_key(|change| change.range.start);
    let mut end = 0;
    changes.retain(|change| {
        let is_free = change.range.start >= end;
        end = end.max(change.range.end);
        is_free
    });
    if !changes.is_empty() {
        apply(paragraph, &line, &changes);
        settle(paragraph);
    }
}

/// `{{题目}}`.
fn marks(line: &Line, answer: &mut Answer<'_>) -> Vec<Change> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = line.text[at..].find("{{").map(|start| at + start) {
        let Some(end) = line.text[start..].find("}}").map(|end| start + end + 2) else { break };
        at = end;
        let label = line.text[start + 2..end - 2].trim();
        if label.chars().count() <= 40
            && let Some(value) = answer(&labels::shown(label))
        {
            found.push(Change { range: start..end, value, underlined: false });
        }
    }
    found
}

/// The results of fields that show a property (ECMA-376-1 §17.16.5.14).
fn fields(line: &Line, answer: &mut Answer<'_>) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    let mut before: Option<&str> = None;
    for piece in &line.pieces {
        let code = piece.field.as_deref();
        let is_same = code.is_some() && code == before;
        before = code;
        let Some(label) = code.and_then(property) else { continue };
        match found.last_mut().filter(|last| is_same && last.range.end == piece.range.start) {
            Some(last) => last.range.end = piece.range.end,
            None => {
                let value = answer(&labels::shown(&label));
                found.extend(value.map(|value| Change { range: piece.range.clone(), value, underlined: false }));
            }
        }
    }
    found
}

/// The property that an instruction names.
fn property(code: &str) -> Option<String> {
    let code = code.trim();
    let (name, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
    let rest = rest.split('\\').next().unwrap_or_default().trim().trim_matches('"').trim();
    match name.to_uppercase().as_str() {
        "DOCPROPERTY" | "DOCVARIABLE" => Some(rest.to_owned()).filter(|rest| !rest.is_empty()),
        "TITLE" => Some("title".to_owned()),
        "AUTHOR" => Some("author".to_owned()),
        _ => None,
    }
}

/// Blanks behind labels, and dates that stand alone.
fn labelled(line: &Line, in_table: bool, answer: &mut Answer<'_>) -> Vec<Change> {
    let text = line.text.as_str();
    if dates::is_blank(text) {
        let value = answer("日期");
        return value.map(|value| Change { range: trimmed(text), value, underlined: false }).into_iter().collect();
    }
    let (mut found, mut start, mut at) = (Vec::new(), 0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let length = rest.find(|ch| !is_blank(ch)).unwrap_or(rest.len());
        if length == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let range = line.drawn(at..at + length);
        at = range.end;
        let label = text[start..range.start].trim();
        let has_colon = label.ends_with(['：', ':']);
        let name = labels::shown(last_words(label));
        let count = text[range.clone()].chars().count();
        let is_drawn = text[range.clone()].contains(['_', '＿']) || line.is_underlined(&range);
        let is_known = is_label(&name);
        let is_room = match (is_known, has_colon) {
            // The room of a label in a cell is the cell beside it.
            (true, true) if in_table => is_drawn || count >= MUCH_ROOM,
            (true, true) => count >= ROOM || range.end == text.len(),
            (true, false) => is_drawn && count > ROOM,
            (false, true) => is_drawn && count >= MUCH_ROOM && is_name(&name),
            (false, false) => false,
        };
        if !is_room {
            // A drawn blank belongs to what stands before it, filled or not.
            if is_drawn && count >= MUCH_ROOM {
                start = range.end;
            }
            continue;
        }
        let whole = range.start..range.end + dates::rest(&text[range.end..]);
        (start, at) = (whole.end, whole.end);
        if whole.end == range.end && behind_is_taken(&text[range.end..]) {
            continue;
        }
        found.extend(answer(&name).map(|value| change(line, &whole, &value)));
    }
    found.extend(typed_over(line, start, in_table, answer));
    found
}

/// A placeholder behind a label, or nothing at all, at the end of the line; a sample, where
/// the line says nothing else.
fn typed_over(line: &Line, start: usize, in_table: bool, answer: &mut Answer<'_>) -> Option<Change> {
    let text = line.text.get(start..)?;
    let colon = text.find(['：', ':'])?;
    let ch = text[colon..].chars().next().map_or(1, char::len_utf8);
    let (label, value) = (labels::shown(last_words(&text[..colon])), &text[colon + ch..]);
    let is_sample = start == 0 && !value.trim().is_empty() && table::is_sample(value);
    let is_open = (value.is_empty() && !in_table) || placeholders::is_one(value) || is_sample;
    if !is_label(&label) || !is_open {
        return None;
    }
    let range = start + colon + ch..line.text.len();
    Some(Change { range, value: answer(&label)?, underlined: false })
}

/// Whether what follows a blank already says something that is no label.
fn behind_is_taken(rest: &str) -> bool {
    let rest = rest.trim();
    !rest.is_empty() && !rest.contains(['：', ':', '_', ' ', '\u{3000}', '\t']) && rest.chars().count() > 2
}

/// A value in the room of a blank: in the middle of it where it is drawn.
fn change(line: &Line, range: &Range<usize>, value: &str) -> Change {
    let old = &line.text[range.clone()];
    let has_strokes = old.contains(['_', '＿']);
    let is_underlined = line.is_underlined(range);
    let room = width(old).saturating_sub(width(value));
    let value = match has_strokes || is_underlined {
        true => format!("{}{value}{}", " ".repeat(room / 2), " ".repeat(room - room / 2)),
        // What follows keeps its distance.
        false if range.end < line.text.len() => format!("{value}{}", " ".repeat(room.clamp(2, 8))),
        false => value.to_owned(),
    };
    Change { range: range.clone(), value, underlined: has_strokes && !is_underlined }
}

/// How many half characters a text is wide.
fn width(text: &str) -> usize {
    text.chars().map(|ch| if ch == '\t' { 4 } else { 1 + usize::from(ch > '\u{2E80}') }).sum()
}

fn is_blank(ch: char) -> bool {
    matches!(ch, ' ' | '\u{3000}' | '\u{A0}' | '\t' | '_' | '＿')
}

/// The last words of a text that may be a label: what stands behind the end of
/// a sentence.
fn last_words(text: &str) -> &str {
    text.rsplit(['。', '，', '；', ',', ';', '□', '☑', '☐']).next().unwrap_or_default().trim()
}

/// Whether a text may name a field.
fn is_name(text: &str) -> bool {
    let count = text.chars().count();
    (2..=LONGEST).contains(&count) && text.chars().all(char::is_alphanumeric)
}

fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}
