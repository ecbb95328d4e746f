//! Paragraphs one behind the other that begin with numbers which go on counting —
//! `（1）`, `①`, `1、`, `一、`, `(a)`, `A.`, `i.` as people type them, pandoc's `#.` and
//! `(@)` — become lists with these numbers. Numbers of another look between two
//! items are a list within the first.
//!
//! It changes blocks that were read and must not know comrak. Where numbers do not
//! go on, the paragraphs stay as they were typed.

mod labelled;
mod lazy;
mod mixed;

use std::collections::{BTreeMap, BTreeSet};

use super::list_marks::{self, Mark};
use crate::diag::{Sink, SourceId, Span};
use crate::model::document::{Attr, Block, BlockKind, Inline, InlineKind, Item, List, Ordered};
use crate::model::{Counter, Delimiter, Numbering, TypedNumber, blocks_of_mut};

/// How deep lists of one run of paragraphs stand in each other.
const MAX_LEVELS: usize = 4;

/// How often a run is parted at paragraphs that do not count on.
const MAX_ROUNDS: usize = 4;

/// Signs behind a number that is spoken of: “（1）和（2）、①～③”.
const SPOKEN_OF: [char; 16] = ['、', '，', '。', '；', '：', ',', ';', ':', ')', '）', '-', '–', '—', '～', '~', '.'];

/// A paragraph with what the number at its start may be.
type Numbered = (Block, Vec<Mark>);

/// Makes the lists of a file, of its text and its notes.
pub(super) fn settle<'b>(
    blocks: impl Iterator<Item = &'b mut Vec<Block>>,
    source: SourceId,
    text: &str,
    sink: &mut Sink,
) {
    let mut lists = Lists { text, examples: 0, next: BTreeMap::new(), changed: Vec::new() };
    blocks.for_each(|blocks| lists.blocks(blocks));
    mixed::tell(&lists.changed, source, text, sink);
}

struct Lists<'t> {
    text: &'t str,
    /// How many examples there were.
    examples: u32,
    /// The numbers that would go on behind the lists of a sequence so far.
    next: BTreeMap<Look, u32>,
    /// The numbers that are printed with other signs than they were typed with.
    changed: Vec<Span>,
}

