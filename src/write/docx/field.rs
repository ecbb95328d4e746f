//! Fields and links as elements (ECMA-376-1 §17.16): an instruction with the text that
//! was decided as its result.
//!
//! It must not know what an instruction means.

use super::xml::run_of;
use crate::ooxml::{Element, Node};

/// A field with its result.
#[must_use]
pub(in crate::write::docx) fn complex(instruction: &str, result: Vec<Node>) -> Vec<Node> {
    let mut field = begin(instruction);
    field.extend(result);
    field.push(end());
    field
}

/// A field all of whose runs look like the first of its result: one that is
/// renewed takes the looks of its instruction.
#[must_use]
pub(in crate::write::docx) fn dressed(instruction: &str, result: Vec<Node>) -> Vec<Node> {
    let looks = result.iter().find_map(|node| match node {
        Node::Element(run) => run.child("w:rPr").filter(|looks| !looks.children.is_empty()).cloned(),
        Node::Text(_) | Node::Written(_) => None,
    });
    let mut field = complex(instruction, result);
    let Some(looks) = looks else { return field };
    for node in &mut field {
        if let Node::Element(run) = node
            && run.name == "w:r"
            && run.child("w:rPr").is_none()
        {
            run.children.insert(0, looks.clone().into());
        }
    }
    field
}

/// The beginning of a field whose result follows.
#[must_use]
pub(in crate::write::docx) fn begin(instruction: &str) -> Vec<Node> {
    vec![character("begin"), code(&format!(" {instruction} ")), character("separate")]
}

/// A field that has no result until it is renewed (ECMA-376-1 §17.16.18).
#[must_use]
pub(in crate::write::docx) fn resultless(instruction: &str) -> Vec<Node> {
    vec![character("begin"), code(&format!(" {instruction} ")), end()]
}

/// A field whose instruction has fields within it (ECMA-376-1 §17.16.2).
#[must_use]
pub(in crate::write::docx) fn nested(instruction: Vec<Node>, result: Vec<Node>) -> Vec<Node> {
    let mut field = vec![character("begin")];
    field.extend(instruction);
    field.push(character("separate"));
    field.extend(result);
    field.push(end());
    field
}

/// A piece of the instruction of a nested field.
#[must_use]
pub(in crate::write::docx) fn code(text: &str) -> Node {
    run_of(Element::text("w:instrText", text.to_owned()))
}

/// The end of a field.
#[must_use]
pub(in crate::write::docx) fn end() -> Node {
    character("end")
}

fn character(kind: &'static str) -> Node {
    run_of(Element::new("w:fldChar").with("w:fldCharType", kind))
}

/// A link to a bookmark around something.
#[must_use]
pub(in crate::write::docx) fn link_to(bookmark: &str, inside: Vec<Node>) -> Node {
    link("w:anchor", bookmark.to_owned(), inside)
}

/// A link whose target an attribute names (ECMA-376-1 §17.16.22).
#[must_use]
pub(in crate::write::docx) fn link(attribute: &'static str, target: String, inside: Vec<Node>) -> Node {
    Element::new("w:hyperlink").with(attribute, target).with("w:history", "1").holding_all(inside).into()
}

#[cfg(test)]
mod tests {
    use super::{complex, dressed};
    use crate::ooxml::{Element, Node};

    fn run(looks: Element) -> Vec<Node> {
        vec![Element::new("w:r").holding(looks).holding(Element::text("w:t", "1")).into()]
    }

    #[test]
    fn the_field_of_a_label_looks_like_its_result() {
        let bold = Element::new("w:rPr").holding(Element::new("w:b"));
        let field = dressed("SEQ 图", run(bold.clone()));
        assert_eq!(field.len(), 5);
        let looks = |node: &Node| matches!(node, Node::Element(run) if run.child("w:rPr") == Some(&bold));
        assert!(field.iter().all(looks), "{field:?}");
        let plain = run(Element::new("w:rPr"));
        assert_eq!(dressed("SEQ 图", plain.clone()), complex("SEQ 图", plain));
    }
}
