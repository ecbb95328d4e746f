//! Goes through the frames of pages and notes what their columns hold.

use std::collections::{BTreeMap, HashMap};

use typst::foundations::{Label, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::model::{FootnoteEntry, HeadingElem, ParElem};
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::syntax::Span;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::label;
use crate::model::resolved::AnchorId;
use crate::style::Style;
use crate::write::typst::FloatingFigure;

/// Sizes that differ by less, as a part of them, are the same: an English word in
/// Chinese text may be set a little larger or smaller.
const SAME: f64 = 0.1;

/// So many signs of a paragraph are kept.
const SIGNS: usize = 4;

/// A column by its page and its place there, in the order of the text.
pub(super) type Place = (usize, usize);
/// The columns that hold anything.
pub(super) type Columns = BTreeMap<Place, Column>;

/// What a column of a page holds of the text.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// The first thing but for headings and what has left its place.
    pub(super) first: Option<First>,
    /// Where the last thing ends, in pt.
    pub(super) end: f64,
    /// Where the first note begins, in pt.
    pub(super) notes: Option<f64>,
    /// The paragraphs, by the place of their tags.
    pub(super) paragraphs: HashMap<Location, Lines>,
}

/// The first thing of a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct First {
    /// Where its top is, in pt.
    top: f64,
    /// The figure that it belongs to.
    pub(super) figure: Option<AnchorId>,
    /// The paragraph that it belongs to.
    pub(super) paragraph: Option<Location>,
}

/// What a column holds of a paragraph.
#[derive(Debug)]
pub(super) struct Lines {
    /// The baselines of its first and its last line, in pt.
    first: f64,
    pub(super) last: f64,
    /// The size of its text, in pt.
    pub(super) size: f64,
    /// Some of its signs: their places in the source.
    pub(super) signs: Vec<(Span, u16)>,
}

impl Lines {
    /// Takes a text to them. What is smaller than the rest is an index or a part of a
    /// formula, which stands over or under the baseline.
    fn take(&mut self, base: f64, size: f64) {
        if size > self.size * (1.0 + SAME) {
            (self.first, self.last, self.size) = (base, base, size);
        } else if size > self.size * (1.0 - SAME) {
            (self.first, self.last) = (self.first.min(base), self.last.max(base));
        }
    }

    /// Whether they are one line.
    pub(super) fn are_one(&self) -> bool {
        self.last - self.first < self.size
    }
}

/// What the columns of all pages hold.
pub(super) fn gather(document: &PagedDocument, figures: &[FloatingFigure], style: &Style) -> Columns {
    let staying = figures.iter().filter(|figure| figure.stays);
    let figures = staying.filter_map(|figure| Some((label(figure.caption)?, figure.caption))).collect();
    let mut walk = Walk { figures, style, page: 0, columns: Columns::new(), open: Vec::new(), apart: Vec::new() };
    for (at, page) in document.pages().iter().enumerate() {
        walk.page = at;
        walk.frame(&page.frame, Transform::identity(), false);
    }
    walk.columns
}

/// The column that something at this distance from the left edge of the page is in.
pub(super) fn column(style: &Style, x: Abs) -> usize {
    let page = &style.page;
    let count = page.columns.max(1);
    let width = (style.column_width(page.text_width(), count) + style.column_gap()).pt();
    let at = (x.to_pt() - (page.margin_left + page.gutter).pt()) / width;
    (at.max(0.0) as usize).min(usize::from(count) - 1)
}

/// Where the text of a column has to end, in pt from the top of the page.
pub(super) fn foot(columns: &Columns, place: &Place, style: &Style) -> f64 {
    let page = &style.page;
    match columns.get(place).and_then(|column| column.notes) {
        // Over the notes are a line and the room that Typst leaves over that: an em.
        Some(notes) => notes - (style.notes.text.pitch() - style.notes.text.size()).pt() - style.body.size().pt(),
        None => (page.margin_top + page.text_height()).pt(),
    }
}

/// What is open at a place of the text.
#[derive(Clone, Copy)]
enum Open {
    Figure(AnchorId),
    Paragraph,
}

/// What is no running text.
#[derive(Clone, Copy, PartialEq)]
enum Apart {
    Heading,
    Note,
    /// A header, a footer, what stands behind the page.
    Margin,
}

