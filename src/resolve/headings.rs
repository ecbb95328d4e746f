//! The numbers of headings by the scheme of the style, how references to
//! headings read, and numbers that were typed by hand.

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::document::{BlockKind, Document, Inline, InlineKind};
use crate::model::visit_blocks_mut;
use crate::style::numbering::{Counter, Pattern, PatternPart};
use crate::style::{Style, Words};

/// Counts headings.
pub(super) struct Headings<'a> {
    style: &'a Style,
    words: &'static Words,
    counters: [usize; 6],
    appendices: usize,
    in_appendix: bool,
    /// How the last heading of each level is referred to.
    references: [String; 6],
}

/// What was decided about a heading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HeadingNumber {
    /// The number as it is printed before the heading.
    pub(super) number: Option<String>,
    /// The reference, such as 第 2.1 节; `None` where the title stands for it.
    pub(super) reference: Option<String>,
    /// The number without words, such as 2.1.
    pub(super) bare: String,
    /// The number that figures of this chapter carry.
    pub(super) chapter: String,
}

impl<'a> Headings<'a> {
    pub(super) fn new(style: &'a Style, words: &'static Words) -> Self {
        Self { style, words, counters: [0; 6], appendices: 0, in_appendix: false, references: Default::default() }
    }

    /// Counts the next heading.
    pub(super) fn next(&mut self, level: u8, counted: bool, appendix: bool) -> HeadingNumber {
        let level = usize::from(level.clamp(1, 6));
        if counted && appendix && level == 1 {
            return self.next_appendix();
        }
        let pattern = self.style.heading(level as u8).pattern().filter(|_| counted);
        let Some(pattern) = pattern else {
            return HeadingNumber { number: None, reference: None, bare: String::new(), chapter: String::new() };
        };
        if level == 1 {
            self.in_appendix = false;
        }
        self.counters[level - 1] += 1;
        self.counters[level..].fill(0);
        let numbers = &self.counters[..level];
        let number = if self.in_appendix { self.in_appendix_number(level) } else { pattern.format(numbers) };
        let bare = if self.in_appendix { number.clone() } else { bare(&pattern, numbers) };
        let reference = self.reference(&pattern, &number, level);
        self.references[level - 1].clone_from(&reference);
        HeadingNumber { reference: Some(reference), number: Some(number), bare, chapter: numbers[0].to_string() }
    }

    fn next_appendix(&mut self) -> HeadingNumber {
        self.appendices += 1;
        self.in_appendix = true;
        self.counters[1..].fill(0);
        let letter = Counter::UpperLetter.format(self.appendices);
        let pattern = self.style.appendix.parse::<Pattern>();
        let number = pattern.map_or_else(|_| letter.clone(), |pattern| pattern.format(&[self.appendices]));
        HeadingNumber { reference: Some(number.clone()), number: Some(number), bare: letter.clone(), chapter: letter }
    }

    /// A section of an appendix: A.1, A.1.2.
    fn in_appendix_number(&self, level: usize) -> String {
        let rest = self.counters[1..level].iter().map(|n| format!(".{n}"));
        Counter::UpperLetter.format(self.appendices) + &rest.collect::<String>()
    }

    /// A pattern that has a word of its own (第一章) is its own reference; a
    /// bare number gets the word of the language; one that does not say where
    /// it stands (（一）) follows the reference of the heading above it.
    fn reference(&self, pattern: &Pattern, number: &str, level: usize) -> String {
        let has_word = |part: &PatternPart| match part {
            PatternPart::Literal(text) => text.chars().any(char::is_alphabetic),
            PatternPart::Counter(_) => false,
        };
        let number = number.trim();
        if pattern.parts.iter().any(has_word) {
            return number.to_owned();
        }
        let bare = number.trim_end_matches(['.', '、', '．']);
        let above = level.checked_sub(2).map(|above| self.references[above].as_str()).filter(|r| !r.is_empty());
        if let Some(above) = above.filter(|_| pattern.counters() == 1) {
            return format!("{above}{bare}");
        }
        let (before, after) = if number.is_ascii() { self.words.section } else { self.words.part };
        format!("{before}{bare}{after}")
    }
}

/// Takes the numbers off headings that were numbered by hand and that the style
/// numbers too.
pub(super) fn strip_typed(document: &mut Document, style: &Style, sink: &mut Sink) {
    visit_blocks_mut(document, &mut |blocks| {
        for block in blocks {
            let counted = !block.attr.has_class("unnumbered");
            let BlockKind::Heading { level, content } = &mut block.kind else { continue };
            let numbered = counted && style.heading(*level).pattern().is_some();
            if numbered && let Some(typed) = strip_number(content) {
                let message = format!("the number “{typed}” of this heading was typed by hand; fuzi counts by itself");
                let diagnostic = Diagnostic::warning(Code::TypedNumber, block.span, message);
                sink.push(diagnostic.hint("leave the number out, or give the heading the attribute {-}"));
            }
        }
    });
}

