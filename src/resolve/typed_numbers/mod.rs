//! Numbers that were typed by hand before headings. Where they are what counting
//! would print, they go, and the headings are counted. Where they form a scheme of
//! their own they are the numbers: they stay as they were typed, references print
//! them, captions of their chapters carry them, and levels below count on from
//! them. A typed number is never replaced by another one.
//!
//! It must not know how an edition counts.

mod numerals;
mod parse;
mod series;
pub(super) mod typed;

use std::collections::{BTreeMap, HashMap};

pub(super) use numerals::{Numeral, narrow, read as read_numeral};
pub(super) use parse::typed_number;
use typed::{Sort, Typed};

use super::headings::Headings;
use super::inlines::written_text;
use super::section_names::is_unnumbered;
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, Spanned, message};
use crate::model::document::{Attr, Block, BlockKind, Document, Inline, InlineKind, NodeId, Numbers};
use crate::model::visit_blocks_mut;
use crate::style::{Style, Words};
use series::Entry;

/// What was decided about the headings of a document.
#[derive(Debug, Default)]
pub(super) struct TypedNumbers {
    /// The numbers that stay, by their headings.
    kept: HashMap<NodeId, Typed>,
    /// What headings read before their numbers went.
    written: HashMap<NodeId, String>,
}

impl TypedNumbers {
    /// The number that a heading keeps in its text.
    pub(super) fn kept(&self, heading: NodeId) -> Option<&Typed> {
        self.kept.get(&heading)
    }

    /// What a heading read as it was written, where that is not what it reads now.
    pub(super) fn written(&self, heading: NodeId) -> Option<&str> {
        self.written.get(&heading).map(String::as_str)
    }
}

/// What becomes of a heading.
enum Fate {
    /// Its number of so many bytes goes; it is counted.
    Counted(usize, bool),
    /// Its number stays.
    Kept(Typed),
    /// It has no number.
    Unnumbered,
}

/// Decides about every heading of a document.
pub(super) fn settle(document: &mut Document, style: &Style, words: &'static Words, sink: &mut Sink) -> TypedNumbers {
    let uncounted = (document.meta.wording.counts_headings == Some(false)).then_some(Numbers::None);
    let choice = document.meta.numbers.as_ref().map(|choice| choice.value).or(uncounted);
    let found = headings(document);
    let entries: Vec<Entry> = found.iter().map(|heading| heading.entry.clone()).collect();
    let sure = series::confirmed(&entries);
    let levels = Levels::decide(&found, &sure, choice, style, words);
    let mut fates = HashMap::new();
    for (heading, sure) in found.iter().zip(&sure) {
        if let Some(fate) = levels.fate(heading, *sure, choice) {
            fates.insert(heading.node, fate);
        }
    }
    if choice.is_none() {
        tell(&found, &fates, sink);
        tell_doubled(&found, &fates, style, sink);
    }
    apply(document, fates)
}

/// A heading as it was found.
struct Found {
    entry: Entry,
    node: NodeId,
    span: Span,
    /// Whether its author lets it be counted.
    counted: bool,
    appendix: bool,
    title: String,
}

fn headings(document: &Document) -> Vec<Found> {
    fn go(blocks: &[Block], found: &mut Vec<Found>) {
        for block in blocks {
            if let BlockKind::Heading { level, content } = &block.kind {
                found.push(heading(*level, content, block));
            }
            crate::model::blocks_of(block).into_iter().for_each(|inner| go(inner, found));
        }
    }
    let mut found = Vec::new();
    go(&document.blocks, &mut found);
    found
}

fn heading(level: u8, content: &[Inline], block: &Block) -> Found {
    let Block { id, attr, span, .. } = block;
    let counted = !attr.has_class("unnumbered");
    let title = written_text(content);
    let text = plain_beginning(content);
    let typed = typed_number(&text).filter(|_| counted);
    let has_text = typed.as_ref().is_some_and(|typed| !title[typed.end..].trim().is_empty());
    let entry = Entry { level: usize::from(level.clamp(1, 6)), typed, has_text };
    Found { entry, node: *id, span: *span, counted, appendix: attr.has_class("appendix"), title }
}

