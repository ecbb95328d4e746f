//! A resolved document becomes Typst source, with a map from its bytes back to
//! the manuscript.
//!
//! Text goes in as string literals, numbers and labels as text; Typst counts
//! nothing but pages. Looks come from the style as rules and functions at the
//! head of the source (`look`). It must not know where fonts and pictures
//! lie: pictures are named by [`image_path`].

#![deny(clippy::wildcard_enum_match_arm, reason = "a new node must be answered by every writer")]

mod block;
mod code;
mod columns;
mod equation;
mod escape;
mod figure;
mod flow;
mod front;
mod inline;
mod letter;
mod look;
pub mod math;
mod official;
mod own_pages;
mod page;
mod table;
mod whole_pages;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::assets::{Fonts, Format, Images};
use crate::diag::Span;
use crate::length::Length;
use crate::model::resolved::{AnchorId, ImageId, Resolved};
use crate::style::Style;
pub use columns::{COLUMNS_END, COLUMNS_FOOT, COLUMNS_START};
pub(crate) use equation::SCALED as SCALED_FORMULA;
pub use official::{IMPRINT, TEXT_END};
pub use own_pages::{OWN_PAGES_END, OWN_PAGES_START};

/// Typst source and where each part of it was written.
#[derive(Debug, Clone)]
pub struct TypstSource {
    /// The source.
    pub text: String,
    map: Vec<(u32, u32, Span)>,
    /// The seal of the document.
    pub seal: String,
    /// The captions of tables over which something stands on their further pages.
    continuing: Vec<AnchorId>,
    floating: Vec<FloatingFigure>,
    /// Where each paragraph of the running text stands, in order.
    paragraphs: Vec<Range<usize>>,
    /// The captions of the tables whose first rows are high.
    high_tables: Vec<HighTable>,
}

/// A figure that need not stand where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FloatingFigure {
    /// The anchor of its caption.
    pub caption: AnchorId,
    /// Whether it does stand there.
    pub stays: bool,
}

/// A table with rows too high to be kept with the next wherever they stand.
#[derive(Debug, Clone)]
pub struct HighTable {
    /// The anchor of its caption.
    pub caption: Option<AnchorId>,
    /// These rows: the first one, the last but one. [`row_label`] has the labels in them
    /// and in the next.
    pub rows: Vec<usize>,
}

impl HighTable {
    /// Whether a row has a label: in a table of three the first one has it too, which
    /// goes with the others.
    fn marks(&self, row: usize) -> bool {
        self.rows.iter().any(|at| *at == row || at + 1 == row || *at == 1 && row == 0)
    }
}

impl TypstSource {
    /// The figures that need not stand where they are written, in order.
    #[must_use]
    pub fn floating(&self) -> &[FloatingFigure] {
        &self.floating
    }

    /// The captions of the tables over which something stands on their further pages.
    #[must_use]
    pub fn continuing(&self) -> &[AnchorId] {
        &self.continuing
    }

    /// The tables whose first or last rows are too high to be kept together wherever
    /// they stand, in order.
    #[must_use]
    pub fn high_tables(&self) -> &[HighTable] {
        &self.high_tables
    }

    /// The paragraph of the running text that holds a byte of the source, by its count.
    #[must_use]
    pub fn paragraph_at(&self, byte: usize) -> Option<usize> {
        let at = self.paragraphs.partition_point(|range| range.end <= byte);
        self.paragraphs.get(at).filter(|range| range.contains(&byte)).map(|_| at)
    }

    /// The place in the manuscript that a byte of the source comes from: that
    /// of the innermost part that holds it.
    #[must_use]
    pub fn origin(&self, byte: usize) -> Option<Span> {
        let byte = u32::try_from(byte).ok()?;
        let upto = self.map.partition_point(|(start, ..)| *start <= byte);
        self.map[..upto].iter().rev().find(|(_, end, _)| byte < *end).map(|(.., span)| *span)
    }
}

/// The name under which the source asks for a picture.
#[must_use]
pub fn image_path(id: ImageId, format: Format) -> String {
    format!("/image-{}.{}", id.0, format.extension())
}

/// The picture that a name of [`image_path`] stands for.
#[must_use]
pub fn image_of_path(path: &str) -> Option<ImageId> {
    let number = path.trim_start_matches('/').strip_prefix("image-")?.split('.').next()?;
    number.parse().ok().map(ImageId)
}

/// The label of an anchor in the source.
#[must_use]
pub fn anchor_label(id: AnchorId) -> String {
    format!("a{}", id.0)
}

/// The label in the head of a table that goes on, known by the anchor of its caption:
/// it is there once on each page of the table.
#[must_use]
pub fn head_label(id: AnchorId) -> String {
    format!("t{}", id.0)
}

/// The label in a row of a table, known by its count among
/// [`TypstSource::high_tables`].
#[must_use]
pub fn row_label(table: usize, row: usize) -> String {
    format!("r{table}-{row}")
}

/// Writes the source of the PDF edition.
#[must_use]
pub fn write(doc: &Resolved, style: &Style, images: &Images, fonts: &Fonts) -> TypstSource {
    write_again(doc, style, images, fonts, &Shown::default())
}

