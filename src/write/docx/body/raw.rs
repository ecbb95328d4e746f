//! Passages of WordprocessingML that the author wrote: whether they may stand
//! in the file without breaking it. They are read as strictly as the parts of a
//! template, and what Word would not find in the file is not let in.

use crate::diag::{Message, message};
use crate::ooxml::{Element, Node};
use crate::template::acting;

const BLOCKS: [&str; 3] = ["w:p", "w:tbl", "w:sdt"];
const INLINES: [&str; 5] = ["w:r", "w:fldSimple", "m:oMath", "w:smartTag", "w:sdt"];
/// What points into parts that an author cannot supply, what is numbered throughout the
/// file, and the sections, which are those of the document.
const FOREIGN: [&str; 7] = [
    "w:footnoteReference",
    "w:endnoteReference",
    "w:commentReference",
    "w:altChunk",
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:sectPr",
];
/// Elements without which another one is none (ECMA-376-1 §17.4).
const DEMANDED: [(&str, &str); 2] = [("w:tbl", "w:tr"), ("w:tr", "w:tc")];
/// Blocks, which stand in no paragraph.
const IN_NO_PARAGRAPH: [&str; 2] = ["w:p", "w:tbl"];
/// The elements that hold text.
const HOLD_TEXT: [&str; 5] = ["w:t", "w:delText", "w:instrText", "w:delInstrText", "m:t"];

/// The paragraphs and tables that a text is.
///
/// # Errors
///
/// Why it may not stand in the file.
pub(in crate::write::docx) fn blocks(text: &str) -> Result<Vec<Node>, Message> {
    row_of(text, &BLOCKS).ok_or_else(|| {
        message!("this is not a well-formed paragraph or table of WordprocessingML; it is printed as text")
    })?
}

/// The runs that a text is.
///
/// # Errors
///
/// Why it may not stand in the file.
pub(in crate::write::docx) fn inlines(text: &str) -> Result<Vec<Node>, Message> {
    row_of(text, &INLINES)
        .ok_or_else(|| message!("this is not a well-formed run of WordprocessingML; it is printed as text"))?
}

/// The elements of a text, or what they would do; `None` if it is something else.
fn row_of(text: &str, allowed: &[&str]) -> Option<Result<Vec<Node>, Message>> {
    let mut row = Element::parse_row(text).ok()?;
    row.retain(|node| !matches!(node, Node::Text(text) if text.trim().is_empty()));
    let whole = Element::new("row").holding_all(row);
    if let Some(reason) = acting(&whole) {
        return Some(Err(message!("this passage {reason}; it is printed as text", reason)));
    }
    let row = whole.children;
    let is_allowed = |node: &Node| match node {
        Node::Element(element) => {
            allowed.contains(&element.name.as_ref()) && is_known(element) && is_whole(element, false)
        }
        Node::Text(_) | Node::Written(_) => false,
    };
    (!row.is_empty() && row.iter().all(is_allowed) && closes_fields(&row)).then_some(Ok(row))
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

/// Whether elements hold what Word demands of them, and properties stand first.
fn is_whole(element: &Element, in_paragraph: bool) -> bool {
    let name = element.name.as_ref();
    let holds = |child: &str| element.elements().any(|own| own.name == child);
    let demands = DEMANDED.iter().all(|(outer, inner)| name != *outer || holds(inner));
    let ends = name != "w:tc" || element.elements().next_back().is_some_and(|last| last.name == "w:p");
    let properties = format!("{name}Pr");
    let first = element.elements().skip(1).all(|child| child.name != properties);
    let text = HOLD_TEXT.contains(&name) || element.own_text().trim().is_empty();
    let stands = !(in_paragraph && IN_NO_PARAGRAPH.contains(&name));
    let within = in_paragraph || name == "w:p";
    demands && ends && first && text && stands && element.elements().all(|child| is_whole(child, within))
}

/// Whether every field that begins ends: nobody knows what the next passage makes of it.
fn closes_fields(row: &[Node]) -> bool {
    let elements = row.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) | Node::Written(_) => None,
    });
    let depth = elements.flat_map(Element::descendants).try_fold(0_u32, |depth, element| {
        match (element.name.as_ref(), element.attribute("w:fldCharType")) {
            ("w:fldChar", Some("begin")) => Some(depth + 1),
            ("w:fldChar", Some("end")) => depth.checked_sub(1),
            // An instruction outside of any field may be meant for one of another passage.
            ("w:instrText", _) if depth == 0 => None,
            _ => Some(depth),
        }
    });
    depth == Some(0)
}

#[cfg(test)]
mod tests {
    use super::{blocks, inlines};

    #[test]
    fn only_harmless_passages_pass() {
        assert!(
            blocks("<w:p><w:r><w:t>a &amp; b</w:t></w:r></w:p>\n<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")
                .is_ok()
        );
        assert!(inlines("<w:r><w:t>a</w:t></w:r>").is_ok());
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
            "<w:tbl/>",
            "<w:tbl><w:tr/></w:tbl>",
            "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>",
            "<w:p><w:r/><w:pPr/></w:p>",
            "<w:p><w:p/></w:p>",
            "<w:p>a</w:p>",
            "<w:p><w:bookmarkStart w:id='1' w:name='a'/></w:p>",
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p>",
            "<w:p><w:fldSimple w:instr='DDEAUTO x'/></w:p>",
        ] {
            assert!(blocks(wrong).is_err(), "{wrong}");
        }
    }
}
