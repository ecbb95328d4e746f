//! The text names the styles and lists of the new file, and its sections get
//! the template's page (ECMA-376-1 §17.6). One pass over each part; everything
//! else stays as it stands.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Ties;
use crate::diag::Result;
use crate::ooxml::Element;
use crate::ooxml::Package;
use crate::template::Template;
use crate::write::docx::xml::val;
use crate::write::docx::{failure, ordered};

/// The parts with text, by the ends of their types.
const TEXTS: [&str; 5] = ["document.main+xml", "footnotes+xml", "endnotes+xml", "header+xml", "footer+xml"];

/// What of a section is the template's beside the headers and footers. Columns,
/// kind and notes are those of the text.
const THEIRS: [&str; 8] =
    ["w:pgSz", "w:pgMar", "w:pgBorders", "w:lnNumType", "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid"];
/// What takes a paragraph out of the list of its style; a list of its own that
/// stands behind it wins.
const NO_LIST: &str = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"0\"/></w:numPr>";

/// The parts of a package with text that is ours.
fn texts(package: &Package) -> Vec<String> {
    let is_text = |kind: Option<&str>| kind.is_some_and(|kind| TEXTS.iter().any(|end| kind.ends_with(end)));
    let ours = |name: &str| !name.starts_with("word/template");
    package.names().filter(|(name, kind)| is_text(*kind) && ours(name)).map(|(name, _)| name.to_owned()).collect()
}

fn is_style(name: &str) -> bool {
    matches!(name, "w:pStyle" | "w:rStyle" | "w:tblStyle")
}

fn value(tag: &BytesStart) -> Option<String> {
    let attribute = tag.try_get_attribute("w:val").ok().flatten()?;
    Some(attribute.value.into_owned())
}

/// The ids of the styles that our texts name.
pub(super) fn used_styles(package: &Package) -> Result<BTreeSet<String>> {
    let mut used = BTreeSet::new();
    for name in texts(package) {
        let mut reader = Reader::from_str(package.text(&name).unwrap_or_default());
        loop {
            let event = reader.read_event().map_err(|error| failure(&error))?;
            if let Event::Start(tag) | Event::Empty(tag) = &event
                && is_style(tag.name().as_ref())
            {
                used.extend(value(tag));
            }
            if matches!(event, Event::Eof) {
                break;
            }
        }
    }
    Ok(used)
}

/// Rewrites the parts with text.
pub(super) fn rewrite(template: &Template, package: &mut Package, ties: &Ties) -> Result<()> {
    for name in texts(package) {
        let text = package.text(&name).unwrap_or_default();
        let text = Rewriting::new(template, ties, text).run(text)?;
        let text = if ties.styles.has_numbered() { ordered(&text)? } else { text };
        package.replace(&name, text.into_bytes());
    }
    Ok(())
}

struct Rewriting<'t> {
    template: &'t Template,
    ties: &'t Ties,
    out: String,
    /// Whether any section has headers or footers of ours: one without stays
    /// without then.
    has_margins: bool,
    sections: usize,
}

impl<'t> Rewriting<'t> {
    fn new(template: &'t Template, ties: &'t Ties, text: &str) -> Self {
        let has_margins = text.contains("<w:headerReference") || text.contains("<w:footerReference");
        Self { template, ties, out: String::with_capacity(text.len()), has_margins, sections: 0 }
    }

    fn run(mut self, text: &str) -> Result<String> {
        let mut reader = Reader::from_str(text);
        let mut from = 0;
        let mut section: Option<usize> = None;
        loop {
            let event = reader.read_event().map_err(|error| failure(&error))?;
            let to = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
            let raw = text.get(from..to).unwrap_or_default();
            match event {
                Event::Start(tag) if tag.name().as_ref() == "w:sectPr" => section = Some(from),
                Event::End(tag) if tag.name().as_ref() == "w:sectPr" => {
                    let start = section.take().unwrap_or(from);
                    self.section(text.get(start..to).unwrap_or_default())?;
                }
                Event::Eof => return Ok(self.out),
                _ if section.is_some() => {}
                Event::Empty(tag) => match self.renamed(&tag) {
                    Some(renamed) => self.out.push_str(&renamed),
                    None => self.out.push_str(raw),
                },
                Event::Start(_)
                | Event::End(_)
                | Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_)
                | Event::GeneralRef(_) => self.out.push_str(raw),
            }
            from = to;
        }
    }

    /// An element that names a style or a list, with the new name.
    fn renamed(&self, tag: &BytesStart) -> Option<String> {
        let name = tag.name();
        let name = name.as_ref().strip_prefix("w:")?;
        if is_style(tag.name().as_ref()) {
            let ours = value(tag)?;
            let style = val(name, self.ties.styles.id(&ours));
            let is_out = name == "pStyle" && self.ties.styles.is_numbered(&ours);
            return Some(if is_out { style + NO_LIST } else { style });
        }
        let list: usize = value(tag).filter(|_| name == "numId")?.parse().ok()?;
        (list > 0).then(|| val(name, list + self.ties.lists))
    }

    fn section(&mut self, text: &str) -> Result<()> {
        let ours = Element::parse(text).map_err(|reason| failure(&format!("a section {reason}")))?;
        let merged = self.merged(&ours);
        self.sections += 1;
        self.out.push_str(&merged.write());
        Ok(())
    }

    fn merged(&self, ours: &Element) -> Element {
        let theirs = self.template.section();
        let is_margin = |element: &Element| element.name.ends_with("erReference");
        let references = &self.ties.margins.references;
        let keeps_ours = references.is_empty();
        let wants = !self.has_margins || ours.elements().any(is_margin);
        let mut all: Vec<Element> = ours.elements().filter(|e| keeps_ours || !is_margin(e)).cloned().collect();
        if !keeps_ours {
            all.extend(references.iter().filter(|_| wants).cloned());
            // The first page that differs is the document's, not each section's.
            all.retain(|element| element.name != "w:titlePg");
            all.extend(theirs.child("w:titlePg").filter(|_| self.sections == 0).cloned());
        }
        for name in THEIRS {
            if let Some(element) = theirs.child(name) {
                let lies = all.iter().any(|e| e.name == name && e.attribute("w:orient") == Some("landscape"));
                all.retain(|known| known.name != name);
                all.push(if name == "w:pgSz" { turned(element, lies) } else { element.clone() });
            }
        }
        if !all.iter().any(|element| element.name == "w:pgNumType") {
            // Where the count begins is the text's affair.
            all.extend(theirs.child("w:pgNumType").cloned().map(|mut numbers| {
                numbers.attributes.retain(|(name, _)| name != "w:start");
                numbers
            }));
        }
        Element::new("w:sectPr").holding_all(all)
    }
}

/// The template's paper, lying where the text wants it to lie and standing
/// elsewhere.
fn turned(size: &Element, lies: bool) -> Element {
    let mut size = size.clone();
    let side = |name: &str| size.attribute(name).unwrap_or_default().to_owned();
    let (width, height) = (side("w:w"), side("w:h"));
    let is_wide = width.parse::<u64>().unwrap_or_default() > height.parse::<u64>().unwrap_or_default();
    if is_wide != lies {
        size.set("w:w", height);
        size.set("w:h", width);
    }
    size.attributes.retain(|(name, _)| name != "w:orient" && name != "w:code");
    if lies {
        size.set("w:orient", "landscape");
    }
    size
}
