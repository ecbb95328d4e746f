//! The section of an included file that `![[note#heading]]` or `![[note#^id]]` names.

use std::collections::HashSet;

use crate::model::document::{Block, BlockKind, Document, InlineKind};
use crate::model::{visit_inlines, written_text};

/// Leaves the section of a document; whether it has one of this name.
pub(super) fn keep(document: &mut Document, name: &str) -> bool {
    let Some(range) = range(&document.blocks, name) else { return false };
    document.blocks.truncate(range.end);
    document.blocks.drain(..range.start);
    let mut used = HashSet::new();
    let notes = std::mem::take(&mut document.notes);
    visit_inlines(document, &mut |inline| {
        if let InlineKind::NoteRef(name) = &inline.kind {
            used.insert(name.clone());
        }
    });
    document.notes = notes.into_iter().filter(|note| used.contains(&note.name)).collect();
    true
}

fn range(blocks: &[Block], name: &str) -> Option<std::ops::Range<usize>> {
    if name.starts_with('^') {
        let at = blocks.iter().position(|block| block.attr.id.as_ref().is_some_and(|id| id.value == name))?;
        return Some(at..at + 1);
    }
    // `a#b#c` names a heading below others.
    let wanted = plain(name.rsplit('#').next().unwrap_or(name));
    let heading = |block: &Block| match &block.kind {
        BlockKind::Heading { level, content } => Some((*level, plain(&written_text(content)))),
        _ => None,
    };
    let (at, level) = blocks.iter().enumerate().find_map(|(at, block)| {
        let (level, text) = heading(block)?;
        (text == wanted).then_some((at, level))
    })?;
    let behind = blocks[at + 1..].iter().position(|block| heading(block).is_some_and(|(other, _)| other <= level));
    Some(at..behind.map_or(blocks.len(), |len| at + 1 + len))
}

fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}
