//! Sections: the pages that share paper, columns, header, footer and count
//! (ECMA-376-1 §17.6). It must not know what made a section begin.

use std::fmt::Write as _;

use super::margins::Margins;
use crate::length::Length;
use crate::style::Style;
use crate::style::numbering::Counter;
use crate::style::value::{Grid, NoteFormat, NotePlace, NoteRestart, PagePattern};

/// What the pages of a section are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// The cover, which has neither header nor number.
    Cover,
    /// The pages before the text, where they differ from those of the text.
    Front,
    /// The text.
    Text,
}

/// What the pages of a section share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Section {
    /// What they are for.
    pub zone: Zone,
    /// Whether the paper lies.
    pub landscape: bool,
    /// How many columns.
    pub columns: u8,
}

impl Default for Section {
    fn default() -> Self {
        Self { zone: Zone::Text, landscape: false, columns: 1 }
    }
}

impl Section {
    /// The width of its text, or of one of its columns.
    #[must_use]
    pub(super) fn width(self, style: &Style) -> Length {
        let page = &style.page;
        let whole = if self.landscape { page.landscape_width() } else { page.text_width() };
        style.column_width(whole, self.columns)
    }

    fn number(self, style: &Style) -> Option<PagePattern> {
        match self.zone {
            Zone::Cover => None,
            Zone::Front => style.page_number.front().or_else(|| style.page_number.body()),
            Zone::Text => style.page_number.body(),
        }
    }
}

/// The section that is written and the one that is to come.
#[derive(Debug, Clone, Default)]
pub(super) struct Sections {
    /// That of the text so far.
    pub current: Section,
    /// That of the text to come.
    pub wanted: Section,
    /// The headers and footers.
    pub margins: Margins,
    continuous: bool,
    restarts: bool,
}

impl Sections {
    /// The properties of the current section, in the schema's order
    /// (`CT_SectPr`, ECMA-376-1 Annex A). Numbers begin anew only where the
    /// section is the first of its zone.
    #[must_use]
    pub(super) fn write(&self, style: &Style) -> String {
        let kind = if self.continuous { "continuous" } else { "nextPage" };
        [
            "<w:sectPr>".to_owned(),
            self.margins.references(self.current.zone).to_owned(),
            notes(style),
            format!("<w:type w:val=\"{kind}\"/>"),
            paper(style, self.current),
            page_numbers(self.current.number(style), self.restarts),
            columns(style, self.current),
            grid(style),
            "</w:sectPr>".to_owned(),
        ]
        .concat()
    }

    /// The wanted section follows the current one: on the same page if that is
    /// of the same kind and no page is owed.
    pub(super) fn follow(&mut self, style: &Style, owes_page: bool) {
        let (from, to) = (self.current, self.wanted);
        self.continuous = from.landscape == to.landscape && from.zone == to.zone && !owes_page;
        let counted_apart = from.zone == Zone::Cover || style.page_number.front().is_some();
        self.restarts = from.zone != to.zone && counted_apart;
    }

    /// Whether the current section begins on the page of the one before it.
    #[must_use]
    pub(super) fn is_continuous(&self) -> bool {
        self.continuous
    }
}

/// The section that the text begins in.
#[must_use]
pub(super) fn text_section(style: &Style) -> Section {
    Section { columns: style.page.columns, ..Section::default() }
}

/// The format of the numbers of notes (ECMA-376-1 §17.18.59).
#[must_use]
pub(super) fn note_format(style: &Style) -> &'static str {
    match style.notes.format {
        NoteFormat::Circled => "decimalEnclosedCircleChinese",
        NoteFormat::Arabic => "decimal",
    }
}

/// How notes are counted (ECMA-376-1 §17.11.11, §17.11.4). Notes behind the
/// text cannot begin anew on a page.
fn notes(style: &Style) -> String {
    let format = note_format(style);
    match style.notes.place {
        NotePlace::End => format!("<w:endnotePr><w:numFmt w:val=\"{format}\"/></w:endnotePr>"),
        NotePlace::Foot => {
            let restart = note_restart(style);
            format!("<w:footnotePr><w:numFmt w:val=\"{format}\"/>{restart}</w:footnotePr>")
        }
    }
}

/// Where the numbers of footnotes begin anew (ECMA-376-1 §17.11.19).
#[must_use]
pub(super) fn note_restart(style: &Style) -> &'static str {
    match style.notes.restart {
        NoteRestart::Document => "",
        NoteRestart::Page => "<w:numRestart w:val=\"eachPage\"/>",
    }
}

/// `w:pgSz` and `w:pgMar` (ECMA-376-1 §17.6.13, §17.6.11).
fn paper(style: &Style, section: Section) -> String {
    let page = &style.page;
    let (width, height) = (page.paper.width.twips(), page.paper.height.twips());
    let size = if section.landscape {
        format!("<w:pgSz w:w=\"{height}\" w:h=\"{width}\" w:orient=\"landscape\"/>")
    } else {
        format!("<w:pgSz w:w=\"{width}\" w:h=\"{height}\"/>")
    };
    format!(
        "{size}<w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" \
         w:gutter=\"{}\"/>",
        page.margin_top.twips(),
        page.margin_right.twips(),
        page.margin_bottom.twips(),
        page.margin_left.twips(),
        page.header_distance.twips(),
        page.footer_distance.twips(),
        page.gutter.twips(),
    )
}

/// `w:pgNumType` (ECMA-376-1 §17.6.12); nothing where Word's own is right.
fn page_numbers(pattern: Option<PagePattern>, restarts: bool) -> String {
    let mut out = String::new();
    let counter = pattern.map(|pattern| pattern.counter);
    if let Some(counter) = counter.filter(|counter| *counter != Counter::Arabic) {
        let _ = write!(out, " w:fmt=\"{}\"", super::look::number_format(counter));
    }
    if restarts {
        out.push_str(" w:start=\"1\"");
    }
    if out.is_empty() { out } else { format!("<w:pgNumType{out}/>") }
}

fn columns(style: &Style, section: Section) -> String {
    let gap = style.column_gap().twips();
    match section.columns {
        0 | 1 => format!("<w:cols w:space=\"{gap}\"/>"),
        count => format!("<w:cols w:num=\"{count}\" w:space=\"{gap}\"/>"),
    }
}

/// `w:docGrid` (ECMA-376-1 §17.6.5): the pitch of the lines. A grid of characters
/// is not written as one, since the programs that open Word files disagree on
/// what it does to a character wider than its cell; the runs carry the space
/// between characters instead.
fn grid(style: &Style) -> String {
    let kind = match style.page.grid {
        Grid::None => "",
        Grid::Lines(_) | Grid::Characters(..) => " w:type=\"lines\"",
    };
    format!("<w:docGrid{kind} w:linePitch=\"{}\"/>", style.grid_pitch().twips())
}
