//! Where the parts of a page may stand: the text area and its columns by the
//! style, cells by the tags of their table, boxes by what is painted behind
//! them. All lengths are in pt.

use std::collections::BTreeMap;

use typst::foundations::{Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Transform};
use typst::model::TableCell;
use typst::visualize::Geometry;

use crate::style::Style;
use crate::style::value::LineNumbers;

/// The most columns that a passage of a document has.
const MOST_COLUMNS: u8 = 4;
/// Lengths that differ by less are the same.
const SAME: f64 = 0.01;

/// What has edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Page,
    Column,
    Box,
    Cell,
}

/// The edges of something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) place: Place,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The cell whose edges they are.
    pub(super) cell: Option<Location>,
}

/// The room of text on the pages of a style.
#[derive(Debug)]
pub(super) struct TextArea {
    left: f64,
    right: f64,
    bottom: f64,
    columns: Vec<f64>,
    gap: f64,
    numbers_lines: bool,
}

impl TextArea {
    /// That of a style; in a document without columns nothing is as wide as one
    /// but by chance.
    pub(super) fn of(style: &Style, has_columns: bool) -> Self {
        let page = &style.page;
        let columns =
            (2..=MOST_COLUMNS).filter(|_| has_columns).map(|count| style.column_width(page.text_width(), count).pt());
        Self {
            left: (page.margin_left + page.gutter).pt(),
            right: page.margin_right.pt(),
            bottom: page.margin_bottom.pt(),
            columns: columns.collect(),
            gap: style.column_gap().pt(),
            numbers_lines: style.page.line_numbers != LineNumbers::None,
        }
    }

    /// Whether a text that ends somewhere is the number of a line beside the area.
    pub(super) fn is_line_number(&self, text: &str, right: f64) -> bool {
        self.numbers_lines && right <= self.left && text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The edges of the text on a page.
    pub(super) fn on(&self, page: &Frame) -> Bounds {
        let right = page.width().to_pt() - self.right;
        Bounds { place: Place::Page, left: self.left, right, cell: None }
    }

    /// Where the text of a page ends.
    pub(super) fn bottom(&self, page: &Frame) -> f64 {
        page.height().to_pt() - self.bottom
    }

    /// Whether something is as wide as a column.
    pub(super) fn is_column(&self, width: f64) -> bool {
        self.columns.iter().any(|column| (column - width).abs() < SAME)
    }
}

/// The first of several columns, whose items lie in the frame around them while
/// the others have frames of their own.
pub(super) struct FirstColumn {
    pub(super) bounds: Bounds,
    /// How many items of the frame lie in it.
    pub(super) items: usize,
}

impl TextArea {
    /// The first column of a frame that has several.
    pub(super) fn first_column(&self, frame: &Frame, at: Transform) -> Option<FirstColumn> {
        frame.items().enumerate().find_map(|(items, (position, item))| {
            let FrameItem::Group(group) = item else { return None };
            let width = group.frame.width().to_pt();
            let left = position.x.to_pt() - width - self.gap;
            (left > -SAME && self.is_column(width)).then(|| {
                let left = at.tx.to_pt() + left;
                let bounds = Bounds { place: Place::Column, left, right: left + width, cell: None };
                FirstColumn { bounds, items }
            })
        })
    }
}

/// The edges of a frame at its place on the page.
pub(super) fn of_frame(place: Place, frame: &Frame, at: Transform) -> Bounds {
    let left = at.tx.to_pt();
    Bounds { place, left, right: left + frame.width().to_pt(), cell: None }
}

/// Whether a frame is a box: it is painted from edge to edge.
pub(super) fn is_box(frame: &Frame) -> bool {
    let Some((at, FrameItem::Shape(shape, _))) = frame.items().next() else { return false };
    let Geometry::Rect(size) = &shape.geometry else { return false };
    shape.fill.is_some() && at.x.to_pt().abs() < SAME && (size.x - frame.width()).to_pt().abs() < SAME
}

/// The left edges of the columns of a table, within its frame.
pub(super) struct Edges {
    columns: BTreeMap<usize, f64>,
    end: f64,
}

impl Edges {
    /// Those that the cells of a frame show; `None` where it holds no cells.
    pub(super) fn of(frame: &Frame) -> Option<Self> {
        let mut columns = BTreeMap::new();
        for (at, item) in frame.items() {
            if let FrameItem::Tag(Tag::Start(element, _)) = item
                && let Some(cell) = element.to_packed::<TableCell>()
                && let Smart::Custom(column) = cell.x.get(StyleChain::default())
            {
                columns.insert(column, at.x.to_pt());
            }
        }
        (!columns.is_empty()).then(|| Self { columns, end: frame.width().to_pt() })
    }

    /// How far from the left edge of a cell its right one is.
    pub(super) fn width(&self, column: usize, columns: usize) -> Option<f64> {
        let left = self.columns.get(&column)?;
        let right = self.columns.range(column + columns..).next().map_or(self.end, |(_, right)| *right);
        Some(right - left)
    }
}
