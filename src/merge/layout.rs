//! Where blocks of the manuscript stand in its lines: what their lines begin with, and
//! which lines they take.
//!
//! It must not know what was changed.

use std::ops::Range;

use super::leaf::{AncestorKind, Leaf, LeafKind};

/// The line breaks around a byte range: from the beginning of its first line to
/// the end of its last, without the line break.
pub(super) fn lines(source: &str, range: &Range<usize>) -> Range<usize> {
    let start = source.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    // A block may end with its line.
    let last = range.end.max(range.start);
    let last =
        if last > start && source.get(..last).is_some_and(|before| before.ends_with('\n')) { last - 1 } else { last };
    let end = source.get(last..).and_then(|rest| rest.find('\n')).map_or(source.len(), |at| last + at);
    start..end
}

/// What stands before a leaf in its line.
pub(super) fn prefix<'a>(source: &'a str, leaf: &Leaf) -> &'a str {
    let at = leaf.span.range().start;
    let start = source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    source.get(start..at).unwrap_or_default()
}

/// What further lines of a leaf begin with: quotation marks stay, markers of lists
/// become blanks.
pub(super) fn margin(source: &str, leaf: &Leaf) -> String {
    if matches!(leaf.kind, LeafKind::Heading(_)) {
        return String::new();
    }
    if leaf.chain.iter().any(|around| around.kind == AncestorKind::Note) {
        return "    ".to_owned();
    }
    let blank = |ch: char| match ch {
        '>' | ' ' | '\t' => ch,
        _ => ' ',
    };
    prefix(source, leaf).chars().map(blank).collect()
}

/// The lines of a block with the blank line behind it, or the one before it at the
/// end of the text.
pub(super) fn with_blank(source: &str, range: &Range<usize>) -> Range<usize> {
    let lines = lines(source, range);
    let end = (lines.end + 1).min(source.len());
    let is_blank_before = source.get(..lines.start).is_none_or(|before| before.is_empty() || before.ends_with("\n\n"));
    let rest = source.get(end..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches(['\n', '\r']).len();
    if is_blank_before && blank > 0 {
        return lines.start..end + blank;
    }
    if is_blank_before && rest.is_empty() {
        let before = source.get(..lines.start).unwrap_or_default();
        return before.trim_end_matches('\n').len().min(before.len())..lines.end;
    }
    lines.start..end
}
