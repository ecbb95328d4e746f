//! Between which characters no line ends, though the rules of Unicode (UAX #14)
//! let it: before signs that no line begins with, and within what is read as one
//! word: 图 1, 第 3 章, GB/T 7714, 25 ℃ (CLREQ §3.1.4). It is decided on a
//! paragraph as one line of text; it must not know how an edition holds two
//! characters together.

use super::flat::Piece;
use super::scripts::{NOTE, Sign, is_east_asian};
use crate::model::Mark;

/// The most signs in a row that stay with the character before them: more of them
/// break like words, so that they fit a narrow cell.
const MOST_IN_ROW: usize = 3;
/// The most such places in a paragraph: the layout looks each character up among
/// them. One with more is no running text.
const MOST: usize = 2_000;
/// The longest word of capitals that stays with the number behind it: GB/T 7714.
const CAPITALS: usize = 6;
/// The longest word in which a stroke between capitals is no place to break: TCP/IP.
const STROKED: usize = 7;
/// The longest address that is kept whole.
const ADDRESS: usize = 20;
/// The longest number that stays with the words around it.
const DIGITS: usize = 6;
/// What 第 counts, as far as a line would tear it.
const COUNTED: [char; 14] = ['章', '节', '条', '款', '项', '页', '卷', '期', '版', '次', '篇', '部', '编', '回'];
/// What a number names.
const NAMED: [char; 5] = ['图', '表', '式', '第', '附'];

/// For each sign, whether no line begins with it.
pub(super) fn held(signs: &[Sign], pieces: &[Piece], is_reference: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut held = vec![false; signs.len()];
    if signs.len() < 2 {
        return held;
    }
    let text: Vec<char> = signs.iter().map(|sign| sign.ch).collect();
    let mut in_row = 0;
    for at in 1..text.len() {
        let raised = is_raised(signs, pieces, at);
        let stays = (begins_no_line(text[at]) || raised) && !is_edge(text[at - 1]);
        in_row = if stays { in_row + 1 } else { 0 };
        held[at] = stays && in_row <= MOST_IN_ROW;
    }
    for at in 0..text.len() {
        let whole = measure(&text, at).or_else(|| capitals(&text, at)).or_else(|| stroked(&text, at));
        let whole = whole.or_else(|| counted(&text, at)).unwrap_or_default();
        (at + 1..at + whole).filter(|at| could_part(text[at - 1], text[*at])).for_each(|at| held[at] = true);
    }
    hold_addresses(&text, &mut held);
    hold_references(&text, signs, is_reference, &mut held);
    for (at, sign) in signs.iter().enumerate() {
        let marks = pieces[sign.piece].marks;
        held[at] &= !marks.has(Mark::Code) && !marks.has(Mark::Keyboard);
    }
    if held.iter().filter(|held| **held).count() > MOST { vec![false; signs.len()] } else { held }
}

/// Whether a line never begins with a sign, though Unicode lets it.
fn begins_no_line(ch: char) -> bool {
    match ch {
        '·' | '—' | '⸺' | '～' | '〜' => true,
        // ① to ⓿, ❶ to ➓
        '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' => true,
        // ㎡ and the like
        '\u{3371}'..='\u{33DF}' => true,
        _ => false,
    }
}

/// Whether a line may end behind a sign whatever follows, or begins behind it.
fn is_edge(ch: char) -> bool {
    ch.is_whitespace() || ch == super::scripts::LINE_BREAK || ch == super::scripts::OBJECT
}

/// Whether raised or lowered text begins at a sign, or the mark of a note stands there,
/// behind Chinese: elsewhere it is part of a word.
fn is_raised(signs: &[Sign], pieces: &[Piece], at: usize) -> bool {
    let raised = |sign: &Sign| {
        let marks = pieces[sign.piece].marks;
        marks.has(Mark::Superscript) || marks.has(Mark::Subscript)
    };
    is_east_asian(signs[at - 1].ch) && (signs[at].ch == NOTE || raised(&signs[at]) && !raised(&signs[at - 1]))
}

