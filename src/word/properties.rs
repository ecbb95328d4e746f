//! The properties of a file: title, authors, dates (ECMA-376-2 §11), and what
//! programs keep with it (ECMA-376-1 §22.3).

use crate::ooxml::Element;

/// The core properties by their names without prefixes.
pub(super) fn core(part: &Element) -> Vec<(String, String)> {
    let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
    part.elements().map(|property| (local(&property.name), property.own_text())).collect()
}

/// The other properties; each holds one value.
pub(super) fn custom(part: &Element) -> Vec<(String, String)> {
    let property = |property: &Element| {
        let value = property.elements().next().map(Element::own_text).unwrap_or_default();
        Some((property.attribute("name")?.to_owned(), value))
    };
    part.elements().filter_map(property).collect()
}
