//! Reads a Word package back: its parts, its text, what in it leads nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node, ParsingOptions};

use super::headings::Headings;

pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub const M: &str = "http://schemas.openxmlformats.org/officeDocument/2006/math";

/// The parts of a package by their names.
pub struct Package {
    parts: BTreeMap<String, Vec<u8>>,
}

impl Package {
    pub fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let twice = parts.insert(file.name().to_owned(), bytes);
            assert!(twice.is_none(), "the part {} is there twice", file.name());
        }
        Self { parts }
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    pub fn part(&self, name: &str) -> &str {
        let bytes = self.parts.get(name).unwrap_or_else(|| panic!("there is no part {name}"));
        std::str::from_utf8(bytes).unwrap()
    }

    /// A part, if it is text.
    pub fn part_text(&self, name: &str) -> Option<&str> {
        self.parts.get(name).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// The text of the document: runs, formulas, blanks for tabs and breaks,
    /// and the numbers of headings as Word counts them.
    pub fn text(&self) -> String {
        text_of(self.part("word/document.xml"), Some(Headings::of(self.part("word/numbering.xml"))))
    }

    /// The part with the notes: those of the page, or those behind the text.
    fn notes_part(&self) -> &'static str {
        let behind = "word/endnotes.xml";
        if self.parts.contains_key(behind) { behind } else { "word/footnotes.xml" }
    }

    pub fn notes(&self) -> String {
        text_of(self.part(self.notes_part()), None)
    }

    /// Everything in the package that leads nowhere or stands twice.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for (name, bytes) in &self.parts {
            if name.ends_with(".xml") || name.ends_with(".rels") {
                let text = String::from_utf8_lossy(bytes);
                if let Err(error) = parse(&text) {
                    problems.push(format!("{name} is not well-formed: {error}"));
                }
            }
        }
        if problems.is_empty() {
            self.content_types(&mut problems);
            self.relations(&mut problems);
            self.ids(&mut problems);
            self.names_of_bookmarks(&mut problems);
            self.styles_and_lists(&mut problems);
        }
        problems
    }

    fn content_types(&self, problems: &mut Vec<String>) {
        let xml = parse(self.part("[Content_Types].xml")).unwrap();
        let given = |name: &str, key: &str| -> BTreeSet<String> {
            let nodes = xml.descendants().filter(|node| {
                node.has_tag_name(("http://schemas.openxmlformats.org/package/2006/content-types", name))
            });
            nodes.filter_map(|node| node.attribute(key)).map(str::to_owned).collect()
        };
        let (defaults, overrides) = (given("Default", "Extension"), given("Override", "PartName"));
        for name in self.names().filter(|name| *name != "[Content_Types].xml") {
            let extension = name.rsplit('.').next().unwrap_or_default();
            if !overrides.contains(&format!("/{name}")) && !defaults.contains(extension) {
                problems.push(format!("{name} has no content type"));
            }
        }
        for name in overrides.iter().filter(|name| !self.parts.contains_key(&name[1..])) {
            problems.push(format!("the content type of {name} is given, but there is no such part"));
        }
    }

    fn relations(&self, problems: &mut Vec<String>) {
        for name in self.names().filter(|name| name.ends_with(".rels")) {
            let (folder, file) = name.split_once("_rels/").unwrap();
            let owner = format!("{folder}{}", file.trim_end_matches(".rels"));
            let xml = parse(self.part(name)).unwrap();
            let mut ids = BTreeSet::new();
            for relation in xml.root_element().children().filter(Node::is_element) {
                let id = relation.attribute("Id").unwrap_or_default();
                if !ids.insert(id.to_owned()) {
                    problems.push(format!("{name}: the id {id} is given twice"));
                }
                let target = relation.attribute("Target").unwrap_or_default();
                let part = target.strip_prefix('/').map_or_else(|| within(folder, target), str::to_owned);
                if relation.attribute("TargetMode") != Some("External") && !self.parts.contains_key(&part) {
                    problems.push(format!("{name}: {id} leads to {part}, which is not there"));
                }
            }
            if owner.ends_with(".xml") {
                self.uses(&owner, &ids, problems);
            }
        }
    }

    /// Every relation that a part uses must be given.
    fn uses(&self, owner: &str, ids: &BTreeSet<String>, problems: &mut Vec<String>) {
        let xml = parse(self.part(owner)).unwrap();
        for attribute in xml.descendants().flat_map(|node| node.attributes()) {
            if attribute.namespace() == Some(R) && !ids.contains(attribute.value()) {
                problems.push(format!("{owner} uses the relation {}, which is not given", attribute.value()));
            }
        }
    }

    fn ids(&self, problems: &mut Vec<String>) {
        let mut drawings = BTreeSet::new();
        let mut marks = BTreeSet::new();
        let mut names = BTreeSet::new();
        for part in ["word/document.xml", self.notes_part()] {
            let xml = parse(self.part(part)).unwrap();
            let mut open = BTreeSet::new();
            for node in xml.descendants().filter(Node::is_element) {
                let id = node.attribute((W, "id")).unwrap_or_default();
                match node.tag_name().name() {
                    "docPr" if !drawings.insert(node.attribute("id").unwrap_or_default().to_owned()) => {
                        problems.push(format!("{part}: a drawing's id stands twice"));
                    }
                    "bookmarkStart" => {
                        open.insert(id.to_owned());
                        let name = node.attribute((W, "name")).unwrap_or_default();
                        if !marks.insert(id.to_owned()) || !names.insert(name.to_lowercase()) {
                            problems.push(format!("{part}: the bookmark {id} “{name}” stands twice"));
                        }
                        if name.is_empty() || name.chars().count() > 40 {
                            problems.push(format!("{part}: “{name}” is no name of a bookmark"));
                        }
                    }
                    "bookmarkEnd" if !open.remove(id) => problems.push(format!("{part}: bookmark {id} only ends")),
                    _ => {}
                }
            }
            open.iter().for_each(|id| problems.push(format!("{part}: the bookmark {id} never ends")));
        }
    }

    fn names_of_bookmarks(&self, problems: &mut Vec<String>) {
        let parts = ["word/document.xml", self.notes_part()].map(|name| parse(self.part(name)).unwrap());
        let all = || parts.iter().flat_map(|xml| xml.descendants());
        let starts = all().filter(|node| node.has_tag_name((W, "bookmarkStart")));
        let known: BTreeSet<&str> = starts.filter_map(|node| node.attribute((W, "name"))).collect();
        for anchor in all().filter(|n| n.has_tag_name((W, "hyperlink"))).filter_map(|n| n.attribute((W, "anchor"))) {
            if !known.contains(anchor) {
                problems.push(format!("a link leads to the bookmark {anchor}, which is not there"));
            }
        }
        for node in all() {
            let simple = node.attribute((W, "instr")).filter(|_| node.has_tag_name((W, "fldSimple")));
            let text = if node.has_tag_name((W, "instrText")) { node.text() } else { simple };
            let mut words = text.unwrap_or_default().split_whitespace();
            if let (Some("REF" | "PAGEREF" | "NOTEREF"), Some(name)) = (words.next(), words.next())
                && !known.contains(name)
            {
                problems.push(format!("a field refers to the bookmark {name}, which is not there"));
            }
        }
        let marks: Vec<&str> = all().filter_map(|node| node.attribute((W, "fldCharType"))).collect();
        // For each field that is open, whether its result has begun.
        let mut open: Vec<bool> = Vec::new();
        for mark in marks {
            match (mark, open.as_mut_slice()) {
                ("begin", _) => open.push(false),
                ("separate", [.., false, _]) => problems.push("a field in an instruction has a result".to_owned()),
                ("separate", [.., begun @ false]) => *begun = true,
                ("end", [.., _]) => {
                    open.pop();
                }
                (other, _) => problems.push(format!("a field has a stray {other}")),
            }
        }
        if !open.is_empty() {
            problems.push(format!("{} fields do not end", open.len()));
        }
    }

    fn styles_and_lists(&self, problems: &mut Vec<String>) {
        let styles = self.values("word/styles.xml", "style", "styleId");
        let lists = self.values("word/numbering.xml", "num", "numId");
        let kind = if self.notes_part().contains("endnotes") { "endnote" } else { "footnote" };
        let notes = self.values(self.notes_part(), kind, "id");
        for part in ["word/document.xml", self.notes_part()] {
            for (name, key) in [("pStyle", "val"), ("rStyle", "val"), ("tblStyle", "val")] {
                for used in self.values(part, name, key).difference(&styles) {
                    problems.push(format!("{part} uses the style {used}, which is not there"));
                }
            }
            for used in self.values(part, "numId", "val").difference(&lists).filter(|id| *id != "0") {
                problems.push(format!("{part} uses the list {used}, which is not there"));
            }
        }
        for used in self.values("word/document.xml", &format!("{kind}Reference"), "id").difference(&notes) {
            problems.push(format!("the note {used} is not there"));
        }
    }

    fn values(&self, part: &str, name: &str, key: &str) -> BTreeSet<String> {
        let xml = parse(self.part(part)).unwrap();
        let nodes = xml.descendants().filter(|node| node.has_tag_name((W, name)));
        nodes.filter_map(|node| node.attribute((W, key))).map(str::to_owned).collect()
    }

    /// The content of the document with one element a line (properties and runs
    /// on the line of what they belong to), then the notes and lists that it
    /// uses.
    pub fn shown(&self) -> String {
        let mut out = String::new();
        let xml = parse(self.part("word/document.xml")).unwrap();
        let body = xml.root_element().first_element_child().unwrap();
        body.children().filter(Node::is_element).for_each(|node| element(node, 0, &mut out));
        let notes = parse(self.part(self.notes_part())).unwrap();
        let is_text = |node: &Node| node.is_element() && node.attribute((W, "type")).is_none();
        notes.root_element().children().filter(is_text).for_each(|node| element(node, 0, &mut out));
        self.lists(&mut out);
        out
    }

    /// The lists of the body: what each counts with, and from where.
    fn lists(&self, out: &mut String) {
        let used = self.values("word/document.xml", "numId", "val");
        let xml = parse(self.part("word/numbering.xml")).unwrap();
        let child = |node: Node, name: &str| -> Option<String> {
            let inner = node.descendants().find(|inner| inner.has_tag_name((W, name)))?;
            inner.attribute((W, "val")).map(str::to_owned)
        };
        for num in xml.descendants().filter(|node| node.has_tag_name((W, "num"))) {
            let id = num.attribute((W, "numId")).unwrap_or_default();
            if !used.contains(id) {
                continue;
            }
            let base = child(num, "abstractNumId").unwrap_or_default();
            let _ = write!(out, "list {id}:");
            let is_base = |node: &Node| {
                node.has_tag_name((W, "abstractNum")) && node.attribute((W, "abstractNumId")) == Some(&base)
            };
            for level in xml.descendants().filter(is_base).flat_map(|node| node.children()).filter(is_level).take(3) {
                let parts = ["start", "numFmt", "lvlText"].map(|name| child(level, name).unwrap_or_default());
                let _ = write!(out, " [{}]", parts.join(" "));
            }
            let starts = num.children().filter_map(|node| child(node, "startOverride"));
            starts.for_each(|start| out.push_str(&format!(" from {start}")));
            out.push('\n');
        }
    }
}

