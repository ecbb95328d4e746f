//! Parts of a template come into the package under new names, with everything
//! that they lead to. It must not know what asks for them.

use std::collections::{BTreeMap, VecDeque};

use crate::ooxml::{Element, Node, Package, Relation};
use crate::template::{Filled, Template};

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// The types of relations in the transitional and the strict form.
pub(super) const TYPES: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
];

/// The parts of a template that were asked for, under new names in one folder.
pub(super) struct Copies<'t> {
    template: &'t Template,
    names: BTreeMap<String, String>,
    waiting: VecDeque<String>,
}

impl<'t> Copies<'t> {
    pub(super) fn new(template: &'t Template) -> Self {
        Self { template, names: BTreeMap::new(), waiting: VecDeque::new() }
    }

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
    pub(super) fn relations(&mut self, part: &str, prefix: &str) -> Option<Element> {
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

    /// Copies all that was asked for, and what that leads to; blanks of headers and
    /// footers are filled.
    pub(super) fn finish(mut self, filled: &Filled, package: &mut Package) {
        while let Some(name) = self.waiting.pop_front() {
            let Some((bytes, kind)) = self.template.part(&name) else { continue };
            let new = self.names.get(&name).cloned().unwrap_or_default();
            // Text is written anew: the strict form has other schemas.
            let is_text = kind.ends_with("header+xml") || kind.ends_with("footer+xml");
            let tree = self.template.tree(&name).filter(|_| is_text);
            match tree {
                Some(mut tree) => {
                    filled.fill_margin(&mut tree);
                    package.part(&format!("word/{new}"), kind, tree);
                }
                None => package.part(&format!("word/{new}"), kind, bytes.to_vec()),
            }
            if let Some(relations) = self.relations(&name, "") {
                package.file(&format!("word/_rels/{new}.rels"), relations);
            }
        }
    }
}

/// A relation to a part of the package.
pub(super) fn relation(id: &str, kind: &str, target: String) -> Element {
    let kind = kind.replace(TYPES[1], TYPES[0]);
    Element::new("Relationship").with("Id", id.to_owned()).with("Type", kind).with("Target", target)
}
