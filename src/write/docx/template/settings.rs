//! The settings and fonts of a template beside ours (ECMA-376-1 §17.15, §17.8):
//! its own way to set lines and pages, but nothing that belongs to its text,
//! asks questions or locks the file.

use crate::ooxml::{Element, Node};
use crate::template::Template;

/// What is the template's, in the schema's order together with what stays ours.
const ORDER: [(&str, bool); 35] = [
    ("w:zoom", false),
    ("w:mirrorMargins", true),
    ("w:alignBordersAndEdges", true),
    ("w:bordersDoNotSurroundHeader", true),
    ("w:bordersDoNotSurroundFooter", true),
    ("w:gutterAtTop", true),
    ("w:stylePaneFormatFilter", true),
    ("w:defaultTabStop", true),
    ("w:autoHyphenation", true),
    ("w:consecutiveHyphenLimit", true),
    ("w:hyphenationZone", true),
    ("w:doNotHyphenateCaps", true),
    ("w:evenAndOddHeaders", true),
    ("w:drawingGridHorizontalSpacing", true),
    ("w:drawingGridVerticalSpacing", true),
    ("w:displayHorizontalDrawingGridEvery", true),
    ("w:displayVerticalDrawingGridEvery", true),
    ("w:doNotUseMarginsForDrawingGridOrigin", true),
    ("w:drawingGridHorizontalOrigin", true),
    ("w:drawingGridVerticalOrigin", true),
    ("w:noPunctuationKerning", true),
    ("w:characterSpacingControl", true),
    ("w:strictFirstAndLastChars", true),
    ("w:noLineBreaksAfter", true),
    ("w:noLineBreaksBefore", true),
    ("w:footnotePr", false),
    ("w:endnotePr", false),
    ("w:compat", true),
    ("m:mathPr", true),
    ("w:themeFontLang", true),
    ("w:clrSchemeMapping", true),
    ("w:decimalSymbol", true),
    ("w:listSeparator", true),
    ("w:documentProtection", false),
    ("w:updateFields", false),
];

/// The merged settings.
pub(super) fn merge(template: &Template, mut ours: Element) -> Element {
    let Some(theirs) = template.settings_part() else { return ours };
    // Whether even pages differ is a matter of who has the headers.
    let has_headers = !template.references().is_empty();
    let mut merged: Vec<Element> = Vec::new();
    for (name, foreign) in ORDER {
        let foreign = foreign && (name != "w:evenAndOddHeaders" || has_headers);
        let gone = foreign && name == "w:evenAndOddHeaders";
        let own = ours.child(name).filter(|_| !gone);
        let element = theirs.child(name).filter(|_| foreign).or(own);
        merged.extend(element.cloned());
    }
    // What ours says beyond the list keeps its place behind what it follows.
    let known = |name: &str| ORDER.iter().any(|(listed, _)| *listed == name);
    let all: Vec<Element> = ours.elements().cloned().collect();
    for (at, element) in all.iter().enumerate().filter(|(_, element)| !known(&element.name)) {
        let before = all[..at].iter().rev().find_map(|e| merged.iter().position(|kept| kept.name == e.name));
        merged.insert(before.map_or(0, |before| before + 1), element.clone());
    }
    ours.children = merged.into_iter().map(Node::Element).collect();
    ours
}

/// The fonts of both. The files of embedded fonts are not taken over.
pub(super) fn fonts(template: &Template, ours: Element) -> Element {
    let theirs = template.named_part("fontTable").and_then(|name| template.tree(&name));
    let Some(mut merged) = theirs else { return ours };
    for font in merged.elements_mut() {
        font.retain(|child| !child.name.starts_with("w:embed"));
    }
    for font in ours.elements() {
        if !merged.elements().any(|known| known.attribute("w:name") == font.attribute("w:name")) {
            merged.children.push(Node::Element(font.clone()));
        }
    }
    merged
}
