//! `docProps`: what the file says about itself. There is no clock here: a
//! document without a date has no date.

use crate::model::resolved::Meta;
use crate::ooxml::{DECLARATION, escape};

/// The set of the properties that a user defines ([MS-OLEPS] §2.18).
const USER_DEFINED: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// Writes the core properties (ECMA-376-2 §11).
#[must_use]
pub(super) fn core(meta: &Meta) -> String {
    let element = |name: &str, text: &str| {
        if text.is_empty() { String::new() } else { format!("<{name}>{}</{name}>", escape(text)) }
    };
    let names: Vec<&str> = meta.authors.iter().map(|author| author.name.as_str()).filter(|n| !n.is_empty()).collect();
    let date = |name: &str| match meta.calendar_date {
        Some((year @ 0..=9999, month @ 1..=12, day @ 1..=31)) => {
            let stamp = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
            format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{stamp}</dcterms:{name}>")
        }
        Some(_) | None => String::new(),
    };
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">{}{}{}{}{}{}</cp:coreProperties>",
        element("dc:title", &meta.plain_title()),
        element("dc:creator", &names.join("; ")),
        element("cp:keywords", &meta.keywords.join("; ")),
        element("dc:language", &meta.lang.tag()),
        date("created"),
        date("modified"),
    )
}

/// Writes the properties of the application (ECMA-376-1 §22.2).
#[must_use]
pub(super) fn app() -> String {
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>fuzi</Application></Properties>"
    )
}

/// Writes the properties of fuzi (ECMA-376-1 §22.3): its version, and the hash
/// of the manuscript that the file was made from. Their ids count from 2, for 0 and 1
/// have another meaning ([MS-OLEPS] §2.18).
#[must_use]
pub(super) fn custom(source: Option<&str>) -> String {
    let version = ("fuzi.version", env!("CARGO_PKG_VERSION"));
    let all = std::iter::once(version).chain(source.map(|hash| ("fuzi.source.sha256", hash)));
    let property = |(at, (name, value)): (usize, (&str, &str))| {
        let value = escape(value);
        format!(
            "<property fmtid=\"{USER_DEFINED}\" pid=\"{}\" name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>",
            at + 2
        )
    };
    let list: String = all.enumerate().map(property).collect();
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">{list}</Properties>"
    )
}
