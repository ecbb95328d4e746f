//! Which script each character of a line belongs to, and which line breaks of
//! the source become blanks.
//!
//! Quotation marks, dashes and ellipses are shared by Latin and Chinese; they
//! take the script of their neighbours (CLREQ §3.1, Word's `w:hint`).

use unicode_script::{Script as Unicode, UnicodeScript};

use crate::model::resolved::Script;

/// Stands for a picture, a formula or a raw passage.
pub(super) const OBJECT: char = '\u{FFFC}';
/// Stands for the mark of a footnote.
pub(super) const NOTE: char = '\u{FFFB}';
/// Stands for a line break on the page.
pub(super) const LINE_BREAK: char = '\u{2028}';

/// A character and the piece that it is from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    pub(super) sign: char,
    pub(super) piece: usize,
}

impl Sign {
    pub(super) fn new(sign: char, piece: usize) -> Self {
        Self { sign, piece }
    }
}

/// How a character takes part in the choice of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Latin,
    EastAsian,
    Opening,
    Closing,
    Shared,
    Blank,
}

fn class(sign: char) -> Class {
    match sign {
        ' ' | '\t' | '\n' | '\u{A0}' => Class::Blank,
        '!'..='~' => Class::Latin,
        '“' | '‘' => Class::Opening,
        '”' | '’' => Class::Closing,
        '\u{3000}'..='\u{30FF}' | '\u{31C0}'..='\u{33FF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' => {
            Class::EastAsian
        }
        '\u{2460}'..='\u{24FF}' => Class::EastAsian,
        // Most of a Chinese text; the table behind `script` is slow.
        '\u{4E00}'..='\u{9FFF}' => Class::EastAsian,
        OBJECT | NOTE | LINE_BREAK => Class::Shared,
        _ => match sign.script() {
            Unicode::Han | Unicode::Hiragana | Unicode::Katakana | Unicode::Hangul | Unicode::Bopomofo => {
                Class::EastAsian
            }
            Unicode::Common | Unicode::Inherited if !sign.is_alphanumeric() => Class::Shared,
            _ => Class::Latin,
        },
    }
}

/// Whether a character is set in the east-Asian font.
pub(super) fn is_east_asian(sign: char) -> bool {
    class(sign) == Class::EastAsian
}

/// Whether a character is full-width punctuation, beside which a line break of
/// the source never is a blank.
fn is_wide_punctuation(sign: char) -> bool {
    matches!(sign, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '！' | '（' | '）' | '，' | '：' | '；' | '？')
}

fn is_hangul(sign: char) -> bool {
    sign.script() == Unicode::Hangul
}

/// Takes out the blanks that only set a reference apart from Chinese around it
/// (`如 @fig:a 所示`): the space there is made by the layout. `is_reference` says
/// whether a piece is the text of a reference.
pub(super) fn close_references(signs: Vec<Sign>, is_reference: impl Fn(usize) -> bool) -> Vec<Sign> {
    let beside = |at: Option<&Sign>| at.map(|sign| (is_reference(sign.piece), is_east_asian(sign.sign)));
    let idle = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| beside(signs.get(before)));
        let after = beside(signs.get(at + 1));
        matches!((before, after), (Some((true, _)), Some((_, true))) | (Some((_, true)), Some((true, _))))
    };
    let kept = signs.iter().enumerate().filter(|(at, sign)| sign.sign != ' ' || is_reference(sign.piece) || !idle(*at));
    kept.map(|(_, sign)| *sign).collect()
}

/// Turns line breaks of the source into blanks, or into nothing between two
/// east-Asian characters and beside full-width punctuation; Korean keeps its
/// blanks.
pub(super) fn join_lines(signs: Vec<Sign>) -> Vec<Sign> {
    let mut joined: Vec<Sign> = Vec::with_capacity(signs.len());
    for (at, sign) in signs.iter().enumerate() {
        if sign.sign != '\n' {
            joined.push(*sign);
            continue;
        }
        let before = joined.iter().rev().map(|s| s.sign).find(|s| *s != NOTE);
        let after = signs[at + 1..].iter().map(|s| s.sign).find(|s| *s != NOTE);
        let (Some(before), Some(after)) = (before, after) else { continue };
        if !joins(before, after) && before != ' ' && after != LINE_BREAK && before != LINE_BREAK {
            joined.push(Sign { sign: ' ', ..*sign });
        }
    }
    joined
}

fn joins(before: char, after: char) -> bool {
    if is_wide_punctuation(before) || is_wide_punctuation(after) {
        return true;
    }
    let wide = |sign| is_east_asian(sign) && !is_hangul(sign);
    let quote_or_dash =
        |sign| matches!(class(sign), Class::Opening | Class::Closing) || matches!(sign, '—' | '…' | '·');
    (wide(before) || quote_or_dash(before)) && (wide(after) || quote_or_dash(after)) && (wide(before) || wide(after))
}

