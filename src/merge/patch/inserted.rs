//! Paragraphs that came: new blocks, items and rows beside what stands there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Edit, Patch, Patcher, common};
use crate::diag::{Message, SourceId, Span, message};
use crate::merge::edited::items;
use crate::merge::layout::{lines, margin, prefix};
use crate::merge::leaf::{AncestorKind, Leaf, LeafKind};
use crate::merge::line::Look;
use crate::merge::render::{Care, Rendering};
use crate::merge::story::{Para, Place, Role};

impl Patcher<'_> {
    /// The edits that put in paragraphs.
    pub(super) fn insert(&self, before: usize, after: &Range<usize>, care: Care) -> Patch {
        let paras = &self.after[after.clone()];
        if paras.iter().all(|para| para.cells.is_empty()) {
            return Ok(Vec::new());
        }
        let left = (0..before).rev().find_map(|para| self.leaf(para));
        let right = || (before..self.before.len()).find_map(|para| self.leaf(para));
        match paras[0].place {
            Place::Note(_) => Err(message!("a note was put in")),
            // The first row of a table that was there stands above all others.
            Place::Cell { row: 0, .. } => self.insert_table(left, paras, care),
            Place::Cell { .. } => self.insert_rows(left, paras, care),
            Place::Body => match (left, right()) {
                (Some(left), _) if left.kind != LeafKind::Field => self.insert_behind(left, paras, care),
                (_, Some(right)) => self.insert_before(right, paras, care),
                (..) => Err(message!("there is no text beside it")),
            },
        }
    }

    /// A new table of plain cells, one paragraph each, as a pipe table.
    fn insert_table(&self, left: Option<&Leaf>, paras: &[Para], care: Care) -> Patch {
        let left = left.filter(|left| !matches!(left.kind, LeafKind::Field));
        let Some(left) = left else { return Err(message!("a table was put in")) };
        let at = |para: &Para| match para.place {
            Place::Cell { row, column, .. } => Some((row, column)),
            Place::Body | Place::Note(_) => None,
        };
        let columns = paras.iter().filter(|para| at(para).is_some_and(|(row, _)| row == 0)).count();
        let is_even =
            paras.iter().enumerate().all(|(number, para)| at(para) == Some((number / columns, number % columns)));
        // A single row has no head.
        if !is_even || !paras.len().is_multiple_of(columns) || paras.len() == columns {
            return Err(message!("a table was put in"));
        }
        let mut text = String::from("\n");
        for (row, cells) in paras.chunks(columns).enumerate() {
            let cells: Vec<String> = cells.iter().map(|para| self.written(para, care)).collect::<Result<_, _>>()?;
            text.push_str(&format!("\n| {} |", cells.join(" | ")));
            if row == 0 {
                text.push_str(&format!("\n|{}", "---|".repeat(columns)));
            }
        }
        let around = left.chain.first().map_or(left.span, |around| around.span);
        let end = self.end_of(self.source(left), &around.range());
        Ok(vec![Edit { source: left.span.source, range: end..end, text }])
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
    pub(super) fn end_of(&self, source: &str, range: &Range<usize>) -> usize {
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
    pub(super) fn written(&self, para: &Para, care: Care) -> Result<String, Message> {
        let kind = match para.place {
            Place::Cell { .. } => LeafKind::Cell { row: 0, column: 0, line: Span::new(SourceId(0), 0, 0) },
            Place::Body | Place::Note(_) => LeafKind::Paragraph,
        };
        let leaf = Leaf::new(Span::new(SourceId(0), 0, 0), kind);
        let items = items(&[], &[], &self.became(std::slice::from_ref(para), care)?, &leaf)?;
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
