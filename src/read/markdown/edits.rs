//! Marks of those who revise the text are set in order: an insertion over several
//! blocks begins and ends in each of them, lines that held nothing but marks vanish, and
//! blocks that were put in as a whole are known as such.

use super::unprinted::Unprinted;
use crate::diag::Spanned;
use crate::model::document::{Attr, Block, BlockKind, Edit, INSERTED, Inline, InlineKind};
use crate::model::{blocks_of_mut, visit_contents_mut};

/// Sets the marks of a text in order, where it has any.
pub(super) fn settle(blocks: &mut Vec<Block>, unprinted: &Unprinted) {
    if unprinted.has_edits() {
        let mut state = State::default();
        state.blocks(blocks);
        if let Some(last) = blocks.iter_mut().rev().find_map(last_content) {
            last.append(&mut state.waiting);
        }
    }
}

#[derive(Default)]
struct State {
    /// Whether what comes next was put in.
    open: bool,
    /// Comments that stand in a paragraph of their own, until there is text to hold them.
    waiting: Vec<Inline>,
}

impl State {
    fn blocks(&mut self, blocks: &mut Vec<Block>) {
        let mut list: Vec<Block> = Vec::with_capacity(blocks.len());
        for mut block in std::mem::take(blocks) {
            if let BlockKind::Paragraph(content) = &mut block.kind
                && !content.is_empty()
                && content.iter().all(is_edit)
            {
                self.marks_alone(std::mem::take(content), &block, &mut list);
                continue;
            }
            self.block(&mut block);
            list.push(block);
        }
        *blocks = list;
    }

    fn block(&mut self, block: &mut Block) {
        let was_open = self.open;
        let mut whole = false;
        let mut waiting = std::mem::take(&mut self.waiting);
        let mut visit = |content: &mut Vec<Inline>| {
            content.splice(0..0, waiting.drain(..));
            whole |= self.content(content);
        };
        match &mut block.kind {
            BlockKind::Heading { content, .. } => visit(content),
            _ => visit_contents_mut(block, &mut visit),
        }
        self.waiting.append(&mut waiting);
        blocks_of_mut(block).into_iter().for_each(|inner| self.blocks(inner));
        let text = matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading { .. });
        if was_open && self.open || text && whole {
            block.attr.classes.push(Spanned::new(INSERTED.to_owned(), block.span));
        }
    }

    /// A line of text: what was put in begins and ends in it. Gives whether that is all
    /// of it.
    fn content(&mut self, content: &mut Vec<Inline>) -> bool {
        let Some(span) = content.first().map(|first| first.span) else { return false };
        let was_open = self.open;
        read(content, &mut self.open);
        if was_open {
            content.insert(0, Inline::new(InlineKind::Edit(Edit::InsertionStart), span));
        }
        if self.open {
            content.push(Inline::new(InlineKind::Edit(Edit::InsertionEnd), span));
        }
        let is = |inline: Option<&Inline>, edit: Edit| {
            inline.is_some_and(|i| matches!(&i.kind, InlineKind::Edit(e) if *e == edit))
        };
        let marks = content.iter().filter(|inline| is_bound(inline)).count();
        marks == 2 && is(content.first(), Edit::InsertionStart) && is(content.last(), Edit::InsertionEnd)
    }

    /// A paragraph of marks alone: what was taken out becomes paragraphs, comments go to
    /// the text before it or behind it.
    fn marks_alone(&mut self, content: Vec<Inline>, block: &Block, list: &mut Vec<Block>) {
        for inline in content {
            match &inline.kind {
                InlineKind::Edit(Edit::InsertionStart) => self.open = true,
                InlineKind::Edit(Edit::InsertionEnd) => self.open = false,
                InlineKind::Edit(Edit::Deletion(text)) => {
                    for part in paragraphs(text) {
                        let edit = Inline::new(InlineKind::Edit(Edit::Deletion(part)), inline.span);
                        list.push(Block::with(BlockKind::Paragraph(vec![edit]), Attr::default(), block.span));
                    }
                }
                _ => match list.iter_mut().rev().find_map(last_content) {
                    Some(last) => last.push(inline),
                    None => self.waiting.push(inline),
                },
            }
        }
    }
}

/// Follows the marks of a line; what stands in other inlines counts.
fn read(content: &[Inline], open: &mut bool) {
    for inline in content {
        match &inline.kind {
            InlineKind::Edit(Edit::InsertionStart) => *open = true,
            InlineKind::Edit(Edit::InsertionEnd) => *open = false,
            InlineKind::Marked(_, inner) | InlineKind::Span(inner) | InlineKind::Link { content: inner, .. } => {
                read(inner, open);
            }
            _ => {}
        }
    }
}

fn is_edit(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Edit(_))
}

fn is_bound(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Edit(Edit::InsertionStart | Edit::InsertionEnd))
}

/// The text at the end of a block, to which a comment can be added.
fn last_content(block: &mut Block) -> Option<&mut Vec<Inline>> {
    if !matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading { .. }) {
        let mut inner = blocks_of_mut(block).into_iter().rev();
        return inner.find_map(|blocks| blocks.iter_mut().rev().find_map(last_content));
    }
    match &mut block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => Some(content),
        _ => None,
    }
}

/// The paragraphs of a text.
fn paragraphs(text: &str) -> Vec<String> {
    let mut list = vec![String::new()];
    for line in text.trim().lines() {
        match (line.trim().is_empty(), list.last_mut()) {
            (false, Some(last)) if last.is_empty() => last.push_str(line.trim()),
            (false, Some(last)) => {
                last.push('\n');
                last.push_str(line.trim());
            }
            (true, Some(last)) if !last.is_empty() => list.push(String::new()),
            _ => {}
        }
    }
    list.retain(|paragraph| !paragraph.is_empty());
    list
}
