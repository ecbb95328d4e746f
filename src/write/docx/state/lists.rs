//! The lists of the text, counted as they are asked for, and what Word prints before
//! their items.
//!
//! It must not know which definition a list counts by.

use std::collections::BTreeSet;

use super::scheme::counters;
use crate::length::Length;
use crate::model::{Delimiter, Numbering, TypedNumber};
use crate::style::Style;
use crate::style::numbering::Pattern;
use crate::style::value::Measure;
use crate::write::docx::properties;

/// How many levels a list of Word has (ECMA-376-1 §17.9.6).
pub(in crate::write::docx) const LEVELS: usize = 9;
/// The number of the list that takes a paragraph out of every list.
pub(in crate::write::docx) const NONE: usize = 0;
/// The list of all bullets.
pub(in crate::write::docx) const BULLETS: usize = 2;
/// The list of the open boxes of tasks.
pub(in crate::write::docx) const OPEN: usize = 3;
/// The list of the ticked boxes of tasks.
pub(in crate::write::docx) const DONE: usize = 4;
/// The first list that belongs to one list of the text alone.
pub(in crate::write::docx) const FIRST_FREE: usize = 6;
/// The highest number of a list (ECMA-376-1 §17.9.28 as Word takes it).
const MAX_START: usize = 32_767;

/// The lists of the text, counted as they are asked for.
#[derive(Debug, Default)]
pub(in crate::write::docx) struct Lists {
    /// How each counts, at which level (from 0), and from which number.
    pub numbered: Vec<(Numbering, usize, u32)>,
}

impl Lists {
    /// A list of numbers of its own, at a level (from 0).
    pub(in crate::write::docx) fn numbers(&mut self, numbering: Numbering, level: usize, start: u32) -> usize {
        self.numbered.push((numbering, level, start));
        FIRST_FREE + self.numbered.len() - 1
    }

    /// The numbers with signs of their own, each once, in the order of their use.
    pub(in crate::write::docx) fn typed(&self) -> Vec<TypedNumber> {
        let mut seen = BTreeSet::new();
        let typed = self.numbered.iter().filter_map(|(numbering, _, _)| match numbering {
            Numbering::Typed(typed) => Some(*typed),
            Numbering::Styled(_) => None,
        });
        typed.filter(|typed| seen.insert(*typed)).collect()
    }
}

/// Where the text of an item at a level (from 0) begins, and how far its label
/// stands out.
#[must_use]
pub(in crate::write::docx) fn indent(style: &Style, level: usize) -> (Length, Length) {
    let size = style.body.size();
    let length = |measure: Measure| measure.length(size);
    let (indent, hang) = (length(style.list.indent), length(style.list.hang));
    (indent + hang.scaled(level as f64 + 1.0), hang)
}

/// What Word prints before an item of a list of numbers at a level (from 0);
/// `None` where it cannot be foretold, or counts otherwise than
/// [`Counter`](crate::style::numbering::Counter).
#[must_use]
pub(in crate::write::docx) fn printed(style: &Style, numbering: Numbering, level: usize, n: u32) -> Option<String> {
    let delimiter = match numbering {
        Numbering::Styled(delimiter) => delimiter,
        Numbering::Typed(typed) => return typed_printed(typed, n),
    };
    let pattern: Pattern = cycle(&style.list.numbers, level).parse().ok()?;
    let n = n as usize;
    let agrees = pattern.counters() == 1 && n <= MAX_START && counters(&pattern).all(|c| properties::word_agrees(c, n));
    agrees.then(|| pattern.format(&[n]) + end(delimiter))
}

/// As [`printed`], for numbers as they were typed.
fn typed_printed(typed: TypedNumber, n: u32) -> Option<String> {
    let number = n as usize;
    let foretold = number <= MAX_START && properties::word_agrees(typed.counter, number);
    (foretold && typed.digits <= 2).then(|| typed.format(n))
}

/// The sign of a list of the style at a level (from 0).
pub(in crate::write::docx) fn cycle(list: &[String], level: usize) -> &str {
    list.get(level % list.len().max(1)).map_or("", String::as_str)
}

/// What stands behind the numbers of a list.
pub(in crate::write::docx) fn end(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Period => ".",
        Delimiter::Paren => ")",
    }
}
