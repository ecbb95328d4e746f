//! Diagnostics of one kind in heaps become one that counts them.
//!
//! For people only: machines get each of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::located;
use crate::diag::{Code, Diagnostic, Message, Severity, SourceId, Sources, message};

/// The most diagnostics of one code in one file that are written out.
const MOST: usize = 10;
/// How many places the one that stands for the others names.
const NAMED: usize = 3;

/// The most marks of one construct in one file that are written out.
const MOST_MARKS: usize = 3;

/// What diagnostics have in common that are counted together; marks that are
/// printed are counted by construct, which has a hint of its own.
type Kind<'a> = (Code, Severity, Option<SourceId>, Option<&'a Message>);

/// What a diagnostic is counted with.
fn kind(diagnostic: &Diagnostic) -> Kind<'_> {
    let construct = diagnostic.hints.first().filter(|_| diagnostic.code == Code::LeftoverMarkup);
    (diagnostic.code, diagnostic.severity, diagnostic.span.map(|span| span.source), construct)
}

fn most(diagnostic: &Diagnostic) -> usize {
    if diagnostic.code == Code::LeftoverMarkup { MOST_MARKS } else { MOST }
}

/// The diagnostics in their order; of those of one code in one file only the
/// first, with the count and the first places, if there are more than ten (three of a
/// construct of leftover markup).
#[must_use]
pub fn folded<'a>(list: &'a [Diagnostic], sources: &Sources) -> Vec<Cow<'a, Diagnostic>> {
    let mut heaps: BTreeMap<Kind<'_>, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in list {
        heaps.entry(kind(diagnostic)).or_default().push(diagnostic);
    }
    let shown = |diagnostic: &'a Diagnostic| match heaps.get(&kind(diagnostic)) {
        Some(heap) if heap.len() > most(diagnostic) => {
            std::ptr::eq(heap[0], diagnostic).then(|| Cow::Owned(standing_for(heap, sources)))
        }
        _ => Some(Cow::Borrowed(diagnostic)),
    };
    list.iter().filter_map(shown).collect()
}

/// The first of a heap with the count of all.
fn standing_for(heap: &[&Diagnostic], sources: &Sources) -> Diagnostic {
    let place = |diagnostic: &&Diagnostic| located(diagnostic, sources).map(|(_, start, _)| start);
    let places: Vec<String> =
        heap.iter().take(NAMED).filter_map(place).map(|place| format!("{}:{}", place.line, place.column)).collect();
    let mut first = heap[0].clone();
    let (message, count) = (first.message, heap.len());
    first.message = match places.is_empty() {
        true => message!("{message} ({count} of these)", message, count),
        false => {
            let places = places.join(", ");
            message!("{message} ({count} of these in this file: {places}, …)", message, count, places)
        }
    };
    first.hint("add `--all` to print each of them")
}

#[cfg(test)]
mod tests {
    use super::folded;
    use crate::diag::{Code, Diagnostic, Sources, Span};

    /// So many ellipses, one in each line, after something else.
    fn heap(count: usize) -> (Vec<Diagnostic>, Sources) {
        let mut sources = Sources::new();
        let id = sources.add("a.md", "中...\n".repeat(count));
        let line = "中...\n".len();
        let ellipsis =
            |at: usize| Diagnostic::warning(Code::Ellipsis, Span::new(id, at * line + 3, at * line + 6), "x");
        let mut list = vec![Diagnostic::error(Code::Html, None, "y")];
        list.extend((0..count).map(ellipsis));
        (list, sources)
    }

    #[test]
    fn more_than_ten_become_one() {
        let (list, sources) = heap(11);
        let shown = folded(&list, &sources);
        let messages: Vec<_> = shown.iter().map(|d| d.message.to_string()).collect();
        assert_eq!(messages, ["y", "x (11 of these in this file: 1:2, 2:2, 3:2, …)"]);
        assert_eq!((shown[1].span, shown[1].hints.len()), (list[1].span, 1));
    }

    #[test]
    fn ten_are_written_out() {
        let (list, sources) = heap(10);
        assert_eq!(folded(&list, &sources).len(), 11);
    }

    #[test]
    fn leftover_marks_are_counted_by_construct() {
        let (list, sources) = heap(8);
        let mark = |diagnostic: &Diagnostic, hint: &str| {
            Diagnostic { code: Code::LeftoverMarkup, ..diagnostic.clone() }.hint(hint.to_owned())
        };
        let hints = ["a", "a", "a", "a", "b", "b", "b", "c"];
        let list: Vec<_> = list[1..].iter().zip(hints).map(|(found, hint)| mark(found, hint)).collect();
        let shown = folded(&list, &sources);
        let messages: Vec<_> = shown.iter().map(|d| d.message.to_string()).collect();
        assert_eq!(messages, ["x (4 of these in this file: 1:2, 2:2, 3:2, …)", "x", "x", "x", "x"]);
    }

    #[test]
    fn files_and_severities_are_counted_apart() {
        let (mut list, mut sources) = heap(10);
        let other = sources.add("b.md", "中...\n");
        list.push(Diagnostic::warning(Code::Ellipsis, Span::new(other, 3, 6), "x"));
        list.push(Diagnostic::error(Code::Ellipsis, list[1].span, "x"));
        assert_eq!(folded(&list, &sources).len(), 13);
    }
}
