//! A part of a Word file becomes a tree of elements under the names that the
//! standard's own prefixes give (`w:style`, `a:theme`), whatever prefixes the
//! file uses, and a tree becomes text again.
//!
//! Depth and size are bounded: the file may be anything. It must not know what
//! an element means.

use std::borrow::Cow;

use quick_xml::escape::escape;

use super::parser::Parser;

/// What the schemas of the transitional and of the strict form are called here
/// (ECMA-376-1 Annex A, ECMA-376-4 Annex A).
pub(super) const SCHEMAS: &[(&str, &[&str])] = &[
    (
        "w",
        &[
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ],
    ),
    (
        "r",
        &[
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ],
    ),
    (
        "m",
        &[
            "http://schemas.openxmlformats.org/officeDocument/2006/math",
            "http://purl.oclc.org/ooxml/officeDocument/math",
        ],
    ),
    ("a", &["http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"]),
    ("mc", &["http://schemas.openxmlformats.org/markup-compatibility/2006"]),
    ("", &["http://schemas.openxmlformats.org/package/2006/relationships"]),
    ("", &["http://schemas.openxmlformats.org/package/2006/content-types"]),
];

/// An element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// Its name with the standard's prefix.
    pub name: String,
    /// Its attributes in their order, with the declarations of foreign schemas.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Another element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// An element without anything.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The same with one more attribute.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// The same with one more child.
    #[must_use]
    pub fn holding(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// Reads a part.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as the end of a sentence that begins with its name.
    pub fn parse(text: &str) -> Result<Self, String> {
        Parser::default().run(text)
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Gives an attribute a value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some(old) => old.1 = value,
            None => self.attributes.push((name.to_owned(), value)),
        }
    }

    /// The value of `w:val`.
    #[must_use]
    pub fn val(&self) -> Option<&str> {
        self.attribute("w:val")
    }

    /// The elements in it.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements in it, to be changed.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of a name in it.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// Changes the first element of a name in it; it is made if there is none.
    pub fn update(&mut self, name: &str, change: impl FnOnce(&mut Self)) {
        if let Some(element) = self.elements_mut().find(|element| element.name == name) {
            return change(element);
        }
        let mut element = Self::new(name);
        change(&mut element);
        self.children.push(Node::Element(element));
    }

    /// The element that a path of names leads to.
    #[must_use]
    pub fn path(&self, names: &[&str]) -> Option<&Self> {
        names.iter().try_fold(self, |element, name| element.child(name))
    }

    /// Keeps those elements that `keep` wants.
    pub fn retain(&mut self, keep: impl Fn(&Self) -> bool) {
        self.children.retain(|node| match node {
            Node::Element(element) => keep(element),
            Node::Text(_) => true,
        });
    }

    /// Every element in it, at any depth, in their order; those that only
    /// repeat others for older programs are left out (ECMA-376-3 §10.2.1).
    #[must_use]
    pub fn descendants(&self) -> Vec<&Self> {
        let mut found = Vec::new();
        let mut open: Vec<&Self> = self.elements().rev().collect();
        while let Some(element) = open.pop() {
            if element.name == "mc:Fallback" {
                continue;
            }
            found.push(element);
            open.extend(element.elements().rev());
        }
        found
    }

    /// The text in it, not that of the elements in it.
    #[must_use]
    pub fn own_text(&self) -> String {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect()
    }

    /// The XML of the element. Children are at most as deep as a file that was
    /// read.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::new();
        self.write_to(&mut out);
        out
    }

    fn write_to(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push_str(&format!(" {name}=\"{}\"", escape(value.as_str())));
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write_to(out),
                Node::Text(text) => out.push_str(&escape(text.as_str())),
            }
        }
        out.push_str(&format!("</{}>", self.name));
    }
}

/// The text of a part's bytes: UTF-8 or UTF-16 (ECMA-376-2 §9.1.4).
#[must_use]
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let wide = |bytes: &[u8], join: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| join([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok().map(Cow::Owned)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).ok().map(Cow::Borrowed),
        _ => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    }
}

/// The declarations of the schemas whose prefixes are set here, for the root of
/// a part that is written again.
#[must_use]
pub fn declarations() -> Vec<(String, String)> {
    let named = SCHEMAS.iter().filter(|(prefix, _)| !prefix.is_empty());
    named.map(|(prefix, schemas)| (format!("xmlns:{prefix}"), schemas[0].to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::super::parser::MAX_DEPTH;
    use super::Element;

    #[test]
    fn prefixes_do_not_matter() {
        let text = "<x:styles xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main' xmlns:y='urn:y'>\
                    <x:style x:styleId='a' y:z='1'>&lt;付</x:style></x:styles>";
        let root = Element::parse(text).unwrap();
        let style = root.child("w:style").unwrap();
        assert_eq!((style.attribute("w:styleId"), style.own_text().as_str()), (Some("a"), "<付"));
        assert_eq!(
            root.write(),
            "<w:styles xmlns:y=\"urn:y\"><w:style w:styleId=\"a\" y:z=\"1\">&lt;付</w:style></w:styles>"
        );
    }

    #[test]
    fn hostile_parts_are_refused() {
        let deep = format!("{}{}", "<a>".repeat(MAX_DEPTH + 1), "</a>".repeat(MAX_DEPTH + 1));
        for text in [
            "",
            "<a>",
            "<a></b>",
            "<a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
            "<a b=c/>",
            &deep,
            "<a/><b/>",
            "<a/>b",
            "<a><!-- x -- y --></a>",
            "<a><!-- x ---></a>",
            "<a>&#1;</a>",
            "<a>\u{1}</a>",
            "<a b='&#2;'/>",
            "<x:a/>",
            "<a x:b='1'/>",
            "<a b='1' b='2'/>",
            "<a b='<'/>",
            "<a>]]></a>",
            "<1a/>",
            "<a>&#xFFFF;</a>",
            "<a xmlns:x='urn:1' xmlns:y='urn:1' x:b='1' x:b='2'/>",
        ] {
            assert!(Element::parse(text).is_err(), "{text}");
        }
    }
}
