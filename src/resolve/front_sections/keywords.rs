//! The label before the keywords of an abstract: `关键词：`, `Key words:`.

use crate::resolve::section_names::folded;

/// Where the words begin behind a label such as `关键词：`.
pub(super) fn keywords_label(text: &str) -> Option<usize> {
    let at = text.find([':', '：'])?;
    let ch = text[at..].chars().next()?;
    let label = folded(&text[..at]);
    let known =
        ["关键词", "关键字", "主题词", "關鍵詞", "keywords", "key words", "keyword", "index terms", "キーワード"];
    known.contains(&label.as_str()).then_some(at + ch.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::keywords_label;

    #[test]
    fn words_follow_their_label() {
        assert_eq!(keywords_label("关键词：去噪"), Some("关键词：".len()));
        assert_eq!(keywords_label("Key Words: a"), Some("Key Words:".len()));
        assert_eq!(keywords_label("注意：去噪"), None);
    }
}
