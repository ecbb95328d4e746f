//! Fields of a mapping as texts, whichever of the two forms a file has.

use crate::diag::Spanned;
use crate::model::Value;

/// A mapping of the tree.
pub(super) type Map = [(Spanned<String>, Spanned<Value>)];

pub(super) fn get<'m>(map: &'m Map, key: &str) -> Option<&'m Spanned<Value>> {
    map.iter().find(|(known, _)| known.value == key).map(|(_, value)| value)
}

pub(super) fn text(value: &Spanned<Value>) -> Option<Spanned<String>> {
    match &value.value {
        Value::Scalar { text, .. } => Some(Spanned::new(plain(text), value.span)),
        Value::Map(map) => text_of(map, "value").or_else(|| text_of(map, "name")),
        Value::List(_) | Value::Null => None,
    }
}

pub(super) fn text_of(map: &Map, key: &str) -> Option<Spanned<String>> {
    get(map, key).and_then(text)
}

/// A text without the tags that CSL-JSON allows and in one line.
fn plain(text: &str) -> String {
    const TAGS: [&str; 10] =
        ["<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>", "<span class=\"nocase\">", "</span>"];
    let text =
        TAGS.iter().fold(text.to_owned(), |text, tag| if text.contains('<') { text.replace(tag, "") } else { text });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
