//! A change becomes edits of the manuscript, or the reason why it cannot.
//!
//! An edit is a proposal: whether the manuscript then says what the Word file says is
//! found out by printing it again.

mod inserted;
mod notes;
mod parted;
mod removed;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::changes::{Change, is_role};
use super::edited::{Became, Item, items};
use super::layout::{margin, prefix};
use super::leaf::{AncestorKind, Leaf, LeafKind};
use super::line::{Cell, Look};
use super::render::{Care, Rendering};
use super::story::{Para, Place, Role};
use super::units::{Unit, base, units};
use crate::diag::{Message, SourceId, Sources, message};

/// Bytes of a source with what takes their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) source: SourceId,
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Edit {
    /// Whether it changes bytes that another one changes too.
    pub(super) fn touches(&self, other: &Self) -> bool {
        self.source == other.source && self.range.start < other.range.end && other.range.start < self.range.end
    }
}

/// A manuscript with the Word file that was made of it and what became of that.
pub(super) struct Patcher<'a> {
    pub(super) sources: &'a Sources,
    pub(super) leaves: &'a [Leaf],
    pub(super) before: &'a [Para],
    pub(super) after: &'a [Para],
    /// The leaf of each paragraph.
    pub(super) leaf_of: BTreeMap<usize, usize>,
    /// The notes that came, by their places.
    pub(super) new_notes: Vec<usize>,
    /// The comments that come back, as they are written, by their ids.
    pub(super) remarks: &'a BTreeMap<String, String>,
}

type Patch = Result<Vec<Edit>, Message>;

