//! `[@a; @b, 第 3 页]`, `@key`, `@fig:id`: the words after an `@` become the
//! works of a citation or a reference to something numbered.
//!
//! A key is of ASCII letters, digits and `_ : . # $ % & - + ? < > ~ /`, does not
//! end in a sign, and so ends before a Chinese character; only in brackets may
//! a key be Chinese. An id after `fig: tbl: eq: sec: lst: thm:` … (or `fig-` …) may be
//! of any script: of the ids that the document defines the longest with which
//! the text goes on is taken, else the run of ASCII, else the run of letters.
//! This file works on strings; it knows no tree.

use std::collections::BTreeSet;

/// The longest key or id, in bytes.
pub(crate) const MAX_KEY: usize = 200;

/// What the ids of numbered things begin with; those of theorems, definitions and
/// proofs are Quarto's.
const PREFIXES: [&str; 19] = [
    "fig", "tbl", "eq", "sec", "lst", "thm", "lem", "cor", "prp", "cnj", "hyp", "axm", "def", "exm", "exr", "rem",
    "prf", "sol", "alg",
];

/// Whether ids of a kind that fuzi knows begin so.
pub(super) fn is_prefix(key: &str) -> bool {
    PREFIXES.contains(&key)
}

/// What one `@` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A work.
    Work,
    /// Something numbered.
    Numbered,
}

/// One entry of a pair of brackets; the ranges point into their text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// A work or something numbered.
    pub kind: Kind,
    /// The key or id.
    pub key: std::ops::Range<usize>,
    /// What stands before it.
    pub prefix: String,
    /// What stands behind it.
    pub suffix: String,
    /// Whether a minus stands before the `@`.
    pub minus: bool,
}

/// The key at the start of `text`, which follows an `@` in running text: what
/// it is and its length.
pub(crate) fn narrative(text: &str, ids: &BTreeSet<String>) -> Option<(Kind, usize)> {
    if let Some(len) = numbered(text, ids) {
        return Some((Kind::Numbered, len));
    }
    let len = ascii_key(text);
    // What it means is settled where the kinds of the document and its works are known.
    let len = defined(text, ids).filter(|defined| *defined > len).unwrap_or(len);
    (len > 0).then_some((Kind::Work, len))
}

/// The longest id of a kind that fuzi does not know with which the text goes on, if it
/// is more than a key of ASCII.
fn defined(text: &str, ids: &BTreeSet<String>) -> Option<usize> {
    let kind = run(text, |c| c.is_ascii_alphanumeric());
    let rest = text[kind..].strip_prefix([':', '-']).filter(|_| kind > 0)?;
    let whole = kind + 1 + run(rest, is_of_id);
    let ends = text[..whole].char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    ends.take_while(|end| *end > kind + 1).find(|end| !splits_word(text, *end) && ids.contains(&text[..*end]))
}

/// Whether an id behind its kind may hold a character.
fn is_of_id(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+' | '/' | '·')
}

/// The entries of a pair of brackets; `None` if it is no citation.
pub(crate) fn bracket(text: &str, ids: &BTreeSet<String>) -> Option<Vec<Entry>> {
    parts(text).into_iter().map(|part| entry(text, part.start, part.end, ids)).collect()
}

/// The parts of the text of a pair of brackets: cut at semicolons, and at commas
/// and words like 和 before another `@`.
fn parts(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut cuts: Vec<(usize, usize)> =
        text.match_indices([';', '；']).map(|(at, sign)| (at, at + sign.len())).collect();
    let first = text.find('@').unwrap_or(text.len());
    for (at, _) in text.match_indices('@').filter(|(at, _)| *at > first) {
        let before = text[..at].strip_suffix('-').unwrap_or(&text[..at]).trim_end();
        let head = JOINTS.iter().find_map(|joint| before.strip_suffix(joint).filter(|head| ends_part(head, joint)));
        cuts.extend(head.map(|head| (head.len(), before.len())));
    }
    // The end of the last part belongs to it unless a sign ends it.
    cuts.sort_unstable();
    let mut parts = Vec::new();
    let mut start = 0;
    for (from, to) in cuts {
        parts.push(start..from.max(start));
        start = to;
    }
    if start < text.len() || parts.is_empty() {
        parts.push(start..text.len());
    }
    parts
}

/// What stands between two keys of one pair of brackets, beside semicolons.
const JOINTS: [&str; 10] = [",", "，", "、", "以及", "和", "与", "與", "及", "and", "&"];

/// Whether a joint behind a text is one: a Latin word stands by itself.
fn ends_part(head: &str, joint: &str) -> bool {
    head.contains('@')
        && !head.trim_end().ends_with([';', '；'])
        && (joint != "and" || head.ends_with(char::is_whitespace))
}

/// Whether the character can stand before an `@` that is no address.
pub(crate) fn may_precede(c: char) -> bool {
    !(c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | '/' | '\\'))
}

fn entry(text: &str, start: usize, end: usize, ids: &BTreeSet<String>) -> Option<Entry> {
    let part = &text[start..end];
    let (at, _) = part.match_indices('@').find(|(at, _)| part[..*at].chars().next_back().is_none_or(may_precede))?;
    let rest = &part[at + 1..];
    let (kind, len) = narrative(rest, ids).or_else(|| Some((Kind::Work, any_key(rest)?)))?;
    let minus = part[..at].ends_with('-');
    let prefix = part[..at - usize::from(minus)].trim().to_owned();
    let suffix = rest[len..].trim_start().trim_start_matches([',', '，']).trim().to_owned();
    let key = start + at + 1..start + at + 1 + len;
    Some(Entry { kind, key, prefix, suffix, minus })
}

