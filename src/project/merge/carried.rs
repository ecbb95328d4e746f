//! Edits of a manuscript are brought into what it is now: they go where the same lines
//! stand, and what is then printed must have changed as they say.

use std::collections::{BTreeMap, BTreeSet};

use super::manuscript::Read;
use crate::diag::{Source, Span};
use crate::merge::{Made, Outcome, Told};

/// How often what is printed is compared.
const ROUNDS: usize = 3;
/// How many lines of what the manuscript says now are told.
const LINES: usize = 12;

/// Texts by the names of their files.
pub(super) type Texts = BTreeMap<String, String>;

/// The texts with the edits that fit, and the changes that do not. `print` gives what the
/// paragraphs of texts print, `None` if they have errors.
pub(super) fn carry(
    base: &Read,
    edits: &[Made],
    texts: &Texts,
    told: &[Told],
    print: &dyn Fn(&Texts) -> Option<Vec<String>>,
) -> (Texts, BTreeSet<usize>) {
    let mut lost = BTreeSet::new();
    let mut after = put_in(base, edits, texts, &mut lost);
    let text_of = |id| base.sources.get(id).map(Source::text);
    let has_moved = base.names.iter().any(|(id, name)| texts.get(name).map(String::as_str) != text_of(*id));
    if !has_moved {
        return (after, lost);
    }
    let before = print(texts);
    for _ in 0..ROUNDS {
        if after == *texts {
            return (after, lost);
        }
        let done: Vec<&Told> = told.iter().filter(|told| told.outcome == Outcome::Merged).collect();
        let done = done.into_iter().filter(|told| !lost.contains(&told.number)).collect::<Vec<_>>();
        let wrong = match (&before, print(&after)) {
            (Some(before), Some(printed)) => wrong(before, &printed, &done),
            _ => done.iter().map(|told| told.number).collect(),
        };
        if wrong.is_empty() {
            return (after, lost);
        }
        lost.extend(wrong);
        after = put_in(base, edits, texts, &mut lost);
    }
    lost.extend(told.iter().map(|told| told.number));
    (texts.clone(), lost)
}

/// The changes that are not what has changed between what was printed and what is; all
/// of them if something else has.
fn wrong(before: &[String], now: &[String], done: &[&Told]) -> BTreeSet<usize> {
    let mut found = counts(before, now);
    let mut wrong = BTreeSet::new();
    for told in done {
        let [old, new] = &told.lines;
        for (line, count) in counts(old, new) {
            let left = found.entry(line).or_insert(0);
            // As many as the change takes out or puts in.
            if left.signum() == count.signum() && left.abs() >= count.abs() {
                *left -= count;
            } else {
                wrong.insert(told.number);
            }
        }
    }
    if wrong.is_empty() && found.values().any(|count| *count != 0) {
        wrong.extend(done.iter().map(|told| told.number));
    }
    wrong
}

/// How many more of each line there are now, or fewer; lines that say nothing count not.
fn counts<'a>(before: &'a [String], now: &'a [String]) -> BTreeMap<&'a str, i64> {
    let mut counts = BTreeMap::new();
    for (lines, by) in [(before, -1), (now, 1)] {
        lines.iter().filter(|line| !line.is_empty()).for_each(|line| *counts.entry(line.as_str()).or_insert(0) += by);
    }
    counts.retain(|_, count| *count != 0);
    counts
}

/// The texts with edits where the same lines stand; the changes of those that find no
/// place are lost.
fn put_in(base: &Read, edits: &[Made], texts: &Texts, lost: &mut BTreeSet<usize>) -> Texts {
    // A change that finds no place in one file is none in the others.
    loop {
        let mut after = texts.clone();
        let known = lost.len();
        for (id, name) in &base.names {
            let own = edits.iter().filter(|edit| edit.span.source == *id && !lost.contains(&edit.change));
            let own: Vec<&Made> = own.collect();
            let Some(now) = after.get_mut(name) else {
                lost.extend(own.iter().map(|edit| edit.change));
                continue;
            };
            let old = base.sources.get(*id).map_or("", Source::text);
            let (text, gone) = moved(old, now, &own);
            *now = text;
            lost.extend(gone);
        }
        if lost.len() == known {
            return after;
        }
    }
}

