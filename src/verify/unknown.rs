//! Characters that no font of the PDF has stand in it as U+FFFD; each counts as whatever
//! the Word file says there, so that one of them makes one difference and no more.

use super::item::{Item, Kind};

/// What stands in the text of a PDF for a glyph without a character.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;
/// The most characters that one such glyph may stand for, as in a flag or a face of
/// several signs.
const MAX_EACH: usize = 8;
/// How many items further on the same one is looked for.
const MAX_AHEAD: usize = 256;

/// Gives items with unknown characters the key of the item of the other edition that
/// says the same beside these; the first pair of them.
pub(super) fn settle(mine: &mut [Item], other: &[Item]) -> Option<(usize, usize)> {
    let (mut first, mut next) = (None, 0);
    for (at, item) in mine.iter_mut().enumerate() {
        if !item.key.contains(UNKNOWN) || item.kind == Kind::Formula {
            continue;
        }
        let ahead = other.iter().enumerate().skip(next).take(MAX_AHEAD + at.saturating_sub(next));
        let mut same = ahead.filter(|(_, theirs)| theirs.kind == item.kind && stands_for(&item.key, &theirs.key));
        let Some((place, theirs)) = same.next() else { continue };
        next = place + 1;
        if item.key != theirs.key {
            item.key.clone_from(&theirs.key);
            first = first.or(Some((at, place)));
        }
    }
    first
}

/// Whether a text says the same as another, of which the unknown characters may be any.
fn stands_for(key: &str, other: &str) -> bool {
    let room = key.chars().filter(|c| *c == UNKNOWN).count() * MAX_EACH;
    if other.chars().count() > key.chars().count() + room {
        return false;
    }
    let mut parts = key.split(UNKNOWN);
    let Some(mut rest) = parts.next().and_then(|start| other.strip_prefix(start)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((end, middle)) = parts.split_last() else { return rest.is_empty() };
    let Some(before_end) = rest.strip_suffix(end) else { return false };
    rest = before_end;
    for part in middle.iter().filter(|part| !part.is_empty()) {
        // The earliest place leaves the most to those behind it.
        let Some((_, behind)) = rest.split_once(part) else { return false };
        rest = behind;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::compare::compare;
    use super::super::item::{Item, Kind, Line};
    use super::stands_for;

    fn items(texts: &[&str]) -> Vec<Item> {
        let item = |(at, text): (usize, &&str)| {
            let mut line = Line::default();
            line.push(text);
            line.item(Kind::Text, Some(1), at + 1)
        };
        texts.iter().enumerate().map(item).collect()
    }

    #[test]
    fn one_unknown_character_makes_one_difference() {
        let pdf = items(&["甲\u{FFFD}乙", "丙", "\u{FFFD}", "丁", "戊\u{FFFD}"]);
        let word = items(&["甲𠮷乙", "丙", "👨\u{200D}👩", "丁", "戊𠮷"]);
        let found = compare(&pdf, &word);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].pdf.as_deref(), found[0].word.as_deref()), (Some("甲\u{FFFD}乙"), Some("甲𠮷乙")));
        let other = items(&["甲𠮷乙", "丙", "别的", "丁丁", "戊𠮷"]);
        assert_eq!(compare(&pdf, &other).iter().filter(|found| found.pdf.as_deref() == Some("丁")).count(), 1);
    }

    #[test]
    fn what_is_known_must_be_the_same() {
        assert!(stands_for("a\u{FFFD}b\u{FFFD}", "axbz") && stands_for("\u{FFFD}\u{FFFD}", "xy"));
        for (key, other) in
            [("a\u{FFFD}b", "axc"), ("a\u{FFFD}", "ba"), ("\u{FFFD}b\u{FFFD}", "ac"), ("\u{FFFD}", "123456789a")]
        {
            assert!(!stands_for(key, other), "{key} {other}");
        }
    }
}
