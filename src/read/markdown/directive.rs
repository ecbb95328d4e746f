//! The masked lines get their meaning: fences of containers fold the blocks
//! between them, page breaks, includes and formulas become blocks, captions
//! wait for their table or code.
//!
//! As in pandoc a fence with words opens, a fence without closes the innermost
//! container.

use comrak::nodes::{Node, NodeValue};

use super::mask::{Kind, Mask};
use super::{Depth, MAX_BLOCKS, Reader, attributes, equation, mask, quote, scan, table, tex};
use crate::diag::{Code, Diagnostic, Span, Spanned, nearest};
use crate::model::document::{Attr, Block, BlockKind, Inline, InlineKind};

/// The containers that are known.
const CONTAINERS: [&str; 9] =
    ["landscape", "center", "abstract", "columns", "salutation", "signature", "references", "refs", "pagebreak"];

/// The class of a quotation of LaTeX.
const QUOTE: &str = "\\quote";

/// Blocks on their way into containers.
#[derive(Default)]
pub(crate) struct Fold {
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// How deep the blocks stand.
    base: usize,
    /// How deep they stand in quotes.
    quotes: usize,
    /// A caption that waits for its table, with the lines that it has.
    caption: Option<Mask>,
    /// Whether a page break was written as a container that may be closed.
    loose_break: bool,
}

struct Open {
    attr: Attr,
    span: Span,
    /// The blocks before it; `None` where it stands too deep, so that its own
    /// blocks simply follow them.
    before: Option<Vec<Block>>,
}

impl Fold {
    /// Nothing yet, at a depth.
    pub(super) fn new(depth: Depth) -> Self {
        Self { base: depth.blocks, quotes: depth.quotes, ..Self::default() }
    }

    /// How deep the next block stands.
    pub(super) fn depth(&self) -> usize {
        self.base + self.open.len()
    }
}

impl<'a> Reader<'_, 'a, '_> {
    /// The mask that comrak took for this heading.
    pub(super) fn masked_heading(&self, node: Node<'a>) -> Option<Mask> {
        if !matches!(node.data().value, NodeValue::Heading(_)) {
            return None;
        }
        let text = node.first_child()?;
        let index = mask::index_of(text.data().value.text()?)?;
        let mask = self.masks.get(index)?;
        (mask.line + 1 == node.data().sourcepos.start.line).then_some(mask)
    }

    /// Takes a masked line.
    pub(super) fn directive(&mut self, mask: Mask, fold: &mut Fold) {
        let written = self.masks.written(mask);
        let span = self.mask_span(mask, 0, written.len());
        match mask.kind {
            Kind::Colons => self.colons(written, span, fold),
            Kind::PageBreak => self.take(Block::new(BlockKind::PageBreak, span), fold),
            Kind::Include => self.include(written, span, fold),
            Kind::Formula => self.one_line_formula(written, span, fold),
            Kind::Environment => self.environment(written, span, fold),
            Kind::Definitions => self.shared.macros.read(written),
            Kind::Caption { after, .. } | Kind::Listing { after, .. } => self.caption(mask, after, fold),
            // The lines of a caption are read with its first; a formula of
            // several lines is a fence and no heading.
            Kind::Rest | Kind::FormulaOpen { .. } | Kind::TableOpen { .. } => {}
        }
    }

    /// Takes a block; a caption that waited finds its table here, or not.
    pub(super) fn take(&mut self, mut block: Block, fold: &mut Fold) {
        fold.loose_break = false;
        if tex::label_of_heading(&mut block, fold.blocks.last_mut()) {
            return;
        }
        if let Some(mask) = fold.caption.take() {
            match takes_caption(&block, mask.kind) {
                true => self.give_caption(mask, &mut block),
                false => {
                    let stray = self.stray(mask);
                    fold.blocks.push(stray);
                }
            }
        }
        fold.blocks.push(block);
    }

    /// Closes what is still open.
    pub(super) fn finish_fold(&mut self, mut fold: Fold) -> Vec<Block> {
        while let Some(open) = fold.open.last() {
            let diagnostic = Diagnostic::warning(Code::UnknownContainer, open.span, "nothing closes this container");
            self.shared.sink.push(diagnostic.hint("end it with a line of three colons"));
            let end = open.span;
            self.close(end, &mut fold);
        }
        self.settle(&mut fold);
        fold.blocks
    }

    fn settle(&mut self, fold: &mut Fold) {
        if let Some(mask) = fold.caption.take() {
            let stray = self.stray(mask);
            fold.blocks.push(stray);
        }
    }

