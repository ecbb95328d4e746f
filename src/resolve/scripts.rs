//! Which script each character of a paragraph laid flat belongs to, and which
//! line breaks of the source become blanks. What a character is, is said in
//! [`crate::model::script`].

use crate::model::resolved::Script;
use crate::model::script::{self, is_hangul, is_shared_punctuation};

pub(super) use crate::model::script::is_east_asian;

/// Stands for a picture, a formula or a raw passage.
pub(super) const OBJECT: char = '\u{FFFC}';
/// Stands for the mark of a footnote.
pub(super) const NOTE: char = '\u{FFFB}';
/// Stands for a line break on the page.
pub(super) const LINE_BREAK: char = '\u{2028}';

/// A character and the piece that it is from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    pub(super) ch: char,
    pub(super) piece: usize,
}

impl Sign {
    pub(super) fn new(ch: char, piece: usize) -> Self {
        Self { ch, piece }
    }
}

/// Whether a character is full-width punctuation, beside which a line break of
/// the source never is a blank.
fn is_wide_punctuation(ch: char) -> bool {
    matches!(ch, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '！' | '（' | '）' | '，' | '：' | '；' | '？')
}

/// Takes out the blanks that only set a reference apart from Chinese around it
/// (`如 @fig:a 所示`): the space there is made by the layout. `is_reference` says
/// whether a piece is the text of a reference.
pub(super) fn close_references(signs: Vec<Sign>, is_reference: impl Fn(usize) -> bool) -> Vec<Sign> {
    let beside = |at: Option<&Sign>| at.map(|sign| (is_reference(sign.piece), is_east_asian(sign.ch)));
    let idle = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| beside(signs.get(before)));
        let after = beside(signs.get(at + 1));
        matches!((before, after), (Some((true, _)), Some((_, true))) | (Some((_, true)), Some((true, _))))
    };
    let kept = signs.iter().enumerate().filter(|(at, sign)| sign.ch != ' ' || is_reference(sign.piece) || !idle(*at));
    kept.map(|(_, sign)| *sign).collect()
}

/// Turns line breaks of the source into blanks, or into nothing between two
/// east-Asian characters and beside full-width punctuation; Korean keeps its
/// blanks.
pub(super) fn join_lines(signs: Vec<Sign>) -> Vec<Sign> {
    let mut joined: Vec<Sign> = Vec::with_capacity(signs.len());
    for (at, sign) in signs.iter().enumerate() {
        if sign.ch != '\n' {
            joined.push(*sign);
            continue;
        }
        let before = joined.iter().rev().map(|s| s.ch).find(|s| *s != NOTE);
        let after = signs[at + 1..].iter().map(|s| s.ch).find(|s| *s != NOTE);
        let (Some(before), Some(after)) = (before, after) else { continue };
        if !joins(before, after) && before != ' ' && after != LINE_BREAK && before != LINE_BREAK {
            joined.push(Sign { ch: ' ', ..*sign });
        }
    }
    joined
}

fn joins(before: char, after: char) -> bool {
    if is_wide_punctuation(before) || is_wide_punctuation(after) {
        return true;
    }
    let wide = |sign| is_east_asian(sign) && !is_hangul(sign);
    let fits = |sign| wide(sign) || is_shared_punctuation(sign);
    fits(before) && fits(after) && (wide(before) || wide(after))
}

/// The script of each sign. `east_asian` says whether the document's language
/// is Chinese, Japanese or Korean; it decides where no neighbour does.
pub(super) fn classify(signs: &[Sign], east_asian: bool) -> Vec<Script> {
    let fallback = if east_asian { Script::EastAsian } else { Script::Latin };
    script::of_signs(signs.iter().map(|sign| sign.ch), fallback)
}

/// About how wide a sign is, in half characters.
pub(super) fn units(ch: char) -> f64 {
    if is_east_asian(ch) || matches!(ch, '“' | '”' | '—' | '…') { 2.0 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::{Sign, join_lines};

    fn signs(text: &str) -> Vec<Sign> {
        text.chars().map(|ch| Sign::new(ch, 0)).collect()
    }

    #[test]
    fn lines_join_by_script() {
        let joined = |text| join_lines(signs(text)).iter().map(|s| s.ch).collect::<String>();
        assert_eq!(joined("中\n文"), "中文");
        assert_eq!(joined("好，\nAI"), "好，AI");
        assert_eq!(joined("a\nb"), "a b");
        assert_eq!(joined("中\nb"), "中 b");
        assert_eq!(joined("한\n글"), "한 글");
        assert_eq!(joined("说\n“好"), "说“好");
    }
}