/// The text that a heading begins with, up to a formula, a note or the like.
fn plain_beginning(content: &[Inline]) -> String {
    fn go(content: &[Inline], text: &mut String) -> bool {
        content.iter().all(|inline| match &inline.kind {
            InlineKind::Text(part) => {
                text.push_str(part);
                true
            }
            InlineKind::Marked(_, inner) | InlineKind::Span(inner) | InlineKind::Link { content: inner, .. } => {
                go(inner, text)
            }
            _ => false,
        })
    }
    let mut text = String::new();
    go(content, &mut text);
    text
}

/// What was decided about each level.
struct Levels {
    /// Whether a heading of the level carries a typed number.
    typed: [bool; 7],
    /// Whether counting would print all of them.
    agrees: [bool; 7],
    /// Whether the top level has typed numbers that are chapters.
    chapters: bool,
}

impl Levels {
    fn decide(found: &[Found], sure: &[bool], choice: Option<Numbers>, style: &Style, words: &'static Words) -> Self {
        let mut levels = Self { typed: [false; 7], agrees: [choice != Some(Numbers::Typed); 7], chapters: false };
        for (heading, _) in found.iter().zip(sure).filter(|(_, sure)| **sure) {
            levels.typed[heading.entry.level] = true;
            levels.chapters |= heading.entry.level == 1;
        }
        let mut headings = Headings::new(style, words);
        for (heading, sure) in found.iter().zip(sure) {
            let level = heading.entry.level;
            match &heading.entry.typed {
                Some(typed) if *sure => {
                    let printed = headings.clone().next(level as u8, true, heading.appendix || typed.is_appendix());
                    let same = printed.number.is_some_and(|number| is_same(&number, typed));
                    levels.agrees[level] &= same && heading.entry.has_text;
                    headings.take(level as u8, typed);
                }
                _ if heading.counted && !levels.silences(heading) => {
                    headings.next(level as u8, true, heading.appendix);
                }
                _ => {}
            }
        }
        levels
    }

    /// Whether a heading without a typed number has none.
    fn silences(&self, heading: &Found) -> bool {
        let Found { entry, appendix, title, .. } = heading;
        self.typed[entry.level] || (!appendix && entry.level == 1 && is_unnumbered(title, self.chapters))
    }

    fn fate(&self, heading: &Found, sure: bool, choice: Option<Numbers>) -> Option<Fate> {
        let counting = choice == Some(Numbers::Count);
        match heading.entry.typed.as_ref().filter(|_| sure) {
            Some(_) if choice == Some(Numbers::None) => Some(Fate::Unnumbered),
            Some(typed) if counting || self.agrees[heading.entry.level] => {
                Some(Fate::Counted(typed.end, typed.is_appendix()))
            }
            Some(typed) => Some(Fate::Kept(typed.clone())),
            None if choice == Some(Numbers::None) => Some(Fate::Unnumbered),
            None if counting => None,
            None => self.silences(heading).then_some(Fate::Unnumbered),
        }
    }
}

/// Whether a number that would be printed is the one that was typed: the same
/// numbers in the same scheme. 第1章 and 第一章 are the same, 附录一 and 附录A are
/// not.
fn is_same(printed: &str, typed: &Typed) -> bool {
    let printed = typed_number(&format!("{printed} ")).filter(|printed| !printed.values.is_empty());
    printed.is_some_and(|printed| {
        let is_letter = |number: &Typed| number.sort == Sort::Letter;
        printed.scheme == typed.scheme && printed.values == typed.values && is_letter(&printed) == is_letter(typed)
    })
}

fn apply(document: &mut Document, mut fates: HashMap<NodeId, Fate>) -> TypedNumbers {
    let mut settled = TypedNumbers::default();
    visit_blocks_mut(document, &mut |blocks| {
        for Block { id, kind, attr, span } in blocks {
            let BlockKind::Heading { content, .. } = kind else { continue };
            match fates.remove(id) {
                None => {}
                Some(Fate::Unnumbered) => add_class(attr, "unnumbered", *span),
                Some(Fate::Kept(typed)) => {
                    settled.kept.insert(*id, typed);
                }
                Some(Fate::Counted(end, appendix)) => {
                    settled.written.insert(*id, written_text(content));
                    drop_beginning(content, end);
                    if appendix {
                        add_class(attr, "appendix", *span);
                    }
                }
            }
        }
    });
    settled
}

