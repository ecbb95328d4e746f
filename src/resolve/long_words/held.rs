//! Numbers that are held to their words, as in GB/T 7714, in a cell that is narrower
//! than both: there a line ends at their blank. It must not know what holds them.

use super::{CODE, GENEROUS, Look, UNITS, em, is_blank};
use crate::model::Mark;
use crate::model::resolved::{Inline, InlineKind, Run};
use crate::resolve::scripts::is_east_asian;

/// The width of a blank, in em.
const BLANK: f64 = 0.25;

/// A character of a cell.
struct Sign {
    ch: char,
    /// In em.
    width: f64,
    /// The run it stands in, counted through the cell, and its byte in it.
    place: (usize, usize),
    /// Whether no line ends before it.
    stays: bool,
}

/// Lets lines end at the blanks of what is held together and wider than its room (in
/// half characters).
pub(super) fn let_go(content: &mut [Inline], room: f64, look: Look) {
    let mut runs = Vec::new();
    collect(content, &mut runs);
    if runs.iter().flatten().all(|run| run.joins.is_empty()) {
        return;
    }
    let signs = signs(&runs, look);
    for whole in signs.chunk_by(|_, next| next.stays) {
        let width: f64 = whole.iter().map(|sign| sign.width).sum();
        if width * UNITS * GENEROUS <= room + 0.01 {
            continue;
        }
        for pair in whole.windows(2).filter(|pair| pair.iter().any(|sign| sign.ch == ' ')) {
            let (run, place) = pair[1].place;
            if let Some(run) = &mut runs[run] {
                run.joins.retain(|at| *at != place);
            }
        }
    }
}

/// The runs of a cell; `None` for what stands among them.
fn collect<'a>(content: &'a mut [Inline], runs: &mut Vec<Option<&'a mut Run>>) {
    for inline in content {
        match &mut inline.kind {
            InlineKind::Run(run) => runs.push(Some(run)),
            InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => collect(content, runs),
            InlineKind::Break
            | InlineKind::NoteRef { .. }
            | InlineKind::Math(_)
            | InlineKind::Picture(_)
            | InlineKind::Raw { .. } => runs.push(None),
            InlineKind::CommentStart(_) | InlineKind::Comment(_) => {}
        }
    }
}

fn signs(runs: &[Option<&mut Run>], look: Look) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    let mut last = None;
    for (count, run) in runs.iter().enumerate() {
        let Some(run) = run else {
            last = None;
            continue;
        };
        let scale = look.scale(run.marks);
        let is_code = run.marks.has(Mark::Code);
        for (at, ch) in run.text.char_indices() {
            let is_word = |ch: char| !is_blank(ch) && !is_east_asian(ch);
            let joined = run.joins.binary_search(&at).is_ok();
            let stays = last.is_some_and(|last| joined || is_word(last) && is_word(ch));
            let width = match ch {
                ' ' => BLANK,
                _ if is_east_asian(ch) => 1.0,
                _ if is_code => CODE,
                _ => em(ch),
            };
            signs.push(Sign { ch, width: width * scale, place: (count, at), stays });
            last = Some(ch);
        }
    }
    signs
}
