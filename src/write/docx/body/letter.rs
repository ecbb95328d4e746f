//! The head of a letter (GB/T 9704-2012 §10.1): the name in a frame at its distance
//! from the edge of the paper (ECMA-376-1 §17.3.1.11), under it a double rule as a
//! border, the number at a tab beside the marks.

use crate::length::Length;
use crate::model::resolved::{HeadMark, Masthead};
use crate::ooxml::{Element, Node};
use crate::style::Fonts;
use crate::style::value::Leader;
use crate::write::docx::parts::letter_foot::{LINE, double, frame};
use crate::write::docx::properties::{self, border};
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::writer::Writer;

impl Writer<'_> {
    pub(in crate::write::docx) fn letter_head(&mut self, head: &Masthead) {
        let look = &self.style.masthead;
        let room = look.name.pitch.room(head.size).0;
        self.begin_part("masthead");
        let content = Content::flat(self.name_of_office(head, &head.name));
        self.paragraph(Para::new(id::MASTHEAD).extra(frame(self.style, look.top - room)), content);
        // The line has a frame of its own: LibreOffice doubles the space between a
        // text and its border in a frame.
        let y = look.top + head.size + look.gap.length(self.style.body.size()) - LINE;
        let frame = frame(self.style, y).with("w:vSpace", look.number.before().twips().to_string());
        // Of two lines in a border the one that is named first is nearer to the text.
        let rule = double("thickThinSmallGap", border("w:bottom", look.rule, Length::ZERO, look.color));
        self.paragraph(Para::new(id::SEPARATOR).line(LINE).extra(frame).extra(rule), Content::default());
        let mut marks = head.marks.iter().enumerate();
        if !head.number.is_empty() || !head.marks.is_empty() {
            self.begin_part("masthead_number");
            let content = self.number_beside(marks.next().map(|(_, mark)| mark), &head.number);
            let tab = properties::leader_tab(Leader::None, self.style.page.text_width());
            self.paragraph(Para::new(id::MASTHEAD_NUMBER).before(Length::ZERO).extra(tab), content);
        }
        for (at, mark) in marks {
            self.begin_part(&format!("masthead_mark_{}", at + 1));
            self.line(if mark.is_copy { id::COPY_NUMBER } else { id::HEAD_MARK }, &mark.text);
        }
    }

    /// A mark in its own font, and the number at the right edge.
    fn number_beside(&mut self, mark: Option<&HeadMark>, number: &str) -> Content {
        let context = self.context(id::MASTHEAD_NUMBER);
        let mut nodes = Vec::new();
        if let Some(mark) = mark {
            let masthead = &self.style.masthead;
            let font = if mark.is_copy { &masthead.copy.font } else { &masthead.mark.font };
            nodes = self.text(&mark.text, context);
            set_fonts(&mut nodes, self.style.fonts_of(font));
        }
        nodes.push(Element::new("w:r").holding(Element::new("w:tab")).into());
        nodes.extend(self.text(number, context));
        Content::flat(nodes)
    }

    /// The name of an office, smaller where it would leave the page.
    pub(super) fn name_of_office(&mut self, head: &Masthead, name: &str) -> Vec<Node> {
        let context = self.context(id::MASTHEAD);
        let mut nodes = self.text(name, context);
        if head.size < self.style.masthead.name.size() {
            dress(&mut nodes, |properties| {
                properties::sizes(head.size.half_points()).into_iter().for_each(|size| properties.push(size));
            });
        }
        nodes
    }
}

/// Gives runs other fonts than their paragraph has.
pub(super) fn set_fonts(nodes: &mut [Node], fonts: &Fonts) {
    let fonts = properties::fonts(fonts);
    dress(nodes, |properties| {
        properties.update("w:rFonts", |own| {
            for (name, value) in fonts.attributes.clone() {
                own.set(name, value);
            }
        });
    });
}

/// Changes the properties of runs.
fn dress(nodes: &mut [Node], change: impl Fn(&mut Element)) {
    for node in nodes {
        if let Node::Element(run) = node
            && run.name == "w:r"
        {
            run.update("w:rPr", &change);
        }
    }
}
