//! What was put in and taken out since another version of the text, and what was said
//! of it: tracked changes and comments.

use serde::Serialize;

use super::{Block, BlockKind, Caption, Inline, InlineKind, Item, Row};
use crate::diag::Span;

/// How something differs from an earlier version of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It was put in.
    Inserted,
    /// It was taken out, and is shown as such.
    Deleted,
}

/// The place of a [`Comment`] in [`super::Resolved::comments`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct CommentId(pub usize);

/// A remark on a passage that is no part of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// Who made it; empty if that was not said.
    pub author: String,
    /// What it says; its lines are parted by line ends.
    pub text: String,
    /// Where it was written.
    #[serde(skip)]
    pub span: Span,
}

impl Block {
    /// Says of the block, and of all that stands in it, that it was changed.
    pub fn set_change(&mut self, change: Change) {
        self.change = Some(change);
        let blocks = |blocks: &mut [Self]| blocks.iter_mut().for_each(|block| block.set_change(change));
        let line = |content: &mut [Inline]| set_changes(content, change);
        let caption = |caption: &mut Option<Caption>| {
            caption.iter_mut().for_each(|caption| line(&mut caption.content));
        };
        match &mut self.kind {
            BlockKind::Heading(heading) => line(&mut heading.content),
            BlockKind::Paragraph(paragraph) => {
                paragraph.lead.iter_mut().for_each(|lead| line(&mut lead.title));
                line(&mut paragraph.content);
            }
            BlockKind::Quote { blocks: inner, attribution } => {
                blocks(inner);
                attribution.iter_mut().for_each(|content| line(content));
            }
            BlockKind::Alert { blocks: inner, .. } | BlockKind::Container(_, inner) => blocks(inner),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| blocks(&mut item.blocks)),
            BlockKind::Definitions(list) => {
                for definition in list {
                    line(&mut definition.term);
                    definition.details.iter_mut().for_each(|inner| blocks(inner));
                }
            }
            BlockKind::Code(code) => caption(&mut code.caption),
            BlockKind::Table(table) => {
                caption(&mut table.caption);
                table.head.iter_mut().chain(&mut table.body).for_each(|row| row.set_change(change));
            }
            BlockKind::Figure(figure) => {
                caption(&mut figure.caption);
                figure.panels.iter_mut().for_each(|panel| line(&mut panel.caption));
            }
            BlockKind::Theorem(theorem) => blocks(&mut theorem.blocks),
            BlockKind::Equation(_) | BlockKind::PageBreak | BlockKind::Rule | BlockKind::Raw { .. } => {}
        }
    }
}

impl Row {
    /// Says of the row, and of all that stands in its cells, that it was changed.
    pub fn set_change(&mut self, change: Change) {
        self.change = Some(change);
        self.cells.iter_mut().for_each(|cell| set_changes(&mut cell.content, change));
    }
}

impl Item {
    /// How the item was changed as a whole.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        let first = self.blocks.first()?.change;
        first.filter(|_| self.blocks.iter().all(|block| block.change == first))
    }
}

/// Says of inlines that they were changed; what was taken out stays so, and comments are
/// no text that could be.
pub fn set_changes(content: &mut [Inline], change: Change) {
    let is_comment = |inline: &Inline| matches!(inline.kind, InlineKind::CommentStart(_) | InlineKind::Comment(_));
    for inline in content.iter_mut().filter(|inline| !inline.is_deleted() && !is_comment(inline)) {
        inline.change = Some(change);
        if let InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } = &mut inline.kind {
            set_changes(content, change);
        }
    }
}
