//! HTML becomes tags, comments and text with their places; html5gum reads it as
//! the HTML standard says, so no malformed tag stops it.
//!
//! What a tag means is decided elsewhere.

use std::ops::Range;

use html5gum::{DefaultEmitter, Token as Found, Tokenizer};

/// A part of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read::markdown) enum Token {
    /// `<a b="c">`.
    Open(Tag),
    /// `</a>`.
    Close(String),
    /// Text, its entities decoded.
    Text(String),
    /// A comment or a declaration.
    Comment,
}

/// An opening tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::read::markdown) struct Tag {
    /// Its name in lower case.
    pub name: String,
    /// Its attributes, their names in lower case.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub(in crate::read::markdown) fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.trim())
    }

    /// The value of a property in its `style`, in lower case.
    pub(in crate::read::markdown) fn style(&self, key: &str) -> Option<String> {
        let pairs = self.get("style")?.split(';').filter_map(|pair| pair.split_once(':'));
        let found = pairs.rev().find(|(name, _)| name.trim().eq_ignore_ascii_case(key));
        found.map(|(_, value)| value.trim().to_ascii_lowercase())
    }

    /// The id of the element, or the name of an anchor.
    pub(in crate::read::markdown) fn id(&self) -> Option<&str> {
        let name = || self.get("name").filter(|_| self.name == "a");
        self.get("id").or_else(name).filter(|id| !id.is_empty())
    }

    /// How it stands on the page: `align`, or `text-align` in its style.
    pub(in crate::read::markdown) fn align(&self) -> Option<String> {
        self.style("text-align").or_else(|| self.get("align").map(str::to_ascii_lowercase))
    }
}

/// The parts of some HTML, with their bytes.
pub(in crate::read::markdown) fn tokens(html: &str) -> Vec<(Range<usize>, Token)> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut parts = Vec::new();
    let mut end = 0;
    for found in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(found) = found;
        let (span, token) = match found {
            Found::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(key, value)| (text(key), text(&value.value))).collect();
                (tag.span, Token::Open(Tag { name: text(&tag.name), attributes }))
            }
            Found::EndTag(tag) => (tag.span, Token::Close(text(&tag.name))),
            Found::String(string) => (string.span, Token::Text(text(&string.value))),
            Found::Comment(comment) => {
                let (start, end) = (floor(html, comment.span.start.max(end)), floor(html, comment.span.end));
                // What nothing ends would hide the rest of the document, and what only
                // looks like a comment is text.
                let raw = html.get(start..end).unwrap_or_default();
                let open = match raw.starts_with("<!--") {
                    true => !raw.ends_with("-->"),
                    false => !(raw.starts_with("<?") && raw.ends_with('>')),
                };
                let token = if open { Token::Text(html[start..end].to_owned()) } else { Token::Comment };
                (comment.span, token)
            }
            Found::Doctype(doctype) => (doctype.span, Token::Comment),
            Found::Error(_) => continue,
        };
        let start = floor(html, span.start.max(end));
        end = floor(html, span.end).max(start);
        parts.push((start..end, token));
    }
    // The standard drops a tag that the end of the text cuts off.
    if let Some(open) = html[end..].find('<').map(|at| end + at) {
        parts.push((open..html.len(), Token::Text(html[open..].to_owned())));
    }
    parts
}

/// The one tag or comment that some HTML is.
pub(in crate::read::markdown) fn token(html: &str) -> Option<Token> {
    tokens(html).into_iter().next().map(|(_, token)| token).filter(|token| !matches!(token, Token::Text(_)))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::{Token, token, tokens};

    #[test]
    fn parts_have_their_places() {
        let html = "甲&lt;<B class=x STYLE='Font-Weight: Bold'>乙</b><!-- > --><div";
        let parts = tokens(html);
        let places: String = parts.iter().map(|(range, _)| format!("[{}]", &html[range.clone()])).collect();
        assert_eq!(places, "[甲&lt;][<B class=x STYLE='Font-Weight: Bold'>][乙][</b>][<!-- > -->][<div]");
        let Token::Open(tag) = &parts[1].1 else { panic!("a tag opens") };
        assert_eq!(
            (tag.name.as_str(), tag.get("class"), tag.style("font-weight").as_deref()),
            ("b", Some("x"), Some("bold"))
        );
        assert_eq!(token("</del >"), Some(Token::Close("del".to_owned())));
    }
}
