//! Headers and footers: a part for each line that pages carry over and under
//! their text (ECMA-376-1 §17.10). It must not know where sections begin.

use super::letter_foot;
use super::watermark;
use crate::model::Align;
use crate::model::resolved::{Block, BlockKind, Heading, Pages, Resolved, plain_text};
use crate::model::script::by_script;
use crate::ooxml::{Element, Node, Relations};
use crate::style::value::{FirstPages, PagePattern, PagePiece, page_pieces};
use crate::style::{HeaderPart, Style};
use crate::write::docx::runs::{Joined, join};
use crate::write::docx::state::anchors::Anchors;
use crate::write::docx::state::header_footer::HeaderFooter;
use crate::write::docx::state::names;
use crate::write::docx::state::scheme::{HEADINGS, Scheme};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::state::zone::Zone;
use crate::write::docx::{field, properties};

/// The bookmark behind the text.
pub(in crate::write::docx) const END: &str = "_fz_end";

impl Writer<'_> {
    /// Makes the headers and footers of the document. Their relations are
    /// those of the text.
    pub(in crate::write::docx) fn headers_and_footers(&mut self) {
        let lines = Lines::new(self.doc, self.style, &self.anchors, &self.scheme, self.pages);
        let mut zones = self.zones().to_vec();
        // A watermark lies on a cover too.
        if self.doc.meta.cover && !self.style.page.watermark.is_empty() {
            zones.insert(0, Zone::Cover);
        }
        if self.doc.imprint.is_some() && self.pages.is_some_and(Pages::has_empty_page) {
            zones.push(Zone::Imprint);
        }
        self.sections.header_footer = self.made(&lines, &zones);
    }

    /// The parts of a document, each with its relation. `zones` are those that
    /// have headers and footers, in their order.
    fn made(&mut self, lines: &Lines, zones: &[Zone]) -> HeaderFooter {
        let style = self.style;
        let mut margins = HeaderFooter::default();
        let mut sides = vec!["default"];
        sides.extend(style.is_two_sided().then_some("even"));
        sides.extend(style.has_first_page().then_some("first"));
        for kind in ["header", "footer"] {
            for side in &sides {
                let mut inherited = false;
                let is_apart = *side == "first" && style.header.first_pages != FirstPages::None;
                for zone in zones.iter().filter(|zone| !is_apart || **zone == Zone::Text) {
                    let mut own = Relations::default();
                    let inside = match kind {
                        "header" => {
                            let mut logo = || self.logo(&mut own);
                            header(style, lines, *zone, side, &mut logo).map(|line| vec![line])
                        }
                        _ => footer(style, lines, *zone, side),
                    };
                    // A section without a reference has the header of the one
                    // before it (§17.10.5), so that none must be said too.
                    let inside = inside.or_else(|| inherited.then(|| vec![Element::new("w:p")]));
                    inherited |= inside.is_some();
                    if let Some(inside) = inside {
                        let reference = (*side, *zone);
                        margins.add(kind, reference, inside, own, &mut self.relations);
                    }
                }
            }
        }
        margins
    }

    /// The run that shows the logo in a part whose relations are `own`.
    fn logo(&mut self, own: &mut Relations) -> Vec<Node> {
        let Some(logo) = &self.doc.meta.header_logo else { return Vec::new() };
        std::mem::swap(&mut self.relations, own);
        let shown = match logo.image {
            Some(_) => self.drawing(logo).into_iter().collect(),
            None => self.missing_text(logo),
        };
        std::mem::swap(&mut self.relations, own);
        shown
    }
}

/// What stands for the placeholders of headers.
#[derive(Debug)]
pub(in crate::write::docx) struct Lines {
    title: Vec<Node>,
    chapter: Vec<Node>,
    section: Vec<Node>,
    last_page: Vec<Node>,
}

impl Lines {
    /// Those of a document.
    #[must_use]
    pub(in crate::write::docx) fn new(
        doc: &Resolved,
        style: &Style,
        anchors: &Anchors,
        scheme: &Scheme,
        pages: Option<&Pages>,
    ) -> Self {
        let running = |level| {
            let mut headings = Vec::new();
            collect(&doc.blocks, level, &mut headings);
            running_heading(&headings, level, style, anchors, scheme)
        };
        let title = runs(&doc.meta.plain_title());
        Self { title, chapter: running(1), section: running(2), last_page: last_page(doc, style, pages) }
    }
}

/// The number of the last page: that of the file, or where the text counts anew, that
/// of the page on which a bookmark ends it.
fn last_page(doc: &Resolved, style: &Style, pages: Option<&Pages>) -> Vec<Node> {
    let shown = pages.and_then(Pages::last).unwrap_or("1");
    field::complex(&if counts_anew(doc, style) { format!("PAGEREF {END}") } else { "NUMPAGES".to_owned() }, runs(shown))
}

/// Whether the numbers of the text do not go through the whole file.
fn counts_anew(doc: &Resolved, style: &Style) -> bool {
    doc.meta.cover || (doc.has_front() && style.page_number.front().is_some())
}

/// Whether something names the last page by the bookmark that ends the text.
#[must_use]
pub(in crate::write::docx) fn needs_end(doc: &Resolved, style: &Style) -> bool {
    let (header, number) = (&style.header, &style.page_number);
    let patterns = [&header.odd, &header.even, &header.front, &header.first, &number.pattern, &number.front];
    patterns.iter().any(|pattern| pattern.contains("{pages}")) && counts_anew(doc, style)
}

