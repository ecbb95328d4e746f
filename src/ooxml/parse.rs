//! The text of a part becomes a tree of [`Element`]s, within bounds of depth and
//! size: the file may be anything.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::diag::{Message, message};

use super::element::{Element, Node};
use super::escape::is_forbidden;
use super::names::{Name, SCHEMAS, is_strict};
use super::strict;

/// The deepest nesting that is read.
const MAX_DEPTH: usize = 200;
/// The most elements and texts that one part may hold.
const MAX_NODES: usize = 2_000_000;

impl Element {
    /// Reads a part.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as the end of a sentence that begins with its name.
    pub fn parse(text: &str) -> Result<Self, Message> {
        Parser::default().run(text)
    }

    /// Reads a text that a writer made, of any size.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as the end of a sentence.
    pub fn parse_own(text: &str) -> Result<Self, Message> {
        Parser::of_own().run(text)
    }

    /// Reads a row of elements under the standard's own prefixes, as they stand
    /// in a part.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as the end of a sentence.
    pub fn parse_row(text: &str) -> Result<Vec<Node>, Message> {
        Ok(Self::parse(&format!("<row>{text}</row>"))?.children)
    }
}

/// The state of a reading: the open elements and what their prefixes mean.
#[derive(Default)]
struct Parser {
    open: Vec<(Element, usize)>,
    /// Prefix and schema of each declaration in force.
    scopes: Vec<(String, String)>,
    nodes: usize,
    /// Whether the text is our own and may be of any size.
    is_own: bool,
    /// Whether it is in the strict form.
    is_strict: bool,
    root: Option<Element>,
}

impl Parser {
    /// A reading of text that a writer made.
    fn of_own() -> Self {
        Self { is_own: true, ..Self::default() }
    }

