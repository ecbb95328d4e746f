//! Comments of Obsidian and MyST, breaks of cells, abbreviations and the definitions
//! of text references.

use std::ops::Range;

use super::super::myst;
use super::super::positions::lines;
use super::opaque::Opaque;
use super::{Found, Kind, with_blank};

/// The longest name of a text reference, in characters.
const MAX_NAME: usize = 100;

pub(super) fn may_hold(text: &str) -> bool {
    let begins = |line: &str| kind(line.trim_start_matches([' ', '\t', '>']).trim_end()).is_some();
    text.contains("%%") || lines(text).any(|(_, line)| begins(line))
}

/// What a line begins, by its content.
fn kind(content: &str) -> Option<Kind> {
    match content.as_bytes().first()? {
        b'%' if myst::is_comment(content) => Some(Kind::CommentLine),
        b'+' if is_cell_break(content) => Some(Kind::CellBreak),
        b'*' if is_abbreviation(content) => Some(Kind::Abbreviation),
        b'(' if text_reference(content).is_some() => Some(Kind::TextReference),
        _ => None,
    }
}

/// Everything that this file knows, in no order.
pub(super) fn find(text: &str, opaque: &Opaque) -> Vec<Found> {
    let mut found = comments(text, opaque);
    let all = Lines { text, opaque, is_myst: lines(text).any(|(_, line)| is_myst(line)) };
    let mut number = 0;
    while number < opaque.lines().len() {
        let count = all.at(number, &mut found);
        number += count.max(1);
    }
    found
}

/// `%%…%%` within a paragraph, or around whole ones.
fn comments(text: &str, opaque: &Opaque) -> Vec<Found> {
    let marks: Vec<usize> = text.match_indices("%%").map(|(at, _)| at).filter(|at| !opaque.holds(*at)).collect();
    let (mut found, mut index) = (Vec::new(), 0);
    while let (Some(open), Some(close)) = (marks.get(index).copied(), marks.get(index + 1).copied()) {
        index += 1;
        let range = open..close + 2;
        if is_comment(text, &range, opaque) {
            let hidden = vec![with_blank(text, range.clone())];
            found.push(Found { kind: Kind::Comment, range, hidden });
            index += 1;
        }
    }
    found
}

fn is_comment(text: &str, range: &Range<usize>, opaque: &Opaque) -> bool {
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let inner = &text[range.start + 2..range.end - 2];
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '%');
    if is_word(before.chars().next_back()) || is_word(behind.chars().next()) || inner.trim().is_empty() {
        return false;
    }
    let (first, last) = (opaque.line_of(range.start), opaque.line_of(range.end));
    if first == last {
        return true;
    }
    let lead = &text[opaque.lines()[first].start..range.start];
    let tail = &text[range.end..opaque.lines()[last].end];
    let whole = lead.trim_matches([' ', '\t', '>']).is_empty() && tail.trim().is_empty();
    whole || !inner.lines().any(|line| line.trim_matches([' ', '\t', '>']).is_empty())
}

struct Lines<'t> {
    text: &'t str,
    opaque: &'t Opaque,
    /// Whether other lines show that `% …` is a comment.
    is_myst: bool,
}

impl<'t> Lines<'t> {
    /// Takes what begins on a line; gives how many lines it has.
    fn at(&self, number: usize, found: &mut Vec<Found>) -> usize {
        let range = self.content(number);
        let content = &self.text[range.clone()];
        let Some(kind) = kind(content).filter(|_| !self.opaque.holds(range.start)) else { return 0 };
        let mut last = number;
        match kind {
            Kind::CommentLine => {
                while myst::is_comment(self.line(last + 1)) {
                    last += 1;
                }
                let before = number.checked_sub(1).map_or("", |before| self.line(before));
                // What stands apart is known to `mask`; `5⏎% of` is a share.
                let apart = myst::parts_comments(before) && myst::parts_comments(self.line(last + 1));
                if apart || !self.is_myst || before.ends_with(|c: char| c.is_ascii_digit()) {
                    return last + 1 - number;
                }
            }
            Kind::TextReference if !self.is_blank_before(number) && !self.follows_reference(number, found) => return 0,
            Kind::TextReference => {
                while !self.line(last + 1).trim().is_empty() && text_reference(self.line(last + 1)).is_none() {
                    last += 1;
                }
            }
            _ => {}
        }
        for line in number..=last {
            let range = self.content(line);
            let hidden = vec![range.clone()];
            match found.last_mut() {
                Some(before) if line > number && kind == Kind::TextReference => {
                    before.range.end = range.end;
                    before.hidden.extend(hidden);
                }
                _ => found.push(Found { kind, range, hidden }),
            }
        }
        last + 1 - number
    }