/// The pass through the frames.
struct Walk<'a> {
    figures: HashMap<Label, AnchorId>,
    style: &'a Style,
    page: usize,
    columns: Columns,
    /// The figures and paragraphs that are open.
    open: Vec<(Location, Open)>,
    /// What is open that is no running text.
    apart: Vec<(Location, Apart)>,
}

impl Walk<'_> {
    /// `left` says that what the frame holds has left its place.
    fn frame(&mut self, frame: &Frame, at: Transform, left: bool) {
        for (position, item) in frame.items() {
            let at = at.pre_concat(Transform::translate(position.x, position.y));
            match item {
                FrameItem::Tag(tag) => self.tag(tag),
                FrameItem::Group(group) => {
                    self.frame(&group.frame, at.pre_concat(group.transform), left || group.parent.is_some());
                }
                FrameItem::Text(text) => self.text(text, at, left),
                FrameItem::Image(_, size, _) => {
                    self.thing(at, Abs::zero(), size.y, left);
                }
                FrameItem::Shape(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(element, _) => {
                let Some(location) = element.location() else { return };
                if let Some(anchor) = element.label().and_then(|label| self.figures.get(&label)) {
                    self.open.push((location, Open::Figure(*anchor)));
                } else if element.is::<ParElem>() {
                    self.open.push((location, Open::Paragraph));
                } else if element.is::<HeadingElem>() {
                    self.apart.push((location, Apart::Heading));
                } else if element.is::<FootnoteEntry>() {
                    self.apart.push((location, Apart::Note));
                } else if let Some(artifact) = element.to_packed::<ArtifactElem>() {
                    let kind = artifact.kind.get(StyleChain::default());
                    if matches!(kind, ArtifactKind::Header | ArtifactKind::Footer | ArtifactKind::Background) {
                        self.apart.push((location, Apart::Margin));
                    }
                }
            }
            Tag::End(location, ..) => {
                self.open.retain(|(open, _)| open != location);
                self.apart.retain(|(open, _)| open != location);
            }
        }
    }

    fn text(&mut self, text: &TextItem, at: Transform, left: bool) {
        let Some(glyph) = text.glyphs.first().filter(|_| !text.text.trim().is_empty()) else { return };
        let paragraph = self.paragraph().filter(|_| self.apart.is_empty() && !left);
        let Some(column) = self.thing(at, -text.size, Abs::zero(), left) else { return };
        let Some(paragraph) = paragraph else { return };
        let (base, size) = (Point::zero().transform(at).y.to_pt(), text.size.to_pt());
        let lines = column.paragraphs.entry(paragraph);
        let lines = lines.or_insert(Lines { first: base, last: base, size, signs: Vec::new() });
        if lines.signs.len() < SIGNS {
            lines.signs.push(glyph.span);
        }
        lines.take(base, size);
    }

    fn paragraph(&self) -> Option<Location> {
        self.open.iter().rev().find_map(|(location, open)| matches!(open, Open::Paragraph).then_some(*location))
    }

    /// Something that reaches from over to under a point; gives its column, if it is
    /// part of the text.
    fn thing(&mut self, at: Transform, over: Abs, under: Abs, left: bool) -> Option<&mut Column> {
        let is_open = |apart| self.apart.iter().any(|(_, open)| *open == apart);
        if is_open(Apart::Margin) {
            return None;
        }
        let in_note = is_open(Apart::Note);
        let (top, end) = (Point::with_y(over).transform(at), Point::with_y(under).transform(at));
        let paragraph = self.paragraph();
        let figure = self.open.iter().rev().find_map(|(_, open)| match open {
            Open::Figure(anchor) => Some(*anchor),
            Open::Paragraph => None,
        });
        let column = self.columns.entry((self.page, column(self.style, top.x))).or_default();
        let top = top.y.to_pt();
        if in_note {
            column.notes = Some(column.notes.map_or(top, |first| first.min(top)));
            return None;
        }
        column.end = column.end.max(end.y.to_pt());
        if self.apart.is_empty() && !left && column.first.is_none_or(|first| top < first.top) {
            column.first = Some(First { top, figure, paragraph });
        }
        Some(column)
    }
}
