//! Sections: the pages that share paper, columns and footer (ECMA-376-1
//! §17.6). It must not know what made a section begin.

use crate::length::Length;
use crate::style::Style;
use crate::style::value::{Measure, NoteFormat};

/// What the pages of a section share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Section {
    /// Whether the paper lies.
    pub landscape: bool,
    /// How many columns.
    pub columns: u8,
}

impl Default for Section {
    fn default() -> Self {
        Self { landscape: false, columns: 1 }
    }
}

/// The section that is written and the one that is to come.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sections {
    /// That of the text so far.
    pub current: Section,
    /// That of the text to come.
    pub wanted: Section,
    /// Whether there is a footer, with its relation.
    pub footer: Option<usize>,
    continuous: bool,
}

impl Sections {
    /// The properties of the current section.
    #[must_use]
    pub(super) fn write(&self, style: &Style) -> String {
        write(style, self.current, self.continuous, self.footer)
    }

    /// The wanted section follows the current one: on the same page if the
    /// paper is the same.
    pub(super) fn follow(&mut self) {
        self.continuous = self.current.landscape == self.wanted.landscape;
    }

    /// The space between columns: two characters of the text.
    #[must_use]
    pub(super) fn gap(&self, style: &Style) -> Length {
        gap(style)
    }

    /// Whether the current section begins on the page of the one before it.
    #[must_use]
    pub(super) fn is_continuous(&self) -> bool {
        self.continuous
    }
}

/// The format of the numbers of notes (ECMA-376-1 §17.18.59).
#[must_use]
pub(super) fn note_format(style: &Style) -> &'static str {
    match style.notes.format {
        NoteFormat::Circled => "decimalEnclosedCircleChinese",
        NoteFormat::Arabic => "decimal",
    }
}

fn gap(style: &Style) -> Length {
    style.body.size().scaled(2.0)
}

fn write(style: &Style, section: Section, continuous: bool, footer: Option<usize>) -> String {
    let page = &style.page;
    let (width, height) = (page.paper.width.twips(), page.paper.height.twips());
    let size = if section.landscape {
        format!("<w:pgSz w:w=\"{height}\" w:h=\"{width}\" w:orient=\"landscape\"/>")
    } else {
        format!("<w:pgSz w:w=\"{width}\" w:h=\"{height}\"/>")
    };
    let footer =
        footer.map(|id| format!("<w:footerReference w:type=\"default\" r:id=\"rId{id}\"/>")).unwrap_or_default();
    let kind = if continuous { "continuous" } else { "nextPage" };
    let gap = gap(style).twips();
    let columns = match section.columns {
        0 | 1 => format!("<w:cols w:space=\"{gap}\"/>"),
        count => format!("<w:cols w:num=\"{count}\" w:space=\"{gap}\"/>"),
    };
    format!(
        "<w:sectPr>{footer}<w:footnotePr><w:numFmt w:val=\"{}\"/></w:footnotePr><w:type w:val=\"{kind}\"/>{size}\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" \
         w:gutter=\"0\"/>{columns}<w:docGrid w:linePitch=\"{}\"/></w:sectPr>",
        note_format(style),
        page.margin_top.twips(),
        page.margin_right.twips(),
        page.margin_bottom.twips(),
        page.margin_left.twips(),
        page.header_distance.twips(),
        page.footer_distance.twips(),
        Measure::Lines(1.0).length(style.body.size()).twips(),
    )
}
