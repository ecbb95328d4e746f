//! What a line begins with becomes the numbers of a list that it may be: `（1）`,
//! `①`, `1、`, `一、`, `a)`, `A.`, `i.`, `#.`, `(@)`; and which of many lines go on
//! counting. It must not know what becomes of the lines.

use std::collections::BTreeMap;

use crate::model::{Counter, TypedNumber};

/// A number at the start of a line as one of its counters reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// How it is typed.
    pub(super) number: TypedNumber,
    /// Its value; 0 where the place in the list gives it.
    pub(super) value: u32,
    /// How many bytes it takes.
    pub(super) len: usize,
}

const COUNTERS: [Counter; 6] = [
    Counter::Arabic,
    Counter::Chinese,
    Counter::LowerLetter,
    Counter::UpperLetter,
    Counter::LowerRoman,
    Counter::UpperRoman,
];

impl Mark {
    /// `(@)`.
    pub(super) const EXAMPLE: Self = {
        let number = TypedNumber { counter: Counter::Arabic, open: Some('('), close: Some(')'), digits: 0 };
        Self { number, value: 0, len: "(@)".len() }
    };

    /// What marks of one run share, however carelessly they are typed: brackets of
    /// both widths, letters of both cases.
    pub(super) fn kind(&self) -> (bool, bool, Option<char>, Counter) {
        let close = self.number.close.map(|close| match close {
            '）' => ')',
            '．' => '.',
            other => other,
        });
        let counter = match self.number.counter {
            Counter::UpperLetter => Counter::LowerLetter,
            Counter::UpperRoman => Counter::LowerRoman,
            Counter::Parenthesised => Counter::Circled,
            other => other,
        };
        (self.is_placed(), self.number.open.is_some(), close, counter)
    }

    /// What marks share that differ in the width of their signs, or in the stop
    /// behind them: `（1）` and `(1)`, `1、` and `1．`.
    pub(super) fn family(&self) -> (bool, Option<char>, Counter, u8) {
        let close = self.number.close.map(|close| match close {
            '）' => ')',
            '．' | '、' => '.',
            other => other,
        });
        (self.number.open.is_some(), close, self.number.counter, self.number.digits)
    }

    /// Whether it is the next number.
    pub(super) fn is_next_of(&self, before: &Self) -> bool {
        !self.is_placed() && self.value == before.value.saturating_add(1)
    }

    /// What marks of one list share.
    pub(super) fn look(&self) -> (bool, TypedNumber) {
        (self.is_placed(), self.number)
    }

    /// Whether its value is its place: `#.`, `(@)`.
    pub(super) fn is_placed(&self) -> bool {
        self.value == 0
    }

    /// `(@)`, which counts through the whole document.
    pub(super) fn is_example(&self) -> bool {
        self.is_placed() && self.number.open.is_some()
    }

    /// Whether it goes on behind another one, or begins anew.
    fn follows(&self, before: &Self) -> bool {
        self.is_placed() || self.is_next_of(before) || self.value == 1
    }

    /// Whether a run may begin with it: with `B.` it may be a name.
    pub(super) fn begins(&self) -> bool {
        !matches!(
            self.number.counter,
            Counter::LowerLetter | Counter::UpperLetter | Counter::LowerRoman | Counter::UpperRoman
        ) || self.value == 1
    }
}

/// The lines that begin with numbers which go on counting, two at least, each with
/// the mark that does. Of several the one of the longest run is taken. What is
/// known to count may stand alone.
pub(super) fn counted<K: Ord>(
    lines: &[Vec<Mark>],
    key: impl Fn(&Mark) -> K,
    is_known: impl Fn(&Mark) -> bool,
) -> BTreeMap<usize, Mark> {
    let mut runs: BTreeMap<K, Vec<(usize, Mark)>> = BTreeMap::new();
    for (line, marks) in lines.iter().enumerate() {
        for mark in marks {
            let run = runs.entry(key(mark)).or_default();
            if run.last().is_none_or(|(last, _)| *last != line) {
                run.push((line, *mark));
            }
        }
    }
    let mut found: BTreeMap<usize, (usize, Mark)> = BTreeMap::new();
    for run in runs.into_values() {
        let known = run.first().is_some_and(|(_, mark)| is_known(mark));
        let begins = known || run.len() > 1 && run.first().is_some_and(|(_, mark)| mark.begins());
        if !begins || !run.windows(2).all(|pair| pair[1].1.follows(&pair[0].1)) {
            continue;
        }
        for (line, mark) in &run {
            if found.get(line).is_none_or(|(longest, _)| *longest < run.len()) {
                found.insert(*line, (run.len(), *mark));
            }
        }
    }
    found.into_iter().map(|(line, (_, mark))| (line, mark)).collect()
}

