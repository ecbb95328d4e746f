//! Two rows of texts, of which one became the other, are laid side by side.
//!
//! What is known to belong together comes first, then what says exactly the same,
//! then what says nearly the same. It must not know what the texts are.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How alike two texts are that may be one, from 0 to 1.
const ALIKE: f64 = 0.4;
/// The most comparisons of texts in a gap; beyond, what is not the same stays alone.
const MOST: usize = 60_000;
/// How alike a word or two are to a text that holds them.
const WITHIN: f64 = 0.5;
/// How many pairs of characters of a text are compared.
const LONGEST: usize = 600;

/// The pairs of texts that belong together, in the order of both rows.
pub(super) fn aligned(one: &[String], two: &[String], known: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut pairs = increasing(known);
    for (mine, other) in gaps(&pairs.clone(), one.len(), two.len()) {
        pairs.extend(same(one, two, mine, other));
    }
    pairs.sort_unstable();
    for (mine, other) in gaps(&pairs.clone(), one.len(), two.len()) {
        pairs.extend(alike(one, two, mine, other));
    }
    pairs.sort_unstable();
    pairs
}

/// The longest part of some pairs that is in order on both sides.
fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut pairs = pairs.to_vec();
    pairs.sort_unstable();
    pairs.dedup_by_key(|pair| pair.0);
    // The last pair of the best row of each length, and what stands before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let place = ends.partition_point(|end| pairs[*end].1 < pair.1);
        before.push(place.checked_sub(1).map(|place| ends[place]));
        match ends.get_mut(place) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut row = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        row.push(pairs[at]);
        next = before[at];
    }
    row.reverse();
    row
}

/// What lies between pairs that are in order.
pub(super) fn gaps(pairs: &[(usize, usize)], one: usize, two: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut from = (0, 0);
    let mut gaps = Vec::new();
    for (a, b) in pairs.iter().copied().chain([(one, two)]) {
        gaps.push((from.0..a, from.1..b));
        from = (a + 1, b + 1);
    }
    gaps
}

fn same(one: &[String], two: &[String], mine: Range<usize>, other: Range<usize>) -> Vec<(usize, usize)> {
    if mine.is_empty() || other.is_empty() {
        return Vec::new();
    }
    let ops = capture_diff_slices(Algorithm::Myers, &one[mine.clone()], &two[other.clone()]);
    let equal = ops.into_iter().filter_map(|op| match op {
        DiffOp::Equal { old_index, new_index, len } => Some((old_index, new_index, len)),
        DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => None,
    });
    equal
        .flat_map(|(a, b, len)| (0..len).map(move |at| (a + at, b + at)))
        .map(|(a, b)| (a + mine.start, b + other.start))
        .collect()
}

/// The pairs of a gap whose likeness together is greatest.
fn alike<'a>(one: &'a [String], two: &'a [String], mine: Range<usize>, other: Range<usize>) -> Vec<(usize, usize)> {
    let (rows, columns) = (mine.len(), other.len());
    if rows == 0 || columns == 0 || rows.saturating_mul(columns) > MOST {
        return Vec::new();
    }
    let texts =
        |list: &'a [String], range: &Range<usize>| list[range.clone()].iter().map(|text| Text::new(text)).collect();
    let (one, two): (Vec<Text<'a>>, Vec<Text<'a>>) = (texts(one, &mine), texts(two, &other));
    let mut best = vec![vec![0.0_f64; columns + 1]; rows + 1];
    let mut scores = vec![vec![0.0_f64; columns]; rows];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let score = likeness(&one[row], &two[column]);
            scores[row][column] = score;
            let paired = if score >= ALIKE { score + best[row + 1][column + 1] } else { 0.0 };
            best[row][column] = paired.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < rows && column < columns {
        let score = scores[row][column];
        if score >= ALIKE && best[row][column] <= score + best[row + 1][column + 1] {
            pairs.push((mine.start + row, other.start + column));
            (row, column) = (row + 1, column + 1);
        } else if best[row + 1][column] >= best[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// How alike two texts are: from 0 to 1, and nearly 1 where one is within the other.
pub(super) fn similarity(one: &str, two: &str) -> f64 {
    likeness(&Text::new(one), &Text::new(two))
}

/// A text with the pairs of its neighbouring characters and how often each occurs.
struct Text<'a> {
    text: &'a str,
    pairs: HashMap<(char, char), u32>,
    count: u32,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        let mut pairs = HashMap::new();
        let mut count = 0;
        // A single character is a pair with the edge.
        let chars = std::iter::once('\u{0}').chain(text.chars());
        for pair in chars.clone().zip(chars.skip(1)).take(LONGEST) {
            *pairs.entry(pair).or_insert(0) += 1;
            count += 1;
        }
        Self { text, pairs, count }
    }
}

fn likeness(one: &Text<'_>, two: &Text<'_>) -> f64 {
    let (short, long) = if one.count <= two.count { (one, two) } else { (two, one) };
    if long.count == 0 {
        return 1.0;
    }
    if short.count == 0 {
        return 0.0;
    }
    let counts = short.pairs.iter().map(|(pair, count)| *count.min(long.pairs.get(pair).unwrap_or(&0)));
    let common: u32 = counts.sum();
    let whole = 2.0 * f64::from(common) / f64::from(one.count + two.count);
    // The pair with the edge tells little of a part.
    let part = f64::from(common) / f64::from(short.count.saturating_sub(1).max(1));
    match short.count {
        3.. => whole.max(part.min(1.0) * 0.9),
        _ if long.text.contains(short.text) => whole.max(WITHIN),
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::{aligned, increasing, similarity};

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn texts_that_changed_stay_together() {
        let one = texts(&["第一段说的是价格。", "同", "第三段说的是人才。", "同"]);
        let two = texts(&["新的一段。", "第一段说的是价钱。", "同", "同"]);
        assert_eq!(aligned(&one, &two, &[]), [(0, 1), (1, 2), (3, 3)]);
        assert_eq!(aligned(&one, &two, &[(2, 0)]), [(2, 0), (3, 3)]);
    }

    #[test]
    fn what_is_known_is_put_in_order() {
        assert_eq!(increasing(&[(0, 3), (1, 1), (2, 2), (3, 0)]), [(1, 1), (2, 2)]);
        assert_eq!(increasing(&[]), []);
    }

    #[test]
    fn a_part_is_like_the_whole() {
        assert!(similarity("题目", "图　题目") >= 0.5);
        assert!(similarity("甲", "乙") < 0.1);
        assert!(similarity("", "乙") < 0.1);
    }
}
