//! Lines without indent behind an item of a list, which `CommonMark` reads on as
//! text of that item (lazy continuation): where one begins with the number that
//! goes on behind a paragraph before the list — `（1）…`, `- …`, `（2）…` — it ends the
//! list.
//!
//! What else such lines mean is decided in `line_ends`.

use std::collections::BTreeMap;

use super::{Lists, Look};
use crate::diag::Span;
use crate::model::document::{Attr, Block, BlockKind, Inline, InlineKind, Item, List};

/// The last number of each look that paragraphs of a sequence began with.
pub(super) type Seen = BTreeMap<Look, u32>;

impl Lists<'_> {
    /// Notes what a paragraph begins with.
    pub(super) fn note(&self, block: &Block, seen: &mut Seen) {
        seen.extend(self.marks(block).iter().map(|mark| (mark.look(), mark.value)));
    }

    /// A list, parted where lines leave it.
    pub(super) fn parts(&self, mut list: List, attr: Attr, span: Span, seen: &mut Seen) -> Vec<Block> {
        let mut out = Vec::new();
        let mut attr = Some(attr);
        let mut items: Vec<Item> = Vec::new();
        let mut finish = |list: &List, items: Vec<Item>| {
            let whole = items.first().zip(items.last()).map_or(span, |(first, last)| first.span.to(last.span));
            let kind = BlockKind::List(List { items, ..list.clone() });
            Block::with(kind, attr.take().unwrap_or_default(), whole)
        };
        for mut item in std::mem::take(&mut list.items) {
            if let (true, Some(ordered)) = (items.is_empty() && !out.is_empty(), &mut list.ordered) {
                ordered.start = self.typed_start(&item).unwrap_or(ordered.start);
            }
            let left = self.leave(&mut item.blocks, seen);
            if let Some(first) = left.first() {
                item.span.end = item.span.end.min(first.span.start);
            }
            items.push(item);
            if !left.is_empty() {
                out.push(finish(&list, std::mem::take(&mut items)));
                left.iter().for_each(|block| self.note(block, seen));
                out.extend(left);
            }
        }
        if !items.is_empty() {
            let whole = out.is_empty();
            let mut block = finish(&list, items);
            block.span = if whole { span } else { block.span };
            out.push(block);
        }
        out
    }

    /// The number that is typed before an item.
    fn typed_start(&self, item: &Item) -> Option<u32> {
        let typed = self.text.get(item.span.start as usize..)?;
        let digits = typed.len() - typed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        typed[..digits].parse().ok()
    }

    /// Takes what leaves a list away from the end of an item.
    fn leave(&self, blocks: &mut Vec<Block>, seen: &Seen) -> Vec<Block> {
        if seen.is_empty() {
            return Vec::new();
        }
        for at in 0..blocks.len() {
            if at > 0 && self.goes_on(&blocks[at], seen) {
                return blocks.split_off(at);
            }
            let BlockKind::Paragraph(content) = &mut blocks[at].kind else { continue };
            if let Some(line) = self.line_that_leaves(content, seen) {
                let mut left = vec![line];
                left.extend(blocks.split_off(at + 1));
                return left;
            }
        }
        match blocks.last_mut().map(|block| &mut block.kind) {
            Some(BlockKind::List(inner)) => {
                inner.items.last_mut().map_or(Vec::new(), |item| self.leave(&mut item.blocks, seen))
            }
            _ => Vec::new(),
        }
    }

    /// The paragraph that a line of an item begins, with the lines behind it.
    fn line_that_leaves(&self, content: &mut Vec<Inline>, seen: &Seen) -> Option<Block> {
        let breaks = (0..content.len()).filter(|at| matches!(content[*at].kind, InlineKind::SoftBreak));
        let leaves = |at: &usize| content.get(at + 1).is_some_and(|next| self.follows(content, next, at + 1, seen));
        let at = breaks.into_iter().find(leaves)?;
        let rest = content.split_off(at + 1);
        content.pop();
        let span = rest.first()?.span.to(rest.last()?.span);
        Some(Block::new(BlockKind::Paragraph(rest), span))
    }

    fn goes_on(&self, block: &Block, seen: &Seen) -> bool {
        match &block.kind {
            BlockKind::Paragraph(content) => content.first().is_some_and(|first| self.follows(content, first, 0, seen)),
            _ => false,
        }
    }

    /// Whether a line at the left edge, whose first inline stands at a place of a
    /// content, begins with a number that goes on behind one that was seen.
    fn follows(&self, content: &[Inline], first: &Inline, at: usize, seen: &Seen) -> bool {
        let start = first.span.start as usize;
        let is_at_edge =
            start > 0 && self.text.as_bytes().get(start - 1).is_some_and(|byte| matches!(byte, b'\n' | b'\r'));
        is_at_edge
            && self.marks_of(&content[at..]).iter().any(|mark| {
                !mark.is_placed() && seen.get(&mark.look()).is_some_and(|last| last.saturating_add(1) == mark.value)
            })
    }
}
