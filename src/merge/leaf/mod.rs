//! A written document becomes its leaves: every line of text with the bytes of each of
//! its characters, and the blocks that it stands in.
//!
//! The blocks are walked in `walk`, what stands within a line in `inlines`. It must not
//! know what becomes of them on the page.

mod inlines;
mod walk;

use super::line::Look;
use super::spelled::spelled;
use crate::diag::Span;
use crate::model::document::NodeId;

pub(super) use self::walk::leaves;

/// A line of the manuscript.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    /// Its characters.
    pub(super) cells: Vec<Written>,
    /// What marks some of them.
    pub(super) nodes: Vec<Marked>,
    /// Where its text lies.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: LeafKind,
    /// The blocks that it stands in, from the outermost.
    pub(super) chain: Vec<Ancestor>,
    /// Where the cells of a second line begin that is joined with it.
    pub(super) seam: Option<usize>,
    /// Whether it has marks of those who revise the text that are not printed.
    pub(super) hides: bool,
    /// Whether such a mark reaches beyond it.
    pub(super) reaches: bool,
}

/// What a line of the manuscript is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
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
pub(super) struct Ancestor {
    /// What it is known by; those of items are those of their lists.
    pub(super) id: NodeId,
    /// Where it was written.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: AncestorKind,
}

/// What a block around a leaf is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AncestorKind {
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
pub(super) struct Written {
    /// What it is.
    pub(super) what: Sign,
    /// How it looks, by its marks.
    pub(super) look: Look,
    /// The first byte.
    pub(super) start: usize,
    /// The byte after the last.
    pub(super) end: usize,
    /// The innermost of [`Leaf::nodes`] that it stands in.
    pub(super) node: Option<usize>,
}

/// What a piece of the manuscript is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
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
pub(super) struct Marked {
    /// Its first byte, with what marks it.
    pub(super) start: usize,
    /// The byte after the last.
    pub(super) end: usize,
    /// The first of the cells in it.
    pub(super) first: usize,
    /// The cell after the last.
    pub(super) last: usize,
    /// The look that it gives.
    pub(super) look: Look,
    /// Whether it is a link.
    pub(super) is_link: bool,
    /// Whether it holds an old text and the one that replaces it.
    pub(super) is_replacement: bool,
    /// The one around it.
    pub(super) outer: Option<usize>,
}

impl Leaf {
    /// A line without text and without anything around it.
    pub(super) fn new(span: Span, kind: LeafKind) -> Self {
        Self::empty(span, kind, Vec::new())
    }

    fn empty(span: Span, kind: LeafKind, chain: Vec<Ancestor>) -> Self {
        Self { cells: Vec::new(), nodes: Vec::new(), span, kind, chain, seam: None, hides: false, reaches: false }
    }

    /// Text and its source, which lies at a byte. What is spelled in a way that is not
    /// understood is one whole.
    fn text(&mut self, text: &str, source: &str, at: usize, look: Look, node: Option<usize>) {
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
                [(from, _)] if !text.is_empty() => self.text(text, text, at + from, look, node),
                _ => self.sign(Sign::Whole, at..at + source.len(), look, node),
            },
        }
    }

    /// Text that was taken out, which lies at a byte: its signs mark nothing.
    fn deleted(&mut self, text: &str, at: usize, look: Look, node: usize) {
        for (from, ch) in text.char_indices() {
            let what = if ch == '\n' { Sign::Soft } else { Sign::Char(ch) };
            self.sign(what, at + from..at + from + ch.len_utf8(), look, Some(node));
        }
    }

    fn sign(&mut self, what: Sign, range: std::ops::Range<usize>, look: Look, node: Option<usize>) {
        self.cells.push(Written { what, look, start: range.start, end: range.end, node });
    }

    fn open(&mut self, range: std::ops::Range<usize>, look: Look, is_link: bool, outer: Option<usize>) -> usize {
        let (start, end) = (range.start, range.end);
        let first = self.cells.len();
        self.nodes.push(Marked { start, end, first, last: first, look, is_link, is_replacement: false, outer });
        self.nodes.len() - 1
    }

    fn close(&mut self, node: usize) {
        let last = self.cells.len();
        self.nodes[node].last = last;
    }

    /// The end of a line reaches from what stands before it to what stands behind it.
    fn settle(&mut self) {
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
    pub(super) fn joined(&self, other: &Self) -> Self {
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
    pub(super) fn key(&self) -> String {
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
pub(super) const WHOLE: &str = "\u{FFFC}";

#[cfg(test)]
mod tests {
    use super::{Sign, leaves};
    use crate::diag::{Sink, Sources};
    use crate::read::markdown;

    /// Each line with its signs, those of several bytes with these.
    fn lines(text: &str) -> Vec<String> {
        let mut sources = Sources::new();
        let id = sources.add("m.md", text);
        let document = markdown::read(id, text, &mut Sink::new()).unwrap();
        let line = |leaf: super::Leaf| {
            let cell = |cell: &super::Written| match cell.what {
                Sign::Char(ch) if text[cell.start..cell.end] == *ch.to_string() => ch.to_string(),
                Sign::Char(ch) => format!("{ch}={{{}}}", &text[cell.start..cell.end]),
                Sign::Soft => "_".to_owned(),
                Sign::Hard => "/".to_owned(),
                Sign::Whole => format!("<{}>", &text[cell.start..cell.end]),
            };
            leaf.cells.iter().map(cell).collect::<String>()
        };
        leaves(&document, &sources).into_iter().map(line).collect()
    }

    #[test]
    fn characters_have_their_bytes() {
        for (text, wanted) in [
            ("**粗**\\*&amp; *x* [链](u)", vec!["粗*={\\*}&={&amp;} x 链"]),
            ("<kbd>Ctrl</kbd>+<kbd>/</kbd>", vec!["Ctrl+/"]),
            ("甲[^1] $x$ @key\n乙\n\n[^1]: 注", vec!["甲<[^1]> <$x$> <@key>_乙", "注"]),
            ("> 引\n> 文\n\n- 项\n  续", vec!["引_文", "项_续"]),
            ("|甲|乙|\n|-|-|\n|`a`||\n\n: 题", vec!["题", "甲", "乙", "a", ""]),
            ("```py\na\n  b\n```", vec!["a/  b"]),
            ("---\ntitle: 题*目*\nkeywords: [甲, 乙]\n---\n\n# 章 {#a}", vec!["题目", "甲乙", "章"]),
        ] {
            assert_eq!(lines(text), wanted, "{text}");
        }
    }
}
