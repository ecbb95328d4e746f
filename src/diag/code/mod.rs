//! The kinds of diagnostics: what each is called, how much it matters if
//! nothing else is said, and the page that explains it.
//!
//! The kinds stand in one [`table`], the pages in [`pages`]; `fuzi explain` prints
//! from there.

mod pages;
mod table;

use std::fmt;

use serde::Serialize;

use super::Language;

pub use table::Code;

/// How much a kind of diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It is not told.
    Off,
    /// It is a note.
    Note,
    /// It is a warning.
    Warn,
    /// It is an error.
    Error,
}

impl Level {
    /// Every level, the least first.
    pub const ALL: [Self; 4] = [Self::Off, Self::Note, Self::Warn, Self::Error];

    /// The level as it is written in `fuzi.toml`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }

    /// Reads a level.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

impl Code {
    /// The number as it is printed: `F0202`.
    #[must_use]
    pub fn number(self) -> String {
        format!("F{:04}", self.digits())
    }

    /// The code of a name or a number, however its letters are written.
    #[must_use]
    pub fn find(written: &str) -> Option<Self> {
        let written = written.trim();
        let is_it =
            |code: &Self| written.eq_ignore_ascii_case(code.as_str()) || written.eq_ignore_ascii_case(&code.number());
        Self::ALL.iter().copied().find(is_it)
    }

    /// One line that says what it is, without a full stop.
    #[must_use]
    pub fn summary(self) -> &'static str {
        self.first_line().trim().trim_end_matches('.')
    }

    /// Whether `fuzi check` alone tells it unless somebody names it; everything else
    /// is told by every build.
    #[must_use]
    pub const fn is_of_check(self) -> bool {
        // Entries of bibliographies are examined by `build --strict` too.
        self.digits() >= 800
            || matches!(
                self,
                Self::UnusedLabel | Self::Unmentioned | Self::LowResolution | Self::MissingCaption | Self::MissingBold
            )
    }

    /// The paragraphs that explain it.
    pub fn explanation(self, language: Language) -> impl Iterator<Item = String> {
        pages::page(self).into_iter().flat_map(move |page| page.paragraphs(language))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Level};
    use crate::diag::Language;

    #[test]
    fn names_and_numbers_are_unique_and_sorted() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
        let numbers: Vec<_> = Code::ALL.iter().map(|code| code.number()).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
    }

    #[test]
    fn every_code_has_its_page() {
        for code in Code::ALL {
            assert!(!code.summary().is_empty() && code.summary().chars().count() < 100, "{code}");
            let words: usize = code.explanation(Language::English).map(|part| part.split(' ').count()).sum();
            assert!(words >= 10, "{code} is not explained");
        }
    }

    #[test]
    fn codes_are_found() {
        assert_eq!(Code::find("f0202"), Some(Code::UndefinedReference));
        assert_eq!(Code::find("undefined-reference"), Some(Code::UndefinedReference));
        assert_eq!((Code::find("F0000"), Level::parse("warn")), (None, Some(Level::Warn)));
    }
}
