//! Attributes over several lines between which the source holds something else: the
//! marks of a quotation, or the other cells of a drawn table.
//!
//! The lines are joined as comrak parted them; each name keeps its place.

use super::Reader;
use super::attributes;
use super::pieces::Piece;
use crate::diag::Span;
use crate::model::document::Attr;

/// How many pieces are joined at most.
const MAX_PIECES: usize = 24;

impl<'a> Reader<'_, 'a, '_> {
    /// Attributes that begin at a place in a piece and end in a later one; also where
    /// the pass goes on.
    pub(super) fn split_attr(
        &self,
        pieces: &[Piece<'a>],
        index: usize,
        offset: usize,
    ) -> Option<(Attr, (usize, usize))> {
        let mut joined = String::new();
        let mut parts = Vec::new();
        let mut from = offset;
        for (number, piece) in pieces.iter().enumerate().skip(index).take(MAX_PIECES) {
            match piece {
                Piece::Text { text, at, exact: true } => {
                    let before = joined.len();
                    parts.push((before, at + from));
                    joined.push_str(&text[from..]);
                    if let Some(close) = text[from..].find('}') {
                        let (attr, len) = attributes::parse(&joined, self.shared.source, 0)?;
                        let end = from + len.checked_sub(before)?;
                        let next = if end < text.len() { (number, end) } else { (number + 1, 0) };
                        return (number > index && len > before + close).then(|| (self.placed(attr, &parts), next));
                    }
                    from = 0;
                }
                Piece::Soft(_) => joined.push(' '),
                _ => return None,
            }
        }
        None
    }

    /// Gives what was found in joined parts its places in the source, given where each
    /// part begins in both.
    fn placed(&self, mut attr: Attr, parts: &[(usize, usize)]) -> Attr {
        let place = |span: Span| {
            let (start, end) = (span.start as usize, span.end as usize);
            let at = parts.partition_point(|(joined, _)| *joined <= start).saturating_sub(1);
            let (joined, source) = parts.get(at).copied().unwrap_or_default();
            self.shared.span(source + start - joined, source + end - joined)
        };
        let names = attr.id.iter_mut().chain(&mut attr.classes);
        for name in names.chain(attr.pairs.iter_mut().flat_map(|(key, value)| [key, value])) {
            name.span = place(name.span);
        }
        attr
    }
}
