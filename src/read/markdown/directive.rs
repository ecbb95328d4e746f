//! The masked lines get their meaning: fences of containers fold the blocks
//! between them, page breaks, includes and formulas become blocks, captions
//! wait for their table or code.
//!
//! As in pandoc a fence with words opens, a fence without closes the innermost
//! container.

use comrak::nodes::{Node, NodeValue};

use super::callout::{self, Form};
use super::caption::takes_caption;
use super::container::ABBREVIATIONS;
use super::mask::{Kind, Mask};
use super::{
    Depth, Reader, code_division, container, equation, html, mask, myst, own_kinds, quote, rewrite, scan, tab_mark,
    tex, theorem,
};
use crate::diag::{Code, Diagnostic, Span, Spanned, message};
use crate::model::TheoremKind;
use crate::model::document::{Attr, Block, BlockKind, Inline, InlineKind, SUBEQUATIONS};
use crate::read::latex;

/// The class of a quotation of LaTeX.
const QUOTE: &str = "\\quote";

/// Blocks on their way into containers.
#[derive(Default)]
pub(crate) struct Fold {
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// How deep the blocks stand.
    base: usize,
    /// A caption that waits for its table, with the lines that it has.
    caption: Option<Mask>,
    /// How deep it stands in quotations and boxes.
    quotes: usize,
    /// Whether a page break was written as a container that may be closed.
    loose_break: bool,
}

struct Open {
    attr: Attr,
    span: Span,
    /// The blocks before it; `None` where it stands too deep, so that its own
    /// blocks simply follow them.
    before: Option<Vec<Block>>,
    /// What it becomes.
    form: Form,
    /// Whether the end of its body closes it, and no line of colons.
    by_end: bool,
}

impl Fold {
    /// Nothing yet, at a depth.
    pub(super) fn new(depth: Depth) -> Self {
        Self { base: depth.blocks, quotes: depth.quotes, ..Self::default() }
    }

    /// Whether a container is open.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Gives the last block an id; gives it back where there is none.
    pub(super) fn name_last(&mut self, id: Spanned<String>) -> Option<Spanned<String>> {
        let Some(last) = self.blocks.last_mut() else { return Some(id) };
        html::name(last, id);
        None
    }

    /// How deep the next block stands.
    pub(super) fn depth(&self) -> usize {
        self.base + self.open.len()
    }