fn strip_number(content: &mut [Inline]) -> Option<String> {
    let InlineKind::Text(text) = &mut content.first_mut()?.kind else { return None };
    let end = typed_number(text)?;
    let rest = text[end..].trim_start();
    let stripped = text.len() - rest.len();
    let typed = text[..end].trim().to_owned();
    text.drain(..stripped);
    Some(typed)
}

/// The end of a typed number at the beginning of a heading: 第一章, 1.2, 一、,
/// （一）. A single number without a sign behind it may be part of the text.
fn typed_number(text: &str) -> Option<usize> {
    let is_numeral = |c: char| "一二三四五六七八九十百〇零".contains(c);
    let after = |rest: &str| text.len() - rest.len();
    let numerals = |rest: &str| rest.find(|c: char| !is_numeral(c) && !c.is_ascii_digit()).filter(|end| *end > 0);
    if let Some(rest) = text.strip_prefix('第') {
        let rest = rest.trim_start();
        let rest = rest[numerals(rest)?..].trim_start();
        let rest = rest.strip_prefix(['章', '节', '節'])?;
        return (rest.starts_with(char::is_whitespace) || rest.starts_with('：')).then(|| after(rest));
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let rest = rest[numerals(rest)?..].strip_prefix(['）', ')'])?;
        return Some(after(rest));
    }
    if let Some(end) = text.find(|c: char| !is_numeral(c)).filter(|end| *end > 0) {
        return text[end..].strip_prefix('、').map(after);
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, rest) = text.split_at(end);
    let levels = number.trim_end_matches('.').split('.');
    let plausible = levels.clone().all(|level| (1..=2).contains(&level.len()));
    let signed = number.contains('.') || rest.starts_with('、');
    let separated = rest.starts_with(char::is_whitespace) || rest.starts_with('、');
    (plausible && signed && separated).then(|| after(rest.strip_prefix('、').unwrap_or(rest)))
}

/// The counters of a pattern without its words.
fn bare(pattern: &Pattern, numbers: &[usize]) -> String {
    let is_sign = |part: &PatternPart| match part {
        PatternPart::Literal(text) => matches!(text.as_str(), "." | "-"),
        PatternPart::Counter(_) => true,
    };
    let parts = pattern.parts.iter().filter(|part| is_sign(part)).cloned().collect();
    Pattern { parts }.format(numbers).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Headings, typed_number};
    use crate::model::Lang;
    use crate::style::{Words, load, preset};

    #[test]
    fn typed_numbers_are_found() {
        let rest = |text: &'static str| typed_number(text).map(|end| text[end..].trim_start());
        assert_eq!(rest("第一章 绪论"), Some("绪论"));
        assert_eq!(rest("第 2 章：方法"), Some("：方法"));
        assert_eq!(rest("1.2 背景"), Some("背景"));
        assert_eq!(rest("1. 引言"), Some("引言"));
        assert_eq!(rest("一、概况"), Some("概况"));
        assert_eq!(rest("（二）措施"), Some("措施"));
        assert_eq!(rest("2025 年展望"), None);
        assert_eq!(rest("3.14 的历史"), Some("的历史"));
        assert_eq!(rest("一带一路"), None);
        assert_eq!(rest("第一次浪潮"), None);
        assert_eq!(rest("2024.10 纪要"), None);
    }

    #[test]
    fn bare_chinese_numbers_read_well() {
        let sheet = "[heading1]\nnumber = \"一、\"\n[heading2]\nnumber = \"（一）\"\n[heading3]\nnumber = \"1.\"\n";
        let style = load(crate::diag::SourceId(0), sheet).unwrap();
        let mut headings = Headings::new(&style, Words::of(&Lang::chinese()));
        let mut reference = |level| headings.next(level, true, false).reference.unwrap();
        assert_eq!(reference(1), "第一部分");
        assert_eq!(reference(2), "第一部分（一）");
        assert_eq!(reference(3), "第一部分（一）1");
    }

    #[test]
    fn levels_count_and_restart() {
        let style = load(crate::diag::SourceId(0), preset("report").unwrap()).unwrap();
        let mut headings = Headings::new(&style, Words::of(&Lang::chinese()));
        let mut number = |level, counted, appendix| headings.next(level, counted, appendix);
        assert_eq!(number(1, true, false).number.as_deref(), Some("第一章"));
        assert_eq!(number(2, true, false).number.as_deref(), Some("1.1"));
        assert_eq!(number(1, false, false).number, None);
        assert_eq!(number(2, true, false).reference.as_deref(), Some("第 1.2 节"));
        assert_eq!(number(1, true, false).bare, "二");
        assert_eq!(number(3, true, false).number.as_deref(), Some("2.0.1"));
        assert_eq!(number(1, true, true).number.as_deref(), Some("附录A"));
        assert_eq!(number(2, true, false).number.as_deref(), Some("A.1"));
    }
}
