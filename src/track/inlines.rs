//! The changes of a line of text, by words and signs.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Tracker;
use super::deleted;
use super::tokens::{self, Token, tokens};
use crate::model::resolved::{Change, Inline, InlineKind, set_changes};

/// The most characters that stay between two changes as if they had not been touched:
/// a line of single characters that happen to be the same is hard to read.
const LEAST_KEPT: usize = 2;
/// The part of a line that stays at least; one of which less stays was written anew.
const LEAST_SHARE: f64 = 0.25;
/// The most pieces of a line that are compared.
const MOST_TOKENS: usize = 20_000;

/// A stretch of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Same { old: usize, new: usize, len: usize },
    Changed { old: usize, old_len: usize, new: usize, new_len: usize },
}

impl Tracker<'_> {
    /// A line with what has changed in it.
    pub(super) fn inlines(&mut self, before: &[Inline], after: Vec<Inline>) -> Vec<Inline> {
        let old = tokens(before, &self.before);
        let new = tokens(&after, &self.after);
        let mut out = Vec::with_capacity(after.len());
        for part in parts(&old, &new) {
            match part {
                Part::Same { old: from, new: at, len } => {
                    for (old, new) in old[from..from + len].iter().zip(&new[at..at + len]) {
                        self.notes.extend(new.note.zip(old.note));
                    }
                    out.extend(cut(&after, &new[at..at + len]));
                }
                Part::Changed { old: from, old_len, new: at, new_len } => {
                    let mut gone = cut(before, &old[from..from + old_len]);
                    self.summary.deleted += usize::from(!gone.is_empty());
                    self.summary.lost_notes += deleted::inlines(&mut gone, self.at_place());
                    out.append(&mut gone);
                    let mut come = cut(&after, &new[at..at + new_len]);
                    self.summary.inserted += usize::from(!come.is_empty());
                    set_changes(&mut come, Change::Inserted);
                    out.append(&mut come);
                }
            }
        }
        out
    }
}

/// What stays and what changes, so that it can be read.
fn parts(old: &[Token], new: &[Token]) -> Vec<Part> {
    let whole = Part::Changed { old: 0, old_len: old.len(), new: 0, new_len: new.len() };
    let keys = |tokens: &[Token]| tokens.iter().map(|token| token.key.clone()).collect::<Vec<_>>();
    let (olds, news) = (keys(old), keys(new));
    if olds == news {
        return vec![Part::Same { old: 0, new: 0, len: old.len() }];
    }
    if old.len() + new.len() > MOST_TOKENS {
        return vec![whole];
    }
    let mut list: Vec<Part> = Vec::new();
    let mut kept = 0;
    for op in capture_diff_slices(Algorithm::Myers, &olds, &news) {
        let part = match op {
            DiffOp::Equal { old_index, new_index, len } => {
                kept += len;
                Part::Same { old: old_index, new: new_index, len }
            }
            DiffOp::Delete { old_index, old_len, new_index } => {
                Part::Changed { old: old_index, old_len, new: new_index, new_len: 0 }
            }
            DiffOp::Insert { old_index, new_index, new_len } => {
                Part::Changed { old: old_index, old_len: 0, new: new_index, new_len }
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                Part::Changed { old: old_index, old_len, new: new_index, new_len }
            }
        };
        list.push(part);
    }
    if (kept as f64) < LEAST_SHARE * old.len().max(new.len()) as f64 {
        return vec![whole];
    }
    joined(list, new)
}

/// The same without little that stays between two changes.
fn joined(list: Vec<Part>, new: &[Token]) -> Vec<Part> {
    let count = list.len();
    let is_change = |part: Option<&Part>| matches!(part, Some(Part::Changed { .. }));
    let little: Vec<bool> = (0..count)
        .map(|at| match list[at] {
            Part::Same { new: from, len, .. } => {
                let tokens = &new[from..from + len];
                let text: usize = tokens.iter().map(|token| token.key.chars().count()).sum();
                let is_text = tokens.iter().all(|token| !token.range.is_empty());
                let between = at > 0 && is_change(list.get(at - 1)) && is_change(list.get(at + 1));
                between && is_text && text < LEAST_KEPT
            }
            Part::Changed { .. } => false,
        })
        .collect();
    let mut out: Vec<Part> = Vec::with_capacity(count);
    for (part, little) in list.into_iter().zip(little) {
        let part = match part {
            Part::Same { old, new, len } if little => Part::Changed { old, old_len: len, new, new_len: len },
            part => part,
        };
        match (out.last_mut(), part) {
            (
                Some(Part::Changed { old_len, new_len, .. }),
                Part::Changed { old_len: more_old, new_len: more_new, .. },
            ) => {
                *old_len += more_old;
                *new_len += more_new;
            }
            (_, part) => out.push(part),
        }
    }
    out
}

/// The inlines that tokens are of, cut where they end.
fn cut(content: &[Inline], tokens: &[Token]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for row in tokens.chunk_by(|a, b| a.path == b.path) {
        let Some(first) = row.first() else { continue };
        let Some(inline) = tokens::at(content, &first.path) else { continue };
        let piece = match &inline.kind {
            InlineKind::Run(run) => {
                let range = first.range.start..row.last().map_or(first.range.end, |last| last.range.end);
                let Some(run) = run.slice(range) else { continue };
                Inline { kind: InlineKind::Run(run), ..inline.clone() }
            }
            _ => inline.clone(),
        };
        put(&mut out, content, &first.path, piece);
    }
    out
}

/// Puts a piece behind the others, in the link that it stands in.
fn put(out: &mut Vec<Inline>, content: &[Inline], path: &[usize], piece: Inline) {
    let [at, rest @ ..] = path else { return };
    let Some(Inline { kind: InlineKind::Link { target, content }, span, .. }) =
        content.get(*at).filter(|_| !rest.is_empty())
    else {
        out.push(piece);
        return;
    };
    if let Some(Inline { kind: InlineKind::Link { target: last, content: inside }, span: place, .. }) = out.last_mut()
        && last == target
        && place == span
    {
        return put(inside, content, rest, piece);
    }
    let mut inside = Vec::new();
    put(&mut inside, content, rest, piece);
    out.push(Inline::new(InlineKind::Link { target: target.clone(), content: inside }, *span));
}
