//! The headers, footers, theme and pictures of bullets of a template come into
//! the package with everything that they lead to.

use std::collections::{BTreeMap, VecDeque};

use super::pages::Pages;
use crate::ooxml::Package;
use crate::ooxml::{Element, Node, Relation};
use crate::template::{Filled, Template};

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DOCUMENT: &str = "word/_rels/document.xml.rels";
/// The types of relations in the transitional and the strict form.
const TYPES: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
];

/// The references of every section.
#[derive(Debug, Default)]
pub(super) struct HeaderFooter {
    /// The elements that lead to the template's headers and footers; empty where
    /// it has none and ours stay.
    pub(super) references: Vec<Element>,
    /// The pages that are the template's own.
    pub(super) pages: Pages,
}

/// The parts of a template that were asked for, under new names in one folder.
pub(super) struct Copies<'t> {
    template: &'t Template,
    names: BTreeMap<String, String>,
    waiting: VecDeque<String>,
}

impl Copies<'_> {
    /// The new name of a part; it is copied later.
    pub(super) fn name(&mut self, part: &str) -> String {
        if let Some(known) = self.names.get(part) {
            return known.clone();
        }
        let end = part.rsplit('.').next().unwrap_or_default();
        let end: String = end.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
        let name = format!("template{}.{}", self.names.len() + 1, if end.is_empty() { "bin" } else { &end });
        self.names.insert(part.to_owned(), name.clone());
        self.waiting.push_back(part.to_owned());
        name
    }

    /// The relations of a part with their new targets; `None` without any.
    fn relations(&mut self, part: &str, prefix: &str) -> Option<Element> {
        let relations: Vec<Relation> = self.template.relations(part);
        let mut tree = Element::new("Relationships").with("xmlns", RELATIONSHIPS);
        for relation in relations {
            if !relation.external && self.template.part(&relation.target).is_none() {
                continue;
            }
            let target = match relation.external {
                true => relation.target,
                false => format!("{prefix}{}", self.name(&relation.target)),
            };
            let kind = relation.kind.replace(TYPES[1], TYPES[0]);
            let mut entry =
                Element::new("Relationship").with("Id", relation.id).with("Type", kind).with("Target", target);
            if relation.external {
                entry.set("TargetMode", "External");
            }
            tree.children.push(Node::Element(entry));
        }
        (!tree.children.is_empty()).then_some(tree)
    }

    /// Copies all that was asked for, and what that leads to.
    fn finish(mut self, package: &mut Package) {
        while let Some(name) = self.waiting.pop_front() {
            let Some((bytes, kind)) = self.template.part(&name) else { continue };
            let new = self.names.get(&name).cloned().unwrap_or_default();
            // Text is written anew: the strict form has other schemas.
            let is_text = kind.ends_with("header+xml") || kind.ends_with("footer+xml");
            let tree = self.template.tree(&name).filter(|_| is_text);
            match tree {
                Some(tree) => package.part(&format!("word/{new}"), kind, tree),
                None => package.part(&format!("word/{new}"), kind, bytes.to_vec()),
            }
            if let Some(relations) = self.relations(&name, "") {
                package.file(&format!("word/_rels/{new}.rels"), relations);
            }
        }
    }
}

/// Takes over what stands around the text.
pub(super) fn take_over(template: &Template, filled: &Filled, package: &mut Package) -> HeaderFooter {
    let mut copies = Copies { template, names: BTreeMap::new(), waiting: VecDeque::new() };
    if let Some(theme) = template.named_part("theme")
        && let Some(tree) = template.tree(&theme)
    {
        package.change("word/theme/theme1.xml", |_| tree);
        if let Some(relations) = copies.relations(&theme, "../") {
            package.file("word/theme/_rels/theme1.xml.rels", relations);
        }
    }
    if let Some(name) = template.numbering_name()
        && let Some(relations) = copies.relations(name, "")
    {
        package.file("word/_rels/numbering.xml.rels", relations);
    }
    let mut margins = HeaderFooter::default();
    let mut relations = package.tree(DOCUMENT).cloned().unwrap_or_default();
    if !template.references().is_empty() {
        drop_ours(&mut relations, package);
        for (at, reference) in template.references().iter().enumerate() {
            let id = format!("rIdTemplate{}", at + 1);
            let kind = if reference.element == "w:headerReference" { "header" } else { "footer" };
            relations.push(relation(&id, &format!("{}{kind}", TYPES[0]), copies.name(&reference.part)));
            let reference =
                Element::new(reference.element.clone()).with("w:type", reference.kind.clone()).with("r:id", id);
            margins.references.push(reference);
        }
    }
    margins.pages = Pages::take_over(template, filled, &mut copies, &mut relations);
    package.change(DOCUMENT, |_| relations);
    copies.finish(package);
    margins
}

/// A relation to a part of the package.
pub(super) fn relation(id: &str, kind: &str, target: String) -> Element {
    let kind = kind.replace(TYPES[1], TYPES[0]);
    Element::new("Relationship").with("Id", id.to_owned()).with("Type", kind).with("Target", target)
}

/// Takes our headers and footers out.
fn drop_ours(relations: &mut Element, package: &mut Package) {
    let is_margin = |relation: &Element| {
        matches!(relation.attribute("Type").and_then(|kind| kind.rsplit('/').next()), Some("header" | "footer"))
    };
    for relation in relations.elements().filter(|relation| is_margin(relation)) {
        let target = relation.attribute("Target").unwrap_or_default();
        package.remove(&format!("word/{target}"));
        package.remove(&format!("word/_rels/{target}.rels"));
    }
    relations.retain(|relation| !is_margin(relation));
}
