//! The inline children of a node become pieces: text that stands in the source
//! letter for letter, text that does not (escapes and entities, in which no
//! mark of ours counts), breaks and whole nodes.
//!
//! Nothing of the model is made here.

use comrak::nodes::{Node, NodeValue};

use super::picture::Picture;
use super::unprinted::HIDDEN;
use super::{Reader, tilde, unprinted};
use crate::diag::Span;
use crate::model::document::{Edit, Inline};

/// A piece of a line.
#[derive(Clone)]
pub(crate) enum Piece<'a> {
    /// Text in which our marks count; `exact` if the source holds it letter
    /// for letter from byte `at` on.
    Text { text: String, at: usize, exact: bool },
    /// Text that means itself.
    Fixed { text: String, span: Span },
    /// A line break of the source.
    Soft(Span),
    /// A line break on the page.
    Hard(Span),
    /// A tag or a comment.
    Html { raw: String, span: Span },
    /// A mark of someone who revises the text.
    Edit(Edit, Span),
    /// An inline that was read already.
    Ready(Inline),
    /// A picture in a spelling of some dialect.
    Picture(Box<Picture<'a>>),
    /// Anything else.
    Node(Node<'a>, Span),
}

impl Piece<'_> {
    /// The bytes of the source from which it was made.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        match self {
            Piece::Text { text, at, .. } => *at..*at + text.len(),
            Piece::Ready(inline) => inline.span.range(),
            Piece::Picture(picture) => picture.span.range(),
            Piece::Fixed { span, .. }
            | Piece::Html { span, .. }
            | Piece::Soft(span)
            | Piece::Hard(span)
            | Piece::Edit(_, span)
            | Piece::Node(_, span) => span.range(),
        }
    }
}

impl<'a> Reader<'_, 'a, '_> {
    /// The pieces of a node.
    pub(super) fn pieces(&self, parent: Node<'a>) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        for node in parent.children() {
            let span = self.span_of(node);
            match &node.data().value {
                NodeValue::Text(text) => self.text_pieces(node, text, span, &mut pieces),
                NodeValue::Escaped => {
                    let kept = self.shared.kept_escapes.contains(&(span.start as usize));
                    let text = if kept { format!("\\{}", literal(node)) } else { literal(node) };
                    pieces.push(Piece::Fixed { text, span });
                }
                NodeValue::SoftBreak => pieces.push(Piece::Soft(span)),
                NodeValue::LineBreak => pieces.push(Piece::Hard(span)),
                NodeValue::HtmlInline(raw) => {
                    pieces.push(Piece::Html { raw: self.masks.restore(raw).into_owned(), span });
                }
                _ => pieces.push(Piece::Node(node, span)),
            }
        }
        if parent.children().any(|node| node.data().value.text().is_some_and(|text| text.contains(HIDDEN))) {
            drop_empty_lines(&mut pieces);
        }
        self.find_pictures(pieces)
    }

    fn text_pieces(&self, node: Node<'a>, literal: &str, span: Span, out: &mut Vec<Piece<'a>>) {
        if let Some(mask) = self.masks.text_of(node.data().sourcepos.start.line, literal) {
            let written = self.masks.written(mask);
            let span = self.mask_span(mask, 0, written.len());
            let written = unprinted::show(written).into_owned();
            out.push(Piece::Text { text: written, at: span.start as usize, exact: true });
            return;
        }
        let start = span.start as usize;
        let source = &self.shared.text[start..];
        let literal = &*tilde::show(literal);
        if literal.contains(HIDDEN) {
            self.shown_parts(literal, source, start, span, out);
        } else if source.starts_with(literal) {
            out.push(Piece::Text { text: literal.to_owned(), at: start, exact: true });
        } else {
            align(literal, source, start, span, out);
        }
    }

    /// The parts of a text between what is hidden in it, and the marks of those who
    /// revise the text.
    fn shown_parts(&self, literal: &str, source: &str, start: usize, span: Span, out: &mut Vec<Piece<'a>>) {
        let (mut rest, mut at) = (literal, 0);
        while !rest.is_empty() {
            let shown = rest.trim_start_matches(HIDDEN);
            let hidden = start + at..start + at + rest.len() - shown.len();
            at += hidden.len();
            let edits = self.shared.unprinted.edits(self.shared.text, hidden);
            out.extend(
                edits.into_iter().map(|(edit, range)| Piece::Edit(edit, self.shared.span(range.start, range.end))),
            );
            let (text, behind) = shown.split_at(shown.find(HIDDEN).unwrap_or(shown.len()));
            let Some(len) = align(text, source.get(at..).unwrap_or_default(), start + at, span, out) else {
                return push_text(&unprinted::show(behind), span.start as usize, false, out);
            };
            at += len;
            rest = behind;
        }
    }
}

/// Lines of which nothing is shown vanish with their ends.
fn drop_empty_lines(pieces: &mut Vec<Piece<'_>>) {
    let is_break = |piece: &Piece<'_>| matches!(piece, Piece::Soft(_) | Piece::Hard(_));
    let is_edit = |piece: &Piece<'_>| matches!(piece, Piece::Edit(..));
    let mut starts = true;
    pieces.retain(|piece| is_edit(piece) || !std::mem::replace(&mut starts, is_break(piece)) || !is_break(piece));
    while let Some(last) = pieces.iter().rposition(|piece| !is_edit(piece)).filter(|at| is_break(&pieces[*at])) {
        pieces.remove(last);
    }
}