    /// A line behind its indent and the marks of quotes, without the blanks at its end.
    fn content(&self, number: usize) -> Range<usize> {
        let Some(line) = self.opaque.lines().get(number) else { return self.text.len()..self.text.len() };
        let whole = &self.text[line.start..line.end];
        let start = line.end - whole.trim_start_matches([' ', '\t', '>']).len();
        start..start + self.text[start..line.end].trim_end().len()
    }

    fn line(&self, number: usize) -> &'t str {
        &self.text[self.content(number)]
    }

    fn is_blank_before(&self, number: usize) -> bool {
        number.checked_sub(1).is_none_or(|before| self.line(before).is_empty())
    }

    fn follows_reference(&self, number: usize, found: &[Found]) -> bool {
        let end = number.checked_sub(1).map(|before| self.content(before).end);
        found.last().is_some_and(|last| last.kind == Kind::TextReference && Some(last.range.end) == end)
    }
}

/// Whether nobody but MyST writes a line like this.
fn is_myst(line: &str) -> bool {
    let line = line.trim();
    let fence = line.trim_start_matches(['`', '~', ':']);
    let opens = line.len() - fence.len() >= 3 && myst::opens_body(fence);
    let role = ["{ref}`", "{numref}`", "{doc}`", "{eq}`", "{cite}`", "{cite:"].iter().any(|role| line.contains(role));
    opens || role || myst::label(line).is_some() || (line.starts_with("+++") && is_cell_break(line))
}

/// `+++`, alone or with the metadata of a cell.
fn is_cell_break(content: &str) -> bool {
    let rest = content.strip_prefix("+++").map(str::trim);
    rest.is_some_and(|rest| rest.is_empty() || (rest.starts_with('{') && rest.ends_with('}')))
}

/// `*[HTML]: Hyper Text Markup Language`.
fn is_abbreviation(content: &str) -> bool {
    abbreviation(content).is_some()
}

/// An abbreviation, its long form and the byte at which that begins.
pub(in crate::read::markdown) fn abbreviation(content: &str) -> Option<(&str, &str, usize)> {
    let (name, long) = content.trim_end().strip_prefix("*[")?.split_once("]:")?;
    let is_one = !name.trim().is_empty() && !name.contains(['[', ']']) && !long.contains('*');
    let lead = content.trim_end().len() - long.trim_start().len();
    (is_one && !long.trim().is_empty()).then_some((name.trim(), long.trim(), lead))
}

/// The name in `(ref:name) text` and where the text begins.
pub(in crate::read::markdown) fn text_reference(content: &str) -> Option<(&str, usize)> {
    let (name, rest) = reference_name(content)?;
    let text = rest.strip_prefix([' ', '\t'])?.trim_start();
    (!text.is_empty()).then_some((name, content.len() - text.len()))
}

/// The name in `(ref:name)` and what follows.
pub(in crate::read::markdown) fn reference_name(content: &str) -> Option<(&str, &str)> {
    let content = content.strip_prefix("(ref:")?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let (end, _) = content.char_indices().take(MAX_NAME).find(|(_, c)| !is_name(*c)).filter(|(end, _)| *end > 0)?;
    Some((&content[..end], content[end..].strip_prefix(')')?))
}
