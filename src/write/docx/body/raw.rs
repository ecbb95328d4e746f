//! Passages of WordprocessingML that the author wrote: whether they may stand
//! in the file without breaking it. They are read as strictly as the parts of a
//! template, and what Word would not find in the file is not let in.

use crate::ooxml::{Element, Node};

const BLOCKS: [&str; 3] = ["w:p", "w:tbl", "w:sdt"];
const INLINES: [&str; 5] = ["w:r", "w:fldSimple", "m:oMath", "w:smartTag", "w:sdt"];
/// What points into parts that an author cannot supply.
const FOREIGN: [&str; 4] = ["w:footnoteReference", "w:endnoteReference", "w:commentReference", "w:altChunk"];

/// The paragraphs and tables that a text is; `None` if it is something else.
#[must_use]
pub(in crate::write::docx) fn blocks(text: &str) -> Option<Vec<Node>> {
    row_of(text, &BLOCKS)
}

/// The runs that a text is; `None` if it is something else.
#[must_use]
pub(in crate::write::docx) fn inlines(text: &str) -> Option<Vec<Node>> {
    row_of(text, &INLINES)
}

fn row_of(text: &str, allowed: &[&str]) -> Option<Vec<Node>> {
    let mut row = Element::parse_row(text).ok()?;
    row.retain(|node| !matches!(node, Node::Text(text) if text.trim().is_empty()));
    let is_allowed = |node: &Node| match node {
        Node::Element(element) => allowed.contains(&element.name.as_ref()) && is_known(element),
        Node::Text(_) | Node::Written(_) => false,
    };
    (!row.is_empty() && row.iter().all(is_allowed)).then_some(row)
}

/// Whether elements and attributes have prefixes that the part declares, and
/// need no relation.
fn is_known(element: &Element) -> bool {
    let has_prefix = |name: &str, prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix));
    has_prefix(&element.name, &["w:", "m:"])
        && !FOREIGN.contains(&element.name.as_ref())
        && element.attributes.iter().all(|(name, _)| has_prefix(name, &["w:", "m:", "xml:"]))
        && element.elements().all(is_known)
}

#[cfg(test)]
mod tests {
    use super::{blocks, inlines};

    #[test]
    fn only_harmless_passages_pass() {
        assert!(blocks("<w:p><w:r><w:t>a &amp; b</w:t></w:r></w:p>\n<w:tbl></w:tbl>").is_some());
        assert!(inlines("<w:r><w:t>a</w:t></w:r>").is_some());
        for wrong in [
            "",
            "text",
            "<w:p>",
            "<w:r/>",
            "<w:p r:id=\"rId1\"/>",
            "<x:p/>",
            "<w:p></w:r>",
            "<w:p>&x;</w:p>",
            "<w:p/></w:body><w:body>",
            "<w:p><!-- a -- b --></w:p>",
            "<w:p><w:r><w:t>&#1;</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>\u{1}</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>&#xFFFE;</w:t></w:r></w:p>",
            "<w:p w:a='1' w:a='2'/>",
            "<w:p w:a='<'/>",
            "<w:p><w:t>]]></w:t></w:p>",
            "<w:p w:1='a'/>",
        ] {
            assert!(blocks(wrong).is_none(), "{wrong}");
        }
    }
}