/// What the number at the start of a line may be.
pub(super) fn read(line: &str) -> Vec<Mark> {
    let number = |counter, open, close, digits| TypedNumber { counter, open, close, digits };
    if line.starts_with("#. ") {
        return vec![Mark { number: number(Counter::Arabic, None, Some('.'), 0), value: 0, len: 2 }];
    }
    if line.starts_with("(@)") {
        return vec![Mark::EXAMPLE];
    }
    if let Some(len) = example_label(line) {
        return vec![Mark { len, ..Mark::EXAMPLE }];
    }
    let Some(first) = line.chars().next() else { return Vec::new() };
    for (base, last, counter) in [('①', '⑳', Counter::Circled), ('⑴', '⒇', Counter::Parenthesised)] {
        if (base..=last).contains(&first) {
            let value = u32::from(first) - u32::from(base) + 1;
            return vec![Mark { number: number(counter, None, None, 0), value, len: first.len_utf8() }];
        }
    }
    let open = Some(first).filter(|c| matches!(c, '(' | '（'));
    let inner = &line[open.map_or(0, char::len_utf8)..];
    let end = inner.char_indices().take(6).find(|(_, c)| matches!(c, ')' | '）' | '、' | '.' | '．'));
    let Some((end, close)) = end else { return Vec::new() };
    let (text, rest) = (&inner[..end], &inner[end + close.len_utf8()..]);
    let spaced = rest.starts_with([' ', '\t', '\u{3000}']);
    let fits = match (open, close) {
        (Some(_), ')' | '）') | (None, '）' | '、' | '．') => true,
        (None, ')' | '.') => spaced,
        _ => false,
    };
    if !fits {
        return Vec::new();
    }
    let len = line.len() - rest.len();
    let with = |counter: Counter, digits| {
        let mark = Mark { number: number(counter, open, Some(close), digits), value: value(counter, text)?, len };
        (mark.value > 0).then_some(mark)
    };
    let plain = COUNTERS.into_iter().filter_map(|counter| with(counter, 0)).filter(|_| !text.starts_with(['0', '０']));
    // `10、` may go on behind `09、`.
    let padded = (text.len() > 1 && text.is_ascii()).then(|| with(Counter::Arabic, text.len() as u8)).flatten();
    plain.chain(padded).collect()
}

/// How long `(@good)` is at the start of a line, with a blank behind it.
fn example_label(line: &str) -> Option<usize> {
    let label = line.strip_prefix("(@")?;
    let end = label.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))?;
    let is_apart = label[end..].strip_prefix(')')?.starts_with([' ', '\t', '\u{3000}']);
    (end > 0 && is_apart).then_some("(@".len() + end + 1)
}

fn value(counter: Counter, text: &str) -> Option<u32> {
    let is_upper = matches!(counter, Counter::UpperLetter | Counter::UpperRoman);
    let of_case = |c: char| if is_upper { c.is_ascii_uppercase() } else { c.is_ascii_lowercase() };
    let mut chars = text.chars();
    match counter {
        Counter::Arabic => arabic(text),
        Counter::LowerLetter | Counter::UpperLetter => match (chars.next()?, chars.next()) {
            (letter, None) if of_case(letter) => Some(u32::from(letter.to_ascii_lowercase()) - u32::from('a') + 1),
            _ => None,
        },
        Counter::LowerRoman | Counter::UpperRoman => chars.all(of_case).then(|| roman(&text.to_ascii_lowercase()))?,
        Counter::Chinese => chinese(text),
        Counter::Circled | Counter::Parenthesised => None,
    }
}

/// Digits of both widths.
fn arabic(text: &str) -> Option<u32> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        c => Some(c).filter(char::is_ascii_digit),
    };
    text.chars().map(narrow).collect::<Option<String>>()?.parse().ok()
}

/// Numbers up to 99.
fn chinese(text: &str) -> Option<u32> {
    let digit = |text: &str| {
        let mut digits = "一二三四五六七八九".chars().zip(1..);
        let mut chars = text.chars();
        let first = chars.next()?;
        chars.next().is_none().then(|| digits.find(|(c, _)| *c == first).map(|(_, n)| n)).flatten()
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

/// Numbers up to 39 in small letters.
fn roman(text: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let (tens, rest) = (0..=3).rev().find_map(|n| Some((n, text.strip_prefix("x".repeat(n).as_str())?)))?;
    let ones = ONES.iter().position(|ones| *ones == rest)?;
    u32::try_from(tens * 10 + ones).ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::{Mark, counted, read};
    use crate::model::Counter;

    fn lines(text: &str) -> Vec<usize> {
        let marks: Vec<_> = text.lines().map(read).collect();
        counted(&marks, Mark::kind, |_| false).into_keys().collect()
    }

    #[test]
    fn numbers_are_read() {
        let readings = |text: &str| -> Vec<(Counter, u32)> {
            read(text).iter().map(|mark| (mark.number.counter, mark.value)).collect()
        };
        assert_eq!(readings("（１）甲"), [(Counter::Arabic, 1)]);
        assert_eq!(readings("１２．甲"), [(Counter::Arabic, 12)]);
        assert_eq!(readings("（十二）甲"), [(Counter::Chinese, 12)]);
        assert_eq!(readings("i. a"), [(Counter::LowerLetter, 9), (Counter::LowerRoman, 1)]);
        for text in ["3.14 是", "a.b", "(见上)", "一是", "5) ", "e.g. x"] {
            assert!(read(text).len() <= 1, "{text}");
        }
        assert!(read("3.14 是").is_empty() && read("一是").is_empty());
    }

    #[test]
    fn only_what_goes_on_counting_splits() {
        assert_eq!(lines("前：\n（1）甲\n乙\n（2）丙"), [1, 3]);
        assert_eq!(lines("一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊"), [0, 1, 2, 3, 4]);
        assert_eq!(lines("i. a\nii. b\niii. c"), [0, 1, 2]);
        assert_eq!(lines("B. Adams\nC. Baker"), [0; 0]);
        assert_eq!(lines("（1）甲\n（3）乙"), [0; 0]);
        assert_eq!(lines("只有\n（2）一个"), [0; 0]);
    }

    #[test]
    fn a_list_keeps_one_look() {
        let looks = |text: &str| {
            let marks: Vec<_> = text.lines().map(read).collect();
            counted(&marks, Mark::look, |_| false)
                .into_values()
                .map(|mark| mark.number.format(mark.value))
                .collect::<Vec<_>>()
        };
        assert_eq!(looks("09、甲\n10、乙"), ["09、", "10、"]);
        assert_eq!(looks("9、甲\n10、乙"), ["9、", "10、"]);
        assert!(looks("（1）甲\n(2)乙").is_empty());
    }
}
