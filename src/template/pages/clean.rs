//! What of a template's own pages cannot come along: remarks, notes and links to
//! places that stay behind, programs.

use crate::diag::{Message, message};
use crate::ooxml::{Element, Node};

/// What points to parts or places that stay behind (ECMA-376-1 §17.13, §17.11).
const GONE: [&str; 13] = [
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:commentReference",
    "w:proofErr",
    "w:permStart",
    "w:permEnd",
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:lastRenderedPageBreak",
    "w:footnoteReference",
    "w:endnoteReference",
    "w:altChunk",
    "w:subDoc",
];
/// What starts a program within a picture.
const PROGRAMS: [&str; 2] = ["o:OLEObject", "w:control"];
/// The first number of their pictures: those of the text count from one.
const FIRST_PICTURE: usize = 200_001;

/// Takes it out; what the reader would miss is told.
pub(super) fn clean(pages: &mut Element, told: &mut Vec<Message>) {
    let mut cleaning = Cleaning { picture: FIRST_PICTURE, notes: 0 };
    cleaning.visit(pages);
    if cleaning.notes > 0 {
        told.push(message!(
            "the template's own pages have notes, which are not taken over ({count})",
            count = cleaning.notes
        ));
    }
}

struct Cleaning {
    picture: usize,
    notes: usize,
}

impl Cleaning {
    /// A tree is no deeper than what is read of XML.
    fn visit(&mut self, element: &mut Element) {
        let notes =
            element.elements().filter(|e| matches!(e.name.as_ref(), "w:footnoteReference" | "w:endnoteReference"));
        self.notes += notes.count();
        element.retain(|child| !GONE.contains(&child.name.as_ref()) && !PROGRAMS.contains(&child.name.as_ref()));
        element.attributes.retain(|(name, _)| !name.starts_with("w:rsid"));
        match element.name.as_ref() {
            // The picture of a program stays.
            "w:object" => {
                element.name = "w:pict".into();
                element.attributes.clear();
            }
            "wp:docPr" => {
                element.set("id", self.picture.to_string());
                self.picture += 1;
            }
            "w:tbl" => complete(element),
            _ => {}
        }
        element.elements_mut().for_each(|child| self.visit(child));
    }
}

/// A table must have properties and a grid (ECMA-376-1 §17.4.37): properties that say
/// nothing would not be written.
fn complete(table: &mut Element) {
    if table.child("w:tblGrid").is_none() {
        let at = table.children.iter().position(|node| matches!(node, Node::Element(child) if child.name == "w:tr"));
        table.children.insert(at.unwrap_or(table.children.len()), Element::new("w:tblGrid").into());
    }
    let width = Element::new("w:tblW").with("w:w", "0").with("w:type", "auto");
    if table.child("w:tblPr").is_none() {
        table.children.insert(0, Element::new("w:tblPr").into());
    }
    table.update("w:tblPr", |own| {
        if own.children.is_empty() {
            own.push(width);
        }
    });
}
