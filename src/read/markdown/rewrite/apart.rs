//! Formulas of LaTeX outside of dollars that share a line with other text, and fences
//! of boxes behind the marker of an item, get lines of their own:
//! `\end{align}, where …`, `- ```{note}`.
//!
//! A line is only cut; the part behind a cut stands as deep in quotations and items
//! as the line did. What the parts mean is found in `scan` and `nested`.

use std::collections::BTreeMap;

use super::super::positions::{Positions, lines};
use super::super::scan::{lead, track_fence};
use super::super::{equation, myst, scan_formula};

/// How many environments an end looks back for its beginning.
const MAX_BACK: usize = 8;
/// The longest name of an environment, in bytes.
const MAX_NAME: usize = 16;
/// How far a line of code is indented.
const CODE: usize = 4;
/// Holds the place of the text of an item.
const EMPTY: &str = "<!-- -->";

/// The text written anew with where its lines stand, if a line is cut.
pub(super) fn rewrite(text: &str, positions: &Positions) -> Option<(String, Positions)> {
    let fences = ["```{", "~~~{", ":::"].iter().any(|mark| text.contains(mark));
    if !fences && !text.contains("\\begin{") {
        return None;
    }
    let lines: Vec<&str> = lines(text).map(|(_, line)| line).collect();
    let cuts = Cuts::find(&lines, &myst::asked(text));
    if cuts.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 32 * cuts.len());
    let mut starts = Vec::with_capacity(lines.len() + cuts.len());
    for (number, line) in lines.iter().enumerate() {
        let start = positions.at(number + 1, 1);
        let (lead, _) = lead(line);
        let deep: String = line[..lead].chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect();
        let mut from = 0;
        for cut in cuts.get(&number).into_iter().flatten() {
            let part = &line[from..*cut];
            if *cut == lead {
                push(&mut out, &mut starts, &deep, &format!("{part}{EMPTY}"), start, from);
            } else if !part.trim().is_empty() {
                push(&mut out, &mut starts, &deep, part.trim_end(), start, from);
            }
            from = cut + line[*cut..].len() - line[*cut..].trim_start().len();
        }
        push(&mut out, &mut starts, &deep, &line[from..], start, from);
    }
    Some((out, Positions::of_lines(starts)))
}

/// Writes a part of a line that stands there from byte `from` on.
fn push(out: &mut String, starts: &mut Vec<usize>, deep: &str, part: &str, start: usize, from: usize) {
    let deep = if from > 0 { deep } else { "" };
    starts.push((start + from).saturating_sub(deep.len()));
    out.push_str(deep);
    out.push_str(part);
    out.push('\n');
}

/// Whether what stands behind the marker of an item is the fence of a box.
fn opens_box(content: &str) -> bool {
    let colons = content.trim_start_matches(':');
    if content.len() - colons.len() >= 3 {
        return !colons.trim().is_empty();
    }
    fence(content).is_some_and(|(_, _, head)| myst::opens_body(head))
}

/// The sign and the length of a fence of code, and what stands behind it.
fn fence(content: &str) -> Option<(char, usize, &str)> {
    let mark = content.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let head = content.trim_start_matches(mark);
    let count = content.len() - head.len();
    (count >= 3 && !head.contains('`')).then_some((mark, count, head))
}

/// What dollars and brackets say of the place that the pass has reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Maths {
    /// It stands in no formula.
    None,
    /// Between `$`.
    Dollar,
    /// Between `$$`; whether these stand on lines of their own.
    Display { apart: bool },
    /// Between `\[` and `\]`.
    Bracket,
}

/// An environment whose end is not found yet.
struct Open<'t> {
    name: &'t str,
    line: usize,
    at: usize,
    /// Whether it stands in no other formula.
    free: bool,
}

/// The bytes at which each line is cut.
struct Cuts<'l, 't> {
    lines: &'l [&'t str],
    /// The ids of formulas to which the text refers.
    asked: &'l myst::Asked<'t>,
    found: BTreeMap<usize, Vec<usize>>,
    open: Vec<Open<'t>>,
    maths: Maths,
    in_list: bool,
}

