//! The citations of the document, in the order in which a reader meets them,
//! and the list of what they cite, each with its way to the other.

use std::collections::{HashMap, HashSet};

use super::anchors::Anchors;
use super::typed_references::heads_references;
use crate::cite::{self, Cited, Entry, Formatted, Fragment, References, Request};
use crate::diag::{Sink, SourceId, Span, Spanned};
use crate::model::document::{Attr, Block, BlockKind, Cite, Document, Inline, InlineKind, NodeId, NoteDefinition};
use crate::model::resolved::{AnchorId, Target};
use crate::model::{Lang, Mark, blocks_of, contents_of};
use crate::style::Words;

/// What is printed for citations and their list.
#[derive(Debug, Default)]
pub(super) struct Citations {
    formatted: Formatted,
    /// The request of each citation.
    by_node: HashMap<NodeId, usize>,
    /// For each request the block that it stands in, outside of notes.
    blocks: Vec<Option<NodeId>>,
    /// For each entry its anchor.
    anchors: Vec<AnchorId>,
    /// For each entry the block of its first citation.
    back: Vec<Option<AnchorId>>,
    /// Whether the list was printed.
    printed: bool,
}

impl Citations {
    /// Formats what a document cites.
    pub(super) fn new(document: &Document, references: &References, lang: &Lang, sink: &mut Sink) -> Self {
        let mut walk = Walk::new(document);
        walk.document(document);
        let requests: Vec<Request<'_>> = walk.found.iter().map(|found| found.request).collect();
        let formatted = cite::format(&requests, &document.meta.nocite, references, lang, sink);
        // Without any work to cite the citations stay as they were written.
        let known = if references.library.is_empty() { &[] } else { walk.found.as_slice() };
        let by_node = known.iter().enumerate().map(|(at, found)| (found.node, at)).collect();
        let blocks = walk.found.iter().map(|found| found.block).collect();
        Self { formatted, by_node, blocks, ..Self::default() }
    }

    /// Puts a list into a document that has works to list and no place for them: under
    /// a heading for it that has nothing under it, else at the end under its own.
    pub(super) fn append_list(&self, document: &mut Document, words: &Words, references: &References) {
        let wanted = !self.formatted.entries.is_empty() && !references.style.has_notes();
        if !wanted || has_list(&document.blocks) {
            return;
        }
        let Some(end) = document.blocks.last().map(|block| block.span) else { return };
        if let Some(at) = empty_heading(&document.blocks) {
            let span = document.blocks[at].span;
            let list = list_of_references(document.fresh_node(), span);
            return document.blocks.insert(at + 1, list);
        }
        let span = Span { start: end.end, ..end };
        let class = Spanned::new("unnumbered".to_owned(), span);
        let text = Inline::new(InlineKind::Text(words.references.to_owned()), span);
        let heading = BlockKind::Heading { level: 1, content: vec![text] };
        let attr = Attr { classes: vec![class], ..Attr::default() };
        let id = document.fresh_node();
        document.blocks.push(Block { id, ..Block::with(heading, attr, span) });
        let list = list_of_references(document.fresh_node(), span);
        document.blocks.push(list);
    }

    /// The blocks that the entries lead back to.
    pub(super) fn cited_blocks(&self) -> HashSet<NodeId> {
        self.formatted.entries.iter().filter_map(|entry| self.blocks[entry.first?]).collect()
    }

    /// The same with an anchor for each entry.
    pub(super) fn anchored(mut self, anchors: &mut Anchors) -> Self {
        for entry in &self.formatted.entries {
            let block = entry.first.and_then(|first| self.blocks[first]);
            self.back.push(block.and_then(|block| anchors.of(block)).map(|numbered| numbered.anchor));
            self.anchors.push(anchors.add_silent(format!("ref-{}", entry.key), entry.span));
        }
        self
    }

    /// What is printed for a citation.
    pub(super) fn of(&self, citation: NodeId) -> Option<&Cited> {
        self.by_node.get(&citation).map(|at| &self.formatted.citations[*at])
    }

    /// Where a part of a citation or an entry leads; nowhere without a list.
    pub(super) fn target(&self, target: &cite::Target) -> Option<Target> {
        match target {
            cite::Target::Url(address) => super::links::address(address).ok().map(Target::Url),
            cite::Target::Entry(at) => self.anchors.get(*at).map(|anchor| Target::Anchor(*anchor)),
        }
    }

    /// The entries with their anchors and their ways back, the first time.
    pub(super) fn take_entries(&mut self) -> Vec<(Entry, AnchorId, Option<AnchorId>)> {
        if std::mem::replace(&mut self.printed, true) {
            return Vec::new();
        }
        let entries = self.formatted.entries.iter().cloned();
        entries.zip(&self.anchors).zip(&self.back).map(|((entry, anchor), back)| (entry, *anchor, *back)).collect()
    }
}

