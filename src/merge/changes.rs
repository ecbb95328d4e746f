//! The paragraphs of a Word file before and after editing become changes: paragraphs
//! that say something else, that were parted or joined, that went or came.
//!
//! It must not know the manuscript.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::align::{aligned, gaps, similarity};
use super::line::{Cell, What};
use super::story::{Para, Place, Role};

/// Something that was changed. Paragraphs are known by their places in their rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// A paragraph says something else, or is something else.
    Text { before: usize, after: usize },
    /// A paragraph became several.
    Split { before: usize, after: Range<usize> },
    /// Two paragraphs became one.
    Join { before: Range<usize>, after: usize },
    /// Paragraphs went.
    Delete { before: Range<usize> },
    /// Paragraphs came, behind the one before a place.
    Insert { before: usize, after: Range<usize> },
}

impl Change {
    /// The paragraphs as they were.
    pub(super) fn before(&self) -> Range<usize> {
        match self {
            Self::Text { before, .. } | Self::Split { before, .. } => *before..before + 1,
            Self::Join { before, .. } | Self::Delete { before } => before.clone(),
            Self::Insert { before, .. } => *before..*before,
        }
    }

    /// The paragraphs as they are.
    pub(super) fn after(&self) -> Range<usize> {
        match self {
            Self::Text { after, .. } | Self::Join { after, .. } => *after..after + 1,
            Self::Split { after, .. } | Self::Insert { after, .. } => after.clone(),
            Self::Delete { .. } => 0..0,
        }
    }
}

