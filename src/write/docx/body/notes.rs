//! `word/footnotes.xml` or `word/endnotes.xml`: the two separators that Word
//! expects and the notes (ECMA-376-1 §17.11).

use super::block::Place;
use crate::model::resolved::{Block, BlockKind, Note};
use crate::ooxml::{Element, Node};
use crate::style::value::NoteFormat;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::run_of;

/// The separators before the notes and before what goes on from the page
/// before (ECMA-376-1 §17.11.23, §17.11.1).
fn separators(name: &str) -> [Element; 2] {
    [("separator", "-1"), ("continuationSeparator", "0")].map(|(kind, id)| {
        let spacing = Element::new("w:spacing").with("w:after", "0").with("w:line", "240").with("w:lineRule", "auto");
        let paragraph = Element::new("w:p")
            .holding(Element::new("w:pPr").holding(spacing))
            .holding(run_of(Element::new(format!("w:{kind}"))));
        Element::new(format!("w:{name}")).with("w:type", kind).with("w:id", id).holding(paragraph)
    })
}

impl Writer<'_> {
    /// The part. The writer's relations must be those of the part.
    pub(in crate::write::docx) fn notes(&mut self) -> Element {
        let name = id::note_name(self.style.notes.place);
        let mut part = Element::new(format!("w:{name}s")).holding_all(separators(name));
        self.in_note = true;
        for (at, note) in self.doc.notes.iter().enumerate() {
            let body = self.note(note);
            part.push(Element::new(format!("w:{name}")).with("w:id", (at + 1).to_string()).holding_all(body));
        }
        self.in_note = false;
        part
    }

    fn note(&mut self, note: &Note) -> Vec<Node> {
        let style = id::note(self.style.notes.place);
        let text = &self.styles.get(style).text;
        let hang = self.style.notes.hang.length(text.size());
        let place = Place { style, left: crate::length::Length::ZERO, center: false, ..self.top() };
        let later = Place { left: hang, ..place };
        let mark = Content::flat(self.own_mark());
        match note.blocks.split_first() {
            Some((block @ Block { kind: BlockKind::Paragraph(paragraph), .. }, rest)) => {
                self.begin(block);
                let mut content = mark;
                self.tracked = block.change;
                content.push(self.styled(style, &paragraph.content));
                self.paragraph(Para::new(style), content);
                self.tracked = None;
                self.blocks(rest, later);
            }
            _ => {
                self.paragraph(Para::new(style), mark);
                self.blocks(&note.blocks, later);
            }
        }
        if !self.ends_in_paragraph() {
            self.separator();
        }
        self.take()
    }

    /// The mark at the head of a note. Circled numbers are small already: they
    /// stand on the line.
    fn own_mark(&self) -> Vec<Node> {
        let place = self.style.notes.place;
        let style = Element::val("w:rStyle", id::note_reference(place));
        let level = match self.style.notes.format {
            NoteFormat::Circled => Some(Element::val("w:vertAlign", "baseline")),
            NoteFormat::Arabic => None,
        };
        let properties = Element::new("w:rPr").holding(style).holding_all(level);
        let mark =
            Element::new("w:r").holding(properties).holding(Element::new(format!("w:{}Ref", id::note_name(place))));
        vec![mark.into(), run_of(Element::new("w:tab"))]
    }
}