fn is_level(node: &Node) -> bool {
    node.has_tag_name((W, "lvl"))
}

pub fn parse(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    Document::parse_with_options(text, ParsingOptions { nodes_limit: u32::MAX, ..ParsingOptions::default() })
}

fn text_of(xml: &str, mut headings: Option<Headings>) -> String {
    let xml = parse(xml).unwrap();
    let mut out = String::new();
    for node in xml.descendants().filter(Node::is_element) {
        match (node.tag_name().namespace(), node.tag_name().name()) {
            (Some(W | M), "t") => out.push_str(node.text().unwrap_or_default()),
            (Some(W), "tab" | "br" | "cr") => out.push(' '),
            (Some(W), "p") => {
                out.push('\n');
                out.push_str(&headings.as_mut().map(|headings| headings.number(node)).unwrap_or_default());
            }
            (Some(W), "noBreakHyphen") => out.push('-'),
            _ => {}
        }
    }
    out
}

/// One element a line; what holds only text stays on its line.
fn element(node: Node, depth: usize, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
    out.push_str(&opening(node));
    let is_inner = |child: &Node| child.is_element() && !is_properties(child);
    if node.children().filter(is_inner).all(|child| is_leaf(&child)) && node.has_tag_name((W, "r")) {
        node.children().filter(is_inner).for_each(|child| out.push_str(&format!(" {}", opening(child))));
        out.push('\n');
    } else {
        out.push('\n');
        node.children().filter(is_inner).for_each(|child| element(child, depth + 1, out));
    }
}

