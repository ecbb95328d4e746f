//! The lines of a formula that have numbers of their own.
//!
//! Which environments number their lines is LaTeX's to say, see `read::latex`.

use std::ops::Range;

use crate::diag::{Span, Spanned};
use crate::model::document::Attr;
use crate::model::math::{Expr, LineNumber, Math, NumberedLine};
use crate::read::latex::{self, Numbering, Numbers};

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

/// A displayed formula that stands within a text, as in a cell of a table.
pub(super) fn within_text(math: Math, source: &str, area: Span) -> Math {
    let numbering = latex::numbering(source);
    if numbering.tags.is_empty() {
        return math;
    }
    let mut attr = Attr::default();
    let lines = numbered(&numbering, source, false, &mut attr, &|_| area);
    if let ([tag], []) = (numbering.tags.as_slice(), lines.as_slice()) {
        let key = if tag.bare { "tag*" } else { "tag" };
        attr.pairs.push((Spanned::new(key.to_owned(), area), Spanned::new(tag.text.clone(), area)));
    }
    with_typed_numbers(Math { lines, ..math }, &attr)
}

/// A formula for a place that has no room for numbers beside it: those that were typed
/// stand in its lines.
pub(super) fn with_typed_numbers(math: Math, attr: &Attr) -> Math {
    let Math { source, tree, lines } = math;
    let behind = |part: Expr, text: &str, bare: bool| {
        let text = if bare { text.to_owned() } else { format!("({text})") };
        Expr::Row(vec![part, Expr::Space(2.0), Expr::Text(text)])
    };
    let whole = attr.get("tag").map(|tag| (tag, false)).or_else(|| attr.get("tag*").map(|tag| (tag, true)));
    let of_line = |part: &mut Expr, line: &NumberedLine| {
        if let LineNumber::Typed { text, bare } = &line.number {
            *part = behind(std::mem::replace(part, Expr::Row(Vec::new())), text, *bare);
        }
    };
    let tree = tree.map(|tree| match (tree, whole) {
        (tree, Some((tag, bare))) => behind(tree, &tag.value, bare),
        (Expr::Aligned(mut rows), None) => {
            for (cells, line) in rows.iter_mut().zip(&lines) {
                cells.last_mut().into_iter().for_each(|cell| of_line(cell, line));
            }
            Expr::Aligned(rows)
        }
        (Expr::Gathered(mut parts), None) => {
            parts.iter_mut().zip(&lines).for_each(|(part, line)| of_line(part, line));
            Expr::Gathered(parts)
        }
        (tree, None) => tree,
    });
    Math { source, tree, lines: Vec::new() }
}

/// Adds words behind the last line.
pub(super) fn append(tree: Expr, words: Expr) -> Expr {
    match tree {
        Expr::Aligned(mut rows) => {
            let last = rows.iter_mut().rev().find(|cells| !cells.iter().all(Expr::is_nothing));
            if let Some(last) = last.and_then(|cells| cells.last_mut()) {
                *last = behind(last.clone(), words);
            }
            Expr::Aligned(rows)
        }
        Expr::Gathered(mut lines) => {
            if let Some(last) = lines.last_mut() {
                *last = behind(last.clone(), words);
            }
            Expr::Gathered(lines)
        }
        other => behind(other, words),
    }
}

/// One formula behind another, in one row: a row in a row looks as if something were
/// missing before its first relation.
fn behind(first: Expr, second: Expr) -> Expr {
    match first {
        Expr::Row(mut parts) => {
            parts.push(second);
            Expr::Row(parts)
        }
        other => Expr::Row(vec![other, second]),
    }
}
