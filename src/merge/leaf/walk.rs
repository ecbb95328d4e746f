//! The blocks of a document in the order of reading, each with its lines; notes stand
//! behind the text.

use super::written::{Ancestor, AncestorKind, Leaf, LeafKind, Sign, Written};
use crate::diag::{Sources, Span, Spanned};
use crate::merge::line::Look;
use crate::model::document::{Block, BlockKind, CellContent, Document, Inline, NodeId, NoteDefinition, Table};

/// The leaves of a document in the order of reading, notes behind the text.
pub(in crate::merge) fn leaves(document: &Document, sources: &Sources) -> Vec<Leaf> {
    let mut walk = Walk {
        sources,
        is_tracked: document.tracking.is_some(),
        leaves: Vec::new(),
        notes: Vec::new(),
        chain: Vec::new(),
    };
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

/// The walk through a document.
pub(super) struct Walk<'a> {
    pub(super) sources: &'a Sources,
    /// Whether marks of those who revise the text are printed.
    pub(super) is_tracked: bool,
    leaves: Vec<Leaf>,
    /// Notes in the text whose own text is still to be read, with what is around them.
    pub(super) notes: Vec<(&'a [Block], Span, Vec<Ancestor>)>,
    pub(super) chain: Vec<Ancestor>,
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
        // The braces of a highlight stand around its signs.
        for node in leaf.nodes.iter().filter(|node| node.outer.is_none()) {
            let (start, end) = (leaf.span.range().start.min(node.start), leaf.span.range().end.max(node.end));
            leaf.span = Span::new(leaf.span.source, start, end);
        }
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
            // Code that names a sign of HTML is itself, and no sign.
            ("`&amp;` 甲", vec!["<&amp;> 甲"]),
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
