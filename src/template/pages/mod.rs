//! The pages of a template that are its own: what stands on pages before its
//! first chapter, abstract or contents (cover, declarations, task book), and
//! what stands behind its last (forms of marks). They stay as they are, in
//! sections of their own.
//!
//! It must not know what fills their blanks.

mod bounds;
mod clean;
mod fill;
mod looks;
mod sections;
mod tell;

use super::active;
use super::found::Part;
use super::ranges;
use super::styles::{Kind, Styles};
use super::text::Paragraph;
use crate::diag::{Message, message};
use crate::ooxml::{Element, Node, Parts, Relation};
use bounds::Bounds;
pub use fill::Filled;
use sections::Sections;
pub(super) use sections::all as sections_of;

/// The pages of a template that are its own.
#[derive(Debug, Default)]
pub struct OwnPages {
    /// What stands before the text, with the properties of its sections.
    pub front: Vec<Element>,
    /// What stands behind it.
    pub back: Vec<Element>,
    /// The properties of the last section behind it.
    pub last: Element,
    /// The root of the part that they stand in, without anything in it: it
    /// declares the schemas that they use.
    pub root: Element,
    /// The headers and footers of all sections.
    margins: Vec<Element>,
    /// Whether the page of a section that differs as its first is among them.
    pub has_first: bool,
    /// The id of the style of titles.
    title_style: Option<String>,
}

/// The text of a template with what is known of it.
pub(super) struct Text<'a> {
    pub(super) document: &'a Element,
    pub(super) paragraphs: &'a [Paragraph<'a>],
    /// The part of each paragraph.
    pub(super) parts: &'a [Option<Part>],
    pub(super) styles: &'a Styles,
}

impl OwnPages {
    /// Finds them; what is left out or changed of them is told.
    pub(super) fn find(text: &Text<'_>, files: &Parts, relations: &[Relation], told: &mut Vec<Message>) -> Self {
        let Some(body) = text.document.child("w:body") else { return Self::default() };
        let children: Vec<&Element> = body.elements().collect();
        let sections = Sections::read(&children, relations, files);
        let bounds = Bounds::find(text, &children, &sections);
        for title in &bounds.between {
            told.push(message!(
                "the pages “{title}” stand among the chapters of the template; they are not taken over",
                title
            ));
        }
        let mut pages = Self {
            front: sections.pages(&children, 0..bounds.front),
            root: Element { children: Vec::new(), ..text.document.clone() },
            has_first: sections.shares_first(bounds.front),
            margins: margins(relations, files),
            title_style: text.styles.named("Title", Kind::Paragraph).map(|entry| entry.id.clone()),
            ..Self::default()
        };
        if bounds.back < children.len() {
            pages.back = sections.pages(&children, bounds.back..children.len());
            pages.last = sections.last(&mut pages.back);
        }
        for list in [&mut pages.front, &mut pages.back] {
            let mut whole = Element::new("w:body").holding_all(std::mem::take(list));
            clean::clean(&mut whole, told);
            let _ = ranges::clamp(&mut whole);
            match active::in_pages(&whole, relations, files) {
                Some(reason) => {
                    told.push(message!("pages of the template are left out: what stands on them {reason}", reason));
                }
                None => list.extend(whole.children.into_iter().filter_map(|node| match node {
                    Node::Element(element) => Some(element),
                    Node::Text(_) | Node::Written(_) => None,
                })),
            }
        }
        pages
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.front.is_empty() && self.back.is_empty()
    }

    /// All of them.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.front.iter().chain(&self.back)
    }
}

/// The parts of headers and footers.
fn margins(relations: &[Relation], files: &Parts) -> Vec<Element> {
    let is_margin = |relation: &&Relation| {
        !relation.external && matches!(relation.kind.rsplit('/').next(), Some("header" | "footer"))
    };
    let parts = relations.iter().filter(is_margin).map(|relation| relation.target.as_str());
    parts.filter_map(|part| files.xml(part).ok().flatten()).collect()
}
