//! A line of the manuscript: its characters with their bytes, what marks them, and the
//! blocks that it stands in.

use crate::diag::Span;
use crate::merge::line::Look;
use crate::merge::spelled::spelled;
use crate::model::document::NodeId;

/// A line of the manuscript.
#[derive(Debug, Clone)]
pub(in crate::merge) struct Leaf {
    /// Its characters.
    pub(in crate::merge) cells: Vec<Written>,
    /// What marks some of them.
    pub(in crate::merge) nodes: Vec<Marked>,
    /// Where its text lies.
    pub(in crate::merge) span: Span,
    /// What it is.
    pub(in crate::merge) kind: LeafKind,
    /// The blocks that it stands in, from the outermost.
    pub(in crate::merge) chain: Vec<Ancestor>,
    /// Where the cells of a second line begin that is joined with it.
    pub(in crate::merge) seam: Option<usize>,
    /// Whether it has marks of those who revise the text that are not printed.
    pub(in crate::merge) hides: bool,
    /// Whether such a mark reaches beyond it.
    pub(in crate::merge) reaches: bool,
}

/// What a line of the manuscript is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::merge) enum LeafKind {
    /// A heading of a level from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A cell of a table, with its row and column from 0.
    Cell {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
        /// The line of the row.
        line: Span,
    },
    /// Code.
    Code,
    /// A caption, a term, the source of a quotation.
    Other,
    /// A value of the front matter.
    Field,
}

/// A block around a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::merge) struct Ancestor {
    /// What it is known by; those of items are those of their lists.
    pub(in crate::merge) id: NodeId,
    /// Where it was written.
    pub(in crate::merge) span: Span,
    /// What it is.
    pub(in crate::merge) kind: AncestorKind,
}

/// What a block around a leaf is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::merge) enum AncestorKind {
    /// The block of the text itself.
    Own,
    /// A quotation.
    Quote,
    /// A list, and whether its items stand close.
    List {
        /// Whether they do.
        tight: bool,
    },
    /// An item of a list.
    Item,
    /// A note apart from its mark.
    Note,
    /// A note in its place.
    InlineNote,
    /// Anything else.
    Other,
}

/// A character of the manuscript that is printed, or something whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::merge) struct Written {
    /// What it is.
    pub(in crate::merge) what: Sign,
    /// How it looks, by its marks.
    pub(in crate::merge) look: Look,
    /// The first byte.
    pub(in crate::merge) start: usize,
    /// The byte after the last.
    pub(in crate::merge) end: usize,
    /// The innermost of [`Leaf::nodes`] that it stands in.
    pub(in crate::merge) node: Option<usize>,
}

/// What a piece of the manuscript is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::merge) enum Sign {
    /// A character.
    Char(char),
    /// The end of a line that is none on the page.
    Soft,
    /// The end of a line on the page.
    Hard,
    /// Something whole: a citation, a formula, a picture, the mark of a note.
    Whole,
}

/// Something that marks characters: emphasis, a link, a passage with attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::merge) struct Marked {
    /// Its first byte, with what marks it.
    pub(in crate::merge) start: usize,
    /// The byte after the last.
    pub(in crate::merge) end: usize,
    /// The first of the cells in it.
    pub(in crate::merge) first: usize,
    /// The cell after the last.
    pub(in crate::merge) last: usize,
    /// The look that it gives.
    pub(in crate::merge) look: Look,
    /// Whether it is a link.
    pub(in crate::merge) is_link: bool,
    /// Whether it holds an old text and the one that replaces it.
    pub(in crate::merge) is_replacement: bool,
    /// The one around it.
    pub(in crate::merge) outer: Option<usize>,
}

impl Leaf {
    /// A line without text and without anything around it.
    pub(in crate::merge) fn new(span: Span, kind: LeafKind) -> Self {
        Self::empty(span, kind, Vec::new())
    }

    pub(super) fn empty(span: Span, kind: LeafKind, chain: Vec<Ancestor>) -> Self {
        Self { cells: Vec::new(), nodes: Vec::new(), span, kind, chain, seam: None, hides: false, reaches: false }
    }

