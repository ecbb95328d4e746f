//! The inlines of a paragraph, heading or cell become one line of characters, each
//! with the bytes that it was written with.
//!
//! Only running text is there: code, formulas, pictures and references are one
//! object each, the addresses of links and all attributes are not there at all,
//! nor are lists of references.

use super::chars::{Char, OBJECT, is_mark};
use super::references::{Part, hide_entries, is_list, part};
use super::sentence::protect_others;
use crate::diag::{Source, Sources, Span};
use crate::model::document::{
    Block, BlockKind, CellContent, Definition, Document, Inline, InlineKind, NoteDefinition, Table,
};
use crate::model::{Lang, blocks_of};

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    Heading,
    Paragraph,
    Caption,
    Cell,
}

/// A line of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) kind: Kind,
    pub(super) chars: Vec<Char>,
}

impl Passage {
    /// The character at a place; `None` before the first and behind the last one.
    pub(super) fn at(&self, place: Option<usize>) -> Option<char> {
        self.chars.get(place?).map(|sign| sign.ch)
    }

    /// The character before a place.
    pub(super) fn before(&self, place: usize) -> Option<char> {
        self.at(place.checked_sub(1))
    }

    /// The bytes from one character to behind another, if each stands directly behind
    /// the one before it in one source and may be changed.
    pub(super) fn exact(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let chars = self.chars.get(range)?;
        let joined = chars
            .windows(2)
            .all(|pair| pair[0].span.source == pair[1].span.source && pair[0].span.end == pair[1].span.start);
        (joined && chars.iter().all(|sign| sign.exact)).then(|| self.span_of(chars))
    }

    /// The bytes of a range of characters.
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        self.span_of(&self.chars[range])
    }

    fn span_of(&self, chars: &[Char]) -> Span {
        let (first, last) = (chars[0].span, chars[chars.len() - 1].span);
        if first.source == last.source { first.to(last) } else { first }
    }

    /// The text of a range of characters.
    pub(super) fn text(&self, range: std::ops::Range<usize>) -> String {
        self.chars[range].iter().map(|sign| sign.ch).collect()
    }
}

/// The passages of a document, in the order of the source; the front matter
/// gives its title alone.
pub(super) fn passages(document: &Document, sources: &Sources) -> Vec<Passage> {
    let mut collector = Collector { sources, list: Vec::new(), notes: Vec::new() };
    collector.passage(Kind::Title, document.meta.title.as_deref().unwrap_or_default());
    collector.blocks(&document.blocks);
    for NoteDefinition { blocks, .. } in &document.notes {
        collector.blocks(blocks);
    }
    collector.list
}

struct Collector<'a> {
    sources: &'a Sources,
    list: Vec<Passage>,
    /// The notes written in place, until the passage around them has ended.
    notes: Vec<&'a [Block]>,
}

impl<'a> Collector<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        let mut list: Option<u8> = None;
        for block in blocks {
            match part(block) {
                Part::List(level) => list = list.map(|outer| outer.min(level)).or(Some(level)),
                Part::Heading(level) if list.is_some_and(|outer| level <= outer) => list = None,
                _ if list.is_some() || is_list(&block.attr) => continue,
                Part::Heading(_) | Part::Other => {}
            }
            self.block(block);
            blocks_of(block).into_iter().for_each(|inner| self.blocks(inner));
        }
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading { content, .. } => self.passage(Kind::Heading, content),
            BlockKind::Paragraph(content) => self.passage(Kind::Paragraph, content),
            BlockKind::Quote { attribution, .. } => {
                self.passage(Kind::Caption, attribution.as_deref().unwrap_or_default());
            }
            BlockKind::Definitions(list) => {
                list.iter().for_each(|Definition { term, .. }| self.passage(Kind::Heading, term));
            }
            BlockKind::Code(code) => self.passage(Kind::Caption, code.caption.as_deref().unwrap_or_default()),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                figure.panels.iter().for_each(|panel| self.passage(Kind::Caption, &panel.caption));
                self.passage(Kind::Caption, &figure.caption);
            }
            BlockKind::Theorem(theorem) => self.passage(Kind::Caption, &theorem.title),
            BlockKind::Alert { .. }
            | BlockKind::List(_)
            | BlockKind::Equation(_)
            | BlockKind::Container(_)
            | BlockKind::PageBreak
            | BlockKind::Rule
            | BlockKind::Include(_)
            | BlockKind::Raw { .. } => {}
        }
    }

    fn table(&mut self, table: &'a Table) {
        self.passage(Kind::Caption, table.caption.as_deref().unwrap_or_default());
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            if let CellContent::Text(content) = &cell.content {
                self.passage(Kind::Cell, content);
            }
        }
    }

    fn passage(&mut self, kind: Kind, content: &'a [Inline]) {
        let mut chars = Vec::new();
        self.inlines(content, true, &mut chars);
        hide_addresses(&mut chars);
        hide_tags(&mut chars);
        hide_entries(&mut chars);
        protect_others(&mut chars);
        if !chars.is_empty() {
            self.list.push(Passage { kind, chars });
        }
        for note in std::mem::take(&mut self.notes) {
            self.blocks(note);
        }
    }

    fn inlines(&mut self, content: &'a [Inline], exact: bool, chars: &mut Vec<Char>) {
        for inline in content {
            let one = |ch: char| Char { ch, span: inline.span, exact: false };
            match &inline.kind {
                InlineKind::Text(text) => self.text(text, inline.span, exact, chars),
                InlineKind::SoftBreak | InlineKind::HardBreak => chars.push(one('\n')),
                InlineKind::Span(_) if is_foreign(inline) => chars.push(one(OBJECT)),
                InlineKind::Marked(_, inner) | InlineKind::Span(inner) => self.inlines(inner, exact, chars),
                // The text of a bare address is the address.
                InlineKind::Link { target, content } => match is_address(target, content) {
                    true => chars.push(one(OBJECT)),
                    false => self.inlines(content, false, chars),
                },
                InlineKind::Note(blocks) => self.notes.push(blocks),
                InlineKind::NoteRef(_) | InlineKind::Edit(_) => {}
                InlineKind::Code(_)
                | InlineKind::Image(_)
                | InlineKind::Math(_)
                | InlineKind::Cite(_)
                | InlineKind::Reference(_)
                | InlineKind::References(_)
                | InlineKind::Raw { .. } => chars.push(one(OBJECT)),
            }
        }
    }

    fn text(&self, text: &str, span: Span, exact: bool, chars: &mut Vec<Char>) {
        let source = self.sources.get(span.source).map_or("", Source::text);
        let mut rest = source.get(span.range()).unwrap_or_default();
        let mut at = span.range().start;
        for ch in text.chars() {
            let (len, is_it) = written(rest, ch);
            let span = if len == 0 { span } else { Span::new(span.source, at, at + len) };
            chars.push(Char { ch, span, exact: exact && is_it });
            (rest, at) = (&rest[len..], at + len);
        }
    }
}

