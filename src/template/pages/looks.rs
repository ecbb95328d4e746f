//! The template's own pages look as the template writes their styles, also
//! where what its text shows has changed these (ECMA-376-1 §17.7).

use std::collections::BTreeMap;

use super::OwnPages;
use crate::ooxml::Element;

impl OwnPages {
    /// Gives the pages copies of those styles that were changed: `written` are the
    /// styles as the template writes them, `part` as they are now.
    pub(in crate::template) fn keep_looks(&mut self, written: &Element, part: &mut Element) {
        let mut copies = BTreeMap::new();
        for old in written.elements().filter(|element| element.name == "w:style") {
            let Some(id) = old.attribute("w:styleId") else { continue };
            let now = part.elements().find(|style| style.attribute("w:styleId") == Some(id));
            if now.is_some_and(|now| now != old) && old.attribute("w:type") == Some("paragraph") {
                copies.insert(id.to_owned(), copy(old, id));
            }
        }
        let mut used = BTreeMap::new();
        for page in self.front.iter_mut().chain(&mut self.back) {
            rename(page, &copies, &mut used);
        }
        used.into_values().for_each(|style: Element| part.push(style));
    }
}

/// The id of a copy.
fn copied(id: &str) -> String {
    format!("{id}OfTemplate")
}

/// A style of its own that looks alike; contents do not list what is in it.
fn copy(style: &Element, id: &str) -> Element {
    let mut copy = style.clone();
    copy.set("w:styleId", copied(id));
    copy.set("w:customStyle", "1");
    copy.attributes.retain(|(name, _)| name != "w:default");
    copy.retain(|own| !matches!(own.name.as_ref(), "w:link" | "w:next" | "w:aliases"));
    for own in copy.elements_mut() {
        match own.name.as_ref() {
            "w:name" => {
                let name = format!("{} of the template", own.value().unwrap_or(id));
                own.set("w:val", name);
            }
            "w:pPr" => own.retain(|own| own.name != "w:outlineLvl"),
            _ => {}
        }
    }
    copy
}

/// A tree is no deeper than what is read of XML.
fn rename(element: &mut Element, copies: &BTreeMap<String, Element>, used: &mut BTreeMap<String, Element>) {
    for child in element.elements_mut() {
        let known = child.value().filter(|_| child.name == "w:pStyle").and_then(|id| copies.get_key_value(id));
        if let Some((id, style)) = known {
            used.insert(id.clone(), style.clone());
            child.set("w:val", copied(id));
        }
        rename(child, copies, used);
    }
}
