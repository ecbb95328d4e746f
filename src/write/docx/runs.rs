//! Text in two scripts becomes runs as Word writes them: one as long as the
//! formatting is the same.
//!
//! Word takes the face of a character from the character itself: `w:ascii` and
//! `w:hAnsi` for Latin, `w:eastAsia` for Han. Only for the signs that both
//! scripts have does it ask the run, whose `w:hint` then tells (ECMA-376-1
//! §17.3.2.26; which signs these are, [MS-OI29500] 2.1.88 says). So a run is
//! parted only where such a sign of the one script follows one of the other.
//! It must not know what a run looks like.

use crate::model::resolved::Script;

/// The text of a run, and whether the signs that both scripts have are
/// east-Asian in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::write::docx) struct Joined {
    pub text: String,
    pub hint: Option<Script>,
}

impl Joined {
    /// Whether the run has to carry the hint.
    #[must_use]
    pub(in crate::write::docx) fn is_hinted(&self) -> bool {
        self.hint == Some(Script::EastAsian)
    }
}

/// Joins pieces of the same formatting, each in one script.
#[must_use]
pub(in crate::write::docx) fn join<T: AsRef<str>>(pieces: impl IntoIterator<Item = (Script, T)>) -> Vec<Joined> {
    let mut list: Vec<Joined> = Vec::new();
    for (script, text) in pieces {
        let text = text.as_ref();
        let hint = text.chars().any(asks_hint).then_some(script);
        match list.last_mut() {
            Some(last) if last.hint.is_none() || hint.is_none() || last.hint == hint => {
                last.text.push_str(text);
                last.hint = last.hint.or(hint);
            }
            _ => list.push(Joined { text: text.to_owned(), hint }),
        }
    }
    list.retain(|joined| !joined.text.is_empty());
    list
}

/// Whether the face of a character depends on the hint of its run, in a run
/// whose east-Asian language is Chinese. Signs that nobody sees do not ask.
fn asks_hint(ch: char) -> bool {
    match ch {
        '\0'..='\u{A0}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => false,
        // Latin-1 Supplement: signs, and the letters of Pinyin.
        '¡' | '¤' | '§' | '¨' | 'ª' | '\u{AD}' | '¯' | '°'..='´' | '¶'..='º' | '¼'..='¿' | '×' | '÷' => {
            true
        }
        'à' | 'á' | 'è'..='ê' | 'ì' | 'í' | 'ò' | 'ó' | 'ù' | 'ú' | 'ü' => true,
        // Latin Extended, phonetic letters, spacing and combining marks.
        '\u{100}'..='\u{36F}' => true,
        // Greek and Cyrillic.
        '\u{370}'..='\u{3CF}' | '\u{400}'..='\u{4FF}' => true,
        '\u{1E00}'..='\u{1EFF}' => true,
        // From General Punctuation to Dingbats, and the radicals of Han.
        '\u{2000}'..='\u{27BF}' | '\u{2E80}'..='\u{2EFF}' => true,
        // Private use, and the ligatures of Latin.
        '\u{E000}'..='\u{F8FF}' | '\u{FB00}'..='\u{FB1C}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::join;
    use crate::model::resolved::Script::{EastAsian, Latin};
    use crate::model::script::by_script;

    /// The runs of a text; `*` opens one with the hint.
    fn runs(text: &str) -> Vec<String> {
        let runs = join(by_script(text)).into_iter();
        runs.map(|run| format!("{}{}", if run.is_hinted() { "*" } else { "" }, run.text)).collect()
    }

    #[test]
    fn scripts_alone_part_no_run() {
        assert_eq!(runs("2026 年 4 月 18 日"), ["2026 年 4 月 18 日"]);
        assert_eq!(runs(""), [""; 0]);
    }

    #[test]
    fn shared_signs_of_chinese_ask_for_the_hint() {
        assert_eq!(runs("他说“AI 好”——真的…"), ["*他说“AI 好”——真的…"]);
        assert_eq!(runs("见第①项、A→B"), ["*见第①项、", "A→B"]);
        assert_eq!(runs("don’t"), ["don’t"]);
        assert_eq!(runs("部首⺮旁"), ["*部首⺮旁"]);
    }

    #[test]
    fn a_run_parts_where_shared_signs_differ() {
        assert_eq!(runs("他说“I don’t know”。"), ["*他说“", "I don’t know", "*”。"]);
        assert_eq!(runs("咖啡是 café，“好”"), ["咖啡是 café", "*，“好”"]);
        assert_eq!(join([(EastAsian, "“中”"), (Latin, "a"), (EastAsian, "“文”")]).len(), 1);
    }
}