/// Text with entities or escaped pipes: what stands between them is found in
/// the source, they themselves become fixed. Gives how much of the source it is.
fn align<'a>(literal: &str, source: &str, start: usize, span: Span, out: &mut Vec<Piece<'a>>) -> Option<usize> {
    let (mut done, mut at) = (0, 0);
    while done < literal.len() {
        let rest = &literal[done..];
        let common = common_prefix(rest, &source[at..]);
        if common == rest.len() {
            push_text(rest, start + at, true, out);
            return Some(at + common);
        }
        let Some(step) = step_over(rest, &source[at..], common) else {
            push_text(rest, span.start as usize, false, out);
            return None;
        };
        push_text(&rest[..step.text], start + at, true, out);
        let span = Span::new(span.source, start + at + step.text, start + at + step.source_end);
        out.push(Piece::Fixed { text: rest[step.text..step.literal_end].to_owned(), span });
        done += step.literal_end;
        at += step.source_end;
    }
    Some(at)
}

struct Step {
    /// The length of the text before.
    text: usize,
    /// The end of the decoded character in the literal.
    literal_end: usize,
    /// The end of the entity in the source.
    source_end: usize,
}

/// The entity (or escaped pipe) at which literal and source part ways.
fn step_over(literal: &str, source: &str, common: usize) -> Option<Step> {
    let amp = common.checked_sub(1).filter(|at| source.as_bytes()[*at] == b'&');
    let text = amp.unwrap_or(common);
    let len = entity_len(&source[text..])?;
    let source_end = text + len;
    let mut ends = literal[text..].char_indices().map(|(at, c)| text + at + c.len_utf8()).take(2);
    let follows = |end: &usize| {
        let rest = &literal[*end..];
        rest.is_empty() || common_prefix(rest, &source[source_end..]) > 0 || entity_len(&source[source_end..]).is_some()
    };
    ends.find(follows).map(|literal_end| Step { text, literal_end, source_end })
}

fn entity_len(source: &str) -> Option<usize> {
    if source.starts_with("\\|") {
        return Some(2);
    }
    let rest = source.strip_prefix('&')?;
    let len = rest.bytes().take(40).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    (len > 0 && rest[len..].starts_with(';')).then_some(len + 2)
}

fn push_text<'a>(text: &str, at: usize, exact: bool, out: &mut Vec<Piece<'a>>) {
    if !text.is_empty() {
        out.push(Piece::Text { text: text.to_owned(), at, exact });
    }
}

fn common_prefix(a: &str, b: &str) -> usize {
    let same = a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y);
    same.map_or_else(|| a.len().min(b.len()), |((at, _), _)| at)
}

/// The piece and the byte in it at which a byte of the source stands; `None` if
/// that is inside a node or behind the last piece.
pub(crate) fn place_of(pieces: &[Piece<'_>], from: usize, end: usize) -> Option<(usize, usize)> {
    for (index, piece) in pieces.iter().enumerate().skip(from) {
        let range = piece.range();
        if end <= range.start {
            return Some((index, 0));
        }
        match piece {
            Piece::Text { at, exact: true, .. } if end < range.end => return Some((index, end - at)),
            _ if end < range.end => return None,
            _ if end == range.end => return Some((index + 1, 0)),
            _ => {}
        }
    }
    None
}

/// All text below a node, without recursion.
pub(crate) fn literal(node: Node<'_>) -> String {
    let mut out = String::new();
    for node in node.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => out.push_str(&unprinted::show(&tilde::show(text))),
            NodeValue::Code(code) => out.push_str(&code.literal),
            NodeValue::Math(math) => out.push_str(&math.literal),
            NodeValue::HtmlInline(html) => out.push_str(html),
            NodeValue::ShortCode(code) => out.push_str(&code.emoji),
            NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Piece, align};
    use crate::diag::{SourceId, Span};

    #[test]
    fn entities_are_fixed() {
        let source = "AT&amp;T @a &lt;b&#64;&copy;";
        let mut out = Vec::new();
        align("AT&T @a <b@©", source, 0, Span::new(SourceId(0), 0, source.len()), &mut out);
        let shown: Vec<_> = out
            .iter()
            .map(|piece| match piece {
                Piece::Text { text, exact, .. } => (text.as_str(), *exact, source[piece.range()].to_owned()),
                Piece::Fixed { text, .. } => (text.as_str(), false, source[piece.range()].to_owned()),
                _ => unreachable!(),
            })
            .collect();
        let expected = [
            ("AT", true, "AT"),
            ("&", false, "&amp;"),
            ("T @a ", true, "T @a "),
            ("<", false, "&lt;"),
            ("b", true, "b"),
            ("@", false, "&#64;"),
            ("©", false, "&copy;"),
        ];
        assert_eq!(shown, expected.map(|(text, exact, source)| (text, exact, source.to_owned())));
    }
}
