//! The number that somebody typed at the beginning of a heading is read with its
//! scheme: 第一章, 1.2, 一、, （一）, Chapter 4:, 附录A, 实验一.
//!
//! It looks at one text; whether its number is one of a series, or part of the
//! text after all, is decided among its neighbours.

use super::numerals::{Numeral, narrow, read};
use super::typed::{Scheme, Sort, Typed};

/// What stands behind 第 and its numeral.
const UNITS: [&str; 17] =
    ["部分", "单元", "單元", "章", "节", "節", "编", "編", "篇", "部", "回", "卷", "讲", "講", "课", "課", "条"];
/// Words that a number follows at once or behind a space, in Chinese.
const HAN_WORDS: [&str; 14] =
    ["附录", "附錄", "付録", "实验", "實驗", "任务", "任務", "项目", "模块", "专题", "專題", "课题", "单元", "案例"];
/// Words that a number follows behind a space.
const LATIN_WORDS: [&str; 11] =
    ["chapter", "part", "section", "appendix", "annex", "lecture", "unit", "lesson", "lab", "experiment", "module"];
/// What may stand between a number and its text, besides spaces.
const SEPARATORS: &str = ":：、.．,，-–—―|｜·・";

/// The number at the beginning of a text; `None` if it begins with none.
pub(in crate::resolve) fn typed_number(text: &str) -> Option<Typed> {
    let lead = text.len() - text.trim_start().len();
    let line = Line::new(&text[lead..]);
    let found = line.ordinal().or_else(|| line.named()).or_else(|| line.enclosed()).or_else(|| line.bracketed());
    let found = found.or_else(|| line.of_appendix()).or_else(|| line.dotted()).or_else(|| line.single());
    let Found { scheme, sort, values, len, separated } = found?;
    let label: String = text[lead..].chars().take(len).collect();
    let rest = line.behind(len, separated)?;
    Some(Typed { scheme, sort, values, label: label.trim_end().to_owned(), end: lead + line.byte(rest) })
}

/// The characters of a text, all of one width.
struct Line {
    chars: Vec<char>,
    bytes: Vec<usize>,
}

struct Found {
    scheme: Scheme,
    sort: Sort,
    values: Vec<u32>,
    /// How many characters the number takes with its words.
    len: usize,
    /// Whether its last sign parts it from any text.
    separated: bool,
}

/// How far into a heading a number is looked for.
const FAR: usize = 40;

impl Line {
    fn new(text: &str) -> Self {
        let (mut chars, mut bytes) = (Vec::new(), Vec::new());
        for (at, ch) in text.char_indices().take(FAR) {
            chars.push(narrow(ch));
            bytes.push(at);
        }
        bytes.push(text.char_indices().nth(FAR).map_or(text.len(), |(at, _)| at));
        Self { chars, bytes }
    }

    fn byte(&self, at: usize) -> usize {
        self.bytes[at.min(self.bytes.len() - 1)]
    }

    fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn spaces(&self, at: usize) -> usize {
        at + self.chars[at.min(self.chars.len())..].iter().take_while(|ch| ch.is_whitespace()).count()
    }

    fn starts(&self, at: usize, word: &str) -> bool {
        let rest = self.chars.get(at..).unwrap_or_default();
        word.chars().count() <= rest.len() && word.chars().zip(rest).all(|(a, b)| a == b.to_ascii_lowercase())
    }

    fn number(&self, at: usize, numerals: &[Numeral]) -> Option<(u32, usize, Numeral)> {
        let rest = self.chars.get(at..)?;
        numerals.iter().find_map(|numeral| read(rest, *numeral).map(|(value, len)| (value, at + len, *numeral)))
    }

    /// Where the text begins behind a number and what parts them; `None` if
    /// nothing does.
    fn behind(&self, len: usize, separated: bool) -> Option<usize> {
        let at = self.spaces(len);
        let sign = self.at(at).filter(|ch| SEPARATORS.contains(*ch));
        let rest = if sign.is_some() { self.spaces(at + 1) } else { at };
        (separated || rest > len || at >= self.chars.len()).then_some(rest)
    }

    /// 第一章, 第 2 节.
    fn ordinal(&self) -> Option<Found> {
        if self.at(0) != Some('第') {
            return None;
        }
        let (value, end, numeral) =
            self.number(self.spaces(1), &[Numeral::Arabic, Numeral::Chinese, Numeral::Roman])?;
        let unit_at = self.spaces(end);
        let unit = UNITS.iter().find(|unit| self.starts(unit_at, unit))?;
        let len = unit_at + unit.chars().count();
        // 第一章绪论 is a number, 第一部作品 and 第一课堂 are words.
        let separated = matches!(*unit, "章" | "编" | "編" | "篇");
        let scheme = Scheme::Named("第".into(), (*unit).into());
        Some(Found { scheme, sort: sort(numeral), values: vec![value], len, separated })
    }

