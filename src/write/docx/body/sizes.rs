//! The size of what was written already: every run and formula of a passage gets
//! the size that it is set at, where it has none of its own. It must not know
//! why the passage is set at it.

use crate::length::Length;
use crate::ooxml::{Element, Node};
use crate::write::docx::properties::sizes;
use crate::write::docx::state::names as id;

/// Run properties that say a size.
#[must_use]
pub(super) fn properties(size: Length) -> Element {
    Element::new("w:rPr").holding_all(sizes(size.half_points()))
}

/// Gives all runs the size.
pub(super) fn set(nodes: &mut [Node], size: Length) {
    for node in nodes {
        if let Node::Element(element) = node {
            set_in(element, size);
        }
    }
}

fn set_in(element: &mut Element, size: Length) {
    match element.name.as_ref() {
        // What is drawn has its own text.
        "w:drawing" => return,
        "w:rPr" => return complete(element, size),
        "w:r" if !has(element, "w:rPr") => element.children.insert(0, properties(size).into()),
        // The look of a formula stands behind its style (ECMA-376-1 §22.1.2.87).
        "m:r" if !has(element, "w:rPr") => {
            let at = usize::from(has(element, "m:rPr"));
            element.children.insert(at, properties(size).into());
        }
        _ => {}
    }
    set(&mut element.children, size);
}

/// Code that says no size has it from its style, which is smaller than the text.
fn complete(properties: &mut Element, size: Length) {
    let is_code = |node: &Node| matches!(node, Node::Element(own) if own.name == "w:rStyle" && matches!(own.value(), Some(id::CODE_CHAR | id::CODE_LINK)));
    if !has(properties, "w:sz") && !properties.children.iter().any(is_code) {
        for size in sizes(size.half_points()) {
            properties.push(size);
        }
    }
}

fn has(element: &Element, name: &str) -> bool {
    element.children.iter().any(|node| matches!(node, Node::Element(own) if own.name == name))
}

#[cfg(test)]
mod tests {
    use super::set;
    use crate::length::Length;
    use crate::ooxml::Element;

    fn sized(text: &str) -> Vec<String> {
        let mut nodes = Element::parse_row(text).unwrap();
        set(&mut nodes, Length::points(8.0));
        let row = Element::new("row").holding_all(nodes);
        let mut found = Vec::new();
        row.children.iter().for_each(|node| walk(node, &mut found));
        found
    }

    fn walk(node: &crate::ooxml::Node, found: &mut Vec<String>) {
        if let crate::ooxml::Node::Element(element) = node {
            if element.name == "w:sz" {
                found.push(element.value().unwrap_or_default().to_owned());
            }
            element.children.iter().for_each(|node| walk(node, found));
        }
    }

    #[test]
    fn every_run_has_the_size_once() {
        assert_eq!(
            sized("<w:r><w:t>a</w:t></w:r><w:hyperlink><w:r><w:rPr><w:b/></w:rPr></w:r></w:hyperlink>"),
            ["16", "16"]
        );
        assert_eq!(sized("<m:oMath><m:r><m:rPr/><m:t>x</m:t></m:r></m:oMath>"), ["16"]);
        assert_eq!(sized("<w:r><w:rPr><w:sz w:val=\"14\"/></w:rPr></w:r>"), ["14"]);
    }
}
