//! The template's styles, with ours added where it has none of the name and the
//! text needs one (ECMA-376-1 §17.7).

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Sink, message};
use crate::ooxml::{Element, Node};
use crate::template::{Kind, Template, names};
use crate::write::docx::parts::inherit;
use crate::write::docx::state::names as id;

/// Which id a style of ours has in the new file.
#[derive(Debug, Default)]
pub(super) struct Names {
    ids: BTreeMap<String, String>,
    /// Our ids of those that are added.
    added: BTreeSet<String>,
    /// Our ids of those that the template numbers and fuzi does not: a heading
    /// of the contents that is based on the first heading, say.
    numbered: BTreeSet<String>,
    /// Our ids of those of the contents and lists whose page numbers the template
    /// puts nowhere.
    without_tab: BTreeSet<String>,
}

impl Names {
    /// Finds each style in the template; those that it lacks are added if they
    /// are used.
    pub(super) fn new(template: &Template, ours: &Element, used: &BTreeSet<String>, sink: &mut Sink) -> Self {
        let mut names = Self::default();
        // What a style that is added is based on.
        let mut wanted = used.clone();
        wanted.extend([id::NORMAL, id::CHARACTERS, id::TABLE_NORMAL].map(str::to_owned));
        // A style of characters stands behind the one that it is based on.
        for style in ours.elements().filter(|e| kind(e) == Some(Kind::Character)).collect::<Vec<_>>().iter().rev() {
            if style.attribute("w:styleId").is_some_and(|id| wanted.contains(id)) {
                wanted.extend(style.child("w:basedOn").and_then(Element::value).map(str::to_owned));
            }
        }
        let taken: BTreeSet<&str> = template.style_ids().collect();
        for style in ours.elements().filter(|e| e.name == "w:style") {
            let (Some(id), Some(kind)) = (style.attribute("w:styleId"), kind(style)) else { continue };
            let name = style.child("w:name").and_then(Element::value).unwrap_or(id);
            if let Some(known) = template.style(name, kind) {
                names.ids.insert(id.to_owned(), known.to_owned());
                let is_listed = (1..=6).any(|level| id == id::toc(level)) || id == id::TABLE_OF_FIGURES;
                if is_listed && !has_right_tab(template, known) {
                    names.without_tab.insert(id.to_owned());
                }
                let is_text = kind == Kind::Paragraph && !id.starts_with("Heading");
                if is_text && (template.numbers(known) || template.is_based_on_heading(known)) {
                    names.numbered.insert(id.to_owned());
                }
            } else if wanted.contains(id) {
                let free = if taken.contains(id) { format!("Fuzi{id}") } else { id.to_owned() };
                names.ids.insert(id.to_owned(), free);
                names.added.insert(id.to_owned());
                let is_words = style.attribute("w:customStyle").is_none() && kind == Kind::Paragraph;
                if is_words {
                    report(name, sink);
                }
            }
        }
        names
    }

    /// Whether the template numbers a style of ours that has no numbers.
    pub(super) fn is_numbered(&self, ours: &str) -> bool {
        self.numbered.contains(ours)
    }

    /// Whether the template gives a style of ours no place for page numbers.
    pub(super) fn is_without_tab(&self, ours: &str) -> bool {
        self.without_tab.contains(ours)
    }

    /// The id of a style in the new file.
    pub(super) fn id<'s>(&'s self, ours: &'s str) -> &'s str {
        self.ids.get(ours).map_or(ours, String::as_str)
    }
}

/// Whether a style of the template or one that it is based on sets a tab stop
/// at the right.
fn has_right_tab(template: &Template, id: &str) -> bool {
    let styles = template.styles_part();
    let find = |id: &str| styles.elements().find(|style| style.attribute("w:styleId") == Some(id));
    let mut seen = BTreeSet::new();
    let mut next = find(id);
    while let Some(style) = next.filter(|style| seen.insert(style.attribute("w:styleId"))) {
        let tabs = style.path(&["w:pPr", "w:tabs"]);
        let is_right = |tab: &Element| matches!(tab.value(), Some("right" | "end"));
        if tabs.is_some_and(|tabs| tabs.elements().any(is_right)) {
            return true;
        }
        next = style.child("w:basedOn").and_then(Element::value).and_then(find);
    }
    false
}

fn report(name: &str, sink: &mut Sink) {
    let chinese = names::chinese(name).map(|name| format!(" ({name})")).unwrap_or_default();
    let message = message!("the template has no style “{name}”{chinese}; fuzi's own is used", name, chinese);
    sink.push(Diagnostic::warning(Code::Template, None, message));
}

fn kind(style: &Element) -> Option<Kind> {
    match style.attribute("w:type")? {
        "paragraph" => Some(Kind::Paragraph),
        "character" => Some(Kind::Character),
        "table" => Some(Kind::Table),
        _ => None,
    }
}

/// The template's part with our styles behind its own. Headings that the
/// template leaves without numbers join our list.
pub(super) fn merge(template: &Template, ours: Element, names: &Names, lists: usize) -> Element {
    let mut merged = template.styles_part().clone();
    let numbers_headings = template.headings().iter().any(Option::is_some);
    for style in ours.elements().filter(|element| element.name == "w:style") {
        let id = style.attribute("w:styleId").unwrap_or_default();
        let number = style.path(&["w:pPr", "w:numPr"]).map(|number| moved(number, lists));
        if names.added.contains(id) {
            merged.children.push(Node::Element(added(&ours, style, names, number)));
        } else if let Some(number) = number.filter(|_| !numbers_headings) {
            let is_meant = |e: &&mut Element| e.attribute("w:styleId") == Some(names.id(id));
            merged.elements_mut().filter(|e| e.name == "w:style").find(is_meant).into_iter().for_each(|style| {
                bind(style, number.clone());
            });
        }
    }
    merged
}

/// A style of ours under its new id, with what it names. It looks as it does
/// among ours, whatever the template's styles say.
fn added(ours: &Element, style: &Element, names: &Names, number: Option<Element>) -> Element {
    let mut style = match kind(style) {
        Some(Kind::Paragraph) => inherit::alone(ours, style, id::NORMAL),
        Some(Kind::Character | Kind::Table) | None => style.clone(),
    };
    let id = style.attribute("w:styleId").unwrap_or_default().to_owned();
    style.set("w:styleId", names.id(&id).to_owned());
    // What follows when one types on may be a style that is not needed.
    style.retain(|e| !(e.name == "w:next" && e.value().is_some_and(|next| !names.ids.contains_key(next))));
    // The template's styles have no link back.
    style.retain(|e| e.name != "w:link");
    for child in style.elements_mut() {
        if matches!(child.name.as_ref(), "w:basedOn" | "w:next") {
            let named = child.value().map(|id| names.id(id).to_owned());
            named.into_iter().for_each(|named| child.set("w:val", named));
        }
        if let Some(number) = number.as_ref().filter(|_| child.name == "w:pPr") {
            child.retain(|e| e.name != "w:numPr");
            child.push(number.clone());
        }
    }
    style
}

/// `w:numPr` with the new id of its list.
fn moved(number: &Element, lists: usize) -> Element {
    let mut number = number.clone();
    for child in number.elements_mut().filter(|child| child.name == "w:numId") {
        let id = child.value().and_then(|id| id.parse::<usize>().ok()).filter(|id| *id > 0);
        id.into_iter().for_each(|id| child.set("w:val", (id + lists).to_string()));
    }
    number
}

fn bind(style: &mut Element, number: Element) {
    style.update("w:pPr", |properties| {
        properties.retain(|child| child.name != "w:numPr");
        properties.push(number);
    });
}
