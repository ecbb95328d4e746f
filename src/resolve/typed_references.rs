//! A list of references that was typed by hand ([1] 作者. 题名[J]. …) becomes a list
//! with hanging indents, and the numbers in the text ([1], [2-4]) raised links to
//! its entries (GB/T 7714-2015 §10.1.1).
//!
//! Only numbers that the list has are touched, and only where the list stands under
//! its heading or in its container.

use super::inlines::written_text;
use crate::diag::{Span, Spanned};
use crate::model::document::{Attr, Block, BlockKind, Document, Inline, InlineKind};
use crate::model::{Mark, visit_blocks_mut, visit_contents_mut};

/// Headings that lists of references stand under, without blanks and case.
const HEADINGS: [&str; 9] = [
    "参考文献",
    "主要参考文献",
    "參考文獻",
    "参考资料",
    "引用文献",
    "references",
    "bibliography",
    "works cited",
    "文献",
];
/// Words behind which a number belongs to the sentence and is not raised.
const IN_SENTENCE: [&str; 5] = ["文献", "文獻", "ref.", "refs.", "reference"];
/// The most numbers of a list.
const MOST: usize = 999;

/// Finds the list and the numbers that lead to it.
pub(super) fn settle(document: &mut Document) {
    visit_blocks_mut(document, &mut |blocks| {
        blocks.iter_mut().for_each(|block| visit_contents_mut(block, &mut |content| raise(content)));
    });
    let count = find_list(&mut document.blocks);
    if count < 2 {
        return;
    }
    visit_blocks_mut(document, &mut |blocks| {
        for block in blocks.iter_mut().filter(|block| !is_entry(block)) {
            visit_contents_mut(block, &mut |content| link(content, count, false));
        }
    });
}

fn name(at: usize) -> String {
    format!("fuzi-reference-{at}")
}

fn is_entry(block: &Block) -> bool {
    block.attr.id.as_ref().is_some_and(|id| id.value.starts_with("fuzi-reference-"))
}

/// Makes the list of the paragraphs that are its entries; gives back how many.
fn find_list(blocks: &mut Vec<Block>) -> usize {
    for at in 0..blocks.len() {
        let heads_list = heads_references(&blocks[at]);
        let Block { kind, attr, .. } = &mut blocks[at];
        let is_list = attr.has_class("references") || attr.id.as_ref().is_some_and(|id| id.value == "refs");
        let count = match kind {
            BlockKind::Container(inner) if is_list => entries(inner, 0, false),
            BlockKind::Container(inner) => find_list(inner),
            _ if heads_list => entries(blocks, at + 1, true),
            _ => 0,
        };
        if count > 1 {
            return count;
        }
    }
    0
}

/// Whether a block is a heading, or a line in bold, that lists of references stand under.
pub(super) fn heads_references(block: &Block) -> bool {
    let text = match &block.kind {
        BlockKind::Heading { content, .. } => written_text(content),
        BlockKind::Paragraph(content)
            if matches!(content.as_slice(), [Inline { kind: InlineKind::Marked(Mark::Strong, _), .. }]) =>
        {
            written_text(content)
        }
        _ => return false,
    };
    let text = text.trim().trim_end_matches(['：', ':']).to_lowercase();
    let text = text.trim_start_matches(|ch: char| !ch.is_alphabetic() || "一二三四五六七八九十".contains(ch));
    HEADINGS.contains(&text.replace('　', "").trim())
}

/// The entries from a block on, each as a paragraph with an id; with `wrap` they
/// are put into a container.
fn entries(blocks: &mut Vec<Block>, from: usize, wrap: bool) -> usize {
    let mut count = 0;
    let mut list = Vec::new();
    let mut end = from;
    for block in &blocks[from..] {
        let BlockKind::Paragraph(content) = &block.kind else { break };
        let lines = entry_lines(content, count);
        if lines.is_empty() {
            break;
        }
        let alone = lines.len() == 1;
        for line in lines {
            count += 1;
            let span = match (alone, line.first().zip(line.last())) {
                (false, Some((first, last))) => first.span.to(last.span),
                _ => block.span,
            };
            let attr = Attr { id: Some(Spanned::new(name(count), span)), ..Attr::default() };
            list.push(Block::with(BlockKind::Paragraph(line), attr, span));
        }
        end += 1;
    }
    if count < 2 {
        return 0;
    }
    if wrap {
        let span = blocks[from].span.to(blocks[end - 1].span);
        let class = Spanned::new("references".to_owned(), span);
        let attr = Attr { classes: vec![class], ..Attr::default() };
        blocks.splice(from..end, [Block::with(BlockKind::Container(list), attr, span)]);
    } else {
        blocks.splice(from..end, list);
    }
    count
}

/// The entries that a paragraph holds behind so many others, each from its number
/// on; none if it does not begin with the next number.
fn entry_lines(content: &[Inline], before: usize) -> Vec<Vec<Inline>> {
    let begins = |inline: Option<&Inline>, number: usize| {
        inline.is_some_and(|inline| match &inline.kind {
            InlineKind::Text(text) => number_of_entry(text) == Some(number),
            _ => false,
        })
    };
    if !begins(content.first(), before + 1) {
        return Vec::new();
    }
    let mut lines = vec![Vec::new()];
    for (at, inline) in content.iter().enumerate() {
        let is_end = matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
        if is_end && begins(content.get(at + 1), before + lines.len() + 1) {
            lines.push(Vec::new());
        } else if let Some(line) = lines.last_mut() {
            line.push(inline.clone());
        }
    }
    lines
}

