//! `(ref:name)` becomes the text that a paragraph `(ref:name) text` gave (bookdown,
//! "Text references").

use super::super::line::Line;
use super::super::pieces::Piece;
use super::super::{Depth, Reader};
use super::lines::reference_name;
use crate::diag::{Code, Diagnostic, message};
use crate::model::document::{Attr, InlineKind};

impl<'a> Reader<'_, 'a, '_> {
    /// Takes the mark at a bracket, if it is one.
    pub(in crate::read::markdown) fn text_reference(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let Some(Piece::Text { text, .. }) = pieces.get(line.index) else { return };
        let Some((name, rest)) = reference_name(&text[at..]).filter(|_| !self.shared.unprinted.expanding) else {
            return;
        };
        let end = text.len() - rest.len();
        let Some((content, positions)) = self.shared.unprinted.text(name) else {
            let span = self.part(pieces, line.index, at, end);
            let message = message!("undefined text reference `{name}`; it stays as text", name);
            let hint = message!("write its text as a paragraph of its own: `(ref:{name}) text`", name);
            self.shared.sink.push(Diagnostic::warning(Code::UndefinedReference, span, message).hint(hint));
            return;
        };
        self.flush(pieces, at, line);
        self.shared.unprinted.expanding = true;
        let content = self.shared.inlines(&content, positions, Depth::default());
        self.shared.unprinted.expanding = false;
        let span = self.part(pieces, line.index, at, end);
        line.push(InlineKind::Span(content), Attr::default(), span);
        line.offset = end;
    }
}