/// The pairs of paragraphs that belong together.
pub(super) fn pairs(before: &[Para], after: &[Para]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (at, para) in after.iter().enumerate() {
        for name in &para.bookmarks {
            places.entry(name).or_insert(at);
        }
    }
    let (one, two): (Vec<String>, Vec<String>) =
        (before.iter().map(Para::key).collect(), after.iter().map(Para::key).collect());
    let texts: HashSet<&str> = two.iter().map(String::as_str).collect();
    let mut known: Vec<(usize, usize)> = Vec::new();
    for (at, para) in before.iter().enumerate() {
        let Some(to) = para.bookmarks.first().and_then(|name| places.get(name.as_str())) else { continue };
        // The bookmark of a paragraph that went may stand in another one, and programs
        // move some to the paragraph before.
        let is_own = after[*to].bookmarks.first() == para.bookmarks.first();
        let is_elsewhere = one[at] != two[*to] && texts.contains(one[at].as_str());
        if !is_elsewhere && (is_own || similarity(&one[at], &two[*to]) > 0.3) {
            known.push((at, *to));
        }
    }
    let mut pairs = aligned(&one, &two, &known);
    // As many as there were at the same place are those, whatever they say now.
    for (gone, new) in gaps(&pairs.clone(), before.len(), after.len()) {
        let is_one = |(one, two): (usize, usize)| {
            is_role(&before[one].role, &after[two].role) && is_place(before[one].place, after[two].place)
        };
        if gone.len() == new.len() && gone.clone().zip(new.clone()).all(is_one) {
            pairs.extend(gone.zip(new));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Whether two places are of a kind; within a table, in the same column.
fn is_place(one: Place, two: Place) -> bool {
    match (one, two) {
        (Place::Body, Place::Body) | (Place::Note(_), Place::Note(_)) => true,
        (Place::Cell { column: one, .. }, Place::Cell { column: two, .. }) => one == two,
        _ => false,
    }
}

/// What was changed, in the order of the text; a paragraph with a comment that comes
/// back is.
pub(super) fn changes(before: &[Para], after: &[Para], is_remarked: &dyn Fn(&Para) -> bool) -> Vec<Change> {
    let pairs = pairs(before, after);
    let mut found = Vec::new();
    let gaps = gaps(&pairs, before.len(), after.len());
    // How a pair was taken up by a neighbouring gap.
    let mut taken = vec![false; pairs.len()];
    for (number, (gone, new)) in gaps.into_iter().enumerate() {
        let left = number.checked_sub(1).and_then(|at| pairs.get(at)).copied();
        let right = pairs.get(number).copied();
        let is_free = |at: Option<usize>| at.is_some_and(|at| !taken[at]);
        let left = left.filter(|_| is_free(number.checked_sub(1)));
        let change = beside(before, after, &gone, &new, left, right);
        if let Some((change, is_left)) = change {
            let at = if is_left { number - 1 } else { number };
            taken[at] = true;
            found.push(change);
            continue;
        }
        if !gone.is_empty() {
            found.push(Change::Delete { before: gone.clone() });
        }
        if !new.is_empty() {
            found.push(Change::Insert { before: gone.end, after: new });
        }
    }
    for (at, (one, two)) in pairs.iter().enumerate() {
        if !taken[at] && (!is_same(&before[*one], &after[*two]) || is_remarked(&after[*two])) {
            found.push(Change::Text { before: *one, after: *two });
        }
    }
    found.sort_by_key(|change| (change.before().start, change.before().end));
    found
}

/// Whether what is new or gone was parted from the paragraph before or behind it, or
/// joined with it: the change, and whether it is that before.
fn beside(
    before: &[Para],
    after: &[Para],
    gone: &Range<usize>,
    new: &Range<usize>,
    left: Option<(usize, usize)>,
    right: Option<(usize, usize)>,
) -> Option<(Change, bool)> {
    let key = |paras: &[Para]| paras.iter().map(Para::key).collect::<String>();
    let fits = |old: String, now: String, alone: f64| {
        let together = similarity(&old, &now);
        together > 0.5 && together > alone + 0.02
    };
    let alone = |pair: (usize, usize)| similarity(&before[pair.0].key(), &after[pair.1].key());
    // One that says what it said is not part of it.
    let is_changed = |pair: &(usize, usize)| !is_same(&before[pair.0], &after[pair.1]);
    let (left, right) = (left.filter(is_changed), right.filter(is_changed));
    if gone.is_empty() && !new.is_empty() {
        if let Some(pair) = left
            && holds(&before[pair.0], &after[new.clone()])
            && fits(
                before[pair.0].key(),
                key(&after[pair.1..new.end]),
                whole(alone(pair), &before[pair.0], &after[pair.1]),
            )
        {
            return Some((Change::Split { before: pair.0, after: pair.1..new.end }, true));
        }
        if let Some(pair) = right
            && holds(&before[pair.0], &after[new.clone()])
            && fits(
                before[pair.0].key(),
                key(&after[new.start..pair.1 + 1]),
                whole(alone(pair), &before[pair.0], &after[pair.1]),
            )
        {
            return Some((Change::Split { before: pair.0, after: new.start..pair.1 + 1 }, false));
        }
    }
    if new.is_empty() && !gone.is_empty() {
        if let Some(pair) = left
            && holds(&after[pair.1], &before[gone.clone()])
        {
            return Some((Change::Join { before: pair.0..gone.end, after: pair.1 }, true));
        }
        if let Some(pair) = right
            && holds(&after[pair.1], &before[gone.clone()])
        {
            return Some((Change::Join { before: gone.start..pair.0 + 1, after: pair.1 }, false));
        }
    }
    None
}

/// How much of the longer one of two paragraphs the other one has.
fn whole(alone: f64, one: &Para, two: &Para) -> f64 {
    let (one, two) = (one.key().chars().count(), two.key().chars().count());
    alone.min(one.min(two) as f64 / one.max(two).max(1) as f64)
}

/// Whether a paragraph holds what other ones say.
fn holds(para: &Para, parts: &[Para]) -> bool {
    let whole = para.key();
    let mut parts = parts.iter().map(Para::key);
    parts.all(|part| part.chars().count() > 1 && (whole.contains(&part) || most_of(&whole, &part)))
}

/// Whether most of a text stands in another one in a row.
fn most_of(whole: &str, part: &str) -> bool {
    let signs: Vec<char> = part.chars().collect();
    let half = signs.len() * 6 / 10;
    if half < 4 {
        return false;
    }
    [0, signs.len() - half].into_iter().any(|from| whole.contains(&signs[from..from + half].iter().collect::<String>()))
}

/// Whether a paragraph says the same and is the same.
pub(super) fn is_same(one: &Para, two: &Para) -> bool {
    is_role(&one.role, &two.role)
        && one.cells.len() == two.cells.len()
        && one.cells.iter().zip(&two.cells).all(|(one, two)| one.is_same(two))
}

/// Whether a paragraph says what an edited one says. What a picture shows may be its
/// caption, which was changed.
pub(super) fn is_printed(edited: &Para, printed: &Para) -> bool {
    let (edited_cells, printed_cells) = (trimmed(&edited.cells), trimmed(&printed.cells));
    is_role(&edited.role, &printed.role)
        && edited_cells.len() == printed_cells.len()
        && edited_cells.iter().zip(printed_cells).all(|(one, two)| one.is_same(two) || one.are_pictures(two))
}

/// Cells without the blanks at their ends, which Markdown does not know.
fn trimmed(cells: &[Cell]) -> &[Cell] {
    let is_blank =
        |cell: &Cell| matches!(cell.what, What::Break) || matches!(cell.what, What::Char(ch) if ch.is_whitespace());
    let start = cells.iter().position(|cell| !is_blank(cell)).unwrap_or(cells.len());
    let end = cells.iter().rposition(|cell| !is_blank(cell)).map_or(start, |at| at + 1);
    &cells[start..end]
}

/// Whether two roles are one in the manuscript: styles of text are many.
pub(super) fn is_role(one: &Role, two: &Role) -> bool {
    match (one, two) {
        (Role::Text(_), Role::Text(_)) => true,
        _ => one == two,
    }
}
