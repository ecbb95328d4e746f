//! Labels of figures, tables, code and equations; captions whose number was
//! typed by hand.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, Sink, Span};
use crate::model::document::{Block, BlockKind, Document, Inline, InlineKind};
use crate::model::resolved::{CaptionKind, Label};
use crate::model::visit_blocks_mut;
use crate::style::value::CaptionScope;
use crate::style::{Style, Words};

/// How long a paragraph may be to be taken for a typed caption.
const LONGEST_TYPED_CAPTION: usize = 80;

/// Counts figures, tables, code and equations.
pub(super) struct Counts<'a> {
    style: &'a Style,
    words: &'static Words,
    chapter: String,
    captions: HashMap<CaptionKind, usize>,
    equations: usize,
}

impl<'a> Counts<'a> {
    pub(super) fn new(style: &'a Style, words: &'static Words) -> Self {
        Self { style, words, chapter: String::new(), captions: HashMap::new(), equations: 0 }
    }

    /// A chapter begins; `number` is empty for one that has none.
    pub(super) fn begin_chapter(&mut self, number: String) {
        if self.style.count.scope == CaptionScope::Chapter && !number.is_empty() {
            self.chapter = number;
            self.captions.clear();
            self.equations = 0;
        }
    }

    /// The label of the next caption of a kind.
    pub(super) fn caption(&mut self, kind: CaptionKind) -> Label {
        let count = self.captions.entry(kind).or_insert(0);
        *count += 1;
        let own = &self.style.caption(kind).label;
        let word = if own.is_empty() { self.words.caption(kind) } else { own };
        let separator = &self.style.caption(kind).separator;
        Label {
            before: format!("{word}{}", self.words.gap),
            chapter: prefix(&self.chapter, separator),
            ordinal: count.to_string(),
            after: String::new(),
        }
    }

    /// The label of the next equation.
    pub(super) fn equation(&mut self) -> Label {
        self.equations += 1;
        let (before, after) = self.style.equation.number.split_once(' ').unwrap_or(("(", ")"));
        Label {
            before: before.to_owned(),
            chapter: prefix(&self.chapter, &self.style.equation.separator),
            ordinal: self.equations.to_string(),
            after: after.to_owned(),
        }
    }

    /// How a reference to an equation reads: 式（1）.
    pub(super) fn equation_reference(&self, label: &Label) -> String {
        let latin = self.words.equation.is_ascii();
        format!("{}{}{}", self.words.equation, if latin { self.words.gap } else { "" }, label.text())
    }
}

/// The number of the chapter with what stands behind it; empty without one.
fn prefix(chapter: &str, separator: &str) -> String {
    if chapter.is_empty() { String::new() } else { format!("{chapter}{separator}") }
}

/// Makes captions of what was typed as one: the number in a figure's caption
/// and the paragraph “表 1：…” above a table or “图 1：…” under a picture. The
/// typed number goes, since the counted one is printed.
pub(super) fn adopt_typed(document: &mut Document, sink: &mut Sink) {
    visit_blocks_mut(document, &mut |blocks| {
        for block in blocks.iter_mut() {
            strip_typed_caption(block, sink);
        }
        adopt_paragraphs(blocks, sink);
    });
}

fn strip_typed_caption(block: &mut Block, sink: &mut Sink) {
    let (caption, kind) = match &mut block.kind {
        BlockKind::Figure(figure) => (&mut figure.caption, CaptionKind::Figure),
        BlockKind::Table(table) => match &mut table.caption {
            Some(caption) => (caption, CaptionKind::Table),
            None => return,
        },
        _ => return,
    };
    if strip_number(caption, kind) {
        warn(block.span, kind, sink);
    }
}

