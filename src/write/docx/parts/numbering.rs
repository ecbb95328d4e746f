//! `word/numbering.xml`: the multilevel list of the headings and the lists of
//! the text.
//!
//! Word counts these itself, so a heading joins its list only where Word's
//! count equals the number that was decided; [`Count`] foretells Word's.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use super::look;
use crate::length::Length;
use crate::model::{Delimiter, Numbering, TypedNumber};
use crate::ooxml::Element;
use crate::style::numbering::{Counter, Pattern, PatternPart};
use crate::style::{Style, value::Measure};
use crate::template::{Numbered, Template};
use crate::write::docx::body::chapter::Chapter;
use crate::write::docx::state::names;

/// How many levels a list of Word has (ECMA-376-1 §17.9.6).
pub(in crate::write::docx) const LEVELS: usize = 9;
/// The number of the list that takes a paragraph out of every list.
pub(in crate::write::docx) const NONE: usize = 0;
pub(in crate::write::docx) const HEADINGS: usize = 1;
/// The list of all bullets.
pub(in crate::write::docx) const BULLETS: usize = 2;
/// The list of the open boxes of tasks.
pub(in crate::write::docx) const OPEN: usize = 3;
/// The list of the ticked boxes of tasks.
pub(in crate::write::docx) const DONE: usize = 4;
/// The list of the headings of the appendices.
pub(in crate::write::docx) const APPENDIX: usize = 5;
const FIRST_FREE: usize = 6;
/// The definition of the numbers of the appendices.
const APPENDIX_LEVELS: usize = 6;
/// The first definition of numbers as authors typed them.
const FIRST_TYPED: usize = 7;
/// The highest number of a list (ECMA-376-1 §17.9.28 as Word takes it).
const MAX_START: usize = 32_767;

/// How Word numbers a level of headings.
#[derive(Debug, Clone)]
struct Level {
    pattern: Pattern,
    format: &'static str,
    text: String,
    legal: bool,
    suffix: &'static str,
}

/// The numbers of the headings as Word can make them.
#[derive(Debug)]
pub(in crate::write::docx) struct Scheme {
    levels: Vec<Option<Level>>,
    /// The levels of the appendices; empty where a template numbers the headings.
    appendix: Vec<Option<Level>>,
    /// Which levels the styles of a template number; then the list is its own.
    foreign: [bool; 6],
}

impl Scheme {
    /// The scheme of a style. A level whose numbers Word cannot make is left
    /// out; its headings carry their numbers as text.
    #[must_use]
    pub(in crate::write::docx) fn new(style: &Style, template: Option<&Template>) -> Self {
        match template.map(Template::headings).filter(|headings| headings.iter().any(Option::is_some)) {
            Some(headings) => Self::foreign(headings),
            None => Self::own(style),
        }
    }

    /// The scheme of a template whose own list numbers the headings.
    fn foreign(headings: &[Option<Numbered>; 6]) -> Self {
        let level = |numbered: &Option<Numbered>| {
            let numbered = numbered.as_ref().filter(|numbered| numbered.counts_alike)?;
            let suffix = if numbered.suffix == "nothing" { "nothing" } else { "space" };
            let (pattern, text) = (numbered.pattern.clone()?, numbered.text.clone());
            Some(Level { pattern, format: "decimal", text, legal: false, suffix })
        };
        Self {
            levels: headings.iter().map(level).collect(),
            appendix: Vec::new(),
            foreign: headings.each_ref().map(Option::is_some),
        }
    }

    fn own(style: &Style) -> Self {
        let own: Vec<Option<Counter>> =
            (1..=6).map(|level| style.heading(level).pattern().and_then(|p| last(&p))).collect();
        Self {
            levels: (1..=6).map(|level| Self::level(style, level, &own)).collect(),
            appendix: Self::appendix(style),
            foreign: [false; 6],
        }
    }

    /// The levels of the appendices: 附录A, A.1, A.1.1. None if the number of an
    /// appendix is more than one counter.
    fn appendix(style: &Style) -> Vec<Option<Level>> {
        let first = style.appendix.parse::<Pattern>().ok().filter(|pattern| pattern.counters() == 1);
        let Some(first) = first else { return Vec::new() };
        let letter = PatternPart::Counter(Counter::UpperLetter);
        let section = |level: u8| {
            let digits =
                (1..level).flat_map(|_| [PatternPart::Literal(".".to_owned()), PatternPart::Counter(Counter::Arabic)]);
            Pattern { parts: std::iter::once(letter.clone()).chain(digits).collect() }
        };
        let own = |level: u8| if level == 1 { last(&first) } else { Some(Counter::Arabic) };
        let own: Vec<Option<Counter>> = (1..=6).map(own).collect();
        let pattern = |level: u8| if level == 1 { first.clone() } else { section(level) };
        (1..=6).map(|level| Self::level_of(style, level, pattern(level), &own)).collect()
    }

