//! Passages of WordprocessingML that the author wrote: whether they may stand
//! in the file without breaking it. They are read as strictly as the parts of a
//! template, and what Word would not find in the file is not let in.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::ooxml::Element;

const BLOCKS: [&str; 3] = ["w:p", "w:tbl", "w:sdt"];
const INLINES: [&str; 5] = ["w:r", "w:fldSimple", "m:oMath", "w:smartTag", "w:sdt"];
/// What points into parts that an author cannot supply.
const FOREIGN: [&str; 4] = ["w:footnoteReference", "w:endnoteReference", "w:commentReference", "w:altChunk"];

/// Whether a text is a well-formed row of paragraphs and tables.
#[must_use]
pub(super) fn is_block(text: &str) -> bool {
    is_row_of(text, &BLOCKS)
}

/// Whether a text is a well-formed row of runs.
#[must_use]
pub(super) fn is_inline(text: &str) -> bool {
    is_row_of(text, &INLINES)
}

fn is_row_of(text: &str, allowed: &[&str]) -> bool {
    if Element::parse(&format!("<w:body>{text}</w:body>")).is_err() {
        return false;
    }
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    let mut seen = false;
    loop {
        let Ok(event) = reader.read_event() else { return false };
        let fits = match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                seen = true;
                is_known(tag) && (depth > 0 || allowed.contains(&tag.name().as_ref()))
            }
            Event::Text(text) => depth > 0 || text.trim().is_empty(),
            Event::GeneralRef(name) => {
                depth > 0 && (matches!(&**name, "amp" | "lt" | "gt" | "quot" | "apos") || name.starts_with("#"))
            }
            Event::End(_) | Event::Comment(_) => true,
            Event::CData(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => false,
            Event::Eof => return seen && depth == 0,
        };
        if !fits {
            return false;
        }
        if matches!(event, Event::Start(_)) {
            depth += 1;
        } else if matches!(event, Event::End(_)) {
            depth = depth.saturating_sub(1);
        }
    }
}

/// Whether element and attributes have prefixes that the part declares, and
/// need no relation.
fn is_known(tag: &BytesStart) -> bool {
    let name = tag.name();
    let has_prefix = |name: &str, prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix));
    has_prefix(name.as_ref(), &["w:", "m:"])
        && !FOREIGN.contains(&name.as_ref())
        && tag
            .attributes()
            .all(|attribute| attribute.is_ok_and(|attribute| has_prefix(attribute.key.as_ref(), &["w:", "m:", "xml:"])))
}

#[cfg(test)]
mod tests {
    use super::{is_block, is_inline};

    #[test]
    fn only_harmless_passages_pass() {
        assert!(is_block("<w:p><w:r><w:t>a &amp; b</w:t></w:r></w:p>\n<w:tbl></w:tbl>"));
        assert!(is_inline("<w:r><w:t>a</w:t></w:r>"));
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
            assert!(!is_block(wrong), "{wrong}");
        }
    }
}
