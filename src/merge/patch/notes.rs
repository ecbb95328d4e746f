//! Notes that came: their marks, and their text in its place or in a definition, as the
//! manuscript writes its notes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edit, Patcher};
use crate::diag::{Message, Source, SourceId, message};
use crate::merge::changes::Change;
use crate::merge::layout::lines;
use crate::merge::leaf::{AncestorKind, Leaf, LeafKind};
use crate::merge::render::Care;
use crate::merge::story::{Para, Place};

impl Patcher<'_> {
    /// How the new notes of paragraphs are written at their marks, by their places.
    pub(super) fn marks(&self, paras: &[Para], care: Care) -> Result<BTreeMap<usize, String>, Message> {
        let mut marks = BTreeMap::new();
        for note in self.new_notes_of(paras) {
            let text = match self.is_in_place(note) {
                true => format!("^[{}]", self.note(note, care)?.concat()),
                false => format!("[^{}]", self.label(note)),
            };
            marks.insert(note, text);
        }
        Ok(marks)
    }

    /// Adds the definitions of the notes that are new in a change.
    pub(super) fn define(&self, change: &Change, care: Care, edits: &mut Vec<Edit>) -> Result<(), Message> {
        let notes = self.new_notes_of(&self.after[change.after()]);
        let defined: Vec<usize> = notes.into_iter().filter(|note| !self.is_in_place(*note)).collect();
        if defined.is_empty() {
            return Ok(());
        }
        let is_field = change.before().any(|para| self.leaf(para).is_some_and(|leaf| leaf.kind == LeafKind::Field));
        let Some(edit) = edits.first().filter(|_| !is_field) else { return Err(message!("a note was put in")) };
        let source = edit.source;
        let (at, between) = self.place(source, change, edit);
        let mut text = String::new();
        for note in defined {
            let said = self.note(note, care)?.join("\n\n    ");
            text.push_str(&format!("{between}[^{}]: {said}", self.label(note)));
        }
        edits.push(Edit { source, range: at..at, text });
        Ok(())
    }

    /// Whether a change is written with the mark of its note: a new note is, and one in
    /// its place goes with it.
    pub(in crate::merge) fn is_with_mark(&self, change: &Change) -> bool {
        let in_place = |para: usize| {
            self.leaf(para).is_some_and(|leaf| leaf.chain.iter().any(|around| around.kind == AncestorKind::InlineNote))
        };
        match change {
            Change::Insert { .. } => true,
            Change::Delete { before } => before.clone().all(in_place),
            Change::Text { .. } | Change::Split { .. } | Change::Join { .. } => false,
        }
    }

    /// The notes that are new in paragraphs.
    fn new_notes_of(&self, paras: &[Para]) -> Vec<usize> {
        paras.iter().flat_map(Para::notes).filter(|note| self.new_notes.contains(note)).collect()
    }

    /// The paragraphs of a note as they are written.
    fn note(&self, note: usize, care: Care) -> Result<Vec<String>, Message> {
        let paras = self.after.iter().filter(|para| para.place == Place::Note(note));
        paras.filter(|para| !para.cells.is_empty()).map(|para| self.written(para, care)).collect()
    }

    /// Whether a note is written at its mark: as the notes of the manuscript are, if it
    /// is one paragraph.
    fn is_in_place(&self, note: usize) -> bool {
        let count = |kind: AncestorKind| {
            self.leaves.iter().filter(|leaf| leaf.chain.iter().any(|around| around.kind == kind)).count()
        };
        let paras = self.after.iter().filter(|para| para.place == Place::Note(note));
        count(AncestorKind::InlineNote) > count(AncestorKind::Note) && paras.count() == 1
    }

    /// The label of a new note: a number behind all that the manuscript uses.
    fn label(&self, note: usize) -> usize {
        let sources: BTreeSet<SourceId> = self.leaves.iter().map(|leaf| leaf.span.source).collect();
        let texts = sources.into_iter().filter_map(|id| self.sources.get(id)).map(Source::text);
        let labels = texts.flat_map(|text| text.split("[^").skip(1)).filter_map(|rest| rest.split_once(']'));
        let last = labels.filter_map(|(label, _)| label.parse::<u16>().ok()).max().unwrap_or(0);
        let rank = self.new_notes.iter().position(|own| *own == note).unwrap_or_default();
        usize::from(last) + 1 + rank
    }

    /// Where the definition of a note goes, and what stands before it: behind the last
    /// one where they end the text, else behind the block of its mark, and where there
    /// are none, at the end.
    fn place(&self, id: SourceId, change: &Change, edit: &Edit) -> (usize, &'static str) {
        let source = self.sources.get(id).map_or("", Source::text);
        let end = source.trim_end().len();
        let is_note = |leaf: &&Leaf| leaf.chain.first().is_some_and(|around| around.kind == AncestorKind::Note);
        let own = || self.leaves.iter().filter(|leaf| leaf.span.source == id);
        let last = own().filter(is_note).filter_map(|leaf| leaf.chain.first()).map(|around| around.span.range());
        let Some(last) = last.max_by_key(|range| range.end) else { return (end, "\n\n") };
        let text = own().filter(|leaf| !is_note(leaf)).map(|leaf| leaf.span.range().end).max().unwrap_or(0);
        if last.start >= text {
            let before = source.get(..lines(source, &last).start).unwrap_or_default();
            let is_close = before.lines().last().is_some_and(|line| line.starts_with("[^"));
            return (self.end_of(source, &last), if is_close { "\n" } else { "\n\n" });
        }
        let block = change.before().filter_map(|para| self.leaf(para)).next_back();
        let block = block.and_then(|leaf| leaf.chain.first()).map(|around| self.end_of(source, &around.span.range()));
        (block.unwrap_or(edit.range.end), "\n\n")
    }
}
