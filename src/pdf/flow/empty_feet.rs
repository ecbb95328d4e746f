//! The figures that leave much of a page, or of a column, empty before them because they
//! do not fit there: Typst moves such a figure on and leaves the text behind it where it
//! was.

use std::collections::BTreeSet;

use typst::introspection::Introspector as _;
use typst_layout::PagedDocument;

use super::columns::{Columns, column};
use super::label;
use crate::model::resolved::AnchorId;
use crate::style::Style;
use crate::write::typst::TypstSource;

/// The captions of the figures that may leave their places and should: those that leave
/// much of a column empty, and those that would come before one that has left its place.
pub(super) fn figures(
    columns: &Columns,
    document: &PagedDocument,
    source: &TypstSource,
    style: &Style,
) -> BTreeSet<AnchorId> {
    let mut found = behind_empty_feet(columns, style);
    found.extend(overtaking(document, source, style));
    found
}

/// The figures before which more of a column is empty than the style lets.
fn behind_empty_feet(columns: &Columns, style: &Style) -> BTreeSet<AnchorId> {
    let page = &style.page;
    let least = page.margin_top.pt() + page.text_height().pt() * (1.0 - style.figure.empty_foot);
    let pairs = columns.values().zip(columns.values().skip(1));
    pairs.filter(|(before, _)| before.end < least).filter_map(|(_, behind)| behind.first?.figure).collect()
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