/// The text of a citation that is a footnote.
pub(super) fn note_block(cited: &Cited, span: Span) -> Block {
    let inline = |fragment: &Fragment| {
        let text = Inline::new(InlineKind::Text(fragment.text.clone()), span);
        let text = fragment
            .marks
            .iter()
            .fold(text, |inner, mark: Mark| Inline::new(InlineKind::Marked(mark, vec![inner]), span));
        match &fragment.target {
            Some(cite::Target::Url(target)) => {
                Inline::new(InlineKind::Link { target: target.clone(), content: vec![text] }, span)
            }
            Some(cite::Target::Entry(_)) | None => text,
        }
    };
    Block::new(BlockKind::Paragraph(cited.fragments.iter().map(inline).collect()), span)
}

/// Whether blocks hold a place for the list of works.
/// The place of a list of references.
fn list_of_references(id: NodeId, span: Span) -> Block {
    let attr = Attr { id: Some(Spanned::new("refs".to_owned(), span)), ..Attr::default() };
    Block { id, ..Block::with(BlockKind::Container(Vec::new()), attr, span) }
}

/// The last heading for references with nothing under it.
fn empty_heading(blocks: &[Block]) -> Option<usize> {
    let level = |block: &Block| match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    };
    (0..blocks.len()).rev().find(|at| {
        let Some(own) = level(&blocks[*at]) else { return false };
        let is_empty = blocks.get(at + 1).is_none_or(|next| level(next).is_some_and(|next| next <= own));
        is_empty && heads_references(&blocks[*at])
    })
}

fn has_list(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| {
        let attr = &block.attr;
        let is_list = attr.has_class("references") || attr.id.as_ref().is_some_and(|id| id.value == "refs");
        (is_list && matches!(block.kind, BlockKind::Container(_))) || blocks_of(block).into_iter().any(has_list)
    })
}

/// A citation with the block that it stands in.
struct Found<'a> {
    request: Request<'a>,
    node: NodeId,
    block: Option<NodeId>,
}

/// A walk through the document in the order of the page: a footnote is read
/// where its mark first stands.
struct Walk<'a> {
    found: Vec<Found<'a>>,
    notes: HashMap<(SourceId, &'a str), &'a NoteDefinition>,
    any: HashMap<&'a str, &'a NoteDefinition>,
    read: HashSet<NodeId>,
    block: Option<NodeId>,
}

impl<'a> Walk<'a> {
    fn new(document: &'a Document) -> Self {
        let (mut notes, mut any) = (HashMap::new(), HashMap::new());
        for note in &document.notes {
            notes.entry((note.span.source, note.name.as_str())).or_insert(note);
            any.entry(note.name.as_str()).or_insert(note);
        }
        Self { found: Vec::new(), notes, any, read: HashSet::new(), block: None }
    }

    fn document(&mut self, document: &'a Document) {
        let meta = &document.meta;
        [&meta.title, &meta.subtitle].into_iter().flatten().for_each(|content| self.inlines(content));
        self.blocks(&meta.abstract_text);
        for other in &meta.translations {
            other.title.iter().for_each(|title| self.inlines(title));
            self.blocks(&other.abstract_text);
        }
        self.blocks(&document.blocks);
    }

    /// What is cited within a list or a quotation leads back to the whole of it.
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            let outer = self.block;
            if outer.is_none() && !matches!(block.kind, BlockKind::Container(_)) {
                self.block = Some(block.id);
            }
            let is_quote = matches!(block.kind, BlockKind::Quote { .. });
            if !is_quote {
                contents_of(block).into_iter().for_each(|content| self.inlines(content));
            }
            blocks_of(block).into_iter().for_each(|inner| self.blocks(inner));
            // Where a quotation is from stands below it.
            if is_quote {
                contents_of(block).into_iter().for_each(|content| self.inlines(content));
            }
            self.block = outer;
        }
    }

    fn inlines(&mut self, content: &'a [Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Cite(cite) => self.cite(cite, inline),
                InlineKind::Marked(_, inner) | InlineKind::Span(inner) | InlineKind::Link { content: inner, .. } => {
                    self.inlines(inner);
                }
                InlineKind::Note(blocks) => self.note(blocks),
                InlineKind::NoteRef(name) => {
                    let name = name.as_str();
                    let note = self.notes.get(&(inline.span.source, name)).or_else(|| self.any.get(name)).copied();
                    if let Some(note) = note.filter(|note| self.read.insert(note.id)) {
                        self.note(&note.blocks);
                    }
                }
                InlineKind::Text(_)
                | InlineKind::SoftBreak
                | InlineKind::HardBreak
                | InlineKind::Code(_)
                | InlineKind::Image(_)
                | InlineKind::Math(_)
                | InlineKind::Reference(_)
                | InlineKind::References(_)
                | InlineKind::Raw { .. }
                | InlineKind::Edit(_) => {}
            }
        }
    }

    /// A note; what it cites leads back to the block of its mark.
    fn note(&mut self, blocks: &'a [Block]) {
        let (outer, from) = (self.block, self.found.len());
        self.blocks(blocks);
        self.found[from..].iter_mut().for_each(|found| found.block = outer);
    }

    fn cite(&mut self, cite: &'a Cite, inline: &Inline) {
        let request = Request { cite, span: inline.span };
        self.found.push(Found { request, node: inline.id, block: self.block });
    }
}
