//! A paragraph: its style, its level in the outline, the number that Word prints
//! before it, and what stands in it.

use std::sync::Arc;

use super::document::{Block, Number, Paragraph};
use super::reader::{Line, Reader};
use super::styles::{Numbering, Style, outline};
use super::values::value_of;
use crate::ooxml::Element;

impl Reader<'_> {
    /// Reads a paragraph, and the end of a section that it carries.
    pub(super) fn paragraph(&mut self, element: &Element, out: &mut Vec<Block>) {
        let properties = element.child("w:pPr");
        let styles = self.styles;
        let id = properties.and_then(|own| value_of(own, "w:pStyle")).unwrap_or(&styles.normal);
        let style = styles.style(id);
        let number = self.number(id, style, properties);
        let outline = properties.and_then(outline).or(style.outline).filter(|level| *level < 9);
        let end_changes = self.changes_of(properties.and_then(|own| own.child("w:rPr")));
        let mut line = Line { style, pieces: Vec::new() };
        for anchor in std::mem::take(&mut self.waiting) {
            self.mark(anchor, &mut line);
        }
        self.inlines(element, &mut line);
        out.push(Block::Paragraph(Paragraph {
            style: if *style.id == *id { Arc::clone(&style.id) } else { id.into() },
            style_name: Arc::clone(&style.name),
            outline: outline.map(|level| level + 1),
            number,
            pieces: line.pieces,
            end_changes,
        }));
        if properties.is_some_and(|own| own.child("w:sectPr").is_some()) {
            out.push(Block::SectionBreak(self.section));
            self.section += 1;
        }
    }

    /// The number before a paragraph: of the list that it names, else of that of
    /// its style. A list that a style names has the level that names the style
    /// (ECMA-376-1 §17.9.23).
    fn number(&mut self, id: &str, style: &Style, properties: Option<&Element>) -> Option<Number> {
        let own = properties.map(Numbering::of).unwrap_or_default();
        let of_style = &style.numbering;
        let name = own.list.as_ref().or(of_style.list.as_ref()).filter(|list| ***list != *"0")?;
        let list = self.lists.list(name)?;
        let bound = || list.level_of(id).or_else(|| list.level_of(&of_style.style));
        let level = match (&own.list, own.level) {
            (_, Some(level)) => level,
            (Some(_), None) => of_style.level.unwrap_or(0),
            (None, None) => bound().or(of_style.level).unwrap_or(0),
        };
        self.counter.next(list, level)
    }
}
