//! The tree of a Word file's part: elements under the names that the standard's
//! own prefixes give (`w:style`, `a:theme`), whatever prefixes a file uses.
//!
//! It must not know what an element means.

use std::borrow::Cow;

use super::names::Name;

/// An element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// Its name with the standard's prefix.
    pub name: Name,
    /// Its attributes in their order, with the declarations of foreign schemas.
    pub attributes: Vec<(Name, Cow<'static, str>)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Another element.
    Element(Element),
    /// Text.
    Text(Cow<'static, str>),
    /// An element as it is written: nothing looks into it any more. Its XML takes a
    /// fraction of the room of its tree.
    Written(Box<str>),
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl Element {
    /// An element without anything.
    #[must_use]
    pub fn new(name: impl Into<Name>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An element with the attribute `w:val`.
    #[must_use]
    pub fn val(name: impl Into<Name>, value: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name).with("w:val", value)
    }

    /// A property that is on or off (ECMA-376-1 §17.17.4).
    #[must_use]
    pub fn toggle(name: impl Into<Name>, on: bool) -> Self {
        if on { Self::new(name) } else { Self::val(name, "0") }
    }

    /// An element that holds a text as it stands, blanks and all.
    #[must_use]
    pub fn text(name: impl Into<Name>, text: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name).with("xml:space", "preserve").containing(text)
    }

    /// The same with a text behind what stands in it.
    #[must_use]
    pub fn containing(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        one_more(&mut self.children);
        self.children.push(Node::Text(text.into()));
        self
    }

    /// The same with one more attribute.
    #[must_use]
    pub fn with(mut self, name: impl Into<Name>, value: impl Into<Cow<'static, str>>) -> Self {
        self.set(name, value);
        self
    }

    /// The same with one more child.
    #[must_use]
    pub fn holding(mut self, child: impl Into<Node>) -> Self {
        self.push(child);
        self
    }

    /// The same with more children.
    #[must_use]
    pub fn holding_all(mut self, children: impl IntoIterator<Item = impl Into<Node>>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// Puts one more child behind the others.
    pub fn push(&mut self, child: impl Into<Node>) {
        one_more(&mut self.children);
        self.children.push(child.into());
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_ref())
    }

    /// Gives an attribute a value.
    pub fn set(&mut self, name: impl Into<Name>, value: impl Into<Cow<'static, str>>) {
        let (name, value) = (name.into(), value.into());
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some(old) => old.1 = value,
            None => {
                one_more(&mut self.attributes);
                self.attributes.push((name, value));
            }
        }
    }

    /// The value of `w:val`.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.attribute("w:val")
    }

    /// The elements in it.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Written(_) => None,
        })
    }

    /// The elements in it, to be changed.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Written(_) => None,
        })
    }

    /// The first element of a name in it.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// Changes the first element of a name in it; it is made if there is none.
    pub fn update(&mut self, name: &'static str, change: impl FnOnce(&mut Self)) {
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
            Node::Text(_) | Node::Written(_) => true,
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
            Node::Text(text) => Some(text.as_ref()),
            Node::Element(_) | Node::Written(_) => None,
        });
        texts.collect()
    }
}

/// Makes room for the first of a list alone: most elements hold one thing, and a
/// document holds millions of them.
fn one_more<T>(list: &mut Vec<T>) {
    if list.capacity() == 0 {
        list.reserve_exact(1);
    }
}
