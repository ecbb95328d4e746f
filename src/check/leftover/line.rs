//! The printed inlines of a paragraph, heading, caption or cell become one line
//! of characters, each with the bytes that it was written with.
//!
//! What is no running text, or was escaped, is an object.

use crate::diag::{Source, Sources, Span};
use crate::model::Mark;
use crate::model::resolved::{Block, BlockKind, Container, Inline, InlineKind, Resolved, blocks_of, contents_of};

/// Stands for a formula, a picture, a reference, an escaped character.
pub(super) const OBJECT: char = '\u{FFFC}';
/// Stands for code.
pub(super) const CODE: char = '\u{FFFB}';
/// Stands for a line break on the page.
pub(super) const BREAK: char = '\n';

/// How far a character is searched in the source, in bytes.
const SEARCHED: usize = 200;

/// The longest indent, with the marks of quotations and lists, in bytes.
const INDENT: usize = 80;
/// How much of a line of the source is looked at, in bytes.
const MARK: usize = 1024;

/// A line of characters.
pub(super) struct Line<'a> {
    pub(super) chars: Vec<char>,
    places: Vec<Span>,
    sources: &'a Sources,
}

impl<'a> Line<'a> {
    /// The bytes of a range of characters.
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        let (first, last) = (self.places[range.start], self.places[range.end.max(range.start + 1) - 1]);
        if first.source == last.source { first.to(last) } else { first }
    }

    /// What was written at a place.
    pub(super) fn written(&self, span: Span) -> &'a str {
        self.sources.text(span)
    }

    /// Whether a character is the first of its line in the source, but for blanks
    /// and the marks of quotations and lists.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let before = self.source_line(at, |text, byte| {
            let floor = text.floor_char_boundary(byte.saturating_sub(INDENT));
            let start = text[floor..byte].rfind('\n').map_or(floor, |end| floor + end + 1);
            &text[start..byte]
        });
        before.len() < INDENT
            && before.chars().all(|ch| ch.is_whitespace() || "\u{FEFF}>-+*.)|:".contains(ch) || ch.is_ascii_digit())
    }

    /// The line of the source from a character on, as far as a mark may go.
    pub(super) fn rest_of_line(&self, at: usize) -> &'a str {
        self.source_line(at, |text, byte| {
            let end = text.floor_char_boundary(byte + MARK);
            text[byte..end].lines().next().unwrap_or_default()
        })
    }

    /// The place behind the last character of the line of the source.
    pub(super) fn end_of_line(&self, at: usize) -> usize {
        let place = self.places[at];
        let end = place.start as usize + self.rest_of_line(at).len();
        let stays = |other: &&Span| other.source == place.source && (other.start as usize) < end;
        at + self.places[at..].iter().take_while(stays).count().max(1)
    }

    fn source_line(&self, at: usize, part: impl Fn(&'a str, usize) -> &'a str) -> &'a str {
        let place = self.places[at];
        let text = self.sources.get(place.source).map_or("", Source::text);
        if text.is_char_boundary(place.range().start) { part(text, place.range().start) } else { "" }
    }

    fn push(&mut self, ch: char, place: Span) {
        self.chars.push(ch);
        self.places.push(place);
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content.iter().filter(|inline| !inline.is_deleted()) {
            match &inline.kind {
                InlineKind::Run(run) if run.marks.has(Mark::Code) => self.push(CODE, inline.span),
                InlineKind::Run(run) => self.run(&run.text, inline.span),
                InlineKind::Break => self.push(BREAK, inline.span),
                // The text of a bare address is the address.
                InlineKind::Link { content, .. } if is_address(content) => self.push(OBJECT, inline.span),
                InlineKind::Link { content, .. } => self.inlines(content),
                InlineKind::Reference { .. }
                | InlineKind::Math(_)
                | InlineKind::Picture(_)
                | InlineKind::Raw { .. } => self.push(OBJECT, inline.span),
                InlineKind::NoteRef { .. } | InlineKind::CommentStart(_) | InlineKind::Comment(_) => {}
            }
        }
    }

    fn run(&mut self, text: &str, span: Span) {
        // The value of a mark such as `{{< var x >}}` has the place of the mark.
        if is_mark(self.sources.text(span)) && !text.starts_with('{') {
            return text.chars().for_each(|ch| self.push(ch, span));
        }
        // Runs of one piece of text have its whole place; the next begins where the
        // last one ended.
        let last = self.places.last().filter(|last| last.source == span.source && last.end <= span.end);
        let mut at = last.map_or(span.range().start, |last| span.range().start.max(last.end as usize));
        let mut rest = self.sources.text(Span::new(span.source, at, span.range().end));
        for ch in text.chars() {
            let Some(step) = step(rest, ch) else {
                // Added by fuzi, as the second of two dashes.
                self.push(ch, Span::new(span.source, at, at));
                continue;
            };
            let place = Span::new(span.source, at + step.skipped, at + step.end);
            self.push(if step.is_itself { ch } else { OBJECT }, place);
            (rest, at) = (&rest[step.end..], at + step.end);
        }
    }

    /// Makes an object of each character of an address that is no link.
    fn hide_addresses(&mut self) {
        let mut at = 0;
        while at + 2 < self.chars.len() {
            if self.chars[at..].starts_with(&[':', '/', '/']) {
                let rest = self.chars[at..].iter().take_while(|ch| !ch.is_whitespace()).count();
                self.chars[at..at + rest].fill(OBJECT);
                at += rest;
            } else {
                at += 1;
            }
        }
    }
}

