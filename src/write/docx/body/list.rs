//! Lists become paragraphs with numbers that Word counts, where its count prints
//! the marker that was decided, and with markers in the text elsewhere. Every
//! list of numbers counts for itself.

use super::block::Place;
use super::inline_context::InlineContext;
use crate::length::Length;
use crate::model::Numbering;
use crate::model::resolved::{Block, BlockKind, Change, Item, List, Marker};
use crate::ooxml::Element;
use crate::write::docx::state::lists::{self, BULLETS, DONE, LEVELS, OPEN};
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::run_of;

impl Writer<'_> {
    /// A list.
    pub(in crate::write::docx) fn list(&mut self, list: &List, place: Place) {
        let level = place.depth.min(LEVELS - 1);
        let (own, hang) = self.label_indent(list, level, place);
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
        let is_outer = style == id::LIST && place.style != id::LIST;
        if is_outer {
            self.owe_space(self.style.body.before());
        }
        let (mut count, mut gone) = (None, 0);
        for (at, item) in list.items.iter().enumerate() {
            if at > 0 && !list.tight {
                self.owe_space(self.style.list.loose.length(self.style.body.size()));
            }
            let label = match (item.task, list.marker) {
                (Some(false), _) => Some(OPEN),
                (Some(true), _) => Some(DONE),
                // Word's own bullets are those of the style.
                (None, Marker::Bullet) if item.own => None,
                (None, Marker::Bullet) => Some(BULLETS),
                // Word would count it.
                (None, Marker::Number { .. }) if item.change() == Some(Change::Deleted) => {
                    gone += 1;
                    None
                }
                (None, Marker::Number { start, numbering }) => {
                    let number = start.saturating_add(u32::try_from(at - gone).unwrap_or(u32::MAX));
                    self.joined(&mut count, item, number, numbering, level)
                }
            };
            self.item(item, label, (level, hang), inner, list.tight);
        }
        if is_outer {
            self.owe_space(self.style.body.after());
        }
    }

    /// The list that an item joins so that Word prints its marker: the one of the
    /// items before it, or a new one where that has another count by now. `None`
    /// where Word would print something else. `count` is that list and the number
    /// that its next item gets.
    fn joined(
        &mut self,
        count: &mut Option<(usize, u32)>,
        item: &Item,
        number: u32,
        numbering: Numbering,
        level: usize,
    ) -> Option<usize> {
        if lists::printed(self.style, numbering, level, number).as_ref() != Some(&item.marker) {
            return None;
        }
        let list = match *count {
            Some((list, next)) if next == number => list,
            _ => self.lists.numbers(numbering, level, number),
        };
        *count = Some((list, number.saturating_add(1)));
        Some(list)
    }

    /// Where the text of the items begins, and how far the label stands out. A
    /// list in a list follows the outer one; a list in a box begins at its edge.
    /// Wide labels move the text of their items.
    fn label_indent(&self, list: &List, level: usize, place: Place) -> (Length, Length) {
        let (first, hang) = lists::indent(self.style, 0);
        let (natural, _) = lists::indent(self.style, level);
        let room = self.style.list.label_room(list.number_room(), self.style.body.size());
        let wider = room - hang;
        let is_nested = place.depth > 0;
        let step = if id::is_boxed(place.style) || is_nested { hang } else { first };
        let left = if is_nested || place.left > Length::ZERO || id::is_boxed(place.style) {
            place.left + step
        } else {
            natural
        };
        // However deep the list, its text keeps a quarter of the line.
        ((left + wider).min(place.width.scaled(0.75)), room)
    }

    /// An item of a list of Word's, or of none: then its marker stands in the text.
    fn item(&mut self, item: &Item, list: Option<usize>, (level, hang): (usize, Length), inner: Place, tight: bool) {
        let outer = self.tracked;
        self.tracked = outer.or(item.change());
        let look = &self.styles.get(inner.style).text;
        let (left, context) = (inner.left + look.indent(), InlineContext::size(look.size()));
        // Only Word's own indent of the level may be left unsaid.
        let unsaid = (left, hang) == lists::indent(self.style, level) && inner.style == id::LIST && list.is_some();
        let para = Para::new(inner.style);
        let para = list.map_or(para.clone(), |list| para.numbered(list, level));
        let para = if unsaid { para } else { para.indent(left, Length::ZERO - hang) };
        let marker = match list {
            None => {
                let mut marker = self.text(&item.marker, context);
                marker.push(run_of(Element::new("w:tab")));
                marker
            }
            Some(_) => Vec::new(),
        };
        let mut content = Content::flat(marker);
        let rest = match item.blocks.split_first() {
            Some((block @ Block { kind: BlockKind::Paragraph(paragraph), .. }, rest)) => {
                self.begin(block);
                let mut text = self.text_of(paragraph, inner.style);
                if let Some(name) = block.anchor.and_then(|id| self.anchors.name(id)).map(str::to_owned) {
                    text = text.map(|nodes| self.bookmark(&name, nodes));
                }
                content.push(text);
                rest
            }
            _ => &item.blocks,
        };
        let para = match item.blocks.first().map(|block| &block.kind) {
            Some(BlockKind::Paragraph(paragraph)) => self.ended(paragraph, para, inner),
            _ => para,
        };
        self.paragraph(para, content);
        for block in rest {
            if !tight && inner.style == id::LIST {
                let body = &self.style.body;
                self.owe_space(body.before().max(body.after()));
            }
            self.block(block, inner);
        }
        self.tracked = outer;
    }
}
