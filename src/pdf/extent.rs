//! Sizes of raw Typst that no PDF reader takes are refused: pages that are larger than
//! a page may be, and what stands or reaches farther than numbers are read.

use typst::layout::{Abs, Frame, FrameItem, Size, Transform};
use typst_layout::PagedDocument;

use crate::diag::{Code, Diagnostic, Result, message};

/// The longest side of a page in points (ISO 32000-1 Annex C.2).
const MAX_PAGE: f64 = 14_400.0;
/// How far anything may reach, in points; no text of a manuscript comes near.
const MAX_REACH: f64 = 1e9;
/// How deep frames are looked into; the typesetter nests them less.
const MAX_DEPTH: usize = 2_000;

/// Refuses such pages.
///
/// # Errors
///
/// The first such page.
pub(super) fn check(document: &PagedDocument) -> Result<()> {
    let is_wrong = |page: &Frame| !is_within(page.size(), MAX_PAGE) || reaches_too_far(page, 0);
    let Some(at) = document.pages().iter().position(|page| is_wrong(&page.frame)) else { return Ok(()) };
    let page = at + 1;
    let max_page = MAX_PAGE;
    let said = message!("something on page {page} is larger than a PDF reader takes", page);
    let hint = message!("keep the pages within {max_page} pt, and what stands on them near them", max_page);
    Err(vec![Diagnostic::error(Code::Typst, None, said).hint(hint)])
}

fn is_within(size: Size, bound: f64) -> bool {
    reach(size.x, bound) && reach(size.y, bound)
}

/// Whether a length is a number within a bound.
fn reach(length: Abs, bound: f64) -> bool {
    length.to_pt().abs() <= bound
}

fn reaches_too_far(frame: &Frame, depth: usize) -> bool {
    frame.items().any(|(at, item)| {
        let is_near = reach(at.x, MAX_REACH) && reach(at.y, MAX_REACH);
        let is_small = match item {
            FrameItem::Group(group) => {
                is_mild(group.transform)
                    && is_within(group.frame.size(), MAX_REACH)
                    && (depth >= MAX_DEPTH || !reaches_too_far(&group.frame, depth + 1))
            }
            FrameItem::Text(text) => reach(text.size, MAX_REACH),
            FrameItem::Shape(shape, _) => {
                let bounds = shape.bbox(true);
                [bounds.min, bounds.max].iter().all(|end| reach(end.x, MAX_REACH) && reach(end.y, MAX_REACH))
            }
            FrameItem::Image(_, size, _) | FrameItem::Link(_, size) => is_within(*size, MAX_REACH),
            FrameItem::Tag(_) => true,
        };
        !(is_near && is_small)
    })
}

fn is_mild(transform: Transform) -> bool {
    let scales = [transform.sx, transform.sy, transform.kx, transform.ky];
    scales.iter().all(|scale| scale.get().abs() <= MAX_REACH)
        && reach(transform.tx, MAX_REACH)
        && reach(transform.ty, MAX_REACH)
}
