//! The label that somebody typed before a caption is read: 图 5-13, 表二, Figure 3:.
//!
//! It looks at one text; what becomes of the label is decided elsewhere.

use crate::model::is_han;
use crate::model::resolved::CaptionKind;
use crate::resolve::typed_numbers::{Numeral, narrow, read_numeral};

/// The words of labels, the longer before the shorter; in small letters.
const FIGURES: [&str; 8] = ["插图", "附图", "figure", "fig.", "fig", "图", "圖", "図"];
const TABLES: [&str; 6] = ["附表", "表格", "table", "tab.", "tab", "表"];
const LISTINGS: [&str; 6] = ["代码清单", "程序清单", "代码", "程式碼", "listing", "code"];
/// What may stand between a label and its caption, besides spaces.
const SEPARATORS: &str = ":.、．：,，—–-|";

/// A typed label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedLabel {
    /// The word as it was typed, with the space behind it.
    pub(super) word: String,
    /// The number as it was typed, such as 5-13.
    pub(super) number: String,
    /// The parts of the number, each as it counts: `["5", "13"]`.
    pub(super) parts: Vec<String>,
    /// The bytes of the text up to the caption.
    pub(super) end: usize,
    /// Whether a colon or the like parts it from the caption.
    pub(super) is_parted: bool,
}

/// The label at the beginning of a text; `None` if it begins with none.
pub(super) fn typed_label(text: &str, kind: CaptionKind) -> Option<TypedLabel> {
    let words: &[&str] = match kind {
        CaptionKind::Figure => &FIGURES,
        CaptionKind::Table => &TABLES,
        CaptionKind::Code => &LISTINGS,
    };
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).take(MOST).collect();
    let chars: Vec<char> = text.chars().take(bytes.len() - 1).map(narrow).collect();
    let spaces = |at: usize| at + chars[at..].iter().take_while(|ch| ch.is_whitespace()).count();
    let start = spaces(0);
    let begins = |word: &&&str| {
        let rest = &chars[start..];
        word.chars().count() <= rest.len() && word.chars().zip(rest).all(|(a, b)| a == b.to_ascii_lowercase())
    };
    let word = words.iter().find(begins)?;
    let behind_word = start + word.chars().count();
    let number_at = spaces(behind_word);
    // “Figures” and “Tabular” are words.
    if word.is_ascii() && number_at == behind_word && !word.ends_with('.') {
        return None;
    }
    let (parts, end) = numbers(&chars, number_at)?;
    let (rest, is_parted) = behind(&chars, end, parts.len())?;
    Some(TypedLabel {
        word: text[bytes[start]..bytes[number_at]].to_owned(),
        number: text[bytes[number_at]..bytes[end]].to_owned(),
        parts,
        end: bytes[rest],
        is_parted,
    })
}

/// How many characters are looked at.
const MOST: usize = 48;

/// 5-13, 5.13, A.1, 二, II: the parts, and where they end.
fn numbers(chars: &[char], at: usize) -> Option<(Vec<String>, usize)> {
    let first = [Numeral::Arabic, Numeral::Chinese, Numeral::Roman, Numeral::Letter];
    let (value, len, numeral) =
        first.iter().find_map(|numeral| read_numeral(&chars[at..], *numeral).map(|(v, l)| (v, l, *numeral)))?;
    let letter = |value: u32| char::from(b'A' + (value.min(26) - 1) as u8).to_string();
    let own = if numeral == Numeral::Letter { letter(value) } else { value.to_string() };
    let (mut parts, mut end) = (vec![own], at + len);
    while chars.get(end).is_some_and(|ch| ".-–—".contains(*ch)) {
        let Some((value, len)) = read_numeral(&chars[end + 1..], Numeral::Arabic) else { break };
        parts.push(value.to_string());
        end += 1 + len;
    }
    (parts.len() > 1 || numeral != Numeral::Letter).then_some((parts, end))
}

/// Where the caption begins, and whether a sign parts it from the label; `None` if
/// nothing does.
fn behind(chars: &[char], end: usize, parts: usize) -> Option<(usize, bool)> {
    let spaces = |at: usize| at + chars[at.min(chars.len())..].iter().take_while(|ch| ch.is_whitespace()).count();
    let at = spaces(end);
    let is_parted = chars.get(at).is_some_and(|ch| SEPARATORS.contains(*ch));
    let rest = if is_parted { spaces(at + 1) } else { at };
    // 图2-1增长 is a caption, 图2增长 may be anything.
    let touches = parts > 1 && chars.get(rest).is_some_and(|ch| is_han(*ch));
    (rest > end || rest >= chars.len() || touches).then_some((rest, is_parted))
}

#[cfg(test)]
mod tests {
    use super::typed_label;
    use crate::model::resolved::CaptionKind::{Code, Figure, Table};

    #[test]
    fn labels_are_read() {
        let found = |text: &'static str, kind| {
            typed_label(text, kind).map(|l| (l.word + &l.number, l.parts.join("/"), &text[l.end..]))
        };
        let some = |label: &str, parts: &str, rest: &'static str| Some((label.to_owned(), parts.to_owned(), rest));
        assert_eq!(found("图 1：增长", Figure), some("图 1", "1", "增长"));
        assert_eq!(found("图5-13 增长", Figure), some("图5-13", "5/13", "增长"));
        assert_eq!(found("图2-1增长", Figure), some("图2-1", "2/1", "增长"));
        assert_eq!(found("图１．２　增长", Figure), some("图１．２", "1/2", "增长"));
        assert_eq!(found("图一 增长", Figure), some("图一", "1", "增长"));
        assert_eq!(found("图A.1 增长", Figure), some("图A.1", "A/1", "增长"));
        assert_eq!(found("Figure 3: Growth", Figure), some("Figure 3", "3", "Growth"));
        assert_eq!(found("Fig. 2 Growth", Figure), some("Fig. 2", "2", "Growth"));
        assert_eq!(found("图 1", Figure), some("图 1", "1", ""));
        assert_eq!(found("Table 3. Growth", Table), some("Table 3", "3", "Growth"));
        assert_eq!(found("TABLE II RESULTS", Table), some("TABLE II", "2", "RESULTS"));
        assert_eq!(found("附表1 数据", Table), some("附表1", "1", "数据"));
        assert_eq!(found("代码 2 求和", Code), some("代码 2", "2", "求和"));
        for (text, kind) in [
            ("图像的增长", Figure),
            ("图书 1", Figure),
            ("图1所示", Figure),
            ("表 2024年数据", Table),
            ("表示", Table),
            ("Tables 1", Table),
            ("图 A", Figure),
            ("", Figure),
        ] {
            assert_eq!(found(text, kind), None, "{text}");
        }
    }
}
