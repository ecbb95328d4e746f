//! What a paragraph is by what it says: a heading with a typed number, a
//! caption, a heading of what stands before or behind the chapters.

use super::properties::Properties;
use crate::style::numbering::{Counter, Pattern, PatternPart};

/// How long a heading or a caption is at the most, in characters.
const LONGEST: usize = 60;
/// Headings that are no chapters, as they begin without blanks.
const AROUND: [&str; 24] = [
    "摘要",
    "中文摘要",
    "英文摘要",
    "abstract",
    "目录",
    "contents",
    "tableofcontents",
    "插图",
    "图目录",
    "表目录",
    "声明",
    "独创性声明",
    "原创性声明",
    "学位论文",
    "授权",
    "致谢",
    "谢辞",
    "acknowledg",
    "参考文献",
    "references",
    "bibliography",
    "附录",
    "appendix",
    "成绩",
];

/// What the kind of a document on its cover holds, which may be set as a heading.
const KINDS: [&str; 12] = [
    "毕业设计",
    "毕业论文",
    "学位论文",
    "课程设计",
    "课程论文",
    "实验报告",
    "开题报告",
    "实习报告",
    "实训报告",
    "设计报告",
    "thesis",
    "dissertation",
];

/// Whether a text says of what kind a document is, as a cover does, rather than
/// what a chapter is about.
pub(super) fn is_kind(text: &str) -> bool {
    let bare: String = text.chars().filter(|ch| !ch.is_whitespace()).flat_map(char::to_lowercase).collect();
    typed_number(text).is_none() && KINDS.iter().any(|kind| bare.contains(kind))
}

/// Whether a text heads what stands around the chapters.
pub(super) fn is_around(text: &str) -> bool {
    let text: String = text.chars().filter(|ch| !ch.is_whitespace()).flat_map(char::to_lowercase).collect();
    AROUND.iter().any(|start| text.starts_with(start))
}

/// The level of the outline, from 0, that properties state (ECMA-376-1
/// §17.3.1.20).
pub(super) fn outline_level(properties: &Properties) -> Option<usize> {
    properties.get("outlineLvl")?.parse().ok()
}

/// The number that is typed before a heading, as a pattern, and its level.
pub(super) fn typed_number(text: &str) -> Option<(usize, Pattern, usize)> {
    let text = text.trim();
    let count = text.chars().count();
    if count > LONGEST || text.ends_with(['。', '；', '，', '：', '.', ';', ':', ',']) {
        return None;
    }
    let literal = |text: &str| PatternPart::Literal(text.to_owned());
    if let Some(rest) = text.strip_prefix('第') {
        let rest = rest.trim_start();
        let (counter, digits) = counter(rest)?;
        let behind = rest.get(digits..)?.trim_start();
        let sign = ['章', '节', '篇'].into_iter().find(|sign| behind.starts_with(*sign))?;
        let level = if sign == '节' { 2 } else { 1 };
        let blank = if text.chars().nth(1).is_some_and(char::is_whitespace) { " " } else { "" };
        let end = format!("{blank}{sign}");
        let parts = vec![literal(&format!("第{blank}")), PatternPart::Counter(counter), literal(&end)];
        let used = text.len() - behind.len() + sign.len_utf8();
        return Some((level, Pattern { parts }, used));
    }
    if let Some(open) = ['（', '('].into_iter().find(|open| text.starts_with(*open)) {
        let (counter, digits) = counter(&text[open.len_utf8()..])?;
        let at = open.len_utf8() + digits;
        let close = text.get(at..)?.chars().next().filter(|close| matches!(close, '）' | ')'))?;
        let level = if counter == Counter::Chinese { 2 } else { 4 };
        let parts = vec![literal(&open.to_string()), PatternPart::Counter(counter), literal(&close.to_string())];
        return Some((level, Pattern { parts }, at + close.len_utf8()));
    }
    let (counter, digits) = counter(text)?;
    if counter == Counter::Chinese {
        text.get(digits..)?.strip_prefix('、')?;
        let parts = vec![PatternPart::Counter(counter), literal("、")];
        return Some((1, Pattern { parts }, digits + '、'.len_utf8()));
    }
    arabic(text)
}

