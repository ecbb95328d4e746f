//! The pages that are the template's own come before and behind the text, with
//! the pictures, headers and footers that they lead to (ECMA-376-1 §17.6).

use std::collections::BTreeMap;

use super::copies::{Copies, relation};
use super::text::no_list;
use crate::ooxml::{Element, Node, Package, Relation};
use crate::template::{Filled, Kind, Template};

/// What a template's pages lead to begins so, and the attributes that name it.
const RELATION: &str = "r:";
/// An older drawing names its picture so as well ([MS-OI29500] §2.1.1779).
const OLD_RELATION: &str = "o:relid";
const DOCUMENT: &str = "word/document.xml";
/// The bookmarks around the pages and their ids: those of the text count from one.
const BEFORE: (&str, &str) = ("_fuzi_pages_before", "200001");
const BEHIND: (&str, &str) = ("_fuzi_pages_behind", "200002");

/// The pages with what they lead to under new names.
#[derive(Debug, Default)]
pub(super) struct Pages {
    front: Vec<Element>,
    back: Vec<Element>,
    /// The properties of the last section behind the text.
    last: Element,
}

impl Pages {
    /// Takes over what they lead to.
    pub(super) fn take_over(
        template: &Template,
        filled: &Filled,
        copies: &mut Copies<'_>,
        relations: &mut Element,
    ) -> Self {
        let (Filled { front, back, .. }, last) = (filled, &template.pages().last);
        let theirs = template.text_relations();
        let mut taking = Taking { template, copies, relations, theirs: &theirs, ids: BTreeMap::new() };
        let mut list = |pages: &[Element]| -> Vec<Element> {
            let mut pages = pages.to_vec();
            pages.iter_mut().for_each(|page| taking.visit(page));
            pages
        };
        let (front, back) = (list(front), list(back));
        let mut last = last.clone();
        taking.visit(&mut last);
        Self { front, back, last }
    }

    /// Puts them around the text.
    pub(super) fn put(self, root: &Element, package: &mut Package) {
        if self.front.is_empty() && self.back.is_empty() {
            return;
        }
        package.change(DOCUMENT, |mut document| {
            declare(root, &mut document);
            document.elements_mut().filter(|element| element.name == "w:body").for_each(|body| {
                if !self.back.is_empty() {
                    end_text(body);
                    body.children.extend(marked(BEHIND, self.back.iter().cloned()));
                    body.push(self.last.clone());
                }
                body.children.splice(0..0, marked(BEFORE, self.front.iter().cloned()));
            });
            document
        });
    }
}

/// Pages between the ends of a hidden bookmark, by which readers know them.
fn marked((name, id): (&str, &str), pages: impl ExactSizeIterator<Item = Element>) -> Vec<Node> {
    if pages.len() == 0 {
        return Vec::new();
    }
    let start = Element::new("w:bookmarkStart").with("w:id", id.to_owned()).with("w:name", name.to_owned());
    let end = Element::new("w:bookmarkEnd").with("w:id", id.to_owned());
    std::iter::once(start).chain(pages).chain([end]).map(Node::Element).collect()
}

/// What is taken over of the pages' relations.
struct Taking<'t, 'c, 'p> {
    template: &'t Template,
    copies: &'c mut Copies<'p>,
    /// Those of the new text.
    relations: &'c mut Element,
    theirs: &'t [Relation],
    /// The new ids.
    ids: BTreeMap<String, Option<String>>,
}

impl Taking<'_, '_, '_> {
    /// A tree is no deeper than what is read of XML.
    fn visit(&mut self, element: &mut Element) {
        let is_relation = |name: &str| name.starts_with(RELATION) || name == OLD_RELATION;
        let mut attributes = std::mem::take(&mut element.attributes);
        attributes.retain_mut(|(name, value)| {
            if !is_relation(name) || value.is_empty() {
                return true;
            }
            let new = self.id(value);
            new.into_iter().map(|new| *value = new.into()).next().is_some()
        });
        element.attributes = attributes;
        if element.name == "w:p" {
            self.keep_unnumbered(element);
        }
        element.elements_mut().for_each(|child| self.visit(child));
    }

    /// Headings that the template leaves without numbers get ours, those of its
    /// own pages do not.
    fn keep_unnumbered(&self, paragraph: &mut Element) {
        let style = paragraph.path(&["w:pPr", "w:pStyle"]).and_then(Element::value);
        let is_heading = |id: &str| {
            (1..=6).any(|level| self.template.style(&format!("heading {level}"), Kind::Paragraph) == Some(id))
        };
        if style.is_some_and(|id| !self.template.numbers(id) && is_heading(id)) {
            paragraph.update("w:pPr", |own| {
                if own.child("w:numPr").is_none() {
                    own.push(no_list());
                }
            });
        }
    }

    /// The new id of a relation; `None` if it leads nowhere.
    fn id(&mut self, old: &str) -> Option<String> {
        if let Some(known) = self.ids.get(old) {
            return known.clone();
        }
        let theirs = self.theirs.iter().find(|relation| relation.id == old);
        let theirs = theirs.filter(|theirs| theirs.external || self.template.part(&theirs.target).is_some());
        let new = theirs.map(|theirs| {
            let id = format!("rIdPage{}", self.ids.len() + 1);
            let entry = match theirs.external {
                true => relation(&id, &theirs.kind, theirs.target.clone()).with("TargetMode", "External"),
                false => relation(&id, &theirs.kind, self.copies.name(&theirs.target)),
            };
            self.relations.push(entry);
            id
        });
        self.ids.insert(old.to_owned(), new.clone());
        new
    }
}

/// Declares the schemas that the pages use (ECMA-376-3 §10.1.1 for those that
/// older programs may pass over).
fn declare(root: &Element, document: &mut Element) {
    for (name, value) in &root.attributes {
        let is_declared = document.attribute(name).is_some();
        if (name.starts_with("xmlns:") || name == "mc:Ignorable") && !is_declared {
            document.set(name.clone(), value.clone());
        }
    }
}

/// The last section of the text ends in its last paragraph.
fn end_text(body: &mut Element) {
    let Some(Node::Element(section)) = body.children.pop() else { return };
    let last = body.children.iter_mut().rev().find_map(|node| match node {
        Node::Element(element) if element.name == "w:p" => Some(element),
        Node::Element(_) | Node::Text(_) | Node::Written(_) => None,
    });
    if let Some(last) = last {
        if last.child("w:pPr").is_none() {
            last.children.insert(0, Element::new("w:pPr").into());
        }
        last.update("w:pPr", |own| own.push(section));
    }
}
