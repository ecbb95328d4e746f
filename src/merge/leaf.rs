//! A written document becomes its leaves: every line of text with the bytes of each of
//! its characters, and the blocks that it stands in.
//!
//! It must not know what becomes of them on the page.

use super::line::Look;
use super::spelled::spelled;
use crate::diag::{Sources, Span, Spanned};
use crate::model::Mark;
use crate::model::document::{
    Block, BlockKind, CellContent, Document, Inline, InlineKind, NodeId, NoteDefinition, Table,
};

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
    /// The one around it.
    pub(super) outer: Option<usize>,
}

/// The leaves of a document in the order of reading, notes behind the text.
pub(super) fn leaves(document: &Document, sources: &Sources) -> Vec<Leaf> {
    let mut walk = Walk { sources, leaves: Vec::new(), notes: Vec::new(), chain: Vec::new() };
    let meta = &document.meta;
    for title in [&meta.title, &meta.subtitle].into_iter().flatten() {
        walk.line(title, LeafKind::Field);
    }
    walk.blocks(&meta.abstract_text);
    walk.values(&meta.keywords);
    meta.fields.iter().for_each(|(_, value)| walk.values(std::slice::from_ref(value)));
    for other in &meta.translations {
        other.title.iter().for_each(|title| walk.line(title, LeafKind::Field));
        walk.blocks(&other.abstract_text);
        walk.values(&other.keywords);
    }
    walk.blocks(&meta.revisions);
    walk.blocks(&document.blocks);
    walk.notes(&document.notes);
    walk.leaves
}

struct Walk<'a> {
    sources: &'a Sources,
    leaves: Vec<Leaf>,
    /// Notes in the text whose own text is still to be read, with what is around them.
    notes: Vec<(&'a [Block], Span, Vec<Ancestor>)>,
    chain: Vec<Ancestor>,
}

