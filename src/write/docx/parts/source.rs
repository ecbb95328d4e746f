//! The manuscript of the Word file: its hash, by which it is found again, and, if
//! the file is to carry it, a part of custom XML with the texts.
//!
//! Editors keep such a part as it is, but for sections of CDATA, and drop what
//! they cannot parse; so the texts stand in base64.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::ooxml::Package;
use crate::ooxml::Relations;
use crate::ooxml::{DECLARATION, escape};

/// The namespace of the part, by which it is found.
const NAMESPACE: &str = "urn:fuzi:source";

/// The id of the part in the file (ECMA-376-1 §22.5.2.1); it is the same in all
/// files, for each holds one.
const ITEM_ID: &str = "{6B1E5D0C-2F4A-4C57-9A3E-7D0F5A2C8B16}";

const ITEM: &str = "customXml/item1.xml";
const PROPERTIES: &str = "customXml/itemProps1.xml";

/// A file of the manuscript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceFile<'a> {
    /// Its name from the folder of the project on, with `/`.
    pub name: &'a str,
    /// Its text as it was read.
    pub text: &'a str,
}

/// What a Word file was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manuscript<'a> {
    /// Its files in the order of reading.
    pub files: Vec<SourceFile<'a>>,
    /// Whether the Word file carries their texts, and not their hash alone.
    pub carried: bool,
}

impl Manuscript<'_> {
    /// The SHA-256 of the whole: of the texts one behind the other, so that of a
    /// single file it is that of the file. `None` without files.
    #[must_use]
    pub fn hash(&self) -> Option<String> {
        (!self.files.is_empty()).then(|| sha256(self.files.iter().map(|file| file.text)))
    }
}

/// Adds the part with its properties, and the relation of the text to it
/// (ECMA-376-1 §15.2.5, §15.2.6), if the file is to carry the manuscript.
pub(in crate::write::docx) fn add(package: &mut Package, relations: &mut Relations, manuscript: &Manuscript) {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
    let Manuscript { files, carried } = manuscript;
    if !carried || files.is_empty() {
        return;
    }
    relations.part("customXml", &format!("../{ITEM}"));
    let mut own = Relations::default();
    own.part("customXmlProps", "itemProps1.xml");
    package.file(ITEM, item(files).into_bytes());
    package.file("customXml/_rels/item1.xml.rels", own.tree());
    package.part(PROPERTIES, KIND, item_properties());
}

/// The part: an element a file.
fn item(files: &[SourceFile]) -> String {
    let mut out = format!("{DECLARATION}<source xmlns=\"{NAMESPACE}\">");
    for file in files {
        let name = escape(file.name);
        let hash = sha256([file.text]);
        let _ = write!(out, "<file name=\"{name}\" encoding=\"base64\" sha256=\"{hash}\">");
        STANDARD.encode_string(file.text, &mut out);
        out.push_str("</file>");
    }
    out + "</source>"
}

fn item_properties() -> String {
    format!(
        "{DECLARATION}<ds:datastoreItem ds:itemID=\"{ITEM_ID}\" \
         xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\">\
         <ds:schemaRefs><ds:schemaRef ds:uri=\"{NAMESPACE}\"/></ds:schemaRefs></ds:datastoreItem>"
    )
}

fn sha256<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    texts.into_iter().for_each(|text| hash.update(text));
    hash.finalize().iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{Manuscript, SourceFile, item};

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn texts_stand_in_base64_with_their_hash() {
        let xml = item(&[SourceFile { name: "a&b.md", text: "abc" }, SourceFile { name: "空/二.md", text: "" }]);
        assert!(xml.contains(&format!("<file name=\"a&amp;b.md\" encoding=\"base64\" sha256=\"{ABC}\">YWJj</file>")));
        assert!(xml.contains(&format!("<file name=\"空/二.md\" encoding=\"base64\" sha256=\"{EMPTY}\"></file>")));
    }

    #[test]
    fn the_hash_of_the_manuscript() {
        let hash = |texts: &[&'static str]| {
            let files = texts.iter().map(|text| SourceFile { name: "a.md", text }).collect();
            Manuscript { files, carried: false }.hash()
        };
        assert_eq!(hash(&["abc"]).as_deref(), Some(ABC));
        assert_eq!(hash(&["a", "bc"]).as_deref(), Some(ABC));
        assert_eq!(hash(&[]), None);
    }
}
