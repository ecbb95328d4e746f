//! The ids of the styles that a text names.

use std::collections::BTreeSet;

use crate::ooxml::Element;

/// Whether an element names a style.
pub(in crate::write::docx) fn is_style(name: &str) -> bool {
    matches!(name, "w:pStyle" | "w:rStyle" | "w:tblStyle")
}

/// Gathers the styles that a tree names; one of ours is as deep as the document at
/// most.
pub(in crate::write::docx) fn gather_styles(element: &Element, used: &mut BTreeSet<String>) {
    if let Some(id) = element.value().filter(|id| is_style(&element.name) && !used.contains(*id)) {
        used.insert(id.to_owned());
    }
    element.elements().for_each(|child| gather_styles(child, used));
}
