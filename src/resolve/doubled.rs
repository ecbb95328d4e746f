//! The word of a reference that its author wrote too: “如图 @fig:a” and
//! “Figure @fig:a” print 图 1 and Figure 1, not the word twice.

use super::scripts::Sign;

/// Words that mean the same, those of each line; the longer before the shorter.
const WORDS: [&[&str]; 5] = [
    &["Figures", "Figure", "Figs.", "Fig.", "figures", "figure", "fig.", "图", "圖", "図"],
    &["Tables", "Table", "Tab.", "tables", "table", "tab.", "表"],
    &["Equations", "Equation", "Eqs.", "Eq.", "equations", "equation", "eq.", "公式", "式"],
    &["Listing", "listing", "代码", "程式碼", "コード"],
    &["Sections", "Section", "Sec.", "sections", "section", "sec.", "§"],
];
/// How many characters before a reference are looked at.
const FAR: usize = 12;

/// Whether the text before a reference ends with the word that the reference
/// begins with.
pub(super) fn word_stands_before(signs: &[Sign], reference: &str) -> bool {
    let Some(words) = WORDS.iter().find(|words| words.iter().any(|word| reference.starts_with(word))) else {
        return false;
    };
    let tail: String = signs[signs.len().saturating_sub(FAR)..].iter().map(|sign| sign.sign).collect();
    let tail = tail.trim_end_matches([' ', '\u{a0}', '~']);
    words.iter().any(|word| {
        let begins_word = |before: &str| !before.ends_with(char::is_alphanumeric) || !word.is_ascii();
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
        assert!(!stands("如", "图 1") && !stands("configure ", "Figure 1") && !stands("表", "图 1"));
        assert!(!stands("", "图 1") && !stands("图", "第一章"));
    }
}
