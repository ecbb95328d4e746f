//! The headers, footers, theme and pictures of bullets of a template come into
//! the package with everything that they lead to.

use super::copies::{Copies, TYPES, relation};
use super::pages::Pages;
use crate::ooxml::{Element, Package};
use crate::template::{Filled, Reference, Template};

const DOCUMENT: &str = "word/_rels/document.xml.rels";

/// The references of every section.
#[derive(Debug, Default)]
pub(super) struct HeaderFooter {
    /// The elements that lead to the template's headers and footers; empty where
    /// it has none and ours stay.
    pub(super) references: Vec<Element>,
    /// Those of what stands before the chapters, where they are others.
    pub(super) front: Option<Vec<Element>>,
    /// The pages that are the template's own.
    pub(super) pages: Pages,
}

/// Takes over what stands around the text.
pub(super) fn take_over(template: &Template, filled: &Filled, package: &mut Package) -> HeaderFooter {
    let mut copies = Copies::new(template);
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
        let mut take = |name: &str, list: &[Reference]| -> Vec<Element> {
            let taken = list.iter().enumerate().map(|(at, reference)| {
                let id = format!("{name}{}", at + 1);
                let kind = if reference.element == "w:headerReference" { "header" } else { "footer" };
                relations.push(relation(&id, &format!("{}{kind}", TYPES[0]), copies.name(&reference.part)));
                Element::new(reference.element.clone()).with("w:type", reference.kind.clone()).with("r:id", id)
            });
            taken.collect()
        };
        margins.references = take("rIdTemplate", template.references());
        let front = template.front_references().filter(|front| *front != template.references());
        margins.front = front.map(|front| take("rIdTemplateFront", front));
    }
    margins.pages = Pages::take_over(template, filled, &mut copies, &mut relations);
    package.change(DOCUMENT, |_| relations);
    copies.finish(filled, package);
    margins
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
