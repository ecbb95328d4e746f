//! Sections: where each begins, and the headers and footers that it shows. One
//! that names none of a kind shows that of the section before it
//! (ECMA-376-1 §17.10.5).

use std::collections::BTreeMap;

use super::document::Section;
use super::values::value_of;
use crate::ooxml::{Element, Relation};

/// The properties of each section of a body, in their order.
pub(super) fn properties(body: &Element) -> Vec<&Element> {
    let of_paragraphs = body.descendants().into_iter().filter(|element| element.name == "w:pPr");
    let mut found: Vec<&Element> = of_paragraphs.filter_map(|own| own.child("w:sectPr")).collect();
    found.extend(body.child("w:sectPr"));
    found
}

/// The sections, and the parts of their headers and footers, each once.
pub(super) fn read(properties: &[&Element], relations: &BTreeMap<String, Relation>) -> (Vec<Section>, Vec<String>) {
    let mut parts: Vec<String> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut before = Section::default();
    let mut sections = Vec::new();
    for own in properties {
        before.begins = value_of(own, "w:type").unwrap_or("nextPage").to_owned();
        for reference in own.elements() {
            let list = match &*reference.name {
                "w:headerReference" => &mut before.headers,
                "w:footerReference" => &mut before.footers,
                _ => continue,
            };
            let relation = reference.attribute("r:id").and_then(|id| relations.get(id));
            let Some(relation) = relation.filter(|relation| !relation.external) else { continue };
            let place = *places.entry(&relation.target).or_insert_with(|| {
                parts.push(relation.target.clone());
                parts.len() - 1
            });
            let pages = kind(reference.attribute("w:type"));
            match list.iter_mut().find(|(known, _)| known == pages) {
                Some((_, old)) => *old = place,
                None => list.push((pages.to_owned(), place)),
            }
        }
        sections.push(before.clone());
    }
    (sections, parts)
}

/// The pages that a header stands on.
fn kind(written: Option<&str>) -> &'static str {
    match written {
        Some("first") => "first",
        Some("even") => "even",
        _ => "default",
    }
}
