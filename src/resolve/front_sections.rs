//! What a manuscript writes as headings before its text finds its place: 摘要 and
//! Abstract are the abstracts, a bare 目录 asks for the contents, declarations stand
//! behind a cover, a list of symbols stands behind the contents
//! (GB/T 7713.1-2006 §5: 封面, 题名页, 摘要页, 目次页, 插图和附表清单, 符号表).
//!
//! A section that says more than its name promises stays where it was written.

mod keywords;

use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use super::section_names::{List, Part, part_named};
use super::slugs;
use crate::diag::{Span, Spanned};
use crate::model::document::{Block, BlockKind, CellContent, Document, Inline, InlineKind, Meta, Translation};
use crate::model::{Lang, visit_inlines, written_text};
use crate::style::{Style, Words};

/// The class of a heading whose section stands behind the cover; nobody can type it.
const DECLARATION: &str = "\\declaration";
/// The class of a heading whose section stands behind the contents.
const FRONT: &str = "\\front";

/// Takes the leading sections out of the text, or gives them their order in it.
pub(super) fn settle(document: &mut Document, style: &Style) {
    let lang = document.meta.lang.as_ref().map_or_else(Lang::chinese, |lang| lang.value.clone());
    let linked = fragments(document);
    let mut rest = std::mem::take(&mut document.blocks);
    let (mut declarations, mut front, mut text) = (Vec::new(), Vec::new(), Vec::new());
    while let Some((start, end, part)) = leading(&rest) {
        let behind = rest.split_off(end);
        let mut section = rest.split_off(start);
        let breaks = std::mem::replace(&mut rest, behind);
        // What something leads to has to stay a heading.
        let may_go = section[0].attr.id.is_none() && !linked.contains(&slugs::github(&title_of(&section[0])));
        match part {
            Part::Declaration if style.title.cover => declarations.extend(marked(section, DECLARATION)),
            Part::Symbols if style.has_front_pages() => front.extend(marked(section, FRONT)),
            Part::List(list) if may_go && is_bare(&section) => *asked(list, &mut document.meta) = Some(true),
            Part::Abstract(of) if may_go && take_abstract(&mut section, of.lang(&lang), &lang, &mut document.meta) => {}
            Part::Declaration | Part::Symbols | Part::List(_) | Part::Abstract(_) => {
                text.extend(breaks);
                text.extend(section);
            }
        }
    }
    text.extend(rest);
    let revisions = revisions(&mut document.meta, &lang);
    document.blocks = revisions.into_iter().chain(declarations).chain(front).chain(text).collect();
}

/// The table of versions under its heading, in words of the language.
fn revisions(meta: &mut Meta, lang: &Lang) -> Vec<Block> {
    let mut section = std::mem::take(&mut meta.revisions);
    let Some(Block { kind: BlockKind::Table(table), span, .. }) = section.first_mut() else { return section };
    let (heading, columns) = Words::of(lang).revisions;
    for cell in table.rows.iter_mut().take(table.head).flat_map(|row| &mut row.cells) {
        if let CellContent::Text(content) = &mut cell.content
            && let [Inline { kind: InlineKind::Text(text), .. }] = content.as_mut_slice()
            && let Some((_, word)) = columns.iter().find(|(name, _)| name == text)
        {
            *text = (*word).to_owned();
        }
    }
    let content = vec![Inline::new(InlineKind::Text(heading.to_owned()), *span)];
    let heading = Block::new(BlockKind::Heading { level: 1, content }, *span);
    marked([vec![heading], section].concat(), DECLARATION)
}

/// Where the front matter asks for a list.
fn asked(list: List, meta: &mut Meta) -> &mut Option<bool> {
    match list {
        List::Contents => &mut meta.toc,
        List::Figures => &mut meta.lof,
        List::Tables => &mut meta.lot,
    }
}

/// Where the declarations end, and where the sections behind the contents do.
pub(super) fn ends(blocks: &[Block]) -> [usize; 2] {
    let mut at = 0;
    [DECLARATION, FRONT].map(|class| {
        while blocks.get(at).is_some_and(|block| block.attr.has_class(class)) {
            at = section_end(blocks, at);
        }
        at
    })
}

/// The first section if it is a part before the text: where it begins, behind page
/// breaks, and ends.
fn leading(blocks: &[Block]) -> Option<(usize, usize, Part)> {
    let is_break = |block: &Block| matches!(block.kind, BlockKind::PageBreak | BlockKind::Rule);
    let at = blocks.iter().position(|block| !is_break(block))?;
    let part = part_named(&title_of(&blocks[at]))?;
    let end = section_end(blocks, at);
    let words = section_end(blocks, end);
    let has_words =
        matches!(part, Part::Abstract(_)) && words == end + 2 && keywords_section(&blocks[at..words]).is_some();
    Some((at, if has_words { words } else { end }, part))
}

/// The text of a heading; nothing for other blocks.
fn title_of(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { content, .. } => written_text(content),
        _ => String::new(),
    }
}