    fn level(style: &Style, level: u8, own: &[Option<Counter>]) -> Option<Level> {
        Self::level_of(style, level, style.heading(level).pattern()?, own)
    }

    /// A level with a pattern; `own` is how each level counts by itself.
    fn level_of(style: &Style, level: u8, pattern: Pattern, own: &[Option<Counter>]) -> Option<Level> {
        let heading = style.heading(level);
        let first = usize::from(level).checked_sub(pattern.counters())?;
        let counters: Vec<Counter> = counters(&pattern).collect();
        let natural = counters.iter().enumerate().all(|(at, counter)| own.get(first + at) == Some(&Some(*counter)));
        let legal = counters.iter().all(|counter| *counter == Counter::Arabic);
        let exists = (0..counters.len()).all(|at| own.get(first + at).is_some_and(Option::is_some));
        if !exists || !(natural || legal) {
            return None;
        }
        let mut text = String::new();
        let mut at = first;
        for part in &pattern.parts {
            match part {
                PatternPart::Literal(literal) if literal.contains('%') => return None,
                PatternPart::Literal(literal) => text.push_str(literal),
                PatternPart::Counter(_) => {
                    at += 1;
                    let _ = write!(text, "%{at}");
                }
            }
        }
        let gap = look::gap(heading.gap, heading.text.size());
        let suffix = if gap == " " { "space" } else { "nothing" };
        if suffix == "nothing" {
            text.push_str(&gap);
        }
        let format = look::number_format(*counters.last()?);
        Some(Level { pattern, format, text, legal: legal && !natural, suffix })
    }

    /// Whether the style of a level (from 0) is bound to a list: ours, or that of
    /// a template.
    #[must_use]
    pub(in crate::write::docx) fn is_bound(&self, level: u8) -> bool {
        let level = usize::from(level);
        self.foreign.get(level) == Some(&true) || self.levels.get(level).is_some_and(Option::is_some)
    }

    /// What binds the style of a level (from 0) to our list; `None` where the
    /// style of a template is bound already.
    #[must_use]
    pub(in crate::write::docx) fn heading_reference(&self, level: u8) -> Option<Element> {
        let is_ours = self.is_bound(level) && self.foreign.get(usize::from(level)) != Some(&true);
        let level = Element::val("w:ilvl", level.to_string());
        let list = Element::val("w:numId", HEADINGS.to_string());
        is_ours.then(|| Element::new("w:numPr").holding(level).holding(list))
    }

    /// The levels of a list of headings.
    fn list(&self, list: usize) -> &[Option<Level>] {
        if list == APPENDIX { &self.appendix } else { &self.levels }
    }

    /// Whether the number that Word prints for a level (from 1) of a list holds nothing
    /// but the number, so that a field can repeat it.
    #[must_use]
    pub(in crate::write::docx) fn is_pure(&self, list: usize, level: u8) -> bool {
        let level = self.list(list).get(usize::from(level).saturating_sub(1)).and_then(Option::as_ref);
        level.is_some_and(|level| level.suffix == "space" || !level.text.ends_with(['\u{2002}', '\u{3000}']))
    }

    /// The part of a number of a level (from 1) of a list that is no word: 一 in
    /// 第一章. `None` if more than words stand around it.
    #[must_use]
    pub(in crate::write::docx) fn counted_part(&self, list: usize, level: u8, number: &str) -> Option<Range<usize>> {
        let level = self.list(list).get(usize::from(level).checked_sub(1)?)?.as_ref()?;
        let literal = |part: Option<&PatternPart>| match part {
            Some(PatternPart::Literal(text)) => text.clone(),
            Some(PatternPart::Counter(_)) | None => String::new(),
        };
        let parts = &level.pattern.parts;
        let (before, after) = (literal(parts.first()), literal(parts.last()));
        let is_word = |sign: char| sign.is_alphabetic() || sign.is_whitespace();
        let end = number.strip_suffix(after.as_str())?.len();
        number.strip_prefix(before.as_str())?;
        (before.chars().chain(after.chars()).all(is_word) && before.len() < end).then_some(before.len()..end)
    }

