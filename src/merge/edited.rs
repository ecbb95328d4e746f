//! A paragraph that was changed in Word becomes items: the units of its line that
//! stay, in their order, and what was put in between.
//!
//! What cannot come back (a new formula, a part of something that is counted) is said.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::leaf::Leaf;
use super::line::{Atom, AtomKind, Cell, Look, What, plain};
use super::units::{LONGEST, Unit};
use crate::diag::{Message, message};

/// A piece of a changed paragraph.
#[derive(Debug, Clone)]
pub(super) enum Item {
    /// A unit that stays, with its first cell as it looks now.
    Kept { unit: usize, now: Cell },
    /// What was put in.
    New(Cell),
    /// A new paragraph begins.
    Split,
    /// Something that prints nothing: a comment.
    Remark(String),
}

/// What became of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Became<'a> {
    /// The paragraphs that it became.
    pub(super) cells: Vec<&'a [Cell]>,
    /// What tracked changes took out of it.
    pub(super) gone: Vec<Atom>,
    /// How the notes that are new are written at their marks, by their places.
    pub(super) notes: BTreeMap<usize, String>,
    /// Whether the edited file has notes: one that is missing was then not dropped.
    pub(super) has_notes: bool,
    /// What is to stand before some cells of all of them and prints nothing.
    pub(super) remarks: Vec<(usize, String)>,
}

/// The items of a paragraph that became others.
pub(super) fn items(before: &[Cell], units: &[Unit], became: &Became<'_>, leaf: &Leaf) -> Result<Vec<Item>, Message> {
    let Became { cells: after, notes, remarks, .. } = became;
    let splits: Vec<usize> = splits(after);
    let after: Vec<Cell> = after.iter().flat_map(|cells| cells.iter().cloned()).collect();
    if before.len() + after.len() > LONGEST {
        return Err(message!("it is too long"));
    }
    // Where each cell of the paragraph stands now.
    let mut now: Vec<Option<usize>> = vec![None; before.len()];
    for op in capture_diff_slices(Algorithm::Myers, &tokens(before, &after, before), &tokens(before, &after, &after)) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|at| now[old_index + at] = Some(new_index + at));
        }
    }
    let mut starts: Vec<Option<usize>> = vec![None; after.len()];
    let mut taken = vec![false; after.len()];
    for (number, unit) in units.iter().enumerate() {
        let places: Vec<Option<usize>> = unit.printed.clone().map(|at| now[at]).collect();
        let first = places.first().copied().flatten();
        let stays = first.is_some_and(|first| places.iter().enumerate().all(|(at, place)| *place == Some(first + at)));
        if let Some(first) = first.filter(|_| stays) {
            starts[first] = Some(number);
            (first..first + places.len()).for_each(|at| taken[at] = true);
            continue;
        }
        if places.iter().any(Option::is_some) {
            return Err(message!("a part of something that fuzi writes was changed"));
        }
        if unit.written.is_empty() {
            return Err(message!("something that fuzi writes was taken out"));
        }
        lost(before, unit, &now, became, leaf)?;
    }
    if is_across(before, units, &starts) {
        return Err(message!("an edit reaches across a mark of CriticMarkup"));
    }
    let mut items = Vec::new();
    let remark_at =
        |at: usize| remarks.iter().filter(move |(place, _)| *place == at).map(|(_, text)| Item::Remark(text.clone()));
    let count = after.len();
    for (at, cell) in after.into_iter().enumerate() {
        items.extend(remark_at(at));
        splits.iter().filter(|split| **split == at).for_each(|_| items.push(Item::Split));
        match starts[at] {
            Some(unit) => items.push(Item::Kept { unit, now: cell }),
            None if taken[at] => {}
            None => items.push(Item::New(put_in(cell, notes)?)),
        }
    }
    items.extend(remark_at(count));
    Ok(items)
}

/// Whether text of a mark of the manuscript went together with text beside it: whether
/// that accepts or rejects the mark nobody knows.
fn is_across(before: &[Cell], units: &[Unit], starts: &[Option<usize>]) -> bool {
    let mut stays = vec![false; units.len()];
    starts.iter().flatten().for_each(|unit| stays[*unit] = true);
    let is_marked = |unit: &Unit| before[unit.printed.start].look.change() != Look::default();
    let gone = |at: usize| !stays[at];
    (1..units.len()).any(|at| gone(at - 1) && gone(at) && is_marked(&units[at - 1]) != is_marked(&units[at]))
}

