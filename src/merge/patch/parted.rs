//! A paragraph that became several, and two that became one.

use std::ops::Range;

use super::{Edit, Patch, Patcher};
use crate::diag::message;
use crate::merge::layout::{margin, prefix};
use crate::merge::leaf::{AncestorKind, Leaf, LeafKind};
use crate::merge::line::Cell;
use crate::merge::render::Care;
use crate::merge::story::Role;

impl Patcher<'_> {
    /// The edits of a paragraph that was parted.
    pub(super) fn split(&self, before: usize, after: &Range<usize>, care: Care) -> Patch {
        let leaf = self.leaf_or(before)?;
        let paras = &self.after[after.clone()];
        if !matches!(leaf.kind, LeafKind::Paragraph | LeafKind::Heading(_)) {
            return Err(message!("a cell, a caption or the like was parted"));
        }
        let mut edits = self.role(leaf, &self.before[before].role, &paras[0].role)?;
        let source = self.source(leaf);
        let margin = margin(source, leaf);
        let rest = &paras[1..];
        let is_item = rest.iter().all(|para| matches!(para.role, Role::Item { .. }));
        let split = match leaf.chain.iter().rev().find(|around| around.kind == AncestorKind::Item) {
            Some(_) if is_item => format!("{}{}", self.between_items(leaf), prefix(source, leaf)),
            _ if rest.iter().all(|para| matches!(para.role, Role::Text(_))) => {
                format!("\n{}\n{margin}", margin.trim_end())
            }
            _ => return Err(message!("a paragraph was parted into different things")),
        };
        let text = self.rendered(leaf, &self.before[before].cells, paras, &split, care)?;
        edits.push(self.line(leaf, text));
        Ok(edits)
    }

    /// The edits of two paragraphs that were joined.
    pub(super) fn join(&self, before: &Range<usize>, after: usize, care: Care) -> Patch {
        let [first, second] = [before.start, before.end - 1];
        if second != first + 1 {
            return Err(message!("more than two paragraphs were joined"));
        }
        let (one, two) = (self.leaf_or(first)?, self.leaf_or(second)?);
        let is_text = |leaf: &Leaf| matches!(leaf.kind, LeafKind::Paragraph | LeafKind::Heading(_));
        if one.span.source != two.span.source || one.span.end > two.span.start || !is_text(one) || !is_text(two) {
            return Err(message!("paragraphs were joined that stand in different places"));
        }
        let new = &self.after[after];
        let mut edits = self.role(one, &self.before[first].role, &new.role)?;
        let leaf = one.joined(two);
        let cells: Vec<Cell> = before.clone().flat_map(|at| self.before[at].cells.iter().cloned()).collect();
        let text = self.rendered(&leaf, &cells, std::slice::from_ref(new), "", care)?;
        edits.push(Edit { source: leaf.span.source, range: leaf.span.range(), text });
        Ok(edits)
    }
}
