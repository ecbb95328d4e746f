//! Lines become paragraphs of their own. A line that is not indented under an item
//! of a list ends the list.
//!
//! It is asked only where lines are meant to stand apart.

use crate::diag::Span;
use crate::model::document::{Attr, Block, BlockKind, Inline, InlineKind, Item, List, Theorem};

/// Makes a paragraph of every line of every paragraph.
pub(super) fn into_paragraphs(blocks: &mut Vec<Block>, text: &str) {
    let mut out = Vec::with_capacity(blocks.len());
    for mut block in std::mem::take(blocks) {
        match block.kind {
            BlockKind::Paragraph(content) => out.extend(paragraphs(content, &block.attr, block.span)),
            BlockKind::List(list) => out.extend(lists(list, &block.attr, block.span, text)),
            BlockKind::Quote { blocks: ref mut inner, .. }
            | BlockKind::Alert { blocks: ref mut inner, .. }
            | BlockKind::Theorem(Theorem { blocks: ref mut inner, .. })
            | BlockKind::Container(ref mut inner) => {
                into_paragraphs(inner, text);
                out.push(block);
            }
            _ => out.push(block),
        }
    }
    *blocks = out;
}

fn paragraphs(content: Vec<Inline>, attr: &Attr, span: Span) -> Vec<Block> {
    let lines = lines(content);
    let alone = lines.len() == 1;
    let paragraph = |(at, line): (usize, Vec<Inline>)| {
        let own = line.first().zip(line.last()).map(|(first, last)| first.span.to(last.span));
        let span = if alone { span } else { own.unwrap_or(span) };
        let attr = if at == 0 { attr.clone() } else { Attr::default() };
        Block::with(BlockKind::Paragraph(line), attr, span)
    };
    lines.into_iter().enumerate().map(paragraph).collect()
}

fn lines(content: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for inline in content {
        match (inline.kind, lines.last_mut()) {
            (InlineKind::SoftBreak, _) => lines.push(Vec::new()),
            (kind, Some(line)) => line.push(Inline { kind, ..inline }),
            (_, None) => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A list whose items end at lines without indent, with the paragraphs that these
/// lines are.
fn lists(mut list: List, attr: &Attr, span: Span, text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    let mut start = span.start;
    let items_of = |list: &List, items: Vec<Item>, start: u32, end: u32| {
        let kind = BlockKind::List(List { items, ..list.clone() });
        Block::with(kind, attr.clone(), Span { start, end, ..span })
    };
    for mut item in std::mem::take(&mut list.items) {
        let left = leave(&mut item, text);
        into_paragraphs(&mut item.blocks, text);
        items.push(item);
        if let Some(first) = left.first() {
            let end = first.span.start;
            let count = u32::try_from(items.len()).unwrap_or(0);
            out.push(items_of(&list, std::mem::take(&mut items), start, end));
            if let Some(ordered) = &mut list.ordered {
                ordered.start = ordered.start.saturating_add(count);
            }
            start = left.last().map_or(end, |last| last.span.end);
            out.extend(left);
        }
    }
    if !items.is_empty() {
        out.push(items_of(&list, items, start, span.end));
    }
    out
}

/// Takes the lines without indent away from the end of an item.
fn leave(item: &mut Item, text: &str) -> Vec<Block> {
    let Some(Block { kind: BlockKind::Paragraph(content), .. }) = item.blocks.last_mut() else { return Vec::new() };
    let at_edge = |inline: &Inline| {
        let start = inline.span.start as usize;
        start > 0 && text.as_bytes().get(start - 1).is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
    };
    let first = content.windows(2).position(|pair| matches!(pair[0].kind, InlineKind::SoftBreak) && at_edge(&pair[1]));
    let Some(at) = first else { return Vec::new() };
    let rest = content.split_off(at + 1);
    content.pop();
    let span = rest.first().zip(rest.last()).map_or(item.span, |(first, last)| first.span.to(last.span));
    paragraphs(rest, &Attr::default(), span)
}
