//! `(@good) text`, which reads as a citation in brackets, is an item of examples
//! with a label (pandoc's `example_lists`) where a paragraph begins with it.
//!
//! It must not know the bibliography: what is cited there is found when the
//! document is resolved.

use crate::diag::Spanned;
use crate::model::document::{Cite, CiteItem, Inline, InlineKind};

/// The label at the start of a paragraph, if text stands behind it.
pub(super) fn label(content: &[Inline]) -> Option<&Spanned<String>> {
    let [open, cite, close, rest @ ..] = content else { return None };
    let (InlineKind::Text(open), InlineKind::Cite(cite), InlineKind::Text(close)) =
        (&open.kind, &cite.kind, &close.kind)
    else {
        return None;
    };
    let Cite { items, narrative: true, .. } = cite else { return None };
    let [CiteItem { key, suffix, .. }] = items.as_slice() else { return None };
    let is_label = key.value.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let behind = close.strip_prefix(')')?;
    let is_apart = behind.starts_with([' ', '\t', '\u{3000}']) && (!behind.trim().is_empty() || !rest.is_empty());
    (open == "(" && suffix.is_empty() && is_label && is_apart).then_some(key)
}

/// Takes the label away from the start of a paragraph.
pub(super) fn take(content: &mut Vec<Inline>) -> Option<Spanned<String>> {
    let label = label(content)?.clone();
    content.drain(..2);
    if let Some(Inline { kind: InlineKind::Text(text), span, .. }) = content.first_mut() {
        let rest = text[1..].trim_start().to_owned();
        let cut = u32::try_from(text.len() - rest.len()).unwrap_or(0);
        span.start = span.start.saturating_add(cut).min(span.end);
        *text = rest;
        if text.is_empty() {
            content.remove(0);
        }
    }
    Some(label)
}