/// The number that an entry begins with: [1], ［1］, 【1】.
fn number_of_entry(text: &str) -> Option<usize> {
    let rest = text.trim_start().strip_prefix(['[', '［', '【'])?;
    let (number, _) = rest.split_once([']', '］', '】'])?;
    number.trim().parse().ok().filter(|number| (1..=MOST).contains(number))
}

/// Raises numbers between carets, `^[1]^`: as Markdown they are notes whose text is
/// a number, with a caret behind them.
fn raise(content: &mut [Inline]) {
    for at in 1..content.len() {
        let (before, behind) = content.split_at_mut(at);
        let (Some(note), Some(Inline { kind: InlineKind::Text(text), .. })) = (before.last_mut(), behind.first_mut())
        else {
            continue;
        };
        let InlineKind::Note(blocks) = &note.kind else { continue };
        let [Block { kind: BlockKind::Paragraph(inner), .. }] = blocks.as_slice() else { continue };
        let number = written_text(inner);
        if !text.starts_with('^') || numbers(&number, MOST).is_none() {
            continue;
        }
        text.remove(0);
        let inner = Inline::new(InlineKind::Text(format!("[{number}]")), note.span);
        note.kind = InlineKind::Marked(Mark::Superscript, vec![inner]);
    }
}

/// Makes links of the numbers in a content; `raised` says that it is raised already.
fn link(content: &mut Vec<Inline>, count: usize, raised: bool) {
    let mut out = Vec::with_capacity(content.len());
    for mut inline in std::mem::take(content) {
        match &mut inline.kind {
            InlineKind::Text(text) if text.contains('[') => {
                let text = std::mem::take(text);
                split(&text, inline.span, count, raised, &mut out);
            }
            InlineKind::Marked(mark, inner) => {
                link(inner, count, raised || *mark == Mark::Superscript);
                out.push(inline);
            }
            InlineKind::Span(inner) => {
                link(inner, count, raised);
                out.push(inline);
            }
            _ => out.push(inline),
        }
    }
    *content = out;
}

fn split(text: &str, span: Span, count: usize, raised: bool, out: &mut Vec<Inline>) {
    let plain = |text: &str| Inline::new(InlineKind::Text(text.to_owned()), span);
    let mut done = 0;
    let mut from = 0;
    while let Some(open) = text[from..].find('[').map(|at| from + at) {
        from = open + 1;
        let Some(end) = text[open..].find(']').map(|at| open + at) else { break };
        let Some(parts) = numbers(&text[open + 1..end], count) else { continue };
        let before = text[..open].trim_end().to_lowercase();
        if open > done {
            out.push(plain(&text[done..open]));
        }
        let mut inner = vec![plain("[")];
        for part in parts {
            inner.push(match part {
                Ok(number) => {
                    let target = format!("#{}", name(number));
                    let text = vec![plain(&number.to_string())];
                    Inline::new(InlineKind::Link { target, content: text }, span)
                }
                Err(sign) => plain(sign),
            });
        }
        inner.push(plain("]"));
        if raised || IN_SENTENCE.iter().any(|word| before.ends_with(word)) {
            out.append(&mut inner);
        } else {
            out.push(Inline::new(InlineKind::Marked(Mark::Superscript, inner), span));
        }
        done = end + 1;
        from = done;
    }
    if done < text.len() {
        out.push(plain(&text[done..]));
    }
}

/// The numbers and the signs between them, such as 1, 3–5; `None` if a number is
/// none of the list.
fn numbers(text: &str, count: usize) -> Option<Vec<Result<usize, &str>>> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let digits = rest.len() - rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
        let number = rest[..digits].parse().ok().filter(|number| (1..=count).contains(number))?;
        parts.push(Ok(number));
        rest = &rest[digits..];
        if rest.is_empty() {
            return Some(parts);
        }
        let signs = rest.len() - rest.trim_start_matches([',', '，', '、', ' ', '-', '–', '—', '~', '～']).len();
        if signs == 0 {
            return None;
        }
        parts.push(Err(&rest[..signs]));
        rest = &rest[signs..];
    }
}

#[cfg(test)]
mod tests {
    use super::{number_of_entry, numbers};

    #[test]
    fn numbers_of_the_list_alone_are_read() {
        assert_eq!(number_of_entry("[12] 王某. 题[J]."), Some(12));
        assert_eq!(number_of_entry("【3】李某"), Some(3));
        assert_eq!(number_of_entry("[J] x"), None);
        assert_eq!(numbers("1, 3-5", 5), Some(vec![Ok(1), Err(", "), Ok(3), Err("-"), Ok(5)]));
        for text in ["6", "0", "1.2", "a", "", "1,", "1 2 x"] {
            assert_eq!(numbers(text, 5), None, "{text}");
        }
    }
}