/// Where a printed character stands in what was written.
struct Step {
    /// What is written before it: marks that were read.
    skipped: usize,
    end: usize,
    /// Whether the characters that were written are themselves, not escaped.
    is_itself: bool,
}

fn step(source: &str, ch: char) -> Option<Step> {
    for (skipped, first) in source.char_indices().take_while(|(at, _)| *at < SEARCHED) {
        let rest = &source[skipped..];
        let found = |len: usize, is_itself: bool| Some(Step { skipped, end: skipped + len, is_itself });
        if first == '\\' && rest[1..].starts_with(ch) && ch.is_ascii_punctuation() {
            return found(1 + ch.len_utf8(), false);
        }
        if first == '&'
            && ch != '&'
            && let Some(len) = entity(rest)
        {
            return found(len, false);
        }
        if first == ch {
            let escaped = if ch == '&' { entity(rest) } else { None };
            return found(escaped.unwrap_or(ch.len_utf8()), escaped.is_none());
        }
        let run = |sign: char| rest.len() - rest.trim_start_matches(sign).len();
        match (ch, first) {
            ('“' | '”', '"') | ('‘' | '’', '\'') | (' ', '\n' | '\t') => return found(1, true),
            ('–' | '—', '-') => return found(run('-'), true),
            ('…', '.') => return found(run('.'), true),
            _ => {}
        }
    }
    None
}

/// The length of the entity that a text begins with.
fn entity(text: &str) -> Option<usize> {
    let name = text[1..].bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    (name > 0 && text[1 + name..].starts_with(';')).then_some(name + 2)
}

/// Whether a source is one mark such as `{{< var x >}}` and nothing else.
fn is_mark(source: &str) -> bool {
    source.strip_prefix("{{").and_then(|rest| rest.find("}}")).is_some_and(|end| end + "{{}}".len() == source.len())
}

fn is_address(content: &[Inline]) -> bool {
    let [Inline { kind: InlineKind::Run(run), .. }] = content else { return false };
    run.text.contains("://") || run.text.contains('@') || run.text.starts_with("www.")
}

/// Whether something in a content could begin a mark: most paragraphs hold nothing
/// but words and Chinese punctuation, and need no line of characters.
fn may_hold_marks(content: &[Inline]) -> bool {
    content.iter().any(|inline| match &inline.kind {
        InlineKind::Run(run) => run.text.chars().any(may_begin_mark) || run.text.contains("citeturn"),
        InlineKind::Link { content, .. } => may_hold_marks(content),
        _ => false,
    })
}

/// Whether a character is a sign that marks begin with.
fn may_begin_mark(ch: char) -> bool {
    match ch {
        ' ' | ',' | ';' | '\'' | '"' | '(' | ')' | '/' => false,
        _ if ch.is_ascii() => ch.is_ascii_punctuation(),
        '–' | '—' | '【' | '\u{E200}' => true,
        _ => false,
    }
}

/// Every line of the document, in the order of the page.
pub(super) fn lines<'a>(resolved: &Resolved, sources: &'a Sources) -> Vec<Line<'a>> {
    let mut collector = Collector { sources, list: Vec::new() };
    let meta = resolved.meta();
    collector.line(&meta.title);
    collector.line(&meta.subtitle);
    meta.abstracts.iter().for_each(|part| collector.blocks(&part.blocks));
    resolved.parts().into_iter().for_each(|blocks| collector.blocks(blocks));
    resolved.notes().iter().for_each(|note| collector.blocks(&note.blocks));
    collector.list
}

struct Collector<'a> {
    sources: &'a Sources,
    list: Vec<Line<'a>>,
}

impl Collector<'_> {
    fn line(&mut self, content: &[Inline]) {
        if !may_hold_marks(content) {
            return;
        }
        let mut line = Line { chars: Vec::new(), places: Vec::new(), sources: self.sources };
        line.inlines(content);
        line.hide_addresses();
        if !line.chars.is_empty() {
            self.list.push(line);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            contents_of(block).into_iter().for_each(|content| self.line(content));
            // Entries of the bibliography are none of the manuscript.
            let is_list = matches!(block.kind, BlockKind::Container(Container::References, _));
            for inner in blocks_of(block) {
                let written = inner.iter().filter(|block| !is_list || block.id.is_some());
                written.for_each(|block| self.blocks(std::slice::from_ref(block)));
            }
        }
    }
}
