//! Headers and footers: a part for each line that pages carry over and under
//! their text (ECMA-376-1 §17.10). It must not know where sections begin.

use super::anchors::Anchors;
use super::numbering::{HEADINGS, Scheme};
use super::section::Zone;
use super::writer::Writer;
use super::{field, inline, look, names};
use crate::model::Align;
use crate::model::resolved::{Block, BlockKind, Heading, Resolved, Script, plain_text};
use crate::ooxml::Relations;
use crate::ooxml::escape;
use crate::style::value::PagePattern;
use crate::style::{HeaderPart, Style};

/// A field that repeats the heading of level 1 of the page (ECMA-376-1
/// §17.16.5.59). The level stands in place of the name of the style, which is
/// another in every language of Word.
const CHAPTER: &str = "STYLEREF 1";
/// The same for the number of that heading.
const CHAPTER_NUMBER: &str = "STYLEREF 1 \\n";

/// The headers and footers of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Margins {
    parts: Vec<Part>,
    front: String,
    text: String,
}

/// A header or a footer.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// `header` or `footer`.
    pub kind: &'static str,
    /// The name of the part.
    pub name: String,
    /// Its text.
    pub xml: String,
}

impl Margins {
    /// The parts of a document, each with its relation. `zones` are those that
    /// have headers and footers, in their order.
    pub(super) fn new(style: &Style, lines: &Lines, zones: &[Zone], relations: &mut Relations) -> Self {
        let mut margins = Self::default();
        let sides: &[&'static str] = if style.is_two_sided() { &["default", "even"] } else { &["default"] };
        for kind in ["header", "footer"] {
            for side in sides {
                let mut inherited = false;
                for zone in zones {
                    let inside = match kind {
                        "header" => header(style, lines, *zone, side),
                        _ => footer(style, *zone, side),
                    };
                    // A section without a reference has the header of the one
                    // before it (§17.10.5), so that none must be said too.
                    let inside = inside.or_else(|| inherited.then(|| "<w:p/>".to_owned()));
                    inherited |= inside.is_some();
                    if let Some(inside) = inside {
                        margins.add(kind, side, *zone, &inside, relations);
                    }
                }
            }
        }
        margins
    }

    fn add(&mut self, kind: &'static str, side: &str, zone: Zone, inside: &str, relations: &mut Relations) {
        let name = format!("{kind}{}", self.parts.iter().filter(|part| part.kind == kind).count() + 1);
        let element = if kind == "header" { "hdr" } else { "ftr" };
        let xml = format!("<w:{element}>{inside}</w:{element}>");
        let id = relations.part(kind, &format!("{name}.xml"));
        let reference = format!("<w:{kind}Reference w:type=\"{side}\" r:id=\"{id}\"/>");
        match zone {
            Zone::Cover => {}
            Zone::Front => self.front.push_str(&reference),
            Zone::Text => self.text.push_str(&reference),
        }
        self.parts.push(Part { kind, name, xml });
    }

    /// The parts, in the order of their relations.
    #[must_use]
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The references of a section.
    #[must_use]
    pub(super) fn references(&self, zone: Zone) -> &str {
        match zone {
            Zone::Cover => "",
            Zone::Front => &self.front,
            Zone::Text => &self.text,
        }
    }
}

impl Writer<'_> {
    /// Makes the headers and footers of the document. Their relations are
    /// those of the text.
    pub(super) fn margins(&mut self) {
        let lines = Lines::new(self.doc, self.style, &self.anchors, &self.scheme);
        self.sections.margins = Margins::new(self.style, &lines, self.zones(), &mut self.relations);
    }
}

/// What stands for the placeholders of headers.
#[derive(Debug)]
pub(super) struct Lines {
    title: String,
    chapter: String,
}

impl Lines {
    /// Those of a document.
    #[must_use]
    pub(super) fn new(doc: &Resolved, style: &Style, anchors: &Anchors, scheme: &Scheme) -> Self {
        let mut chapters = Vec::new();
        collect(&doc.blocks, &mut chapters);
        Self { title: runs(&doc.meta.plain_title()), chapter: chapter(&chapters, style, anchors, scheme) }
    }
}

