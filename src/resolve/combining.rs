//! How many combining marks and variation selectors one character may carry.
//!
//! No script writes more than a few. Thousands of them make a cluster that is
//! longer than a PDF can say the text of, so that readers cannot extract it.

use std::borrow::Cow;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Said of a character with more marks than a PDF can hold.
pub(super) const CROWDED: &str = "too many combining marks follow one character; those after the first 30 are left out";
/// The most marks on one character: the Stream-Safe Text Format (UAX #15 §13).
const MAX_MARKS: usize = 30;

/// Counts the marks of a text as it goes by.
#[derive(Debug, Default)]
pub(super) struct Marks {
    count: usize,
}

impl Marks {
    /// The marks at the end of what stands before, the last character first.
    pub(super) fn behind(before: impl Iterator<Item = char>) -> Self {
        Self { count: before.take(MAX_MARKS).take_while(|sign| is_mark(*sign)).count() }
    }

    /// Whether there is room for the next character.
    pub(super) fn admit(&mut self, ch: char) -> bool {
        self.count = if is_mark(ch) { self.count + 1 } else { 0 };
        self.count <= MAX_MARKS
    }
}

/// The text without the marks that are too many.
pub(super) fn bounded(text: &str) -> Cow<'_, str> {
    let mut marks = Marks::default();
    if text.chars().all(|ch| marks.admit(ch)) {
        return Cow::Borrowed(text);
    }
    let mut marks = Marks::default();
    Cow::Owned(text.chars().filter(|ch| marks.admit(*ch)).collect())
}

fn is_mark(ch: char) -> bool {
    // Most of every text; the table behind the category is slow.
    if ch < '\u{300}' || ('\u{3040}'..='\u{9FFF}').contains(&ch) {
        return false;
    }
    ch.general_category_group() == GeneralCategoryGroup::Mark
}

#[cfg(test)]
mod tests {
    use super::{MAX_MARKS, Marks, bounded};

    #[test]
    fn marks_beyond_the_bound_are_left_out() {
        let selectors = "\u{FE00}".repeat(5_000);
        assert_eq!(bounded(&format!("甲{selectors}乙")).chars().count(), 2 + MAX_MARKS);
        assert_eq!(bounded("e\u{301}\u{323} 葛\u{E0100}"), "e\u{301}\u{323} 葛\u{E0100}");
        assert!(!Marks::behind("\u{FE00}".repeat(40).chars()).admit('\u{FE00}'));
    }
}
