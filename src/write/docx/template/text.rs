//! The text names the styles and lists of the new file, and its sections get
//! the template's page (ECMA-376-1 §17.6). Everything else stays as it stands.

use std::collections::BTreeSet;

use super::Ties;
use crate::ooxml::Element;
use crate::ooxml::Package;
use crate::template::Template;
use crate::write::docx::state::used_styles::{gather_styles, is_style};

/// The parts with text, by the ends of their types.
const TEXTS: [&str; 5] = ["document.main+xml", "footnotes+xml", "endnotes+xml", "header+xml", "footer+xml"];

/// What of a section is the template's beside the headers and footers. Columns,
/// kind and notes are those of the text.
const THEIRS: [&str; 8] =
    ["w:pgSz", "w:pgMar", "w:pgBorders", "w:lnNumType", "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid"];
/// What takes a paragraph out of the list of its style.
pub(super) fn no_list() -> Element {
    Element::new("w:numPr").holding(Element::val("w:ilvl", "0")).holding(Element::val("w:numId", "0"))
}

/// The parts of a package with text that is ours.
fn texts(package: &Package) -> Vec<String> {
    let is_text = |kind: Option<&str>| kind.is_some_and(|kind| TEXTS.iter().any(|end| kind.ends_with(end)));
    let ours = |name: &str| !name.starts_with("word/template");
    package.names().filter(|(name, kind)| is_text(*kind) && ours(name)).map(|(name, _)| name.to_owned()).collect()
}

/// The ids of the styles that our texts name.
pub(in crate::write::docx) fn used_styles(package: &Package) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    texts(package).into_iter().filter_map(|name| package.tree(&name)).for_each(|tree| gather_styles(tree, &mut used));
    used
}

/// Rewrites the parts with text.
pub(super) fn rewrite(template: &Template, package: &mut Package, ties: &Ties) {
    for name in texts(package) {
        package.change(&name, |mut tree| {
            let is_reference = |element: &&Element| element.name.ends_with("erReference");
            let has_margins = tree.descendants().iter().any(is_reference);
            let mut sections = tree.descendants().into_iter().filter(|element| element.name == "w:sectPr");
            let header_of_text = sections.next_back().and_then(header).map(str::to_owned);
            Rewriting { template, ties, has_margins, header_of_text, sections: 0 }.visit(&mut tree);
            tree
        });
    }
}

struct Rewriting<'t> {
    template: &'t Template,
    ties: &'t Ties,
    /// Whether any section has headers or footers of ours: one without stays
    /// without then.
    has_margins: bool,
    /// The header of ours in the section with the chapters.
    header_of_text: Option<String>,
    sections: usize,
}

impl Rewriting<'_> {
    /// Rewrites what stands in an element. A tree of ours is as deep as the
    /// document at most.
    fn visit(&mut self, element: &mut Element) {
        let (mut out_of_list, mut without_tab) = (false, false);
        for child in element.elements_mut() {
            if child.name == "w:sectPr" {
                *child = self.merged(child);
                self.sections += 1;
            } else if is_style(&child.name) {
                let Some(ours) = child.value().map(str::to_owned) else { continue };
                child.set("w:val", self.ties.styles.id(&ours).to_owned());
                out_of_list |= child.name == "w:pStyle" && self.ties.styles.is_numbered(&ours);
                without_tab |= child.name == "w:pStyle" && self.ties.styles.is_without_tab(&ours);
            } else if child.name == "w:numId" {
                let list = child.value().and_then(|list| list.parse::<usize>().ok()).filter(|list| *list > 0);
                list.into_iter().for_each(|list| child.set("w:val", (list + self.ties.lists).to_string()));
            } else {
                self.visit(child);
            }
        }
        if out_of_list && element.child("w:numPr").is_none() {
            element.push(no_list());
        }
        if without_tab {
            element.push(self.ties.tab.clone());
        }
    }

    fn merged(&self, ours: &Element) -> Element {
        let theirs = self.template.section();
        let is_margin = |element: &Element| element.name.ends_with("erReference");
        let margins = &self.ties.margins;
        // What stands before the chapters is known by a header of its own.
        let is_front = header(ours) != self.header_of_text.as_deref();
        let references = margins.front.as_ref().filter(|_| is_front).unwrap_or(&margins.references);
        let keeps_ours = margins.references.is_empty();
        let wants = !self.has_margins || ours.elements().any(is_margin);
        let mut all: Vec<Element> = ours.elements().filter(|e| keeps_ours || !is_margin(e)).cloned().collect();
        if !keeps_ours {
            all.extend(references.iter().filter(|_| wants).cloned());
            // The first page that differs is the document's, not each section's, and
            // may be the cover.
            let has_first = self.template.pages().has_first;
            all.retain(|element| element.name != "w:titlePg");
            all.extend(theirs.child("w:titlePg").filter(|_| self.sections == 0 && !has_first).cloned());
        }
        for name in THEIRS {
            if let Some(element) = theirs.child(name) {
                let lies = all.iter().any(|e| e.name == name && e.attribute("w:orient") == Some("landscape"));
                all.retain(|known| known.name != name);
                all.push(if name == "w:pgSz" { turned(element, lies) } else { element.clone() });
            }
        }
        if !all.iter().any(|element| element.name == "w:pgNumType") {
            // Where the count begins is the text's affair.
            all.extend(theirs.child("w:pgNumType").cloned().map(|mut numbers| {
                numbers.attributes.retain(|(name, _)| name != "w:start");
                numbers
            }));
        }
        Element::new("w:sectPr").holding_all(all)
    }
}

/// What leads to the header of the pages of a section.
fn header(section: &Element) -> Option<&str> {
    let is = |e: &&Element| e.name == "w:headerReference" && e.attribute("w:type").is_none_or(|kind| kind == "default");
    section.elements().find(is)?.attribute("r:id")
}

/// The template's paper, lying where the text wants it to lie and standing
/// elsewhere.
fn turned(size: &Element, lies: bool) -> Element {
    let mut size = size.clone();
    let side = |name: &str| size.attribute(name).unwrap_or_default().to_owned();
    let (width, height) = (side("w:w"), side("w:h"));
    let is_wide = width.parse::<u64>().unwrap_or_default() > height.parse::<u64>().unwrap_or_default();
    if is_wide != lies {
        size.set("w:w", height);
        size.set("w:h", width);
    }
    size.attributes.retain(|(name, _)| name != "w:orient" && name != "w:code");
    if lies {
        size.set("w:orient", "landscape");
    }
    size
}