fn collect<'a>(blocks: &'a [Block], chapters: &mut Vec<&'a Heading>) {
    for block in blocks {
        if let BlockKind::Heading(heading) = &block.kind
            && heading.level == 1
        {
            chapters.push(heading);
        }
        if let BlockKind::Container(_, inner) = &block.kind {
            collect(inner, chapters);
        }
    }
}

/// The chapter with its number, as fields that show the first one. Where Word
/// counts the chapters, their number is no part of the text that a field
/// repeats; a chapter that is not counted gives 0 for its number, which is
/// left out.
fn chapter(chapters: &[&Heading], style: &Style, anchors: &Anchors, scheme: &Scheme) -> String {
    let Some(first) = chapters.first() else { return String::new() };
    let looks = &style.heading1;
    let gap = look::gap(looks.gap, looks.text.size());
    let is_counted = |heading: &&Heading| anchors.is_counted(heading.anchor);
    let number = first.number.as_ref().map(|number| format!("{number}{gap}")).unwrap_or_default();
    let text = plain_text(&first.content);
    if !chapters.iter().any(is_counted) {
        return field::complex(CHAPTER, &runs(&format!("{number}{text}")));
    }
    let shown = runs(if is_counted(first) { &number } else { "" });
    // A gap within the label is repeated with it.
    let counted = if scheme.is_pure(HEADINGS, 1) {
        field::complex(CHAPTER_NUMBER, &runs(first.number.as_deref().unwrap_or_default())) + &runs(&gap)
    } else {
        field::complex(CHAPTER_NUMBER, &runs(&number))
    };
    let numbers = if chapters.iter().all(is_counted) {
        counted
    } else {
        let asked = field::complex(CHAPTER_NUMBER, "");
        let parts = [field::code(" IF \""), asked, field::code("\" = \"0\" \"\" \""), counted, field::code("\" ")];
        field::nested(&parts.concat(), &shown)
    };
    let text = if is_counted(first) { text } else { format!("{number}{text}") };
    numbers + &field::complex(CHAPTER, &runs(&text))
}

/// The paragraph of a header; `None` if there is none.
fn header(style: &Style, lines: &Lines, zone: Zone, side: &str) -> Option<String> {
    let pattern = match (zone, side) {
        (Zone::Cover, _) => return None,
        (Zone::Front, _) => &style.header.front,
        (Zone::Text, "even") => style.header.even(),
        (Zone::Text, _) => &style.header.odd,
    };
    if pattern.is_empty() {
        return None;
    }
    let filled = |part: HeaderPart<'_>| match part {
        HeaderPart::Text(text) => runs(text),
        HeaderPart::Title => lines.title.clone(),
        HeaderPart::Chapter => lines.chapter.clone(),
    };
    let inside: String = HeaderPart::of(pattern).into_iter().map(filled).collect();
    Some(format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{inside}</w:p>", names::HEADER))
}

/// The paragraph of a footer: the number of the page with what stands around
/// it. At the outer edge its indent is measured from that edge.
fn footer(style: &Style, zone: Zone, side: &str) -> Option<String> {
    let pattern = match zone {
        Zone::Cover => None,
        Zone::Front => style.page_number.front().or_else(|| style.page_number.body()),
        Zone::Text => style.page_number.body(),
    };
    let PagePattern { before, counter, after } = pattern?;
    let text = &style.page_number.text;
    let place = match (style.page_number.outside, side) {
        (false, _) => look::justification(text.align),
        (true, "even") => look::justification(Align::Left),
        (true, _) => {
            let edge = text.indent().twips();
            format!("<w:ind w:left=\"0\" w:right=\"{edge}\"/>{}", look::justification(Align::Right))
        }
    };
    Some(format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{place}</w:pPr>{}{}{}</w:p>",
        names::FOOTER,
        runs(&before),
        field::complex("PAGE", &runs(&counter.format(1))),
        runs(&after),
    ))
}

/// Runs of a text, each with the fonts of its script.
fn runs(text: &str) -> String {
    let hinted = |(script, text): (Script, &str)| {
        let hint = match script {
            Script::EastAsian => "<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>",
            Script::Latin => "",
        };
        format!("<w:r>{hint}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
    };
    inline::scripts(text).into_iter().map(hinted).collect()
}
