//! Written blocks become printed ones, one short function a node.

use super::inlines::written_text;
use super::long_words::{self, Look};
use super::{Resolver, edits, equations};
use crate::cite::{Entry, Fragment};
use crate::diag::{Code, Diagnostic, Span, Spanned, message};
use crate::length::Length;
use crate::model::document::{self, Block as WrittenBlock, BlockKind as Written};
use crate::model::resolved::{
    AnchorId, Block, BlockKind, Caption, CaptionKind, Container, Definition, Heading, Inline, InlineKind, Paragraph,
    Target,
};
use crate::style::MIN_COLUMN;

/// What a paragraph behind a formula begins with when it goes on with the
/// sentence of the formula.
const CONTINUATIONS: [&str; 6] = ["其中", "式中", "这里", "where", "with", "here"];
/// The most pieces that a paragraph is set of: the layout looks each character up
/// among them.
const MAX_PIECES: usize = 4_000;
impl Resolver<'_> {
    /// Resolves blocks in their order.
    pub(super) fn blocks(&mut self, blocks: &[WrittenBlock]) -> Vec<Block> {
        self.blocks_at(blocks, 0)
    }

    fn blocks_at(&mut self, blocks: &[WrittenBlock], depth: usize) -> Vec<Block> {
        let mut list = Vec::with_capacity(blocks.len());
        for (at, block) in blocks.iter().enumerate() {
            let behind_formula = at > 0 && matches!(blocks[at - 1].kind, Written::Equation(_));
            let outer = self.lang_of(&block.attr).map(|lang| std::mem::replace(&mut self.lang, lang));
            let kind = self.block(block, behind_formula, depth);
            if let Some(outer) = outer {
                self.lang = outer;
            }
            let anchor = self.anchors.of(block.id).map(|numbered| numbered.anchor).filter(|_| !carries_anchor(&kind));
            let id = self.identities.next(block);
            let (kind, rest) = self.parted(kind, block.span);
            let change = edits::change_of(block).filter(|_| self.is_tracked);
            let mut done = Block { kind, anchor, id, change: None, span: block.span };
            change.into_iter().for_each(|change| done.set_change(change));
            if std::mem::take(&mut self.turned) {
                turn(&mut list, done);
                continue;
            }
            list.push(done);
            list.extend(rest.into_iter().map(|kind| Block { change, ..Block::new(kind, block.span) }));
        }
        list
    }

    /// A paragraph of very many pieces as several that go on with it.
    fn parted(&mut self, kind: BlockKind, span: Span) -> (BlockKind, Vec<BlockKind>) {
        let BlockKind::Paragraph(Paragraph { mut content, continued, .. }) = kind else { return (kind, Vec::new()) };
        let count = content.len();
        let mut rest = Vec::new();
        while content.len() > MAX_PIECES {
            let tail = content.split_off((content.len() - 1) / MAX_PIECES * MAX_PIECES);
            rest.push(BlockKind::Paragraph(Paragraph::new(tail, true)));
        }
        if !rest.is_empty() {
            let message = message!(
                "this paragraph has {count} runs, links and references; it is set as {len}",
                count,
                len = rest.len() + 1
            );
            let warning = Diagnostic::warning(Code::Unsupported, span, message);
            self.sink.push(warning.hint("divide it with blank lines"));
        }
        rest.reverse();
        (BlockKind::Paragraph(Paragraph::new(content, continued)), rest)
    }

    fn block(&mut self, block: &WrittenBlock, behind_formula: bool, depth: usize) -> BlockKind {
        let (id, attr, span) = (block.id, &block.attr, block.span);
        match &block.kind {
            Written::Heading { level: 1, content } if self.style.official.on && attr.has_class("appendix") => {
                self.attachment(content, id, span)
            }
            Written::Heading { level, content } => self.heading(*level, content, id),
            Written::Paragraph(content) => {
                let text = if behind_formula { written_text(content) } else { String::new() };
                let continued =
                    attr.has_class(document::CONTINUED) || CONTINUATIONS.iter().any(|word| text.starts_with(word));
                let mut content = self.inlines(content);
                let look = Look { bold: false, code: self.style.code.inline_scale };
                long_words::break_running(&mut content, look);
                BlockKind::Paragraph(Paragraph::new(content, continued))
            }
            Written::Quote { blocks, attribution } => {
                let look = &self.style.quote.text;
                let blocks = self.inset_blocks(blocks, depth, look.indent() + look.indent_right());
                BlockKind::Quote { blocks, attribution: attribution.as_ref().map(|a| self.attribution(a, span)) }
            }
            Written::Alert { kind, name, title, blocks } => {
                let title = title.clone().unwrap_or_else(|| self.words.alert(*kind, *name).to_owned());
                let blocks = self.inset_blocks(blocks, depth, self.style.alert.padding.scaled(2.0));
                BlockKind::Alert { kind: *kind, title, blocks }
            }
            Written::List(list) => BlockKind::List(self.list(list, depth)),
            Written::Definitions(list) => {
                let inset = self.style.list.indent.length(self.style.body.size());
                let resolve = |d: &document::Definition| Definition {
                    term: self.inlines(&d.term),
                    details: d.details.iter().map(|blocks| self.inset_blocks(blocks, depth, inset)).collect(),
                };
                BlockKind::Definitions(list.iter().map(resolve).collect())
            }
            Written::Code(code) => {
                let caption = self.caption(code.caption.as_deref(), CaptionKind::Code, id);
                BlockKind::Code(self.code(code, attr, caption, span))
            }
            Written::Equation(math) => {
                let math = self.with_references(math, block.span);
                BlockKind::Equation(self.equation(&math, id))
            }
            Written::Table(table) => {
                let caption = self.caption(table.caption.as_deref(), CaptionKind::Table, id);
                BlockKind::Table(self.table(table, attr, caption, span))
            }
            Written::Figure(figure) => BlockKind::Figure(self.figure(figure, attr, id)),
            Written::Theorem(theorem) => self.theorem(theorem, block, depth),
            Written::Container(blocks) => {
                let container = self.placed_container(attr, span);
                let inner = self.width_in(container);
                let outer = std::mem::replace(&mut self.width, inner);
                // A page turns where it is upright and has no columns that go on.
                let turns = !matches!(container, Container::Landscape | Container::Columns(_));
                let may_turn = self.may_turn && turns && self.style.page.columns <= 1;
                let could_turn = std::mem::replace(&mut self.may_turn, may_turn);
                let columns = usize::from(attr.has_class("columns"));
                self.nested_columns += columns;
                let is_formula = container == Container::Plain && equations::are_parts(blocks);
                let mut blocks = match container {
                    Container::Plain | Container::Center | Container::Landscape => self.blocks_at(blocks, depth),
                    Container::Abstract
                    | Container::Columns(_)
                    | Container::Salutation
                    | Container::Signature
                    | Container::Official(_)
                    | Container::References => self.boxed_blocks(blocks, depth),
                };
                if is_formula {
                    self.align_parts(&mut blocks);
                }
                self.width = outer;
                self.may_turn = could_turn;
                self.nested_columns -= columns;
                let blocks = if container == Container::References { self.with_entries(blocks) } else { blocks };
                BlockKind::Container(container, blocks)
            }
            Written::PageBreak if self.boxes > 0 => {
                let message = "no page can begin inside a quotation, a list or a box; the break is left out";
                self.sink.warn(Code::Unsupported, span, message);
                BlockKind::Container(Container::Plain, Vec::new())
            }
            Written::PageBreak => BlockKind::PageBreak,
            Written::Rule => BlockKind::Rule,
            Written::Include(path) => self.lost_include(path, span),
            Written::Raw { format, text } => BlockKind::Raw { format: *format, text: text.clone() },
        }
    }

    pub(super) fn heading(&mut self, level: u8, content: &[document::Inline], id: document::NodeId) -> BlockKind {
        let (content, listed) = self.listed_inlines(content);
        self.heading_level = level;
        if level == 1 {
            self.begin_notes_of_chapter();
        }
        match self.anchors.of(id).cloned() {
            Some(numbered) => {
                self.listed.extend(listed.map(|listed| (numbered.anchor, listed)));
                BlockKind::Heading(Heading {
                    level,
                    number: numbered.number,
                    attachment: false,
                    unlisted: self.before_contents,
                    content,
                    anchor: numbered.anchor,
                })
            }
            None => BlockKind::Paragraph(Paragraph::new(content, false)),
        }
    }

    fn attribution(&mut self, content: &[document::Inline], span: Span) -> Vec<crate::model::resolved::Inline> {
        let dash = document::Inline::new(document::InlineKind::Text(self.words.attribution_dash.to_owned()), span);
        let whole: Vec<document::Inline> = std::iter::once(dash).chain(content.iter().cloned()).collect();
        self.inlines(&whole)
    }

    /// The caption of a node, with the label that it was given.
    pub(super) fn caption(
        &mut self,
        content: Option<&[document::Inline]>,
        kind: CaptionKind,
        id: document::NodeId,
    ) -> Option<Caption> {
        let (content, listed) = self.listed_inlines(content?);
        let numbered = self.anchors.of(id)?.clone();
        self.listed.extend(listed.map(|listed| (numbered.anchor, listed)));
        let parted = numbered.label.is_some() && !content.is_empty();
        let delimiter = if parted { self.style.caption(kind).delimiter.clone() } else { String::new() };
        let (anchor, apart) = (numbered.anchor, numbered.apart);
        Some(Caption { kind, label: numbered.label, delimiter, content, anchor, apart })
    }

    /// What was written by hand in a list of references, then the entries of
    /// what the document cites; they are printed once.
    fn with_entries(&mut self, mut blocks: Vec<Block>) -> Vec<Block> {
        for (entry, anchor, back) in self.citations.take_entries() {
            let content = self.entry_content(&entry, back);
            let kind = BlockKind::Paragraph(Paragraph::new(content, false));
            let id = Some(self.identities.entry(&entry.key));
            blocks.push(Block { anchor: Some(anchor), id, ..Block::new(kind, entry.span) });
        }
        blocks
    }

    /// An entry: its label, which leads back to the first citation, and its text.
    fn entry_content(&mut self, entry: &Entry, back: Option<AnchorId>) -> Vec<Inline> {
        let label = entry.label.as_deref().unwrap_or_default();
        let mut content = self.words(label, entry.span);
        if let Some(anchor) = back.filter(|_| !content.is_empty()) {
            let kind = InlineKind::Link { target: Target::Anchor(anchor), content };
            content = vec![Inline::new(kind, entry.span)];
        }
        let gap = if label.is_empty() { Vec::new() } else { vec![Fragment::plain(" ")] };
        let text: Vec<Fragment> = gap.into_iter().chain(entry.fragments.iter().cloned()).collect();
        content.extend(self.entry(&text, entry.span));
        content
    }

    /// Blocks in a box, in which no page can begin.
    pub(super) fn boxed_blocks(&mut self, blocks: &[WrittenBlock], depth: usize) -> Vec<Block> {
        self.boxes += 1;
        let blocks = self.blocks_at(blocks, depth);
        self.boxes -= 1;
        blocks
    }

    /// Blocks in a box that takes so much of the width.
    pub(super) fn inset_blocks(&mut self, blocks: &[WrittenBlock], depth: usize, inset: Length) -> Vec<Block> {
        let outer = self.width;
        self.width = (outer - inset).max(outer.min(MIN_COLUMN));
        let blocks = self.boxed_blocks(blocks, depth);
        self.width = outer;
        blocks
    }

    /// An include that no file was read for stays visible.
    fn lost_include(&mut self, path: &Spanned<String>, span: Span) -> BlockKind {
        let text = format!("{{{{< include {} >}}}}", path.value);
        BlockKind::Paragraph(Paragraph::new(self.words(&text, span), false))
    }
}

