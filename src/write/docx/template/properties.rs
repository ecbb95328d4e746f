//! The properties of a file that its user defines: the template's, for fields of
//! its headers may print them (`DOCPROPERTY`, ECMA-376-1 §17.16.5.14), and ours
//! behind them (§22.3).

use crate::ooxml::{Element, Node};
use crate::template::{Template, Values};
use crate::write::docx::parts::document_properties::USER_DEFINED;

/// The first id that a property may have ([MS-OLEPS] §2.18).
const FIRST: usize = 2;

/// The merged part. Of two properties of a name ours stays: a template may be a
/// file of ours.
pub(super) fn merge(template: &Template, values: &Values<'_>, mut ours: Element) -> Element {
    let Some(theirs) = template.custom_properties() else { return ours };
    let name = |property: &Element| property.attribute("name").map(str::to_lowercase);
    let own: Vec<_> = ours.elements().filter_map(name).collect();
    let is_theirs = |property: &&Element| {
        local(&property.name) == "property" && name(property).is_some_and(|name| !own.contains(&name))
    };
    let kept = theirs.elements().filter(is_theirs).map(property).map(|property| filled(property, values));
    let mut all: Vec<Element> = kept.chain(ours.elements().cloned()).collect();
    for (at, property) in all.iter_mut().enumerate() {
        property.set("pid", (FIRST + at).to_string());
    }
    ours.children = all.into_iter().map(Node::from).collect();
    ours
}

/// A name without its prefix, which is the file's own choice.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A property of a template under the prefixes of ours. What it takes from a
/// bookmark of the template's text is gone with that text; its value stays.
fn property(theirs: &Element) -> Element {
    let known = |name: &'static str| theirs.attribute(name).unwrap_or_default().to_owned();
    let set = Some(known("fmtid")).filter(|set| !set.is_empty()).unwrap_or_else(|| USER_DEFINED.to_owned());
    Element::new("property")
        .with("fmtid", set)
        .with("pid", FIRST.to_string())
        .with("name", known("name"))
        .holding_all(theirs.elements().map(value))
}

/// A property with what the front matter says for its name: the template's pages
/// may show it.
fn filled(property: Element, values: &Values<'_>) -> Element {
    let value = property.attribute("name").and_then(|name| values.of(name)).map(str::to_owned);
    let Some(value) = value else { return property };
    let text = Element::new("vt:lpwstr").containing(value);
    Element { children: vec![text.into()], ..property }
}

/// A value of a type (ECMA-376-1 §22.4). Its depth is bounded by the reading.
fn value(theirs: &Element) -> Element {
    let mut value = Element::new(format!("vt:{}", local(&theirs.name)));
    value.attributes = theirs.attributes.iter().filter(|(key, _)| !key.starts_with("xmlns")).cloned().collect();
    value.children = theirs
        .children
        .iter()
        .map(|child| match child {
            Node::Element(element) => self::value(element).into(),
            Node::Text(_) | Node::Written(_) => child.clone(),
        })
        .collect();
    value
}
