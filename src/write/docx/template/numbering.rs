//! The template's lists with ours behind them, under ids that no list of the
//! template has (ECMA-376-1 §17.9).

use super::styles::Names;
use crate::ooxml::{Element, Node};
use crate::template::Template;
use crate::write::docx::state::scheme::HEADINGS;

/// What is added to the ids of our lists and of their definitions.
pub(super) fn first_free(template: &Template) -> usize {
    let ids = template.numbering_part().into_iter().flat_map(Element::elements).filter_map(|element| {
        let id = element.attribute("w:numId").or_else(|| element.attribute("w:abstractNumId"))?;
        id.parse::<usize>().ok().filter(|id| *id < 1_000_000)
    });
    ids.max().map_or(0, |last| last + 1)
}

/// The merged part. Our list of headings stays away where the template numbers
/// them itself.
pub(super) fn merge(template: &Template, ours: Element, names: &Names, offset: usize) -> Element {
    let Some(theirs) = template.numbering_part() else { return moved_all(ours, names, offset) };
    let numbers_headings = template.headings().iter().any(Option::is_some);
    let ours = moved_all(ours, names, offset);
    let headings = |element: &&Element| {
        let is = |name: &str, id: usize| element.attribute(name) == Some(&(id + offset).to_string());
        numbers_headings && (is("w:numId", HEADINGS) || (element.name == "w:abstractNum" && is("w:abstractNumId", 0)))
    };
    let mut merged = theirs.clone();
    // Pictures of bullets, definitions, lists, and what Word for the Mac keeps:
    // that is the schema's order (§17.9.16).
    let order = ["w:numPicBullet", "w:abstractNum", "w:num", "w:numIdMacAtCleanup"];
    let all: Vec<Element> = theirs.elements().chain(ours.elements().filter(|e| !headings(e))).cloned().collect();
    let of = |name: &str| all.iter().filter(move |e| e.name == name).cloned().map(Node::Element).collect::<Vec<_>>();
    merged.children = order.into_iter().flat_map(of).collect();
    merged
}

/// Our lists under their new ids.
fn moved_all(mut part: Element, names: &Names, offset: usize) -> Element {
    let moved = |id: Option<&str>| id.and_then(|id| id.parse::<usize>().ok()).map(|id| (id + offset).to_string());
    for element in part.elements_mut() {
        for name in ["w:abstractNumId", "w:numId"] {
            if let Some(id) = moved(element.attribute(name)) {
                element.set(name, id);
            }
        }
        for child in element.elements_mut() {
            match child.name.as_ref() {
                "w:abstractNumId" => {
                    if let Some(id) = moved(child.value()) {
                        child.set("w:val", id);
                    }
                }
                "w:lvl" => level(child, names),
                _ => {}
            }
        }
    }
    part
}

/// A level names the style of its headings, and says that its indents are not
/// in characters: a template's style of lists may have such ones, which would
/// win (§17.3.1.12).
fn level(level: &mut Element, names: &Names) {
    for child in level.elements_mut() {
        if child.name == "w:pStyle" {
            let id = child.value().map(|id| names.id(id).to_owned());
            id.into_iter().for_each(|id| child.set("w:val", id));
        } else if child.name == "w:pPr" {
            for indent in child.elements_mut().filter(|e| e.name == "w:ind") {
                indent.set("w:leftChars", "0");
                indent.set("w:firstLineChars", "0");
            }
        }
    }
}