/// Whether a line could end between two signs of what is read as one word: between
/// two letters or digits of one script it never does.
fn could_part(before: char, ch: char) -> bool {
    let same = before.is_ascii_alphanumeric() && ch.is_ascii_alphanumeric();
    let tied = matches!(ch, '/' | '.' | '-' | '–') || matches!(before, '.' | '-' | '–');
    !same && !tied
}

/// How many signs from a place on are digits, but for points among them.
fn digits(text: &[char], at: usize) -> usize {
    let is_number = |at: usize, ch: char| ch.is_ascii_digit() || matches!(ch, '.' | '-' | '–') && at > 0;
    let count = text[at..].iter().take(DIGITS + 1).enumerate().take_while(|(at, ch)| is_number(*at, **ch)).count();
    let closes = text[at..at + count].iter().rev().take_while(|ch| !ch.is_ascii_digit()).count();
    if count > DIGITS { 0 } else { count - closes }
}

/// How many blanks stand at a place: one, or none.
fn blank(text: &[char], at: usize) -> usize {
    usize::from(text.get(at) == Some(&' '))
}

/// `25 ℃` and `50 %`: how many signs from a place on are a number with such a unit.
fn measure(text: &[char], at: usize) -> Option<usize> {
    let begins = at == 0 || !text[at - 1].is_ascii_digit();
    let count = digits(text, at);
    let unit = text.get(at + count + 1)?;
    (begins && count > 0 && blank(text, at + count) == 1 && matches!(unit, '℃' | '%' | '‰' | '°')).then_some(count + 2)
}

/// `GB/T 7714`: capitals with a number behind them.
fn capitals(text: &[char], at: usize) -> Option<usize> {
    let begins = at == 0 || !text[at - 1].is_ascii_alphanumeric() && !matches!(text[at - 1], '/' | '-' | '_');
    let is_capital = |ch: &char| ch.is_ascii_uppercase() || *ch == '/';
    let word = text[at..].iter().take(CAPITALS + 1).take_while(|ch| is_capital(ch)).count();
    if !begins || !(2..=CAPITALS).contains(&word) || blank(text, at + word) == 0 {
        return None;
    }
    let number = digits(text, at + word + 1);
    (number > 0).then_some(word + 1 + number)
}

/// `TCP/IP`: capitals on both sides of a stroke.
fn stroked(text: &[char], at: usize) -> Option<usize> {
    let begins = text[at].is_ascii_uppercase() && (at == 0 || !text[at - 1].is_ascii_alphanumeric());
    let is_inner = |ch: &char| ch.is_ascii_uppercase() || *ch == '/';
    let word = text[at..].iter().take(STROKED + 1).take_while(|ch| is_inner(ch)).count();
    (begins && word <= STROKED && text[at..at + word].contains(&'/') && text[at + word - 1] != '/').then_some(word)
}

/// `图 1`, `第 3 章`, `第3章`: a number between what it counts.
fn counted(text: &[char], at: usize) -> Option<usize> {
    if !NAMED.contains(&text[at]) {
        return None;
    }
    let before = 1 + blank(text, at + 1);
    let number = text.get(at + before).map_or(0, |_| digits(text, at + before));
    if number == 0 {
        return None;
    }
    let end = at + before + number;
    let gap = blank(text, end);
    let closes = text[at] == '第' && text.get(end + gap).is_some_and(|sign| COUNTED.contains(sign));
    Some(before + number + if closes { gap + 1 } else { 0 })
}

