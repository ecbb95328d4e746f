//! `word/footnotes.xml`: the two separators that Word expects and the notes
//! (ECMA-376-1 §17.11).

use std::fmt::Write as _;

use super::block::Place;
use super::names as id;
use super::package;
use super::para::{Content, Para};
use super::writer::Writer;
use super::xml::DECLARATION;
use crate::model::resolved::{Block, BlockKind, Note};
use crate::style::value::NoteFormat;

const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" \
    w:lineRule=\"auto\"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>\
    <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" \
    w:lineRule=\"auto\"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";

impl Writer<'_> {
    /// Writes the part. The writer's relations must be those of the part.
    pub(super) fn notes(&mut self) -> String {
        let mut out = format!("{DECLARATION}<w:footnotes {}>{SEPARATORS}", package::NAMESPACES);
        self.in_note = true;
        for (at, note) in self.doc.notes.iter().enumerate() {
            let body = self.note(note);
            let _ = write!(out, "<w:footnote w:id=\"{}\">{body}</w:footnote>", at + 1);
        }
        self.in_note = false;
        out + "</w:footnotes>"
    }

    fn note(&mut self, note: &Note) -> String {
        let text = &self.looks.get(id::NOTE).text;
        let hang = self.style.notes.hang.length(text.size());
        let place = Place { style: id::NOTE, left: crate::length::Length::ZERO, center: false, ..self.top() };
        let later = Place { left: hang, ..place };
        let mark = Content::flat(self.own_mark());
        match note.blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(paragraph), .. }, rest)) => {
                let mut content = mark;
                let text = self.styled(id::NOTE, &paragraph.content);
                content.push(&text);
                self.paragraph(Para::new(id::NOTE), &content);
                self.blocks(rest, later);
            }
            _ => {
                self.paragraph(Para::new(id::NOTE), &mark);
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
            "<w:r><w:rPr><w:rStyle w:val=\"{}\"/>{level}</w:rPr><w:footnoteRef/></w:r><w:r><w:tab/></w:r>",
            id::NOTE_REFERENCE
        )
    }
}