impl<'a> Walk<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn within(&mut self, ancestor: Ancestor, inside: impl FnOnce(&mut Self)) {
        self.chain.push(ancestor);
        inside(self);
        self.chain.pop();
    }

    fn block(&mut self, block: &'a Block) {
        let kind = match &block.kind {
            BlockKind::Quote { .. } => AncestorKind::Quote,
            BlockKind::List(list) => AncestorKind::List { tight: list.tight },
            BlockKind::Heading { .. } | BlockKind::Paragraph(_) | BlockKind::Code(_) => AncestorKind::Own,
            _ => AncestorKind::Other,
        };
        let around = Ancestor { id: block.id, span: block.span, kind };
        self.within(around, |walk| walk.inside(block));
    }

    fn inside(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading { level, content } => self.line(content, LeafKind::Heading(*level)),
            BlockKind::Paragraph(content) => self.line(content, LeafKind::Paragraph),
            BlockKind::Quote { blocks, attribution } => {
                self.blocks(blocks);
                attribution.iter().for_each(|content| self.line(content, LeafKind::Other));
            }
            BlockKind::Alert { blocks, .. } | BlockKind::Container(blocks) => self.blocks(blocks),
            BlockKind::List(list) => {
                for item in &list.items {
                    let around = Ancestor { id: block.id, span: item.span, kind: AncestorKind::Item };
                    self.within(around, |walk| walk.blocks(&item.blocks));
                }
            }
            BlockKind::Definitions(list) => {
                for definition in list {
                    self.line(&definition.term, LeafKind::Other);
                    definition.details.iter().for_each(|details| self.blocks(details));
                }
            }
            BlockKind::Code(code) => {
                self.code(&code.text, block.span);
                code.caption.iter().for_each(|content| self.line(content, LeafKind::Other));
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                for panel in &figure.panels {
                    self.whole(panel.span);
                    self.line(&panel.caption, LeafKind::Other);
                }
                self.line(&figure.caption, LeafKind::Other);
            }
            BlockKind::Theorem(theorem) => {
                self.line(&theorem.title, LeafKind::Other);
                self.blocks(&theorem.blocks);
            }
            BlockKind::Equation(_) => self.whole(block.span),
            BlockKind::PageBreak | BlockKind::Rule | BlockKind::Include(_) | BlockKind::Raw { .. } => {}
        }
    }

    /// A picture or a formula that stands by itself.
    fn whole(&mut self, span: Span) {
        let mut leaf = Leaf::empty(span, LeafKind::Other, self.chain.clone());
        leaf.sign(Sign::Whole, span.range(), Look::default(), None);
        self.put(leaf);
    }

    fn table(&mut self, table: &'a Table) {
        table.caption.iter().for_each(|content| self.line(content, LeafKind::Other));
        for (row, cells) in table.rows.iter().enumerate() {
            for (column, cell) in cells.cells.iter().enumerate() {
                let CellContent::Text(content) = &cell.content else { continue };
                let kind = LeafKind::Cell { row, column, line: cells.span };
                match content.is_empty() {
                    true => self.put(Leaf::empty(cell.span, kind, self.chain.clone())),
                    false => self.line(content, kind),
                }
            }
        }
    }

    fn notes(&mut self, notes: &'a [NoteDefinition]) {
        for note in notes {
            let around = Ancestor { id: note.id, span: note.span, kind: AncestorKind::Note };
            self.within(around, |walk| walk.blocks(&note.blocks));
        }
        let mut at = 0;
        while let Some((blocks, span, chain)) = self.notes.get(at).cloned() {
            at += 1;
            let around = Ancestor { id: NodeId::NONE, span, kind: AncestorKind::InlineNote };
            self.chain = chain;
            self.within(around, |walk| walk.blocks(blocks));
        }
    }

    fn put(&mut self, leaf: Leaf) {
        self.leaves.push(leaf);
    }

    fn line(&mut self, content: &'a [Inline], kind: LeafKind) {
        let (Some(first), Some(last)) = (content.first(), content.last()) else { return };
        // Text that stands elsewhere, such as the value of a variable, is none of this.
        if first.span.source != last.span.source || first.span.start > last.span.end {
            return;
        }
        let mut leaf = Leaf::empty(first.span.to(last.span), kind, self.chain.clone());
        self.inlines(content, Look::default(), None, &mut leaf);
        leaf.settle();
        self.put(leaf);
    }

    /// Values that are printed in one line.
    fn values(&mut self, values: &[Spanned<String>]) {
        let (Some(first), Some(last)) = (values.first(), values.last()) else { return };
        let mut leaf = Leaf::empty(first.span.to(last.span), LeafKind::Field, Vec::new());
        for value in values {
            let at = value.span.range().start;
            leaf.text(&value.value, self.sources.text(value.span), at, Look::default(), None);
        }
        self.put(leaf);
    }

    /// Code lies somewhere within its block; each of its lines in one of the source.
    fn code(&mut self, text: &str, span: Span) {
        let mut leaf = Leaf::empty(span, LeafKind::Code, self.chain.clone());
        let source = self.sources.text(span);
        let mut from = source.find('\n').map_or(0, |at| at + 1);
        for line in text.lines() {
            let Some(at) = source.get(from..).and_then(|rest| rest.find(line)) else { return };
            if !leaf.cells.is_empty() {
                let end = span.range().start + from + at;
                let start = leaf.cells.last().map_or(end, |cell| cell.end);
                leaf.cells.push(Written { what: Sign::Hard, look: Look::CODE, start, end, node: None });
            }
            leaf.text(line, line, span.range().start + from + at, Look::CODE, None);
            from += at + line.len();
        }
        let bounds = leaf.cells.first().zip(leaf.cells.last()).map(|(first, last)| (first.start, last.end));
        if let Some((start, end)) = bounds {
            leaf.span = Span::new(span.source, start, end);
            self.put(leaf);
        }
    }

    fn inlines(&mut self, content: &'a [Inline], look: Look, outer: Option<usize>, leaf: &mut Leaf) {
        for inline in content {
            let range = inline.span.range();
            match &inline.kind {
                InlineKind::Text(text) => leaf.text(text, self.sources.text(inline.span), range.start, look, outer),
                InlineKind::SoftBreak => leaf.sign(Sign::Soft, range, look, outer),
                InlineKind::HardBreak => leaf.sign(Sign::Hard, range, look, outer),
                InlineKind::Code(text) => {
                    let node = leaf.open(range, Look::CODE, false, outer);
                    let source = self.sources.text(inline.span);
                    let at = source.find(text.as_str()).unwrap_or(0);
                    leaf.text(
                        text,
                        source.get(at..at + text.len()).unwrap_or_default(),
                        inline.span.range().start + at,
                        look.with(Look::CODE),
                        Some(node),
                    );
                    leaf.close(node);
                }
                InlineKind::Marked(mark, inner) => {
                    let own = look_of(*mark);
                    let node = leaf.open(range, own, false, outer);
                    self.inlines(inner, look.with(own), Some(node), leaf);
                    leaf.close(node);
                }
                InlineKind::Link { content, .. } => {
                    let node = leaf.open(range, Look::default(), true, outer);
                    self.inlines(content, look, Some(node), leaf);
                    leaf.close(node);
                }
                InlineKind::Span(inner) => {
                    let node = leaf.open(range, Look::default(), false, outer);
                    self.inlines(inner, look, Some(node), leaf);
                    leaf.close(node);
                }
                InlineKind::Note(blocks) => {
                    self.notes.push((blocks, inline.span, self.chain.clone()));
                    leaf.sign(Sign::Whole, range, look, outer);
                }
                InlineKind::Image(_)
                | InlineKind::NoteRef(_)
                | InlineKind::Math(_)
                | InlineKind::Cite(_)
                | InlineKind::Reference(_)
                | InlineKind::References(_)
                | InlineKind::Raw { .. } => leaf.sign(Sign::Whole, range, look, outer),
                InlineKind::Edit(_) => {}
            }
        }
    }
}

impl Leaf {
    /// A line without text and without anything around it.
    pub(super) fn new(span: Span, kind: LeafKind) -> Self {
        Self::empty(span, kind, Vec::new())
    }

    fn empty(span: Span, kind: LeafKind, chain: Vec<Ancestor>) -> Self {
        Self { cells: Vec::new(), nodes: Vec::new(), span, kind, chain, seam: None }
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

    fn sign(&mut self, what: Sign, range: std::ops::Range<usize>, look: Look, node: Option<usize>) {
        self.cells.push(Written { what, look, start: range.start, end: range.end, node });
    }

    fn open(&mut self, range: std::ops::Range<usize>, look: Look, is_link: bool, outer: Option<usize>) -> usize {
        let (start, end) = (range.start, range.end);
        let first = self.cells.len();
        self.nodes.push(Marked { start, end, first, last: first, look, is_link, outer });
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

fn look_of(mark: Mark) -> Look {
    match mark {
        Mark::Strong => Look::BOLD,
        Mark::Emphasis => Look::ITALIC,
        Mark::Strike => Look::STRIKE,
        Mark::Underline => Look::UNDERLINE,
        Mark::Superscript => Look::SUPER,
        Mark::Subscript => Look::SUB,
        Mark::Code => Look::CODE,
        Mark::Highlight | Mark::SmallCaps | Mark::Dotted | Mark::Keyboard => Look::default(),
    }
}

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
