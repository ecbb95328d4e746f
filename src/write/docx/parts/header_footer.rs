//! Headers and footers: a part for each line that pages carry over and under
//! their text (ECMA-376-1 §17.10). It must not know where sections begin.

use super::letter_foot;
use crate::model::Align;
use crate::model::resolved::{Block, BlockKind, Heading, Resolved, plain_text};
use crate::model::script::by_script;
use crate::ooxml::{Element, Node, Relations};
use crate::style::value::PagePattern;
use crate::style::{HeaderPart, Style};
use crate::write::docx::runs::{Joined, join};
use crate::write::docx::state::anchors::Anchors;
use crate::write::docx::state::header_footer::HeaderFooter;
use crate::write::docx::state::names;
use crate::write::docx::state::scheme::{HEADINGS, Scheme};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::state::zone::Zone;
use crate::write::docx::{field, properties};

/// A field that repeats the heading of level 1 of the page (ECMA-376-1
/// §17.16.5.59). The level stands in place of the name of the style, which is
/// another in every language of Word.
const CHAPTER: &str = "STYLEREF 1";
/// The same for the number of that heading.
const CHAPTER_NUMBER: &str = "STYLEREF 1 \\n";

/// The parts of a document, each with its relation. `zones` are those that
/// have headers and footers, in their order.
fn made(style: &Style, lines: &Lines, zones: &[Zone], relations: &mut Relations) -> HeaderFooter {
    let mut margins = HeaderFooter::default();
    let mut sides = vec!["default"];
    sides.extend(style.is_two_sided().then_some("even"));
    sides.extend(style.has_first_page().then_some("first"));
    for kind in ["header", "footer"] {
        for side in &sides {
            let mut inherited = false;
            for zone in zones {
                let inside = match kind {
                    "header" => header(style, lines, *zone, side).map(|line| vec![line]),
                    _ => footer(style, *zone, side),
                };
                // A section without a reference has the header of the one
                // before it (§17.10.5), so that none must be said too.
                let inside = inside.or_else(|| inherited.then(|| vec![Element::new("w:p")]));
                inherited |= inside.is_some();
                if let Some(inside) = inside {
                    margins.add(kind, side, *zone, inside, relations);
                }
            }
        }
    }
    margins
}

impl Writer<'_> {
    /// Makes the headers and footers of the document. Their relations are
    /// those of the text.
    pub(in crate::write::docx) fn headers_and_footers(&mut self) {
        let lines = Lines::new(self.doc, self.style, &self.anchors, &self.scheme);
        self.sections.header_footer = made(self.style, &lines, self.zones(), &mut self.relations);
    }
}

/// What stands for the placeholders of headers.
#[derive(Debug)]
pub(in crate::write::docx) struct Lines {
    title: Vec<Node>,
    chapter: Vec<Node>,
}

impl Lines {
    /// Those of a document.
    #[must_use]
    pub(in crate::write::docx) fn new(doc: &Resolved, style: &Style, anchors: &Anchors, scheme: &Scheme) -> Self {
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
fn chapter(chapters: &[&Heading], style: &Style, anchors: &Anchors, scheme: &Scheme) -> Vec<Node> {
    let Some(first) = chapters.first() else { return Vec::new() };
    let looks = &style.heading1;
    let gap = properties::gap(looks.gap, looks.text.size());
    let is_counted = |heading: &&Heading| anchors.is_counted(heading.anchor);
    let number = first.number.as_ref().map(|number| format!("{number}{gap}")).unwrap_or_default();
    let text = plain_text(&first.content);
    if !chapters.iter().any(is_counted) {
        return field::complex(CHAPTER, runs(&format!("{number}{text}")));
    }
    let shown = runs(if is_counted(first) { &number } else { "" });
    // A gap within the label is repeated with it.
    let counted = if scheme.is_pure(HEADINGS, 1) {
        let number = runs(first.number.as_deref().unwrap_or_default());
        [field::complex(CHAPTER_NUMBER, number), runs(&gap)].concat()
    } else {
        field::complex(CHAPTER_NUMBER, runs(&number))
    };
    let mut line = if chapters.iter().all(is_counted) {
        counted
    } else {
        let asked = field::complex(CHAPTER_NUMBER, Vec::new());
        let code = |text| vec![field::code(text)];
        let parts = [code(" IF \""), asked, code("\" = \"0\" \"\" \""), counted, code("\" ")];
        field::nested(parts.concat(), shown)
    };
    let text = if is_counted(first) { text } else { format!("{number}{text}") };
    line.extend(field::complex(CHAPTER, runs(&text)));
    line
}

/// The paragraph of a header; `None` if there is none.
fn header(style: &Style, lines: &Lines, zone: Zone, side: &str) -> Option<Element> {
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
    let inside = HeaderPart::of(pattern).into_iter().flat_map(filled);
    let style = Element::new("w:pPr").holding(Element::val("w:pStyle", names::HEADER));
    Some(Element::new("w:p").holding(style).holding_all(inside))
}

/// The paragraph of a footer: the number of the page with what stands around
/// it. At the outer edge its indent is measured from that edge.
fn footer(style: &Style, zone: Zone, side: &str) -> Option<Vec<Element>> {
    let pattern = zone.number(style);
    if side == "first" {
        let foot = letter_foot::foot(style);
        let number = if style.page_number.first { footer(style, zone, "default") } else { None };
        // A frame stands before the paragraph that it is anchored to.
        let number = number.or_else(|| foot.is_some().then(|| vec![Element::new("w:p")]));
        return number.map(|number| foot.into_iter().chain(number).collect());
    }
    let PagePattern { before, counter, after } = pattern?;
    let text = &style.page_number.text;
    let place = match (style.page_number.outside, side) {
        (false, _) => vec![properties::justification(text.align)],
        (true, "even") => vec![properties::justification(Align::Left)],
        (true, _) => {
            let edge = text.indent().twips().to_string();
            vec![
                Element::new("w:ind").with("w:left", "0").with("w:right", edge),
                properties::justification(Align::Right),
            ]
        }
    };
    let style = Element::new("w:pPr").holding(Element::val("w:pStyle", names::FOOTER)).holding_all(place);
    let number = field::complex("PAGE", runs(&counter.format(1)));
    Some(vec![Element::new("w:p").holding(style).holding_all([runs(&before), number, runs(&after)].concat())])
}

/// Runs of a text.
fn runs(text: &str) -> Vec<Node> {
    let written = |joined: Joined| {
        let hint = joined.is_hinted().then(|| Element::new("w:rFonts").with("w:hint", "eastAsia"));
        let properties = Element::new("w:rPr").holding_all(hint);
        Element::new("w:r").holding(properties).holding(Element::text("w:t", joined.text)).into()
    };
    join(by_script(text)).into_iter().map(written).collect()
}
