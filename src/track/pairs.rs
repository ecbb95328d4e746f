//! Which of two lists of things belong together: what is the same, then what is alike,
//! in order.

use similar::{Algorithm, DiffOp, capture_diff_slices, get_diff_ratio};

/// The most that is compared each with each.
const MOST_PAIRS: usize = 10_000;
/// How alike two texts are at least that are versions of each other.
const ALIKE: f32 = 0.4;
/// The most characters of a text that are compared to tell how alike it is.
const MOST_CHARS: usize = 2_000;

/// A step from the old list to the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The old one has become the new one, or is the same.
    Pair(usize, usize),
    /// This old one is gone.
    Gone(usize),
    /// This new one has come.
    New(usize),
}

/// What things are compared by: what they are, and what they say.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) kind: &'static str,
    pub(super) text: String,
}

/// The steps from one list to the other; what is gone comes before what is new.
pub(super) fn steps(old: &[Key], new: &[Key]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(old.len().max(new.len()));
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                steps.extend((0..len).map(|at| Step::Pair(old_index + at, new_index + at)));
            }
            DiffOp::Delete { old_index, old_len, .. } => steps.extend((old_index..old_index + old_len).map(Step::Gone)),
            DiffOp::Insert { new_index, new_len, .. } => steps.extend((new_index..new_index + new_len).map(Step::New)),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                alike(old, old_index, old_len, new, new_index, new_len, &mut steps);
            }
        }
    }
    steps
}

/// Pairs what is most alike of two stretches, so that no two pairs cross.
fn alike(
    old: &[Key],
    old_at: usize,
    old_len: usize,
    new: &[Key],
    new_at: usize,
    new_len: usize,
    steps: &mut Vec<Step>,
) {
    let (rows, columns) = (old_len, new_len);
    if rows * columns > MOST_PAIRS {
        steps.extend((old_at..old_at + old_len).map(Step::Gone));
        steps.extend((new_at..new_at + new_len).map(Step::New));
        return;
    }
    let texts = |keys: &[Key]| -> Vec<Vec<char>> { keys.iter().map(|key| chars(&key.text)).collect() };
    let (befores, afters) = (texts(&old[old_at..old_at + rows]), texts(&new[new_at..new_at + columns]));
    let score = |row: usize, column: usize| {
        if old[old_at + row].kind != new[new_at + column].kind {
            return 0.0;
        }
        let ratio = likeness(&befores[row], &afters[column]);
        if ratio >= ALIKE { ratio } else { 0.0 }
    };
    let scores: Vec<Vec<f32>> = (0..rows).map(|row| (0..columns).map(|column| score(row, column)).collect()).collect();
    // The best sum of all that stands from a place on.
    let mut best = vec![vec![0.0_f32; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let paired = scores[row][column];
            let taken = if paired > 0.0 { paired + best[row + 1][column + 1] } else { 0.0 };
            best[row][column] = taken.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows || column < columns {
        let pairs = row < rows
            && column < columns
            && scores[row][column] > 0.0
            && best[row][column] <= scores[row][column] + best[row + 1][column + 1];
        if pairs {
            steps.push(Step::Pair(old_at + row, new_at + column));
            (row, column) = (row + 1, column + 1);
        } else if row < rows && (column == columns || best[row + 1][column] >= best[row][column]) {
            steps.push(Step::Gone(old_at + row));
            row += 1;
        } else {
            steps.push(Step::New(new_at + column));
            column += 1;
        }
    }
}

fn chars(text: &str) -> Vec<char> {
    text.chars().filter(|ch| !ch.is_whitespace()).take(MOST_CHARS).collect()
}

/// How alike two texts are, from 0 to 1.
fn likeness(old: &[char], new: &[char]) -> f32 {
    let (short, long) = (old.len().min(new.len()), old.len().max(new.len()));
    if long == 0 {
        return 1.0;
    }
    // No better than this, whatever they say.
    if 2.0 * short as f32 / ((short + long) as f32) < ALIKE {
        return 0.0;
    }
    get_diff_ratio(&capture_diff_slices(Algorithm::Myers, old, new), old.len(), new.len())
}
