//! Examples (pandoc's `example_lists`): items `(@good) text` count through the whole
//! document, and `@good` in the text is the number of that item, which leads to it.
//!
//! What the bibliography has stays a citation: an item that is called by the key of a
//! work is a paragraph that begins with it.

use std::collections::BTreeMap;

use super::keys;
use crate::cite::Library;
use crate::diag::Spanned;
use crate::model::document::{
    ALIAS, Block, BlockKind, Cite, CiteItem, Document, EXAMPLE_NUMBER, Inline, InlineKind, Item, List, Reference,
};
use crate::model::{blocks_of_mut, visit_blocks_mut};

/// What the name of an example begins with, which no id that was typed does.
pub(super) const NAME: char = '@';

/// Numbers the examples and finds what refers to them.
pub(super) fn settle(document: &mut Document, library: &Library) {
    visit_blocks_mut(document, &mut |blocks| dissolve(blocks, library));
    let mut examples = Examples { library, count: 0, labels: BTreeMap::new() };
    let meta = &mut document.meta;
    examples.number(&mut meta.abstract_text);
    meta.translations.iter_mut().for_each(|other| examples.number(&mut other.abstract_text));
    examples.number(&mut document.blocks);
    document.notes.iter_mut().for_each(|note| examples.number(&mut note.blocks));
    if examples.labels.is_empty() {
        return;
    }
    keys::replace(document, &|cite, is_bracketed| examples.reference(cite, is_bracketed).map(InlineKind::Reference));
}

struct Examples<'l> {
    library: &'l Library,
    /// How many examples there were.
    count: u32,
    /// The number of each label.
    labels: BTreeMap<String, u32>,
}

impl Examples<'_> {
    fn number(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            if let BlockKind::List(list) = &mut block.kind
                && let Some(ordered) = list.ordered.as_mut().filter(|ordered| ordered.through)
            {
                ordered.start = self.count + 1;
                for item in &mut list.items {
                    self.count += 1;
                    self.name(item);
                }
            }
            blocks_of_mut(block).into_iter().for_each(|inner| self.number(inner));
        }
    }

    /// Makes the first block of an item what its label leads to.
    fn name(&mut self, item: &mut Item) {
        let (Some(label), Some(block)) = (&item.label, item.blocks.first_mut()) else { return };
        self.labels.entry(label.value.clone()).or_insert(self.count);
        let mut pair = |key: &str, value: String| {
            block.attr.pairs.push((Spanned::new(key.to_owned(), label.span), Spanned::new(value, label.span)));
        };
        pair(ALIAS, format!("{NAME}{}", label.value));
        pair(EXAMPLE_NUMBER, self.count.to_string());
    }

    /// The reference that a citation in the sentence is: to an example that there
    /// is, or, in round brackets where nothing can be cited, to one that is missing.
    fn reference(&self, cite: &Cite, is_bracketed: bool) -> Option<Reference> {
        let [CiteItem { key, suffix, .. }] = cite.items.as_slice() else { return None };
        let is_meant = self.labels.contains_key(&key.value) || (is_bracketed && self.library.is_empty());
        if !cite.narrative || !suffix.is_empty() || !is_meant || self.library.get(&key.value).is_some() {
            return None;
        }
        Some(Reference { id: format!("{NAME}{}", key.value), number_only: true, source: cite.source.clone() })
    }
}

/// Makes paragraphs of the items that are called by works.
fn dissolve(blocks: &mut Vec<Block>, library: &Library) {
    let is_work = |item: &Item| item.label.as_ref().is_some_and(|label| library.get(&label.value).is_some());
    let is_cited = |block: &Block| match &block.kind {
        BlockKind::List(list) => list.items.iter().any(is_work),
        _ => false,
    };
    if !blocks.iter().any(is_cited) {
        return;
    }
    for block in std::mem::take(blocks) {
        let is_cited = is_cited(&block);
        match block.kind {
            BlockKind::List(list) if is_cited => {
                let List { ordered, tight, items } = list;
                for item in items {
                    match blocks.last_mut() {
                        _ if is_work(&item) => blocks.extend(as_written(item)),
                        Some(Block { kind: BlockKind::List(list), span, .. }) if block.span.start <= span.start => {
                            *span = span.to(item.span);
                            list.items.push(item);
                        }
                        _ => {
                            let (span, attr) = (item.span, block.attr.clone());
                            let kind = BlockKind::List(List { ordered, tight, items: vec![item] });
                            blocks.push(Block::with(kind, attr, span));
                        }
                    }
                }
            }
            kind => blocks.push(Block { kind, ..block }),
        }
    }
}

/// The blocks of an item with the label before them, as a citation in brackets.
fn as_written(item: Item) -> Vec<Block> {
    let mut blocks = item.blocks;
    if let (Some(label), Some(BlockKind::Paragraph(content))) =
        (item.label, blocks.first_mut().map(|block| &mut block.kind))
    {
        let span = label.span;
        let text = |text: &str| Inline::new(InlineKind::Text(text.to_owned()), span);
        let source = format!("@{}", label.value);
        let work = CiteItem { key: label, prefix: String::new(), suffix: String::new(), suppress_author: false };
        let cite = InlineKind::Cite(Cite { items: vec![work], narrative: true, source });
        content.splice(0..0, [text("("), Inline::new(cite, span), text(") ")]);
    }
    blocks
}
