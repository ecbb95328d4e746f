//! What has changed between two versions of a document: the new one, in which what was
//! put in and what was taken out are known as such.
//!
//! Both are resolved, so that numbers and labels are those of each version; a number
//! that only counts on is no change. It names no writer, and decides nothing but what
//! is shown as changed.

mod blocks;
mod deleted;
mod inlines;
mod pairs;
mod tokens;

use std::collections::BTreeMap;

use self::deleted::Old;
use self::tokens::Names;
use crate::diag::{SourceId, Span};
use crate::model::resolved::{Abstract, Note, NoteId, Resolved};

/// What came of a comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many passages were put in.
    pub inserted: usize,
    /// How many were taken out.
    pub deleted: usize,
    /// How many notes went with what was taken out; their texts are not shown.
    pub lost_notes: usize,
}

/// Marks in `new` what has changed since `old`; the PDF shows it, too.
pub fn mark(old: &Resolved, new: &mut Resolved) -> Summary {
    let place = new.blocks.first().map_or(Span::new(SourceId(0), 0, 0), |block| block.span);
    let (before, after) = (Names::of(old), Names::of(new));
    let mut tracker = Tracker { old, place, before, after, notes: BTreeMap::new(), summary: Summary::default() };
    for (before, after) in [(&old.meta.title, &mut new.meta.title), (&old.meta.subtitle, &mut new.meta.subtitle)] {
        after.content = tracker.inlines(&before.content, std::mem::take(&mut after.content));
    }
    tracker.abstracts(&mut new.meta.abstracts);
    let parts = [
        (&old.declarations, &mut new.declarations),
        (&old.front_sections, &mut new.front_sections),
        (&old.blocks, &mut new.blocks),
    ];
    for (before, after) in parts {
        *after = tracker.blocks(before, std::mem::take(after));
    }
    tracker.notes(&mut new.notes);
    new.tracking.is_printed = true;
    tracker.summary
}

struct Tracker<'a> {
    old: &'a Resolved,
    /// The place in the new version at which the comparison is.
    place: Span,
    /// What anchors of the old version are known by.
    before: Names,
    /// The same of the new one.
    after: Names,
    /// The notes of the old version by those of the new one that stand in their place.
    notes: BTreeMap<NoteId, NoteId>,
    summary: Summary,
}

impl<'a> Tracker<'a> {
    /// Where something that was taken out stood, and would stand.
    fn at_place(&self) -> Old<'a> {
        Old { doc: self.old, place: self.place }
    }

    fn abstracts(&mut self, abstracts: &mut [Abstract]) {
        for new in abstracts {
            let Some(old) = self.old.meta.abstracts.iter().find(|old| old.lang == new.lang) else { continue };
            new.blocks = self.blocks(&old.blocks, std::mem::take(&mut new.blocks));
            if let (Some((_, old)), Some((_, new))) = (&old.keywords, &mut new.keywords) {
                *new = self.inlines(old, std::mem::take(new));
            }
        }
    }

    fn notes(&mut self, notes: &mut [Note]) {
        for (new, old) in std::mem::take(&mut self.notes) {
            let (Some(note), Some(before)) = (notes.get_mut(new.0), self.old.notes.get(old.0)) else { continue };
            note.blocks = self.blocks(&before.blocks, std::mem::take(&mut note.blocks));
        }
    }
}
