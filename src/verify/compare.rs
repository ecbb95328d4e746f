//! The items of both editions are compared in order.
//!
//! Headings and paragraphs are one order, and so are captions, pictures, cells,
//! notes and links each: figures and notes stand where each program finds room.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::chars::{has_open_mark, without_marks};
use super::item::{Item, Kind};
use super::unknown;

/// The most items that are taken for one that the other edition cuts differently.
const MAX_JOINED: usize = 64;
/// How many steps the comparing of items may take; beyond, they are compared in pairs.
const MAX_STEPS: usize = 400_000_000;

/// A place where the editions differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What differs.
    pub kind: Kind,
    /// The page of the PDF, from 1.
    pub page: Option<usize>,
    /// The paragraph of the Word file, from 1.
    pub paragraph: Option<usize>,
    /// The heading above it; empty if there is none.
    pub heading: String,
    /// What the PDF says, if it says anything there.
    pub pdf: Option<String>,
    /// What the Word file says, if it says anything there.
    pub word: Option<String>,
}

/// The orders: which kinds stand in each.
const ORDERS: [fn(Kind) -> bool; 7] = [
    |kind| matches!(kind, Kind::Heading(_) | Kind::Text | Kind::Formula),
    |kind| kind == Kind::Caption,
    |kind| kind == Kind::Picture,
    |kind| kind == Kind::Cell,
    |kind| kind == Kind::Note,
    |kind| kind == Kind::Link,
    |kind| kind == Kind::NoteLink,
];

/// Where two editions differ; nothing if they say the same.
#[must_use]
pub fn compare(pdf: &[Item], word: &[Item]) -> Vec<Difference> {
    let pdf = &drawn(pdf, word);
    let has_open_marks = pdf.iter().chain(word).any(|item| has_open_mark(&item.key));
    let headings = Headings { pdf: headings(pdf), word: headings(word) };
    let (mut found, mut without_glyph) = (Vec::new(), None);
    for belongs in ORDERS {
        let of = |items: &[Item]| {
            let mut items: Vec<Item> = items.iter().filter(|item| belongs(item.kind) && says(item)).cloned().collect();
            // Marks that begin anew on each page are not in the Word file.
            if has_open_marks {
                items.iter_mut().for_each(|item| item.key = without_marks(&item.key));
            }
            // A link that a line or a picture cuts is several in one of the editions.
            let is_link = |item: &Item| matches!(item.kind, Kind::Link | Kind::NoteLink);
            items.dedup_by(|next, item| is_link(item) && next.key == item.key);
            items
        };
        let (mut mine, other) = (of(pdf), of(word));
        if let Some((first, same)) = unknown::settle(&mut mine, &other) {
            without_glyph.get_or_insert_with(|| headings.difference(mine.get(first), other.get(same)));
        }
        // What one edition sets in two paragraphs the other may set in one.
        if joined(&mine) != joined(&other) {
            order(&mine, &other, &headings, &mut found);
        }
    }
    found.extend(without_glyph);
    found
}

/// The items of a PDF with the text in pictures as text where the Word file says it
/// too, such as that a picture is missing; else a Word file holds no such text.
fn drawn(pdf: &[Item], word: &[Item]) -> Vec<Item> {
    let mut items = pdf.to_vec();
    let said: BTreeSet<&str> = word.iter().map(|item| &*item.key).collect();
    items.retain_mut(|item| {
        if item.kind == Kind::Drawn && said.contains(&*item.key) {
            item.kind = Kind::Text;
        }
        item.kind != Kind::Drawn
    });
    items
}

/// Whether an item says anything: a cell that is empty does not, such as the one that
/// the PDF has above the head of a table that goes on.
fn says(item: &Item) -> bool {
    !item.key.is_empty()
}

/// What items say one after the other. Cells, captions and the like are not joined.
fn joined(items: &[Item]) -> String {
    items.iter().map(Item::told).collect()
}

