//! Looks through a text as comrak sees it, before it is read: where each inline
//! node stands, byte for byte, and in which paragraph.
//!
//! It changes nothing and makes nothing of the model.

use std::collections::HashMap;
use std::ops::Range;

use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, parse_document};

use super::formula_masks::settle_formulas;
use super::mask::{Kind, Known, Masks};
use super::positions::Positions;
use super::{definitions, options};

/// Parses a text as it will be read, but for what is still hidden in it, and hands
/// on its tree with its masks. Nothing is `known` of a text that is one paragraph.
pub(super) fn with_tree<R>(text: &str, known: Option<&Known>, read: impl for<'a> FnOnce(Node<'a>, &Masks) -> R) -> R {
    let mut masks = known.map_or_else(|| Masks::unmasked(text), |known| Masks::find(text, known.clone()));
    settle_formulas(&mut masks);
    let masked = masks.masked();
    let arena = Arena::new();
    let root = parse_document(&arena, &masked, &options::options(&masked));
    definitions::settle(root, &masked);
    read(root, &masks)
}

/// Visits the inline nodes of a text, each with its bytes and the number of the
/// block that holds it; gives where the formulas begin that are masked.
pub(super) fn survey(
    text: &str,
    known: Option<&Known>,
    visit: impl FnMut(Node<'_>, Range<usize>, usize),
) -> Vec<usize> {
    with_tree(text, known, |root, masks| {
        let mut survey = Survey { text, visit, block: 0, notes: HashMap::new() };
        let positions = Positions::verbatim(text, 0);
        root.children().filter(|node| note_in_place(node).is_none()).for_each(|node| survey.node(node, &positions));
        // comrak counts the columns of such a note from its own first byte.
        let notes = std::mem::take(&mut survey.notes);
        for node in root.children() {
            let place = note_in_place(node).and_then(|name| notes.get(&name).cloned());
            if let Some((start, inner)) = place.and_then(|place| Some((place.start, text.get(place)?))) {
                survey.node(node, &Positions::verbatim(inner, start));
            }
        }
        let formula = |kind| matches!(kind, Kind::Formula | Kind::FormulaOpen { .. });
        masks.list.iter().filter(|mask| formula(mask.kind)).map(|mask| mask.start).collect()
    })
}

struct Survey<'t, V> {
    text: &'t str,
    visit: V,
    block: usize,
    /// The notes written in place, by their names, with the bytes of their texts.
    notes: HashMap<String, Range<usize>>,
}

impl<V: FnMut(Node<'_>, Range<usize>, usize)> Survey<'_, V> {
    fn node(&mut self, root: Node<'_>, positions: &Positions) {
        for node in root.descendants() {
            if node.data().value.block() {
                self.block += 1;
                continue;
            }
            let place = node.data().sourcepos;
            let start = positions.at(place.start.line, place.start.column);
            let end = positions.at(place.end.line, place.end.column) + 1;
            if self.text.get(start..end).is_none() {
                continue;
            }
            if let NodeValue::FootnoteReference(note) = &node.data().value
                && is_in_place(&note.name)
            {
                self.notes.insert(note.name.clone(), start + "^[".len()..end - 1);
            }
            (self.visit)(node, start..end, self.block);
        }
    }
}

pub(super) fn note_in_place(node: Node<'_>) -> Option<String> {
    match &node.data().value {
        NodeValue::FootnoteDefinition(note) => Some(note.name.clone()).filter(|name| is_in_place(name)),
        _ => None,
    }
}

/// Whether a note was written in place, by the name that comrak gives it.
pub(super) fn is_in_place(name: &str) -> bool {
    name.strip_prefix("__inline_").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}
