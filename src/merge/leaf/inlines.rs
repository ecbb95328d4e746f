//! What stands within a line: characters, what marks them, and what is whole. Marks of
//! those who revise the text (CriticMarkup) mark it too.

use std::ops::Range;

use super::walk::Walk;
use super::written::{Leaf, Sign};
use crate::diag::{Source, Span};
use crate::merge::line::Look;
use crate::model::Mark;
use crate::model::document::{Edit, Inline, InlineKind};

/// The length of a mark that begins or ends something.
const MARK: usize = 3;
/// What begins a replacement.
const OPEN: &str = "{~~";
/// What stands between its old text and its new one.
const ARROW: &str = "~>";

impl<'a> Walk<'a> {
    /// What stands in a line, or in one of its marks.
    pub(super) fn inlines(&mut self, content: &'a [Inline], look: Look, outer: Option<usize>, leaf: &mut Leaf) {
        // What stands around what is put in, and the marks to close behind it.
        let mut around: Vec<(Look, Option<usize>)> = Vec::new();
        let (mut look, mut outer) = (look, outer);
        for (at, inline) in content.iter().enumerate() {
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
                    let node = leaf.open(self.with_braces(*mark, inline.span), own, false, outer);
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
                InlineKind::Edit(_) if !self.is_tracked => leaf.hides = true,
                InlineKind::Edit(Edit::Comment(_)) => leaf.sign(Sign::Whole, range, look, outer),
                InlineKind::Edit(Edit::Deletion(text)) => match self.replacement(content, at) {
                    Some(whole) => {
                        let node = leaf.open(whole, Look::default(), false, outer);
                        leaf.nodes[node].is_replacement = true;
                        let old = range.end..range.end + text.len();
                        let inner = leaf.open(old.clone(), Look::DELETED, false, Some(node));
                        leaf.deleted(text, old.start, look.with(Look::DELETED), inner);
                        leaf.close(inner);
                        // What is put in stands in the same mark.
                        around.push((look, outer));
                        outer = Some(node);
                    }
                    None if self.sources.text(inline.span) == OPEN => leaf.reaches = true,
                    None => {
                        let inner = range.start + MARK;
                        let node = leaf.open(range, Look::DELETED, false, outer);
                        leaf.deleted(text, inner, look.with(Look::DELETED), node);
                        leaf.close(node);
                    }
                },
                InlineKind::Edit(Edit::InsertionStart) => match self.end(content, at) {
                    Some(end) => {
                        let is_new = self.sources.text(inline.span) != ARROW;
                        if is_new {
                            around.push((look, outer));
                        }
                        let end = if is_new { end.end } else { end.start };
                        outer = Some(leaf.open(range.start..end, Look::INSERTED, false, outer));
                        look = look.with(Look::INSERTED);
                    }
                    None => leaf.reaches = true,
                },
                InlineKind::Edit(Edit::InsertionEnd) => match around.pop() {
                    Some((before, node)) => {
                        let mut inner = outer;
                        while let Some(open) = inner.filter(|_| inner != node) {
                            leaf.close(open);
                            inner = leaf.nodes[open].outer;
                        }
                        (look, outer) = (before, node);
                    }
                    None => leaf.reaches = true,
                },
            }
        }
    }

    /// The bytes of a replacement whose old text is at a place.
    fn replacement(&self, content: &[Inline], at: usize) -> Option<Range<usize>> {
        let open = content[at].span;
        let next = content.get(at + 1).filter(|next| is(next, &Edit::InsertionStart))?;
        let fits = self.sources.text(open) == OPEN && self.sources.text(next.span) == ARROW;
        let end = self.end(content, at + 1).filter(|_| fits)?;
        Some(open.range().start..end.end)
    }

    /// Where the mark ends that begins at a place. One that reaches over several
    /// paragraphs has none of its marks in them.
    fn end(&self, content: &[Inline], at: usize) -> Option<Range<usize>> {
        if !matches!(self.sources.text(content[at].span), "{++" | ARROW) {
            return None;
        }
        let end = content[at..].iter().find(|inline| is(inline, &Edit::InsertionEnd))?;
        matches!(self.sources.text(end.span), "++}" | "~~}").then(|| end.span.range())
    }

    /// A highlight of CriticMarkup has braces around its signs.
    fn with_braces(&self, mark: Mark, span: Span) -> Range<usize> {
        let range = span.range();
        let source = self.sources.get(span.source).map_or("", Source::text);
        let is_braced = mark == Mark::Highlight
            && source.get(..range.start).is_some_and(|before| before.ends_with('{'))
            && source.get(range.end..).is_some_and(|behind| behind.starts_with('}'));
        if is_braced { range.start - 1..range.end + 1 } else { range }
    }
}

fn is(inline: &Inline, edit: &Edit) -> bool {
    matches!(&inline.kind, InlineKind::Edit(own) if own == edit)
}

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
