//! Sections: the pages that share paper, columns, header, footer and count
//! (ECMA-376-1 §17.6). It must not know what made a section begin.

use super::header_footer::HeaderFooter;
use super::zone::Zone;
use crate::length::Length;
use crate::ooxml::Element;
use crate::style::Style;
use crate::style::numbering::Counter;
use crate::style::value::{FirstPages, Grid, LineNumbers, NoteFormat, NotePlace, NoteRestart, PagePattern};

/// What the pages of a section share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::write::docx) struct Section {
    /// What they are for.
    pub zone: Zone,
    /// Whether the paper lies.
    pub landscape: bool,
    /// How many columns.
    pub columns: u8,
    /// Which chapter they belong to, where each has pages of its own.
    pub chapter: u32,
}

impl Default for Section {
    fn default() -> Self {
        Self { zone: Zone::Text, landscape: false, columns: 1, chapter: 0 }
    }
}

impl Section {
    /// The width of its text, or of one of its columns.
    #[must_use]
    pub(in crate::write::docx) fn width(self, style: &Style) -> Length {
        let page = &style.page;
        let whole = if self.landscape { page.landscape_width() } else { page.text_width() };
        style.column_width(whole, self.columns)
    }
}

/// The section that is written and the one that is to come.
#[derive(Debug, Default)]
pub(in crate::write::docx) struct Sections {
    /// That of the text so far.
    pub current: Section,
    /// That of the text to come.
    pub wanted: Section,
    /// The headers and footers.
    pub header_footer: HeaderFooter,
    continuous: bool,
    restarts: bool,
    /// Whether it begins on a right-hand page.
    is_right: bool,
    /// The section before it.
    previous: Option<Section>,
}

impl Sections {
    /// The properties of the current section. Numbers begin anew only where the
    /// section is the first of its zone.
    #[must_use]
    pub(in crate::write::docx) fn write(&self, style: &Style) -> Element {
        let kind = match (self.continuous, self.is_right) {
            (true, _) => "continuous",
            _ if self.current.zone == Zone::Imprint => "evenPage",
            (false, true) => "oddPage",
            (false, false) => "nextPage",
        };
        Element::new("w:sectPr")
            .holding_all(self.header_footer.references(self.current.zone).iter().cloned())
            .holding(notes(style))
            .holding(Element::val("w:type", kind))
            .holding_all(paper(style, self.current))
            .holding_all(line_numbers(style, self.current.zone))
            .holding_all(page_numbers(self.current.zone.number(style), self.restarts))
            .holding(columns(style, self.current))
            .holding_all(self.has_first_page(style).then(|| Element::new("w:titlePg")))
            .holding(grid(style))
    }

    /// Whether its first page has a header and a footer of its own (ECMA-376-1 §17.10.6).
    fn has_first_page(&self, style: &Style) -> bool {
        let zone = self.current.zone;
        let begins = |same: fn(Section, Section) -> bool| {
            zone == Zone::Text && !self.previous.is_some_and(|previous| same(previous, self.current))
        };
        match style.header.first_pages {
            FirstPages::None => style.has_first_page() && self.previous.is_none(),
            FirstPages::Text => begins(|one, other| one.zone == other.zone),
            FirstPages::Chapter => begins(|one, other| (one.zone, one.chapter) == (other.zone, other.chapter)),
        }
    }

    /// The wanted section follows the current one: on the same page if that is
    /// of the same kind and no page is owed.
    pub(in crate::write::docx) fn follow(&mut self, style: &Style, owes_page: bool) {
        let (from, to) = (self.current, self.wanted);
        self.previous = Some(from);
        let same_pages = from.landscape == to.landscape && from.zone == to.zone && from.chapter == to.chapter;
        self.continuous = same_pages && !owes_page;
        self.is_right = style.page.right_chapters && (from.zone, from.chapter) != (to.zone, to.chapter);
        let counted_apart = from.zone == Zone::Cover || style.page_number.front().is_some();
        self.restarts = from.zone != to.zone && counted_apart;
    }

    /// The pages of the first section are counted from one: others stand before it.
    pub(in crate::write::docx) fn begin_anew(&mut self) {
        self.restarts = true;
    }

    /// Whether the current section begins on the page of the one before it.
    #[must_use]
    pub(in crate::write::docx) fn is_continuous(&self) -> bool {
        self.continuous
    }
}

/// The section that the text begins in.
#[must_use]
pub(in crate::write::docx) fn text_section(style: &Style) -> Section {
    Section { columns: style.page.columns, ..Section::default() }
}

