//! The places to which the tabs of a paragraph lead, by itself and through its style
//! (ECMA-376-1 §17.3.1.38).

use super::Reader;
use crate::length::Length;
use crate::model::resolved::own_pages::{OwnStop, StopKind};
use crate::ooxml::Element;
use crate::template::properties::{Properties, length};

impl Reader<'_, '_> {
    /// The places in their order. Where the lines behind the first stand is one too.
    pub(super) fn stops(&self, style: &str, own: Option<&Element>, all: &Properties) -> Vec<OwnStop> {
        let mut stops: Vec<OwnStop> = Vec::new();
        let part = self.template.styles_part();
        let element = |id: &str| part.elements().find(|style| style.attribute("w:styleId") == Some(id));
        let chain = self.styles.chain(style).into_iter().rev();
        let of_styles = chain.filter_map(|entry| element(&entry.id)?.child("w:pPr"));
        let lists = of_styles.chain(own).filter_map(|own| own.child("w:tabs"));
        for tab in lists.flat_map(Element::elements) {
            let Some(at) = tab.attribute("w:pos").and_then(length) else { continue };
            stops.retain(|stop| (stop.at.pt() - at.pt()).abs() > 0.01);
            let kind = match tab.value() {
                Some("clear" | "bar") => continue,
                Some("center") => StopKind::Middle,
                Some("right" | "end" | "decimal") => StopKind::End,
                _ => StopKind::Start,
            };
            let dotted = tab.attribute("w:leader").is_some_and(|leader| leader != "none");
            stops.push(OwnStop { at, kind, dotted });
        }
        let size = all.size();
        let hang = all.indent("hanging").length(size);
        if hang > Length::ZERO {
            stops.push(OwnStop { at: all.indent("left").length(size), kind: StopKind::Start, dotted: false });
        }
        stops.sort_by(|one, other| one.at.pt().total_cmp(&other.at.pt()));
        stops
    }
}
