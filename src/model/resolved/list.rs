//! Lists and definitions, with every marker decided.

use serde::Serialize;

use super::{Block, Inline};
use crate::diag::Span;
use crate::model::Numbering;

/// A list.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// What stands before the items.
    pub marker: Marker,
    /// Whether the items stand close.
    pub tight: bool,
    /// How many lists it stands in, from 0.
    pub depth: usize,
    /// The items.
    pub items: Vec<Item>,
}

impl List {
    /// The room that the widest number takes with the gap behind it, in ems of its
    /// text: half an em a sign, a whole one for the wide signs of Chinese. The gap
    /// is half an em, and a quarter behind signs whose right half is blank. Of
    /// bullets only those count that the author wrote; 0 without any.
    #[must_use]
    pub fn number_room(&self) -> f64 {
        let counts = |item: &&Item| match self.marker {
            Marker::Number { .. } => item.task.is_none(),
            Marker::Bullet => item.own,
        };
        let room = |item: &Item| {
            let width: f64 = item.marker.chars().map(|c| if is_wide(c) { 1.0 } else { 0.5 }).sum();
            width + if item.marker.ends_with(['）', '、', '．']) { 0.25 } else { 0.5 }
        };
        self.items.iter().filter(counts).map(room).fold(0.0, f64::max)
    }
}

/// Whether a sign of a number takes the width of a Chinese character.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24FF}' | '\u{2E80}'..='\u{FF60}')
}

/// What stands before the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marker {
    /// The bullet of its depth.
    Bullet,
    /// Numbers.
    Number {
        /// The first one.
        start: u32,
        /// What they look like.
        #[serde(rename = "delimiter")]
        numbering: Numbering,
    },
}

/// An item of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// What is printed before it: the bullet or number of its list, or the box of
    /// a task in its place.
    pub marker: String,
    /// The box of a task: done or not.
    pub task: Option<bool>,
    /// Whether its author wrote the marker in place of the bullet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// The text.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// A term with what it means.
#[derive(Debug, Clone, Serialize)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Its meanings.
    pub details: Vec<Vec<Block>>,
}
