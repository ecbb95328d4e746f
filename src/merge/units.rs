//! The cells of a paragraph of the Word file and those of its line in the manuscript
//! become units: what is one in both.
//!
//! A character is a unit with the character that it was written as. What is printed in
//! another way than it was written (a citation, a reference, the label of a caption)
//! is a unit as a whole. It must not know what was changed.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::leaf::{Leaf, Sign};
use super::line::{Cell, Look, What, plain};

/// What is one in the Word file and in the manuscript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its cells in the Word file.
    pub(super) printed: Range<usize>,
    /// Its cells in the manuscript; none for what fuzi adds.
    pub(super) written: Range<usize>,
    /// How many cells behind it are written and not printed.
    pub(super) silent: usize,
}

impl Unit {
    /// Whether it is one character in both.
    pub(super) fn is_plain(&self, leaf: &Leaf) -> bool {
        self.printed.len() == 1
            && self.written.len() == 1
            && leaf.cells.get(self.written.start).is_some_and(|cell| cell.what != Sign::Whole)
    }
}

/// How many cells of both sides are compared; a longer paragraph is one unit.
pub(super) const LONGEST: usize = 40_000;

/// The units of a paragraph, in their order.
pub(super) fn units(printed: &[Cell], leaf: &Leaf) -> Vec<Unit> {
    let mut builder = Builder { printed, leaf, units: Vec::new() };
    if printed.len() + leaf.cells.len() > LONGEST {
        builder.unit(0..printed.len(), 0..leaf.cells.len());
        return builder.units;
    }
    let (one, two) = (tokens(printed), written_tokens(leaf));
    for op in capture_diff_slices(Algorithm::Myers, &one, &two) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                (0..len).for_each(|at| {
                    builder.unit(old_index + at..old_index + at + 1, new_index + at..new_index + at + 1);
                });
            }
            DiffOp::Delete { old_index, old_len, new_index } => {
                builder.gap(old_index..old_index + old_len, new_index..new_index);
            }
            DiffOp::Insert { old_index, new_index, new_len } => {
                builder.gap(old_index..old_index, new_index..new_index + new_len);
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                builder.gap(old_index..old_index + old_len, new_index..new_index + new_len);
            }
        }
    }
    builder.units
}

/// The look that the Word file gives a line beside that of its marks.
pub(super) fn base(printed: &[Cell], leaf: &Leaf, units: &[Unit]) -> Look {
    let plain = units.iter().filter(|unit| unit.is_plain(leaf));
    let differences =
        plain.filter(|unit| !matches!(printed[unit.printed.start].what, What::Char(ch) if ch.is_whitespace()));
    let differences =
        differences.map(|unit| printed[unit.printed.start].look.toggled(leaf.cells[unit.written.start].look));
    let mut counts: Vec<(Look, usize)> = Vec::new();
    for look in differences {
        match counts.iter_mut().find(|(known, _)| *known == look) {
            Some((_, count)) => *count += 1,
            None => counts.push((look, 1)),
        }
    }
    // The first of those that are most.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(look, _)| look).unwrap_or_default()
}

struct Builder<'a> {
    printed: &'a [Cell],
    leaf: &'a Leaf,
    units: Vec<Unit>,
}

impl Builder<'_> {
    fn unit(&mut self, printed: Range<usize>, written: Range<usize>) {
        self.units.push(Unit { printed, written, silent: 0 });
    }

    /// What is not the same on both sides.
    fn gap(&mut self, printed: Range<usize>, written: Range<usize>) {
        let is_atom = |at: usize| matches!(self.printed[at].what, What::Atom(_));
        let is_whole = |at: usize| self.leaf.cells[at].what == Sign::Whole;
        if printed.is_empty() || written.is_empty() {
            match self.units.last_mut() {
                Some(last) if printed.is_empty() && last.written.end == written.start => last.silent += written.len(),
                _ if printed.is_empty() => {}
                _ => self.unit(printed, written),
            }
            return;
        }
        let one_by_one =
            printed.len() == written.len() && printed.clone().all(is_atom) && written.clone().all(is_whole);
        if one_by_one {
            printed.zip(written).for_each(|(a, b)| self.unit(a..a + 1, b..b + 1));
        } else {
            self.unit(printed, written);
        }
    }
}

/// The end of a line.
const BREAK: u32 = 0x11_0000;
/// Something whole in the Word file, and in the manuscript: never the same.
const ATOM: u32 = 0x11_0001;
const WHOLE: u32 = 0x11_0002;

fn tokens(cells: &[Cell]) -> Vec<u32> {
    let token = |cell: &Cell| match cell.what {
        What::Char(ch) => u32::from(plain(ch)),
        What::Break => BREAK,
        What::Atom(_) => ATOM,
    };
    cells.iter().map(token).collect()
}

fn written_tokens(leaf: &Leaf) -> Vec<u32> {
    let token = |sign: Sign| match sign {
        Sign::Char(ch) => u32::from(plain(ch)),
        Sign::Soft => u32::from(' '),
        Sign::Hard => BREAK,
        Sign::Whole => WHOLE,
    };
    leaf.cells.iter().map(|cell| token(cell.what)).collect()
}
