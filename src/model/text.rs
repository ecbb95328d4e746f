//! The text of written inlines, for titles, messages and comparisons.

use super::document::{Inline, InlineKind};

/// The text of written inlines without marks, notes and raw passages.
#[must_use]
pub fn written_text(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match &inline.kind {
            InlineKind::Text(part) | InlineKind::Code(part) => text.push_str(part),
            InlineKind::SoftBreak | InlineKind::HardBreak => text.push(' '),
            InlineKind::Marked(_, inner) | InlineKind::Span(inner) | InlineKind::Link { content: inner, .. } => {
                text.push_str(&written_text(inner));
            }
            InlineKind::Math(math) => text.push_str(&math.source),
            InlineKind::Cite(cite) => text.push_str(&cite.source),
            InlineKind::Reference(reference) => text.push_str(&reference.source),
            InlineKind::References(group) => text.push_str(&group.source),
            InlineKind::Image(image) => text.push_str(image.alt.as_deref().unwrap_or_default()),
            InlineKind::NoteRef(_) | InlineKind::Note(_) | InlineKind::Raw { .. } | InlineKind::Edit(_) => {}
        }
    }
    text
}