/// A text with edits that were made for an older one, and the changes that fit no
/// longer: of these nothing is taken.
fn moved(old: &str, new: &str, edits: &[&Made]) -> (String, BTreeSet<usize>) {
    let map = Map::new(old, new);
    let places: Vec<_> = edits.iter().map(|edit| (map.place(&edit.span.range()), *edit)).collect();
    let lost: BTreeSet<usize> =
        places.iter().filter(|(place, _)| place.is_none()).map(|(_, edit)| edit.change).collect();
    let placed = places.into_iter().filter(|(_, edit)| !lost.contains(&edit.change));
    let mut placed: Vec<_> = placed.filter_map(|(place, edit)| Some((place?, &edit.text))).collect();
    placed.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(new.len());
    let mut from = 0;
    for (range, text) in placed {
        out.push_str(new.get(from..range.start).unwrap_or_default());
        out.push_str(text);
        from = range.end;
    }
    out.push_str(new.get(from..).unwrap_or_default());
    (out, lost)
}

/// What the texts say now where a span of the base stood: the lines that came in the
/// place of its own, or the paragraph around those that stayed.
pub(super) fn said_now(base: &Read, texts: &Texts, span: Span) -> Option<String> {
    let old = base.sources.get(span.source).map(Source::text)?;
    let now = texts.get(base.names.get(&span.source)?)?;
    let said = now.get(Map::new(old, now).around(&span.range(), now))?;
    let mut lines: Vec<&str> = said.trim_matches('\n').lines().take(LINES + 1).collect();
    if lines.len() > LINES {
        lines[LINES] = "…";
    }
    Some(lines.join("\n"))
}

/// Where the bytes of an old text stand in a new one, by lines that are the same.
struct Map {
    /// The beginning of a part in both, and its length.
    same: Vec<(usize, usize, usize)>,
}

impl Map {
    fn new(old: &str, new: &str) -> Self {
        use similar::{Algorithm, DiffOp, capture_diff_slices};
        let lines = |text: &str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
        let starts = |lines: &[String]| {
            let ends = lines.iter().scan(0, |end, line| {
                *end += line.len();
                Some(*end)
            });
            std::iter::once(0).chain(ends).collect::<Vec<usize>>()
        };
        let (one, two) = (lines(old), lines(new));
        let (of_one, of_two) = (starts(&one), starts(&two));
        let same = capture_diff_slices(Algorithm::Myers, &one, &two).into_iter().filter_map(|op| match op {
            DiffOp::Equal { old_index, new_index, len } => {
                Some((of_one[old_index], of_two[new_index], of_one[old_index + len] - of_one[old_index]))
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => None,
        });
        Self { same: same.collect() }
    }

    /// The place of bytes that stand in lines that are the same.
    fn place(&self, range: &std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
        let holds = |(old, _, len): &&(usize, usize, usize)| *old <= range.start && range.end <= old + len;
        let (old, new, _) = self.same.iter().find(holds)?;
        Some(new + range.start - old..new + range.end - old)
    }

    /// The bytes of the new text in the place of some of the old one.
    fn around(&self, range: &std::ops::Range<usize>, now: &str) -> std::ops::Range<usize> {
        if let Some(own) = self.place(range) {
            let before = now.get(..own.start).and_then(|text| text.rfind("\n\n")).map_or(0, |at| at + 2);
            let behind = now.get(own.end..).and_then(|text| text.find("\n\n"));
            return before..behind.map_or(now.len(), |at| own.end + at);
        }
        let end = |(old, new, len): &(usize, usize, usize)| (old + len <= range.start).then_some(new + len);
        let start = self.same.iter().filter_map(end).max().unwrap_or(0);
        let begin = |(old, new, _): &(usize, usize, usize)| (*old >= range.end).then_some(*new);
        let behind = self.same.iter().filter_map(begin).min().unwrap_or(now.len());
        start..behind.max(start)
    }
}