/// Before which cells of all paragraphs a new one begins.
fn splits(after: &[&[Cell]]) -> Vec<usize> {
    let ends = after.iter().scan(0, |end, cells| {
        *end += cells.len();
        Some(*end)
    });
    ends.take(after.len().saturating_sub(1)).collect()
}

/// Something whole that went may have been dropped by a program: it counts as taken
/// out if that was tracked, or if text beside it went too; a comment never does. Notes
/// are dropped all or none.
fn lost(before: &[Cell], unit: &Unit, now: &[Option<usize>], became: &Became<'_>, leaf: &Leaf) -> Result<(), Message> {
    let atom = before[unit.printed.clone()].iter().find_map(|cell| match &cell.what {
        What::Atom(atom) => Some(atom),
        What::Char(_) | What::Break => None,
    });
    let Some(atom) = atom.filter(|_| !unit.is_plain(leaf)) else { return Ok(()) };
    let is_tracked = became.gone.iter().any(|other| other.kind == atom.kind && other.name == atom.name);
    let went = |at: Option<usize>| {
        at.and_then(|at| before.get(at).zip(now.get(at)))
            .is_some_and(|(cell, now)| now.is_none() && matches!(cell.what, What::Char(ch) if !ch.is_whitespace()))
    };
    let is_said = atom.kind == AtomKind::Comment;
    let is_noted = atom.kind == AtomKind::Note && became.has_notes;
    if is_tracked || is_noted || !is_said && (went(unit.printed.start.checked_sub(1)) || went(Some(unit.printed.end))) {
        return Ok(());
    }
    let text = atom.text.clone();
    Err(match atom.kind {
        AtomKind::Formula => message!("the formula “{text}” is missing, which some programs drop", text),
        AtomKind::Picture => message!("a picture is missing"),
        AtomKind::Note => message!("the mark of the note “{text}” is missing", text),
        AtomKind::Field => message!("“{text}” is missing, which fuzi writes", text),
        AtomKind::Box => message!("a text box is missing"),
        AtomKind::Comment => message!("a comment of the manuscript is missing"),
    })
}

/// A cell that was put in, if that can be written; a note with its source as its text.
fn put_in(cell: Cell, notes: &BTreeMap<usize, String>) -> Result<Cell, Message> {
    let What::Atom(atom) = &cell.what else { return Ok(cell) };
    if let Some(text) = atom.note.and_then(|note| notes.get(&note)) {
        let what = What::Atom(Atom { text: text.clone(), ..atom.clone() });
        return Ok(Cell { what, ..cell });
    }
    let text = atom.text.clone();
    Err(match atom.kind {
        AtomKind::Formula => message!("the formula “{text}” was put in", text),
        AtomKind::Picture => message!("a picture was put in"),
        AtomKind::Note => message!("a note was put in"),
        AtomKind::Field => message!("the field “{text}” was put in", text),
        AtomKind::Box => message!("a text box was put in"),
        AtomKind::Comment => message!("a comment of the manuscript was put in again"),
    })
}

/// Cells as numbers, the same for cells that are the same thing.
fn tokens(before: &[Cell], after: &[Cell], cells: &[Cell]) -> Vec<u32> {
    let mut known: Vec<&Cell> = Vec::new();
    for cell in before.iter().chain(after) {
        let is_new = matches!(cell.what, What::Atom(_)) && !known.iter().any(|other| other.is_like(cell));
        if is_new {
            known.push(cell);
        }
    }
    let token = |cell: &Cell| match cell.what {
        What::Char(ch) => u32::from(plain(ch)),
        What::Break => 0x11_0000,
        What::Atom(_) => {
            let at = known.iter().position(|other| other.is_like(cell)).unwrap_or_default();
            0x11_0001 + u32::try_from(at).unwrap_or_default()
        }
    };
    cells.iter().map(token).collect()
}