fn add_class(attr: &mut Attr, class: &str, span: Span) {
    if !attr.has_class(class) {
        attr.classes.push(Spanned::new(class.to_owned(), span));
    }
}

/// Takes so many bytes of text away from the beginning; gives back how many are
/// left to take.
pub(super) fn drop_beginning(content: &mut Vec<Inline>, bytes: usize) -> usize {
    let mut left = bytes;
    for inline in content.iter_mut() {
        if left == 0 {
            break;
        }
        match &mut inline.kind {
            InlineKind::Text(text) => {
                let gone = left.min(text.len());
                text.drain(..gone);
                left -= gone;
            }
            InlineKind::Marked(_, inner) | InlineKind::Span(inner) | InlineKind::Link { content: inner, .. } => {
                left = drop_beginning(inner, left);
            }
            _ => break,
        }
    }
    content.retain(|inline| match &inline.kind {
        InlineKind::Text(text) => !text.is_empty(),
        InlineKind::Marked(_, inner) | InlineKind::Span(inner) => !inner.is_empty(),
        _ => true,
    });
    left
}

/// Tells once a file what became of its typed numbers.
fn tell(found: &[Found], fates: &HashMap<NodeId, Fate>, sink: &mut Sink) {
    let mut files: BTreeMap<SourceId, (Span, usize, usize)> = BTreeMap::new();
    for heading in found {
        let file = files.entry(heading.span.source);
        match fates.get(&heading.node) {
            Some(Fate::Kept(_)) => file.or_insert((heading.span, 0, 0)).1 += 1,
            Some(Fate::Counted(..)) => file.or_insert((heading.span, 0, 0)).2 += 1,
            Some(Fate::Unnumbered) | None => {}
        }
    }
    for (span, kept, counted) in files.into_values() {
        let what = match (kept, counted) {
            (1, 0) => message!("this heading has a typed number, which is printed as typed"),
            (0, 1) => message!("the typed number of this heading is counted instead, with the same result"),
            (_, 0) => message!("{kept} headings have typed numbers, which are printed as typed", kept),
            (0, _) => {
                message!("the typed numbers of {counted} headings are counted instead, with the same result", counted)
            }
            (_, _) => message!(
                "{all} headings have typed numbers: {kept} are printed as typed, {counted} counted with the same result",
                all = kept + counted,
                kept,
                counted
            ),
        };
        let hint = if kept > 0 {
            "leave the numbers out to have them counted, or write `numbers: typed` in the front matter"
        } else {
            "leave the numbers out, or write `numbers: count` in the front matter"
        };
        sink.push(Diagnostic::warning(Code::TypedNumber, span, what).hint(hint));
    }
}

/// Tells once a file of numbers that stand alone in their document: they are text behind
/// the number that is counted.
fn tell_doubled(found: &[Found], fates: &HashMap<NodeId, Fate>, style: &Style, sink: &mut Sink) {
    let mut files: BTreeMap<SourceId, (Span, usize)> = BTreeMap::new();
    for heading in found.iter().filter(|heading| heading.counted && !fates.contains_key(&heading.node)) {
        let is_numbered = style.heading(heading.entry.level as u8).pattern().is_some();
        let typed = heading.entry.typed.as_ref().filter(|typed| typed.has_sign() && heading.entry.has_text);
        if is_numbered && typed.is_some() {
            files.entry(heading.span.source).or_insert((heading.span, 0)).1 += 1;
        }
    }
    for (span, count) in files.into_values() {
        let what = match count {
            1 => message!("the number that this heading begins with is printed behind the one that is counted"),
            _ => message!("{count} headings begin with numbers that are printed behind those that are counted", count),
        };
        let hint = "leave it out, or write `numbers: typed` in the front matter to print it alone";
        sink.push(Diagnostic::warning(Code::TypedNumber, span, what).hint(hint));
    }
}

#[cfg(test)]
mod tests;
