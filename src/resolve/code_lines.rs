//! Lines of code that may be wider than their box: where they go on in a new row,
//! as a person would break them, and how far the rows below are indented. It must
//! not know how an edition breaks a line.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::long_words::{self, CODE};
use super::scripts::is_east_asian;
use crate::model::resolved::{CodeBreak, LongLine, Token};

/// By how much the rows below the first are indented more than the line, in columns.
pub(super) const DEEPER: usize = 2;
/// The most places at which a line breaks.
const MOST_BREAKS: usize = 2_000;
/// Words shorter than this, in columns, do not break.
const WORD: usize = 8;

/// The lines that are wider than `room`, in columns.
pub(super) fn long_lines(text: &str, lines: &[Vec<(Token, Range<usize>)>], room: f64) -> Vec<LongLine> {
    let mut long = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let (Some(first), Some(last)) = (line.first(), line.last()) else { continue };
        let range = first.1.start..last.1.end;
        let Some(line) = text.get(range.clone()) else { continue };
        // A column takes a byte at least, but for marks without a width.
        if line.len() as f64 <= room || columns(line.trim_end()) <= room {
            continue;
        }
        let own = line.len() - line.trim_start_matches(' ').len();
        let breaks = breaks(line, own).into_iter().map(|(at, is_good)| CodeBreak { at: range.start + at, is_good });
        long.push(LongLine { line: number, hang: own + DEEPER, breaks: breaks.collect() });
    }
    long
}

/// How many columns a text takes; an east-Asian sign is an em wide.
fn columns(text: &str) -> f64 {
    text.chars().map(|ch| if is_east_asian(ch) { 1.0 / CODE } else { ch.width().unwrap_or(0) as f64 }).sum()
}

/// The bytes before which a line breaks, and whether that is a good place: behind
/// a blank and between east-Asian characters, not within a word.
fn breaks(line: &str, own: usize) -> Vec<(usize, bool)> {
    let signs: Vec<(usize, char)> = line.char_indices().skip(own).collect();
    let mut breaks = Vec::new();
    for word in signs.split_inclusive(|(_, ch)| *ch == ' ') {
        let Some((start, first)) = word.first() else { continue };
        if *start > own && *first != ' ' {
            breaks.push((*start, true));
        }
        let letters: Vec<char> = word.iter().map(|(_, ch)| *ch).collect();
        let mut joints = long_words::joints(&letters);
        joints.retain(|_| letters.len() > WORD);
        let mut joints = joints.into_iter().peekable();
        for at in 1..letters.len() {
            let is_joint = joints.next_if_eq(&at).is_some();
            if long_words::may_part_east_asian(letters[at - 1], letters[at]) {
                breaks.push((word[at].0, true));
            } else if is_joint {
                breaks.push((word[at].0, false));
            }
        }
    }
    if breaks.len() > MOST_BREAKS {
        breaks.retain(|(_, is_good)| *is_good);
    }
    let step = breaks.len() / MOST_BREAKS + 1;
    breaks.into_iter().step_by(step).collect()
}

#[cfg(test)]
mod tests {
    use super::{breaks, long_lines};
    use crate::model::resolved::Token;

    fn broken(line: &str) -> String {
        let own = line.len() - line.trim_start_matches(' ').len();
        let mut out = line.to_owned();
        for (at, is_good) in breaks(line, own).into_iter().rev() {
            out.insert(at, if is_good { '|' } else { '¦' });
        }
        out
    }

    #[test]
    fn lines_break_behind_blanks_and_at_the_joints_of_long_words() {
        assert_eq!(broken("    let a = f(x,  y);"), "    let |a |= |f(x,  |y);");
        assert_eq!(broken("x = frobnicate.theWidget_of(3)"), "x |= |frobnicate.¦the¦Widget_¦of(¦3)");
        assert_eq!(broken("x # 中文，字"), "x |# |中|文，|字");
    }

    #[test]
    fn only_lines_that_are_too_wide_break() {
        let text = "short\n    a much longer line";
        let lines = [vec![(Token::Plain, 0..5)], vec![(Token::Plain, 6..text.len())]];
        assert!(long_lines(text, &lines, 30.0).is_empty());
        let long = long_lines(text, &lines, 12.0);
        assert_eq!((long.len(), long[0].line, long[0].hang), (1, 1, 6));
        assert!(long[0].breaks.iter().all(|own| text.as_bytes()[own.at - 1] == b' '));
    }
}
