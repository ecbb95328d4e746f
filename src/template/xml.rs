//! A part of a Word file becomes a tree of elements under the names that the
//! standard's own prefixes give (`w:style`, `a:theme`), whatever prefixes the
//! file uses, and a tree becomes text again.
//!
//! Depth and size are bounded: the file may be anything. It must not know what
//! an element means.

use std::borrow::Cow;

use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The deepest nesting that is read.
const MAX_DEPTH: usize = 200;
/// The most elements and texts that one part may hold.
const MAX_NODES: usize = 2_000_000;

/// What the schemas of the transitional and of the strict form are called here
/// (ECMA-376-1 Annex A, ECMA-376-4 Annex A).
const SCHEMAS: &[(&str, &[&str])] = &[
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

/// The state of a reading: the open elements and what their prefixes mean.
#[derive(Default)]
struct Parser {
    open: Vec<(Element, usize)>,
    /// Prefix and schema of each declaration in force.
    scopes: Vec<(String, String)>,
    nodes: usize,
    root: Option<Element>,
}

impl Parser {
    fn run(mut self, text: &str) -> Result<Element, String> {
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().map_err(|error| format!("is no well-formed XML: {error}"))? {
                Event::Start(tag) => self.start(&tag)?,
                Event::Empty(tag) => {
                    self.start(&tag)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.text(&text)?,
                Event::CData(text) => self.text(&text)?,
                Event::GeneralRef(name) => {
                    let sign = match &*name {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => name.resolve_char_ref().ok().flatten(),
                    };
                    let sign = sign.ok_or_else(|| format!("uses the unknown entity “{}”", &*name))?;
                    self.text(&sign.to_string())?;
                }
                // A package holds no document type (ECMA-376-2 §9.1.4).
                Event::DocType(_) => return Err("has a document type, which no part may have".to_owned()),
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
                Event::Eof if self.open.is_empty() => {
                    return self.root.ok_or_else(|| "holds no element".to_owned());
                }
                Event::Eof => return Err("ends within an element".to_owned()),
            }
        }
    }

    fn count(&mut self) -> Result<(), String> {
        self.nodes += 1;
        if self.nodes > MAX_NODES { Err(format!("holds more than {MAX_NODES} elements")) } else { Ok(()) }
    }

    fn start(&mut self, tag: &BytesStart) -> Result<(), String> {
        self.count()?;
        if self.open.len() >= MAX_DEPTH {
            return Err(format!("is nested more than {MAX_DEPTH} deep"));
        }
        let declared = self.scopes.len();
        let mut attributes: Vec<(String, String)> = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| format!("is no well-formed XML: {error}"))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| format!("is no well-formed XML: {error}"))?;
            let (name, value) = (attribute.key.as_ref().to_owned(), allowed(&value));
            match declaration(&name) {
                Some(prefix) => {
                    if known(&value).is_none() {
                        attributes.push((name.clone(), value.clone()));
                    }
                    self.scopes.push((prefix.to_owned(), value));
                }
                None => attributes.push((name, value)),
            }
        }
        for (name, _) in attributes.iter_mut().filter(|(name, _)| name.contains(':') && declaration(name).is_none()) {
            *name = self.named(name);
        }
        let name = self.named(tag.name().as_ref());
        self.open.push((Element { name, attributes, children: Vec::new() }, declared));
        Ok(())
    }

    fn end(&mut self) {
        let Some((element, declared)) = self.open.pop() else { return };
        self.scopes.truncate(declared);
        match self.open.last_mut() {
            Some((parent, _)) => parent.children.push(Node::Element(element)),
            None => self.root = Some(element),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        self.count()?;
        let Some((parent, _)) = self.open.last_mut() else { return Ok(()) };
        match parent.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(&allowed(text)),
            Some(Node::Element(_)) | None => parent.children.push(Node::Text(allowed(text))),
        }
        Ok(())
    }

    /// A name with the standard's prefix in place of the file's.
    fn named(&self, name: &str) -> String {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let schema = self.scopes.iter().rev().find(|(known, _)| known == prefix);
        match schema.and_then(|(_, schema)| known(schema)) {
            Some("") => local.to_owned(),
            Some(standard) => format!("{standard}:{local}"),
            None => name.to_owned(),
        }
    }
}

/// The prefix that an attribute declares; `None` for others.
fn declaration(name: &str) -> Option<&str> {
    if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") }
}

fn known(schema: &str) -> Option<&'static str> {
    SCHEMAS.iter().find(|(_, schemas)| schemas.contains(&schema)).map(|(prefix, _)| *prefix)
}

/// The text without characters that XML 1.0 (§2.2, `Char`) forbids.
fn allowed(text: &str) -> String {
    text.chars().filter(|sign| !matches!(sign, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}')).collect()
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
    use super::{Element, MAX_DEPTH};

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
        for text in ["", "<a>", "<a></b>", "<a>&x;</a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "<a b=c/>", &deep] {
            assert!(Element::parse(text).is_err(), "{text}");
        }
    }
}