    /// Text and its source, which lies at a byte. What is spelled in a way that is not
    /// understood is one whole.
    pub(super) fn text(&mut self, text: &str, source: &str, at: usize, look: Look, node: Option<usize>) {
        match spelled(text, source) {
            Some(signs) => {
                let cell = |(ch, range): (char, std::ops::Range<usize>)| Written {
                    what: Sign::Char(ch),
                    look,
                    start: at + range.start,
                    end: at + range.end,
                    node,
                };
                self.cells.extend(signs.into_iter().map(cell));
            }
            // What stands in tags of HTML has the place of these too.
            None => match source.match_indices(text).collect::<Vec<_>>().as_slice() {
                [(from, _)] if !text.is_empty() && text != source => self.text(text, text, at + from, look, node),
                _ => self.sign(Sign::Whole, at..at + source.len(), look, node),
            },
        }
    }

    /// Text that was taken out, which lies at a byte: its signs mark nothing.
    pub(super) fn deleted(&mut self, text: &str, at: usize, look: Look, node: usize) {
        for (from, ch) in text.char_indices() {
            let what = if ch == '\n' { Sign::Soft } else { Sign::Char(ch) };
            self.sign(what, at + from..at + from + ch.len_utf8(), look, Some(node));
        }
    }

    pub(super) fn sign(&mut self, what: Sign, range: std::ops::Range<usize>, look: Look, node: Option<usize>) {
        self.cells.push(Written { what, look, start: range.start, end: range.end, node });
    }

    pub(super) fn open(
        &mut self,
        range: std::ops::Range<usize>,
        look: Look,
        is_link: bool,
        outer: Option<usize>,
    ) -> usize {
        let (start, end) = (range.start, range.end);
        let first = self.cells.len();
        self.nodes.push(Marked { start, end, first, last: first, look, is_link, is_replacement: false, outer });
        self.nodes.len() - 1
    }

    pub(super) fn close(&mut self, node: usize) {
        let last = self.cells.len();
        self.nodes[node].last = last;
    }

    /// The end of a line reaches from what stands before it to what stands behind it.
    pub(super) fn settle(&mut self) {
        for at in 0..self.cells.len() {
            if self.cells[at].what != Sign::Soft {
                continue;
            }
            let before = at.checked_sub(1).map(|at| &self.cells[at]).map(|cell| (cell.end, cell.node));
            let after = self.cells.get(at + 1).map(|cell| (cell.start, cell.node));
            let node = self.cells[at].node;
            if let Some((end, _)) = before.filter(|(_, other)| *other == node) {
                self.cells[at].start = end;
            }
            if let Some((start, _)) = after.filter(|(_, other)| *other == node) {
                self.cells[at].end = start.max(self.cells[at].start);
            }
        }
    }

    /// It and a line behind it as one.
    pub(in crate::merge) fn joined(&self, other: &Self) -> Self {
        let (cells, nodes) = (self.cells.len(), self.nodes.len());
        let mut joined = self.clone();
        joined.seam = Some(cells);
        joined.span = self.span.to(other.span);
        joined.hides |= other.hides;
        joined.reaches |= other.reaches;
        joined
            .cells
            .extend(other.cells.iter().map(|cell| Written { node: cell.node.map(|at| at + nodes), ..cell.clone() }));
        joined.nodes.extend(other.nodes.iter().map(|node| Marked {
            first: node.first + cells,
            last: node.last + cells,
            outer: node.outer.map(|at| at + nodes),
            ..*node
        }));
        joined
    }

    /// What it says, by which its paragraph is found: letters and digits, or how many
    /// whole things it consists of.
    pub(in crate::merge) fn key(&self) -> String {
        let letters: String = self
            .cells
            .iter()
            .filter_map(|cell| match cell.what {
                Sign::Char(ch) if ch.is_alphanumeric() => Some(ch),
                Sign::Char(_) | Sign::Soft | Sign::Hard | Sign::Whole => None,
            })
            .collect();
        let wholes = self.cells.iter().filter(|cell| cell.what == Sign::Whole).count();
        if letters.is_empty() { WHOLE.repeat(wholes) } else { letters }
    }
}

/// What stands for something whole in a key.
pub(in crate::merge) const WHOLE: &str = "\u{FFFC}";