/// Makes an object of each character of an address that is no link, for instance
/// because its host is Chinese.
fn hide_addresses(chars: &mut [Char]) {
    let is_slashes = |at: usize, chars: &[Char]| chars[at..].iter().take(3).map(|sign| sign.ch).eq("://".chars());
    let places: Vec<usize> = (0..chars.len()).filter(|at| is_slashes(*at, chars)).collect();
    let mut done = 0;
    for at in places {
        if at < done {
            continue;
        }
        let scheme = chars[..at].iter().rev().take_while(|sign| sign.ch.is_ascii_alphanumeric()).count();
        let rest = chars[at..].iter().take_while(|sign| !sign.ch.is_whitespace() && !is_mark(sign.ch)).count();
        hide(&mut chars[at - scheme..at + rest]);
        done = at + rest;
    }
}

/// Makes an object of each character of a tag of HTML that was kept as text.
fn hide_tags(chars: &mut [Char]) {
    let mut at = 0;
    while at < chars.len() {
        let second = chars.get(at + 1).map(|sign| sign.ch);
        let opens =
            chars[at].ch == '<' && second.is_some_and(|sign| sign.is_ascii_alphabetic() || "/!?".contains(sign));
        let inner = || chars[at + 1..].iter().position(|sign| matches!(sign.ch, '<' | '>'));
        let end = if opens { inner().map(|end| at + 1 + end) } else { None };
        match end.filter(|end| chars[*end].ch == '>') {
            Some(end) => {
                hide(&mut chars[at..=end]);
                at = end;
            }
            None => at += 1,
        }
    }
}

fn hide(chars: &mut [Char]) {
    chars.iter_mut().for_each(|sign| *sign = Char { ch: OBJECT, exact: false, ..*sign });
}

/// How many bytes of a source say a character, and whether they are the character itself;
/// none if they say something else.
fn written(source: &str, ch: char) -> (usize, bool) {
    if source.starts_with(ch) {
        return (ch.len_utf8(), true);
    }
    if source.strip_prefix('\\').is_some_and(|rest| rest.starts_with(ch)) {
        return (1 + ch.len_utf8(), false);
    }
    let entity = source.strip_prefix('&').and_then(|rest| rest.find(';')).filter(|end| *end < 40);
    (entity.map_or(0, |end| end + 2), false)
}

/// Whether a passage is in another language than Chinese.
fn is_foreign(inline: &Inline) -> bool {
    let lang = inline.attr.get("lang").and_then(|lang| Lang::parse(&lang.value));
    lang.is_some_and(|lang| lang.language() != "zh")
}

fn is_address(target: &str, content: &[Inline]) -> bool {
    match content {
        [Inline { kind: InlineKind::Text(text), .. }] => target.trim_start_matches("mailto:").ends_with(text.as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn escapes_and_entities_are_not_the_sign_itself() {
        assert_eq!(written("甲乙", '甲'), (3, true));
        assert_eq!(written("\\*x", '*'), (2, false));
        assert_eq!(written("&amp;x", '&'), (1, true));
        assert_eq!(written("&lt;x", '<'), (4, false));
        assert_eq!(written("x", 'y'), (0, false));
    }
}