impl<'t> Cuts<'_, 't> {
    fn find(lines: &[&'t str], asked: &myst::Asked<'t>) -> BTreeMap<usize, Vec<usize>> {
        let mut cuts =
            Cuts { lines, asked, found: BTreeMap::new(), open: Vec::new(), maths: Maths::None, in_list: false };
        let (mut code, mut boxes) = (None, Vec::new());
        let mut above = "";
        for (number, line) in lines.iter().enumerate() {
            let content = line.trim_start_matches([' ', '\t', '>']);
            let before = std::mem::replace(&mut above, content);
            if content.trim().is_empty() {
                cuts.end_paragraph();
                continue;
            }
            let (lead, in_item) = lead(line);
            let parts = before.trim().is_empty() && !line.starts_with([' ', '\t', '>']);
            cuts.in_list = in_item || (cuts.in_list && !parts);
            let own = &line[lead..];
            if code.is_none() {
                if in_item && opens_box(own) {
                    cuts.found.insert(number, vec![lead]);
                }
                if let Some((mark, count, head)) = fence(own) {
                    cuts.end_paragraph();
                    let closes = |(open, least): &(char, usize)| *open == mark && count >= *least;
                    if head.trim().is_empty() && boxes.last().is_some_and(closes) {
                        boxes.pop();
                        continue;
                    }
                    if myst::opens_body(head) {
                        boxes.push((mark, count));
                        continue;
                    }
                }
            }
            let inside = code.is_some();
            track_fence(line.len() - line.trim_start().len(), content, &mut code);
            let indented = line.len() - line.trim_start_matches(' ').len() >= CODE || line.starts_with('\t');
            if !inside && code.is_none() && (cuts.in_list || !indented) {
                cuts.line(number, line, lead);
            }
        }
        cuts.found
    }

    /// A blank line ends all but a formula between lines of `$$`.
    fn end_paragraph(&mut self) {
        self.open.clear();
        if self.maths != (Maths::Display { apart: true }) {
            self.maths = Maths::None;
        }
    }

    /// Follows the marks of formulas in a line.
    fn line(&mut self, number: usize, line: &'t str, lead: usize) {
        let (mut at, mut ticks) = (lead, 0);
        while let Some(found) = line[at..].find(['\\', '$', '`']).map(|found| at + found) {
            let rest = &line[found..];
            at = found + 1;
            if rest.starts_with('`') {
                ticks += 1;
            } else if ticks % 2 == 1 {
                continue;
            } else if let Some(name) = name_behind(rest, "\\begin{") {
                if equation::environment(rest).is_some_and(|(_, displayed)| displayed) {
                    let free = self.maths == Maths::None && self.open.is_empty() && is_text(&line[lead..]);
                    self.open.push(Open { name, line: number, at: found, free });
                }
                at = found + "\\begin{}".len() + name.len();
            } else if let Some(name) = name_behind(rest, "\\end{") {
                at = found + "\\end{}".len() + name.len();
                self.end(name, number, at);
            } else if let Some(behind) = rest.strip_prefix('\\') {
                self.bracket(rest);
                at += behind.chars().next().map_or(0, char::len_utf8);
            } else {
                let display = rest.starts_with("$$");
                at += usize::from(display);
                let apart = display && rest.trim_end().len() == 2 && found == lead;
                self.dollar(display, apart);
            }
        }
    }

    fn bracket(&mut self, rest: &str) {
        match self.maths {
            Maths::None if rest.starts_with("\\[") && self.open.is_empty() => self.maths = Maths::Bracket,
            Maths::Bracket if rest.starts_with("\\]") => self.maths = Maths::None,
            _ => {}
        }
    }

    fn dollar(&mut self, display: bool, apart: bool) {
        if !self.open.is_empty() && self.maths == Maths::None {
            return;
        }
        self.maths = match (self.maths, display) {
            (Maths::None, true) => Maths::Display { apart },
            (Maths::None, false) => Maths::Dollar,
            (Maths::Display { .. }, true) | (Maths::Dollar, _) => Maths::None,
            (maths, _) => maths,
        };
    }

    /// An environment ends before byte `end` of a line.
    fn end(&mut self, name: &str, number: usize, end: usize) {
        let from = self.open.len().saturating_sub(MAX_BACK);
        let begin = self.open[from..].iter().rposition(|open| open.name == name);
        let Some(open) = begin.and_then(|at| self.open.drain(from + at..).next()).filter(|open| open.free) else {
            return;
        };
        let (first, last) = (self.lines[open.line], self.lines[number]);
        let behind = end + equation::signs(&last[end..]);
        // The cells of a table stand in one line.
        let in_cell = open.line == number && (first[..open.at].contains('|') || last[end..].contains('|'));
        if in_cell || !is_text(&last[lead(last).0..]) {
            return;
        }
        let (lead, in_item) = lead(first);
        if in_item || open.at > lead {
            self.found.entry(open.line).or_default().push(open.at);
        }
        if !scan_formula::is_tail(&last[end..], self.asked) {
            self.found.entry(number).or_default().push(behind);
        }
    }
}

