//! The tilde of a range, `5~10` or `三月~五月`, is no mark: comrak would pair it with
//! the next one and undo the `H~2~O` behind it. No more is the tie of LaTeX before
//! `\ref` and `\cite`.
//!
//! Such tildes are hidden from comrak behind a character as long as they are, and
//! put back in the text that it gives.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use comrak::nodes::NodeValue;

use super::mask::Known;
use super::survey::survey;
use super::tex_call::is_tie;
use crate::model::is_han;

/// Stands for a tilde; a control character that no text holds.
const HIDDEN: char = '\u{1A}';

/// Hides the tildes of ranges and ties from comrak where it pairs tildes; nothing is
/// `known` of a text that is one paragraph.
pub(super) fn hide<'t>(text: Cow<'t, str>, known: Option<&Known>) -> Cow<'t, str> {
    let ranges = text.match_indices('~').any(|(at, _)| in_range(&text, at) || is_tie(&text[at..]));
    if !ranges || text.contains(HIDDEN) {
        return text;
    }
    let mut tildes: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut paired = BTreeSet::new();
    survey(&text, known, |node, range, block| match &node.data().value {
        NodeValue::Text(_) => {
            let found = text[range.clone()].match_indices('~').map(|(at, _)| range.start + at);
            tildes.entry(block).or_default().extend(found);
        }
        NodeValue::Subscript => {
            paired.insert(block);
            tildes.entry(block).or_default().extend([range.start, range.end - 1]);
        }
        _ => {}
    });
    tildes.retain(|block, _| paired.contains(block));
    let hidden = |(ties, tildes): (BTreeSet<usize>, _)| ties.into_iter().chain(of_ranges(&text, tildes));
    let parted = |tildes: BTreeSet<usize>| tildes.into_iter().partition(|at| is_tie(&text[*at..]));
    let hidden: BTreeSet<usize> = tildes.into_values().map(parted).flat_map(hidden).collect();
    if hidden.is_empty() {
        return text;
    }
    let ch = |(at, ch): (usize, char)| if hidden.contains(&at) { HIDDEN } else { ch };
    Cow::Owned(text.char_indices().map(ch).collect())
}

/// Puts the tildes back.
pub(super) fn show(text: &str) -> Cow<'_, str> {
    match text.contains(HIDDEN) {
        true => Cow::Owned(text.replace(HIDDEN, "~")),
        false => Cow::Borrowed(text),
    }
}

/// The tildes of ranges among those of a paragraph; two behind a letter with a
/// word between them lower that word.
fn of_ranges(text: &str, tildes: BTreeSet<usize>) -> Vec<usize> {
    let tildes: Vec<usize> = tildes.into_iter().filter(|at| text[*at..].starts_with('~')).collect();
    let (mut found, mut index) = (Vec::new(), 0);
    while let Some(at) = tildes.get(index).copied() {
        let closing = tildes.get(index + 1).filter(|end| lowers(text, at, **end));
        index += if closing.is_some() { 2 } else { 1 };
        if closing.is_none() && in_range(text, at) {
            found.push(at);
        }
    }
    found
}

fn lowers(text: &str, at: usize, end: usize) -> bool {
    let before = text[..at].chars().next_back();
    let word = &text[at + 1..end];
    before.is_some_and(|before| (before.is_alphabetic() && !is_han(before)) || matches!(before, ')' | ']'))
        && !word.is_empty()
        && !word.contains(|ch: char| ch.is_whitespace() || "，。；：、！？（）《》“”".contains(ch))
}

/// Whether what stands beside the tilde are the ends of a range.
fn in_range(text: &str, at: usize) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
    let (Some(before), Some(after)) = (before, after) else { return false };
    let unit = before.is_ascii_digit() || is_han(before) || matches!(before, '%' | '℃' | '°');
    (unit && after.is_ascii_digit()) || (is_han(before) && is_han(after))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{hide, show};

    #[test]
    fn tildes_of_ranges_are_hidden() {
        let text = "5~10 个 H~2~O 与 20%~30%，CO~2~排放，Q~总~为";
        let hidden = hide(Cow::Borrowed(text), Some(&super::Known::new()));
        assert_eq!(hidden, "5\u{1A}10 个 H~2~O 与 20%\u{1A}30%，CO~2~排放，Q~总~为");
        assert_eq!(show(&hidden), text);
        for text in ["H~2~O", "`5~10` H~2~O", "5~10", "~~删1~~2"] {
            assert_eq!(hide(Cow::Borrowed(text), Some(&super::Known::new())), text);
        }
    }
}
