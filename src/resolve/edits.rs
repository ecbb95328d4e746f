//! Marks of those who revise the text become changes and comments of the printed one,
//! or nothing, where nobody is to see them: the text reads as if all were accepted.

use super::Resolver;
use super::flat::{Flat, InlineContext};
use crate::diag::Span;
use crate::model::document::{self, Block, BlockKind, Document, Edit, InlineKind as Written};
use crate::model::resolved::{Change, Comment, CommentId, Inline, InlineKind, set_changes};
use crate::model::visit_blocks_mut;

/// The most characters of a name before the colon of a comment.
const MAX_NAME: usize = 20;

/// Takes the paragraphs away that hold nothing but marks, where these are not shown.
pub(super) fn settle(document: &mut Document) {
    if document.tracking.is_some() {
        return;
    }
    let is_edit = |inline: &document::Inline| matches!(inline.kind, Written::Edit(_));
    let says = |block: &Block| match &block.kind {
        BlockKind::Paragraph(content) => content.is_empty() || !content.iter().all(is_edit),
        _ => true,
    };
    visit_blocks_mut(document, &mut |blocks| blocks.retain(says));
}

/// How a block of the manuscript was changed as a whole.
pub(super) fn change_of(block: &Block) -> Option<Change> {
    if block.attr.has_class(document::INSERTED) {
        return Some(Change::Inserted);
    }
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    let is_deletion = |inline: &document::Inline| matches!(inline.kind, Written::Edit(Edit::Deletion(_)));
    (!content.is_empty() && content.iter().all(is_deletion)).then_some(Change::Deleted)
}

impl Resolver<'_> {
    /// A mark of someone who revises the text.
    pub(super) fn edit(&mut self, edit: &Edit, span: Span, context: &InlineContext, flat: &mut Flat) {
        if !self.is_tracked {
            return;
        }
        let context = &InlineContext { unlisted: true, ..context.clone() };
        match edit {
            Edit::InsertionStart => flat.change = Some(Change::Inserted),
            Edit::InsertionEnd => flat.change = None,
            Edit::Deletion(text) => {
                for inline in self.deleted(text, span) {
                    flat.push_atom(inline, context);
                }
            }
            Edit::Comment(text) => {
                let id = match self.open_comment.take() {
                    Some(id) => id,
                    None => self.comment(text, span),
                };
                flat.push_atom(Inline::new(InlineKind::Comment(id), span), context);
            }
        }
    }

    /// A highlighted passage begins; if a comment follows, it is about that.
    pub(super) fn begin_comment(&mut self, next: Option<&document::Inline>, context: &InlineContext, flat: &mut Flat) {
        let next = next.filter(|_| self.is_tracked).map(|next| (&next.kind, next.span));
        let Some((Written::Edit(Edit::Comment(text)), span)) = next else { return };
        let id = self.comment(text, span);
        self.open_comment = Some(id);
        let context = &InlineContext { unlisted: true, ..context.clone() };
        flat.push_atom(Inline::new(InlineKind::CommentStart(id), span), context);
    }

    fn comment(&mut self, text: &str, span: Span) -> CommentId {
        let (author, text) = parted(text.trim());
        self.comments.push(Comment { author: author.to_owned(), text: text.to_owned(), span });
        CommentId(self.comments.len() - 1)
    }

    /// Text that was taken out: its signs decide nothing about the text around it.
    fn deleted(&mut self, text: &str, span: Span) -> Vec<Inline> {
        let mut flat = Flat::default();
        let mut lines = text.lines();
        if let Some(first) = lines.next() {
            self.text(first, true, span, &InlineContext::default(), &mut flat);
        }
        for line in lines {
            flat.push_sign('\n', &InlineContext::default(), span);
            self.text(line.trim_start(), true, span, &InlineContext::default(), &mut flat);
        }
        let mut inlines = self.finish(flat);
        set_changes(&mut inlines, Change::Deleted);
        inlines
    }
}

/// Who says it, as in `Li Hua: why?`, and what.
fn parted(text: &str) -> (&str, &str) {
    let Some(at) = text.find([':', '：']) else { return ("", text) };
    let (name, rest) = text.split_at(at);
    let said = rest.trim_start_matches([':', '：']).trim_start();
    let is_name = |ch: char| ch.is_alphanumeric() || matches!(ch, ' ' | '.' | '·' | '-' | '_' | '@');
    let fits = !name.trim().is_empty() && name.chars().count() <= MAX_NAME && name.chars().all(is_name);
    // An address or a time is no name.
    let stands = !said.is_empty() && !said.starts_with("//") && !name.chars().all(|ch| ch.is_ascii_digit());
    if fits && stands { (name.trim().trim_start_matches('@'), said) } else { ("", text) }
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn a_comment_may_name_its_author() {
        assert_eq!(parted("导师: 有数据吗？"), ("导师", "有数据吗？"));
        assert_eq!(parted("@Li Hua：why"), ("Li Hua", "why"));
        for text in ["why?", "https://a.cn", "12:30 见", "他说，这样: 不好", "a:"] {
            assert_eq!(parted(text), ("", text));
        }
    }
}
