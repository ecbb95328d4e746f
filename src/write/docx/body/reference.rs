//! References that Word can renew, each with the text that was decided as its
//! result, and the labels that they repeat (ECMA-376-1 §17.16). Their results survive
//! a renewal; where they would not, a link stands in their place.

use std::ops::Range;

use super::inline_context::InlineContext;
use crate::model::resolved::{AnchorId, Inline, InlineKind, Label, plain_text};
use crate::ooxml::Node;
use crate::write::docx::field::{code, complex, dressed, link_to, nested, resultless};
use crate::write::docx::state::anchors::Place;
use crate::write::docx::state::para::Content;
use crate::write::docx::state::writer::Writer;

/// The field that repeats a label or a number.
enum Repeat {
    /// It repeats all of it, and is a link.
    Whole(String),
    /// It leaves out the words of a number and the gap behind it (`\t`).
    Part(String),
}

impl Repeat {
    /// The field with its result. LibreOffice does not know `\t` and would print
    /// 第第一章章: it takes the result of a field around as it stands, while Word
    /// computes both. The field within ends without the mark before a result:
    /// pandoc would take that for the result of the field around.
    fn field(&self, result: Vec<Node>) -> Vec<Node> {
        match self {
            Self::Whole(instruction) => complex(instruction, result),
            Self::Part(instruction) => {
                let mut inner = vec![code(" QUOTE ")];
                inner.extend(resultless(instruction));
                inner.push(code(" "));
                nested(inner, result)
            }
        }
    }
}

/// Content as a link to a bookmark.
fn linked(name: &str, content: Content) -> Content {
    content.map(|nodes| vec![link_to(name, nodes)])
}

impl Writer<'_> {
    /// A reference: a field that repeats the label it points to, with the words
    /// around the label as text; a link where there is no such label.
    pub(in crate::write::docx) fn reference(
        &mut self,
        anchor: AnchorId,
        content: &[Inline],
        context: InlineContext,
    ) -> Content {
        let Some(name) = self.anchors.name(anchor).map(str::to_owned) else {
            return self.inlines(content, context);
        };
        let text = plain_text(content);
        let found = match self.anchors.place(anchor) {
            Some(Place::Label(label)) => repeated_part(&text, label, &name, &self.anchors.number_name(anchor))
                .map(|(range, field)| (range, Repeat::Whole(field))),
            Some(Place::Heading { level, number: Some(number) }) => {
                let list = self.anchors.list_of(anchor);
                list.and_then(|list| self.repeated_number(&text, number, list, *level, &name))
            }
            Some(Place::Heading { number: None, .. } | Place::Plain) | None => None,
        };
        let parts = found.and_then(|(range, field)| Some((split(content, &range)?, field)));
        match parts {
            Some(([before, middle, after], repeat)) => {
                let mut out = self.inlines(&before, context);
                let result = self.inlines(&middle, context);
                out.push(result.map(|nodes| repeat.field(nodes)));
                out.push(self.inlines(&after, context));
                match repeat {
                    Repeat::Whole(_) => out,
                    Repeat::Part(_) => linked(&name, out),
                }
            }
            None => {
                let inner = self.inlines(content, context);
                linked(&name, inner)
            }
        }
    }

    /// Which part of a reference's text Word can take from the number of a
    /// heading, and the field that does it.
    fn repeated_number(
        &self,
        text: &str,
        number: &str,
        list: usize,
        level: u8,
        name: &str,
    ) -> Option<(Range<usize>, Repeat)> {
        let at = whole_number(text, number)?;
        // `\n` is the number as the heading shows it; `\r` and `\w` put those of
        // the levels above before it (ECMA-376-1 §17.16.5.52).
        if self.scheme.is_pure(list, level) {
            return Some((at..at + number.len(), Repeat::Whole(format!("REF {name} \\n \\h"))));
        }
        let counted = self.scheme.counted_part(list, level, number)?;
        let field = Repeat::Part(format!("REF {name} \\n \\t"));
        Some((at + counted.start..at + counted.end, field))
    }

    /// A label with its bookmarks: one around all of it, one around the number;
    /// the last number is a field that counts.
    pub(in crate::write::docx) fn label(
        &mut self,
        label: &Label,
        anchor: Option<AnchorId>,
        identifier: &str,
        context: InlineContext,
    ) -> Vec<Node> {
        let ordinal = self.text(&label.ordinal, context);
        // What counts in a note counts not in the text (ECMA-376-1 §17.16.5.56).
        let sequence = if self.in_note { None } else { self.sequence(label, identifier) };
        let ordinal = match sequence {
            Some(instruction) => dressed(&instruction, ordinal),
            None => ordinal,
        };
        let mut number = self.chapter_number(&label.chapter, context);
        number.extend(ordinal);
        let is_referenced = anchor.and_then(|id| self.doc.anchors.get(id.0)).is_some_and(|anchor| anchor.referenced);
        if let Some(id) = anchor.filter(|_| is_referenced) {
            let name = self.anchors.number_name(id);
            number = self.bookmark(&name, number);
        }
        // No line ends between the word and its number.
        let mut whole = self.text(&label.before.replace(' ', "\u{A0}"), context);
        whole.extend(number);
        whole.extend(self.text(&label.after, context));
        match anchor.and_then(|id| self.anchors.name(id).map(str::to_owned)) {
            Some(name) => self.bookmark(&name, whole),
            None => whole,
        }
    }

    /// The field that counts a label; it names its number where Word would
    /// count otherwise. `None` if the number is none of digits.
    fn sequence(&mut self, label: &Label, identifier: &str) -> Option<String> {
        let number: usize = label.ordinal.parse().ok()?;
        let in_chapter = if label.chapter.is_empty() { "" } else { " \\s 1" };
        let set = self.set(identifier, number);
        Some(format!("SEQ {identifier} \\* ARABIC{in_chapter}{set}"))
    }
}

