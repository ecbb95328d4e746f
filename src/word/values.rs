//! Values of elements and attributes, whatever they are of.

use std::str::FromStr;

use crate::ooxml::Element;

/// Whether a property is on (ECMA-376-1 §17.17.4).
pub(super) fn is_on(element: &Element) -> bool {
    !matches!(element.value(), Some("0" | "false" | "off"))
}

/// The value of a child.
pub(super) fn value_of<'a>(element: &'a Element, child: &str) -> Option<&'a str> {
    element.child(child)?.value()
}

/// A number; `None` if it is none.
pub(super) fn number<T: FromStr>(text: &str) -> Option<T> {
    text.trim().parse().ok()
}

/// Whether an element only says how others look.
pub(super) fn is_properties(name: &str) -> bool {
    name.starts_with("w:") && (name.ends_with("Pr") || name.ends_with("PrEx") || name == "w:tblGrid")
}

/// The branch of alternatives that a reader of today shows: the first one that
/// holds something, else the one for older programs (ECMA-376-3 §10.2.1).
pub(super) fn chosen(alternatives: &Element) -> Option<&Element> {
    let holds = |element: &&Element| element.elements().next().is_some();
    let choice = alternatives.elements().filter(|element| element.name == "mc:Choice").find(holds);
    choice.or_else(|| alternatives.child("mc:Fallback"))
}
