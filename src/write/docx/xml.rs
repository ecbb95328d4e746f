//! Elements of docx-rs enter our trees here, and here alone; and the few shapes
//! of element that every part repeats. It must not know what a part means.

use docx_rs::BuildXML;

use crate::ooxml::{Element, Node};

/// The children of a property element of docx-rs. The element itself is ours,
/// for docx-rs knows not all that belongs into it.
#[must_use]
pub(super) fn built(properties: &impl BuildXML) -> Vec<Node> {
    let text = String::from_utf8(properties.build()).unwrap_or_default();
    Element::parse_own(&text).unwrap_or_default().children
}

/// A property element with what docx-rs says in it and what it cannot say.
#[must_use]
pub(super) fn properties(
    name: &'static str,
    known: &impl BuildXML,
    more: impl IntoIterator<Item = Element>,
) -> Element {
    Element::new(name).holding_all(built(known)).holding_all(more)
}

/// A run of a text; tabs in it are tabs.
#[must_use]
pub(super) fn run(properties: Element, text: &str) -> Element {
    let mut run = Element::new("w:r").holding(properties);
    for (at, piece) in text.split('\t').enumerate() {
        if at > 0 {
            run.push(Element::new("w:tab"));
        }
        if !piece.is_empty() {
            run.push(Element::text("w:t", piece.to_owned()));
        }
    }
    run
}

/// A run that holds one element.
#[must_use]
pub(super) fn run_of(element: Element) -> Node {
    Element::new("w:r").holding(element).into()
}

/// The properties of a row that no page parts (ECMA-376-1 §17.4.6).
#[must_use]
pub(super) fn whole_row() -> Element {
    Element::new("w:trPr").holding(Element::new("w:cantSplit"))
}

/// The columns of a table, in twips (ECMA-376-1 §17.4.48).
#[must_use]
pub(super) fn grid<T: ToString>(widths: impl IntoIterator<Item = T>) -> Element {
    let column = |width: T| Element::new("w:gridCol").with("w:w", width.to_string());
    Element::new("w:tblGrid").holding_all(widths.into_iter().map(column))
}