/// The format of the numbers of notes (ECMA-376-1 §17.18.59).
#[must_use]
pub(in crate::write::docx) fn note_format(style: &Style) -> &'static str {
    match style.notes.format {
        NoteFormat::Circled => "decimalEnclosedCircleChinese",
        NoteFormat::Arabic => "decimal",
    }
}

/// How notes are counted (ECMA-376-1 §17.11.11, §17.11.4). Notes behind the
/// text cannot begin anew on a page.
fn notes(style: &Style) -> Element {
    let format = Element::val("w:numFmt", note_format(style));
    match style.notes.place {
        NotePlace::End => Element::new("w:endnotePr").holding(format),
        NotePlace::Foot => Element::new("w:footnotePr").holding(format).holding_all(note_restart(style)),
    }
}

/// Where the numbers of footnotes begin anew (ECMA-376-1 §17.11.19).
#[must_use]
pub(in crate::write::docx) fn note_restart(style: &Style) -> Option<Element> {
    match style.notes.restart {
        NoteRestart::Document => None,
        NoteRestart::Chapter => Some(Element::val("w:numRestart", "eachSect")),
        NoteRestart::Page => Some(Element::val("w:numRestart", "eachPage")),
    }
}

/// `w:pgSz` and `w:pgMar` (ECMA-376-1 §17.6.13, §17.6.11).
fn paper(style: &Style, section: Section) -> [Element; 2] {
    let page = &style.page;
    let [width, height] = [page.paper.width, page.paper.height].map(|length| length.twips().to_string());
    let size = Element::new("w:pgSz");
    let size = if section.landscape {
        size.with("w:w", height).with("w:h", width).with("w:orient", "landscape")
    } else {
        size.with("w:w", width).with("w:h", height)
    };
    let sides = [
        ("w:top", page.margin_top),
        ("w:right", page.margin_right),
        ("w:bottom", page.margin_bottom),
        ("w:left", page.margin_left),
        ("w:header", page.header_distance),
        ("w:footer", page.footer_distance),
        ("w:gutter", page.gutter),
    ];
    let margins = sides
        .into_iter()
        .fold(Element::new("w:pgMar"), |margins, (side, length)| margins.with(side, length.twips().to_string()));
    [size, margins]
}

/// `w:pgNumType` (ECMA-376-1 §17.6.12); nothing where Word's own is right.
fn page_numbers(pattern: Option<PagePattern>, restarts: bool) -> Option<Element> {
    let mut numbers = Element::new("w:pgNumType");
    let counter = pattern.map(|pattern| pattern.counter);
    if let Some(counter) = counter.filter(|counter| *counter != Counter::Arabic) {
        numbers.set("w:fmt", crate::write::docx::properties::number_format(counter));
    }
    if restarts {
        numbers.set("w:start", "1");
    }
    (!numbers.attributes.is_empty()).then_some(numbers)
}

/// `w:lnNumType` (ECMA-376-1 §17.6.8): the numbers of the lines of the text.
fn line_numbers(style: &Style, zone: Zone) -> Option<Element> {
    let restart = match style.page.line_numbers {
        LineNumbers::None => return None,
        LineNumbers::Page => "newPage",
        LineNumbers::Document => "continuous",
    };
    let numbers = Element::new("w:lnNumType").with("w:countBy", "1").with("w:restart", restart);
    (zone == Zone::Text).then_some(numbers)
}

fn columns(style: &Style, section: Section) -> Element {
    let columns = Element::new("w:cols");
    let columns = match section.columns {
        0 | 1 => columns,
        count => columns.with("w:num", count.to_string()),
    };
    columns.with("w:space", style.column_gap().twips().to_string())
}

/// `w:docGrid` (ECMA-376-1 §17.6.5): the pitch of the lines. A grid of characters
/// is not written as one, since the programs that open Word files disagree on
/// what it does to a character wider than its cell; the runs carry the space
/// between characters instead.
fn grid(style: &Style) -> Element {
    let grid = Element::new("w:docGrid");
    let pitch = style.grid_pitch();
    let (grid, pitch) = match style.page.grid {
        Grid::None => (grid, pitch.twips()),
        // Rounded up, the last line would leave the page: LibreOffice sets one less
        // then, all of them half a line lower.
        Grid::Lines(_) | Grid::Characters(..) => (grid.with("w:type", "lines"), (pitch.pt() * 20.0).floor() as i64),
    };
    grid.with("w:linePitch", pitch.to_string())
}
