//! The names of the counts (`SEQ`, ECMA-376-1 §17.16.5.56) of captions and equations.

use crate::model::resolved::Label;

/// The name of the count of a label: its word, without what a field's name
/// cannot hold; `word` if it has none.
#[must_use]
pub(in crate::write::docx) fn identifier(label: &Label, word: &str) -> String {
    let own = clean(&label.before);
    if own.is_empty() { clean(word) } else { own }
}

/// A word without what the name of a count cannot hold.
#[must_use]
pub(in crate::write::docx) fn clean(word: &str) -> String {
    word.chars().filter(|ch| ch.is_alphanumeric()).collect()
}
