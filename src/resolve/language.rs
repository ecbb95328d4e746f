//! The language of a manuscript that does not name it, from its text.
//!
//! Scripts tell East Asian languages; only a text in Latin or Cyrillic letters is
//! looked at by its words. What is too short to tell stays Chinese.

use std::ops::ControlFlow;

use crate::model::document::{Document, InlineKind};
use crate::model::{Lang, is_han, visit_inlines};

/// How many characters are looked at.
const ENOUGH: usize = 6_000;
/// How many words tell a language that has words of letters.
const FEWEST_WORDS: usize = 12;
/// How many words are needed to tell such languages from each other.
const MANY_WORDS: usize = 60;
/// Characters that only Traditional Chinese has, each a frequent word.
const TRADITIONAL: &str = "這個們國學會說對時為與經發後來還過開關應該點體實現電問題無";
/// The same in Simplified Chinese.
const SIMPLIFIED: &str = "这个们国学会说对时为与经发后来还过开关应该点体实现电问题无";

/// The language of a manuscript by its text; `None` for Simplified Chinese and for
/// what cannot be told.
#[must_use]
pub fn language(document: &Document) -> Option<Lang> {
    let mut scripts = Scripts::default();
    let _ = visit(document, &mut |text| scripts.take(text));
    scripts.language()
}

fn visit<'a>(document: &'a Document, take: &mut impl FnMut(&'a str) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut flow = ControlFlow::Continue(());
    visit_inlines(document, &mut |inline| {
        if let (InlineKind::Text(text), ControlFlow::Continue(())) = (&inline.kind, flow) {
            flow = take(text);
        }
    });
    flow
}

/// How much of a text is in which script.
#[derive(Default)]
struct Scripts {
    text: String,
    len: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    /// Words of letters that have two cases.
    words: usize,
    traditional: usize,
    simplified: usize,
}

impl Scripts {
    fn take(&mut self, text: &str) -> ControlFlow<()> {
        let mut in_word = false;
        for ch in text.chars() {
            let is_letter = ch.is_lowercase() || ch.is_uppercase();
            self.words += usize::from(is_letter && !in_word);
            in_word = is_letter;
            match ch {
                'ぁ'..='ゖ' | 'ァ'..='ヺ' => self.kana += 1,
                '가'..='힣' => self.hangul += 1,
                ch if is_han(ch) => {
                    self.han += 1;
                    self.traditional += usize::from(TRADITIONAL.contains(ch));
                    self.simplified += usize::from(SIMPLIFIED.contains(ch));
                }
                _ => {}
            }
            self.len += 1;
        }
        self.text.push_str(text);
        self.text.push(' ');
        if self.len < ENOUGH { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn language(&self) -> Option<Lang> {
        let tag = if self.hangul > 10 && self.hangul > self.han + self.kana {
            "ko"
        } else if self.kana > 10 && self.kana * 8 > self.han {
            "ja"
        } else if self.han * 8 > self.words || self.words < FEWEST_WORDS {
            let is_traditional = self.traditional > 5 && self.traditional > 3 * self.simplified;
            return is_traditional.then(|| Lang::parse("zh-TW")).flatten();
        } else {
            self.of_words()
        };
        Lang::parse(tag)
    }

    /// The language of a text in words of letters.
    fn of_words(&self) -> &'static str {
        use whatlang::Lang as Found;
        let found = whatlang::detect(&self.text).filter(|found| found.is_reliable() && self.words >= MANY_WORDS);
        match found.map(|found| found.lang()) {
            Some(Found::Fra) => "fr",
            Some(Found::Deu) => "de",
            Some(Found::Spa) => "es",
            Some(Found::Por) => "pt",
            Some(Found::Ita) => "it",
            Some(Found::Nld) => "nl",
            Some(Found::Rus) => "ru",
            Some(Found::Ukr) => "uk",
            Some(Found::Pol) => "pl",
            Some(Found::Ces) => "cs",
            Some(Found::Swe) => "sv",
            Some(Found::Dan) => "da",
            Some(Found::Nob) => "nb",
            Some(Found::Fin) => "fi",
            Some(Found::Tur) => "tr",
            Some(Found::Vie) => "vi",
            Some(Found::Ind) => "id",
            Some(Found::Ell) => "el",
            Some(Found::Hun) => "hu",
            Some(Found::Ron) => "ro",
            _ => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::language;
    use crate::diag::{Sink, SourceId};
    use crate::read::markdown;

    fn tag(text: &str) -> Option<String> {
        let document = markdown::read(SourceId(0), text, &mut Sink::new()).unwrap();
        language(&document).map(|lang| lang.tag())
    }

    #[test]
    fn texts_tell_their_language() {
        let english = "The quick brown fox jumps over the lazy dog, and then it sleeps for a very long time. ";
        let german = "Die Ergebnisse der Untersuchung zeigen, dass die Kosten nicht nur von der Größe abhängen. ";
        assert_eq!(tag(english).as_deref(), Some("en"));
        assert_eq!(tag(&english.repeat(10)).as_deref(), Some("en"));
        assert_eq!(tag(&german.repeat(10)).as_deref(), Some("de"));
        assert_eq!(tag("本文討論這個問題。我們學會說實現與發展，為國家來應對。").as_deref(), Some("zh-TW"));
        assert_eq!(tag("これは日本語の文章です。とても短いですが、仮名があります。").as_deref(), Some("ja"));
        assert_eq!(tag("이 문서는 한국어로 작성되었습니다. 한글이 많습니다.").as_deref(), Some("ko"));
        assert_eq!(tag("本文讨论 Kubernetes 与 Docker 的 API，用 Rust 写成。"), None);
        assert_eq!(tag("a, b, c"), None);
        assert_eq!(tag(""), None);
    }
}
