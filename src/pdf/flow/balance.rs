//! The columns of the last page become the room that they can spare at its foot so that
//! they end level. Typst fills one column after the other.
//!
//! The room is what remains when everything that they hold is dealt out to columns as low
//! as can be. What must stay together does not show: whether it comes true, only another
//! layout tells.

use typst::foundations::Label;
use typst::introspection::{Introspector as _, Tag};
use typst::layout::{Frame, FrameItem, GroupItem, Point, Transform};
use typst::model::FootnoteEntry;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::columns::column;
use crate::length::Length;
use crate::style::Style;
use crate::write::typst::{COLUMNS_END, COLUMNS_START};

/// How far text reaches over and under its baseline, in its size.
const OVER: f64 = 0.88;
const UNDER: f64 = 0.12;

/// The height of columns is found to this, in pt.
const EXACT: f64 = 0.1;

/// What stands between two heights, in pt.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Piece {
    top: f64,
    end: f64,
}

/// The room; nothing where columns need not end level, or do so already.
pub(in crate::pdf) fn spare_room(document: &PagedDocument, style: &Style) -> Option<Length> {
    let (last, _) = place(document, COLUMNS_END)?;
    let (first, start) = place(document, COLUMNS_START)?;
    let page = document.pages().get(last.checked_sub(1)?)?;
    let top = if first == last { start } else { style.page.margin_top.pt() };
    let count = usize::from(style.page.columns);
    let foot = (style.page.margin_top + style.page.text_height()).pt();
    let mut walk = Walk { style, top, foot, columns: vec![Vec::new(); count] };
    walk.frame(&page.frame, Transform::identity());
    let line = style.body.pitch().pt();
    let (top, foot) = (walk.top - EXACT, walk.foot + line);
    let columns: Vec<Vec<Piece>> = walk.columns.into_iter().map(|all| merged(all, top, foot)).collect();
    let top = columns.iter().filter_map(|column| Some(column.first()?.top)).min_by(f64::total_cmp)?;
    let end = columns.iter().filter_map(|column| Some(column.last()?.end)).max_by(f64::total_cmp)?;
    let height = least_height(&under_each_other(&columns, line - style.body.size().pt()), count)?;
    // Columns that are level have nothing to spare, as little as a single line has.
    let is_level = end - top - height < line / 2.0;
    let room = walk.foot - top - height;
    (!is_level && room >= line).then(|| Length::points((room / EXACT).floor() * EXACT))
}

/// What stands between these heights, from the top, as pieces apart from each other.
fn merged(mut pieces: Vec<Piece>, top: f64, foot: f64) -> Vec<Piece> {
    pieces.retain(|piece| piece.top >= top && piece.end <= foot);
    pieces.sort_by(|one, other| one.top.total_cmp(&other.top));
    let mut all: Vec<Piece> = Vec::new();
    for piece in pieces {
        match all.last_mut().filter(|last| piece.top < last.end) {
            Some(last) => last.end = last.end.max(piece.end),
            None => all.push(piece),
        }
    }
    all
}

/// The pieces of all columns in one, as far from each other where two columns meet as two
/// lines are.
fn under_each_other(columns: &[Vec<Piece>], gap: f64) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    for column in columns {
        let Some(first) = column.first() else { continue };
        let by = all.last().map_or(0.0, |last| last.end + gap - first.top);
        all.extend(column.iter().map(|piece| Piece { top: piece.top + by, end: piece.end + by }));
    }
    all
}

/// The least height of so many columns that hold these pieces one after the other.
fn least_height(pieces: &[Piece], count: usize) -> Option<f64> {
    let mut most = pieces.last()?.end - pieces.first()?.top;
    let mut least = 0.0;
    while most - least > EXACT {
        let middle = f64::midpoint(least, most);
        if fit(pieces, count, middle) {
            most = middle;
        } else {
            least = middle;
        }
    }
    Some(most)
}

/// Whether so many columns of a height hold these pieces.
fn fit(pieces: &[Piece], count: usize, height: f64) -> bool {
    let mut rest = pieces;
    for _ in 0..count {
        let Some(first) = rest.first() else { return true };
        let held = rest.iter().take_while(|piece| piece.end - first.top <= height).count();
        rest = &rest[held..];
    }
    rest.is_empty()
}