impl Lists<'_> {
    fn blocks(&mut self, blocks: &mut Vec<Block>) {
        let mut out = Vec::with_capacity(blocks.len());
        let mut run: Vec<Numbered> = Vec::new();
        let mut seen = lazy::Seen::new();
        let outer = std::mem::take(&mut self.next);
        for mut block in std::mem::take(blocks) {
            let parts = match block.kind {
                BlockKind::List(list) => self.parts(list, block.attr, block.span, &mut seen),
                BlockKind::Heading { .. } => {
                    seen.clear();
                    vec![block]
                }
                _ => {
                    self.note(&block, &mut seen);
                    vec![block]
                }
            };
            for part in parts {
                block = part;
                if matches!(block.kind, BlockKind::Heading { .. }) {
                    self.run(std::mem::take(&mut run), 0, &mut out);
                    self.next.clear();
                }
                let marks = self.marks(&block);
                if !marks.is_empty() {
                    run.push((block, marks));
                    continue;
                }
                self.run(std::mem::take(&mut run), 0, &mut out);
                if !keeps_lines(&block) {
                    blocks_of_mut(&mut block).into_iter().for_each(|inner| self.blocks(inner));
                }
                out.push(block);
            }
        }
        self.run(run, 0, &mut out);
        self.next = outer;
        *blocks = out;
    }

    /// Whether a number is that of a list, though no other one stands beside it: an
    /// example, or what goes on behind a list above.
    fn is_known(&self, mark: &Mark) -> bool {
        mark.is_example() || (!mark.is_placed() && self.next.get(&mark.look()) == Some(&mark.value))
    }

    /// What the number at the start of a paragraph may be, if it is typed just so
    /// and text stands behind it.
    fn marks(&self, block: &Block) -> Vec<Mark> {
        match &block.kind {
            BlockKind::Paragraph(content) => self.marks_of(content),
            _ => Vec::new(),
        }
    }

    fn marks_of(&self, content: &[Inline]) -> Vec<Mark> {
        if labelled::label(content).is_some() {
            return vec![Mark::EXAMPLE];
        }
        let Some((InlineKind::Text(text), at)) = content.first().map(|first| (&first.kind, first.span.start as usize))
        else {
            return Vec::new();
        };
        let marks = list_marks::read(text);
        let is_typed = |mark: &Mark| self.text.get(at..).is_some_and(|source| source.starts_with(&text[..mark.len]));
        let has_text = |mark: &Mark| {
            let rest = text[mark.len..].trim_start();
            let goes_on =
                content.get(1).is_some_and(|next| !matches!(next.kind, InlineKind::SoftBreak | InlineKind::HardBreak));
            !rest.starts_with(SPOKEN_OF) && (!rest.is_empty() || goes_on)
        };
        marks.into_iter().filter(|mark| is_typed(mark) && has_text(mark)).collect()
    }

    /// Lists of the paragraphs of a run that go on counting. What does not is tried
    /// again between blank lines, and stays paragraphs where it does not there.
    fn run(&mut self, run: Vec<Numbered>, round: usize, out: &mut Vec<Block>) {
        let marks: Vec<Vec<Mark>> = run.iter().map(|(_, marks)| marks.clone()).collect();
        let counted = list_marks::counted(&marks, Mark::look, |mark| self.is_known(mark));
        if counted.len() == run.len() {
            let items = run.into_iter().map(|(block, _)| block).zip(counted.into_values());
            return self.lists(items.collect(), out);
        }
        let mut run = run;
        if self.make_alike(&mut run) {
            return self.run(run, round, out);
        }
        if round == MAX_ROUNDS {
            return out.extend(run.into_iter().map(|(block, _)| block));
        }
        let mut part: Vec<Numbered> = Vec::new();
        let mut part_counts = false;
        for (at, numbered) in run.into_iter().enumerate() {
            let counts = counted.contains_key(&at);
            let is_apart = part.last().is_some_and(|(last, _)| self.blank_between(last.span, numbered.0.span));
            if counts != part_counts || (!counts && is_apart) {
                self.run(std::mem::take(&mut part), round + 1, out);
            }
            part.push(numbered);
            part_counts = counts;
        }
        self.run(part, round + 1, out);
    }

    /// Gives numbers that count on with different signs those of the first of them;
    /// whether there are any.
    fn make_alike(&mut self, run: &mut [Numbered]) -> bool {
        let alike = mixed::alike(run, |mark| self.is_known(mark));
        for (line, mark) in &alike {
            let (block, marks) = &mut run[*line];
            if !marks.iter().any(|typed| typed.look() == mark.look()) {
                let start = block.span.start;
                let end = start.saturating_add(u32::try_from(mark.len).unwrap_or(0)).min(block.span.end);
                self.changed.push(Span { start, end, ..block.span });
            }
            *marks = vec![*mark];
        }
        !alike.is_empty()
    }

    fn lists(&mut self, items: Vec<(Block, Mark)>, out: &mut Vec<Block>) {
        let last_of: BTreeMap<(Look, u32), usize> =
            items.iter().enumerate().map(|(at, (_, mark))| ((mark.look(), mark.value), at)).collect();
        let mut open: Vec<OpenList> = Vec::new();
        let known: Vec<bool> = items.iter().map(|(_, mark)| self.is_known(mark)).collect();
        if items.len() > 1 || known.iter().any(|known| *known) {
            self.next.extend(items.iter().map(|(_, mark)| (mark.look(), mark.value.saturating_add(1))));
        }
        let mut last: Option<Span> = None;
        for (place, (block, mark)) in items.into_iter().enumerate() {
            let is_apart = last.is_some_and(|last| self.blank_between(last, block.span));
            last = Some(block.span);
            if let Some(at) = open.iter().rposition(|list| list.goes_on(&mark)) {
                close(&mut open, at + 1, out);
            } else {
                let resumes = |list: &OpenList| last_of.get(&list.next()).is_some_and(|at| *at > place);
                let again = open.last().is_some_and(|outer| outer.inner.contains(&mark.look()));
                let is_inner = !is_apart || again || open.iter().any(resumes);
                // The same look anew is a list beside the one before.
                let beside = open.iter().position(|list| list.look == mark.look());
                close(&mut open, if is_inner { beside.unwrap_or(MAX_LEVELS - 1) } else { beside.unwrap_or(0) }, out);
                let start = if mark.is_example() { self.examples + 1 } else { mark.value.max(1) };
                if let Some(outer) = open.last_mut() {
                    outer.is_loose |= is_apart;
                    outer.inner.insert(mark.look());
                }
                let paragraph = (!known[place]).then(|| block.clone());
                open.push(OpenList::new(mark.look(), start, paragraph));
            }
            if mark.is_example() {
                self.examples += 1;
            }
            if let Some(list) = open.last_mut() {
                list.is_loose |= is_apart && !list.items.is_empty();
                list.items.push(item(block, &mark));
            }
        }
        close(&mut open, 0, out);
    }

    /// Whether a blank line stands between two paragraphs.
    fn blank_between(&self, before: Span, after: Span) -> bool {
        let between = self.text.get(before.end as usize..after.start as usize).unwrap_or_default();
        between.bytes().filter(|byte| *byte == b'\n').count() > 1
    }
}

