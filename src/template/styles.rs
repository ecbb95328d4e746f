//! The styles of a Word file: found by name, and each with all that it says
//! itself, says through the styles it is based on, and leaves to the defaults
//! (ECMA-376-1 §17.7).

use std::collections::BTreeMap;

use super::names;
use super::properties::Properties;
use crate::ooxml::Element;

/// The longest chain of styles that is followed.
const MAX_CHAIN: usize = 32;

/// What a style is for (ECMA-376-1 §17.18.83).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Paragraphs.
    Paragraph,
    /// Runs.
    Character,
    /// Tables.
    Table,
}

/// A style.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    /// As the file writes it.
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) is_default: bool,
    names: Vec<String>,
    based_on: Option<String>,
    own: Properties,
    /// The table properties and conditional formats of a table's style.
    pub(super) element: Element,
}

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    list: Vec<Entry>,
    by_id: BTreeMap<String, usize>,
    defaults: Properties,
    /// The ids of the styles of paragraphs that play a part whatever their name.
    assigned: BTreeMap<String, String>,
}

impl Styles {
    /// The styles of the part.
    pub(super) fn read(part: &Element) -> Self {
        let mut styles = Self::default();
        for path in [["w:rPrDefault", "w:rPr"], ["w:pPrDefault", "w:pPr"]] {
            let found = part.child("w:docDefaults").and_then(|defaults| defaults.path(&path));
            styles.defaults.overlay(&found.map(Properties::read).unwrap_or_default());
        }
        for entry in part.elements().filter(|element| element.name == "w:style").filter_map(entry) {
            styles.by_id.entry(entry.id.clone()).or_insert(styles.list.len());
            styles.list.push(entry);
        }
        styles
    }

    pub(super) fn get(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).and_then(|at| self.list.get(*at))
    }

    /// The style that carries one of the names that a style of fuzi may have.
    /// Word's own spelling wins: other programs keep a “Caption” of their own
    /// beside Word's “caption”.
    pub(super) fn named(&self, name: &str, kind: Kind) -> Option<&Entry> {
        let assigned = self.assigned.get(names::english(name)).filter(|_| kind == Kind::Paragraph);
        if let Some(entry) = assigned.and_then(|id| self.get(id)) {
            return Some(entry);
        }
        let exact = self.list.iter().find(|entry| entry.kind == kind && entry.name == name);
        exact.or_else(|| self.spelt(name, kind))
    }

    /// The style that a file calls so, whatever its part.
    pub(super) fn called(&self, name: &str, kind: Kind) -> Option<&Entry> {
        let all = || self.list.iter().filter(|entry| entry.kind == kind);
        let name_of = names::normal(name);
        all().find(|entry| entry.name == name).or_else(|| all().find(|entry| entry.names.contains(&name_of)))
    }

    /// The names of its styles of paragraphs.
    pub(super) fn called_so(&self) -> impl Iterator<Item = &str> {
        self.list.iter().filter(|entry| entry.kind == Kind::Paragraph).map(|entry| entry.name.as_str())
    }

    /// Gives a style, by its id, the part that one of fuzi's names plays.
    pub(super) fn assign(&mut self, name: &str, id: &str) {
        self.assigned.insert(name.to_owned(), id.to_owned());
    }

    /// Whether a style is one of entries of contents.
    pub(super) fn is_contents(&self, id: &str) -> bool {
        let name = self.get(id).map(|entry| names::normal(&entry.name)).unwrap_or_default();
        let level = name.strip_prefix("toc").or_else(|| name.strip_prefix("目录"));
        level.is_some_and(|level| level.len() == 1 && level.starts_with(|ch: char| ch.is_ascii_digit()))
    }

    fn spelt(&self, name: &str, kind: Kind) -> Option<&Entry> {
        names::candidates(name).iter().find_map(|name| {
            let of_name = self.list.iter().filter(|entry| entry.kind == kind && entry.names.contains(name));
            of_name.min_by_key(|entry| entry.name != *name)
        })
    }

    /// The style of paragraphs that name none.
    pub(super) fn normal(&self) -> Option<&Entry> {
        let of_paragraphs = || self.list.iter().filter(|entry| entry.kind == Kind::Paragraph);
        of_paragraphs().find(|entry| entry.is_default).or_else(|| self.spelt("Normal", Kind::Paragraph))
    }

    /// The id of the style of tables that name none.
    pub(super) fn default_table(&self) -> Option<&str> {
        let found = self.list.iter().find(|entry| entry.kind == Kind::Table && entry.is_default);
        found.map(|entry| entry.id.as_str())
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }

    /// What holds where no style says anything.
    pub(super) fn defaults(&self) -> &Properties {
        &self.defaults
    }

    /// All that a style says, with what it is based on and the defaults.
    pub(super) fn resolved(&self, id: &str) -> Properties {
        let mut all = self.defaults.clone();
        for entry in self.chain(id).into_iter().rev() {
            all.overlay(&entry.own);
        }
        all
    }

    /// What the styles say without the defaults.
    pub(super) fn said(&self, id: &str) -> Properties {
        let mut all = Properties::default();
        for entry in self.chain(id).into_iter().rev() {
            all.overlay(&entry.own);
        }
        all
    }

    /// A style and those it is based on, nearest first.
    pub(super) fn chain(&self, id: &str) -> Vec<&Entry> {
        let mut chain: Vec<&Entry> = Vec::new();
        let mut next = self.get(id);
        while let Some(entry) = next.filter(|entry| chain.len() < MAX_CHAIN && !chain.iter().any(|e| e.id == entry.id))
        {
            chain.push(entry);
            next = entry.based_on.as_deref().and_then(|id| self.get(id));
        }
        chain
    }
}

