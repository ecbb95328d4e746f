//! Theorems, definitions and proofs: their labels begin the first paragraph, the end
//! mark of a proof stands behind the last, and the text of what states something may
//! be emphasised.
//!
//! How a kind is counted is not decided here but in `captions`.

use super::Resolver;
use super::captions::{counted_as, theorem_word};
use crate::diag::Span;
use crate::model::document::{self, Block as Written};
use crate::model::resolved::{Block, BlockKind, Equation, Inline, InlineKind, Label, Lead, Marks, Paragraph, Theorem};
use crate::model::{Mark, TheoremKind};

impl Resolver<'_> {
    /// A theorem with its label and its end mark.
    pub(super) fn theorem(&mut self, theorem: &document::Theorem, block: &Written, depth: usize) -> BlockKind {
        let (kind, span, look) = (theorem.kind, block.span, &self.style.theorem.text);
        let inset = look.indent() + look.indent_right();
        let is_algorithm = kind == TheoremKind::Algorithm;
        let outer = std::mem::replace(&mut self.algorithm_lines, is_algorithm.then_some(0));
        let mut blocks = self.inset_blocks(&theorem.blocks, depth, inset);
        self.algorithm_lines = outer;
        if self.style.theorem.italic && kind.is_statement() {
            blocks.iter_mut().for_each(emphasise);
        }
        let lead = self.lead(theorem, block);
        if is_algorithm {
            blocks.insert(0, head(lead, span));
            blocks.iter_mut().for_each(flush);
        } else {
            begin(&mut blocks, lead, span);
        }
        if kind == TheoremKind::Proof && !self.style.theorem.end.is_empty() {
            end(&mut blocks, &self.style.theorem.end, span);
        }
        BlockKind::Theorem(Theorem { kind, flush: depth > 0, ruled: is_algorithm, blocks })
    }

    fn lead(&mut self, theorem: &document::Theorem, block: &Written) -> Lead {
        let style = &self.style.theorem;
        let numbered = self.anchors.of(block.id).cloned();
        let label = numbered.as_ref().and_then(|numbered| numbered.label.clone());
        let word = match label {
            Some(_) => String::new(),
            None => theorem_word(self.style, self.words, theorem.kind).to_owned(),
        };
        let count = match label {
            Some(_) => theorem_word(self.style, self.words, counted_as(self.style, theorem.kind)).to_owned(),
            None => String::new(),
        };
        let title = match theorem.kind {
            _ if theorem.title.is_empty() => Vec::new(),
            TheoremKind::Algorithm => self.named(&theorem.title, block.span),
            _ => self.bracketed(&theorem.title, block.span),
        };
        let anchor = numbered.map(|numbered| numbered.anchor);
        Lead { font: String::new(), label, word, count, title, delimiter: style.delimiter.clone(), anchor }
    }

    /// The name of an algorithm, behind its number as in a caption.
    fn named(&mut self, title: &[document::Inline], span: Span) -> Vec<Inline> {
        let gap = if self.document_lang.is_east_asian() { "\u{3000}" } else { " " };
        let gap = document::Inline::new(document::InlineKind::Text(gap.to_owned()), span);
        let whole: Vec<_> = [gap].into_iter().chain(title.iter().cloned()).collect();
        self.inlines(&whole)
    }

    /// The name of a theorem in its brackets; Latin ones stand apart from the label.
    fn bracketed(&mut self, title: &[document::Inline], span: Span) -> Vec<Inline> {
        let (open, close) = self.style.theorem.title.split_once(' ').unwrap_or(("(", ")"));
        let gap = if open.is_ascii() { " " } else { "" };
        let text = |text: String| document::Inline::new(document::InlineKind::Text(text), span);
        let open = text(format!("{gap}{open}"));
        let whole: Vec<_> = [open].into_iter().chain(title.iter().cloned()).chain([text(close.to_owned())]).collect();
        self.inlines(&whole)
    }
}

