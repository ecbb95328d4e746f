//! The titles of a document and of its abstracts: whether their lines are chosen
//! together.

use super::Resolver;
use crate::model::document;
use crate::model::resolved::{TitleText, plain_text};
use crate::model::script::is_east_asian;

/// A title of no more half characters than this has one line on any paper.
const ONE_LINE: usize = 20;

impl Resolver<'_> {
    /// A title; empty without one.
    pub(super) fn title(&mut self, content: Option<&[document::Inline]>) -> TitleText {
        let content = content.map(|content| self.inlines(content)).unwrap_or_default();
        let balanced = may_break(&plain_text(&content));
        TitleText { content, balanced }
    }
}

/// Whether a title may need more than one line.
fn may_break(text: &str) -> bool {
    text.chars().map(|ch| if is_east_asian(ch) { 2 } else { 1 }).sum::<usize>() > ONE_LINE
}

#[cfg(test)]
mod tests {
    use super::may_break;

    #[test]
    fn only_long_titles_may_break() {
        assert!(!may_break("恰好十个汉字的短标题") && !may_break("A title of one line"));
        assert!(may_break("超过十个汉字的一个标题") && may_break("A title of several lines"));
    }
}
