//! Characters that no font of the PDF has stand in it as U+FFFD; each counts as whatever
//! the Word file says there, so that one of them makes one difference and no more.
//!
//! They are found by the text around them, wherever the editions cut it.

use super::item::{Item, Kind};

/// What stands in the text of a PDF for a glyph without a character.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;
/// The most characters that one such glyph may stand for, as in a flag or a face of
/// several signs.
const MAX_EACH: usize = 8;
/// How many characters around it must be the same.
const AROUND: usize = 24;

/// Gives unknown characters those that the other edition has in the same place; the
/// places among the items of the first of them.
pub(super) fn settle(mine: &mut [Item], other: &[Item]) -> Option<(usize, usize)> {
    if !mine.iter().any(|item| item.key.contains(UNKNOWN) && item.kind != Kind::Formula) {
        return None;
    }
    let theirs: Vec<String> = other.iter().map(Item::told).collect();
    let whole: String = mine.iter().map(Item::told).collect();
    let found = meant(&whole, &theirs.concat());
    let (mut first, mut next) = (None, found.into_iter());
    for (at, item) in mine.iter_mut().enumerate() {
        let mut key = String::with_capacity(item.key.len());
        for ch in item.key.chars() {
            match (ch == UNKNOWN).then(|| next.next()).flatten().flatten() {
                Some((text, place)) => {
                    key.push_str(&text);
                    first = first.or((!text.contains(UNKNOWN)).then_some((at, place)));
                }
                None => key.push(ch),
            }
        }
        item.key = key;
    }
    first.map(|(at, place)| (at, item_at(&theirs, place)))
}

/// The item in whose text a byte of all of them stands.
fn item_at(texts: &[String], place: usize) -> usize {
    let mut end = 0;
    let ends = texts.iter().map(|text| {
        end += text.len();
        end
    });
    ends.take_while(|end| *end <= place).count()
}

/// What each unknown character of a text is in another, with its place there; the first
/// of several in a row stands for all of them.
fn meant(text: &str, other: &str) -> Vec<Option<(String, usize)>> {
    let (mut found, mut rest, mut from) = (Vec::new(), text, 0);
    while let Some(at) = rest.find(UNKNOWN) {
        let before = &rest[..at];
        let behind = rest[at..].trim_start_matches(UNKNOWN);
        let count = (rest.len() - at - behind.len()) / UNKNOWN.len_utf8();
        let after = behind.split(UNKNOWN).next().unwrap_or_default();
        let place = between(last(before, AROUND), upto(after, AROUND), &other[from..], count * MAX_EACH);
        let place = place.map(|(start, end)| (from + start, from + end));
        found.push(place.map(|(start, end)| (other[start..end].to_owned(), start)));
        found.extend((1..count).map(|_| place.map(|(start, _)| (String::new(), start))));
        from = place.map_or(from, |(_, end)| end);
        rest = behind;
    }
    found
}

/// The first place in a text between two others, at most so many characters.
fn between(before: &str, after: &str, text: &str, most: usize) -> Option<(usize, usize)> {
    if before.is_empty() && after.is_empty() {
        return None;
    }
    text.match_indices(before).find_map(|(at, _)| {
        let start = at + before.len();
        let window = upto(&text[start..], most);
        let ends = window.char_indices().map(|(at, ch)| start + at + ch.len_utf8());
        // Nothing of another item is meant.
        let mut ends = ends.take_while(|end| !text[start..*end].contains('\u{1}'));
        ends.find(|end| text[*end..].starts_with(after)).map(|end| (start, end))
    })
}

/// The first characters of a text.
fn upto(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// Its last characters.
fn last(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count.saturating_sub(1)).map_or(text, |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::super::compare::compare;
    use super::super::item::{Item, Kind, Line};
    use super::meant;

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
        let other = items(&["甲𠮷乙", "丙", "别的", "己", "戊𠮷"]);
        assert!(compare(&pdf, &other).iter().any(|found| found.pdf.as_deref() == Some("丁")));
    }

    #[test]
    fn what_is_cut_otherwise_is_found_by_what_stands_around() {
        let pdf = items(&["甲", "乙\u{FFFD}", "丙", "丁己"]);
        let word = items(&["甲乙", "𠮷丙丁己"]);
        let found = compare(&pdf, &word);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].pdf.as_deref(), Some("乙\u{FFFD}"));
    }

    #[test]
    fn what_is_known_must_be_the_same() {
        let texts =
            |text, other| meant(text, other).into_iter().map(|found| found.map(|found| found.0)).collect::<Vec<_>>();
        assert_eq!(texts("a\u{FFFD}b\u{FFFD}", "axbz"), [Some("x".to_owned()), Some("z".to_owned())]);
        assert_eq!(texts("a\u{FFFD}\u{FFFD}b", "axyb"), [Some("xy".to_owned()), Some(String::new())]);
        for (text, other) in
            [("a\u{FFFD}b", "axc"), ("a\u{FFFD}b", "a123456789b"), ("a\u{FFFD}b", "a\u{1}b"), ("\u{FFFD}", "a")]
        {
            assert_eq!(texts(text, other), [None], "{text} {other}");
        }
    }
}
