//! Which bytes of a text are code, formulas, HTML, addresses or escaped signs, in
//! which no mark counts. comrak is asked.

use std::ops::Range;

use comrak::nodes::{Node, NodeValue};

use super::super::mask::{Kind, Known};
use super::super::positions::{Positions, lines};
use super::super::survey::{is_in_place, note_in_place, with_tree};

/// Ranges in their order, none of which touches another.
pub(super) struct Opaque {
    ranges: Vec<Range<usize>>,
    /// Where each line begins, and its length.
    lines: Vec<Range<usize>>,
}

impl Opaque {
    pub(super) fn find(text: &str, known: Option<&Known>) -> Self {
        let lines = lines(text).map(|(start, line)| start..start + line.len()).collect();
        let mut opaque = Self { ranges: Vec::new(), lines };
        with_tree(text, known, |root, masks| {
            let formulas = masks.list.iter().filter(|mask| matches!(mask.kind, Kind::Formula | Kind::Definitions));
            opaque.ranges.extend(formulas.map(|mask| mask.start..mask.end));
            let positions = Positions::verbatim(text, 0);
            // comrak counts the columns of a note in place from its own first byte.
            for block in root.children().filter(|node| note_in_place(node).is_none()) {
                let found: Vec<_> = block.descendants().filter_map(|node| opaque.range(node, &positions)).collect();
                opaque.ranges.extend(found);
            }
        });
        opaque.merge();
        opaque
    }

    fn range(&self, node: Node<'_>, positions: &Positions) -> Option<Range<usize>> {
        let data = node.data();
        let place = data.sourcepos;
        let start = positions.at(place.start.line, place.start.column);
        let end = positions.at(place.end.line, place.end.column) + 1;
        match &data.value {
            NodeValue::CodeBlock(_) | NodeValue::HtmlBlock(_) => {
                let line = |number: usize| self.lines.get(number.saturating_sub(1));
                Some(line(place.start.line)?.start..line(place.end.line)?.end)
            }
            NodeValue::Code(_) | NodeValue::Math(_) | NodeValue::HtmlInline(_) | NodeValue::Escaped => Some(start..end),
            NodeValue::FootnoteReference(note) if is_in_place(&note.name) => Some(start..end),
            NodeValue::Link(_) | NodeValue::Image(_) => {
                let last = node.last_child().map(|last| last.data().sourcepos.end);
                let from = last.map_or(start, |last| positions.at(last.line, last.column) + 1);
                Some(from..end)
            }
            _ => None,
        }
    }

    fn merge(&mut self) {
        self.ranges.retain(|range| range.start < range.end);
        self.ranges.sort_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(self.ranges.len());
        for range in self.ranges.drain(..) {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        self.ranges = merged;
    }

    /// Whether a byte is part of one.
    pub(super) fn holds(&self, at: usize) -> bool {
        let before = self.ranges.partition_point(|range| range.start <= at).checked_sub(1);
        before.is_some_and(|before| at < self.ranges[before].end)
    }

    /// The lines of the text.
    pub(super) fn lines(&self) -> &[Range<usize>] {
        &self.lines
    }

    /// The line in which a byte stands, counted from 0.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.start <= at).saturating_sub(1)
    }
}
