//! The numbers of headings by the scheme of the style, and how references to
//! headings read. Numbers that were typed by hand are taken as they come.

use super::typed_numbers::typed::Typed;
use crate::style::numbering::{Counter, Pattern, PatternPart};
use crate::style::{Style, Words};

/// Counts headings.
#[derive(Debug, Clone)]
pub(super) struct Headings<'a> {
    style: &'a Style,
    words: &'static Words,
    counters: [usize; 6],
    /// The number that was typed for the last heading of each level, until a
    /// heading of the level or above it follows.
    typed: [Option<Vec<usize>>; 6],
    appendices: usize,
    in_appendix: bool,
    /// Whether there is one attachment alone, which has no number.
    alone: bool,
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
        Self {
            style,
            words,
            counters: [0; 6],
            typed: Default::default(),
            appendices: 0,
            in_appendix: false,
            alone: false,
            references: Default::default(),
        }
    }

    /// The same of a document with one attachment alone.
    pub(super) fn alone(self, alone: bool) -> Self {
        Self { alone, ..self }
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
        self.typed[level - 1..].fill(None);
        let from = if self.in_appendix { 1 } else { level.saturating_sub(pattern.counters()) };
        let Some(numbers) = self.numbers(level, from.min(level - 1)) else {
            self.references[level - 1].clear();
            return HeadingNumber { number: None, reference: None, bare: String::new(), chapter: String::new() };
        };
        let numbers = &numbers[..level];
        let number = if self.in_appendix { self.in_appendix_number(&numbers[1..]) } else { pattern.format(numbers) };
        let bare = if self.in_appendix { number.clone() } else { bare(&pattern, numbers) };
        let has_word = pattern.parts.iter().any(|part| match part {
            PatternPart::Literal(text) => text.chars().any(char::is_alphabetic),
            PatternPart::Counter(_) => false,
        });
        let is_single = pattern.counters() == 1 && !self.in_appendix;
        let reference = self.reference(&number, has_word, is_single, level);
        self.references[level - 1].clone_from(&reference);
        HeadingNumber { reference: Some(reference), number: Some(number), bare, chapter: numbers[0].to_string() }
    }

    /// The numbers of the levels down to one, of which those from `from` on are
    /// printed. A heading counts on from the number that was typed above it, but
    /// neither from nothing (0.1, 2.0.1) nor from a number of more places than its
    /// level has (2.1 below 1.2.0): there it has none.
    fn numbers(&self, level: usize, from: usize) -> Option<[usize; 6]> {
        let mut numbers = self.counters;
        for (at, typed) in self.typed[..level - 1].iter().enumerate().filter(|(at, _)| *at >= from) {
            let Some(typed) = typed else { continue };
            let first = (at + 1).checked_sub(typed.len())?;
            numbers[first..=at].copy_from_slice(typed);
        }
        (!numbers[from..level - 1].contains(&0)).then_some(numbers)
    }

    fn next_appendix(&mut self) -> HeadingNumber {
        self.appendices += 1;
        self.typed.fill(None);
        self.in_appendix = !self.style.official.on;
        // The headings of an attachment count as those of a text.
        self.counters[usize::from(self.in_appendix)..].fill(0);
        let letter = Counter::UpperLetter.format(self.appendices);
        let pattern = self.style.appendix.parse::<Pattern>();
        let number = pattern.map_or_else(|_| letter.clone(), |pattern| pattern.format(&[self.appendices]));
        let number = match self.alone && self.style.official.on {
            true => number.trim_end_matches(|ch: char| ch.is_ascii_digit()).to_owned(),
            false => number,
        };
        let reference = self.appendix_reference(&number, &letter);
        self.references[0].clone_from(&reference);
        HeadingNumber { reference: Some(reference), number: Some(number), bare: letter.clone(), chapter: letter }
    }

    /// An appendix whose number is a bare letter gets the word of the language.
    fn appendix_reference(&self, number: &str, letter: &str) -> String {
        let number = number.trim().trim_end_matches(['.', '．', '、', ':', '：']);
        if number == letter { format!("{}{letter}", self.words.appendix) } else { number.to_owned() }
    }

    /// A section of an appendix: A.1, A.1.2.
    fn in_appendix_number(&self, sections: &[usize]) -> String {
        let rest = sections.iter().map(|n| format!(".{n}"));
        Counter::UpperLetter.format(self.appendices) + &rest.collect::<String>()
    }

    /// A heading whose number was typed by hand: it stands in its text already,
    /// and what follows counts on from it.
    pub(super) fn take(&mut self, level: u8, typed: &Typed) -> HeadingNumber {
        let level = usize::from(level.clamp(1, 6));
        if typed.is_appendix() {
            self.in_appendix = level == 1;
            self.appendices = typed.last() as usize;
        } else {
            self.in_appendix &= level > 1;
            self.counters[level - 1] = typed.last() as usize;
        }
        self.typed[level - 1..].fill(None);
        if !typed.is_appendix() {
            self.typed[level - 1] = Some(typed.values.iter().map(|value| *value as usize).collect());
        }
        self.counters[level..].fill(0);
        let reference = self.reference(&typed.label, typed.has_word(), typed.values.len() == 1, level);
        self.references[level - 1].clone_from(&reference);
        let chapter = match typed.values[..] {
            _ if typed.is_appendix() => typed.bare(),
            [chapter, ..] if typed.values.len() == level => chapter.to_string(),
            _ => self.counters[0].to_string(),
        };
        HeadingNumber { number: None, reference: Some(reference), bare: typed.bare(), chapter }
    }

    /// A number that has a word of its own (第一章) is its own reference; a bare
    /// one gets the word of the language; one that does not say where it stands
    /// (（一）) follows the reference of the heading above it.
    fn reference(&self, number: &str, has_word: bool, is_single: bool, level: usize) -> String {
        let number = number.trim();
        if has_word {
            return number.to_owned();
        }
        let bare = number.trim_end_matches(['.', '、', '．']);
        let above = level.checked_sub(2).map(|above| self.references[above].as_str()).filter(|r| !r.is_empty());
        if let Some(above) = above.filter(|_| is_single) {
            return format!("{above}{bare}");
        }
        let (before, after) = if number.is_ascii() { self.words.section } else { self.words.part };
        format!("{before}{bare}{after}")
    }
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
    use super::Headings;
    use crate::model::Lang;
    use crate::resolve::typed_numbers::typed_number;
    use crate::style::{Words, load, preset};

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
    fn nothing_counts_on_from_nothing() {
        let style = load(crate::diag::SourceId(0), preset("report").unwrap()).unwrap();
        let mut headings = Headings::new(&style, Words::of(&Lang::chinese()));
        assert_eq!(headings.next(2, true, false).number, None);
        assert_eq!(headings.next(1, true, false).number.as_deref(), Some("第一章"));
        assert_eq!(headings.next(2, true, false).number.as_deref(), Some("1.1"));
    }

    #[test]
    fn nothing_counts_on_from_more_places_than_its_level_has() {
        let style = load(crate::diag::SourceId(0), preset("report").unwrap()).unwrap();
        let mut headings = Headings::new(&style, Words::of(&Lang::chinese()));
        let typed = |text| typed_number(text).unwrap();
        headings.next(1, true, false);
        headings.take(2, &typed("0.20.0 x"));
        assert_eq!(headings.next(3, true, false).number, None);
        headings.take(2, &typed("1.20.3 x"));
        assert_eq!(headings.next(3, true, false).number, None);
        assert_eq!(headings.next(1, true, false).number.as_deref(), Some("第二章"));
        headings.take(2, &typed("7.3 x"));
        assert_eq!(headings.next(3, true, false).number.as_deref(), Some("7.3.1"));
        assert_eq!(headings.next(1, true, false).number.as_deref(), Some("第三章"));
    }

    #[test]
    fn appendices_are_called_so() {
        let reference = |sheet: &str, lang: &str| {
            let style = load(crate::diag::SourceId(0), sheet).unwrap();
            let mut headings = Headings::new(&style, Words::of(&Lang::parse(lang).unwrap()));
            let appendix = headings.next(1, true, true).reference.unwrap();
            (appendix, headings.next(2, true, false).reference.unwrap())
        };
        let both = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let single = "appendix = \"A.\"\n[heading1]\nnumber = \"1\"\n[heading2]\nnumber = \"1.\"\n";
        assert_eq!(reference(single, "en"), both("Appendix A", "Section A.1"));
        assert_eq!(reference("appendix = \"A\"\n[heading2]\nnumber = \"1.1\"\n", "zh"), both("附录 A", "第 A.1 节"));
        assert_eq!(reference("appendix = \"附录A\"\n[heading2]\nnumber = \"1.1\"\n", "zh").0, "附录A");
        assert_eq!(reference("appendix = \"附件1\"\n[heading2]\nnumber = \"1.1\"\n", "zh").0, "附件1");
    }

    #[test]
    fn counting_goes_on_from_typed_numbers() {
        let style = load(crate::diag::SourceId(0), preset("report").unwrap()).unwrap();
        let mut headings = Headings::new(&style, Words::of(&Lang::chinese()));
        let typed = |text| typed_number(text).unwrap();
        let four = headings.take(1, &typed("Chapter 4: x"));
        assert_eq!((four.reference.as_deref(), four.number, four.chapter.as_str()), (Some("Chapter 4"), None, "4"));
        assert_eq!(headings.next(2, true, false).number.as_deref(), Some("4.1"));
        assert_eq!(headings.take(2, &typed("4.7 x")).reference.as_deref(), Some("第 4.7 节"));
        assert_eq!(headings.next(3, true, false).number.as_deref(), Some("4.7.1"));
        assert_eq!(headings.take(1, &typed("附录B x")).bare, "B");
        assert_eq!(headings.next(2, true, false).number.as_deref(), Some("B.1"));
        assert_eq!(headings.take(1, &typed("二、x")).reference.as_deref(), Some("第二部分"));
        assert_eq!(headings.take(2, &typed("（一）x")).reference.as_deref(), Some("第二部分（一）"));
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
        assert_eq!(number(3, true, false).number, None);
        assert_eq!(number(1, true, true).number.as_deref(), Some("附录A"));
        assert_eq!(number(2, true, false).number.as_deref(), Some("A.1"));
    }
}
