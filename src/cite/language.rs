//! In which language an entry is written: by what the entry says, else by its
//! script.
//!
//! GB/T 7714—2025 §5.1: a reference is written in the language of the work.

use crate::model::is_han;

/// The groups in which an author-year list is ordered (GB/T 7714—2025 §9.3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Language {
    Chinese,
    Japanese,
    Korean,
    /// English and every other language in Latin letters.
    #[default]
    Western,
    Russian,
}

impl Language {
    /// The language of a tag or of biblatex's name for it.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_lowercase();
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        Some(match first {
            "" => return None,
            "zh" | "chinese" | "pinyin" | "中文" | "chs" | "cht" | "cn" | "simplified chinese" => Self::Chinese,
            "ja" | "japanese" | "jp" | "日文" | "日语" => Self::Japanese,
            "ko" | "korean" | "kr" | "韩文" => Self::Korean,
            "ru" | "russian" | "俄文" | "俄语" => Self::Russian,
            _ => Self::Western,
        })
    }

    /// The language that a text is probably in.
    pub(crate) fn of_text(text: &str) -> Self {
        let is = |range: std::ops::RangeInclusive<char>| text.chars().any(|ch| range.contains(&ch));
        if is('\u{3041}'..='\u{30FA}') {
            Self::Japanese
        } else if is('\u{AC00}'..='\u{D7A3}') {
            Self::Korean
        } else if text.chars().any(is_han) {
            Self::Chinese
        } else if is('\u{0400}'..='\u{04FF}') {
            Self::Russian
        } else {
            Self::Western
        }
    }

    /// Whether its punctuation is full-width.
    pub(crate) fn is_east_asian(self) -> bool {
        matches!(self, Self::Chinese | Self::Japanese | Self::Korean)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn languages_are_told_by_tag_and_script() {
        assert_eq!(Language::of_tag("zh-CN"), Some(Language::Chinese));
        assert_eq!(Language::of_tag("american"), Some(Language::Western));
        assert_eq!(Language::of_tag(""), None);
        assert_eq!(Language::of_text("図書館のはなし"), Language::Japanese);
        assert_eq!(Language::of_text("Отечественная геология"), Language::Russian);
        assert_eq!(Language::of_text("AI 与未来"), Language::Chinese);
    }
}
