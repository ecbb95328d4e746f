//! The word of a reference that its author wrote too: “如图 @fig:a” and
//! “Figure @fig:a” print 图 1 and Figure 1, not the word twice.

use super::scripts::Sign;
use crate::model::is_han;

/// Words that mean the same, those of each line; the longer before the shorter.
const WORDS: [&[&str]; 5] = [
    &["Figures", "Figure", "Figs.", "Fig.", "figures", "figure", "fig.", "Abbildung", "Abb.", "图", "圖", "図"],
    &["Tables", "Table", "Tab.", "tables", "table", "tab.", "Tabelle", "表"],
    &["Equations", "Equation", "Eqs.", "Eq.", "equations", "equation", "eq.", "公式", "式"],
    &["Listing", "listing", "代码", "程式碼", "コード"],
    &["Sections", "Section", "Sec.", "sections", "section", "sec.", "§"],
];
/// How many characters before a reference are looked at.
const FAR: usize = 12;

/// Whether the text before a reference ends with the word that the reference
/// begins with.
pub(super) fn word_stands_before(signs: &[Sign], reference: &str) -> bool {
    // The word that the document has chosen, such as Abb., is one of its own.
    let own = reference.split(|ch: char| ch.is_ascii_digit()).next().unwrap_or_default().trim_end();
    let own = Some(own).filter(|word| word.len() < reference.len() && word.chars().any(char::is_alphabetic));
    let words = WORDS.iter().find(|words| words.iter().any(|word| reference.starts_with(word)));
    let words = words.into_iter().flat_map(|words| words.iter().copied()).chain(own);
    let tail: String = signs[signs.len().saturating_sub(FAR)..].iter().map(|sign| sign.ch).collect();
    let tail = tail.trim_end_matches([' ', '\u{a0}', '~']);
    words.into_iter().any(|word| {
        let begins_word = |before: &str| !before.ends_with(char::is_alphanumeric) || word.contains(is_han);
        tail.strip_suffix(word).is_some_and(begins_word)
    })
}

#[cfg(test)]
mod tests {
    use super::{Sign, word_stands_before};

    #[test]
    fn words_are_found_before_their_numbers() {
        let stands = |before: &str, reference| {
            let signs: Vec<Sign> = before.chars().map(|ch| Sign::new(ch, 0)).collect();
            word_stands_before(&signs, reference)
        };
        assert!(stands("如图 ", "图 1") && stands("见图", "图 1") && stands("see Fig. ", "Figure 1"));
        assert!(stands("由公式", "式（1）") && stands("Section ", "Section 2.1"));
        assert!(stands("siehe Abb. ", "Abb. 1") && stands("siehe Abbildung\u{a0}", "Abb.\u{a0}1"));
        assert!(stands("voir schéma ", "schéma 1") && !stands("Abb. ", "Tabelle 1") && !stands("(", "(1)"));
        assert!(!stands("如", "图 1") && !stands("configure ", "Figure 1") && !stands("表", "图 1"));
        assert!(!stands("", "图 1") && !stands("图", "第一章"));
    }
}
