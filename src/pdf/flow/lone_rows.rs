//! The tables whose head stands with one high row at the foot of a column. A head
//! without it says nothing, and most such rows are too high to be kept with the next
//! wherever they stand: how much of the column would be empty is only known from it.

use std::collections::BTreeSet;

use typst::foundations::Label;
use typst::introspection::Introspector as _;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::columns::{Columns, column, foot};
use super::label;
use crate::style::Style;
use crate::write::typst::{TypstSource, row_label};

/// How many lines the caption and the head of a table take, about, with the half of its
/// first row.
const OVER_FIRST: f64 = 4.0;
/// The part of a column that the first row may take where it goes with the next.
const ROOM: f64 = 0.5;

/// Those that may go on whole, by their count in the source.
pub(super) fn tables(
    columns: &Columns,
    document: &PagedDocument,
    source: &TypstSource,
    style: &Style,
) -> BTreeSet<usize> {
    let introspector = document.introspector();
    let place = |label: Option<Label>| {
        let location = introspector.query_label(label?).ok()?.location()?;
        let position = introspector.position(location)?;
        let page = position.page.get() - 1;
        Some(((page, column(style, position.point.x)), position.point.y.to_pt()))
    };
    let row = |at: usize, row: usize| place(Label::new(PicoStr::intern(&row_label(at, row))));
    let (page, height) = (&style.page, style.page.text_height().pt());
    // What stands above the caption would be empty too.
    let above = style.body.pitch().pt();
    let is_lone = |at: usize, caption: Option<_>| {
        let ((first, upper), (second, lower)) = (row(at, 0)?, row(at, 1)?);
        let over = upper - OVER_FIRST * style.body.pitch().pt();
        let top = caption.and_then(|caption| place(label(caption)));
        let top = top.filter(|(place, top)| *place == first && *top < upper).map_or(over, |(_, top)| top);
        let fits = lower - page.margin_top.pt() < height * ROOM;
        Some(first != second && fits && foot(columns, &first, style) - top + above <= height * style.figure.empty_foot)
    };
    let tables = source.high_tables().iter().enumerate();
    tables.filter(|(at, caption)| is_lone(*at, **caption) == Some(true)).map(|(at, _)| at).collect()
}
