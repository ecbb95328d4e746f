//! Laid-out pages become the places in the manuscript that they come from, and a
//! point on a page the place that it shows.

use std::collections::HashMap;
use std::ops::Range;

use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::model::Destination;
use typst::syntax::Span as TypstSpan;

use super::{Layout, blame};
use crate::diag::Span;

/// Text or a picture on a page, with where it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passage {
    /// The page, from 0.
    pub page: usize,
    /// The distance of its upper edge from that of the page in pt.
    pub top: f64,
    /// The size of its letters in pt; 0 for a picture.
    pub size: f64,
    /// Where it was written.
    pub span: Span,
}

/// The bytes of the source that were looked up: all lines of a passage ask the same.
type Known = HashMap<TypstSpan, Option<Range<usize>>>;

/// A piece of a page.
struct Piece<'a> {
    min: Point,
    max: Point,
    item: &'a FrameItem,
}

impl Layout {
    /// All that comes from the manuscript, in the order of the pages, but for what
    /// leads to another place of the document, as the lines of contents do.
    #[must_use]
    pub fn passages(&self) -> Vec<Passage> {
        let (mut passages, mut known) = (Vec::new(), Known::new());
        for (page, sheet) in self.document.pages().iter().enumerate() {
            let mut pieces = Vec::new();
            collect(&sheet.frame, Transform::identity(), false, &mut pieces);
            passages.extend(pieces.iter().filter_map(|piece| {
                let size = if let FrameItem::Text(text) = piece.item { text.size.to_pt() } else { 0.0 };
                Some(Passage {
                    page,
                    top: piece.min.y.to_pt(),
                    size,
                    span: self.written(piece, piece.min.x, &mut known)?,
                })
            }));
        }
        passages
    }

    /// Where it was written what is nearest to a point of a page, in pt from its
    /// upper left corner.
    #[must_use]
    pub fn origin(&self, page: usize, x: f64, y: f64) -> Option<Span> {
        let (x, y) = (Abs::pt(x), Abs::pt(y));
        let mut pieces = Vec::new();
        collect(&self.document.pages().get(page)?.frame, Transform::identity(), true, &mut pieces);
        let outside = |at: Abs, min: Abs, max: Abs| (min - at).max(at - max).max(Abs::zero()).to_pt();
        let mut near: Vec<(f64, &Piece<'_>)> = pieces
            .iter()
            .map(|piece| (outside(x, piece.min.x, piece.max.x).hypot(outside(y, piece.min.y, piece.max.y)), piece))
            .collect();
        near.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        // What fuzi adds, as numbers, was written nowhere.
        let mut known = Known::new();
        near.into_iter().find_map(|(_, piece)| self.written(piece, x, &mut known))
    }

    /// Where a piece was written, or the letter of it at a distance from the left.
    fn written(&self, piece: &Piece<'_>, x: Abs, known: &mut Known) -> Option<Span> {
        let (span, offset): (TypstSpan, u16) = match piece.item {
            FrameItem::Text(text) => {
                let mut left = piece.min.x;
                let at = |glyph: &&typst::text::Glyph| {
                    left += glyph.x_advance.at(text.size);
                    left > x
                };
                text.glyphs.iter().find(at).or(text.glyphs.last())?.span
            }
            FrameItem::Image(_, _, span) => (*span, 0),
            _ => return None,
        };
        let node = known.entry(span).or_insert_with(|| blame::range(&self.text, span));
        let byte = node.as_ref()?.start + usize::from(offset);
        self.source.origin(byte)
    }
}

/// Gathers texts and pictures; those that lead to another place of the document if
/// they are wanted.
fn collect<'a>(frame: &'a Frame, at: Transform, with_links: bool, pieces: &mut Vec<Piece<'a>>) {
    let leads = |item: &FrameItem| matches!(item, FrameItem::Link(to, _) if !matches!(to, Destination::Url(_)));
    let links: Vec<(Point, Size)> = frame
        .items()
        .filter(|(_, item)| !with_links && leads(item))
        .filter_map(|(point, item)| if let FrameItem::Link(_, size) = item { Some((*point, *size)) } else { None })
        .collect();
    let within = |point: &Point| {
        let inside = |at: Abs, from: Abs, size: Abs| from <= at && at <= from + size;
        links.iter().any(|(from, size)| inside(point.x, from.x, size.x) && inside(point.y, from.y, size.y))
    };
    for (point, item) in frame.items() {
        if within(point) {
            continue;
        }
        let at = at.pre_concat(Transform::translate(point.x, point.y));
        match item {
            FrameItem::Group(group) => collect(&group.frame, at.pre_concat(group.transform), with_links, pieces),
            FrameItem::Text(text) => {
                pieces.push(piece(item, Point::with_y(-text.size), Point::new(text.width(), text.size * 0.25), at));
            }
            FrameItem::Image(_, size, _) => pieces.push(piece(item, Point::zero(), size.to_point(), at)),
            FrameItem::Shape(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}

/// A piece with its edges on the page.
fn piece(item: &FrameItem, min: Point, max: Point, at: Transform) -> Piece<'_> {
    let (one, other) = (min.transform(at), max.transform(at));
    Piece { min: one.min(other), max: one.max(other), item }
}
