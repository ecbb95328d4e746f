//! The pages that explain the kinds of diagnostics, in English and in Chinese, by
//! the part of the work that they belong to.

mod checks;
mod content;
mod making;
mod reading;

use super::Code;
use crate::diag::Language;

/// The page of a kind, behind its summary.
pub(super) struct Page {
    code: Code,
    english: &'static str,
    chinese: &'static str,
}

/// Pages: each a kind with its English, then its Chinese. A line of Chinese ends
/// where no blank is wanted.
macro_rules! pages {
    ($($code:ident { $(#[doc = $english:literal])+ } { $(#[doc = $chinese:literal])+ })*) => {
        pub(super) const PAGES: &[super::Page] = &[$(super::Page {
            code: $crate::diag::Code::$code,
            english: concat!($($english, "\n",)+),
            chinese: concat!($($chinese, "\n",)+),
        },)*];
    };
}
use pages;

/// The pages of every part.
const PARTS: [&[Page]; 4] = [reading::PAGES, content::PAGES, making::PAGES, checks::PAGES];

/// The page of a kind.
pub(super) fn page(code: Code) -> Option<&'static Page> {
    PARTS.iter().flat_map(|pages| pages.iter()).find(|page| page.code == code)
}

impl Page {
    /// Its paragraphs, each in one line.
    pub(super) fn paragraphs(&self, language: Language) -> impl Iterator<Item = String> {
        let (text, gap) = match language {
            Language::English => (self.english, " "),
            Language::Chinese => (self.chinese, ""),
        };
        let paragraph = move |part: &str| part.lines().map(str::trim).collect::<Vec<_>>().join(gap);
        text.split("\n\n").map(paragraph).filter(|paragraph| !paragraph.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::{PARTS, page};
    use crate::diag::{Code, Language};

    #[test]
    fn every_code_has_one_page_in_each_language() {
        let codes: Vec<Code> = PARTS.iter().flat_map(|pages| pages.iter().map(|page| page.code)).collect();
        assert_eq!(codes, Code::ALL, "in the order of the numbers");
        for code in Code::ALL {
            let chinese: String = page(*code).unwrap().paragraphs(Language::Chinese).collect();
            let hanzi = chinese.chars().filter(|ch| ('一'..='龥').contains(ch)).count();
            assert!(hanzi >= 10 && chinese.ends_with(['。', '：']), "{code} is not explained in Chinese");
        }
    }

    #[test]
    fn english_and_chinese_name_the_same_things() {
        let is_of_name = |ch: char| ch.is_ascii_alphanumeric() || "-._".contains(ch);
        for code in Code::ALL {
            let page = page(*code).unwrap();
            let quoted = |language| -> Vec<String> {
                let text: String = page.paragraphs(language).collect::<Vec<_>>().join(" ");
                let names = text.split('`').skip(1).step_by(2).map(str::to_owned);
                let mut names: Vec<String> = names.filter(|name| name.chars().all(is_of_name)).collect();
                names.sort();
                names.dedup();
                names
            };
            let (english, chinese) = (quoted(Language::English), quoted(Language::Chinese));
            let lost: Vec<_> = english.iter().filter(|name| !chinese.contains(name)).collect();
            assert!(lost.is_empty(), "{code}: the Chinese does not name {lost:?}");
        }
    }
}
