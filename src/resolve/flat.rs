//! A paragraph laid flat: one line of characters, each with the piece that it
//! comes from, cut into runs again when all is decided about them.

use super::scripts::{self, Sign};
use crate::diag::Span;
use crate::model::Lang;
use crate::model::resolved::{Change, Inline, InlineKind, Marks, Run, Script, Target};

/// What a stretch of characters shares.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) marks: Marks,
    pub(super) lang: Option<Lang>,
    pub(super) wrap: Option<usize>,
    pub(super) span: Span,
    /// Set where the piece is no text: the finished inline.
    pub(super) atom: Option<Inline>,
    /// Whether quotes and dashes stay as they were typed.
    pub(super) literal: bool,
    /// Whether it is the text of a citation.
    pub(super) cited: bool,
    /// Whether lists before the text leave it out.
    pub(super) unlisted: bool,
    /// The mark of the source that it stands for.
    pub(super) expanded: Option<Span>,
    /// Whether it was put in.
    change: Option<Change>,
}

/// What stands around several pieces.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wrap {
    Link(Target),
    Reference(crate::model::resolved::AnchorId),
}

/// A paragraph laid flat.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub(super) signs: Vec<Sign>,
    pub(super) pieces: Vec<Piece>,
    pub(super) wraps: Vec<(Wrap, Span)>,
    /// Whether what comes next was put in.
    pub(super) change: Option<Change>,
}

/// The look that surrounds an inline.
#[derive(Debug, Clone, Default)]
pub(super) struct InlineContext {
    pub(super) marks: Marks,
    pub(super) lang: Option<Lang>,
    pub(super) wrap: Option<usize>,
    pub(super) cited: bool,
    pub(super) unlisted: bool,
    pub(super) expanded: Option<Span>,
}

impl Flat {
    pub(super) fn push_piece(&mut self, context: &InlineContext, span: Span, literal: bool) -> usize {
        let InlineContext { marks, lang, wrap, cited, unlisted, expanded } = context.clone();
        let change = self.change;
        self.pieces.push(Piece { marks, lang, wrap, span, atom: None, literal, cited, unlisted, expanded, change });
        self.pieces.len() - 1
    }

    pub(super) fn push_sign(&mut self, ch: char, context: &InlineContext, span: Span) {
        let piece = self.push_piece(context, span, false);
        self.signs.push(Sign::new(ch, piece));
    }

    pub(super) fn push_atom(&mut self, atom: Inline, context: &InlineContext) {
        let sign = match &atom.kind {
            InlineKind::Break => scripts::LINE_BREAK,
            InlineKind::NoteRef { .. } | InlineKind::CommentStart(_) | InlineKind::Comment(_) => scripts::NOTE,
            _ if atom.is_deleted() => scripts::NOTE,
            InlineKind::Run(_)
            | InlineKind::Link { .. }
            | InlineKind::Reference { .. }
            | InlineKind::Math(_)
            | InlineKind::Picture(_)
            | InlineKind::Raw { .. } => scripts::OBJECT,
        };
        let piece = self.push_piece(context, atom.span, true);
        self.pieces[piece].atom = Some(atom);
        self.signs.push(Sign::new(sign, piece));
    }
}

impl Flat {
    /// The same without what lists before the text leave out, and the blanks that
    /// only kept it apart; `None` if all of it is listed.
    pub(super) fn listed(&self) -> Option<Self> {
        if !self.pieces.iter().any(|piece| piece.unlisted || piece.change.is_some()) {
            return None;
        }
        let mut signs: Vec<Sign> = Vec::with_capacity(self.signs.len());
        let mut closed = false;
        for sign in &self.signs {
            if self.pieces[sign.piece].unlisted {
                if signs.last().is_some_and(|last| last.ch == ' ') {
                    signs.pop();
                }
                closed = signs.last().is_some_and(|last| scripts::is_east_asian(last.ch));
            } else if !(closed && sign.ch == ' ') {
                signs.push(*sign);
                closed = false;
            }
        }
        let mut pieces = self.pieces.clone();
        pieces.iter_mut().for_each(|piece| piece.change = None);
        Some(Self { signs, pieces, wraps: self.wraps.clone(), change: None })
    }
}

/// Cuts the signs into runs of one look and one script. No line begins with the
/// signs that are `held`.
pub(super) fn runs(
    signs: &[Sign],
    scripts: &[Script],
    held: &[bool],
    pieces: &[Piece],
) -> Vec<(Option<usize>, Inline)> {
    let mut list: Vec<(Option<usize>, Inline)> = Vec::new();
    let mut before = None;
    for ((sign, script), held) in signs.iter().zip(scripts).zip(held) {
        let piece = &pieces[sign.piece];
        // What stands for a mark is a run of its own: its text is not that of its place.
        let goes_on = before == Some(piece.expanded);
        before = Some(piece.expanded);
        if let Some(atom) = &piece.atom {
            if let Some((_, Inline { kind: InlineKind::Run(run), .. })) = list.last_mut().filter(|_| *held) {
                run.joins.push(run.text.len());
            }
            list.push((piece.wrap, Inline { change: atom.change.or(piece.change), ..atom.clone() }));
            continue;
        }
        if let Some((wrap, Inline { kind: InlineKind::Run(run), span, change })) = list.last_mut()
            && goes_on
            && *change == piece.change
            && *wrap == piece.wrap
            && run.script == *script
            && run.marks == piece.marks
            && run.lang == piece.lang
        {
            run.joins.extend(held.then_some(run.text.len()));
            run.text.push(sign.ch);
            if span.source == piece.span.source {
                *span = span.to(piece.span);
            }
            continue;
        }
        let (text, lang) = (sign.ch.to_string(), piece.lang.clone());
        let joins = held.then_some(0).into_iter().collect();
        let run = Run { text, script: *script, marks: piece.marks, lang, joins, breaks: Vec::new() };
        list.push((piece.wrap, Inline { kind: InlineKind::Run(run), change: piece.change, span: piece.span }));
    }
    list
}

/// Puts links and references around the runs that belong to them.
pub(super) fn wrap_up(runs: Vec<(Option<usize>, Inline)>, wraps: &[(Wrap, Span)]) -> Vec<Inline> {
    let mut list: Vec<Inline> = Vec::new();
    let mut open: Option<usize> = None;
    for (wrap, inline) in runs {
        let Some(at) = wrap else {
            open = None;
            list.push(inline);
            continue;
        };
        if open == wrap
            && let Some(Inline {
                kind: InlineKind::Link { content, .. } | InlineKind::Reference { content, .. }, ..
            }) = list.last_mut()
        {
            content.push(inline);
            continue;
        }
        open = wrap;
        let (kind, span) = &wraps[at];
        let content = vec![inline];
        let kind = match kind {
            Wrap::Link(target) => InlineKind::Link { target: target.clone(), content },
            Wrap::Reference(anchor) => InlineKind::Reference { anchor: *anchor, content },
        };
        list.push(Inline::new(kind, *span));
    }
    list
}
