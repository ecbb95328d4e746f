//! Lines and columns of a parsed text become byte offsets of the source.
//!
//! The parsed text may be the source, its body, or a value out of the front
//! matter; each of its lines knows where it begins in the source.

use std::collections::BTreeMap;

/// Where each line of a parsed text begins in the source.
#[derive(Debug, Clone)]
pub(crate) struct Positions {
    starts: Vec<usize>,
    lead: usize,
    /// How many bytes stand before a blank that the source does not have, by the
    /// byte that the line begins with.
    blanks: BTreeMap<usize, usize>,
}

impl Positions {
    /// A text that stands in the source as it is, from byte `at`.
    pub(super) fn verbatim(text: &str, at: usize) -> Self {
        Self { starts: lines(text).map(|(start, _)| at + start).collect(), lead: 0, blanks: BTreeMap::new() }
    }

    /// A value that was made of `source[from..to]` by unquoting or unfolding:
    /// each of its lines is looked up there, one after the other.
    pub(super) fn located(value: &str, source: &str, from: usize, to: usize) -> Self {
        let mut cursor = from;
        let mut starts = Vec::new();
        for (_, line) in lines(value) {
            let trimmed = line.trim();
            let found = source.get(cursor..to).and_then(|area| area.find(trimmed));
            let lead = line.len() - line.trim_start().len();
            let at = cursor + found.unwrap_or(0);
            starts.push(at.saturating_sub(lead));
            cursor = if found.is_some() { at + trimmed.len() } else { cursor };
        }
        Self { starts, lead: 0, blanks: BTreeMap::new() }
    }

    /// A text whose lines begin at these bytes.
    pub(super) fn of_lines(starts: Vec<usize>) -> Self {
        Self { starts, lead: 0, blanks: BTreeMap::new() }
    }

    /// The same for a text with `lead` bytes before its first line that the
    /// source does not have.
    pub(super) fn behind(self, lead: usize) -> Self {
        Self { lead, ..self }
    }

    /// The same for a text in some of whose lines a blank was put.
    pub(super) fn with_blanks(self, blanks: BTreeMap<usize, usize>) -> Self {
        Self { blanks, ..self }
    }

    /// The byte of a column of a line, both counted from 1 and possibly wrong.
    pub(super) fn at(&self, line: usize, column: usize) -> usize {
        let index = line.saturating_sub(1).min(self.starts.len().saturating_sub(1));
        let lead = if index == 0 { self.lead } else { 0 };
        let start = self.starts.get(index).copied().unwrap_or(0);
        let column = column.saturating_sub(1 + lead);
        let behind = self.blanks.get(&start).is_some_and(|before| column > *before);
        start + column - usize::from(behind)
    }
}

/// The lines of a text, each with its first byte, without line ends; the same
/// line ends as comrak's.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = &text[start..];
        let end = rest.find(['\n', '\r']);
        next = end.map(|end| start + end + if rest[end..].starts_with("\r\n") { 2 } else { 1 });
        Some((start, &rest[..end.unwrap_or(rest.len())]))
    })
}

#[cfg(test)]
mod tests {
    use super::{Positions, lines};

    #[test]
    fn all_line_ends_count() {
        let found: Vec<_> = lines("a\r\nb\rc\n").collect();
        assert_eq!(found, [(0, "a"), (3, "b"), (5, "c"), (7, "")]);
        let positions = Positions::verbatim("a\r\nbc", 10);
        assert_eq!((positions.at(2, 2), positions.at(9, 1), positions.at(0, 0)), (14, 13, 10));
    }

    #[test]
    fn values_are_located() {
        let source = "t: |\n  甲\n  乙\n";
        let positions = Positions::located("甲\n乙\n", source, 3, source.len());
        assert_eq!((positions.at(1, 1), positions.at(2, 1)), (7, 13));
    }
}
