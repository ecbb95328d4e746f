//! `{: #id .class key="value"}` on a line of its own belongs to the block over it
//! (kramdown, "Block Inline Attribute Lists") or, at its head, to the block under
//! it; Python-Markdown's `attr_list` writes the same.
//!
//! A picture takes its own in `figure`.

use comrak::nodes::{Node, NodeValue};

use super::pieces::Piece;
use super::{Reader, attributes, role_line};
use crate::model::document::Attr;

impl<'a> Reader<'_, 'a, '_> {
    /// The attributes that fill a line which begins at a piece, and more such lines
    /// behind it; and the piece behind them.
    pub(super) fn attr_line(&self, pieces: &[Piece<'a>], at: usize) -> Option<(Attr, usize)> {
        let (mut attr, mut end) = self.one_attr_line(pieces, at)?;
        while pieces.get(end).is_some_and(is_break)
            && let Some((more, next)) = self.one_attr_line(pieces, end + 1)
        {
            attr.id = attr.id.or(more.id);
            attr.classes.extend(more.classes);
            attr.pairs.extend(more.pairs);
            end = next;
        }
        Some((attr, end))
    }

    fn one_attr_line(&self, pieces: &[Piece<'a>], at: usize) -> Option<(Attr, usize)> {
        if let Some(found) = self.role_line(pieces, at) {
            return Some(found);
        }
        let Some(Piece::Text { text, .. }) = pieces.get(at) else { return None };
        if !text.starts_with("{:") {
            return None;
        }
        let (attr, (index, offset)) = self.attr_at(pieces, at, 0)?;
        let end = match pieces.get(index) {
            Some(Piece::Text { text, .. }) if offset > 0 && text[offset..].trim().is_empty() => index + 1,
            _ if offset > 0 => return None,
            _ => index,
        };
        pieces.get(end).is_none_or(is_break).then_some((attr, end))
    }

    /// Takes such lines at the head and the end of a paragraph away. What a paragraph
    /// does not know of them is told by its name, unless a `heading` over it took them.
    pub(super) fn take_attr_lines(&mut self, pieces: &mut Vec<Piece<'a>>, heading: bool) -> Attr {
        let mut taken = Attr::default();
        if let Some((attr, end)) = self.attr_line(pieces, 0) {
            pieces.drain(..pieces.len().min(end + 1));
            if !heading {
                self.join(&mut taken, attr);
            }
        }
        while let Some(last) = pieces.iter().rposition(is_break)
            && let Some((attr, end)) = self.attr_line(pieces, last + 1)
            && end == pieces.len()
        {
            pieces.truncate(last);
            self.join(&mut taken, attr);
        }
        taken
    }

    fn join(&mut self, taken: &mut Attr, attr: Attr) {
        attributes::check(&attr, &attributes::PARAGRAPH, self.shared.sink);
        taken.id = attr.id.or(taken.id.take());
    }

    /// The attributes on the line under a heading.
    pub(super) fn attr_under(&self, heading: Node<'a>) -> Option<Attr> {
        // What stands for a formula or a caption is no heading.
        if !matches!(heading.data().value, NodeValue::Heading(_)) || self.masked_heading(heading).is_some() {
            return None;
        }
        let next = heading.next_sibling().filter(|next| matches!(next.data().value, NodeValue::Paragraph))?;
        if next.data().sourcepos.start.line != heading.data().sourcepos.end.line + 1 {
            return None;
        }
        let first = next.first_child()?.data();
        let begins = first.value.text().is_some_and(|text| text.starts_with("{:")) || role_line::begins(&first.value);
        begins.then(|| self.attr_line(&self.pieces(next), 0)).flatten().map(|(attr, _)| attr)
    }
}

fn is_break(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Soft(_) | Piece::Hard(_))
}