/// `1`, `1.1`, `1.1.1`: what follows must not go on as a number or a unit would.
fn arabic(text: &str) -> Option<(usize, Pattern, usize)> {
    let mut parts = vec![PatternPart::Counter(Counter::Arabic)];
    let (mut level, mut at) = (1, counter(text)?.1);
    loop {
        let rest = text.get(at..)?;
        let Some(behind) = rest.strip_prefix(['.', '．']) else { break };
        let Some((Counter::Arabic, digits)) = counter(behind) else { break };
        parts.extend([PatternPart::Literal(".".to_owned()), PatternPart::Counter(Counter::Arabic)]);
        level += 1;
        at = text.len() - behind.len() + digits;
    }
    let rest = text.get(at..)?;
    let next = rest.chars().next()?;
    let follows = match next {
        '.' | '．' | '、' => {
            parts.push(PatternPart::Literal(if next == '．' { ".".to_owned() } else { next.to_string() }));
            at += next.len_utf8();
            !rest[next.len_utf8()..].trim().is_empty()
        }
        // Nor 20  年  月.
        next if next.is_whitespace() => !rest.trim_start().starts_with(['年', '月', '日']),
        // 1绪论, but not 3月 or 5个.
        next => level > 1 && next > '\u{2E80}',
    };
    (follows && level <= 6).then_some((level, Pattern { parts }, at))
}

/// The counter of the digits at the start, and how long they are in bytes.
fn counter(text: &str) -> Option<(Counter, usize)> {
    let length = |is: fn(char) -> bool| text.find(|ch| !is(ch)).unwrap_or(text.len());
    let arabic = length(|ch| ch.is_ascii_digit());
    let chinese = length(|ch| "一二三四五六七八九十".contains(ch));
    match (arabic, chinese) {
        (0, 0) => None,
        (0, chinese) => (chinese <= 9).then_some((Counter::Chinese, chinese)),
        (arabic, _) => (arabic <= 2).then_some((Counter::Arabic, arabic)),
    }
}

/// Whether a paragraph is a caption: of a figure (`false`) or of a table.
pub(super) fn caption(text: &str) -> Option<bool> {
    let text = text.trim();
    if text.chars().count() > LONGEST || text.ends_with(['。', '，', '；']) {
        return None;
    }
    let starts = [("图", false), ("表", true), ("Figure ", false), ("Fig. ", false), ("Table ", true)];
    let (rest, is_table) = starts.into_iter().find_map(|(start, is)| Some((text.strip_prefix(start)?, is)))?;
    let rest = rest.trim_start();
    let digits = rest.find(|ch: char| !(ch.is_ascii_alphanumeric() || "-.–－．".contains(ch))).unwrap_or(rest.len());
    // A word such as 图像 or 表2所示 is none.
    let is_number =
        rest.starts_with(|ch: char| ch.is_ascii_digit()) || (digits > 0 && rest[..digits].contains(['.', '-']));
    let behind = rest.get(digits..).unwrap_or_default();
    let is_apart = behind.is_empty() || behind.starts_with([' ', '\u{3000}', ':', '：', '\t']);
    (is_number && is_apart).then_some(is_table)
}

#[cfg(test)]
mod tests {
    use super::{caption, typed_number};

    #[test]
    fn typed_numbers_have_a_level_and_a_pattern() {
        let found = |text: &str| typed_number(text).map(|(level, pattern, _)| (level, pattern.to_string()));
        let is = |level: usize, pattern: &str| Some((level, pattern.to_owned()));
        assert_eq!(found("第3章 方法"), is(1, "第1章"));
        assert_eq!(found("第 二 章 方法"), is(1, "第 一 章"));
        assert_eq!(found("1 绪论"), is(1, "1"));
        assert_eq!(found("2. Methods"), is(1, "1."));
        assert_eq!(found("1.2背景"), is(2, "1.1"));
        assert_eq!(found("3.1.2　数据"), is(3, "1.1.1"));
        assert_eq!(found("二、背景"), is(1, "一、"));
        assert_eq!(found("（三）数据"), is(2, "（一）"));
        for text in ["3月的数据", "20   年   月", "2026 年，我们做了。", "绪论", "1", "12345 字"] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn captions_are_known_by_their_number() {
        assert_eq!(caption("图 1-1 结构"), Some(false));
        assert_eq!(caption("表3.2　数据"), Some(true));
        assert_eq!(caption("Fig. 2: A sample"), Some(false));
        for text in ["图像处理", "表1所示的数据。", "图1所示"] {
            assert_eq!(caption(text), None, "{text}");
        }
    }
}
