//! Brackets with an `@`, and an `@` in running text, become citations and
//! references.
//!
//! What a key is stands in `reference`; this file puts it into the model with
//! its places.

use super::line::{Frame, Line};
use super::pieces::Piece;
use super::{Reader, reference};
use crate::diag::{Span, Spanned};
use crate::model::document::{Attr, Cite, CiteItem, GroupedReference, InlineKind, Reference, ReferenceGroup};

/// The longest place behind a key in the sentence, in characters.
const MAX_PLACE: usize = 100;

impl<'a> Reader<'_, 'a, '_> {
    /// `[@a; @b, 第 3 页]`.
    pub(super) fn close_cite(&mut self, pieces: &[Piece<'a>], at: usize, frame: &Frame, line: &mut Line) -> bool {
        let inner = Inner::collect(self.shared.text, pieces, frame.from, (line.index, at));
        let Some(entries) = reference::bracket(&inner.text, &self.shared.ids) else { return false };
        let span = frame.span.to(self.part(pieces, line.index, at, at + 1));
        let is_own = |entry: &reference::Entry| self.shared.is_of_own_kind(&inner.text[entry.key.clone()]);
        line.out.truncate(frame.out);
        line.offset = at + 1;
        if entries.iter().all(|entry| entry.kind == reference::Kind::Work) {
            let item = |entry: reference::Entry| CiteItem {
                key: Spanned::new(inner.text[entry.key.clone()].to_owned(), inner.span(&entry.key, span)),
                prefix: entry.prefix,
                suffix: entry.suffix,
                suppress_author: entry.minus,
            };
            let items = entries.into_iter().map(item).collect();
            let cite = Cite { items, narrative: false, source: format!("[{}]", inner.text) };
            line.push(InlineKind::Cite(cite), Attr::default(), span);
        } else if entries.iter().all(|entry| entry.kind == reference::Kind::Numbered || is_own(entry)) {
            line.push(references(&inner, entries, span), Attr::default(), span);
        } else {
            push_mixed(&inner, &entries, span, line);
        }
        true
    }

    /// `@key` and `@fig:id` in running text.
    pub(super) fn narrative(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let Some(Piece::Text { text, .. }) = pieces.get(line.index) else { return };
        if !text[..at].chars().next_back().is_none_or(reference::may_precede) {
            return;
        }
        if let Some(frame) = line.frames.last_mut() {
            frame.has_at = true;
        }
        let Some((kind, len)) = reference::narrative(&text[at + 1..], &self.shared.ids) else { return };
        let end = at + 1 + len;
        // `{@fig:a}` and `{+@fig:a}` of pandoc-xnos keep what follows apart.
        let before = &text[line.offset.min(at)..at];
        let guard = ["{", "{+"].into_iter().find(|guard| before.ends_with(guard) && text[end..].starts_with('}'));
        let guard = guard.filter(|_| kind == reference::Kind::Numbered).map_or(0, str::len);
        self.flush(pieces, at - guard, line);
        let span = self.part(pieces, line.index, at, end);
        let key = text[at + 1..end].to_owned();
        let place = if kind == reference::Kind::Work { place_behind(&text[end..]) } else { None };
        if let Some((suffix, len)) = place {
            let span = self.part(pieces, line.index, at, end + len);
            line.offset = end + len;
            line.push(narrative_work(key, suffix, span), Attr::default(), span);
            return;
        }
        line.offset = end + usize::from(guard > 0);
        line.push(narrative_kind(kind, key, span), Attr::default(), span);
    }
}

fn narrative_kind(kind: reference::Kind, key: String, span: Span) -> InlineKind {
    match kind {
        reference::Kind::Numbered => {
            let source = format!("@{key}");
            InlineKind::Reference(Reference { id: key, number_only: false, source })
        }
        reference::Kind::Work => narrative_work(key, "", span),
    }
}

/// `@key` and `@key [p. 33]`.
fn narrative_work(key: String, suffix: &str, span: Span) -> InlineKind {
    let source = if suffix.is_empty() { format!("@{key}") } else { format!("@{key} [{suffix}]") };
    let start = span.start + 1;
    let key_span = Span { start, end: (start + u32::try_from(key.len()).unwrap_or(0)).min(span.end), ..span };
    let key = Spanned::new(key, key_span);
    let item = CiteItem { key, prefix: String::new(), suffix: suffix.to_owned(), suppress_author: false };
    InlineKind::Cite(Cite { items: vec![item], narrative: true, source })
}

/// What stands in brackets behind a key in the sentence (pandoc's `@key [p. 33]`),
/// with the bytes up to its end.
fn place_behind(rest: &str) -> Option<(&str, usize)> {
    let inner = rest.strip_prefix(" [")?;
    let end = inner.char_indices().take(MAX_PLACE).find(|(_, ch)| "[]@".contains(*ch))?;
    let suffix = inner[..end.0].trim();
    let goes_on = inner[end.0 + 1..].starts_with(['(', '[', '{', ':']);
    (end.1 == ']' && !goes_on && !suffix.is_empty() && !suffix.starts_with('^')).then_some((suffix, end.0 + 3))
}

/// `[@fig:a; @fig:b]`.
fn references(inner: &Inner, entries: Vec<reference::Entry>, span: Span) -> InlineKind {
    let source = format!("[{}]", inner.text);
    if let [reference::Entry { key, minus, prefix, suffix, .. }] = entries.as_slice()
        && prefix.is_empty()
        && suffix.is_empty()
    {
        let id = inner.text[key.clone()].to_owned();
        return InlineKind::Reference(Reference { id, number_only: *minus, source });
    }
    let item = |entry: reference::Entry| {
        let at = entry.key.start - 1 - usize::from(entry.minus);
        let id = inner.text[entry.key.clone()].to_owned();
        let source = inner.text[at..entry.key.end].to_owned();
        let reference = Reference { id, number_only: entry.minus, source };
        GroupedReference { reference, prefix: entry.prefix, suffix: entry.suffix, span: inner.span(&entry.key, span) }
    };
    InlineKind::References(ReferenceGroup { items: entries.into_iter().map(item).collect(), source })
}

/// `[@fig:a; @work]`: each for itself, with what stands between them as text.
fn push_mixed(inner: &Inner, entries: &[reference::Entry], span: Span, line: &mut Line) {
    let mut done = 0;
    for entry in entries {
        let at = entry.key.start - 1 - usize::from(entry.minus);
        line.push_text(&inner.text[done..at], span);
        let id = inner.text[entry.key.clone()].to_owned();
        let place = inner.span(&entry.key, span);
        let kind = match entry.kind {
            reference::Kind::Numbered => {
                let source = inner.text[at..entry.key.end].to_owned();
                InlineKind::Reference(Reference { id, number_only: entry.minus, source })
            }
            reference::Kind::Work => narrative_kind(entry.kind, id, place),
        };
        line.push(kind, Attr::default(), place);
        done = entry.key.end;
    }
    line.push_text(&inner.text[done..], span);
}

/// The text between two brackets with the places that it comes from.
struct Inner {
    text: String,
    /// Where each part of the text begins, there and in the source.
    parts: Vec<(usize, usize)>,
}

impl Inner {
    fn collect(source: &str, pieces: &[Piece<'_>], from: (usize, usize), to: (usize, usize)) -> Self {
        let mut inner = Self { text: String::new(), parts: Vec::new() };
        for (index, piece) in pieces.iter().enumerate().take(to.0 + 1).skip(from.0) {
            let start = if index == from.0 { from.1 } else { 0 };
            let range = piece.range();
            inner.parts.push((inner.text.len(), range.start + start));
            match piece {
                Piece::Text { text, .. } => {
                    let end = if index == to.0 { to.1 } else { text.len() };
                    inner.text.push_str(text.get(start..end).unwrap_or_default());
                }
                Piece::Fixed { text, .. } => inner.text.push_str(text),
                Piece::Edit(..) => {}
                Piece::Soft(_) | Piece::Hard(_) => inner.text.push(' '),
                Piece::Html { .. } | Piece::Ready(_) | Piece::Picture(_) | Piece::Node(..) => {
                    inner.text.push_str(source.get(range).unwrap_or_default());
                }
            }
        }
        inner
    }

    /// The place of a part of the text; `whole` lends its source.
    fn span(&self, range: &std::ops::Range<usize>, whole: Span) -> Span {
        let index = self.parts.partition_point(|(at, _)| *at <= range.start).saturating_sub(1);
        let (at, source) = self.parts.get(index).copied().unwrap_or((0, whole.start as usize));
        let start = (source + range.start - at).min(whole.end as usize);
        Span::new(whole.source, start, (start + range.len()).min(whole.end as usize))
    }
}
