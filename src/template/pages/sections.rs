//! The sections of a template, each with the headers and footers that it shows,
//! and the pages that are cut out of them (ECMA-376-1 §17.6, §17.10.1).

use std::ops::Range;

use crate::ooxml::{Element, Parts, Relation};
use crate::template::breaks::is_page_break;

/// The properties of all sections of a document, in order.
pub(in crate::template) fn all(document: &Element) -> Vec<&Element> {
    document.descendants().into_iter().filter(|element| element.name == "w:sectPr").collect()
}

/// The sections of a text.
pub(super) struct Sections {
    /// The child of the body in which each ends, and its properties.
    list: Vec<(usize, Element)>,
}

impl Sections {
    /// Reads them; each gets the headers and footers that it takes from those
    /// before it.
    pub(super) fn read(children: &[&Element], relations: &[Relation], files: &Parts) -> Self {
        let (mut list, mut shown): (Vec<(usize, Element)>, Vec<Element>) = (Vec::new(), Vec::new());
        let leads = |reference: &Element| {
            let id = reference.attribute("r:id").unwrap_or_default();
            relations.iter().any(|relation| relation.id == id && files.get(&relation.target).is_some())
        };
        for (at, child) in children.iter().enumerate() {
            let own = if child.name == "w:sectPr" { vec![*child] } else { child.descendants() };
            for properties in own.into_iter().filter(|element| element.name == "w:sectPr") {
                for reference in properties.elements().filter(|element| is_reference(element)) {
                    let kind = |element: &Element| element.attribute("w:type").unwrap_or("default").to_owned();
                    shown.retain(|old| (&old.name, kind(old)) != (&reference.name, kind(reference)));
                    shown.extend(leads(reference).then(|| reference.clone()));
                }
                let mut whole = properties.clone();
                // What it was before a change is nobody's wish.
                whole.retain(|element| !is_reference(element) && element.name != "w:sectPrChange");
                list.push((at, whole.holding_all(shown.iter().cloned())));
            }
        }
        Self { list }
    }

    /// The section that a child of the body stands in.
    fn of(&self, at: usize) -> Option<&Element> {
        self.list.iter().find(|(end, _)| *end >= at).or(self.list.last()).map(|(_, properties)| properties)
    }

    /// Whether a section ends in a child, and the next begins a page.
    pub(super) fn ends_page(&self, at: usize) -> bool {
        let next = self.list.iter().position(|(end, _)| *end == at).and_then(|ended| self.list.get(ended + 1));
        next.is_some_and(|(_, properties)| !is_continuous(properties))
    }

    /// Whether the section of the text behind some pages begins among them.
    pub(super) fn shares_first(&self, end: usize) -> bool {
        end > 0 && !self.list.iter().any(|(at, _)| *at == end - 1)
    }

    /// The children of a range with the properties of their sections; the last
    /// ends one.
    pub(super) fn pages(&self, children: &[&Element], range: Range<usize>) -> Vec<Element> {
        let is_empty = |child: &&&Element| child.descendants().iter().all(|e| !is_visible(e));
        let within = children.get(range.clone()).unwrap_or_default();
        if within.iter().filter(|child| child.name != "w:sectPr").all(|child| is_empty(&child)) {
            return Vec::new();
        }
        let mut pages: Vec<Element> = Vec::new();
        for (at, child) in range.clone().zip(within) {
            let mut properties = self.list.iter().filter(|(end, _)| *end == at).map(|(_, properties)| properties);
            if child.name == "w:sectPr" {
                properties.next().into_iter().for_each(|properties| end_section(&mut pages, properties));
                continue;
            }
            let mut child = (*child).clone();
            put(&mut child, &mut properties);
            pages.push(child);
        }
        let is_ended = range.end == 0 || self.list.iter().any(|(end, _)| *end == range.end - 1);
        if let Some(properties) = self.of(range.end).filter(|_| !is_ended) {
            end_section(&mut pages, properties);
        }
        pages
    }

    /// Takes the properties of the last section out of some pages.
    pub(super) fn last(&self, pages: &mut [Element]) -> Element {
        let Some(paragraph) = pages.last_mut() else { return Element::default() };
        let own = paragraph.path(&["w:pPr", "w:sectPr"]).cloned();
        paragraph.update("w:pPr", |own| own.retain(|element| element.name != "w:sectPr"));
        let mut last = own.unwrap_or_else(|| Element::new("w:sectPr"));
        // The pages before it are not those of the template.
        if !pages.iter().any(|page| page.path(&["w:pPr", "w:sectPr"]).is_some()) {
            last.retain(|element| element.name != "w:type");
        }
        last
    }
}

fn is_reference(element: &Element) -> bool {
    element.name.ends_with("erReference")
}

fn is_continuous(section: &Element) -> bool {
    section.child("w:type").and_then(Element::value) == Some("continuous")
}

/// Whether an element shows something by itself.
pub(super) fn is_visible(element: &Element) -> bool {
    match element.name.as_ref() {
        "w:t" => !element.own_text().trim().is_empty(),
        name => matches!(name, "w:drawing" | "w:pict" | "w:object" | "w:tbl" | "w:sym" | "m:oMath"),
    }
}

/// Puts properties of sections where the old ones stand, in their order.
fn put<'a>(element: &mut Element, properties: &mut impl Iterator<Item = &'a Element>) {
    for child in element.elements_mut() {
        if child.name == "w:sectPr" {
            properties.next().into_iter().for_each(|properties| *child = properties.clone());
        } else if child.name != "mc:Fallback" {
            put(child, properties);
        }
    }
}

/// Ends a section behind some pages: in their last paragraph, where nothing
/// else breaks the page, or in one of its own that takes no room.
fn end_section(pages: &mut Vec<Element>, properties: &Element) {
    let is_free = |last: &Element| last.name == "w:p" && last.path(&["w:pPr", "w:sectPr"]).is_none();
    if pages.last().is_none_or(|last| !is_free(last)) {
        let spacing = Element::new("w:spacing").with("w:before", "0").with("w:after", "0");
        let spacing = spacing.with("w:line", "20").with("w:lineRule", "exact");
        pages.push(Element::new("w:p").holding(Element::new("w:pPr").holding(spacing)));
    }
    if let Some(last) = pages.last_mut() {
        drop_breaks(last);
        if last.child("w:pPr").is_none() {
            last.children.insert(0, Element::new("w:pPr").into());
        }
        last.update("w:pPr", |own| own.push(properties.clone()));
    }
}

/// Takes the breaks of pages out of a paragraph.
fn drop_breaks(element: &mut Element) {
    element.retain(|child| !is_page_break(child));
    element.elements_mut().for_each(drop_breaks);
}
