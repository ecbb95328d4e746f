//! `` :label:`id` ``, `` :eqlabel:`id` ``, `` :width:`400px` `` on a line of its own
//! (d2lbook) belong to the block over it, as kramdown's attributes do; `:label:` behind
//! text on its line names the block of that text.
//!
//! Roles within a line are read in `role`.

use comrak::nodes::NodeValue;

use super::Reader;
use super::block::trim_end;
use super::pieces::Piece;
use super::tex_call::is_id;
use crate::diag::Spanned;
use crate::model::document::Attr;

/// Whether a text, or the sign that comrak makes of it, begins such a line.
pub(super) fn begins(value: &NodeValue) -> bool {
    match value {
        NodeValue::Text(text) => name(text).is_some(),
        // `:label:` is the name of a pictograph too.
        NodeValue::ShortCode(code) => code.code == "label",
        _ => false,
    }
}

fn name(text: &str) -> Option<&str> {
    let name = text.trim_start().strip_prefix(':')?.strip_suffix(':')?;
    matches!(name, "label" | "eqlabel" | "width" | "height").then_some(name)
}

impl<'a> Reader<'_, 'a, '_> {
    /// The attributes of such a line that begins at a piece, and the piece behind it.
    pub(super) fn role_line(&self, pieces: &[Piece<'a>], at: usize) -> Option<(Attr, usize)> {
        let name = match pieces.get(at)? {
            Piece::Text { text, .. } => name(text)?,
            Piece::Node(node, _) if begins(&node.data().value) => "label",
            _ => return None,
        };
        let Some(Piece::Node(node, span)) = pieces.get(at + 1) else { return None };
        let NodeValue::Code(code) = &node.data().value else { return None };
        let ends = pieces.get(at + 2).is_none_or(|piece| matches!(piece, Piece::Soft(_) | Piece::Hard(_)));
        let value = Spanned::new(code.literal.trim().to_owned(), *span);
        let mut attr = Attr::default();
        match name {
            "width" | "height" => attr.pairs.push((Spanned::new(name.to_owned(), *span), value)),
            _ if is_id(&value.value) => attr.id = Some(value),
            _ => return None,
        }
        ends.then_some((attr, at + 2))
    }

    /// Takes `` :label:`id` `` away from the end of a line with other text.
    pub(super) fn take_role_label(&self, pieces: &mut Vec<Piece<'a>>) -> Option<Spanned<String>> {
        let [.., before, mark, Piece::Node(node, span)] = pieces.as_mut_slice() else {
            return self.take_tight_label(pieces);
        };
        let NodeValue::Code(code) = &node.data().value else { return None };
        let is_mark = matches!(mark, Piece::Node(mark, _) if begins(&mark.data().value));
        let id = code.literal.trim();
        if !is_mark || matches!(before, Piece::Soft(_) | Piece::Hard(_)) || !is_id(id) {
            return self.take_tight_label(pieces);
        }
        let label = Spanned::new(id.to_owned(), *span);
        pieces.truncate(pieces.len() - 2);
        trim_end(pieces);
        Some(label)
    }

    /// The same where comrak takes the name of the role for text.
    fn take_tight_label(&self, pieces: &mut Vec<Piece<'a>>) -> Option<Spanned<String>> {
        let [.., Piece::Text { text, .. }, Piece::Node(node, span)] = pieces.as_mut_slice() else { return None };
        let NodeValue::Code(code) = &node.data().value else { return None };
        let rest = text.strip_suffix(":label:").filter(|rest| !rest.trim().is_empty())?;
        let (id, len) = (code.literal.trim(), rest.len());
        if !is_id(id) {
            return None;
        }
        let label = Spanned::new(id.to_owned(), *span);
        text.truncate(len);
        pieces.pop();
        trim_end(pieces);
        Some(label)
    }
}