fn numbered(text: &str, ids: &BTreeSet<String>) -> Option<usize> {
    let begins = |prefix: &str| {
        let kind = text.get(..prefix.len()).filter(|kind| kind.eq_ignore_ascii_case(prefix));
        // `Fig:` begins a sentence; `FIG:` is no spelling of any tool.
        kind.is_some_and(|kind| kind[1..] == prefix[1..]) && text[prefix.len()..].starts_with([':', '-'])
    };
    let prefix = PREFIXES.iter().find(|prefix| begins(prefix))?;
    let is_capital = text.starts_with(|c: char| c.is_ascii_uppercase());
    let rest = &text[prefix.len() + 1..];
    let run = run(rest, is_of_id);
    let whole = prefix.len() + 1 + run;
    let ends = text[..whole].char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    let mut ends = ends.take_while(|end| *end > prefix.len() + 1).filter(|end| !splits_word(text, *end));
    let is_defined = |id: &str| {
        let (kind, rest) = id.split_at(prefix.len());
        let lower = |sign: &str| format!("{}{sign}{}", kind.to_ascii_lowercase(), &rest[1..]);
        ids.contains(id) || is_capital && [":", "-"].iter().any(|sign| ids.contains(&lower(sign)))
    };
    let defined = ends.find(|end| is_defined(&text[..*end]));
    if is_capital && defined.is_none() && text[prefix.len()..].starts_with('-') {
        // A work may well be called Sec-2010.
        return None;
    }
    let ascii = trim_signs(&rest[..self::run(&rest[..run], |c| c.is_ascii())]);
    let letters = trim_signs(&rest[..run]);
    let guess = if ascii > 0 { ascii } else { letters };
    defined.or_else(|| (guess > 0).then_some(prefix.len() + 1 + guess))
}

/// Whether an id that ended here would cut a Latin word.
fn splits_word(text: &str, end: usize) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text[..end].ends_with(is_word) && text[end..].starts_with(is_word)
}

fn ascii_key(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
        return 0;
    }
    trim_signs(&text[..run(text, |c| c.is_ascii_alphanumeric() || "_:.#$%&-+?<>~/".contains(c))])
}

fn any_key(text: &str) -> Option<usize> {
    let len = trim_signs(&text[..run(text, |c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '·'))]);
    (len > 0).then_some(len)
}

fn run(text: &str, holds: impl Fn(char) -> bool) -> usize {
    let len = text.find(|c| !holds(c)).unwrap_or(text.len()).min(MAX_KEY);
    (0..=len).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn trim_signs(text: &str) -> usize {
    text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_').len()
}

#[cfg(test)]
mod tests {
    use super::{Kind, bracket, narrative};
    use std::collections::BTreeSet;

    fn ids() -> BTreeSet<String> {
        ["fig:增长", "fig:price", "sec:a.b"].map(str::to_owned).into()
    }

    fn key(text: &str) -> Option<&str> {
        narrative(text, &ids()).map(|(_, len)| &text[..len])
    }

    #[test]
    fn keys_end_where_they_should() {
        assert_eq!(key("doe2020。"), Some("doe2020"));
        assert_eq!(key("doe:a.b, x"), Some("doe:a.b"));
        assert_eq!(key("doe2020指出"), Some("doe2020"));
        assert_eq!(key("张三"), None);
        assert_eq!(key("fig:增长所示"), Some("fig:增长"));
        assert_eq!(key("fig:price所示"), Some("fig:price"));
        assert_eq!(key("fig:price2所示"), Some("fig:price2"));
        assert_eq!(key("fig:other所示"), Some("fig:other"));
        assert_eq!(key("fig:图一，"), Some("fig:图一"));
        assert_eq!(key("fig-price."), Some("fig-price"));
        assert_eq!(key("sec:a.b."), Some("sec:a.b"));
        assert_eq!(key("fig:"), Some("fig"));
        assert_eq!(key("Fig:增长所示"), Some("Fig:增长"));
        assert_eq!(narrative("Sec-2010", &ids()), Some((Kind::Work, 8)));
    }

    #[test]
    fn brackets_are_cut_before_every_key() {
        let keys = |text: &'static str| -> Vec<&str> {
            bracket(text, &ids()).unwrap().iter().map(|entry| &text[entry.key.clone()]).collect()
        };
        assert_eq!(keys("@fig:增长, @sec:a.b"), ["fig:增长", "sec:a.b"]);
        assert_eq!(keys("@a，-@b 和 @c; @d and @e、@f"), ["a", "b", "c", "d", "e", "f"]);
        assert_eq!(keys("@band @e"), ["band"]);
        assert_eq!(bracket("@a, p. 3, 见下; @b,", &ids()).unwrap()[0].suffix, "p. 3, 见下");
    }

    #[test]
    fn brackets_hold_several() {
        let text = "见 @a, 第 3 页；-@张三";
        let entries = bracket(text, &ids()).unwrap();
        assert_eq!((entries[0].prefix.as_str(), entries[0].suffix.as_str()), ("见", "第 3 页"));
        assert!(entries[1].minus && &text[entries[1].key.clone()] == "张三");
        assert_eq!(bracket("-@fig:增长", &ids()).unwrap()[0].kind, Kind::Numbered);
        assert!(
            bracket("a@b.c", &ids()).is_none() && bracket("@a; b", &ids()).is_none() && bracket("@", &ids()).is_none()
        );
    }
}
