//! What styles say along the chain that they are based on (ECMA-376-1 §17.7.2):
//! a style that says everything becomes one that says what its base does not,
//! and the other way round. It must not know which styles there are.

use crate::ooxml::{Element, Node};

/// The longest chain of styles.
const MAX_CHAIN: usize = 8;

/// The attributes of a property that are inherited one by one; those that
/// decide one thing together go together. A property without such is
/// inherited as a whole.
fn groups(element: &Element) -> &'static [&'static [&'static str]] {
    match element.name.as_ref() {
        // The space between characters has this name too, and one value.
        "w:spacing" if element.value().is_none() => &[&["w:before"], &["w:after"], &["w:line", "w:lineRule"]],
        "w:ind" => &[&["w:left"], &["w:right"], &["w:firstLineChars", "w:firstLine", "w:hanging"]],
        "w:rFonts" => &[&["w:ascii", "w:hAnsi", "w:cs"], &["w:eastAsia"]],
        _ => &[],
    }
}

/// What of `full` its base does not say. On-off properties of the base alone are
/// switched off; other properties of a base must stand in all that is based on it.
#[must_use]
pub(super) fn difference(full: &Element, base: &Element) -> Element {
    let own = full.elements().filter_map(|child| match base.child(&child.name) {
        None => Some(child.clone()),
        Some(known) => differing(child, known),
    });
    let switched = base.elements().filter(|child| full.child(&child.name).is_none());
    let off = switched.map(|child| Element::toggle(child.name.clone(), false));
    Element::new(full.name.clone()).holding_all(own).holding_all(off)
}

fn differing(full: &Element, base: &Element) -> Option<Element> {
    let groups = groups(full);
    if groups.is_empty() {
        return (full != base).then(|| full.clone());
    }
    let is_same = |group: &&[&str]| group.iter().all(|name| full.attribute(name) == base.attribute(name));
    let differing = groups.iter().filter(|group| !is_same(group)).flat_map(|group| group.iter());
    let mut own = Element::new(full.name.clone());
    for name in differing {
        full.attribute(name).into_iter().for_each(|value| own.set(*name, value.to_owned()));
    }
    (!own.attributes.is_empty()).then_some(own)
}

/// Lays what a style says over what its base says.
fn overlay(all: &mut Element, own: &Element) {
    for child in own.elements() {
        let groups = groups(child);
        let said = |group: &&&[&str]| group.iter().any(|name| child.attribute(name).is_some());
        let known = all.child(&child.name).filter(|_| !groups.is_empty()).cloned();
        let mut now = known.unwrap_or_else(|| Element::new(child.name.clone()));
        for group in groups.iter().filter(said) {
            now.attributes.retain(|(name, _)| !group.contains(&name.as_ref()));
        }
        child.attributes.iter().for_each(|(name, value)| now.set(name.clone(), value.clone()));
        now.children.clone_from(&child.children);
        all.retain(|known| known.name != child.name);
        all.push(now);
    }
}

/// What Word assumes where neither a style nor the defaults say anything.
#[must_use]
pub(super) fn assumed(kind: &'static str) -> Element {
    let zero = |element: Element, names: &[&'static str]| names.iter().fold(element, |e, name| e.with(*name, "0"));
    let properties = Element::new(kind);
    if kind == "w:rPr" {
        return properties.holding(Element::toggle("w:b", false)).holding(Element::toggle("w:bCs", false));
    }
    properties
        .holding(zero(Element::new("w:spacing"), &["w:before", "w:after"]))
        .holding(zero(Element::new("w:ind"), &["w:left", "w:right", "w:firstLineChars", "w:firstLine"]))
        .holding(Element::val("w:jc", "left"))
}

/// All properties of a kind (`w:pPr`, `w:rPr`) that a style has: those that the
/// defaults of the part, the style and its bases say, and what Word assumes.
#[must_use]
pub(in crate::write::docx) fn resolved(part: &Element, id: &str, kind: &'static str) -> Element {
    let of = |id: &str| part.elements().find(|e| e.name == "w:style" && e.attribute("w:styleId") == Some(id));
    let mut chain: Vec<&Element> = Vec::new();
    let mut next = of(id);
    while let Some(style) = next.filter(|_| chain.len() < MAX_CHAIN) {
        chain.push(style);
        next = style.child("w:basedOn").and_then(Element::value).and_then(of);
    }
    let mut all = assumed(kind);
    let defaults = part
        .child("w:docDefaults")
        .and_then(|d| d.path(&[if kind == "w:rPr" { "w:rPrDefault" } else { "w:pPrDefault" }, kind]));
    let said = chain.into_iter().rev().filter_map(|style| style.child(kind));
    defaults.into_iter().chain(said).for_each(|own| overlay(&mut all, own));
    all
}

/// A style of ours that stands among others: it says all that it and its bases
/// said among ours, and is based on `base`.
#[must_use]
pub(in crate::write::docx) fn alone(part: &Element, style: &Element, base: &'static str) -> Element {
    let mut alone = style.clone();
    let id = style.attribute("w:styleId").unwrap_or_default();
    for kind in ["w:pPr", "w:rPr"] {
        let mut all = resolved(part, id, kind);
        // The language and the grid of characters are the document's.
        all.retain(|child| child.name != "w:lang" && (kind == "w:pPr" || child.name != "w:spacing"));
        alone.retain(|child| child.name != kind);
        alone.push(Node::Element(all));
    }
    if let Some(based) = alone.elements_mut().find(|child| child.name == "w:basedOn") {
        based.set("w:val", base);
    }
    alone
}

#[cfg(test)]
mod tests {
    use super::{difference, overlay};
    use crate::ooxml::Element;

    fn properties(first: &str, left: &str, before: &str) -> Element {
        let indent = Element::new("w:ind").with("w:left", left.to_owned()).with("w:firstLineChars", first.to_owned());
        let spacing = Element::new("w:spacing").with("w:before", before.to_owned()).with("w:line", "300");
        Element::new("w:pPr").holding(indent).holding(spacing)
    }

    #[test]
    fn a_style_says_what_its_base_does_not() {
        let base = properties("200", "0", "0").holding(Element::new("w:keepNext"));
        let full = properties("0", "0", "120");
        let own = difference(&full, &base);
        let expected = Element::new("w:pPr")
            .holding(Element::new("w:ind").with("w:firstLineChars", "0"))
            .holding(Element::new("w:spacing").with("w:before", "120"))
            .holding(Element::toggle("w:keepNext", false));
        assert_eq!(own, expected);
        let mut again = base.clone();
        overlay(&mut again, &own);
        assert_eq!(difference(&again, &full).elements().count(), 1, "only what was switched off is left");
        assert_eq!(difference(&base, &base), Element::new("w:pPr"));
    }
}
