//! A Word file as its reader sees it: blocks in reading order with the numbers,
//! markers and marks that Word prints, what was changed and what was commented.
//!
//! ```text
//! bytes ─ ooxml ─► parts ─ styles, numbering, sections ─► Reader ─► Document ─ dump ─► lines
//! ```
//!
//! The bytes may be anything; what is read of them is bounded where they are
//! unpacked and parsed. This module must not know who wrote the file, and
//! names no writer: it is what their files are checked with.

mod document;
mod drawing;
mod dump;
mod field;
mod formula;
mod inline;
mod manuscript;
mod marks;
mod names;
mod numbering;
mod package;
mod paragraph;
mod properties;
mod reader;
mod sections;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod values;

pub use document::{
    Block, Break, Cell, Change, ChangeKind, Changes, Comment, Document, Formula, Link, Marks, Merge, Note, NoteKind,
    Number, Paragraph, Picture, Piece, PieceKind, Row, Script, Section, Story, Suffix, Table,
};

use crate::diag::{Message, Result};
use crate::ooxml::Element;
use marks::NoteMarks;
use numbering::{Counter, Lists};
use package::Package;
use reader::Reader;
use styles::Styles;

impl Document {
    /// Reads a Word file; `shown` is its name for messages.
    ///
    /// # Errors
    ///
    /// When it is no Word file, is encrypted, has a broken text, or unpacks to too
    /// much. Other parts that are broken are left out and said in
    /// [`Document::problems`].
    pub fn read(shown: &str, bytes: &[u8]) -> Result<Self> {
        let (package, text) = Package::open(shown, bytes).map_err(|fault| vec![package::refused(shown, fault)])?;
        Ok(read(package, &text))
    }
}

fn read(mut package: Package, text: &Element) -> Document {
    let part = |package: &mut Package, kind: &str| package.related(kind).map(|(_, tree)| tree);
    let styles = part(&mut package, "styles").map(|tree| Styles::read(&tree)).unwrap_or_default();
    let lists = part(&mut package, "numbering").map(|tree| Lists::read(&tree)).unwrap_or_default();
    let settings = part(&mut package, "settings");
    let nothing = Element::default();
    let body = text.child("w:body").unwrap_or(&nothing);
    let sections = sections::properties(body);
    let document = package.document.clone();
    let mut reader = Reader::new(&styles, &lists, NoteMarks::new(settings.as_ref(), &sections));
    reader.relations = package.relations(&document);
    let (sections, headers) = sections::read(&sections, &reader.relations);
    let blocks = reader.story(body);
    let footnotes = notes(&mut package, &mut reader, NoteKind::Footnote);
    let endnotes = notes(&mut package, &mut reader, NoteKind::Endnote);
    let comments = comments(&mut package, &mut reader);
    let stories = stories(&mut package, &mut reader, headers);
    let problems: Vec<Message> = std::mem::take(&mut reader.problems);
    problems.into_iter().for_each(|reason| package.warn(reason));
    let core = package.related_of_file("core-properties").map(|tree| properties::core(&tree)).unwrap_or_default();
    let custom = package.related_of_file("custom-properties").map(|tree| properties::custom(&tree)).unwrap_or_default();
    let manuscript = manuscript::carried(&mut package);
    Document {
        manuscript,
        blocks,
        footnotes,
        endnotes,
        comments,
        sections,
        stories,
        core,
        custom,
        problems: package.problems,
    }
}

/// The notes of a kind, without the lines between text and notes.
fn notes(package: &mut Package, reader: &mut Reader<'_>, kind: NoteKind) -> Vec<Note> {
    let (part, name) = match kind {
        NoteKind::Footnote => ("footnotes", "w:footnote"),
        NoteKind::Endnote => ("endnotes", "w:endnote"),
    };
    let Some((part, tree)) = package.related(part) else { return Vec::new() };
    reader.relations = package.relations(&part);
    reader.counter = Counter::default();
    let is_note = |note: &&Element| note.name == name && matches!(note.attribute("w:type"), None | Some("normal"));
    let read = |note: &Element| {
        let id = note.attribute("w:id").unwrap_or_default().to_owned();
        Note { mark: reader.notes.first(kind, &id), blocks: reader.story(note), id }
    };
    tree.elements().filter(is_note).map(read).collect()
}

fn comments(package: &mut Package, reader: &mut Reader<'_>) -> Vec<Comment> {
    let Some((part, tree)) = package.related("comments") else { return Vec::new() };
    reader.relations = package.relations(&part);
    let read = |comment: &Element| {
        let value = |name: &str| comment.attribute(name).unwrap_or_default().to_owned();
        reader.counter = Counter::default();
        Comment { id: value("w:id"), author: value("w:author"), date: value("w:date"), blocks: reader.story(comment) }
    };
    tree.elements().filter(|comment| comment.name == "w:comment").map(read).collect()
}

fn stories(package: &mut Package, reader: &mut Reader<'_>, parts: Vec<String>) -> Vec<Story> {
    let read = |part: String| {
        reader.relations = package.relations(&part);
        reader.counter = Counter::default();
        let blocks = package.xml(&part).map(|tree| reader.story(&tree)).unwrap_or_default();
        Story { part, blocks }
    };
    parts.into_iter().map(read).collect()
}