/// The script of each sign. `east_asian` says whether the document's language
/// is Chinese, Japanese or Korean; it decides where no neighbour does.
pub(super) fn classify(signs: &[Sign], east_asian: bool) -> Vec<Script> {
    let classes: Vec<Class> = signs.iter().map(|sign| class(sign.sign)).collect();
    let following = following(&classes);
    let fallback = if east_asian { Script::EastAsian } else { Script::Latin };
    let mut scripts = Vec::with_capacity(signs.len());
    let mut before: Option<Script> = None;
    let mut quotes = OpenQuotes::default();
    for (at, class) in classes.iter().enumerate() {
        let after = following[at];
        let script = match class {
            Class::Latin => Script::Latin,
            Class::EastAsian => Script::EastAsian,
            Class::Blank => scripts.last().copied().or(after).unwrap_or(fallback),
            Class::Shared => shared(signs[at].sign, before, after).unwrap_or(fallback),
            Class::Opening => {
                let script = opening(&classes[..at], before, after).unwrap_or(fallback);
                quotes.open(signs[at].sign, script);
                script
            }
            Class::Closing => closing(signs, at, before, &mut quotes).or(after).unwrap_or(fallback),
        };
        if matches!(class, Class::Latin | Class::EastAsian) {
            before = Some(script);
        }
        scripts.push(script);
    }
    scripts
}

/// For each sign the script of the next one that has its own.
fn following(classes: &[Class]) -> Vec<Option<Script>> {
    let mut next = None;
    let mut list = vec![None; classes.len()];
    for (at, class) in classes.iter().enumerate().rev() {
        list[at] = next;
        next = match class {
            Class::Latin => Some(Script::Latin),
            Class::EastAsian => Some(Script::EastAsian),
            Class::Opening | Class::Closing | Class::Shared | Class::Blank => next,
        };
    }
    list
}

/// A dash, an ellipsis or a dot is east-Asian if either neighbour is; another
/// sign goes with what stands before it.
fn shared(sign: char, before: Option<Script>, after: Option<Script>) -> Option<Script> {
    let either = before == Some(Script::EastAsian) || after == Some(Script::EastAsian);
    match sign {
        '—' | '…' | '·' | '⸺' | '‥' if either => Some(Script::EastAsian),
        _ => before.or(after),
    }
}

/// An opening quotation mark belongs to the text around the quotation; at the
/// beginning, or behind a blank, to the quotation itself.
fn opening(before_it: &[Class], before: Option<Script>, after: Option<Script>) -> Option<Script> {
    match before_it.last() {
        None | Some(Class::Blank) if before != Some(Script::EastAsian) => after.or(before),
        _ => before.or(after),
    }
}

/// A closing quotation mark goes with the one that opened; an apostrophe with
/// the letter before it.
fn closing(signs: &[Sign], at: usize, before: Option<Script>, quotes: &mut OpenQuotes) -> Option<Script> {
    let opener = if signs[at].sign == '”' { '“' } else { '‘' };
    quotes.close(opener).or(before)
}

/// The quotation marks that are open, each with its script.
#[derive(Default)]
struct OpenQuotes {
    list: Vec<(char, Script)>,
    /// How many of them are double, so that no search is in vain.
    double: usize,
}

impl OpenQuotes {
    fn open(&mut self, sign: char, script: Script) {
        self.double += usize::from(sign == '“');
        self.list.push((sign, script));
    }

    /// Closes the last one that begins with the sign, and those within it.
    fn close(&mut self, opener: char) -> Option<Script> {
        let count = if opener == '“' { self.double } else { self.list.len() - self.double };
        if count == 0 {
            return None;
        }
        loop {
            let (sign, script) = self.list.pop()?;
            self.double -= usize::from(sign == '“');
            if sign == opener {
                return Some(script);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Sign, classify, join_lines};
    use crate::model::resolved::Script;

    fn signs(text: &str) -> Vec<Sign> {
        text.chars().map(|sign| Sign::new(sign, 0)).collect()
    }

    /// `L` and `E` for each character.
    fn scripts(text: &str) -> String {
        let letter = |script| if script == Script::Latin { 'L' } else { 'E' };
        classify(&signs(text), true).into_iter().map(letter).collect()
    }

    #[test]
    fn quotes_follow_the_sentence() {
        assert_eq!(scripts("说“好”。"), "EEEEE");
        assert_eq!(scripts("说“AI”。"), "EELLEE");
        assert_eq!(scripts("He said “yes”"), "LLLLLLLLLLLLL");
        assert_eq!(scripts("it’s"), "LLLL");
        assert_eq!(scripts("“好”"), "EEE");
    }

    #[test]
    fn dashes_follow_their_neighbours() {
        assert_eq!(scripts("中——A"), "EEEL");
        assert_eq!(scripts("A–B"), "LLL");
        assert_eq!(scripts("卡尔·马"), "EEEE");
        assert_eq!(scripts("2011—2021"), "LLLLLLLLL");
    }

    #[test]
    fn lines_join_by_script() {
        let joined = |text| join_lines(signs(text)).iter().map(|s| s.sign).collect::<String>();
        assert_eq!(joined("中\n文"), "中文");
        assert_eq!(joined("好，\nAI"), "好，AI");
        assert_eq!(joined("a\nb"), "a b");
        assert_eq!(joined("中\nb"), "中 b");
        assert_eq!(joined("한\n글"), "한 글");
        assert_eq!(joined("说\n“好"), "说“好");
    }
}