/// Puts a table on a page in landscape, behind what stands on one before it. The
/// headings right above it go with it.
fn turn(list: &mut Vec<Block>, table: Block) {
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading(_));
    let headings = list.iter().rev().take_while(is_heading).count();
    let span = table.span;
    let mut turned = list.split_off(list.len() - headings);
    turned.push(table);
    match list.last_mut() {
        Some(Block { kind: BlockKind::Container(Container::Landscape, blocks), .. }) => blocks.extend(turned),
        _ => {
            let kind = BlockKind::Container(Container::Landscape, turned);
            list.push(Block::new(kind, span));
        }
    }
}

/// Whether a block says by itself what references point to.
fn carries_anchor(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Heading(_) => true,
        BlockKind::Container(Container::Plain, blocks) => {
            blocks.iter().any(|block| matches!(&block.kind, BlockKind::Heading(heading) if heading.attachment))
        }
        BlockKind::Equation(equation) => equation.labels().any(|(_, anchor)| anchor.is_some()),
        BlockKind::Table(table) => table.caption.is_some(),
        BlockKind::Figure(figure) => figure.caption.is_some(),
        BlockKind::Code(code) => code.caption.is_some(),
        BlockKind::Theorem(_) => true,
        BlockKind::Paragraph(_)
        | BlockKind::Quote { .. }
        | BlockKind::Alert { .. }
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Container(..)
        | BlockKind::PageBreak
        | BlockKind::Rule
        | BlockKind::Raw { .. } => false,
    }
}