    fn definition(&self, id: usize, list: usize) -> Element {
        let flush = Element::new("w:ind").with("w:left", "0").with("w:firstLine", "0");
        let levels = (0..LEVELS).map(|at| {
            let level = match self.list(list).get(at).and_then(Option::as_ref) {
                None => level(at, "none", "").holding(Element::val("w:suff", "nothing")),
                Some(own) => level(at, own.format, &own.text)
                    .holding_all((list == HEADINGS).then(|| Element::val("w:pStyle", names::heading(at as u8 + 1))))
                    .holding_all(own.legal.then(|| Element::new("w:isLgl")))
                    .holding(Element::val("w:suff", own.suffix)),
            };
            level.holding(Element::new("w:pPr").holding(flush.clone()))
        });
        definition(id, "multilevel").holding_all(levels)
    }
}

/// The definition of a list without its levels (ECMA-376-1 §17.9.1).
fn definition(id: usize, kind: &'static str) -> Element {
    Element::new("w:abstractNum")
        .with("w:abstractNumId", id.to_string())
        .holding(Element::val("w:multiLevelType", kind))
}

/// A level (from 0) of a definition (ECMA-376-1 §17.9.6).
fn level(at: usize, format: &'static str, text: &str) -> Element {
    Element::new("w:lvl")
        .with("w:ilvl", at.to_string())
        .holding(Element::val("w:start", "1"))
        .holding(Element::val("w:numFmt", format))
        .holding(Element::val("w:lvlText", text.to_owned()))
        .holding(Element::val("w:lvlJc", "left"))
}

fn counters(pattern: &Pattern) -> impl Iterator<Item = Counter> {
    pattern.parts.iter().filter_map(|part| match part {
        PatternPart::Counter(counter) => Some(*counter),
        PatternPart::Literal(_) => None,
    })
}

fn last(pattern: &Pattern) -> Option<Counter> {
    counters(pattern).last()
}

/// Word's count of the headings so far.
#[derive(Debug, Default, Clone)]
pub(in crate::write::docx) struct Count {
    numbers: [usize; 6],
    appendix: [usize; 6],
}

impl Count {
    /// The list that a heading may join: that in which Word would print `number`
    /// for it. It counts only if it joins.
    pub(in crate::write::docx) fn joins(&mut self, scheme: &Scheme, level: u8, number: &str) -> Option<usize> {
        let lists = [(HEADINGS, &mut self.numbers), (APPENDIX, &mut self.appendix)];
        lists.into_iter().find_map(|(list, numbers)| {
            *numbers = next(scheme.list(list), numbers, level, number)?;
            Some(list)
        })
    }

    /// The number that the captions of the last chapter in a list carry, if
    /// Word has it from somewhere.
    pub(in crate::write::docx) fn chapter(&self, scheme: &Scheme, list: usize) -> Option<Chapter> {
        let first = scheme.list(list).first().and_then(Option::as_ref).and_then(|level| last(&level.pattern))?;
        match (list, first) {
            (APPENDIX, Counter::UpperLetter) => Some(Chapter::Shown(first.format(self.appendix[0]))),
            (APPENDIX, _) => None,
            (_, Counter::Arabic) => Some(Chapter::Shown(first.format(self.numbers[0]))),
            (_, _) => Some(Chapter::Counted(self.numbers[0])),
        }
    }
}

/// The count behind a heading, if Word would print `number` for it.
fn next(levels: &[Option<Level>], numbers: &[usize; 6], level: u8, number: &str) -> Option<[usize; 6]> {
    let at = usize::from(level.clamp(1, 6));
    let format = levels.get(at - 1)?.as_ref()?;
    let mut next = *numbers;
    next[at - 1] += 1;
    next[at..].fill(0);
    let used = &next[at.saturating_sub(format.pattern.counters())..at];
    let agrees = counters(&format.pattern).zip(used).all(|(counter, n)| *n > 0 && look::word_agrees(counter, *n));
    (agrees && format.pattern.format(&next[..at]) == number).then_some(next)
}

/// The lists of the text, counted as they are asked for.
#[derive(Debug, Default)]
pub(in crate::write::docx) struct Lists {
    numbered: Vec<(Numbering, usize, u32)>,
}