    /// Chapter 4, Part II, 附录A, 实验一.
    fn named(&self) -> Option<Found> {
        let han = HAN_WORDS.iter().find(|word| self.starts(0, word)).map(|word| (*word, word.chars().count()));
        let latin = || LATIN_WORDS.iter().find(|word| self.starts(0, word)).map(|word| (*word, word.len()));
        let (word, len) = han.or_else(latin)?;
        let at = self.spaces(len);
        if word.is_ascii() && at == len {
            return None;
        }
        let numerals = [Numeral::Arabic, Numeral::Chinese, Numeral::Roman, Numeral::Letter];
        let appendix = [Numeral::Letter, Numeral::Arabic, Numeral::Chinese, Numeral::Roman];
        let is_appendix = matches!(word, "附录" | "附錄" | "付録" | "appendix" | "annex");
        let (value, end, numeral) = self.number(at, if is_appendix { &appendix } else { &numerals })?;
        let (mut values, mut end) = (vec![value], end);
        while let Some((value, next)) = self.part(end) {
            values.push(value);
            end = next;
        }
        let scheme = Scheme::Named(word.into(), String::new());
        Some(Found { scheme, sort: sort(numeral), values, len: end, separated: false })
    }

    /// （一）, (1).
    fn enclosed(&self) -> Option<Found> {
        if self.at(0) != Some('(') {
            return None;
        }
        let all = [Numeral::Arabic, Numeral::Chinese, Numeral::Roman, Numeral::Letter];
        let (value, end, numeral) = self.number(self.spaces(1), &all)?;
        let close = self.spaces(end);
        let found = Found {
            scheme: Scheme::Enclosed(sort(numeral)),
            sort: sort(numeral),
            values: vec![value],
            len: close + 1,
            separated: true,
        };
        (self.at(close) == Some(')')).then_some(found)
    }

    /// `[1.2.0]`: a release in a list of changes.
    fn bracketed(&self) -> Option<Found> {
        if self.at(0) != Some('[') {
            return None;
        }
        let (values, end) = self.places(1)?;
        let found =
            Found { scheme: Scheme::Enclosed(Sort::Arabic), sort: Sort::Arabic, values, len: end + 1, separated: true };
        (self.at(end) == Some(']')).then_some(found)
    }

    /// 1.2 and more places, with where they end.
    fn places(&self, at: usize) -> Option<(Vec<u32>, usize)> {
        let (value, mut end, _) = self.number(at, &[Numeral::Arabic])?;
        let mut values = vec![value];
        while let Some((value, next)) = self.part(end) {
            values.push(value);
            end = next;
        }
        (values.len() > 1).then_some((values, end))
    }

    /// `.2`, with where it ends.
    fn part(&self, at: usize) -> Option<(u32, usize)> {
        (self.at(at) == Some('.'))
            .then(|| self.number(at + 1, &[Numeral::Arabic]))
            .flatten()
            .map(|(v, end, _)| (v, end))
    }

    /// A.1.
    fn of_appendix(&self) -> Option<Found> {
        let letter = self.at(0).filter(char::is_ascii_uppercase)?;
        let (mut values, mut end) = (vec![u32::from(letter as u8 - b'A') + 1], 1);
        while let Some((value, next)) = self.part(end) {
            values.push(value);
            end = next;
        }
        (values.len() > 1).then_some(Found {
            scheme: Scheme::OfAppendix,
            sort: Sort::Letter,
            values,
            len: end,
            separated: false,
        })
    }

    /// 1.2, 1.2.3, 1.2.
    fn dotted(&self) -> Option<Found> {
        let (values, mut end) = self.places(0)?;
        if self.at(end) == Some('.') {
            end += 1;
        }
        // 1.1背景; but 1.5倍 is an amount, which its neighbours tell.
        let separated = self.at(end).is_some_and(crate::model::is_han);
        Some(Found { scheme: Scheme::Bare(Sort::Arabic), sort: Sort::Arabic, values, len: end, separated })
    }