fn collect<'a>(blocks: &'a [Block], level: u8, chapters: &mut Vec<&'a Heading>) {
    for block in blocks {
        if let BlockKind::Heading(heading) = &block.kind
            && heading.level == level
        {
            chapters.push(heading);
        }
        if let BlockKind::Container(_, inner) = &block.kind {
            collect(inner, level, chapters);
        }
    }
}

/// The heading of a level of the page with its number, as fields (ECMA-376-1
/// §17.16.5.59) that show the first one; the level stands in place of the name of the
/// style, which is another in every language of Word. Where Word
/// counts the chapters, their number is no part of the text that a field
/// repeats; a chapter that is not counted gives 0 for its number, which is
/// left out.
fn running_heading(chapters: &[&Heading], level: u8, style: &Style, anchors: &Anchors, scheme: &Scheme) -> Vec<Node> {
    let Some(first) = chapters.first() else { return Vec::new() };
    let (text_field, number_field) = (format!("STYLEREF {level}"), format!("STYLEREF {level} \\n"));
    let looks = style.heading(level);
    let gap = properties::gap(looks.gap, looks.text.size());
    let is_counted = |heading: &&Heading| anchors.is_counted(heading.anchor);
    let number = first.number.as_ref().map(|number| format!("{number}{gap}")).unwrap_or_default();
    let text = plain_text(&first.content);
    if !chapters.iter().any(is_counted) {
        return field::complex(&text_field, runs(&format!("{number}{text}")));
    }
    let shown = runs(if is_counted(first) { &number } else { "" });
    // A gap within the label is repeated with it.
    let counted = if scheme.is_pure(HEADINGS, level) {
        let number = runs(first.number.as_deref().unwrap_or_default());
        [field::complex(&number_field, number), runs(&gap)].concat()
    } else {
        field::complex(&number_field, runs(&number))
    };
    let mut line = if chapters.iter().all(is_counted) {
        counted
    } else {
        let asked = field::complex(&number_field, Vec::new());
        let code = |text| vec![field::code(text)];
        let parts = [code(" IF \""), asked, code("\" = \"0\" \"\" \""), counted, code("\" ")];
        field::nested(parts.concat(), shown)
    };
    let text = if is_counted(first) { text } else { format!("{number}{text}") };
    line.extend(field::complex(&text_field, runs(&text)));
    line
}

/// The paragraph of a header; `None` if there is none.
fn header(
    style: &Style,
    lines: &Lines,
    zone: Zone,
    side: &str,
    logo: &mut dyn FnMut() -> Vec<Node>,
) -> Option<Element> {
    let pattern = match (zone, side) {
        (Zone::Cover | Zone::Imprint, _) => "",
        (Zone::Front, _) => &style.header.front,
        (Zone::Text, "even") => style.header.even(),
        (Zone::Text, "first") if style.header.first_pages != FirstPages::None => &style.header.first,
        (Zone::Text, _) => &style.header.odd,
    };
    let watermark = watermark::shape(style, zone, side);
    if pattern.is_empty() {
        return watermark.map(|shape| Element::new("w:p").holding(shape));
    }
    let counter = style.page_number.counter(zone == Zone::Front);
    let filled = |part: HeaderPart<'_>| match part {
        HeaderPart::Text(text) => runs(text),
        HeaderPart::Title => lines.title.clone(),
        HeaderPart::Chapter => lines.chapter.clone(),
        HeaderPart::Section => lines.section.clone(),
        HeaderPart::Page => field::complex("PAGE", runs(&counter.format(1))),
        HeaderPart::Pages => lines.last_page.clone(),
        HeaderPart::Logo => logo(),
    };
    let inside: Vec<Node> = HeaderPart::of(pattern).into_iter().flat_map(filled).collect();
    let properties = Element::new("w:pPr").holding(Element::val("w:pStyle", names::HEADER));
    let properties = if HeaderPart::has_logo(pattern) { properties.holding_all(logo_line()) } else { properties };
    Some(Element::new("w:p").holding(properties).holding_all(watermark).holding_all(inside))
}

/// The line of a header is as high as the logo in it, and its text in the middle
/// (ECMA-376-1 §17.3.1.33, §17.3.1.39).
fn logo_line() -> [Element; 2] {
    let spacing = Element::new("w:spacing").with("w:line", "240").with("w:lineRule", "auto");
    [spacing, Element::val("w:textAlignment", "center")]
}

/// The paragraph of a footer: the number of the page with what stands around
/// it. At the outer edge its indent is measured from that edge.
fn footer(style: &Style, lines: &Lines, zone: Zone, side: &str) -> Option<Vec<Element>> {
    let pattern = zone.number(style);
    if side == "first" {
        let foot = letter_foot::foot(style);
        let number = if style.page_number.first { footer(style, lines, zone, "default") } else { None };
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
    let around = |text: &str| {
        let piece = |piece: PagePiece<'_>| match piece {
            PagePiece::Text(text) => runs(text),
            PagePiece::Pages => lines.last_page.clone(),
        };
        page_pieces(text).into_iter().flat_map(piece).collect::<Vec<Node>>()
    };
    let inside = [around(&before), number, around(&after)].concat();
    Some(vec![Element::new("w:p").holding(style).holding_all(inside)])
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
