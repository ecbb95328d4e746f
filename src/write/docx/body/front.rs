//! The contents and the lists of figures and tables become fields of Word that
//! are filled in already (ECMA-376-1 §17.16.5.68), so that Word asks nothing
//! on opening and can renew them when told to.

use crate::model::resolved::{CaptionKind, Listing, ListingEntry, ListingKind};
use crate::ooxml::{Element, Node};
use crate::write::docx::field;
use crate::write::docx::properties;
use crate::write::docx::state::anchors::Place;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::sequences;
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::run_of;

impl Writer<'_> {
    /// The lists before the text, and the sections behind them.
    pub(in crate::write::docx) fn listings(&mut self) {
        let listings = &self.doc.listings;
        listings.iter().for_each(|front| self.front(front));
        let sections = &self.doc.front_sections;
        if !listings.is_empty() && (self.style.contents.page_after || !sections.is_empty()) {
            self.owe_page();
        }
        self.part(sections);
    }

    fn front(&mut self, front: &Listing) {
        let instruction = match front.kind {
            ListingKind::Contents { depth } => format!("TOC \\o \"1-{}\" \\h \\z \\u", depth.clamp(1, 9)),
            ListingKind::Figures => format!("TOC \\h \\z \\c \"{}\"", self.counted(front, CaptionKind::Figure)),
            ListingKind::Tables => format!("TOC \\h \\z \\c \"{}\"", self.counted(front, CaptionKind::Table)),
        };
        let nodes = self.inside(|writer| writer.list_of_entries(front, &instruction));
        // What ends a section stands in a paragraph of its own: LibreOffice loses
        // the section of one in which a field ends.
        match front.kind {
            ListingKind::Contents { .. } => self.other([contents(nodes)]),
            ListingKind::Figures | ListingKind::Tables => self.other(nodes),
        }
    }

    fn list_of_entries(&mut self, front: &Listing, instruction: &str) {
        let context = self.context(id::TOC_HEADING);
        let heading = Content::flat(self.text(&front.heading, context));
        self.paragraph(Para::new(id::TOC_HEADING), heading);
        let mut before = field::begin(instruction);
        for entry in &front.entries {
            let (style, content) = self.entry(front.kind, entry);
            let mut whole = Content::flat(std::mem::take(&mut before));
            whole.push(content);
            self.paragraph(Para::new(style), whole);
        }
        before.push(field::end());
        self.paragraph(Para::new(id::SEPARATOR), Content::flat(before));
    }

    /// A page as its foot has it: those before the text count in signs of their own.
    fn page_shown(&self, page: &str, in_front: bool) -> String {
        let front = self.style.page_number.front().filter(|_| in_front);
        let shown = front.zip(page.parse().ok()).map(|(pattern, page): (_, usize)| pattern.counter.format(page));
        shown.unwrap_or_else(|| page.to_owned())
    }

    /// The name of the count that a list lists: that of its first label.
    fn counted(&self, front: &Listing, kind: CaptionKind) -> String {
        let mut labels = front.entries.iter().filter_map(|entry| match self.anchors.place(entry.anchor) {
            Some(Place::Label(label)) => Some(sequences::identifier(label, self.words.caption(kind))),
            _ => None,
        });
        labels.next().unwrap_or_else(|| sequences::clean(self.words.caption(kind)))
    }

    fn entry(&mut self, kind: ListingKind, entry: &ListingEntry) -> (&'static str, Content) {
        let style = match kind {
            ListingKind::Contents { .. } => id::toc(entry.level),
            ListingKind::Figures | ListingKind::Tables => id::TABLE_OF_FIGURES,
        };
        let context = self.context(style);
        let mut inner = Content::default();
        if let Some(label) = &entry.label {
            let gap = properties::gap(self.style.listing_gap(kind, entry.level), context.size);
            inner.nodes = self.text(&format!("{label}{gap}"), context);
        }
        inner.push(self.inlines(&entry.content, context));
        let Some(name) = self.anchors.listed_name(entry.anchor) else { return (style, inner) };
        let page = self.pages.and_then(|pages| pages.of(entry.anchor)).unwrap_or_default();
        let page = self.page_shown(page, entry.in_front);
        let page = if page.is_empty() { Vec::new() } else { self.text(&page, context) };
        let number = field::complex(&format!("PAGEREF {name} \\h"), page);
        inner.nodes.push(run_of(Element::new("w:tab")));
        inner.nodes.extend(number);
        (style, inner.map(|nodes| vec![field::link_to(&name, nodes)]))
    }
}

/// The frame around the contents by which Word knows them (ECMA-376-1
/// §17.5.2.12).
fn contents(nodes: Vec<Node>) -> Element {
    let gallery = Element::val("w:docPartGallery", "Table of Contents");
    let part = Element::new("w:docPartObj").holding(gallery).holding(Element::new("w:docPartUnique"));
    Element::new("w:sdt")
        .holding(Element::new("w:sdtPr").holding(part))
        .holding(Element::new("w:sdtContent").holding_all(nodes))
}
