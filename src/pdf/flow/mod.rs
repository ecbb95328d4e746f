//! Laid-out pages become what the next layout of the same document has to know: what
//! each column of each page holds of the running text is gathered once, and the
//! questions are asked of that.
//!
//! Notes stand at the foot of a page whatever is above them, and headers and footers
//! outside of it: neither counts.

mod balance;
mod columns;
mod empty_feet;
mod lone_lines;
mod lone_rows;

use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::Label;
use typst::syntax::Source;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::length::Length;
use crate::model::resolved::AnchorId;
use crate::style::Style;
use crate::write::typst::{TypstSource, anchor_label};

pub(super) use balance::spare_room;

/// What the pages show.
pub(super) struct Found {
    /// The captions of figures that should leave their places.
    pub(super) figures: BTreeSet<AnchorId>,
    /// The paragraphs whose last line stands alone over a column, by their count in the
    /// source, and the room to take from the column before.
    pub(super) lone: BTreeMap<usize, Length>,
    /// The rows that should stay with the next, so that none stands alone with the head at
    /// the foot of a column or at the end of the table, with the count of their table.
    pub(super) lone_rows: BTreeSet<(usize, usize)>,
}

/// Searches the pages.
pub(super) fn search(document: &PagedDocument, text: &Source, source: &TypstSource, style: &Style) -> Found {
    let has_notes = source.text.contains("#footnote");
    if source.floating().is_empty() && source.high_tables().is_empty() && !has_notes {
        return Found { figures: BTreeSet::new(), lone: BTreeMap::new(), lone_rows: BTreeSet::new() };
    }
    let columns = columns::gather(document, source.floating(), style);
    Found {
        figures: empty_feet::figures(&columns, document, source, style),
        // Typst leaves a line alone only where a note takes it along.
        lone: if has_notes { lone_lines::paragraphs(&columns, text, source, style) } else { BTreeMap::new() },
        lone_rows: lone_rows::rows(&columns, document, source, style),
    }
}

fn label(anchor: AnchorId) -> Option<Label> {
    Label::new(PicoStr::intern(&anchor_label(anchor)))
}