    fn colons(&mut self, written: &str, span: Span, fold: &mut Fold) {
        let lead = written.len() - written.trim_start_matches(':').len();
        let words = written[lead..].trim().trim_end_matches(':').trim();
        if words.is_empty() {
            return self.close_line(span, fold);
        }
        let at = span.start as usize + lead + (written[lead..].len() - written[lead..].trim_start().len());
        let Some(attr) = self.container_attr(words, at) else {
            self.shared.sink.push(attributes::malformed(span));
            return self.take(text_block(written, span), fold);
        };
        if attr.has_class("pagebreak") {
            self.take(Block::new(BlockKind::PageBreak, span), fold);
            fold.loose_break = true;
            return;
        }
        self.check_container(&attr, span);
        let too_deep = fold.depth() >= MAX_BLOCKS;
        if too_deep {
            self.shared.tell_nesting(span);
        }
        self.settle(fold);
        fold.loose_break = false;
        let before = (!too_deep).then(|| std::mem::take(&mut fold.blocks));
        fold.open.push(Open { attr, span, before });
    }

    /// `\begin{center}` or its end.
    fn environment(&mut self, written: &str, span: Span, fold: &mut Fold) {
        let Some((_, class)) = scan::tex_container(written) else {
            if fold.open.is_empty() {
                return self.take(text_block(written, span), fold);
            }
            return self.close(span, fold);
        };
        let too_deep = fold.depth() >= MAX_BLOCKS;
        if too_deep {
            self.shared.tell_nesting(span);
        }
        self.settle(fold);
        fold.loose_break = false;
        let in_quote = fold.quotes > 1 || fold.open.iter().any(|open| open.attr.has_class(QUOTE));
        let class = if class == QUOTE && in_quote { "center" } else { class };
        let attr = Attr { classes: vec![Spanned::new(class.to_owned(), span)], ..Attr::default() };
        let before = (!too_deep).then(|| std::mem::take(&mut fold.blocks));
        fold.open.push(Open { attr, span, before });
    }

    /// `{.a #b}`, `a`, or `a {#b}`.
    fn container_attr(&self, words: &str, at: usize) -> Option<Attr> {
        let open = words.find('{').unwrap_or(words.len());
        let mut attr = match &words[open..] {
            "" => Attr::default(),
            rest => attributes::parse(rest, self.shared.source, at + open).filter(|(_, len)| *len == rest.len())?.0,
        };
        let name = words[..open].trim();
        if name.contains(char::is_whitespace) {
            return None;
        }
        if !name.is_empty() {
            let span = self.shared.span(at, at + name.len());
            attr.classes.insert(0, Spanned::new(name.to_owned(), span));
        }
        Some(attr)
    }

    fn close_line(&mut self, span: Span, fold: &mut Fold) {
        if std::mem::take(&mut fold.loose_break) && (fold.open.is_empty() || !fold.blocks.is_empty()) {
            return;
        }
        if fold.open.is_empty() {
            self.shared.sink.warn(Code::UnknownContainer, span, "there is no container that this line closes");
            let written = self.shared.written(span).to_owned();
            return self.take(text_block(&written, span), fold);
        }
        self.close(span, fold);
    }

    /// Closes the innermost container, which reaches to `end` at least.
    fn close(&mut self, end: Span, fold: &mut Fold) {
        self.settle(fold);
        let Some(open) = fold.open.pop() else { return };
        let Some(before) = open.before else { return };
        let blocks = std::mem::replace(&mut fold.blocks, before);
        let span = blocks.last().map_or(open.span, |last| open.span.to(last.span)).to(end);
        let block = self.container(blocks, open.attr, span);
        fold.blocks.push(block);
    }

    fn container(&mut self, blocks: Vec<Block>, attr: Attr, span: Span) -> Block {
        let is_figure = attr.id.as_ref().is_some_and(|id| id.value.starts_with("fig:") || id.value.starts_with("fig-"));
        if attr.has_class(QUOTE) {
            let (blocks, attribution) = quote::split(blocks);
            return Block::new(BlockKind::Quote { blocks, attribution }, span);
        }
        match is_figure {
            true => self.figure_block(blocks, attr, span),
            false => Block { kind: BlockKind::Container(blocks), attr, span },
        }
    }

    fn check_container(&mut self, attr: &Attr, span: Span) {
        let id = attr.id.as_ref().map_or("", |id| id.value.as_str());
        if id.starts_with("fig:") || id.starts_with("fig-") {
            return attributes::check(attr, &attributes::FIGURE, self.shared.sink);
        }
        let pairs = Attr { classes: Vec::new(), ..attr.clone() };
        attributes::check(&pairs, &attributes::CONTAINER, self.shared.sink);
        for class in attr.classes.iter().filter(|class| !CONTAINERS.contains(&class.value.as_str())) {
            let message = format!("there is no container `{}`; its content is kept", class.value);
            let diagnostic = Diagnostic::warning(Code::UnknownContainer, class.span, message);
            self.shared.sink.push(match nearest(&class.value, CONTAINERS) {
                Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
                None => diagnostic,
            });
        }
        if attr.classes.is_empty() && id != "refs" && attr.get("lang").is_none() {
            self.shared.sink.warn(Code::UnknownContainer, span, "this container says nothing; its content is kept");
        }
    }

