//! Paragraphs whose lines are meant: line blocks (pandoc's `line_blocks`, `| …`)
//! keep their lines; runs of lines with numbers that CommonMark reads as no list
//! — `（1）`, `①`, `1、`, `一、`, `(a)`, `A.`, `i.`, `#.`, `(@)` (pandoc's
//! `fancy_lists` and `example_lists`) — are paragraphs of their own, of which
//! [`typed_lists`](super::typed_lists) makes lists.
//!
//! So are lines with the indent of a paragraph (in `indented`).
//! A number alone splits nothing: two lines at least must go on counting.

use std::collections::BTreeSet;

use super::list_marks::{self, Mark};
use super::pieces::Piece;
use super::{Reader, indented};
use crate::diag::Span;

impl<'a> Reader<'_, 'a, '_> {
    /// The paragraphs that the lines of one make, each with its place.
    pub(super) fn own_lines(&self, mut pieces: Vec<Piece<'a>>, span: Span) -> Vec<(Vec<Piece<'a>>, Span)> {
        line_block(&mut pieces);
        let starts = line_starts(&pieces);
        let marks: Vec<Vec<Mark>> =
            starts.iter().map(|at| piece_text(&pieces, *at).map_or(Vec::new(), list_marks::read)).collect();
        let by_kind = list_marks::counted(&marks, Mark::kind, |_| false);
        let by_look = list_marks::counted(&marks, Mark::look, |_| false);
        let by_family = list_marks::counted(&marks, Mark::family, |_| false);
        let counted = by_kind.into_keys().chain(by_look.into_keys()).chain(by_family.into_keys());
        let mut splits: BTreeSet<usize> = counted.map(|line| starts[line]).collect();
        splits.extend(starts.iter().filter(|at| indented::begins_paragraph(&pieces, **at)));
        splits.remove(&0);
        if splits.is_empty() {
            return vec![(pieces, span)];
        }
        let mut list = Vec::with_capacity(splits.len() + 1);
        for at in splits.into_iter().rev() {
            let part = pieces.split_off(at);
            // The break between the two.
            pieces.pop();
            list.push(part);
        }
        list.push(pieces);
        list.reverse();
        let place = |part: &[Piece<'a>]| Some(self.shared.span(part.first()?.range().start, part.last()?.range().end));
        list.into_iter().filter_map(|part| place(&part).map(|place| (part, place))).collect()
    }
}

fn piece_text<'p>(pieces: &'p [Piece<'_>], at: usize) -> Option<&'p str> {
    match pieces.get(at) {
        Some(Piece::Text { text, .. }) => Some(text),
        _ => None,
    }
}

/// The first piece of each line.
fn line_starts(pieces: &[Piece<'_>]) -> Vec<usize> {
    let is_break = |piece: &Piece<'_>| matches!(piece, Piece::Soft(_) | Piece::Hard(_));
    let behind = pieces.iter().enumerate().filter(|(_, piece)| is_break(piece)).map(|(at, _)| at + 1);
    std::iter::once(0).chain(behind).collect()
}

/// Takes the bars of a line block away and keeps its lines.
fn line_block(pieces: &mut [Piece<'_>]) {
    let starts = line_starts(pieces);
    let is_bar = |at: &usize| piece_text(pieces, *at).is_some_and(|text| text == "|" || text.starts_with("| "));
    let ends_in_bar = matches!(pieces.last(), Some(Piece::Text { text, .. }) if text.len() > 1 && text.ends_with('|'));
    if !starts.iter().all(is_bar) || ends_in_bar {
        return;
    }
    for at in starts {
        if let Some(Piece::Text { text, at, exact }) = pieces.get_mut(at) {
            let rest = text[1..].strip_prefix(' ').unwrap_or(&text[1..]);
            *at += if *exact { text.len() - rest.len() } else { 0 };
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            // Blanks that were typed before a line are its indent.
            *exact &= blanks == 0;
            *text = "\u{A0}".repeat(blanks) + &rest[blanks..];
        }
    }
    for piece in pieces {
        if let Piece::Soft(span) = piece {
            *piece = Piece::Hard(*span);
        }
    }
}
