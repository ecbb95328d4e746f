//! Paragraphs that went: the outermost blocks of which nothing is left go.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Edit, Patch, Patcher};
use crate::diag::{Message, message};
use crate::merge::changes::Change;
use crate::merge::layout::{lines, with_blank};
use crate::merge::leaf::{Ancestor, AncestorKind, Leaf, LeafKind};

impl Patcher<'_> {
    /// The edits that take out blocks: each the outermost of which nothing is left.
    pub(super) fn delete(&self, before: &Range<usize>, all: &[Change]) -> Patch {
        let deleted = all.iter().filter(|change| matches!(change, Change::Delete { .. }));
        let deleted = deleted.flat_map(Change::before).filter_map(|para| self.leaf_of.get(&para).copied());
        let deleted: BTreeSet<usize> = deleted.collect();
        let printed: BTreeSet<usize> = self.leaf_of.values().copied().collect();
        // What prints nothing goes with what is around it.
        let gone = |leaf: usize| deleted.contains(&leaf) || !printed.contains(&leaf);
        let mut edits: Vec<Edit> = Vec::new();
        for para in before.clone() {
            let Some(at) = self.leaf_of.get(&para).copied() else {
                if self.before[para].key().is_empty() {
                    continue;
                }
                return Err(message!("something that fuzi writes was taken out"));
            };
            let leaf = &self.leaves[at];
            let range = self.outermost(leaf, &gone)?;
            let edit = Edit { source: leaf.span.source, range, text: String::new() };
            // One that holds others before it takes them along.
            if edits.iter().any(|other| other.touches(&edit)) {
                continue;
            }
            edits.push(edit);
        }
        Ok(edits)
    }

    /// The lines of the outermost block around a leaf that goes as a whole.
    fn outermost(&self, leaf: &Leaf, gone: &impl Fn(usize) -> bool) -> Result<Range<usize>, Message> {
        let source = self.source(leaf);
        let inside = |around: &Ancestor| {
            let holds = |other: &Leaf| {
                other.span.source == around.span.source
                    && around.span.range().start <= other.span.range().start
                    && other.span.range().end <= around.span.range().end
            };
            self.leaves.iter().enumerate().filter(move |(_, other)| holds(other)).map(|(at, _)| at).collect::<Vec<_>>()
        };
        for around in &leaf.chain {
            if inside(around).into_iter().all(gone) {
                let range = around.span.range();
                return match around.kind {
                    AncestorKind::InlineNote => Err(message!("a note was taken out whose mark stays")),
                    AncestorKind::Item => Ok(self.item_lines(source, leaf, &range)),
                    _ => Ok(with_blank(source, &range)),
                };
            }
        }
        // A paragraph whose last line says where a quotation is from.
        if leaf.kind == LeafKind::Paragraph {
            let lines = lines(source, &leaf.span.range());
            return Ok(lines.start..(lines.end + 1).min(source.len()));
        }
        let LeafKind::Cell { line, row, .. } = leaf.kind else {
            return Err(message!("it is a part of something that stays"));
        };
        let others = self.leaves.iter().enumerate().filter(|(_, other)| {
            matches!(other.kind, LeafKind::Cell { line: own, .. } if own == line) && other.chain == leaf.chain
        });
        if row == 0 || !others.map(|(at, _)| at).collect::<Vec<_>>().into_iter().all(gone) {
            return Err(message!("a part of a table was taken out that is no whole row"));
        }
        let lines = lines(source, &line.range());
        Ok(lines.start..(lines.end + 1).min(source.len()))
    }

    fn item_lines(&self, source: &str, leaf: &Leaf, range: &Range<usize>) -> Range<usize> {
        if self.between_items(leaf) == "\n" {
            let lines = lines(source, range);
            return lines.start..(lines.end + 1).min(source.len());
        }
        with_blank(source, range)
    }
}
