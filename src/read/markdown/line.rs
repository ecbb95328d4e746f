//! The inlines found so far, with the brackets and tags that are still open.
//!
//! It knows the model only; what opens and closes is found in `inline`.

use super::{html, tex_call};
use crate::diag::Span;
use crate::model::document::{Attr, Inline, InlineKind};

/// How many brackets and tags may be open at once.
pub(crate) const MAX_OPEN: usize = 64;

/// A bracket or a tag that is open.
pub(crate) struct Frame {
    /// What it is.
    pub kind: FrameKind,
    /// The place of its first inline in the output.
    pub out: usize,
    /// The piece and the byte in it that follow it.
    pub from: (usize, usize),
    /// Where it was written.
    pub span: Span,
    /// Whether an `@` stands in it.
    pub has_at: bool,
}

/// What is open.
pub(crate) enum FrameKind {
    /// A bracket.
    Bracket,
    /// A tag.
    Tag {
        /// The name of its element.
        name: String,
        /// What it does to what follows.
        wrap: html::Wrap,
        /// Its source.
        raw: String,
    },
    /// A command of LaTeX, with its source.
    Tex(tex_call::Wrap, String),
    /// A brace in the text of such a command.
    Brace,
}

/// Where the pass is and what it has found.
#[derive(Default)]
pub(crate) struct Line {
    /// The piece at which the pass is.
    pub index: usize,
    /// The first byte of the piece that is not yet taken.
    pub offset: usize,
    /// The inlines found.
    pub out: Vec<Inline>,
    /// What is open, the outermost first.
    pub frames: Vec<Frame>,
}

impl Line {
    /// Takes an inline.
    pub(super) fn push(&mut self, kind: InlineKind, attr: Attr, span: Span) {
        self.out.push(Inline::with(kind, attr, span));
    }

    /// Takes text; it joins the text before it.
    pub(super) fn push_text(&mut self, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        if let Some(Inline { kind: InlineKind::Text(before), span: place, attr, .. }) = self.out.last_mut()
            && attr.is_empty()
        {
            before.push_str(text);
            *place = place.to(span);
            return;
        }
        self.push(InlineKind::Text(text.to_owned()), Attr::default(), span);
    }

    /// Whether the last inline is a line break on the page.
    pub(super) fn ends_in_break(&self) -> bool {
        self.out.last().is_some_and(|inline| matches!(inline.kind, InlineKind::HardBreak))
    }

    /// Takes inlines that were read elsewhere.
    pub(super) fn extend(&mut self, inlines: Vec<Inline>) {
        self.out.extend(inlines);
    }

    pub(super) fn open(&mut self, kind: FrameKind, text: &str, span: Span) {
        let frame = Frame { kind, out: self.out.len(), from: (self.index, self.offset), span, has_at: false };
        if !text.is_empty() {
            self.push(InlineKind::Text(text.to_owned()), Attr::default(), span);
        }
        self.frames.push(frame);
    }
}

/// Joins the text at `at` with the text before it.
pub(crate) fn join(out: &mut Vec<Inline>, at: usize) {
    let Some((before, after)) = at.checked_sub(1).map(|at| out.split_at_mut(at + 1)) else { return };
    if let (
        Some(Inline { kind: InlineKind::Text(text), span, .. }),
        Some(Inline { kind: InlineKind::Text(more), span: place, .. }),
    ) = (before.last_mut(), after.first())
    {
        text.push_str(more);
        *span = span.to(*place);
        out.remove(at);
    }
}

/// Joins neighbouring text and drops empty text.
pub(crate) fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut line = Line::default();
    for inline in inlines {
        match inline.kind {
            InlineKind::Text(text) if inline.attr.is_empty() => line.push_text(&text, inline.span),
            kind => line.push(kind, inline.attr, inline.span),
        }
    }
    line.out
}
