//! How large what a document is made of may be. What is past a bound is told where it
//! stands, and the rest of the document is printed.
//!
//! It must not know who sets the bounds.

/// How deep blocks stand in blocks: each level is a call of a layout that is recursive.
const MAX_NESTING: usize = 24;
/// How deep quotations stand in quotations.
const MAX_QUOTES: usize = 12;
/// The cells of a table.
const MAX_CELLS: usize = 50_000;
/// The notes of a document: Word numbers no more (ECMA-376-1 §17.11.14, bounded by the
/// schema of Office to 32,767).
const MAX_NOTES: usize = 32_767;
/// The entries of a list before the text: each costs a link, a line of dots and the
/// search for a page number, some 150 KB of layout.
const MAX_ENTRIES: usize = 8_000;
/// The elements that a drawing draws, each as often as it is used.
const MAX_ELEMENTS: usize = 1_000_000;
/// The pixels of all steps of a filter of a drawing; each takes 4 bytes.
const MAX_FILTER: u64 = 128_000_000;

/// How large what a document is made of may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// How deep blocks stand in blocks.
    pub nesting: usize,
    /// How deep quotations stand in quotations.
    pub quotes: usize,
    /// The cells of a table.
    pub cells: usize,
    /// The notes of a document.
    pub notes: usize,
    /// The entries of a list before the text, such as the contents.
    pub contents: usize,
    /// The elements that a drawing draws.
    pub elements: usize,
    /// The pixels of the steps of a filter.
    pub filter: u64,
}

impl Bounds {
    /// What stands where nobody says anything.
    pub const DEFAULT: Self = Self {
        nesting: MAX_NESTING,
        quotes: MAX_QUOTES,
        cells: MAX_CELLS,
        notes: MAX_NOTES,
        contents: MAX_ENTRIES,
        elements: MAX_ELEMENTS,
        filter: MAX_FILTER,
    };

    /// The most that anybody may ask for: what both editions are known to hold.
    pub const MOST: Self = Self { cells: 200_000, contents: 20_000, filter: 400_000_000, ..Self::DEFAULT };
}

impl Default for Bounds {
    fn default() -> Self {
        Self::DEFAULT
    }
}