/// Puts the label before the text: where that begins with no paragraph, it stands on a
/// line of its own.
fn begin(blocks: &mut Vec<Block>, lead: Lead, span: Span) {
    match blocks.first_mut() {
        Some(Block { kind: BlockKind::Paragraph(paragraph), .. }) => paragraph.lead = Some(lead),
        _ => blocks.insert(0, head(lead, span)),
    }
}

/// Takes the indent of its first line from a paragraph.
fn flush(block: &mut Block) {
    if let BlockKind::Paragraph(paragraph) = &mut block.kind {
        paragraph.continued = true;
    }
}

/// A label on a line of its own.
fn head(lead: Lead, span: Span) -> Block {
    let paragraph = Paragraph { lead: Some(lead), ..Paragraph::new(Vec::new(), false) };
    Block::new(BlockKind::Paragraph(paragraph), span)
}

/// Puts the end mark at the end of the last line: that of the last paragraph, also of a
/// list, or the place of the number of a formula that has none; else on a line of its own.
fn end(blocks: &mut Vec<Block>, mark: &str, span: Span) {
    match blocks.last_mut() {
        Some(Block { kind: BlockKind::Paragraph(paragraph), .. }) => paragraph.end = Some(mark.to_owned()),
        Some(Block { kind: BlockKind::Equation(equation), .. }) if !ends_in_number(equation) => {
            let none = String::new();
            let label = Label { before: mark.to_owned(), chapter: none.clone(), ordinal: none.clone(), after: none };
            *last_label(equation) = Some(label);
        }
        Some(Block { kind: BlockKind::List(list), .. }) => {
            if let Some(item) = list.items.last_mut() {
                end(&mut item.blocks, mark, item.span);
            }
        }
        _ => {
            let paragraph = Paragraph { end: Some(mark.to_owned()), ..Paragraph::new(Vec::new(), true) };
            blocks.push(Block::new(BlockKind::Paragraph(paragraph), span));
        }
    }
}

/// Whether the last line of a formula has a number.
fn ends_in_number(equation: &Equation) -> bool {
    equation.lines.last().map_or(&equation.label, |line| &line.label).is_some()
}

/// The place of the number in the last line of a formula.
fn last_label(equation: &mut Equation) -> &mut Option<Label> {
    equation.lines.last_mut().map_or(&mut equation.label, |line| &mut line.label)
}

/// Emphasises the running text of a block; what was emphasised stands out by being
/// plain.
fn emphasise(block: &mut Block) {
    match &mut block.kind {
        BlockKind::Paragraph(paragraph) => turn(&mut paragraph.content),
        BlockKind::List(list) => {
            list.items.iter_mut().flat_map(|item| &mut item.blocks).for_each(emphasise);
        }
        BlockKind::Container(_, blocks) => blocks.iter_mut().for_each(emphasise),
        BlockKind::Definitions(list) => {
            let details = list.iter_mut().flat_map(|definition| &mut definition.details);
            details.flatten().for_each(emphasise);
        }
        BlockKind::Heading(_)
        | BlockKind::Quote { .. }
        | BlockKind::Alert { .. }
        | BlockKind::Code(_)
        | BlockKind::Equation(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Theorem(_)
        | BlockKind::PageBreak
        | BlockKind::Rule
        | BlockKind::Raw { .. } => {}
    }
}

fn turn(content: &mut [Inline]) {
    for inline in content {
        match &mut inline.kind {
            InlineKind::Run(run) if !run.marks.has(Mark::Code) => run.marks = turned(run.marks),
            InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => turn(content),
            InlineKind::Run(_)
            | InlineKind::Break
            | InlineKind::NoteRef { .. }
            | InlineKind::Math(_)
            | InlineKind::Picture(_)
            | InlineKind::Raw { .. }
            | InlineKind::CommentStart(_)
            | InlineKind::Comment(_) => {}
        }
    }
}

fn turned(marks: Marks) -> Marks {
    let others = marks.iter().filter(|mark| *mark != Mark::Emphasis).fold(Marks::default(), Marks::with);
    if marks.has(Mark::Emphasis) { others } else { others.with(Mark::Emphasis) }
}