/// The name of an element with its attributes, properties and text.
fn opening(node: Node) -> String {
    let mut out = named(node);
    let properties: Vec<String> = node.children().filter(is_properties).map(compact).collect();
    if !properties.is_empty() {
        let _ = write!(out, " {{{}}}", properties.join(" "));
    }
    let text = if is_leaf(&node) { node.text().unwrap_or_default() } else { "" };
    if !text.is_empty() {
        let _ = write!(out, " {text:?}");
    }
    out
}

fn named(node: Node) -> String {
    let prefix = |namespace: Option<&str>| match namespace.and_then(|uri| node.lookup_prefix(uri)) {
        Some("w") | None => String::new(),
        Some(prefix) => format!("{prefix}:"),
    };
    let mut out = format!("{}{}", prefix(node.tag_name().namespace()), node.tag_name().name());
    for attribute in node.attributes().filter(|a| a.namespace() != Some("http://www.w3.org/XML/1998/namespace")) {
        let _ = write!(out, " {}{}={:?}", prefix(attribute.namespace()), attribute.name(), attribute.value());
    }
    out
}

/// Properties on one line: `jc="center"`, `ind(left="480" hanging="360")`.
fn compact(node: Node) -> String {
    let name = node.tag_name().name();
    let inner: Vec<String> = node.children().filter(Node::is_element).map(compact).collect();
    if is_properties(&node) {
        return inner.join(" ");
    }
    let attributes: Vec<_> = node.attributes().collect();
    match (&attributes[..], inner.is_empty()) {
        ([], true) => name.to_owned(),
        ([only], true) if only.name() == "val" => format!("{name}={:?}", only.value()),
        _ => {
            let own = attributes.iter().map(|a| format!("{}={:?}", a.name(), a.value()));
            format!("{name}({})", own.chain(inner).collect::<Vec<_>>().join(" "))
        }
    }
}

fn is_properties(node: &Node) -> bool {
    let name = node.tag_name().name();
    let word = node.tag_name().namespace().is_some_and(|uri| uri == W || uri == M);
    word && name.ends_with("Pr") && !matches!(name, "sectPr" | "sdtPr" | "docPr")
}

fn is_leaf(node: &Node) -> bool {
    !node.children().any(|child| child.is_element())
}

/// The part that a target means, seen from a folder.
fn within(folder: &str, target: &str) -> String {
    match target.strip_prefix("../") {
        Some(target) => within(folder.trim_end_matches('/').rsplit_once('/').map_or("", |(above, _)| above), target),
        None => format!("{folder}{target}"),
    }
}