    /// 1, 1., 1、, 1), 一、, II., A., ①.
    fn single(&self) -> Option<Found> {
        let all = [Numeral::Arabic, Numeral::Chinese, Numeral::Roman, Numeral::Letter, Numeral::Circled];
        let (value, end, numeral) = self.number(0, &all)?;
        let sort = sort(numeral);
        let found = |scheme, len, separated| Some(Found { scheme, sort, values: vec![value], len, separated });
        match self.at(end) {
            _ if numeral == Numeral::Circled => found(Scheme::Bare(sort), end, true),
            Some('、') => found(Scheme::Listed(sort), end + 1, true),
            Some(')') => found(Scheme::Closed(sort), end + 1, true),
            Some('.') => {
                let han = self.at(end + 1).is_some_and(crate::model::is_han);
                found(Scheme::Bare(sort), end + 1, han)
            }
            // “A study” is no number, “II 方法” is one.
            _ if numeral == Numeral::Letter => None,
            _ => found(Scheme::Bare(sort), end, false),
        }
    }
}

fn sort(numeral: Numeral) -> Sort {
    match numeral {
        Numeral::Arabic => Sort::Arabic,
        Numeral::Chinese => Sort::Chinese,
        Numeral::Roman => Sort::Roman,
        Numeral::Letter => Sort::Letter,
        Numeral::Circled => Sort::Circled,
    }
}

#[cfg(test)]
mod tests {
    use super::{Scheme, Sort, typed_number};

    fn parts(text: &str) -> Option<(String, Vec<u32>, &str)> {
        typed_number(text).map(|typed| (typed.label, typed.values, &text[typed.end..]))
    }

    #[test]
    fn numbers_are_read_with_their_words() {
        for (text, label, values, rest) in [
            ("第一章 绪论", "第一章", vec![1], "绪论"),
            ("第二章绪论", "第二章", vec![2], "绪论"),
            ("第 2 章：方法", "第 2 章", vec![2], "方法"),
            ("第 1 节：为什么", "第 1 节", vec![1], "为什么"),
            ("第三部分 结果", "第三部分", vec![3], "结果"),
            ("Chapter 1：研究背景", "Chapter 1", vec![1], "研究背景"),
            ("Part II - Methods", "Part II", vec![2], "Methods"),
            ("Section 2.1 Data", "Section 2.1", vec![2, 1], "Data"),
            ("Appendix A: Proofs", "Appendix A", vec![1], "Proofs"),
            ("附录B 问卷", "附录B", vec![2], "问卷"),
            ("附录一", "附录一", vec![1], ""),
            ("实验一 链表", "实验一", vec![1], "链表"),
            ("任务3：部署", "任务3", vec![3], "部署"),
            ("1 绪论", "1", vec![1], "绪论"),
            ("１．２　背景", "１．２", vec![1, 2], "背景"),
            ("1.1.1 背景", "1.1.1", vec![1, 1, 1], "背景"),
            ("1.1背景", "1.1", vec![1, 1], "背景"),
            ("1. 引言", "1.", vec![1], "引言"),
            ("2、方法", "2、", vec![2], "方法"),
            ("3) 方法", "3)", vec![3], "方法"),
            ("一、概况", "一、", vec![1], "概况"),
            ("十二、 概况", "十二、", vec![12], "概况"),
            ("（二）措施", "（二）", vec![2], "措施"),
            ("(3) 措施", "(3)", vec![3], "措施"),
            ("II. Methods", "II.", vec![2], "Methods"),
            ("A. Data", "A.", vec![1], "Data"),
            ("A.2 Data", "A.2", vec![1, 2], "Data"),
            ("③ 措施", "③", vec![3], "措施"),
        ] {
            assert_eq!(parts(text), Some((label.to_owned(), values, rest)), "{text}");
        }
    }

    #[test]
    fn texts_carry_none() {
        for text in [
            "2025 年展望",
            "一带一路",
            "第一次浪潮",
            "2024.10 纪要",
            "5G 网络",
            "3D打印",
            "第一部作品",
            "Partly cloudy",
            "Chapter and verse",
            "附录",
            "实验1000次",
            "Mixed results",
            "",
            "第",
            "(2024) 总结",
            "In short",
            "项目管理",
            "A study of rain",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn schemes_know_their_own() {
        let scheme = |text| typed_number(text).unwrap().scheme;
        assert_eq!(scheme("第一章 a"), scheme("第2章 b"));
        assert_ne!(scheme("第一章 a"), scheme("第一节 a"));
        assert_eq!(scheme("1. a"), scheme("2.1 b"));
        assert_ne!(scheme("1、a"), scheme("一、a"));
        assert_eq!(scheme("（一）a"), Scheme::Enclosed(Sort::Chinese));
        let bare = |text| typed_number(text).unwrap().bare();
        assert_eq!([bare("第二章 x"), bare("Chapter 4: x"), bare("附录A"), bare("2.1 x")], ["二", "4", "A", "2.1"]);
    }
}
