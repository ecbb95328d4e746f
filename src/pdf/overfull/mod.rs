//! What stands where it has no room: laid-out pages become complaints of text,
//! pictures and boxes that leave their cell, column or page, and of text that is
//! printed over other text. Typst sets both without a word.
//!
//! Headers, footers and what stands behind the page are in the margins on
//! purpose. Places in the source are looked up for what is reported alone: one
//! look-up costs as much as hundreds of glyphs.

mod bounds;
mod fault;
mod overlap;
mod report;
mod walk;

use std::ops::Range;

use typst::syntax::Source;
use typst_layout::PagedDocument;

use crate::diag::Sink;
use crate::style::Style;
use crate::write::typst::TypstSource;

/// How far something may stand out, in pt: less is not seen.
const TOLERANCE: f64 = 0.5;

/// Reports what has no room on some pages, one message for each table, formula, block of
/// code and passage. The pages of a template have margins of their own; what stands on them stands where the
/// template has it.
pub(super) fn report(
    document: &PagedDocument,
    pages: Range<usize>,
    text: &Source,
    source: &TypstSource,
    style: &Style,
    sink: &mut Sink,
) {
    let mut walk = walk::Walk::new(bounds::TextArea::of(style, source.text.contains("#columns(")));
    for page in document.pages().get(pages).unwrap_or_default() {
        walk.page(&page.frame);
    }
    sink.extend(walk.found.iter().map(|fault| report::diagnostic(fault, text, source)));
}
