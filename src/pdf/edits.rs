//! A text becomes another one place at a time, so that the typesetter knows what lies
//! between the places that differ: an edit gives everything in its range a new identity,
//! and what has one is laid out anew.

use std::collections::HashMap;
use std::ops::Range;

use typst::syntax::Source;

/// How many times the whole text may be read again: an edit that opens what another
/// closes, or one of very many, takes Typst as long as the text is.
const MOST_READ: usize = 4;
/// So many bytes count as read for any edit.
const LEAST_READ: usize = 1000;

/// Makes the text of a source this one.
pub(super) fn apply(source: &mut Source, text: &str) {
    let mut left = MOST_READ * text.len().max(source.text().len());
    // From the end on: what stands before an edit stays where it is.
    for (old, new) in differences(source.text(), text).into_iter().rev() {
        let read = source.edit(old, &text[new]).len().max(LEAST_READ);
        let Some(rest) = left.checked_sub(read) else { break };
        left = rest;
    }
    source.replace(text);
}

/// The ranges that differ, of both texts, in order: whole lines. A line that is there more
/// than once may count as different.
fn differences(old: &str, new: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let places = lone_places(&old_lines);
    let start = |lines: &[(usize, &str)], at: usize, text: &str| lines.get(at).map_or(text.len(), |(start, _)| *start);
    let mut found = Vec::new();
    let (mut left, mut right) = (0, 0);
    while left < old_lines.len() || right < new_lines.len() {
        if let (Some((_, one)), Some((_, other))) = (old_lines.get(left), new_lines.get(right))
            && one == other
        {
            (left, right) = (left + 1, right + 1);
            continue;
        }
        let rest = new_lines.get(right..).unwrap_or_default();
        let met = rest.iter().enumerate().find_map(|(ahead, (_, line))| {
            let place = *places.get(line)?;
            place.filter(|place| *place >= left).map(|place| (place, right + ahead))
        });
        let (next_left, next_right) = met.unwrap_or((old_lines.len(), new_lines.len()));
        let bytes = |lines: &[(usize, &str)], lines_of: Range<usize>, text: &str| {
            start(lines, lines_of.start, text)..start(lines, lines_of.end, text)
        };
        found.push((bytes(&old_lines, left..next_left, old), bytes(&new_lines, right..next_right, new)));
        (left, right) = (next_left, next_right);
    }
    found
}

/// The lines with their ends, and where each begins.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line)
    });
    lines.collect()
}

/// Which line is where; `None` for one that is there more than once.
fn lone_places<'a>(lines: &[(usize, &'a str)]) -> HashMap<&'a str, Option<usize>> {
    let mut places = HashMap::new();
    for (at, (_, line)) in lines.iter().enumerate() {
        places.entry(*line).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::differences;

    fn told(old: &str, new: &str) -> Vec<(String, String)> {
        let texts = differences(old, new).into_iter();
        texts.map(|(left, right)| (old[left].to_owned(), new[right].to_owned())).collect()
    }

    #[test]
    fn what_stands_between_two_changes_stays() {
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        let found = told("a\nb\nc\nd\ne\n", "a\nB\nc\nd\ne\nf\n");
        assert_eq!(found, [pair("b\n", "B\n"), pair("", "f\n")]);
        assert_eq!(told("a\nb\nc", "b\nc"), [pair("a\n", "")]);
        assert_eq!(told("a\n", "a\n"), []);
        assert_eq!(told("", "a"), [pair("", "a")]);
    }

    #[test]
    fn lines_that_are_there_twice_do_not_mislead() {
        let (old, new) = ("x\n\nfirst\n\nx\n\nlast\n", "\nx\n\nlast\n\nx\n");
        let mut source = typst::syntax::Source::detached(old);
        super::apply(&mut source, new);
        assert_eq!(source.text(), new);
    }
}
