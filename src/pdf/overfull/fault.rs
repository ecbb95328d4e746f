//! What can be wrong on a page.

use typst::introspection::Location;
use typst::syntax::Span;

use super::bounds::Place;

/// What a fault lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Table,
    Formula,
    Code,
}

/// A table, formula or block of code that is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner {
    pub(super) location: Location,
    pub(super) part: Part,
    pub(super) span: Span,
    /// Where the printed texts of the page begin that are its own.
    pub(super) first: usize,
    pub(super) numbered: bool,
}

/// What is wrong.
#[derive(Debug, Clone)]
pub(super) enum Wrong {
    /// It leaves these edges.
    Out(Place),
    /// It stands below the text of the page.
    Below,
    /// It is printed over this text, which may be the number of a formula.
    Over { text: String, number: bool },
}

/// What stands wrong.
#[derive(Debug, Clone)]
pub(super) enum Thing {
    Text(String),
    Picture,
    Shape,
}

/// Something without room.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) owner: Option<Owner>,
    pub(super) thing: Thing,
    pub(super) wrong: Wrong,
    /// How far it stands out, in pt; the most of all.
    pub(super) points: f64,
    /// How many pieces do.
    pub(super) count: usize,
    pub(super) span: (Span, u16),
}
