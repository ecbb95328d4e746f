//! Laid-out pages become the figures that leave much of a page, or of a column, empty
//! before them because they do not fit there. Typst moves such a figure on and leaves
//! the text behind it where it was.
//!
//! Notes stand at the foot of a page whatever is above them, and headers and footers
//! outside of it: neither counts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use typst::foundations::{Label, StyleChain};
use typst::introspection::{Introspector as _, Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::model::{FootnoteEntry, HeadingElem};
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::model::resolved::AnchorId;
use crate::style::Style;
use crate::write::typst::{FloatingFigure, TypstSource, anchor_label};

/// A column of a page, in the order of the text.
type Column = (usize, usize);

/// What a column of a page holds of the text.
#[derive(Debug, Clone, Copy, Default)]
struct Filled {
    /// The first thing but for headings and what has left its place: where its top is,
    /// in pt, and the figure that it belongs to.
    first: Option<(f64, Option<AnchorId>)>,
    /// Where the last thing ends, in pt.
    end: f64,
}

/// The captions of the figures that may leave their places and should: those that leave
/// much of a column empty, and those that would come before one that has left its place.
pub(super) fn figures(document: &PagedDocument, source: &TypstSource, style: &Style) -> BTreeSet<AnchorId> {
    if source.floating().is_empty() {
        return BTreeSet::new();
    }
    let mut walk = Walk::new(source.floating(), style);
    for (at, page) in document.pages().iter().enumerate() {
        walk.page = at;
        walk.frame(&page.frame, Transform::identity(), false);
    }
    let mut found = walk.behind_empty_feet(style);
    found.extend(overtaking(document, source, style));
    found
}

/// The figures that stand before one that was written before them.
fn overtaking(document: &PagedDocument, source: &TypstSource, style: &Style) -> Vec<AnchorId> {
    let introspector = document.introspector();
    let place = |anchor: AnchorId| {
        let location = introspector.query_label(label(anchor)?).ok()?.location()?;
        let position = introspector.position(location)?;
        Some((position.page, column(style, position.point.x), position.point.y))
    };
    let mut last = None;
    let mut found = Vec::new();
    for figure in source.floating() {
        let here = place(figure.caption);
        if figure.stays && here < last {
            found.push(figure.caption);
        } else {
            last = here;
        }
    }
    found
}

fn label(anchor: AnchorId) -> Option<Label> {
    Label::new(PicoStr::intern(&anchor_label(anchor)))
}

/// The column that something at this distance from the left edge of the page is in.
fn column(style: &Style, x: Abs) -> usize {
    let page = &style.page;
    let count = page.columns.max(1);
    let width = (style.column_width(page.text_width(), count) + style.column_gap()).pt();
    let at = (x.to_pt() - (page.margin_left + page.gutter).pt()) / width;
    (at.max(0.0) as usize).min(usize::from(count) - 1)
}

/// The pass through the frames.
struct Walk<'a> {
    candidates: HashMap<Label, AnchorId>,
    style: &'a Style,
    page: usize,
    columns: BTreeMap<Column, Filled>,
    /// The figures that are open.
    figures: Vec<(Location, AnchorId)>,
    /// The headings, notes, headers and footers that are open, and whether they count.
    apart: Vec<(Location, bool)>,
}

impl<'a> Walk<'a> {
    fn new(figures: &[FloatingFigure], style: &'a Style) -> Self {
        let staying = figures.iter().filter(|figure| figure.stays);
        let candidates = staying.filter_map(|figure| Some((label(figure.caption)?, figure.caption))).collect();
        Self { candidates, style, page: 0, columns: BTreeMap::new(), figures: Vec::new(), apart: Vec::new() }
    }

    fn frame(&mut self, frame: &Frame, at: Transform, left: bool) {
        for (position, item) in frame.items() {
            let at = at.pre_concat(Transform::translate(position.x, position.y));
            match item {
                FrameItem::Tag(tag) => self.tag(tag),
                FrameItem::Group(group) => {
                    self.frame(&group.frame, at.pre_concat(group.transform), left || group.parent.is_some());
                }
                FrameItem::Text(text) if !text.text.trim().is_empty() => self.thing(at, -text.size, Abs::zero(), left),
                FrameItem::Image(_, size, _) => self.thing(at, Abs::zero(), size.y, left),
                FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(element, _) => {
                let Some(location) = element.location() else { return };
                if let Some(anchor) = element.label().and_then(|label| self.candidates.get(&label)) {
                    self.figures.push((location, *anchor));
                } else if element.is::<HeadingElem>() {
                    self.apart.push((location, true));
                } else if element.is::<FootnoteEntry>() {
                    self.apart.push((location, false));
                } else if let Some(artifact) = element.to_packed::<ArtifactElem>() {
                    let kind = artifact.kind.get(StyleChain::default());
                    if matches!(kind, ArtifactKind::Header | ArtifactKind::Footer | ArtifactKind::Background) {
                        self.apart.push((location, false));
                    }
                }
            }
            Tag::End(location, ..) => {
                self.figures.retain(|(open, _)| open != location);
                self.apart.retain(|(open, _)| open != location);
            }
        }
    }

    /// Something that reaches from over to under a point.
    fn thing(&mut self, at: Transform, over: Abs, under: Abs, left: bool) {
        if self.apart.iter().any(|(_, counts)| !counts) {
            return;
        }
        let (top, end) = (Point::with_y(over).transform(at), Point::with_y(under).transform(at));
        let column = column(self.style, top.x);
        let filled = self.columns.entry((self.page, column)).or_default();
        filled.end = filled.end.max(end.y.to_pt());
        if self.apart.is_empty() && !left && filled.first.is_none_or(|(first, _)| top.y.to_pt() < first) {
            filled.first = Some((top.y.to_pt(), self.figures.last().map(|(_, anchor)| *anchor)));
        }
    }

    /// The figures before which more of a column is empty than the style lets.
    fn behind_empty_feet(&self, style: &Style) -> BTreeSet<AnchorId> {
        let page = &style.page;
        let height = page.text_height().pt();
        let least = page.margin_top.pt() + height * (1.0 - style.figure.empty_foot);
        let pairs = self.columns.values().zip(self.columns.values().skip(1));
        pairs.filter(|(before, _)| before.end < least).filter_map(|(_, behind)| behind.first?.1).collect()
    }
}
