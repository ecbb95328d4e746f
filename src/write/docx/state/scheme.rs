//! The numbers of the headings as Word can make them, and what Word's count comes to.
//!
//! Word counts these itself, so a heading joins its list only where Word's
//! count equals the number that was decided; [`Count`] foretells Word's.

use std::fmt::Write as _;
use std::ops::Range;

use crate::ooxml::Element;
use crate::style::Style;
use crate::style::numbering::{Counter, Pattern, PatternPart};
use crate::template::{Numbered, Template};
use crate::write::docx::properties;

/// The list of the headings.
pub(in crate::write::docx) const HEADINGS: usize = 1;
/// The list of the headings of the appendices.
pub(in crate::write::docx) const APPENDIX: usize = 5;

/// How Word numbers a level of headings.
#[derive(Debug, Clone)]
pub(in crate::write::docx) struct Level {
    pattern: Pattern,
    /// The format of its last counter (ECMA-376-1 §17.18.59).
    pub format: &'static str,
    /// Its text, with `%1` for the number of the first level.
    pub text: String,
    /// Whether the numbers of the levels above are digits whatever their formats.
    pub legal: bool,
    /// What stands behind it.
    pub suffix: &'static str,
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
        let gap = properties::gap(heading.gap, heading.text.size());
        let suffix = if gap == " " { "space" } else { "nothing" };
        if suffix == "nothing" {
            text.push_str(&gap);
        }
        let format = properties::number_format(*counters.last()?);
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
    pub(in crate::write::docx) fn list(&self, list: usize) -> &[Option<Level>] {
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
        let is_word = |ch: char| ch.is_alphabetic() || ch.is_whitespace();
        let end = number.strip_suffix(after.as_str())?.len();
        number.strip_prefix(before.as_str())?;
        (before.chars().chain(after.chars()).all(is_word) && before.len() < end).then_some(before.len()..end)
    }
}

/// The number that the captions of a chapter carry, and what Word has it from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::write::docx) enum Chapter {
    /// The heading shows it.
    Shown(String),
    /// The heading shows it in other signs; a sequence counts it.
    Counted(usize),
}

pub(in crate::write::docx) fn counters(pattern: &Pattern) -> impl Iterator<Item = Counter> {
    pattern.parts.iter().filter_map(|part| match part {
        PatternPart::Counter(counter) => Some(*counter),
        PatternPart::Literal(_) => None,
    })
}

pub(in crate::write::docx) fn last(pattern: &Pattern) -> Option<Counter> {
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
    let agrees = counters(&format.pattern).zip(used).all(|(counter, n)| *n > 0 && properties::word_agrees(counter, *n));
    (agrees && format.pattern.format(&next[..at]) == number).then_some(next)
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
