//! Masks of formulas of several lines hold where comrak sees each as one block.

use std::collections::BTreeSet;

use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, parse_document};

use super::mask::{self, Masks};
use super::options;

/// How often the lines of formulas are tried anew.
const MAX_ATTEMPTS: usize = 3;

/// Takes back the masks of formulas of several lines that comrak does not see
/// as one block, because they begin and end in different blocks.
pub(super) fn settle_formulas(masks: &mut Masks<'_>) {
    for attempt in 0..=MAX_ATTEMPTS {
        if !masks.has_formulas() {
            return;
        }
        let masked = masks.masked();
        let arena = Arena::new();
        let root = parse_document(&arena, &masked, &options::options(&masked));
        let fences: BTreeSet<(usize, usize)> = root.descendants().filter_map(fence_lines).collect();
        let changed = masks.retain_formulas(|open, close| attempt < MAX_ATTEMPTS && fences.contains(&(open, close)));
        if !changed {
            return;
        }
    }
}

/// The lines of a closed fence.
fn fence_lines(node: Node<'_>) -> Option<(usize, usize)> {
    let data = node.data();
    let NodeValue::CodeBlock(code) = &data.value else { return None };
    let place = data.sourcepos;
    (code.fenced && code.closed && mask::index_of(&code.info).is_some()).then_some((place.start.line, place.end.line))
}
