//! The inlines of a paragraph, heading or cell become one line of signs, each
//! with the bytes that it was written with.
//!
//! Only running text is there: code, formulas, pictures and references are one
//! object each, the addresses of links and all attributes are not there at all,
//! nor are lists of references.

use super::references::{Part, hide_entries, is_list, part};
use super::sentence::protect_others;
use super::sign::{OBJECT, Sign, is_mark};
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
    pub(super) signs: Vec<Sign>,
}

impl Passage {
    /// The sign at a place; `None` before the first and behind the last one.
    pub(super) fn at(&self, place: Option<usize>) -> Option<char> {
        self.signs.get(place?).map(|sign| sign.sign)
    }

    /// The sign before a place.
    pub(super) fn before(&self, place: usize) -> Option<char> {
        self.at(place.checked_sub(1))
    }

    /// The bytes from one sign to behind another, if each stands directly behind
    /// the one before it in one source and may be changed.
    pub(super) fn exact(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let signs = self.signs.get(range)?;
        let joined = signs
            .windows(2)
            .all(|pair| pair[0].span.source == pair[1].span.source && pair[0].span.end == pair[1].span.start);
        (joined && signs.iter().all(|sign| sign.exact)).then(|| self.span_of(signs))
    }

    /// The bytes of a range of signs.
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        self.span_of(&self.signs[range])
    }

    fn span_of(&self, signs: &[Sign]) -> Span {
        let (first, last) = (signs[0].span, signs[signs.len() - 1].span);
        if first.source == last.source { first.to(last) } else { first }
    }

    /// The text of a range of signs.
    pub(super) fn text(&self, range: std::ops::Range<usize>) -> String {
        self.signs[range].iter().map(|sign| sign.sign).collect()
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
        let mut signs = Vec::new();
        self.inlines(content, true, &mut signs);
        hide_addresses(&mut signs);
        hide_tags(&mut signs);
        hide_entries(&mut signs);
        protect_others(&mut signs);
        if !signs.is_empty() {
            self.list.push(Passage { kind, signs });
        }
        for note in std::mem::take(&mut self.notes) {
            self.blocks(note);
        }
    }

    fn inlines(&mut self, content: &'a [Inline], exact: bool, signs: &mut Vec<Sign>) {
        for inline in content {
            let one = |sign: char| Sign { sign, span: inline.span, exact: false };
            match &inline.kind {
                InlineKind::Text(text) => self.text(text, inline.span, exact, signs),
                InlineKind::SoftBreak | InlineKind::HardBreak => signs.push(one('\n')),
                InlineKind::Span(_) if is_foreign(inline) => signs.push(one(OBJECT)),
                InlineKind::Marked(_, inner) | InlineKind::Span(inner) => self.inlines(inner, exact, signs),
                // The text of a bare address is the address.
                InlineKind::Link { target, content } => match is_address(target, content) {
                    true => signs.push(one(OBJECT)),
                    false => self.inlines(content, false, signs),
                },
                InlineKind::Note(blocks) => self.notes.push(blocks),
                InlineKind::NoteRef(_) | InlineKind::Edit(_) => {}
                InlineKind::Code(_)
                | InlineKind::Image(_)
                | InlineKind::Math(_)
                | InlineKind::Cite(_)
                | InlineKind::Reference(_)
                | InlineKind::References(_)
                | InlineKind::Raw { .. } => signs.push(one(OBJECT)),
            }
        }
    }

    fn text(&self, text: &str, span: Span, exact: bool, signs: &mut Vec<Sign>) {
        let source = self.sources.get(span.source).map_or("", Source::text);
        let mut rest = source.get(span.range()).unwrap_or_default();
        let mut at = span.range().start;
        for sign in text.chars() {
            let (len, is_it) = written(rest, sign);
            let span = if len == 0 { span } else { Span::new(span.source, at, at + len) };
            signs.push(Sign { sign, span, exact: exact && is_it });
            (rest, at) = (&rest[len..], at + len);
        }
    }
}

/// Makes an object of each sign of an address that is no link, for instance
/// because its host is Chinese.
fn hide_addresses(signs: &mut [Sign]) {
    let is_slashes = |at: usize, signs: &[Sign]| signs[at..].iter().take(3).map(|sign| sign.sign).eq("://".chars());
    let places: Vec<usize> = (0..signs.len()).filter(|at| is_slashes(*at, signs)).collect();
    let mut done = 0;
    for at in places {
        if at < done {
            continue;
        }
        let scheme = signs[..at].iter().rev().take_while(|sign| sign.sign.is_ascii_alphanumeric()).count();
        let rest = signs[at..].iter().take_while(|sign| !sign.sign.is_whitespace() && !is_mark(sign.sign)).count();
        hide(&mut signs[at - scheme..at + rest]);
        done = at + rest;
    }
}

/// Makes an object of each sign of a tag of HTML that was kept as text.
fn hide_tags(signs: &mut [Sign]) {
    let mut at = 0;
    while at < signs.len() {
        let second = signs.get(at + 1).map(|sign| sign.sign);
        let opens =
            signs[at].sign == '<' && second.is_some_and(|sign| sign.is_ascii_alphabetic() || "/!?".contains(sign));
        let inner = || signs[at + 1..].iter().position(|sign| matches!(sign.sign, '<' | '>'));
        let end = if opens { inner().map(|end| at + 1 + end) } else { None };
        match end.filter(|end| signs[*end].sign == '>') {
            Some(end) => {
                hide(&mut signs[at..=end]);
                at = end;
            }
            None => at += 1,
        }
    }
}

fn hide(signs: &mut [Sign]) {
    signs.iter_mut().for_each(|sign| *sign = Sign { sign: OBJECT, exact: false, ..*sign });
}

/// How many bytes of a source say a sign, and whether they are the sign itself;
/// none if they say something else.
fn written(source: &str, sign: char) -> (usize, bool) {
    if source.starts_with(sign) {
        return (sign.len_utf8(), true);
    }
    if source.strip_prefix('\\').is_some_and(|rest| rest.starts_with(sign)) {
        return (1 + sign.len_utf8(), false);
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