impl Patcher<'_> {
    /// The edits of a change. `all` are the changes of the file: what is deleted
    /// together goes together.
    pub(super) fn patch(&self, change: &Change, all: &[Change], care: Care) -> Patch {
        let mut edits = match change {
            Change::Text { before, after } => self.text(*before, *after, care),
            Change::Split { before, after } => self.split(*before, after, care),
            Change::Join { before, after } => self.join(before, *after, care),
            Change::Delete { before } => self.delete(before, all),
            Change::Insert { before, after } => self.insert(*before, after, care),
        }?;
        self.define(change, care, &mut edits)?;
        Ok(edits)
    }

    fn leaf(&self, para: usize) -> Option<&Leaf> {
        self.leaf_of.get(&para).map(|at| &self.leaves[*at])
    }

    /// The leaf of a paragraph.
    pub(super) fn leaf_or(&self, para: usize) -> Result<&Leaf, Message> {
        self.leaf(para).ok_or_else(|| message!("it does not stand in the manuscript as text"))
    }

    fn source(&self, leaf: &Leaf) -> &str {
        self.sources.get(leaf.span.source).map_or("", crate::diag::Source::text)
    }

    fn text(&self, before: usize, after: usize, care: Care) -> Patch {
        let leaf = self.leaf_or(before)?;
        let (old, new) = (&self.before[before], &self.after[after]);
        let mut edits = self.role(leaf, &old.role, &new.role)?;
        let is_changed =
            old.cells.len() != new.cells.len() || !old.cells.iter().zip(&new.cells).all(|(old, new)| old.is_same(new));
        if is_changed || self.is_remarked(new) {
            let text = self.rendered(leaf, &old.cells, std::slice::from_ref(new), "", care)?;
            edits.push(self.line(leaf, text));
        }
        Ok(edits)
    }

    /// The edit that writes a line anew; in a cell without text it keeps the blanks.
    fn line(&self, leaf: &Leaf, text: String) -> Edit {
        let range = leaf.span.range();
        let is_empty_cell = leaf.cells.is_empty() && matches!(leaf.kind, LeafKind::Cell { .. });
        if !is_empty_cell {
            return Edit { source: leaf.span.source, range, text };
        }
        let old = self.sources.text(leaf.span);
        let inside = old.trim_matches('|');
        let start = range.start + old.find(inside).unwrap_or(0);
        Edit { source: leaf.span.source, range: start..start + inside.len(), text: format!(" {} ", text.trim()) }
    }

    fn rendered(
        &self,
        leaf: &Leaf,
        before: &[Cell],
        after: &[Para],
        split: &str,
        care: Care,
    ) -> Result<String, Message> {
        let became = self.became(after, care)?;
        if leaf.hides {
            return Err(message!("marks of CriticMarkup stand there that the Word file does not show"));
        }
        let own = before.first().map_or_else(Look::default, |cell| cell.look.change());
        let is_own = |cell: &Cell| cell.look.change() == own;
        if leaf.reaches && !became.cells.iter().all(|cells| cells.iter().all(is_own)) {
            return Err(message!("a mark of CriticMarkup reaches over several paragraphs there"));
        }
        let units: Vec<Unit> = units(before, leaf);
        let items: Vec<Item> = items(before, &units, &became, leaf)?;
        let source = self.source(leaf);
        let margin = margin(source, leaf);
        let base = if units.is_empty() { common(&became.cells) } else { base(before, leaf, &units) };
        let text = Rendering {
            leaf,
            source,
            units: &units,
            before,
            base,
            care,
            split,
            margin: &margin,
            parted: BTreeSet::new(),
        }
        .write(&items);
        Ok(format!("{}{text}", silent_lead(leaf, source, &units)))
    }

    /// What became of a paragraph, with the comments that come back.
    fn became<'a>(&self, after: &'a [Para], care: Care) -> Result<Became<'a>, Message> {
        let has_notes = self.after.iter().any(|para| matches!(para.place, Place::Note(_)));
        let mut became = Became { notes: self.marks(after, care)?, has_notes, ..Became::default() };
        let mut from = 0;
        for para in after {
            for remark in &para.comments {
                let Some(text) = self.remarks.get(&remark.id) else { continue };
                let (start, end) = (from + remark.about.start, from + remark.about.end);
                // What a comment is about is left out where nothing else helps.
                if start < end && care != Care::Full {
                    became.remarks.push((start, "{==".to_owned()));
                    became.remarks.push((end, format!("==}}{text}")));
                } else {
                    became.remarks.push((end, text.clone()));
                }
            }
            became.gone.extend(para.gone.iter().cloned());
            became.cells.push(&para.cells);
            from += para.cells.len();
        }
        Ok(became)
    }

    /// Whether a comment of a paragraph comes back.
    pub(super) fn is_remarked(&self, para: &Para) -> bool {
        para.comments.iter().any(|remark| self.remarks.contains_key(&remark.id))
    }

    /// The edit of a heading that got another level, or of text that became one.
    fn role(&self, leaf: &Leaf, old: &Role, new: &Role) -> Patch {
        if is_role(old, new) {
            return Ok(Vec::new());
        }
        let source = self.source(leaf);
        let before = prefix(source, leaf);
        let own = leaf.chain.last().map_or(leaf.span, |around| around.span).range();
        let at_line = |len: usize, text: String| {
            let start = leaf.span.range().start - before.len();
            vec![Edit { source: leaf.span.source, range: start..start + len, text }]
        };
        match (leaf.kind, old, new) {
            (LeafKind::Heading(level), Role::Heading(from), Role::Heading(to)) => {
                let marks = before.len() - before.trim_start_matches('#').len();
                if marks != usize::from(level) {
                    return Err(message!("the level of a heading that is underlined was changed"));
                }
                let level = (i32::from(level) + i32::from(*to) - i32::from(*from)).clamp(1, 6);
                Ok(at_line(marks, "#".repeat(usize::try_from(level).unwrap_or(1))))
            }
            (LeafKind::Heading(_), Role::Heading(_), Role::Text(_)) if before.starts_with('#') => {
                Ok(at_line(before.len(), String::new()))
            }
            (LeafKind::Paragraph, Role::Text(_), Role::Heading(level)) if own.start == leaf.span.range().start => {
                let level = self.level(*level);
                Ok(at_line(before.len(), format!("{before}{} ", "#".repeat(level))))
            }
            _ => Err(message!("a paragraph became something else than it was")),
        }
    }

    /// The level that a heading is written with, by the others.
    fn level(&self, printed: u8) -> usize {
        let shift =
            self.leaf_of.iter().find_map(|(para, leaf)| match (&self.before[*para].role, self.leaves[*leaf].kind) {
                (Role::Heading(printed), LeafKind::Heading(written)) => Some(i32::from(written) - i32::from(*printed)),
                _ => None,
            });
        usize::try_from((i32::from(printed) + shift.unwrap_or(0)).clamp(1, 6)).unwrap_or(1)
    }

    /// The line breaks between two items of the list that a leaf stands in.
    fn between_items(&self, leaf: &Leaf) -> &'static str {
        let list = leaf.chain.iter().rev().find(|around| matches!(around.kind, AncestorKind::List { .. }));
        if list.is_some_and(|list| list.kind == (AncestorKind::List { tight: true })) { "\n" } else { "\n\n" }
    }
}

/// What stands at the beginning of a line, is not printed and is marked by nothing: the
/// number that was typed before a heading and is counted instead.
fn silent_lead<'a>(leaf: &Leaf, source: &'a str, units: &[Unit]) -> &'a str {
    let Some(first) = units.first().filter(|unit| unit.written.start > 0 && !unit.written.is_empty()) else {
        return "";
    };
    let is_plain = leaf.cells.iter().take(first.written.start + 1).all(|cell| cell.node.is_none());
    let end = leaf.cells.get(first.written.start).map_or(0, |cell| cell.start);
    source.get(leaf.span.range().start..end).filter(|_| is_plain).unwrap_or_default()
}

/// The look that all characters have.
fn common(paras: &[&[Cell]]) -> Look {
    let mut looks = paras.iter().flat_map(|cells| cells.iter()).map(|cell| cell.look);
    let first = looks.next().unwrap_or_default();
    looks.fold(first, Look::common).unchanged()
}
