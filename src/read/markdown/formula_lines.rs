//! The lines of a formula that have numbers of their own.
//!
//! Which environments number their lines is LaTeX's to say, see `read::latex`.

use std::ops::Range;

use crate::diag::{Span, Spanned};
use crate::model::document::Attr;
use crate::model::math::{Expr, LineNumber, Math, NumberedLine};
use crate::read::latex::{Numbering, Numbers};

/// The lines of a formula with their numbers; none where the whole has one at most. The
/// id behind the formula becomes a name of its first line with a number.
pub(super) fn numbered(
    numbering: &Numbering,
    source: &str,
    alone: bool,
    attr: &mut Attr,
    place: &dyn Fn(Range<usize>) -> Span,
) -> Vec<NumberedLine> {
    let Some(lines) = &numbering.lines else { return Vec::new() };
    match numbering.numbers(alone, attr.id.is_some()) {
        Numbers::Whole => return Vec::new(),
        Numbers::Counted => {
            return vec![NumberedLine { source: source.to_owned(), labels: Vec::new(), number: LineNumber::Counted }];
        }
        Numbers::Lines => {}
    }
    let of_line = |(at, source): (usize, &str)| {
        let own = numbering.labels.iter().filter(|label| label.line == Some(at));
        let labels: Vec<_> = own.map(|label| Spanned::new(label.name.clone(), place(label.range.clone()))).collect();
        let counted = !lines.is_silent(at) && (lines.counts() || !labels.is_empty());
        let number = match numbering.tags.iter().find(|tag| tag.line == Some(at)) {
            Some(tag) => LineNumber::Typed { text: tag.text.clone(), bare: tag.bare },
            None if counted => LineNumber::Counted,
            None => LineNumber::None,
        };
        NumberedLine { source: source.to_owned(), labels, number }
    };
    let mut list: Vec<NumberedLine> = lines.sources(source).into_iter().enumerate().map(of_line).collect();
    if let Some(first) = list.iter_mut().find(|line| line.number != LineNumber::None)
        && let Some(id) = attr.id.take()
        && !numbering.labels.iter().any(|label| label.name == id.value)
    {
        first.labels.insert(0, id);
    }
    list
}

/// Whether the lines of a formula are those of its tree.
pub(super) fn is_of(math: &Math) -> bool {
    match &math.tree {
        Some(Expr::Aligned(rows)) => rows.len() == math.lines.len(),
        Some(Expr::Gathered(rows)) => rows.len() == math.lines.len(),
        _ => false,
    }
}

/// Adds words behind the last line.
pub(super) fn append(tree: Expr, words: Expr) -> Expr {
    match tree {
        Expr::Aligned(mut rows) => {
            if let Some(last) = rows.last_mut().and_then(|cells| cells.last_mut()) {
                *last = Expr::Row(vec![last.clone(), words]);
            }
            Expr::Aligned(rows)
        }
        Expr::Gathered(mut lines) => {
            if let Some(last) = lines.last_mut() {
                *last = Expr::Row(vec![last.clone(), words]);
            }
            Expr::Gathered(lines)
        }
        other => Expr::Row(vec![other, words]),
    }
}