    /// How deep the next block stands in quotations and boxes.
    pub(super) fn quotes(&self) -> usize {
        self.quotes + self.open.iter().filter(|open| matches!(open.form, Form::Alert(..) | Form::Theorem(..))).count()
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

    /// Whether a masked line closes a container.
    pub(super) fn closes_container(&self, mask: Mask) -> bool {
        mask.kind == Kind::Colons && self.masks.written(mask).trim_matches([':', ' ', '\t']).is_empty()
    }

    /// Takes a masked line.
    pub(super) fn directive(&mut self, mask: Mask, fold: &mut Fold) {
        let written = self.masks.written(mask);
        let span = self.mask_span(mask, 0, written.len());
        match mask.kind {
            Kind::Colons => self.colons(written, span, fold),
            Kind::Admonition | Kind::Tab => self.indented(written, span, fold),
            Kind::Directive => {
                let (attr, form) = self.directive_head(mask);
                self.open(attr, form, span, !written.starts_with(':'), fold);
            }
            Kind::Listed => self.shared.listed.ask(written),
            Kind::Label => {
                let id = myst::label(written).map(|id| Spanned::new(id.to_owned(), span));
                self.shared.anchor = id.or(self.shared.anchor.take());
            }
            Kind::End => self.end(span, fold),
            Kind::PageBreak => self.take(Block::new(BlockKind::PageBreak, span), fold),
            Kind::Include => self.include(written, span, fold),
            Kind::Formula => self.one_line_formula(written, span, fold),
            Kind::Environment => self.environment(written, span, fold),
            Kind::Definitions => {
                self.shared.macros.read(written);
                for option in self.shared.macros.take_untold() {
                    let message = message!("the option `{option}` of siunitx has no effect", option);
                    self.shared.sink.push(Diagnostic::warning(Code::Math, span, message).hint(latex::UNIT_OPTION_HINT));
                }
            }
            Kind::Caption { after, .. } | Kind::Listing { after, .. } => self.caption(mask, after, fold),
            // The lines of a caption are read with its first; a formula of
            // several lines is a fence and no heading.
            Kind::Comment { .. } | Kind::Rest | Kind::FormulaOpen { .. } | Kind::TableOpen { .. } => {}
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
            if !open.by_end {
                let message = "this `:::` block is not closed";
                let diagnostic = Diagnostic::warning(Code::UnknownContainer, open.span, message);
                self.shared.sink.push(diagnostic.hint("end it with `:::` on a line of its own"));
            }
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
        let (attr, form) = self.opened(words, at, span);
        if attr.has_class("pagebreak") {
            self.take(Block::new(BlockKind::PageBreak, span), fold);
            fold.loose_break = true;
            return;
        }
        self.open(attr, form, span, false, fold);
    }

    /// `\begin{center}` or its end.
    fn environment(&mut self, written: &str, span: Span, fold: &mut Fold) {
        let Some((_, class)) = scan::tex_container(written) else {
            if fold.open.is_empty() {
                return self.take(text_block(written, span), fold);
            }
            return self.close(span, fold);
        };
        if let Some(kind) = theorem::kind_of(class) {
            return self.tex_theorem(kind, written, span, fold);
        }
        if class == SUBEQUATIONS {
            return self.tex_subequations(written, span, fold);
        }
        let in_quote = fold.quotes > 1 || fold.open.iter().any(|open| open.attr.has_class(QUOTE));
        let class = if class == QUOTE && in_quote { "center" } else { class };
        let attr = Attr { classes: vec![Spanned::new(class.to_owned(), span)], ..Attr::default() };
        self.open(attr, Form::Plain, span, false, fold);
    }

    /// `\begin{theorem}[name]\label{thm:x}`; one with a star has no number.
    fn tex_theorem(&mut self, kind: TheoremKind, written: &str, span: Span, fold: &mut Fold) {
        let from = written.find('}').map_or(written.len(), |end| end + 1);
        let Some((title, label)) = theorem::head(&written[from..]) else { return };
        let start = span.start as usize + from;
        let text = &written[from..];
        let place = self.shared.span(start + label.start, start + label.end);
        let id = (!label.is_empty()).then(|| Spanned::new(text[label].to_owned(), place));
        let starred = written[..from].ends_with("*}").then(|| Spanned::new("unnumbered".to_owned(), span));
        let title = self.title_inlines(&text[title.clone()], start + title.start);
        let attr = Attr { id, classes: starred.into_iter().collect(), ..Attr::default() };
        self.open(attr, Form::Theorem(kind, title), span, false, fold);
    }

    /// `\begin{subequations}\label{eq:x}`.
    fn tex_subequations(&mut self, written: &str, span: Span, fold: &mut Fold) {
        let id = written.find("\\label{").and_then(|at| {
            let start = at + "\\label{".len();
            let end = start + written[start..].find('}')?;
            let place = self.shared.span(span.start as usize + start, span.start as usize + end);
            Some(Spanned::new(written[start..end].to_owned(), place))
        });
        let classes = vec![Spanned::new(SUBEQUATIONS.to_owned(), span)];
        self.open(Attr { id, classes, ..Attr::default() }, Form::Plain, span, false, fold);
    }

    /// `!!! note "title"`, `=== "tab"`, `` :begin_tab:`tab` ``.
    fn indented(&mut self, written: &str, span: Span, fold: &mut Fold) {
        let at = |offset: usize| span.start as usize + offset;
        let marked = tab_mark::name(written);
        let head = match marked {
            Some((_, name)) => Some(rewrite::Head { tab: true, name, title: marked }),
            None => rewrite::head(written),
        };
        let Some(head) = head else { return };
        let form = match (head.tab, head.title) {
            (true, title) => {
                let (offset, title) = title.unwrap_or_default();
                let place = self.shared.span(at(offset), at(offset + title.len()));
                Form::Titled(self.title_inlines(title, at(offset)), place)
            }
            (false, title) => {
                let title = title.and_then(|(offset, title)| self.title_text(title, at(offset)));
                callout::any_kind(head.name, title)
            }
        };
        self.open(Attr::default(), form, span, true, fold);
    }

    fn open(&mut self, attr: Attr, form: Form, span: Span, by_end: bool, fold: &mut Fold) {
        let boxed = matches!(form, Form::Alert(..) | Form::Theorem(..));
        let shared = &self.shared;
        let too_deep = shared.is_deepest(fold.depth()) || (boxed && shared.is_deepest_quote(fold.quotes()));
        // What is hidden stays hidden, however deep.
        let too_deep = too_deep && !attr.has_class(container::HIDDEN);
        self.settle(fold);
        fold.loose_break = false;
        let mut form = form;
        if too_deep {
            self.shared.tell_nesting(span, fold.depth());
            let title = match std::mem::replace(&mut form, Form::Plain) {
                Form::Alert(_, _, Some(title)) => vec![Inline::new(InlineKind::Text(title), span)],
                Form::Titled(title, _) | Form::Theorem(_, title) => title,
                Form::Figure(head) => return self.take(head.figure(Vec::new(), span), fold),
                Form::Alert(..) | Form::Plain | Form::Tabs => Vec::new(),
            };
            if !title.is_empty() {
                self.take(callout::bold(title, span), fold);
            }
        }
        let before = (!too_deep).then(|| std::mem::take(&mut fold.blocks));
        fold.open.push(Open { attr, span, before, form, by_end });
    }

    /// The end of an indented body or of a directive closes what is open in it,
    /// and itself.
    fn end(&mut self, span: Span, fold: &mut Fold) {
        let Some(at) = fold.open.iter().rposition(|open| open.by_end) else { return };
        while fold.open.len() > at {
            self.close(span, fold);
        }
    }

    fn close_line(&mut self, span: Span, fold: &mut Fold) {
        if std::mem::take(&mut fold.loose_break) && (fold.open.is_empty() || !fold.blocks.is_empty()) {
            return;
        }
        if fold.open.last().is_none_or(|open| open.by_end) {
            self.shared.sink.warn(Code::UnknownContainer, span, "`:::` closes nothing");
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
        if open.attr.has_class(container::HIDDEN) {
            return;
        }
        if open.attr.has_class(container::SHOWN) {
            return fold.blocks.extend(blocks);
        }
        let span = blocks.last().map_or(open.span, |last| open.span.to(last.span)).to(end);
        let block = self.container(blocks, open.attr, open.form, span);
        fold.blocks.push(block);
    }

    fn container(&mut self, blocks: Vec<Block>, attr: Attr, form: Form, span: Span) -> Block {
        if attr.has_class(ABBREVIATIONS) {
            return self.abbreviations(blocks, attr, span);
        }
        if attr.has_class(QUOTE) {
            let (blocks, attribution) = quote::split(blocks);
            return Block::new(BlockKind::Quote { blocks, attribution }, span);
        }
        match form {
            Form::Plain if self.is_figure(&attr) => match own_kinds::table(blocks, &attr, span) {
                Ok(table) => table,
                Err(blocks) => self.figure_block(blocks, attr, span),
            },
            Form::Plain if attr.has_class(code_division::CLASS) => {
                let mut blocks = code_division::folded(blocks, attr.id, span);
                match blocks.len() {
                    1 => blocks.remove(0),
                    _ => Block::new(BlockKind::Container(blocks), span),
                }
            }
            form => callout::formed(form, blocks, attr, span),
        }
    }

    fn include(&mut self, written: &str, span: Span, fold: &mut Fold) {
        let shortcode = || {
            let inner = written.trim_start_matches("{{<").trim_end_matches(">}}").trim();
            inner.split_once(char::is_whitespace).map_or("", |(_, path)| path).trim().trim_matches(['"', '\''])
        };
        let path = scan::book_include(written.trim()).unwrap_or_else(shortcode);
        let at = span.start as usize + written.find(path).unwrap_or(0);
        let path = Spanned::new(path.to_owned(), self.shared.span(at, at + path.len()));
        self.take(Block::new(BlockKind::Include(path), span), fold);
    }

    fn one_line_formula(&mut self, written: &str, span: Span, fold: &mut Fold) {
        let Some(marks) = equation::marks(written, written) else { return };
        let attr = self.formula_attr(&written[marks.behind..], span.start as usize + marks.behind);
        let area = self.shared.span(span.start as usize + marks.lead, span.end as usize);
        if let Some(mut block) = self.equation(&written[marks.lead..marks.end], area, attr, span) {
            equation::append_signs(&mut block, written[marks.close..marks.behind].trim());
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
}

fn text_block(text: &str, span: Span) -> Block {
    Block::new(BlockKind::Paragraph(vec![Inline::new(InlineKind::Text(text.to_owned()), span)]), span)
}
