//! A change becomes edits of the manuscript, or the reason why it cannot.
//!
//! An edit is a proposal: whether the manuscript then says what the Word file says is
//! found out by printing it again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::changes::{Change, is_role};
use super::edited::{Became, Item, items};
use super::layout::{lines, margin, prefix, with_blank};
use super::leaf::{Ancestor, AncestorKind, Leaf, LeafKind};
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
    /// The comments that come back, as they are written, by their ids.
    pub(super) remarks: &'a BTreeMap<String, String>,
}

type Patch = Result<Vec<Edit>, Message>;

impl Patcher<'_> {
    /// The edits of a change. `all` are the changes of the file: what is deleted
    /// together goes together.
    pub(super) fn patch(&self, change: &Change, all: &[Change], care: Care) -> Patch {
        match change {
            Change::Text { before, after } => self.text(*before, *after, care),
            Change::Split { before, after } => self.split(*before, after, care),
            Change::Join { before, after } => self.join(before, *after, care),
            Change::Delete { before } => self.delete(before, all),
            Change::Insert { before, after } => self.insert(*before, after, care),
        }
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
        let became = self.became(after);
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
        Ok(Rendering {
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
        .write(&items))
    }

    /// What became of a paragraph, with the comments that come back.
    fn became<'a>(&self, after: &'a [Para]) -> Became<'a> {
        let mut became = Became::default();
        let mut from = 0;
        for para in after {
            let remarks = para.comments.iter().filter_map(|(at, id)| Some((from + at, self.remarks.get(id)?.clone())));
            became.remarks.extend(remarks);
            became.gone.extend(para.gone.iter().cloned());
            became.cells.push(&para.cells);
            from += para.cells.len();
        }
        became
    }

    /// Whether a comment of a paragraph comes back.
    pub(super) fn is_remarked(&self, para: &Para) -> bool {
        para.comments.iter().any(|(_, id)| self.remarks.contains_key(id))
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

    fn split(&self, before: usize, after: &Range<usize>, care: Care) -> Patch {
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

    /// The line breaks between two items of the list that a leaf stands in.
    fn between_items(&self, leaf: &Leaf) -> &'static str {
        let list = leaf.chain.iter().rev().find(|around| matches!(around.kind, AncestorKind::List { .. }));
        if list.is_some_and(|list| list.kind == (AncestorKind::List { tight: true })) { "\n" } else { "\n\n" }
    }

    fn join(&self, before: &Range<usize>, after: usize, care: Care) -> Patch {
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

    /// The edits that take out blocks: each the outermost of which nothing is left.
    fn delete(&self, before: &Range<usize>, all: &[Change]) -> Patch {
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

    fn insert(&self, before: usize, after: &Range<usize>, care: Care) -> Patch {
        let paras = &self.after[after.clone()];
        if paras.iter().all(|para| para.cells.is_empty()) {
            return Ok(Vec::new());
        }
        let left = (0..before).rev().find_map(|para| self.leaf(para));
        let right = || (before..self.before.len()).find_map(|para| self.leaf(para));
        match paras[0].place {
            Place::Note(_) => Err(message!("a note was put in")),
            Place::Cell { .. } => self.insert_rows(left, paras, care),
            Place::Body => match (left, right()) {
                (Some(left), _) if left.kind != LeafKind::Field => self.insert_behind(left, paras, care),
                (_, Some(right)) => self.insert_before(right, paras, care),
                (..) => Err(message!("there is no text beside it")),
            },
        }
    }

    /// New blocks behind the one of a leaf.
    fn insert_behind(&self, left: &Leaf, paras: &[Para], care: Care) -> Patch {
        let source = self.source(left);
        let is_item = paras.iter().all(|para| matches!(para.role, Role::Item { .. }));
        let item = left.chain.iter().rev().find(|around| around.kind == AncestorKind::Item);
        let mut text = String::new();
        if let Some(item) = item.filter(|_| is_item) {
            let first = self.leaves.iter().find(|leaf| leaf.chain.contains(item)).unwrap_or(left);
            for para in paras {
                text.push_str(self.between_items(left));
                text.push_str(prefix(source, first));
                text.push_str(&self.written(para, care)?);
            }
            let end = self.end_of(source, &item.span.range());
            return Ok(vec![Edit { source: left.span.source, range: end..end, text }]);
        }
        // The paragraph of a quotation goes on in it.
        let is_alike = |para: &Para| {
            let of_left = self.leaf_of.iter().find(|(_, leaf)| std::ptr::eq(&raw const self.leaves[**leaf], left));
            left.kind == LeafKind::Paragraph
                && of_left.is_some_and(|(at, _)| self.before[*at].role == para.role)
                && !left.chain.iter().any(|around| around.kind == AncestorKind::Note)
        };
        let inside = left.chain.len() > 1 && item.is_none() && paras.iter().all(is_alike);
        let margin = if inside { margin(source, left) } else { String::new() };
        let around = if inside { left.chain.last() } else { left.chain.first() };
        let end = self.end_of(source, &around.map_or(left.span, |around| around.span).range());
        for para in paras.iter().filter(|para| !para.cells.is_empty()) {
            text.push_str(&format!("\n{}\n{margin}{}", margin.trim_end(), self.block(para, care)?));
        }
        Ok(vec![Edit { source: left.span.source, range: end..end, text }])
    }

    fn insert_before(&self, right: &Leaf, paras: &[Para], care: Care) -> Patch {
        let source = self.source(right);
        let span = right.chain.first().map_or(right.span, |around| around.span);
        let at = lines(source, &span.range()).start;
        let mut text = String::new();
        for para in paras.iter().filter(|para| !para.cells.is_empty()) {
            text.push_str(&self.block(para, care)?);
            text.push_str("\n\n");
        }
        Ok(vec![Edit { source: span.source, range: at..at, text }])
    }

    /// The end of the last line of a block.
    fn end_of(&self, source: &str, range: &Range<usize>) -> usize {
        let end = lines(source, range).end;
        source.get(..end).map_or(end, |before| before.trim_end_matches(['\n', '\r']).len())
    }

    /// A new block.
    fn block(&self, para: &Para, care: Care) -> Result<String, Message> {
        let text = self.written(para, care)?;
        Ok(match &para.role {
            Role::Heading(level) => format!("{} {text}", "#".repeat(self.level(*level))),
            Role::Item { level, counts } => {
                let marker = if *counts { "1." } else { "-" };
                format!("{}{marker} {text}", "  ".repeat(*level))
            }
            Role::Text(_) => text,
        })
    }

    /// New text.
    fn written(&self, para: &Para, care: Care) -> Result<String, Message> {
        let kind = match para.place {
            Place::Cell { .. } => LeafKind::Cell { row: 0, column: 0, line: crate::diag::Span::new(SourceId(0), 0, 0) },
            Place::Body | Place::Note(_) => LeafKind::Paragraph,
        };
        let leaf = Leaf::new(crate::diag::Span::new(SourceId(0), 0, 0), kind);
        let items = items(&[], &[], &self.became(std::slice::from_ref(para)), &leaf)?;
        let base = match para.role {
            Role::Heading(_) => common(&[&para.cells]),
            Role::Item { .. } | Role::Text(_) => Look::default(),
        };
        let base = if matches!(para.place, Place::Cell { .. }) { common(&[&para.cells]) } else { base };
        let text = Rendering {
            leaf: &leaf,
            source: "",
            units: &[],
            before: &[],
            base,
            care,
            split: "",
            margin: "",
            parted: BTreeSet::new(),
        }
        .write(&items);
        Ok(text.trim().to_owned())
    }

    /// New rows behind that of a cell.
    fn insert_rows(&self, left: Option<&Leaf>, paras: &[Para], care: Care) -> Patch {
        let Some((left, LeafKind::Cell { line, .. })) = left.map(|left| (left, left.kind)) else {
            return Err(message!("a table was put in"));
        };
        let source = self.source(left);
        let row = self.sources.text(line);
        let columns = self
            .leaves
            .iter()
            .filter(|other| matches!(other.kind, LeafKind::Cell { line: own, .. } if own == line))
            .count();
        let is_pipe = row.contains('|') && !row.trim_start().starts_with('+');
        if !is_pipe || columns == 0 || !paras.len().is_multiple_of(columns) {
            return Err(message!("cells were put in that are no whole rows"));
        }
        let before = prefix_of_line(source, line.range().start);
        let is_closed = row.trim_start().starts_with('|');
        let end = lines(source, &line.range()).end;
        let mut text = String::new();
        for cells in paras.chunks(columns) {
            let cells: Vec<String> = cells.iter().map(|para| self.written(para, care)).collect::<Result<_, _>>()?;
            let row = cells.join(" | ");
            text.push_str(&if is_closed { format!("\n{before}| {row} |") } else { format!("\n{before}{row}") });
        }
        Ok(vec![Edit { source: left.span.source, range: end..end, text }])
    }
}

fn prefix_of_line(source: &str, at: usize) -> &str {
    let start = source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    source.get(start..at).unwrap_or_default()
}

/// The look that all characters have.
fn common(paras: &[&[Cell]]) -> Look {
    let mut looks = paras.iter().flat_map(|cells| cells.iter()).map(|cell| cell.look);
    let first = looks.next().unwrap_or_default();
    looks.fold(first, Look::common).unchanged()
}
