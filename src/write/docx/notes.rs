//! `word/footnotes.xml` or `word/endnotes.xml`: the two separators that Word
//! expects and the notes (ECMA-376-1 §17.11).

use std::fmt::Write as _;

use super::block::Place;
use super::names as id;
use super::para::{Content, Para};
use super::writer::Writer;
use crate::model::resolved::{Block, BlockKind, Note};
use crate::style::value::{NoteFormat, NotePlace};

/// The separators before the notes and before what goes on from the page
/// before (ECMA-376-1 §17.11.23, §17.11.1).
fn separators(name: &str) -> String {
    let one = |kind: &str, id: i8| {
        format!(
            "<w:{name} w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" \
             w:lineRule=\"auto\"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:{name}>"
        )
    };
    one("separator", -1) + &one("continuationSeparator", 0)
}

/// What a note is called in the elements of its place.
#[must_use]
pub(super) fn name(place: NotePlace) -> &'static str {
    match place {
        NotePlace::Foot => "footnote",
        NotePlace::End => "endnote",
    }
}

impl Writer<'_> {
    /// Writes the part. The writer's relations must be those of the part.
    pub(super) fn notes(&mut self) -> String {
        let name = name(self.style.notes.place);
        let mut out = format!("<w:{name}s>{}", separators(name));
        self.in_note = true;
        for (at, note) in self.doc.notes.iter().enumerate() {
            let body = self.note(note);
            let _ = write!(out, "<w:{name} w:id=\"{}\">{body}</w:{name}>", at + 1);
        }
        self.in_note = false;
        let _ = write!(out, "</w:{name}s>");
        out
    }

    fn note(&mut self, note: &Note) -> String {
        let style = id::note(self.style.notes.place);
        let text = &self.looks.get(style).text;
        let hang = self.style.notes.hang.length(text.size());
        let place = Place { style, left: crate::length::Length::ZERO, center: false, ..self.top() };
        let later = Place { left: hang, ..place };
        let mark = Content::flat(self.own_mark());
        match note.blocks.split_first() {
            Some((block @ Block { kind: BlockKind::Paragraph(paragraph), .. }, rest)) => {
                self.begin(block);
                let mut content = mark;
                let text = self.styled(style, &paragraph.content);
                content.push(&text);
                self.paragraph(Para::new(style), &content);
                self.blocks(rest, later);
            }
            _ => {
                self.paragraph(Para::new(style), &mark);
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
    fn own_mark(&self) -> String {
        let level = match self.style.notes.format {
            NoteFormat::Circled => "<w:vertAlign w:val=\"baseline\"/>",
            NoteFormat::Arabic => "",
        };
        format!(
            "<w:r><w:rPr><w:rStyle w:val=\"{}\"/>{level}</w:rPr><w:{}Ref/></w:r><w:r><w:tab/></w:r>",
            id::note_reference(self.style.notes.place),
            name(self.style.notes.place),
        )
    }
}
