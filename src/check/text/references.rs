//! What is typed by the rules of references and not of sentences: lists of
//! references, and entries such as `[1] 王某某. 社区[J]. 学报, 2020.` elsewhere.
//!
//! GB/T 7714 parts names, titles, places and years by half-width marks with a
//! blank, also in Chinese entries.

use super::chars::{Char, OBJECT};
use super::sentence::is_sentence;
use crate::model::document::{Attr, Block, BlockKind, Inline, InlineKind};

/// The marks for the type of a document (GB/T 7714-2015, appendix B).
const TYPES: &[&str] = &["M", "C", "G", "N", "J", "D", "R", "S", "P", "A", "Z", "DB", "CP", "EB", "DS", "CM"];
/// The marks for its carrier, behind a slash: `[EB/OL]`.
const CARRIERS: &[&str] = &["OL", "CD", "MT", "DK"];
/// The longest mark in characters, its brackets without: `EB/OL`, with blanks.
const LONGEST_MARK: usize = 9;
/// The longest number of an entry in digits.
const LONGEST_NUMBER: usize = 4;
/// The longest heading of a list of references in characters: 三、主要参考文献.
const LONGEST_HEADING: usize = 40;

/// What a list of references is called.
const CHINESE_NAMES: &[&str] = &["参考文献", "主要参考文献", "参考书目", "参考资料", "引用文献"];
const ENGLISH_NAMES: &[&str] =
    &["references", "reference", "reference list", "bibliography", "works cited", "literature", "literature cited"];

/// Whether a block is a list of references as a whole.
pub(super) fn is_list(attr: &Attr) -> bool {
    attr.has_class("references") || attr.id.as_ref().is_some_and(|id| id.value == "refs")
}

/// What a block is to the lists of references that stand under a heading.
pub(super) enum Part {
    /// It begins one, which a heading of this level or above ends.
    List(u8),
    /// Another heading, of a level.
    Heading(u8),
    Other,
}

/// What a block is to the lists of references.
pub(super) fn part(block: &Block) -> Part {
    match &block.kind {
        BlockKind::Heading { level, content, .. } if names_list(content, false) => Part::List(*level),
        BlockKind::Heading { level, .. } => Part::Heading(*level),
        // A line of its own in place of a heading, ended by the next heading.
        BlockKind::Paragraph(content) if names_list(content, true) => Part::List(u8::MAX),
        _ => Part::Other,
    }
}

/// Whether a heading is that of a list of references, with or without a number;
/// a paragraph must say it and nothing else.
fn names_list(content: &[Inline], is_paragraph: bool) -> bool {
    let mut text = String::new();
    if !plain(content, &mut text) || text.chars().count() > LONGEST_HEADING {
        return false;
    }
    let around = |ch: char| ch.is_ascii_digit() || ch.is_whitespace() || "．.、-—:：()（）【】[]".contains(ch);
    let words = text.trim_matches(around).to_lowercase();
    let chinese: String = words.chars().filter(|ch| !ch.is_whitespace()).collect();
    let is_name = |name: &&str| if is_paragraph { chinese == **name } else { chinese.ends_with(*name) };
    // 主要参考文献, 相关文献; but not 文献综述.
    let in_chinese = CHINESE_NAMES.iter().any(is_name) || (!is_paragraph && chinese.ends_with("文献"));
    in_chinese || ENGLISH_NAMES.contains(&words.as_str())
}

/// The text of inlines without their marks; whether there is nothing else.
fn plain(content: &[Inline], text: &mut String) -> bool {
    content.iter().all(|inline| match &inline.kind {
        InlineKind::Text(part) => {
            text.push_str(part);
            text.len() <= LONGEST_HEADING * 4
        }
        InlineKind::Marked(_, inner) | InlineKind::Span(inner) => plain(inner, text),
        _ => false,
    })
}

/// Makes an object of each character of an entry of a list of references, but for the
/// ends of its lines.
pub(super) fn hide_entries(chars: &mut [Char]) {
    let lines: Vec<(usize, usize)> = lines(chars);
    let begins: Vec<usize> = (0..lines.len()).filter(|at| is_numbered(&chars[lines[*at].0..lines[*at].1])).collect();
    if begins.is_empty() {
        // A paragraph or an item of a list, in which a title may go over lines.
        hide_entry(chars);
        return;
    }
    hide_entry(&mut chars[..lines[begins[0]].0]);
    // Behind a number without a mark anything may stand, but not a sentence.
    for (at, first) in begins.iter().enumerate() {
        let end = begins.get(at + 1).map_or(chars.len(), |next| lines[*next].0);
        let entry = &mut chars[lines[*first].0..end];
        if is_sentence(entry) { hide_entry(entry) } else { hide(entry) }
    }
}