fn order(mine: &[Item], other: &[Item], headings: &Headings, found: &mut Vec<Difference>) {
    let keys = |items: &[Item]| items.iter().map(Item::told).collect::<Vec<_>>();
    let (old, new) = (keys(mine), keys(other));
    // Files that have nothing in common take as many steps as both lengths multiplied.
    if steps(&old, &new) > MAX_STEPS {
        return pairs(mine, other, headings, found);
    }
    let mut hunk: Option<(std::ops::Range<usize>, std::ops::Range<usize>)> = None;
    let mut hunks = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        match op {
            DiffOp::Equal { .. } => hunks.extend(hunk.take()),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                let (a, b) = (op.old_range(), op.new_range());
                hunk = Some(match hunk.take() {
                    Some((first, second)) => (first.start..a.end, second.start..b.end),
                    None => (a, b),
                });
            }
        }
    }
    hunks.extend(hunk);
    for (a, b) in hunks {
        pairs(&mine[a], &other[b], headings, found);
    }
}

/// How many steps the comparing takes: as many as there are items, for each item
/// that only one of the editions has.
fn steps(old: &[String], new: &[String]) -> usize {
    let alone = |items: &[String], others: &[String]| {
        let others: BTreeSet<&String> = others.iter().collect();
        items.iter().filter(|item| !others.contains(item)).count()
    };
    (alone(old, new) + alone(new, old)).saturating_mul(old.len() + new.len())
}

/// The differences of items between two equal ones.
fn pairs(mut mine: &[Item], mut other: &[Item], headings: &Headings, found: &mut Vec<Difference>) {
    while !(mine.is_empty() && other.is_empty()) {
        if let Some((a, b)) = same_start(mine, other) {
            (mine, other) = (&mine[a..], &other[b..]);
            continue;
        }
        let (first, second) = (mine.first(), other.first());
        // Where one edition has more, what is left over is what resembles nothing.
        let (first, second) = match (first, second) {
            (Some(a), Some(b)) if mine.len() != other.len() && !resemble(a, b) => {
                if mine.len() > other.len() {
                    (Some(a), None)
                } else {
                    (None, Some(b))
                }
            }
            pair => pair,
        };
        found.push(headings.difference(first, second));
        mine = &mine[usize::from(first.is_some())..];
        other = &other[usize::from(second.is_some())..];
    }
}

/// How many items at the beginning of both say the same when they are joined.
fn same_start(mine: &[Item], other: &[Item]) -> Option<(usize, usize)> {
    let (mut a, mut b) = (0, 0);
    let (mut left, mut right) = (String::new(), String::new());
    while a + b < MAX_JOINED {
        if left.len() <= right.len() {
            left.push_str(&mine.get(a)?.told());
            a += 1;
        } else {
            right.push_str(&other.get(b)?.told());
            b += 1;
        }
        if left == right && b > 0 {
            return Some((a, b));
        }
        if !left.starts_with(&right) && !right.starts_with(&left) {
            return None;
        }
    }
    None
}

/// Whether two items are likely two editions of one: of the same kind, with half
/// of their characters at the ends in common.
fn resemble(a: &Item, b: &Item) -> bool {
    let start = a.key.chars().zip(b.key.chars()).take_while(|(a, b)| a == b).count();
    let end = a.key.chars().rev().zip(b.key.chars().rev()).take_while(|(a, b)| a == b).count();
    let most = a.key.chars().count().max(b.key.chars().count());
    a.kind == b.kind && (start + end) * 2 >= most
}

/// The headings of both editions by their paragraphs.
struct Headings {
    pdf: BTreeMap<usize, String>,
    word: BTreeMap<usize, String>,
}

fn headings(items: &[Item]) -> BTreeMap<usize, String> {
    let headings = items.iter().filter(|item| matches!(item.kind, Kind::Heading(_)));
    headings.map(|item| (item.paragraph, item.text.clone())).collect()
}

impl Headings {
    fn difference(&self, pdf: Option<&Item>, word: Option<&Item>) -> Difference {
        let text = |item: &Item| item.text.clone();
        let above = |headings: &BTreeMap<usize, String>, item: &Item| {
            headings.range(..item.paragraph).next_back().map(|(_, heading)| heading.clone())
        };
        // The notes of a Word file stand behind its text.
        let in_text = word.filter(|item| !matches!(item.kind, Kind::Note | Kind::NoteLink));
        let heading = in_text.and_then(|item| above(&self.word, item));
        Difference {
            kind: pdf.or(word).map_or(Kind::Text, |item| item.kind),
            page: pdf.and_then(|item| item.page),
            paragraph: in_text.map(|item| item.paragraph),
            heading: heading.or_else(|| above(&self.pdf, pdf?)).unwrap_or_default(),
            pdf: pdf.map(text),
            word: word.map(text),
        }
    }
}
