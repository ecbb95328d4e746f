//! Bold Chinese text in a family that has no bold face.

use std::collections::BTreeMap;

use super::super::Subject;
use crate::diag::{Code, Diagnostic, Sink, Span, message};
use crate::model::Mark;
use crate::model::resolved::{Block, BlockKind, Inline, InlineKind, Script, blocks_of};

/// For each family where it was first asked for bold, and how often.
type Found<'a> = BTreeMap<&'a str, (Span, usize)>;

/// Running text and quotations are looked at, where the author asks for bold;
/// what else is bold the style says.
pub(super) fn missing_bold(subject: &Subject<'_>, sink: &mut Sink) {
    let mut found = Found::new();
    for part in subject.resolved.parts() {
        blocks(subject, part, &subject.style.body.font, &mut found);
    }
    for (family, (span, count)) in found {
        let message = match count {
            1 => message!("the font “{family}” has no bold face; the strokes are thickened", family),
            _ => message!(
                "the font “{family}” has no bold face, here and {more} times more; the strokes are thickened",
                family,
                more = count - 1
            ),
        };
        let hint = "use emphasis dots, [x]{.dot}, or name a family with a bold face in the style";
        sink.push(Diagnostic::warning(Code::MissingBold, span, message).hint(hint));
    }
}

fn blocks<'a>(subject: &'a Subject<'_>, list: &[Block], role: &str, found: &mut Found<'a>) {
    for block in list {
        let role = match &block.kind {
            BlockKind::Quote { .. } => &subject.style.quote.text.font,
            _ => role,
        };
        if let BlockKind::Paragraph(paragraph) = &block.kind {
            inlines(subject, &paragraph.content, role, found);
        }
        blocks_of(block).into_iter().for_each(|inner| blocks(subject, inner, role, found));
    }
}

fn inlines<'a>(subject: &'a Subject<'_>, content: &[Inline], role: &str, found: &mut Found<'a>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Run(run) if run.marks.has(Mark::Strong) && run.script == Script::EastAsian => {
                let role = if run.marks.has(Mark::Emphasis) { "emphasis" } else { role };
                let family =
                    subject.style.fonts_of(role).east_asian.first().filter(|name| !lacks_nothing(subject, name));
                if let Some(family) = family {
                    found.entry(family).or_insert((inline.span, 0)).1 += 1;
                }
            }
            InlineKind::Link { content, .. } => inlines(subject, content, role, found),
            _ => {}
        }
    }
}

/// Whether a family has a bold face, or is not there at all, which another rule
/// tells.
fn lacks_nothing(subject: &Subject<'_>, name: &str) -> bool {
    subject.fonts.has_bold(name) || subject.fonts.missing().iter().any(|missing| missing == name)
}