impl Lists {
    /// A list of numbers of its own, at a level (from 0).
    pub(in crate::write::docx) fn numbers(&mut self, numbering: Numbering, level: usize, start: u32) -> usize {
        self.numbered.push((numbering, level, start));
        FIRST_FREE + self.numbered.len() - 1
    }

    /// The numbers with signs of their own, each once, in the order of their use.
    fn typed(&self) -> Vec<TypedNumber> {
        let mut seen = BTreeSet::new();
        let typed = self.numbered.iter().filter_map(|(numbering, _, _)| match numbering {
            Numbering::Typed(typed) => Some(*typed),
            Numbering::Styled(_) => None,
        });
        typed.filter(|typed| seen.insert(*typed)).collect()
    }
}

/// Where the text of an item at a level (from 0) begins, and how far its label
/// stands out.
#[must_use]
pub(in crate::write::docx) fn indent(style: &Style, level: usize) -> (Length, Length) {
    let size = style.body.size();
    let length = |measure: Measure| measure.length(size);
    let (indent, hang) = (length(style.list.indent), length(style.list.hang));
    (indent + hang.scaled(level as f64 + 1.0), hang)
}

/// The part.
#[must_use]
pub(in crate::write::docx) fn write(style: &Style, scheme: &Scheme, lists: &Lists) -> Element {
    let list = &style.list;
    let bullet = |level: usize| ("bullet", cycle(&list.bullets, level).to_owned());
    let box_of = |at: usize| ("bullet", list.boxes.get(at).or(list.boxes.last()).cloned().unwrap_or_default());
    let styled = |delimiter| move |level| number(cycle(&list.numbers, level), level, end(delimiter));
    let typed = lists.typed();
    let typed_lists = typed
        .iter()
        .enumerate()
        .map(|(at, typed)| list_of(style, FIRST_TYPED + at, |level| typed_number(*typed, level)));
    let shared = [(HEADINGS, 0), (BULLETS, 1), (OPEN, 4), (DONE, 5), (APPENDIX, APPENDIX_LEVELS)];
    let own = lists.numbered.iter().enumerate().map(|(at, (numbering, level, start))| {
        let of = match numbering {
            Numbering::Styled(Delimiter::Period) => 2,
            Numbering::Styled(Delimiter::Paren) => 3,
            Numbering::Typed(of) => FIRST_TYPED + typed.iter().position(|typed| typed == of).unwrap_or(0),
        };
        let start = Element::val("w:startOverride", start.to_string());
        let begins = Element::new("w:lvlOverride").with("w:ilvl", level.to_string()).holding(start);
        instance(FIRST_FREE + at, of).holding(begins)
    });
    Element::new("w:numbering")
        .holding(scheme.definition(0, HEADINGS))
        .holding(list_of(style, 1, bullet))
        .holding(list_of(style, 2, styled(Delimiter::Period)))
        .holding(list_of(style, 3, styled(Delimiter::Paren)))
        .holding(list_of(style, 4, |_| box_of(0)))
        .holding(list_of(style, 5, |_| box_of(1)))
        .holding(scheme.definition(APPENDIX_LEVELS, APPENDIX))
        .holding_all(typed_lists)
        .holding_all(shared.map(|(number, of)| instance(number, of)))
        .holding_all(own)
}

/// A list that counts by a definition (ECMA-376-1 §17.9.15).
fn instance(number: usize, definition: usize) -> Element {
    let of = Element::val("w:abstractNumId", definition.to_string());
    Element::new("w:num").with("w:numId", number.to_string()).holding(of)
}

fn cycle(list: &[String], level: usize) -> &str {
    list.get(level % list.len().max(1)).map_or("", String::as_str)
}

/// What Word prints before an item of a list of numbers at a level (from 0);
/// `None` where it cannot be foretold, or counts otherwise than [`Counter`].
#[must_use]
pub(in crate::write::docx) fn printed(style: &Style, numbering: Numbering, level: usize, n: u32) -> Option<String> {
    let delimiter = match numbering {
        Numbering::Styled(delimiter) => delimiter,
        Numbering::Typed(typed) => return typed_printed(typed, n),
    };
    let pattern: Pattern = cycle(&style.list.numbers, level).parse().ok()?;
    let n = n as usize;
    let agrees = pattern.counters() == 1 && n <= MAX_START && counters(&pattern).all(|c| look::word_agrees(c, n));
    agrees.then(|| pattern.format(&[n]) + end(delimiter))
}

