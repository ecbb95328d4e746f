//! Editorial marks of CriticMarkup are accepted: `{++in++}` stays, `{--out--}` goes,
//! `{~~old~>new~~}` is the new text, `{==text==}` a highlight, `{>>note<<}` goes.

use std::ops::Range;

use super::opaque::Opaque;
use super::{Found, Kind, with_blank};
use crate::model::document::Edit as Written;

/// An editorial mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read::markdown) enum Edit {
    Insertion,
    Deletion,
    Replacement,
    Highlight,
    Comment,
}

/// The mark that opens each, and the one that closes it.
const MARKS: [(&str, &str, Edit); 5] = [
    ("{++", "++}", Edit::Insertion),
    ("{--", "--}", Edit::Deletion),
    ("{~~", "~~}", Edit::Replacement),
    ("{==", "==}", Edit::Highlight),
    ("{>>", "<<}", Edit::Comment),
];
/// The length of each of these marks.
const MARK: usize = 3;

pub(super) fn may_hold(text: &str) -> bool {
    MARKS.iter().any(|(open, close, _)| text.contains(open) && text.contains(close))
}

/// Every editorial mark, in order.
pub(super) fn find(text: &str, opaque: &Opaque) -> Vec<Found> {
    let places = |mark: &str| text.match_indices(mark).map(|(at, _)| at).filter(|at| !opaque.holds(*at)).collect();
    let closing: Vec<Vec<usize>> = MARKS.iter().map(|(_, close, _)| places(close)).collect();
    let arrows: Vec<usize> = places("~>");
    let gaps = Gaps::find(text, opaque);
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(open) = text[at..].find('{').map(|len| at + len) {
        at = open + 1;
        let Some(index) = MARKS.iter().position(|(mark, _, _)| text[open..].starts_with(mark)) else { continue };
        let next = closing[index].partition_point(|close| *close < open + MARK);
        let Some(close) = closing[index].get(next).copied() else { continue };
        let range = open..close + MARK;
        let inner = open + MARK..close;
        if opaque.holds(open) || inner.is_empty() || !gaps.allow(text, &range) {
            continue;
        }
        let arrow = arrows.get(arrows.partition_point(|arrow| *arrow < inner.start)).copied();
        let edit = MARKS[index].2;
        let Some(hidden) = hidden(text, &range, edit, arrow.filter(|arrow| *arrow < close)) else { continue };
        at = range.end;
        found.push(Found { kind: Kind::Edit(edit), range, hidden });
    }
    found
}

/// What of a mark is hidden.
fn hidden(text: &str, range: &Range<usize>, edit: Edit, arrow: Option<usize>) -> Option<Vec<Range<usize>>> {
    let Range { start, end } = *range;
    let inner = &text[start + MARK..end - MARK];
    let spaced = inner.starts_with(char::is_whitespace) || inner.ends_with(char::is_whitespace);
    Some(match edit {
        Edit::Deletion | Edit::Comment => vec![with_blank(text, range.clone())],
        Edit::Replacement => vec![start..arrow? + "~>".len(), end - MARK..end],
        // The other signs are comrak's mark of a highlight.
        Edit::Highlight if !spaced => vec![start..start + 1, end - 1..end],
        Edit::Insertion | Edit::Highlight => vec![start..start + MARK, end - MARK..end],
    })
}

impl Edit {
    /// What the marks of an edit mean, and where each of them stands in the source.
    pub(super) fn marks(self, source: &str, range: Range<usize>) -> Vec<(Written, Range<usize>)> {
        let inner = range.start + MARK..range.end.saturating_sub(MARK).max(range.start + MARK);
        let text = |range: Range<usize>| source.get(range).unwrap_or_default().to_owned();
        let (open, close) = (range.start..inner.start, inner.end..range.end);
        match self {
            Self::Insertion => vec![(Written::InsertionStart, open), (Written::InsertionEnd, close)],
            Self::Deletion => vec![(Written::Deletion(text(inner)), range)],
            Self::Replacement => {
                let arrow = source.get(inner.clone()).and_then(|inner| inner.find("~>")).unwrap_or_default();
                let old = inner.start..inner.start + arrow;
                let start = old.end..old.end + "~>".len();
                vec![
                    (Written::Deletion(text(old)), open),
                    (Written::InsertionStart, start),
                    (Written::InsertionEnd, close),
                ]
            }
            Self::Comment => vec![(Written::Comment(text(inner)), range)],
            Self::Highlight => Vec::new(),
        }
    }
}

/// The blank lines of a text.
struct Gaps(Vec<usize>);

impl Gaps {
    fn find(text: &str, opaque: &Opaque) -> Self {
        let blank = |line: &&Range<usize>| text[line.start..line.end].trim_matches([' ', '\t', '>']).is_empty();
        Self(opaque.lines().iter().filter(blank).map(|line| line.start).collect())
    }

    /// Whether a mark stands in one paragraph, or around whole ones.
    fn allow(&self, text: &str, range: &Range<usize>) -> bool {
        let next = self.0.partition_point(|gap| *gap < range.start);
        if self.0.get(next).is_none_or(|gap| *gap >= range.end) {
            return true;
        }
        let before = text[..range.start].trim_end_matches([' ', '\t', '>']);
        let behind = text[range.end..].trim_start_matches([' ', '\t']);
        (before.is_empty() || before.ends_with(['\n', '\r'])) && (behind.is_empty() || behind.starts_with(['\n', '\r']))
    }
}
