//! The lists of a Word file: what their levels print, as `numbering.xml` says it
//! (ECMA-376-1 §17.9).
//!
//! It must not know which paragraphs they stand before.

mod counter;
mod format;

pub(super) use counter::Counter;
pub(super) use format::formatted;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::Suffix;
use super::values::{is_on, number, value_of};
use crate::ooxml::Element;

/// How many levels a list has.
pub(super) const LEVELS: usize = 9;
/// The longest text of a level, in characters; Word's own are shorter.
const MAX_TEXT: usize = 255;

/// The lists by their `w:numId`.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: BTreeMap<String, List>,
}

/// A list.
#[derive(Debug)]
pub(super) struct List {
    id: Arc<str>,
    /// The definition whose counts it goes on with: its place among them.
    definition: usize,
    levels: Arc<[Level; LEVELS]>,
    /// Where its levels begin anew when it is first used.
    restarts: [Option<i64>; LEVELS],
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    /// Whether the file says anything of it.
    is_given: bool,
    start: i64,
    format: String,
    /// What is printed, with `%1` … `%9` for the counts.
    text: String,
    /// Whether all counts in it are printed as digits.
    is_legal: bool,
    /// The levels above, from the first, whose use makes it begin anew; all of
    /// them if nothing is said.
    restart: Option<usize>,
    suffix: Suffix,
    /// The style of paragraphs that stand on it.
    style: String,
}

impl Lists {
    /// The lists of the part.
    pub(super) fn read(part: &Element) -> Self {
        let named = |name: &'static str| part.elements().filter(move |element| element.name == name);
        let definitions: Vec<&Element> = named("w:abstractNum").collect();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut linked: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, definition) in definitions.iter().enumerate() {
            places.entry(definition.attribute("w:abstractNumId").unwrap_or_default()).or_insert(at);
            if let Some(style) = value_of(definition, "w:styleLink") {
                linked.entry(style).or_insert(at);
            }
        }
        // One that only names a style of lists stands elsewhere (§17.9.21).
        let meant = |at: usize| {
            let link = value_of(definitions[at], "w:numStyleLink");
            link.and_then(|link| linked.get(link).copied()).unwrap_or(at)
        };
        let levels: Vec<Arc<[Level; LEVELS]>> = definitions.iter().map(|definition| levels(definition)).collect();
        let mut lists = BTreeMap::new();
        for list in named("w:num") {
            let base = value_of(list, "w:abstractNumId").and_then(|id| places.get(id));
            let (Some(id), Some(base)) = (list.attribute("w:numId"), base) else { continue };
            let definition = meant(*base);
            lists.insert(id.to_owned(), List::of(id, list, definition, &levels[definition]));
        }
        Self { lists }
    }

    pub(super) fn list(&self, id: &str) -> Option<&List> {
        self.lists.get(id)
    }
}

impl List {
    fn of(id: &str, element: &Element, definition: usize, levels: &Arc<[Level; LEVELS]>) -> Self {
        let mut list = Self { id: id.into(), definition, levels: Arc::clone(levels), restarts: [None; LEVELS] };
        for own in element.elements().filter(|element| element.name == "w:lvlOverride") {
            let Some(at) = index(own) else { continue };
            if let Some(level) = own.child("w:lvl") {
                Arc::make_mut(&mut list.levels)[at] = Level::of(level);
            }
            list.restarts[at] = value_of(own, "w:startOverride").and_then(number);
        }
        list
    }

    /// The level of paragraphs of a style.
    pub(super) fn level_of(&self, style: &str) -> Option<usize> {
        self.levels.iter().position(|level| !style.is_empty() && level.style == style)
    }

    /// Where a level begins.
    fn start(&self, level: usize) -> i64 {
        self.restarts[level].unwrap_or(self.levels[level].start)
    }
}

impl Level {
    fn of(element: &Element) -> Self {
        let value = |name: &str| value_of(element, name);
        let text = element.child("w:lvlText").filter(|text| !text.attribute("w:null").is_some_and(is_true));
        Self {
            is_given: true,
            start: value("w:start").and_then(number).unwrap_or(0),
            format: value("w:numFmt").unwrap_or("decimal").to_owned(),
            text: text.and_then(Element::value).unwrap_or_default().chars().take(MAX_TEXT).collect(),
            is_legal: element.child("w:isLgl").is_some_and(is_on),
            restart: value("w:lvlRestart").and_then(number),
            suffix: match value("w:suff") {
                Some("space") => Suffix::Space,
                Some("nothing") => Suffix::Nothing,
                _ => Suffix::Tab,
            },
            style: value("w:pStyle").unwrap_or_default().to_owned(),
        }
    }
}

fn levels(definition: &Element) -> Arc<[Level; LEVELS]> {
    let mut levels: [Level; LEVELS] = Default::default();
    for element in definition.elements().filter(|element| element.name == "w:lvl") {
        if let Some(at) = index(element) {
            levels[at] = Level::of(element);
        }
    }
    Arc::new(levels)
}

fn index(element: &Element) -> Option<usize> {
    element.attribute("w:ilvl").and_then(number).filter(|at| *at < LEVELS)
}

fn is_true(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}