fn entry(element: &Element) -> Option<Entry> {
    let kind = match element.attribute("w:type").unwrap_or("paragraph") {
        "paragraph" => Kind::Paragraph,
        "character" => Kind::Character,
        "table" => Kind::Table,
        _ => return None,
    };
    let id = element.attribute("w:styleId")?.to_owned();
    let name = element.child("w:name").and_then(Element::value).unwrap_or(&id).to_owned();
    let aliases = element.child("w:aliases").and_then(Element::value).unwrap_or_default();
    let names = std::iter::once(name.as_str()).chain(aliases.split(',')).map(names::normal);
    let mut own = Properties::default();
    for part in ["w:pPr", "w:rPr"] {
        own.overlay(&element.child(part).map(Properties::read).unwrap_or_default());
    }
    Some(Entry {
        names: names.filter(|name| !name.is_empty()).collect(),
        based_on: element.child("w:basedOn").and_then(Element::value).map(str::to_owned),
        is_default: element.attribute("w:default").is_some_and(super::properties::is_on),
        element: if kind == Kind::Table { element.clone() } else { Element::default() },
        id,
        name,
        kind,
        own,
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, Styles};
    use crate::ooxml::Element;

    #[test]
    fn chains_and_defaults() {
        let part = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
            <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"21\"/></w:rPr></w:rPrDefault></w:docDefaults>\
            <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
            <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"标题 1\"/><w:basedOn w:val=\"2\"/>\
            <w:rPr><w:b/></w:rPr></w:style>\
            <w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"x\"/><w:basedOn w:val=\"1\"/>\
            <w:pPr><w:jc w:val=\"center\"/></w:pPr></w:style></w:styles>";
        let styles = Styles::read(&Element::parse(part).unwrap());
        let heading = styles.named("heading 1", Kind::Paragraph).unwrap();
        assert_eq!(heading.id, "1");
        let all = styles.resolved("1");
        assert_eq!((all.size().pt(), all.is_on("b"), all.get("jc")), (10.5, true, Some("center")));
        assert_eq!(styles.normal().unwrap().id, "a");
    }
}