/// Keeps short addresses whole: the next line has room for them. The place behind
/// their scheme keeps a layout from taking them for one that breaks at every stroke.
fn hold_addresses(text: &[char], held: &mut [bool]) {
    let is_part = |ch: &&char| ch.is_ascii_graphic();
    for at in (1..text.len()).filter(|at| text[*at..].starts_with(&[':', '/', '/'])) {
        let before = text[..at].iter().rev().take(ADDRESS).take_while(is_part).count();
        let behind = text[at..].iter().take(ADDRESS + 1).take_while(is_part).count();
        if before == 0 || before + behind > ADDRESS {
            continue;
        }
        held[at + 1] = true;
        for place in at + 2..at + behind {
            held[place] |= matches!(text[place - 1], '/' | '?' | '-' | '~') && text[place].is_ascii_alphanumeric();
        }
    }
}

/// Keeps the number of a reference with its words.
fn hold_references(text: &[char], signs: &[Sign], is_reference: impl Fn(usize) -> bool, held: &mut [bool]) {
    let inside = |at: usize| is_reference(signs[at].piece);
    for at in 1..text.len() {
        if !inside(at) || !inside(at - 1) {
            continue;
        }
        let (before, ch) = (text[at - 1], text[at]);
        let is_han = |ch: char| ch.is_alphabetic() && is_east_asian(ch);
        let joins = |a: char, b: char| is_han(a) && b.is_ascii_digit() || a.is_ascii_digit() && is_han(b);
        if joins(before, ch) {
            held[at] = true;
        } else if before == ' ' && at >= 2 && inside(at - 2) {
            let far = text[at - 2];
            let numbers = far.is_alphabetic() && ch.is_ascii_digit() || joins(far, ch);
            held[at] |= numbers;
            held[at - 1] |= numbers;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::held;
    use crate::diag::{SourceId, Span};
    use crate::resolve::flat::{Flat, InlineContext};
    use crate::resolve::scripts::Sign;

    /// The text with `¦` wherever a line must not end.
    fn shown(text: &str) -> String {
        let mut flat = Flat::default();
        let piece = flat.push_piece(&InlineContext::default(), Span { source: SourceId(0), start: 0, end: 0 }, false);
        let signs: Vec<Sign> = text.chars().map(|sign| Sign::new(sign, piece)).collect();
        let held = held(&signs, &flat.pieces, |_| false);
        let part = |(sign, held): (&Sign, bool)| if held { format!("¦{}", sign.ch) } else { sign.ch.to_string() };
        signs.iter().zip(held).map(part).collect()
    }

    #[test]
    fn signs_that_begin_no_line_stay_with_what_is_before_them() {
        assert_eq!(shown("卡尔·马克思"), "卡尔¦·马克思");
        assert_eq!(shown("即：①甲—乙～丙"), "即：¦①甲¦—乙¦～丙");
        assert_eq!(shown("一 ①甲"), "一 ①甲");
    }

    #[test]
    fn endless_rows_of_such_signs_break() {
        assert_eq!(shown("甲①②③④⑤"), "甲¦①¦②¦③④⑤");
    }

    #[test]
    fn numbers_stay_with_what_they_count() {
        assert_eq!(shown("见图 1 和第 3 章"), "见图¦ ¦1 和第¦ ¦3¦ ¦章");
        assert_eq!(shown("第12条"), "第¦12¦条");
        assert_eq!(shown("约 25 ℃。"), "约 25¦ ¦℃。");
        assert_eq!(shown("图书 1"), "图书 1");
    }

    #[test]
    fn short_addresses_are_whole() {
        assert_eq!(shown("见https://p.dw.com/x。"), "见https:¦//¦p.dw.com/¦x。");
        assert_eq!(shown("https://example.com/a/long/path"), "https://example.com/a/long/path");
    }

    #[test]
    fn standards_stay_with_their_numbers() {
        assert_eq!(shown("按GB/T 7714"), "按GB/¦T¦ ¦7714");
        assert_eq!(shown("TCP/IP 协议"), "TCP/¦IP 协议");
        assert_eq!(shown("either/or"), "either/or");
        assert_eq!(shown("COVIDNINETEEN 19"), "COVIDNINETEEN 19");
    }
}
