//! The paragraphs whose last line stands alone over a column. Typst keeps two lines
//! together, but where a note in the last one has no room it moves that line with its
//! note, and nothing else.

use std::collections::BTreeMap;

use typst::introspection::Location;
use typst::syntax::{Source, Span};

use super::columns::{Columns, foot};
use crate::length::Length;
use crate::pdf::blame;
use crate::style::Style;
use crate::write::typst::TypstSource;

/// How much of a line's text stands over the height that is left to the line before it,
/// as a part of its size: so much lower than the one before, so much higher than itself,
/// that a small error in the room of the notes does not matter.
const OVER: f64 = 0.4;

/// Those paragraphs that began in the column before, by their count in the source, with
/// the room that has to be taken from that column, so that one line more leaves it.
pub(super) fn paragraphs(
    columns: &Columns,
    text: &Source,
    source: &TypstSource,
    style: &Style,
) -> BTreeMap<usize, Length> {
    let all: Vec<_> = columns.iter().collect();
    let holds = |at: usize, paragraph: &Location| {
        all.get(at).is_some_and(|(_, column)| column.paragraphs.contains_key(paragraph))
    };
    let mut found = BTreeMap::new();
    for (at, (_, column)) in all.iter().enumerate().skip(1) {
        let Some(paragraph) = column.first.and_then(|first| first.paragraph) else { continue };
        let Some(alone) = column.paragraphs.get(&paragraph).filter(|lines| lines.are_one()) else { continue };
        let Some(before) = all[at - 1].1.paragraphs.get(&paragraph) else { continue };
        if holds(at + 1, &paragraph) || at > 1 && holds(at - 2, &paragraph) {
            continue;
        }
        // What a rule makes, and formulas, have no place of their own.
        let place = |(span, offset): (Span, u16)| Some(blame::range(text, span)?.start + usize::from(offset));
        let mut places =
            [alone, before].into_iter().flat_map(|lines| lines.signs.iter()).filter_map(|sign| place(*sign));
        let Some(count) = places.find_map(|byte| source.paragraph_at(byte)) else { continue };
        let room = foot(columns, all[at - 1].0, style) - (before.last - OVER * before.size);
        found.insert(count, Length::points((room * 10.0).round() / 10.0));
    }
    found
}
