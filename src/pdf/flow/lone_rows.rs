//! The tables of which one high row stands alone: with the head at the foot of a
//! column, or at the end. A head without rows says nothing, and most such rows are too
//! high to be kept with the next wherever they stand: how much of the column would be
//! empty is only known from it.

use std::collections::BTreeSet;

use typst::foundations::Label;
use typst::introspection::Introspector as _;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::columns::{Columns, Place, column, foot};
use super::label;
use crate::style::Style;
use crate::write::typst::{HighTable, TypstSource, row_label};

/// How many lines the caption and the head of a table take, about, with the half of its
/// first row.
const OVER_FIRST: f64 = 4.0;
/// The part of a column that the first row may take where it goes with the next.
const ROOM: f64 = 0.5;

/// Those rows that may go on with the next, with the count of their table in the source.
pub(super) fn rows(
    columns: &Columns,
    document: &PagedDocument,
    source: &TypstSource,
    style: &Style,
) -> BTreeSet<(usize, usize)> {
    let pages = Pages { columns, document, style };
    let mut found = BTreeSet::new();
    for (count, table) in source.high_tables().iter().enumerate() {
        for row in &table.rows {
            // Of a table of three rows, one and the head would be left.
            let is_whole = *row < 2;
            let is_lone = match is_whole {
                true => pages.may_go_on_whole((count, table), *row),
                false => pages.may_go_on(count, *row),
            };
            if is_lone == Some(true) {
                found.extend((if is_whole { 0 } else { *row }..=*row).map(|row| (count, row)));
            }
        }
    }
    found
}

/// Where the rows of tables stand.
struct Pages<'a> {
    columns: &'a Columns,
    document: &'a PagedDocument,
    style: &'a Style,
}

impl Pages<'_> {
    /// Where something stands: its column, and how far from the top of the page, in pt.
    fn place(&self, label: Option<Label>) -> Option<(Place, f64)> {
        let introspector = self.document.introspector();
        let location = introspector.query_label(label?).ok()?.location()?;
        let position = introspector.position(location)?;
        let page = position.page.get() - 1;
        Some(((page, column(self.style, position.point.x)), position.point.y.to_pt()))
    }

    fn row(&self, table: usize, row: usize) -> Option<(Place, f64)> {
        self.place(Label::new(PicoStr::intern(&row_label(table, row))))
    }

    /// Whether so much of a column may be empty.
    fn may_be_empty(&self, room: f64) -> bool {
        room <= self.style.page.text_height().pt() * self.style.figure.empty_foot
    }

    /// Whether a row is parted from the next, and the table may go on from its caption.
    fn may_go_on_whole(&self, (count, table): (usize, &HighTable), row: usize) -> Option<bool> {
        let style = self.style;
        let ((first, upper), (before, _), (second, lower)) =
            (self.row(count, 0)?, self.row(count, row)?, self.row(count, row + 1)?);
        let over = upper - OVER_FIRST * style.body.pitch().pt();
        let top = table.caption.and_then(|caption| self.place(label(caption)));
        let top = top.filter(|(place, top)| *place == first && *top < upper).map_or(over, |(_, top)| top);
        let page = &style.page;
        let fits = row > 0 || lower - page.margin_top.pt() < page.text_height().pt() * ROOM;
        // What stands above the caption would be empty too.
        let room = foot(self.columns, &first, style) - top + style.body.pitch().pt();
        Some(first == before && before != second && fits && self.may_be_empty(room))
    }

    /// Whether the last row is parted from the one before it, and that may go on.
    fn may_go_on(&self, count: usize, row: usize) -> Option<bool> {
        let ((before, upper), (last, _)) = (self.row(count, row)?, self.row(count, row + 1)?);
        // The label stands in the middle of the row.
        let end = self.columns.get(&before)?.end;
        let top = end - 2.0 * (end - upper);
        let room = foot(self.columns, &before, self.style) - top + self.style.table.padding.pt();
        Some(before != last && self.may_be_empty(room))
    }
}