/// The page of a label, from 1, and how far under its upper edge it stands, in pt.
fn place(document: &PagedDocument, name: &str) -> Option<(usize, f64)> {
    let introspector = document.introspector();
    let label = Label::new(PicoStr::intern(name))?;
    let position = introspector.position(introspector.query_label(label).ok()?.location()?)?;
    Some((position.page.get(), position.point.y.to_pt()))
}

/// The pass through the frames of the page.
struct Walk<'a> {
    style: &'a Style,
    /// Where the columns begin and have to end, in pt.
    top: f64,
    foot: f64,
    columns: Vec<Vec<Piece>>,
}

impl Walk<'_> {
    fn frame(&mut self, frame: &Frame, at: Transform) {
        for (position, item) in frame.items() {
            let at = at.pre_concat(Transform::translate(position.x, position.y));
            match item {
                FrameItem::Group(group) => self.group(group, at),
                // A watermark runs across the page.
                FrameItem::Text(text) if !text.text.trim().is_empty() && at.kx.is_zero() => {
                    let size = text.size.to_pt();
                    self.piece(at, OVER * size, UNDER * size);
                }
                FrameItem::Image(_, size, _) => self.piece(at, 0.0, size.y.to_pt()),
                FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    /// What has left its place stands in a group of its own: notes, and figures, of which
    /// those as wide as the page take room from all columns.
    fn group(&mut self, group: &GroupItem, at: Transform) {
        let at = at.pre_concat(group.transform);
        let top = Point::zero().transform(at).y.to_pt();
        let end = top + group.frame.height().to_pt();
        let page = &self.style.page;
        let width = self.style.column_width(page.text_width(), page.columns).pt();
        let has_left = group.parent.is_some();
        let is_note = has_left && holds_note(&group.frame);
        if is_note || has_left && group.frame.width().to_pt() > width + 1.0 {
            if is_note || top - self.top > self.foot - end {
                self.foot = self.foot.min(top - self.style.body.size().pt());
            } else {
                self.top = self.top.max(end);
            }
        } else {
            self.frame(&group.frame, at);
        }
    }

    fn piece(&mut self, at: Transform, over: f64, under: f64) {
        let point = Point::zero().transform(at);
        let base = point.y.to_pt();
        let piece = Piece { top: base - over, end: base + under };
        let at = column(self.style, point.x);
        if let Some(pieces) = self.columns.get_mut(at) {
            pieces.push(piece);
        }
    }
}

fn holds_note(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Tag(Tag::Start(element, _)) => element.is::<FootnoteEntry>(),
        FrameItem::Group(group) => holds_note(&group.frame),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize, height: f64) -> Vec<Piece> {
        (0..count).map(|at| at as f64 * 16.0).map(|top| Piece { top, end: top + height }).collect()
    }

    #[test]
    fn lines_are_dealt_out_evenly() {
        let columns = [lines(40, 10.0), lines(5, 10.0)];
        let all = under_each_other(&columns, 6.0);
        assert_eq!(all, lines(45, 10.0));
        // 23 lines in the first column.
        let height = least_height(&all, 2).unwrap();
        assert!((height - (22.0 * 16.0 + 10.0)).abs() < 0.2, "{height}");
    }

    #[test]
    fn what_is_high_stays_whole() {
        let pieces = [Piece { top: 0.0, end: 10.0 }, Piece { top: 16.0, end: 116.0 }, Piece { top: 122.0, end: 132.0 }];
        let height = least_height(&pieces, 2).unwrap();
        assert!((height - 116.0).abs() < 0.2, "{height}");
        assert_eq!(least_height(&[], 2), None);
    }

    #[test]
    fn what_overlaps_is_one_piece_and_margins_are_none() {
        let index = Piece { top: 12.0, end: 20.0 };
        let pieces = vec![Piece { top: -30.0, end: -20.0 }, index, Piece { top: 0.0, end: 14.0 }];
        assert_eq!(merged(pieces, 0.0, 100.0), [Piece { top: 0.0, end: 20.0 }]);
    }
}
