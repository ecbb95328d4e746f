//! Text becomes XML: escaping, characters that XML cannot hold, and the few
//! shapes of element that every part repeats. It must not know what a part
//! means.

use std::borrow::Cow;
use std::fmt::Display;

use docx_rs::BuildXML;

/// The declaration that begins every part.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Text for an element or an attribute in double quotes. Characters that XML
/// cannot hold fall away.
#[must_use]
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|sign| matches!(sign, '&' | '<' | '>' | '"') || is_forbidden(sign)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ if is_forbidden(sign) => {}
            _ => out.push(sign),
        }
    }
    Cow::Owned(out)
}

/// Whether XML 1.0 (§2.2, `Char`) forbids the character.
#[must_use]
pub(super) fn is_forbidden(sign: char) -> bool {
    matches!(sign, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

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

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn hostile_text_is_harmless() {
        assert_eq!(escape("a<b>&\"\u{1}\u{ffff}"), "a&lt;b&gt;&amp;&quot;");
        assert_eq!(escape("付梓"), "付梓");
    }
}