    fn run(mut self, text: &str) -> Result<Element, Message> {
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().map_err(|error| broken(Message::recognised(&error.to_string())))? {
                Event::Start(tag) => self.start(&tag)?,
                Event::Empty(tag) => {
                    self.start(&tag)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) if text.contains("]]>") => return Err(broken(message!("“]]>” stands in its text"))),
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
                    let sign = sign.ok_or_else(|| message!("uses the unknown entity “{name}”", name = &*name))?;
                    self.text(&sign.to_string())?;
                }
                // A package holds no document type (ECMA-376-2 §9.1.4).
                Event::DocType(_) => return Err(message!("has a document type, which no part may have")),
                Event::Comment(text) if text.contains("--") || text.ends_with('-') => {
                    return Err(broken(message!("“--” stands in a comment")));
                }
                Event::Comment(text) => permitted(&text)?,
                Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.open.is_empty() => {
                    let mut root = self.root.ok_or_else(|| message!("holds no element"))?;
                    if self.is_strict {
                        strict::to_transitional(&mut root);
                    }
                    return Ok(root);
                }
                Event::Eof => return Err(message!("ends within an element")),
            }
        }
    }

    fn count(&mut self) -> Result<(), Message> {
        self.nodes += 1;
        if self.nodes > MAX_NODES && !self.is_own {
            Err(message!("holds more than {max_nodes} elements", max_nodes = MAX_NODES))
        } else {
            Ok(())
        }
    }

    fn start(&mut self, tag: &BytesStart) -> Result<(), Message> {
        self.count()?;
        if self.open.is_empty() && self.root.is_some() {
            return Err(broken(message!("it has more than one root element")));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(message!("is nested more than {max_depth} deep", max_depth = MAX_DEPTH));
        }
        let declared = self.scopes.len();
        // Most have one.
        let mut attributes: Vec<(Name, Cow<'static, str>)> = Vec::with_capacity(1);
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| broken(Message::recognised(&error.to_string())))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| broken(Message::recognised(&error.to_string())))?;
            permitted(&value)?;
            if attribute.value.contains('<') {
                return Err(broken(message!("“<” stands in an attribute")));
            }
            let (name, value) = (attribute.key.as_ref().to_owned(), value.into_owned());
            match declaration(&name) {
                Some(prefix) => {
                    if known(&value).is_none() {
                        attributes.push((name.clone().into(), value.clone().into()));
                    }
                    self.is_strict |= is_strict(&value);
                    self.scopes.push((prefix.to_owned(), value));
                }
                None if name.contains(':') || is_name(&name) => attributes.push((name.into(), value.into())),
                None => return Err(broken(message!("“{name}” is not a name", name))),
            }
        }
        for (name, _) in attributes.iter_mut().filter(|(name, _)| name.contains(':') && declaration(name).is_none()) {
            *name = self.named(name)?.into();
        }
        let mut names: Vec<&str> = attributes.iter().map(|(name, _)| name.as_ref()).collect();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(broken(message!("the attribute “{name}” stands twice", name = twice[0])));
        }
        let name = self.named(tag.name().as_ref())?;
        self.open.push((Element { name: name.into(), attributes, children: Vec::new() }, declared));
        Ok(())
    }

    fn end(&mut self) {
        let Some((element, declared)) = self.open.pop() else { return };
        self.scopes.truncate(declared);
        match self.open.last_mut() {
            Some((parent, _)) => parent.push(element),
            None => self.root = Some(element),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Message> {
        self.count()?;
        permitted(text)?;
        let Some((parent, _)) = self.open.last_mut() else {
            let blank = text.trim_start_matches('\u{FEFF}').trim_ascii().is_empty();
            return if blank { Ok(()) } else { Err(broken(message!("text stands outside its root element"))) };
        };
        match parent.children.last_mut() {
            Some(Node::Text(before)) => before.to_mut().push_str(text),
            Some(Node::Element(_) | Node::Written(_)) | None => {
                parent.children.push(Node::Text(Cow::Owned(text.to_owned())));
            }
        }
        Ok(())
    }

    /// A name with the standard's prefix in place of the file's. The standard's
    /// own prefixes need no declaration: passages are read without their part.
    fn named(&self, name: &str) -> Result<String, Message> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if !is_name(local) || (name.contains(':') && !is_name(prefix)) {
            return Err(broken(message!("“{name}” is not a name", name)));
        }
        let schema = self.scopes.iter().rev().find(|(known, _)| known == prefix);
        let is_standard = || prefix.is_empty() || prefix == "xml" || SCHEMAS.iter().any(|(known, _)| *known == prefix);
        if schema.is_none() && !is_standard() {
            return Err(broken(message!("nothing declares the prefix “{prefix}”", prefix)));
        }
        Ok(match schema.and_then(|(_, schema)| known(schema)) {
            Some("") => local.to_owned(),
            Some(standard) => format!("{standard}:{local}"),
            None => name.to_owned(),
        })
    }
}

fn broken(why: Message) -> Message {
    message!("is not well-formed XML: {why}", why)
}

/// Whether a text may be a part of a name (XML 1.0 §2.3, Namespaces §4).
fn is_name(text: &str) -> bool {
    let is_start = |ch: char| ch.is_ascii_alphabetic() || ch == '_' || !ch.is_ascii();
    let is_part = |ch: char| is_start(ch) || ch.is_ascii_digit() || matches!(ch, '-' | '.');
    text.starts_with(is_start) && text.chars().all(is_part)
}

/// The prefix that an attribute declares; `None` for others.
fn declaration(name: &str) -> Option<&str> {
    if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") }
}

fn known(schema: &str) -> Option<&'static str> {
    SCHEMAS.iter().find(|(_, schemas)| schemas.contains(&schema)).map(|(prefix, _)| *prefix)
}

/// Refuses characters that XML 1.0 (§2.2, `Char`) forbids, however they are
/// written.
fn permitted(text: &str) -> Result<(), Message> {
    match text.chars().find(|ch| is_forbidden(*ch)) {
        Some(ch) => Err(broken(message!("it holds the character U+{value}", value = format!("{:04X}", u32::from(ch))))),
        None => Ok(()),
    }
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
            let error = Element::parse(text).unwrap_err();
            assert!(error.is_translated(), "“{error}” of {text}");
        }
    }
}
