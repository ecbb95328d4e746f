//! The headers and footers of a document, and the references by which sections find
//! them (ECMA-376-1 §17.10). It must not know what stands in them.

use super::zone::Zone;
use crate::ooxml::{Element, Relations};

/// The headers and footers of a document.
#[derive(Debug, Default)]
pub(in crate::write::docx) struct HeaderFooter {
    parts: Vec<Part>,
    cover: Vec<Element>,
    front: Vec<Element>,
    text: Vec<Element>,
    imprint: Vec<Element>,
}

/// A header or a footer.
#[derive(Debug)]
pub(in crate::write::docx) struct Part {
    /// `header` or `footer`.
    pub kind: &'static str,
    /// The name of the part.
    pub name: String,
    /// Its tree.
    pub tree: Element,
    /// What it points to.
    pub relations: Relations,
}

impl HeaderFooter {
    /// Adds a part with its own relations, referred to by one side of the sections of a
    /// zone.
    pub(in crate::write::docx) fn add(
        &mut self,
        kind: &'static str,
        (side, zone): (&'static str, Zone),
        inside: Vec<Element>,
        own: Relations,
        relations: &mut Relations,
    ) {
        let name = format!("{kind}{}", self.parts.iter().filter(|part| part.kind == kind).count() + 1);
        let tree = Element::new(if kind == "header" { "w:hdr" } else { "w:ftr" }).holding_all(inside);
        let id = relations.part(kind, &format!("{name}.xml"));
        let reference = Element::new(format!("w:{kind}Reference")).with("w:type", side).with("r:id", id);
        match zone {
            Zone::Cover => self.cover.push(reference),
            Zone::Front => self.front.push(reference),
            Zone::Text => self.text.push(reference),
            Zone::Imprint => self.imprint.push(reference),
        }
        self.parts.push(Part { kind, name, tree, relations: own });
    }

    /// The parts, in the order of their relations.
    #[must_use]
    pub(in crate::write::docx) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The references of a section.
    #[must_use]
    pub(in crate::write::docx) fn references(&self, zone: Zone) -> &[Element] {
        match zone {
            Zone::Cover => &self.cover,
            Zone::Front => &self.front,
            Zone::Text => &self.text,
            Zone::Imprint => &self.imprint,
        }
    }
}