    fn include(&mut self, written: &str, span: Span, fold: &mut Fold) {
        let inner = written.trim_start_matches("{{<").trim_end_matches(">}}").trim();
        let path = inner["include".len()..].trim().trim_matches(['"', '\'']);
        let at = span.start as usize + written.find(path).unwrap_or(0);
        let path = Spanned::new(path.to_owned(), self.shared.span(at, at + path.len()));
        self.take(Block::new(BlockKind::Include(path), span), fold);
    }

    fn one_line_formula(&mut self, written: &str, span: Span, fold: &mut Fold) {
        let Some(marks) = equation::marks(written, written) else { return };
        let attr = self.formula_attr(&written[marks.behind..], span.start as usize + marks.behind);
        let area = self.shared.span(span.start as usize + marks.lead, span.end as usize);
        if let Some(block) = self.equation(&written[marks.lead..marks.end], area, attr, span) {
            self.take(block, fold);
        }
    }

    fn caption(&mut self, mask: Mask, after: bool, fold: &mut Fold) {
        self.settle(fold);
        match fold.blocks.last_mut() {
            Some(block) if after && takes_caption(block, mask.kind) => {
                self.give_caption(mask, block);
            }
            _ => fold.caption = Some(mask),
        }
    }

    /// The lines of a caption behind its colon, with the place of each.
    fn caption_lines(&self, mask: Mask) -> (String, Vec<usize>, Span) {
        let (Kind::Caption { lines, .. } | Kind::Listing { lines, .. }) = mask.kind else {
            return (String::new(), Vec::new(), self.mask_span(mask, 0, 0));
        };
        let (mut text, mut starts) = (String::new(), Vec::new());
        let mut whole = self.mask_span(mask, 0, self.masks.written(mask).len());
        for line in mask.line..mask.line + lines {
            let Some((_, part)) = self.masks.at_line(line + 1) else { continue };
            let written = self.masks.written(part);
            let mark = if line == mask.line { scan::caption_mark(written).unwrap_or(0) } else { 0 };
            let lead = written.len() - written[mark..].trim_start().len();
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&written[lead..]);
            starts.push(self.mask_span(part, lead, lead).start as usize);
            whole = whole.to(self.mask_span(part, 0, written.len()));
        }
        (text, starts, whole)
    }

    fn give_caption(&mut self, mask: Mask, block: &mut Block) {
        let (text, starts, whole) = self.caption_lines(mask);
        let positions = super::positions::Positions::of_lines(starts);
        let (caption, attr) = self.shared.caption(&text, positions, Depth::default());
        block.span = block.span.to(whole);
        match &mut block.kind {
            BlockKind::Table(table) => {
                attributes::check(&attr, &attributes::TABLE, self.shared.sink);
                table.caption = Some(caption);
                block.attr = attr;
            }
            BlockKind::Code(code) => {
                attributes::check(&attr, &attributes::CODE, self.shared.sink);
                code.caption = Some(caption);
                block.attr.id = block.attr.id.take().or(attr.id);
                block.attr.classes.extend(attr.classes);
                block.attr.pairs.extend(attr.pairs);
            }
            _ => {}
        }
    }

    fn stray(&mut self, mask: Mask) -> Block {
        let (text, starts, span) = self.caption_lines(mask);
        self.shared.sink.push(table::stray_caption(span));
        let positions = super::positions::Positions::of_lines(starts);
        let written = self.masks.written(mask);
        let mark = &written[..scan::caption_mark(written).unwrap_or(0)];
        let mut content = vec![Inline::new(InlineKind::Text(format!("{mark} ")), span)];
        content.extend(self.shared.inlines(&text, positions, Depth::default()));
        Block::new(BlockKind::Paragraph(super::line::tidy(content)), span)
    }
}

/// Whether a caption of this kind belongs to the block.
fn takes_caption(block: &Block, kind: Kind) -> bool {
    match (&block.kind, kind) {
        (BlockKind::Table(table), Kind::Caption { .. }) => table.caption.is_none(),
        (BlockKind::Code(code), Kind::Listing { .. }) => code.caption.is_none(),
        _ => false,
    }
}

fn text_block(text: &str, span: Span) -> Block {
    Block::new(BlockKind::Paragraph(vec![Inline::new(InlineKind::Text(text.to_owned()), span)]), span)
}
