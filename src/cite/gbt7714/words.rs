//! Punctuation and fixed words of an entry, by the edition of the standard and
//! the language of the work.

use super::Edition;
use crate::cite::language::Language;

/// The punctuation and the words of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words {
    /// Between people, and before the year.
    pub(super) comma: &'static str,
    /// Before a subtitle, a publisher, pages.
    pub(super) colon: &'static str,
    /// Before an issue.
    pub(super) open: &'static str,
    /// Behind an issue.
    pub(super) close: &'static str,
    /// More people than are named.
    pub(super) others: &'static str,
    /// Behind the names of translators.
    pub(super) translator: &'static str,
    /// Who wrote a work that names nobody (author-year only).
    pub(super) anonymous: &'static str,
    /// The same work as in the note before.
    pub(super) ibid: &'static str,
}

/// GB/T 7714—2015 prints half-width signs throughout; the examples of
/// GB/T 7714—2025 print full-width `，：（）` in entries in Chinese and Japanese
/// (§6, annex B) and half-width `. [ ] / - //` in all.
pub(super) fn of(edition: Edition, language: Language) -> Words {
    let full = edition == Edition::Of2025 && language.is_east_asian();
    let (comma, colon, open, close) = if full { ("，", "：", "（", "）") } else { (", ", ": ", "(", ")") };
    let (others, translator, anonymous, ibid) = match language {
        Language::Chinese => ("等", "译", "佚名", "同上"),
        Language::Japanese => ("他", "訳", "佚名", "同上"),
        Language::Korean => ("외", "옮김", "저자 미상", "위의 책"),
        Language::Western => ("et al", "trans", "Anon", "Ibid"),
        Language::Russian => ("и др", "пер", "Аноним", "Там же"),
    };
    Words { comma, colon, open, close, others, translator, anonymous, ibid }
}

/// The edition of a work; nothing for the first (GB/T 7714—2025 §7.4).
pub(super) fn edition(written: &str, rules: Edition, language: Language) -> String {
    const FIRST: &[&str] =
        &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let text = written.trim();
    let word = FIRST.iter().position(|word| text.eq_ignore_ascii_case(word)).map(|at| at + 1);
    let bare = text.strip_prefix('第').unwrap_or(text).trim_end_matches('版').trim();
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    let Some(number) = word.or_else(|| bare.parse().ok()) else { return text.to_owned() };
    match (number, language) {
        (1, _) => String::new(),
        (_, Language::Chinese | Language::Japanese) => match rules {
            Edition::Of2015 => format!("{number}版"),
            Edition::Of2025 => format!("{number} 版"),
        },
        (_, Language::Korean) => format!("{number}판"),
        (_, Language::Russian) => format!("{number}-е изд."),
        (_, Language::Western) => format!("{number}{} ed.", ordinal(number)),
    }
}

fn ordinal(number: usize) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

/// The volume of a book: 第4卷, Vol. 4; words as they are.
pub(super) fn volume(written: &str, language: Language) -> String {
    let text = written.trim();
    let is_number = !text.is_empty() && text.chars().all(|ch| ch.is_ascii_digit() || ch == '-');
    match (is_number, language) {
        (false, _) => text.to_owned(),
        (true, Language::Chinese | Language::Japanese) => format!("第{text}卷"),
        (true, Language::Korean) => format!("제{text}권"),
        (true, Language::Western) => format!("Vol. {text}"),
        (true, Language::Russian) => format!("Т. {text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Edition, Language, edition, volume};

    #[test]
    fn editions_and_volumes() {
        let of = |text: &str, language| edition(text, Edition::Of2025, language);
        assert_eq!(of("2", Language::Chinese), "2 版");
        assert_eq!(of("第3版", Language::Chinese), "3 版");
        assert_eq!(of("Third", Language::Western), "3rd ed.");
        assert_eq!(of("11th", Language::Western), "11th ed.");
        assert_eq!(of("1", Language::Chinese), "");
        assert_eq!(of("明刻本", Language::Chinese), "明刻本");
        assert_eq!(edition("2", Edition::Of2015, Language::Chinese), "2版");
        assert_eq!(volume("4", Language::Chinese), "第4卷");
        assert_eq!(volume("美国卷", Language::Chinese), "美国卷");
    }
}
