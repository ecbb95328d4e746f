//! The few shapes of element that every part repeats. It must not know what a
//! part means.

use std::fmt::Display;

use docx_rs::BuildXML;

use crate::ooxml::escape;

/// `<w:name w:val="value"/>`.
#[must_use]
pub(super) fn val(name: &str, value: impl Display) -> String {
    format!("<w:{name} w:val=\"{}\"/>", escape(&value.to_string()))
}

/// A property that is on or off (ECMA-376-1 §17.17.4).
#[must_use]
pub(super) fn toggle(name: &str, on: bool) -> String {
    if on { format!("<w:{name}/>") } else { format!("<w:{name} w:val=\"0\"/>") }
}

/// The XML of an element of docx-rs.
#[must_use]
pub(super) fn built(element: &impl BuildXML) -> String {
    String::from_utf8(element.build()).unwrap_or_default()
}

/// Puts further properties at the end of a property element.
#[must_use]
pub(super) fn insert(mut xml: String, element: &str, extra: &str) -> String {
    if extra.is_empty() {
        return xml;
    }
    let empty = format!("<{element} />");
    let end = format!("</{element}>");
    if let Some(at) = xml.find(&empty).filter(|at| xml.find(&end).is_none_or(|end| *at < end && element == "w:rPr")) {
        xml.replace_range(at..at + empty.len(), &format!("<{element}>{extra}</{element}>"));
    } else if let Some(at) = xml.find(&end) {
        xml.insert_str(at, extra);
    }
    xml
}