/// What earlier layouts of a document have shown, by the anchors of captions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shown {
    /// The tables that break over pages: only they say on their further pages that they
    /// go on, for that takes Typst twice the time.
    pub broken: BTreeSet<AnchorId>,
    /// The figures that would leave much of a page empty where they are written.
    pub floated: BTreeSet<AnchorId>,
    /// The paragraphs, by their count, whose last line would stand alone on a page, and
    /// how much room has to be taken from the page before.
    pub lone: BTreeMap<usize, Length>,
    /// The rows that stay with the next, with the count of their table among those with
    /// high rows: there one row would stand alone with the head, or at the end.
    pub lone_rows: BTreeSet<(usize, usize)>,
    /// The room under the columns of the last page that end level.
    pub spare: Option<Length>,
}

impl Shown {
    /// This and more.
    #[must_use]
    pub fn with(&self, more: Self) -> Self {
        let mut lone = self.lone.clone();
        lone.extend(more.lone);
        Self {
            broken: &self.broken | &more.broken,
            floated: &self.floated | &more.floated,
            lone,
            lone_rows: &self.lone_rows | &more.lone_rows,
            spare: more.spare.or(self.spare),
        }
    }
}

/// The same, knowing what earlier layouts have shown.
#[must_use]
pub fn write_again(doc: &Resolved, style: &Style, images: &Images, fonts: &Fonts, shown: &Shown) -> TypstSource {
    let mut writer = Writer {
        doc,
        style,
        images,
        fonts,
        text: String::new(),
        map: Vec::new(),
        role: style.body.font.clone(),
        placed: BTreeSet::new(),
        linked: BTreeSet::new(),
        in_columns: false,
        boxes: 0,
        begins_page: false,
        on_new_page: false,
        shown,
        continuing: Vec::new(),
        floating: Vec::new(),
        paragraphs: Vec::new(),
        high_tables: Vec::new(),
        row_mark: None,
        parts: 0,
    };
    writer.header_logo();
    writer.push(&look::preamble(doc, style, fonts));
    writer.push(&equation::rules(doc, style));
    writer.own_functions();
    writer.front();
    writer.body();
    if let Some(imprint) = doc.imprint() {
        writer.imprint(imprint);
    }
    writer.place_lost_anchors();
    writer.pages_behind();
    writer.own_pages_behind();
    let mut map = writer.map;
    map.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    TypstSource {
        seal: doc.seal().to_owned(),
        text: writer.text,
        map,
        continuing: writer.continuing,
        floating: writer.floating,
        paragraphs: writer.paragraphs,
        high_tables: writer.high_tables,
    }
}

/// What is known while the source is written.
struct Writer<'a> {
    doc: &'a Resolved,
    style: &'a Style,
    images: &'a Images,
    fonts: &'a Fonts,
    text: String,
    map: Vec<(u32, u32, Span)>,
    /// The role of the font in force.
    role: String,
    placed: BTreeSet<AnchorId>,
    linked: BTreeSet<AnchorId>,
    /// Whether the text stands in columns, where no page can begin.
    in_columns: bool,
    /// In how many boxes it stands, where neither page nor column can begin.
    boxes: usize,
    /// Whether what comes next is the first on a page that the document began.
    begins_page: bool,
    /// Whether nothing stands yet on a page whose paper was turned for it.
    on_new_page: bool,
    /// What earlier layouts have shown.
    shown: &'a Shown,
    /// The captions of tables that tell where they go on.
    continuing: Vec<AnchorId>,
    /// The figures that need not stand where they are written.
    floating: Vec<FloatingFigure>,
    /// Where each paragraph of the running text stands.
    paragraphs: Vec<Range<usize>>,
    /// The tables with high rows.
    high_tables: Vec<HighTable>,
    /// The label that the next cell takes.
    row_mark: Option<String>,
    /// How many things have been written since the last break of the page that the
    /// document asks for, but for headings.
    parts: usize,
}

impl Writer<'_> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes something and notes that it comes from a span.
    fn mapped(&mut self, span: Span, write: impl FnOnce(&mut Self)) {
        let start = self.text.len();
        write(self);
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        self.map.push((at(start), at(self.text.len()), span));
    }

    /// Writes something in the font of a role.
    fn in_role(&mut self, role: &str, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.role, role.to_owned());
        write(self);
        self.role = outer;
    }

    /// Labels what was written last with an anchor.
    fn label(&mut self, anchor: AnchorId) {
        if self.placed.insert(anchor) {
            self.push(&format!("<{}>", anchor_label(anchor)));
        }
    }

    /// An anchor that stands by itself.
    fn mark(&mut self, anchor: AnchorId) {
        self.push("#metadata(none)");
        self.label(anchor);
    }

    /// A link must lead somewhere, or Typst sets nothing.
    fn place_lost_anchors(&mut self) {
        let lost: Vec<AnchorId> = self.linked.difference(&self.placed).copied().collect();
        for anchor in lost {
            self.mark(anchor);
        }
    }
}
