//! Theorems, definitions and proofs become paragraphs of a style of their own: the
//! label begins the first, the end mark of a proof stands at a tab at the right edge of
//! the last.

use super::block::Place;
use super::inline_context::InlineContext;

use crate::length::Length;
use crate::model::Mark;
use crate::model::resolved::{Lead, Marks, Paragraph, Theorem};
use crate::ooxml::Element;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::sequences::clean;
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::run_of;

impl Writer<'_> {
    /// A theorem.
    pub(in crate::write::docx) fn theorem(&mut self, theorem: &Theorem, place: Place) {
        let around = self.style.theorem.around.length(self.style.body.size());
        let style = if self.in_note { place.style } else { id::THEOREM };
        self.owe_space(around);
        // A quotation around it stands in by its own style.
        let own = if style == place.style { Length::ZERO } else { self.styles.get(place.style).text.indent() };
        self.blocks(&theorem.blocks, Place { style, left: place.left + own, ..place });
        self.owe_space(around);
    }

    /// A paragraph whose last line may end with a mark at the right edge.
    #[must_use]
    pub(in crate::write::docx) fn ended(&self, paragraph: &Paragraph, para: Para, place: Place) -> Para {
        let para = para.keep_next(paragraph.lead.is_some() && paragraph.content.is_empty());
        if paragraph.end.is_none() {
            return para;
        }
        let at = place.width - self.styles.get(place.style).text.indent_right();
        let tab = Element::val("w:tab", "right").with("w:pos", at.twips().to_string());
        para.extra(Element::new("w:tabs").holding(tab))
    }

    /// The text of a paragraph, with the label before it and the mark behind it.
    pub(in crate::write::docx) fn text_of(&mut self, paragraph: &Paragraph, style: &str) -> Content {
        let mut content = match &paragraph.lead {
            Some(lead) => self.lead(lead, style, !paragraph.content.is_empty()),
            None => Content::default(),
        };
        content.push(self.styled(style, &paragraph.content));
        if let Some(mark) = &paragraph.end {
            content.nodes.push(run_of(Element::new("w:tab")));
            let context = self.context(style);
            content.nodes.extend(self.text(mark, context));
        }
        content
    }

    fn lead(&mut self, lead: &Lead, style: &str, runs_on: bool) -> Content {
        let looks = &self.style.theorem;
        let marks = if looks.bold_label { Marks::default().with(Mark::Strong) } else { Marks::default() };
        let context = InlineContext { marks, ..self.context(style) };
        let nodes = match &lead.label {
            Some(label) => self.label(label, lead.anchor, &clean(&lead.count), context),
            None => {
                let word = self.text(&lead.word, context);
                match lead.anchor {
                    Some(anchor) => self.anchored(anchor, word),
                    None => word,
                }
            }
        };
        let mut content = Content::flat(nodes);
        content.push(self.styled(style, &lead.title));
        content.nodes.extend(self.text(&lead.delimiter, context));
        if runs_on && looks.gap.length(looks.text.size()) > Length::ZERO {
            content.nodes.extend(self.gap(looks.gap, context));
        }
        content
    }
}
