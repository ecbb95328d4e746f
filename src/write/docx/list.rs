//! Lists become paragraphs with numbers that Word counts; every list of
//! numbers counts for itself.

use super::block::Place;
use super::names as id;
use super::numbering::{self, BULLETS, DONE, LEVELS, OPEN};
use super::para::{Content, Para};
use super::writer::Writer;
use crate::length::Length;
use crate::model::resolved::{Block, BlockKind, Item, List, Marker};

impl Writer<'_> {
    /// A list.
    pub(super) fn list(&mut self, list: &List, place: Place) {
        let level = place.depth.min(LEVELS - 1);
        let number = match list.marker {
            Marker::Bullet => BULLETS,
            Marker::Number { start, delimiter } => self.lists.numbers(delimiter, level, start),
        };
        let (own, hang) = self.label_indent(level, place);
        let style = if id::is_boxed(place.style)
            || place.style == id::ALERT_TEXT
            || place.style == id::QUOTE
            || place.style == id::REFERENCES
            || self.in_note
        {
            place.style
        } else {
            id::LIST
        };
        let inner = Place { style, left: own, depth: place.depth + 1, center: false, ..place };
        for (at, item) in list.items.iter().enumerate() {
            if at > 0 && !list.tight {
                self.owe_space(self.style.list.loose.length(self.style.body.size()));
            }
            let number = match item.task {
                None => number,
                Some(false) => OPEN,
                Some(true) => DONE,
            };
            self.item(item, number, level, hang, inner);
        }
    }

    /// Where the text of the items begins, and how far the label stands out. A
    /// list in a list follows the outer one; a list in a box begins at its edge.
    fn label_indent(&self, level: usize, place: Place) -> (Length, Length) {
        let (first, hang) = numbering::indent(self.style, 0);
        let (natural, _) = numbering::indent(self.style, level);
        let is_nested = place.depth > 0;
        let step = if id::is_boxed(place.style) || is_nested { hang } else { first };
        let left = if is_nested || place.left > Length::ZERO || id::is_boxed(place.style) {
            place.left + step
        } else {
            natural
        };
        // However deep the list, its text keeps a quarter of the line.
        (left.min(place.width.scaled(0.75)), hang)
    }

    fn item(&mut self, item: &Item, number: usize, level: usize, hang: Length, inner: Place) {
        let text = self.looks.get(inner.style).text.indent();
        let label = |left: Length| {
            let para = Para::new(inner.style).numbered(number, level);
            let (natural, _) = numbering::indent(self.style, level);
            // Only Word's own indent of the level may be left unsaid.
            if left == natural && inner.style == id::LIST { para } else { para.indent(left, Length::ZERO - hang) }
        };
        let para = label(inner.left + text);
        let rest = match item.blocks.split_first() {
            Some((block @ Block { kind: BlockKind::Paragraph(paragraph), .. }, rest)) => {
                self.begin(block);
                self.running_text(paragraph, para, inner);
                rest
            }
            _ => {
                self.paragraph(para, &Content::default());
                &item.blocks
            }
        };
        self.blocks(rest, inner);
    }
}