/// As [`printed`], for numbers as they were typed.
fn typed_printed(typed: TypedNumber, n: u32) -> Option<String> {
    let number = n as usize;
    let foretold = number <= MAX_START && look::word_agrees(typed.counter, number);
    (foretold && typed.digits <= 2).then(|| typed.format(n))
}

/// The format and the text of a level of numbers as they were typed.
fn typed_number(typed: TypedNumber, level: usize) -> (&'static str, String) {
    let format = if typed.digits == 2 { "decimalZero" } else { look::number_format(typed.counter) };
    let signs = |sign: Option<char>| sign.map(String::from).unwrap_or_default();
    (format, format!("{}%{}{}", signs(typed.open), level + 1, signs(typed.close)))
}

/// What stands behind the numbers of a list.
fn end(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Period => ".",
        Delimiter::Paren => ")",
    }
}

/// The format and the text of a level of numbers.
fn number(pattern: &str, level: usize, delimiter: &str) -> (&'static str, String) {
    let Ok(pattern) = pattern.parse::<Pattern>() else {
        return ("decimal", format!("%{}{delimiter}", level + 1));
    };
    let text: String = pattern
        .parts
        .iter()
        .map(|part| match part {
            PatternPart::Literal(text) => text.clone(),
            PatternPart::Counter(_) => format!("%{}", level + 1),
        })
        .collect();
    (last(&pattern).map_or("decimal", look::number_format), text + delimiter)
}

fn list_of(style: &Style, id: usize, label: impl Fn(usize) -> (&'static str, String)) -> Element {
    let levels = (0..LEVELS).map(|at| {
        let (format, text) = label(at);
        let (left, hang) = indent(style, at);
        let fonts = match format {
            "bullet" => Some(look::fonts(&style.fonts.body)),
            // Signs that both faces have; in the text they take the Chinese one.
            "decimalEnclosedCircle" | "decimalEnclosedParen" => {
                Some(Element::new("w:rFonts").with("w:hint", "eastAsia"))
            }
            _ => None,
        };
        let indent =
            Element::new("w:ind").with("w:left", left.twips().to_string()).with("w:hanging", hang.twips().to_string());
        level(at, format, &text)
            .holding(Element::new("w:pPr").holding(indent))
            .holding(Element::new("w:rPr").holding_all(fonts))
    });
    definition(id, "hybridMultilevel").holding_all(levels)
}

#[cfg(test)]
mod tests {
    use super::{APPENDIX, Chapter, Count, HEADINGS, Scheme};
    use crate::write::docx::testing::style;

    #[test]
    fn words_of_a_number_are_left_out() {
        let scheme = Scheme::new(&style(), None);
        let part =
            |list, level, number: &str| scheme.counted_part(list, level, number).map(|part| number[part].to_owned());
        assert_eq!(part(HEADINGS, 1, "第一章").as_deref(), Some("一"));
        assert_eq!(part(HEADINGS, 2, "1.1").as_deref(), Some("1.1"));
        assert_eq!(part(APPENDIX, 1, "附录A").as_deref(), Some("A"));
        assert_eq!(part(HEADINGS, 9, "1"), None);
    }

    #[test]
    fn headings_join_while_word_counts_alike() {
        let scheme = Scheme::new(&style(), None);
        let mut count = Count::default();
        let mut joins = |level, number| count.joins(&scheme, level, number);
        assert_eq!(joins(1, "第一章"), Some(HEADINGS));
        assert_eq!(joins(2, "1.1"), Some(HEADINGS));
        assert_eq!(joins(3, "1.1.1"), Some(HEADINGS));
        assert_eq!(joins(2, "1.5"), None);
        assert_eq!(joins(2, "1.2"), Some(HEADINGS));
        assert_eq!(joins(1, "第二章"), Some(HEADINGS));
        assert_eq!(joins(1, "附录B"), None);
        assert_eq!(joins(1, "附录A"), Some(APPENDIX));
        assert_eq!(joins(2, "A.1"), Some(APPENDIX));
        assert_eq!(joins(4, "1"), None);
        assert_eq!(count.chapter(&scheme, HEADINGS), Some(Chapter::Counted(2)));
        assert_eq!(count.chapter(&scheme, APPENDIX), Some(Chapter::Shown("A".into())));
    }
}
