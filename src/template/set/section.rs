//! The sections of a template's own pages: paper, margins, headers and footers
//! (ECMA-376-1 §17.6).

use super::Reader;
use crate::length::Length;
use crate::model::resolved::own_pages::{OwnBlock, OwnInline, OwnMargin, OwnNumber, OwnSection, Vertical};
use crate::ooxml::Element;
use crate::style::numbering::Counter;
use crate::template::page::Section;

/// A4 and Word's margins, where a section says nothing.
const PAPER: (Length, Length) = (Length::points(595.3), Length::points(841.9));
const MARGIN: Length = Length::points(72.0);
const EDGE: Length = Length::points(36.0);
/// The highest number that pages begin with.
const MOST_PAGES: u32 = 9999;

impl Reader<'_, '_> {
    /// The sections that some pages are cut into by the properties in them; the rest has
    /// those of `last`.
    pub(super) fn sections(&mut self, pages: &[Element], last: Option<&Element>) -> Vec<OwnSection> {
        let mut sections: Vec<OwnSection> = Vec::new();
        let mut rest = pages;
        while !rest.is_empty() {
            let end = rest.iter().position(|page| properties(page).is_some());
            let own = end.and_then(|end| properties(&rest[end])).or(last).cloned().unwrap_or_default();
            let (these, others) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
            self.section(&own, these, &mut sections);
            rest = others;
        }
        sections.iter_mut().for_each(|section| drop_empty(&mut section.blocks));
        sections
    }

    fn section(&mut self, own: &Element, pages: &[Element], sections: &mut Vec<OwnSection>) {
        let section = Section { properties: own.clone(), ..Section::default() };
        let sizes = section.sizes();
        let goes_on = own.child("w:type").and_then(Element::value) == Some("continuous");
        self.grid = sizes.grid;
        self.tracking = sizes.tracking.unwrap_or(Length::ZERO);
        let onto = sections.len().checked_sub(1).filter(|_| goes_on);
        if onto.is_none() {
            let (short, long) = sizes.paper.unwrap_or(PAPER);
            self.paper = if sizes.is_landscape { (long, short) } else { (short, long) };
            let gutter = sizes.gutter.unwrap_or(Length::ZERO);
            let margin = |found: Option<Length>| found.unwrap_or(MARGIN);
            let left = margin(sizes.left) + gutter;
            let (top, bottom) = within(margin(sizes.top), margin(sizes.bottom), self.paper.1);
            let (left, right) = within(left, margin(sizes.right), self.paper.0);
            self.margins = [top, right, bottom, left];
        }
        let room = (self.paper.0 - self.margins[1] - self.margins[3]).max(EDGE);
        let mut blocks = super::paragraph::Flow::default();
        pages.iter().for_each(|page| self.block(page, room, &mut blocks));
        if let Some(section) = onto.and_then(|at| sections.get_mut(at)) {
            section.blocks.append(&mut blocks.list);
            return;
        }
        let vertical = match own.child("w:vAlign").and_then(Element::value) {
            Some("center") => Vertical::Middle,
            Some("bottom") => Vertical::Bottom,
            _ => Vertical::Top,
        };
        let edge = |found: Option<Length>| found.unwrap_or(EDGE);
        self.number = signs(section.counter());
        let header = self.margin(own, "w:headerReference", edge(sizes.header), room);
        let footer = self.margin(own, "w:footerReference", edge(sizes.footer), room);
        let first_number = own.child("w:pgNumType").and_then(|e| e.attribute("w:start")?.parse().ok());
        let first_number = first_number.filter(|number| *number <= MOST_PAGES);
        let ((width, height), margins) = (self.paper, self.margins);
        let blocks = blocks.list;
        sections.push(OwnSection { width, height, margins, vertical, first_number, header, footer, blocks });
    }

    /// What a header or a footer of a section says (ECMA-376-1 §17.10.2, §17.10.6).
    fn margin(&mut self, own: &Element, kind: &str, distance: Length, room: Length) -> OwnMargin {
        let is_on = |element: &Element| element.value().is_none_or(crate::template::properties::is_on);
        let has_first = own.child("w:titlePg").is_some_and(is_on);
        let settings = self.template.settings_part();
        let has_even = settings.and_then(|part| part.child("w:evenAndOddHeaders")).is_some_and(is_on);
        let mut of = |meant: &str| self.margin_of(own, kind, meant, room);
        OwnMargin {
            distance,
            odd: of("default"),
            even: has_even.then(|| of("even")),
            first: has_first.then(|| of("first")),
        }
    }

    fn margin_of(&mut self, own: &Element, kind: &str, meant: &str, room: Length) -> Vec<OwnBlock> {
        let of = |e: &&Element| e.name == kind && e.attribute("w:type").unwrap_or("default") == meant;
        let id = own.elements().find(of).and_then(|reference| reference.attribute("r:id"));
        let relation = id.and_then(|id| self.relations.iter().find(|relation| relation.id == id));
        let Some(part) = relation.map(|relation| relation.target.clone()) else { return Vec::new() };
        let Some(mut tree) = self.template.tree(&part) else { return Vec::new() };
        self.filled.fill_margin(&mut tree);
        let outer = std::mem::replace(&mut self.relations, self.template.relations(&part));
        self.depth += 1;
        let mut blocks = self.blocks(&tree, room);
        self.depth -= 1;
        self.relations = outer;
        if blocks.iter().all(is_empty) { Vec::new() } else { std::mem::take(&mut blocks) }
    }
}

/// Two margins that leave room between them.
fn within(near: Length, far: Length, paper: Length) -> (Length, Length) {
    let fits = (near + far).pt() < paper.pt() - EDGE.pt();
    if fits { (near, far) } else { (paper.scaled(0.25), paper.scaled(0.25)) }
}

/// The signs of numbers that pages have.
fn signs(counter: Counter) -> OwnNumber {
    match counter {
        Counter::UpperRoman => OwnNumber::UpperRoman,
        Counter::LowerRoman => OwnNumber::LowerRoman,
        Counter::UpperLetter => OwnNumber::UpperLetter,
        Counter::LowerLetter => OwnNumber::LowerLetter,
        Counter::Chinese => OwnNumber::Chinese,
        _ => OwnNumber::Arabic,
    }
}

fn properties(page: &Element) -> Option<&Element> {
    page.path(&["w:pPr", "w:sectPr"])
}

/// Whether a block shows nothing.
fn is_empty(block: &OwnBlock) -> bool {
    match block {
        OwnBlock::Paragraph(paragraph) => {
            paragraph.inlines.iter().all(|inline| matches!(inline, OwnInline::Break))
                && paragraph.borders.iter().all(Option::is_none)
        }
        OwnBlock::PageBreak => true,
        OwnBlock::Table(_) | OwnBlock::Placed(_) => false,
    }
}

/// Takes out what shows nothing at the end of a section, so that it makes no page.
fn drop_empty(blocks: &mut Vec<OwnBlock>) {
    while blocks.last().is_some_and(is_empty) {
        blocks.pop();
    }
}
