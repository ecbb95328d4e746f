//! Bookmarks: those that references repeat, and the hidden ones by which an edit finds
//! its way back to a block.

use super::names;
use super::para::Content;
use super::writer::Writer;
use crate::model::resolved::Block;
use crate::ooxml::{Element, Node};

impl Writer<'_> {
    /// A bookmark around something; only the thing if the name is in use.
    pub(in crate::write::docx) fn bookmark(&mut self, name: &str, mut inside: Vec<Node>) -> Vec<Node> {
        if !self.placed.insert(name.to_owned()) {
            return inside;
        }
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        let start = Element::new("w:bookmarkStart").with("w:id", id.clone()).with("w:name", name.to_owned());
        inside.insert(0, start.into());
        inside.push(Element::new("w:bookmarkEnd").with("w:id", id).into());
        inside
    }

    /// What is written from here on is a block: the first of its paragraphs
    /// carries what it is known by.
    pub(in crate::write::docx) fn begin(&mut self, block: &Block) {
        self.block = block.id;
        self.next_mark = block.id.map(|id| format!("{}{id}", names::BLOCK));
    }

    /// The next paragraph is a part of the title block or the like.
    pub(in crate::write::docx) fn begin_part(&mut self, name: &str) {
        self.next_mark = Some(format!("{}{name}", names::BLOCK));
    }

    /// Content with the hidden bookmark of the block that begins with it, if one
    /// does. Editors keep such bookmarks (names that begin with `_`) when they
    /// save, so that an edit finds its way back to the block.
    pub(in crate::write::docx) fn known(&mut self, content: Content) -> Content {
        match self.next_mark.take() {
            Some(name) => content.map(|nodes| self.bookmark(&name, nodes)),
            None => content,
        }
    }

    /// Content with the hidden bookmark of the row of the table that begins with
    /// it, counted from 1.
    pub(in crate::write::docx) fn known_row(&mut self, number: usize, content: Content) -> Content {
        match self.block {
            Some(id) => content.map(|nodes| self.bookmark(&format!("{}{id}_{number}", names::BLOCK), nodes)),
            None => content,
        }
    }

    /// A bookmark between two blocks.
    pub(in crate::write::docx) fn mark(&mut self, name: &str) {
        let mark = self.bookmark(name, Vec::new());
        self.out.extend(mark);
    }

    /// An id for a drawing that no other one has.
    pub(in crate::write::docx) fn drawing_id(&mut self) -> usize {
        self.drawings += 1;
        self.drawings
    }
}