/// The name of an environment behind its command.
fn name_behind<'t>(rest: &'t str, command: &str) -> Option<&'t str> {
    let inner = rest.strip_prefix(command)?;
    let end = inner.bytes().take(MAX_NAME).position(|byte| byte == b'}')?;
    inner.get(..end)
}

/// Whether a line is text rather than a row of a table, a heading, HTML, a definition or
/// a note.
fn is_text(content: &str) -> bool {
    !["|", "#", "<", ":", "[^"].iter().any(|mark| content.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::super::super::positions::Positions;
    use super::rewrite;

    fn parts(text: &str) -> String {
        rewrite(text, &Positions::verbatim(text, 0)).map_or_else(|| format!("{text}\n"), |found| found.0)
    }

    #[test]
    fn formulas_get_lines_of_their_own() {
        let text = "甲\n\\begin{align}\na\n\\end{align}, where b";
        assert_eq!(parts(text), "甲\n\\begin{align}\na\n\\end{align},\nwhere b\n");
        assert_eq!(
            parts("> - 甲 \\begin{gather*} a \\end{gather*}。乙"),
            "> - 甲\n>   \\begin{gather*} a \\end{gather*}。\n>   乙\n"
        );
        assert_eq!(
            parts("1. \\begin{align}\n   a\n   \\end{align}"),
            "1. <!-- -->\n   \\begin{align}\n   a\n   \\end{align}\n"
        );
        let found = rewrite(text, &Positions::verbatim(text, 0)).unwrap().1;
        assert_eq!(&text[found.at(5, 1)..], "where b");
    }

    #[test]
    fn fences_behind_markers_get_lines_of_their_own() {
        assert_eq!(parts("- ```{note}\n  甲\n  ```"), "- <!-- -->\n  ```{note}\n  甲\n  ```\n");
        assert_eq!(parts("2. ::: tip\n   甲\n   :::"), "2. <!-- -->\n   ::: tip\n   甲\n   :::\n");
    }

    #[test]
    fn other_lines_stay() {
        for text in [
            "$$\n\\begin{align} a \\end{align}.\n\n b \\begin{align} a \\end{align} c\n$$",
            "甲 $$ \\begin{align} a \\end{align} $$ 乙",
            "\\[ \\begin{align} a \\end{align} \\] 乙",
            "`\\begin{align} a \\end{align}` 乙",
            "```\n甲 \\begin{align} a \\end{align} 乙\n```",
            "    甲 \\begin{align} a \\end{align} 乙",
            "| 甲 \\begin{align} a \\end{align} | 乙 |",
            "甲 \\begin{align} a\n\n\\end{align} 乙",
            "甲 \\begin{cases} a \\end{cases} 乙",
            "\\begin{align}\na\n\\end{align} {#eq:a}",
            "\\begin{align}\na\n\\end{align}.",
            "- ```python\n  x\n  ```",
            "- :::",
        ] {
            assert_eq!(parts(text), format!("{text}\n"));
        }
    }
}