fn adopt_paragraphs(blocks: &mut Vec<Block>, sink: &mut Sink) {
    let mut at = 0;
    while at < blocks.len() {
        let (paragraph, owner) = match &blocks[at].kind {
            BlockKind::Table(table) if table.caption.is_none() && at > 0 => (at - 1, at),
            BlockKind::Figure(figure) if figure.caption.is_empty() && at + 1 < blocks.len() => (at + 1, at),
            _ => {
                at += 1;
                continue;
            }
        };
        let kind = if paragraph < owner { CaptionKind::Table } else { CaptionKind::Figure };
        let Some(content) = typed_caption(&blocks[paragraph], kind) else {
            at += 1;
            continue;
        };
        warn(blocks[paragraph].span, kind, sink);
        match &mut blocks[owner].kind {
            BlockKind::Table(table) => table.caption = Some(content),
            BlockKind::Figure(figure) => figure.caption = content,
            _ => {}
        }
        blocks.remove(paragraph);
        at = paragraph.max(owner);
    }
}

/// The caption that a paragraph holds, without its number.
fn typed_caption(block: &Block, kind: CaptionKind) -> Option<Vec<Inline>> {
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    if super::inlines::written_text(content).chars().count() > LONGEST_TYPED_CAPTION {
        return None;
    }
    let mut content = content.clone();
    (strip_number(&mut content, kind) && !super::inlines::written_text(&content).is_empty()).then_some(content)
}

/// Takes the typed number off the beginning.
fn strip_number(content: &mut [Inline], kind: CaptionKind) -> bool {
    let first = content.first_mut().map(|inline| &mut inline.kind);
    let text = match first {
        Some(InlineKind::Text(text)) => text,
        Some(InlineKind::Marked(_, inner)) => return strip_number(inner, kind),
        _ => return false,
    };
    match typed_number(text, kind) {
        Some(end) => {
            text.drain(..end);
            true
        }
        None => false,
    }
}

/// The end of “图 1-2：” or “Table 3. ” at the beginning of a text.
fn typed_number(text: &str, kind: CaptionKind) -> Option<usize> {
    let words: &[&str] = match kind {
        CaptionKind::Figure => &["图", "圖", "Figure", "Fig."],
        CaptionKind::Table => &["表", "Table"],
        CaptionKind::Code => &[],
    };
    let word = words.iter().find(|word| text.starts_with(**word))?;
    let rest = &text[word.len()..];
    let number = rest.trim_start();
    let digits = number.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.' | '–'))).unwrap_or(number.len());
    if digits == 0 || !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let behind = &number[digits..];
    let caption = behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '.' | '．' | '、'));
    let separated = caption.len() < behind.len() || number[..digits].ends_with('.');
    (separated || behind.is_empty()).then(|| text.len() - caption.len())
}

fn warn(span: Span, kind: CaptionKind, sink: &mut Sink) {
    let (what, hint) = match kind {
        CaptionKind::Figure => ("figure", "leave the number out and refer with `{#fig:id}` and `@fig:id`"),
        CaptionKind::Table => ("table", "write `: caption {#tbl:id}` under the table and refer with `@tbl:id`"),
        CaptionKind::Code => ("listing", "leave the number out"),
    };
    let message = format!("the number of this {what} was typed by hand; fuzi counts by itself");
    sink.push(Diagnostic::warning(Code::TypedNumber, span, message).hint(hint));
}

#[cfg(test)]
mod tests {
    use super::typed_number;
    use crate::model::resolved::CaptionKind::{Figure, Table};

    #[test]
    fn typed_numbers_are_found() {
        let rest = |text: &'static str, kind| typed_number(text, kind).map(|end| &text[end..]);
        assert_eq!(rest("图 1：增长", Figure), Some("增长"));
        assert_eq!(rest("图2-1 增长", Figure), Some("增长"));
        assert_eq!(rest("Table 3. Growth", Table), Some("Growth"));
        assert_eq!(rest("图像的增长", Figure), None);
        assert_eq!(rest("表 2024年数据", Table), None);
        assert_eq!(rest("图书 1", Figure), None);
    }
}