/// How a list looks, and whether its numbers are their places.
type Look = (bool, TypedNumber);

/// A list that may go on.
struct OpenList {
    look: Look,
    start: u32,
    is_loose: bool,
    items: Vec<Item>,
    /// The lists that stood within it.
    inner: BTreeSet<Look>,
    /// The paragraph that its first item was, unless it is known for an item.
    first: Option<Block>,
}

impl OpenList {
    fn new(look: Look, start: u32, first: Option<Block>) -> Self {
        Self { look, start, is_loose: false, items: Vec::new(), inner: BTreeSet::new(), first }
    }

    /// The number that goes on; 0 where any does.
    fn next(&self) -> (Look, u32) {
        let next = self.start.saturating_add(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
        (self.look, if self.look.0 { 0 } else { next })
    }

    fn goes_on(&self, mark: &Mark) -> bool {
        (mark.look(), mark.value) == self.next()
    }

    fn close(self) -> Option<Block> {
        let span = self.items.first()?.span.to(self.items.last()?.span);
        let is_example = self.look.0 && self.look.1.open.is_some();
        let ordered = Some(Ordered { start: self.start, numbering: numbering(self.look), through: is_example });
        Some(Block::new(BlockKind::List(List { ordered, tight: !self.is_loose, items: self.items }), span))
    }
}

/// Closes the lists that stand in so many others, each into the last item of the
/// one around it.
fn close(open: &mut Vec<OpenList>, depth: usize, out: &mut Vec<Block>) {
    while open.len() > depth {
        let Some(list) = open.pop() else { return };
        // One item is no list, unless it is known or holds or follows others.
        let is_alone = list.items.len() == 1 && list.inner.is_empty() && !list.look.0;
        let first = list.first.clone();
        let Some(block) = list.close() else { return };
        match open.last_mut().and_then(|outer| outer.items.last_mut()) {
            Some(item) => {
                item.span = item.span.to(block.span);
                item.blocks.push(block);
            }
            None => out.push(first.filter(|_| is_alone).unwrap_or(block)),
        }
    }
}

/// What a list prints: plain `1.` and `1)` are those of the style.
fn numbering((is_placed, number): Look) -> Numbering {
    match (number.counter, number.open, number.close) {
        (Counter::Arabic, None, Some('.')) if is_placed || number.digits == 0 => Numbering::Styled(Delimiter::Period),
        (Counter::Arabic, None, Some(')')) if number.digits == 0 => Numbering::Styled(Delimiter::Paren),
        _ => Numbering::Typed(number),
    }
}

/// An item without the number at its start.
fn item(mut block: Block, mark: &Mark) -> Item {
    let span = block.span;
    let mut label = None;
    if let BlockKind::Paragraph(content) = &mut block.kind {
        label = labelled::take(content);
        if label.is_none() {
            cut_number(content, mark);
        }
        if let Some(first) = content.first() {
            block.span.start = block.span.start.max(first.span.start).min(block.span.end);
        }
    }
    Item { task: None, marker: None, blocks: vec![block], span, label }
}

fn cut_number(content: &mut Vec<Inline>, mark: &Mark) {
    let Some(Inline { kind: InlineKind::Text(text), span, .. }) = content.first_mut() else { return };
    let rest = text[mark.len..].trim_start().to_owned();
    let cut = u32::try_from(text.len() - rest.len()).unwrap_or(0);
    span.start = span.start.saturating_add(cut).min(span.end);
    let is_empty = rest.is_empty();
    *text = rest;
    if is_empty {
        content.remove(0);
    }
}

/// Whether a block keeps its lines as they are: signatures, and references that
/// were typed by hand.
fn keeps_lines(block: &Block) -> bool {
    let Attr { id, .. } = &block.attr;
    ["signature", "references"].iter().any(|class| block.attr.has_class(class))
        || id.as_ref().is_some_and(|id| id.value == "refs")
}

#[cfg(test)]
mod tests;
