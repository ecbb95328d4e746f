//! A change of a style of a template, by what the text shows over it; a style
//! that is not there is made.

use super::direct;
use super::properties::Properties;
use crate::ooxml::Element;

/// A change of a style.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) id: String,
    /// The name that it gets if it is made.
    pub(super) name: &'static str,
    pub(super) level: Option<usize>,
    /// What it is based on, if nothing of its own looks stays.
    pub(super) base: Option<String>,
    pub(super) settings: Properties,
    /// Whether the level of headings is to be written.
    pub(super) states_level: bool,
}

impl Change {
    /// Makes it in the part with the styles.
    pub(super) fn make(&self, part: &mut Element) {
        let is_meant = |e: &Element| e.name == "w:style" && e.attribute("w:styleId") == Some(&self.id);
        if !part.elements().any(is_meant) {
            let style = Element::new("w:style").with("w:type", "paragraph").with("w:styleId", self.id.clone());
            part.push(style.holding(Element::val("w:name", self.name)).holding(Element::new("w:qFormat")));
        }
        let Some(style) = part.elements_mut().find(|element| is_meant(element)) else { return };
        match &self.base {
            Some(base) => direct::dress(style, base, &self.settings),
            None => direct::put(style, &self.settings),
        }
        if let Some(level) = self.level {
            style.update("w:pPr", |properties| {
                if properties.child("w:outlineLvl").is_none() && self.states_level {
                    properties.push(Element::val("w:outlineLvl", (level - 1).to_string()));
                }
            });
        }
    }
}
