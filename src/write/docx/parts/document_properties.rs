//! `docProps`: what the file says about itself. There is no clock here: a
//! document without a date has no date.

use crate::model::resolved::Meta;
use crate::ooxml::Element;
use crate::write::docx::state::statistics::Statistics;

/// The set of the properties that a user defines ([MS-OLEPS] §2.18).
pub(in crate::write::docx) const USER_DEFINED: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const CUSTOM: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";

/// The core properties (ECMA-376-2 §11).
#[must_use]
pub(in crate::write::docx) fn core(meta: &Meta) -> Element {
    let names: Vec<&str> = meta.authors.iter().map(|author| author.name.as_str()).filter(|n| !n.is_empty()).collect();
    let date = match meta.calendar_date {
        Some((year @ 0..=9999, month @ 1..=12, day @ 1..=31)) => format!("{year:04}-{month:02}-{day:02}T00:00:00Z"),
        Some(_) | None => String::new(),
    };
    let stamp = |name: &'static str| Element::new(name).with("xsi:type", "dcterms:W3CDTF").containing(date.clone());
    let all = [
        Element::new("dc:title").containing(meta.plain_title()),
        Element::new("dc:creator").containing(names.join("; ")),
        Element::new("cp:keywords").containing(meta.keywords.join("; ")),
        Element::new("dc:language").containing(meta.lang.tag()),
        stamp("dcterms:created"),
        stamp("dcterms:modified"),
    ];
    Element::new("cp:coreProperties")
        .with("xmlns:cp", CORE)
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .holding_all(all.into_iter().filter(|element| !element.own_text().is_empty()))
}

/// The properties of the application (ECMA-376-1 §22.2): its name, and how much
/// the text is.
#[must_use]
pub(in crate::write::docx) fn app(pages: Option<usize>, text: Statistics) -> Element {
    let program = Element::new("Application").containing("fuzi");
    let counts = [
        ("Pages", pages),
        ("Words", Some(text.words)),
        ("Characters", Some(text.characters)),
        ("CharactersWithSpaces", Some(text.with_blanks)),
        ("Paragraphs", Some(text.paragraphs)),
    ];
    let counts = counts.into_iter().filter_map(|(name, count)| Some(Element::new(name).containing(count?.to_string())));
    Element::new("Properties").with("xmlns", EXTENDED).holding(program).holding_all(counts)
}

/// The properties of fuzi (ECMA-376-1 §22.3): its version, the hash of the manuscript
/// that the file was made from, and the seal of the document. Their ids count from 2, for 0 and 1
/// have another meaning ([MS-OLEPS] §2.18).
#[must_use]
pub(in crate::write::docx) fn custom(source: Option<&str>, seal: &str) -> Element {
    let version = ("fuzi.version", env!("CARGO_PKG_VERSION"));
    let all = std::iter::once(version).chain(source.map(|hash| ("fuzi.source.sha256", hash)));
    let all = all.chain((!seal.is_empty()).then_some(("fuzi.text.sha256", seal)));
    let property = |(at, (name, value)): (usize, (&'static str, &str))| {
        Element::new("property")
            .with("fmtid", USER_DEFINED)
            .with("pid", (at + 2).to_string())
            .with("name", name)
            .holding(Element::new("vt:lpwstr").containing(value.to_owned()))
    };
    Element::new("Properties").with("xmlns", CUSTOM).with("xmlns:vt", TYPES).holding_all(all.enumerate().map(property))
}
