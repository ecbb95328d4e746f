//! Changes of notes belong to the changes of the paragraphs in which their marks came or
//! went: both come back or none.
//!
//! It must not know the manuscript.

use std::collections::BTreeMap;
use std::ops::Range;

use super::changes::Change;
use super::story::{Para, Place};

/// The changes that belong to others.
pub(super) struct Links {
    owners: BTreeMap<usize, usize>,
    new_notes: Vec<usize>,
}

impl Links {
    /// Which changes are about whole notes that came or went with their marks.
    pub(super) fn of(changes: &[Change], before: &[Para], after: &[Para]) -> Self {
        let mut links = Self { owners: BTreeMap::new(), new_notes: Vec::new() };
        for (at, change) in changes.iter().enumerate() {
            let (paras, range) = match change {
                Change::Insert { after: range, .. } => (after, range),
                Change::Delete { before: range } => (before, range),
                Change::Text { .. } | Change::Split { .. } | Change::Join { .. } => continue,
            };
            let Some(note) = whole(paras, range) else { continue };
            let holds = |other: &Change| {
                let range = if matches!(change, Change::Insert { .. }) { other.after() } else { other.before() };
                paras[range].iter().any(|para| para.notes().any(|own| own == note))
            };
            let Some(owner) = changes.iter().position(holds) else { continue };
            links.owners.insert(at, owner);
            if matches!(change, Change::Insert { .. }) {
                links.new_notes.push(note);
            }
        }
        links
    }

    /// The change that a change belongs to.
    pub(super) fn owner(&self, change: usize) -> Option<usize> {
        self.owners.get(&change).copied()
    }

    /// The notes that came with their marks, by their places.
    pub(super) fn new_notes(&self) -> Vec<usize> {
        self.new_notes.clone()
    }
}

/// The note of which some paragraphs are all.
fn whole(paras: &[Para], range: &Range<usize>) -> Option<usize> {
    let Place::Note(note) = paras.get(range.start)?.place else { return None };
    let all = paras.iter().filter(|para| para.place == Place::Note(note)).count();
    let own = paras[range.clone()].iter().filter(|para| para.place == Place::Note(note)).count();
    (own == all && own == range.len()).then_some(note)
}

/// Changes of paragraphs in different places as several: each note, each table and the
/// text between them by itself. What went with the blocks around it stays together.
pub(super) fn parted(changes: Vec<Change>, before: &[Para], after: &[Para]) -> Vec<Change> {
    let mut parted = Vec::new();
    for change in changes {
        match change {
            Change::Insert { before, after: range } => {
                let rows = rows(after, range, |one, two| place(one) == place(two));
                parted.extend(rows.into_iter().map(|after| Change::Insert { before, after }));
            }
            Change::Delete { before: range } => {
                let rows = rows(before, range, |one, two| note(one) == note(two));
                parted.extend(rows.into_iter().map(|before| Change::Delete { before }));
            }
            other => parted.push(other),
        }
    }
    parted
}

/// Where a paragraph stands: the kind of place, and which one.
fn place(place: Place) -> (u8, usize) {
    match place {
        Place::Body => (0, 0),
        Place::Cell { table, .. } => (1, table),
        Place::Note(note) => (2, note),
    }
}

fn note(place: Place) -> Option<usize> {
    match place {
        Place::Note(note) => Some(note),
        Place::Body | Place::Cell { .. } => None,
    }
}

/// Ranges of paragraphs that stand together.
fn rows(paras: &[Para], range: Range<usize>, is_one: impl Fn(Place, Place) -> bool) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    for at in range {
        match rows.last_mut() {
            Some(last) if is_one(paras[last.start].place, paras[at].place) => last.end = at + 1,
            _ => rows.push(at..at + 1),
        }
    }
    rows
}
