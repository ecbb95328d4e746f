//! Numbers that count on although they are typed with signs of both widths, or with
//! different stops — `（1）` and `(2)`, `1、` and `2．` — are one list with the signs
//! of its first number.
//!
//! Only where the numbers do not go on as they are typed; no number changes.

use std::collections::{BTreeMap, BTreeSet};

use super::Numbered;
use super::list_marks::Mark;
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, message};

/// How many lines a message names.
const MOST_PLACES: usize = 6;

/// The paragraphs of a run that count on with different signs: each with the mark
/// that its list has for it, typed as its first one.
pub(super) fn alike(run: &[Numbered], is_known: impl Fn(&Mark) -> bool) -> BTreeMap<usize, Mark> {
    let mut open = BTreeMap::new();
    let mut sequences: Vec<Vec<(usize, Mark)>> = Vec::new();
    for (line, (_, marks)) in run.iter().enumerate() {
        for mark in marks.iter().filter(|mark| !mark.is_placed()) {
            let at = *open.entry(mark.family()).or_insert(usize::MAX);
            match sequences.get_mut(at) {
                Some(sequence) if sequence.last().is_some_and(|(_, last)| mark.is_next_of(last)) => {
                    sequence.push((line, *mark));
                }
                _ => {
                    open.insert(mark.family(), sequences.len());
                    sequences.push(vec![(line, *mark)]);
                }
            }
        }
    }
    sequences.sort_by_key(|sequence| std::cmp::Reverse(sequence.len()));
    let mut found = BTreeMap::new();
    for sequence in sequences {
        let Some((_, first)) = sequence.first().copied() else { continue };
        let looks: BTreeSet<_> = sequence.iter().map(|(_, mark)| mark.look()).collect();
        let is_free = sequence.iter().all(|(line, _)| !found.contains_key(line));
        if looks.len() > 1 && is_free && (first.begins() || is_known(&first)) {
            found.extend(sequence.into_iter().map(|(line, mark)| (line, Mark { number: first.number, ..mark })));
        }
    }
    found
}

/// Tells once which lines begin with other signs than their lists.
pub(super) fn tell(places: &[Span], source: SourceId, text: &str, sink: &mut Sink) {
    let Some(first) = places.first() else { return };
    let line = |place: &Span| text[..place.start as usize].bytes().filter(|byte| *byte == b'\n').count() + 1;
    let numbers: Vec<String> = places.iter().take(MOST_PLACES).map(|place| line(place).to_string()).collect();
    let (count, numbers) = (places.len(), numbers.join(", "));
    let message = match count {
        1 => message!("this number is printed with the signs of the first one of its list"),
        _ if count > MOST_PLACES => message!(
            "{count} numbers are printed with the signs of the first one of their list: lines {numbers}, …",
            count,
            numbers
        ),
        _ => message!(
            "{count} numbers are printed with the signs of the first one of their list: lines {numbers}",
            count,
            numbers
        ),
    };
    let span = Span::new(source, first.start as usize, first.end as usize);
    let hint = "type the numbers of a list alike, as in `（1）` and `（2）`";
    sink.push(Diagnostic::warning(Code::TypedNumber, span, message).hint(hint));
}