/// Which part of a reference's text a bookmark of the label repeats, and the
/// field that does it.
fn repeated_part(text: &str, label: &Label, whole: &str, number: &str) -> Option<(Range<usize>, String)> {
    let digits = format!("{}{}", label.chapter, label.ordinal);
    [(label.text(), whole), (digits, number)].into_iter().find_map(|(part, name)| {
        let at = text.find(&part).filter(|_| !part.is_empty())?;
        let end = at + part.len();
        let cuts_number = text[end..].starts_with(|ch: char| ch.is_ascii_digit())
            || text[..at].ends_with(|ch: char| ch.is_ascii_digit());
        (!cuts_number).then(|| (at..end, format!("REF {name} \\h")))
    })
}

/// Where a number stands in a text and is no part of a word: the A of Appendix A.
fn whole_number(text: &str, number: &str) -> Option<usize> {
    let is_word = |ch: char| ch.is_ascii_alphanumeric();
    let cuts = |at: usize| {
        let (before, after) = (&text[..at], &text[at + number.len()..]);
        number.starts_with(is_word) && before.ends_with(is_word)
            || number.ends_with(is_word) && after.starts_with(is_word)
    };
    text.match_indices(number).map(|(at, _)| at).find(|at| !cuts(*at))
}

/// Runs before, in and behind a range of their text; `None` if there is
/// something else than runs.
fn split(content: &[Inline], range: &Range<usize>) -> Option<[Vec<Inline>; 3]> {
    let mut parts = [Vec::new(), Vec::new(), Vec::new()];
    let mut start = 0;
    for inline in content {
        let InlineKind::Run(run) = &inline.kind else { return None };
        let end = start + run.text.len();
        let cuts = [start, range.start.clamp(start, end), range.end.clamp(start, end), end];
        for (part, cut) in parts.iter_mut().zip(cuts.windows(2)) {
            let run = run.slice(cut[0] - start..cut[1] - start)?;
            if !run.text.is_empty() {
                part.push(Inline::new(InlineKind::Run(run), inline.span));
            }
        }
        start = end;
    }
    Some(parts)
}