/// The headings that links lead to.
fn fragments(document: &Document) -> HashSet<String> {
    let mut found = HashSet::new();
    visit_inlines(document, &mut |inline| {
        if let InlineKind::Link { target, .. } = &inline.kind
            && let Some((_, fragment)) = target.split_once('#')
        {
            found.insert(percent_decode_str(fragment).decode_utf8_lossy().into_owned());
        }
    });
    found
}

/// Where the section of a heading ends: before the next of its level or a higher one.
fn section_end(blocks: &[Block], at: usize) -> usize {
    let level_of = |block: &Block| match &block.kind {
        BlockKind::Heading { level, .. } => Some(*level),
        _ => None,
    };
    let Some(own) = blocks.get(at).and_then(level_of) else { return (at + 1).min(blocks.len()) };
    let next = blocks[at + 1..].iter().position(|block| level_of(block).is_some_and(|level| level <= own));
    next.map_or(blocks.len(), |next| at + 1 + next)
}

/// A section whose heading is of the first level, without a number.
fn marked(mut section: Vec<Block>, class: &str) -> Vec<Block> {
    while matches!(section.last(), Some(block) if matches!(block.kind, BlockKind::PageBreak | BlockKind::Rule)) {
        section.pop();
    }
    if let Some(Block { kind: BlockKind::Heading { level, .. }, attr, span, .. }) = section.first_mut() {
        *level = 1;
        for class in ["unnumbered", class] {
            attr.classes.push(Spanned::new(class.to_owned(), *span));
        }
    }
    section
}

/// Whether nothing stands under a heading: what `[TOC]` asked for is gone from there.
fn is_bare(section: &[Block]) -> bool {
    section[1..].iter().all(|block| matches!(block.kind, BlockKind::PageBreak | BlockKind::Rule))
}

/// Makes a section the abstract in a language, if there is none and if it holds
/// nothing but text; whether it did.
fn take_abstract(section: &mut Vec<Block>, lang: Lang, own: &Lang, meta: &mut Meta) -> bool {
    let is_own = lang.language() == own.language();
    let given = match is_own {
        true => !meta.abstract_text.is_empty(),
        false => meta
            .translations
            .iter()
            .any(|other| other.lang.language() == lang.language() && !other.abstract_text.is_empty()),
    };
    let is_text = |block: &Block| {
        matches!(
            block.kind,
            BlockKind::Paragraph(_) | BlockKind::List(_) | BlockKind::Quote { .. } | BlockKind::Equation(_)
        )
    };
    while section.last().is_some_and(|block| matches!(block.kind, BlockKind::PageBreak | BlockKind::Rule)) {
        section.pop();
    }
    let words = keywords_section(section);
    let body = &section[1..words.unwrap_or(section.len())];
    if given || body.is_empty() || !body.iter().all(is_text) {
        return false;
    }
    let mut body = section.split_off(1);
    let keywords = match words {
        Some(at) => body.split_off(at - 1).get(1).and_then(|block| words_of(block, false)).unwrap_or_default(),
        None => match body.last().and_then(|block| words_of(block, true)) {
            Some(words) => {
                body.pop();
                words
            }
            None => Vec::new(),
        },
    };
    if is_own {
        meta.abstract_text = body;
        keep_words(&mut meta.keywords, keywords);
        return true;
    }
    match meta.translations.iter_mut().find(|other| other.lang.language() == lang.language()) {
        Some(other) => {
            other.abstract_text = body;
            keep_words(&mut other.keywords, keywords);
        }
        None => meta.translations.push(Translation { lang, title: None, abstract_text: body, keywords }),
    }
    true
}

/// Where a heading 关键词 with its one paragraph begins at the end of an abstract.
fn keywords_section(section: &[Block]) -> Option<usize> {
    let [.., heading, words] = section else { return None };
    let BlockKind::Heading { content, .. } = &heading.kind else { return None };
    let named = keywords::keywords_label(&format!("{}:", written_text(content))).is_some();
    (named && section.len() > 3 && matches!(words.kind, BlockKind::Paragraph(_))).then(|| section.len() - 2)
}

/// The keywords of a paragraph, with its label before them.
fn words_of(block: &Block, labelled: bool) -> Option<Vec<Spanned<String>>> {
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    let text = written_text(content);
    let list = if labelled { &text[keywords::keywords_label(&text)?..] } else { &text };
    Some(split_words(list, block.span))
}

/// Keywords between semicolons, or else between commas; between wide blanks where
/// there is neither.
fn split_words(list: &str, span: Span) -> Vec<Spanned<String>> {
    let signs: &[char] = match list {
        _ if list.contains([';', '；']) => &[';', '；'],
        _ if list.contains([',', '，', '、']) => &[',', '，', '、'],
        _ => &['\u{3000}'],
    };
    let words = list.split(signs).map(|word| word.trim().trim_end_matches(['.', '。']).trim());
    words.filter(|word| !word.is_empty()).map(|word| Spanned::new(word.to_owned(), span)).collect()
}

/// Words of the front matter go before words of the text.
fn keep_words(kept: &mut Vec<Spanned<String>>, found: Vec<Spanned<String>>) {
    if kept.is_empty() {
        *kept = found;
    }
}