fn hide_entry(chars: &mut [Char]) {
    if has_mark(chars) || is_dated(chars) {
        hide(chars);
    }
}

fn hide(chars: &mut [Char]) {
    let inner = chars.iter_mut().filter(|sign| sign.ch != '\n');
    inner.for_each(|sign| *sign = Char { ch: OBJECT, exact: false, ..*sign });
}

/// The lines of a passage, each from its first character to behind its line end.
fn lines(chars: &[Char]) -> Vec<(usize, usize)> {
    let mut list = Vec::new();
    let mut start = 0;
    for line in chars.split_inclusive(|sign| sign.ch == '\n') {
        list.push((start, start + line.len()));
        start += line.len();
    }
    list
}

/// `[12]` at the start of a line.
fn is_numbered(line: &[Char]) -> bool {
    let Some((open, rest)) = line.split_first() else { return false };
    let digits = rest.iter().take_while(|sign| half(sign.ch).is_ascii_digit()).count();
    is_open(open.ch) && (1..=LONGEST_NUMBER).contains(&digits) && rest.get(digits).is_some_and(|s| is_close(s.ch))
}

/// Whether the type of a document is named as an entry does it: `[J].`, `[C]//`.
fn has_mark(chars: &[Char]) -> bool {
    (0..chars.len()).filter(|at| is_open(chars[*at].ch)).any(|open| {
        let inner: String = chars[open + 1..]
            .iter()
            .take(LONGEST_MARK + 1)
            .map(|sign| half(sign.ch))
            .take_while(|ch| !is_close(*ch))
            .collect();
        let close = open + 1 + inner.chars().count();
        let closes = chars.get(close).is_some_and(|sign| is_close(sign.ch));
        let behind = chars.get(close + 1).map(|sign| sign.ch);
        closes && is_type(&inner) && open > 0 && behind.is_none_or(|ch| "..．,:：/(\n。 ".contains(ch))
    })
}

fn is_type(text: &str) -> bool {
    let text: String = text.chars().filter(|ch| *ch != ' ').collect();
    match text.split_once('/') {
        Some((kind, carrier)) => TYPES.contains(&kind) && CARRIERS.contains(&carrier),
        None => TYPES.contains(&text.as_str()),
    }
}

/// An entry without a mark: `王某某. 社区治理. 北京: 某大学出版社, 2020.`, which
/// has a stop behind its names, a year behind a mark or in parentheses, and no
/// Chinese stop. `王某某: 《社区治理》, 某大学出版社, 2020年.` ends with its year.
fn is_dated(chars: &[Char]) -> bool {
    let text: Vec<char> = chars.iter().map(|sign| sign.ch).collect();
    let stop = |ch: char| matches!(ch, '。' | '，' | '；' | '？' | '！');
    if text.iter().any(|ch| stop(*ch)) {
        return false;
    }
    let parted = text.windows(2).any(|pair| pair == ['.', ' ']);
    let titled = text.contains(&'《');
    let mut separators = (0..text.len()).filter(|at| matches!(text[*at], ',' | ';' | ':' | '('));
    separators.any(|at| {
        let blanks = text[at + 1..].iter().take_while(|ch| **ch == ' ').count();
        let [a, b, c, d, rest @ ..] = &text[at + 1 + blanks..] else { return false };
        let is_year = matches!([a, b], ['1', '5'..='9'] | ['2', '0']) && c.is_ascii_digit() && d.is_ascii_digit();
        let cited = parted && rest.first().is_none_or(|ch| ".,:;()\n".contains(*ch));
        is_year && (cited || (titled && rest.iter().all(|ch| "年. \n".contains(*ch))))
    })
}

fn is_open(ch: char) -> bool {
    matches!(ch, '[' | '［' | '【' | '〔')
}

fn is_close(ch: char) -> bool {
    matches!(ch, ']' | '］' | '】' | '〕')
}

/// The half-width form of a full-width letter, digit or slash.
fn half(ch: char) -> char {
    match ch {
        '／' | '０'..='９' | 'Ａ'..='Ｚ' => char::from_u32(u32::from(ch) - 0xFEE0).unwrap_or(ch),
        _ => ch,
    }
}
