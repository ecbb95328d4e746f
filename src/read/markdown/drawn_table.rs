//! Which lines are a table that is drawn with signs: pandoc's grid tables,
//! simple tables and multiline tables (pandoc's manual, “Tables”).
//!
//! It looks at lines alone. What their cells hold is read in `grid` and `ruled`.

use std::collections::BTreeMap;

use super::mask::Masks;
use super::scan::track_fence;

/// The most lines that a table with blank lines in it may have.
const MAX_RULED_LINES: usize = 2_000;
/// The most lines that the head of a multiline table may have.
const MAX_HEAD_LINES: usize = 10;

impl Masks<'_> {
    /// The first line of each table, with how many lines further its last is.
    pub(super) fn drawn_tables(&self) -> BTreeMap<usize, usize> {
        let mut found = BTreeMap::new();
        let (mut fence, mut number) = (None, 0);
        while number < self.lines.len() {
            let (start, content) = self.content(number);
            track_fence(start - self.lines[number].0, content, &mut fence);
            if fence.is_some() {
                number += 1;
                continue;
            }
            let (close, step) = match ["+-", "+=", "+:"].iter().any(|corner| content.starts_with(corner)) {
                true => self.grid_lines(number),
                false => {
                    let close = self.ruled_lines(number);
                    (close, close.map_or(1, |close| close + 1))
                }
            };
            found.extend(close.map(|close| (number, close)));
            number += step;
        }
        found
    }

    /// Whether a line is one of a drawn table.
    pub(super) fn is_drawn(&self, line: usize) -> bool {
        self.drawn.range(..=line).next_back().is_some_and(|(first, close)| line <= first + close)
    }

    /// How many lines further a grid ends, and how many lines were looked at.
    fn grid_lines(&self, number: usize) -> (Option<usize>, usize) {
        let drawn = |line: &usize| self.content(*line).1.starts_with(['+', '|']);
        let run = (number..self.lines.len()).take_while(drawn).count();
        let bound = |line: &usize| is_grid_bound(self.content(*line).1);
        let last = (number..number + run).rev().find(bound).filter(|_| bound(&number));
        let close = last.map(|last| last - number);
        let has_rows = |close: &usize| (number..number + close).any(|line| self.content(line).1.starts_with('|'));
        (close.filter(has_rows), run.max(1))
    }

    /// How many lines further a simple or multiline table ends that begins here.
    fn ruled_lines(&self, number: usize) -> Option<usize> {
        let content = self.content(number).1;
        if content.is_empty() || (number > 0 && !self.content(number - 1).1.trim().is_empty()) {
            return None;
        }
        match rule(content) {
            Some(1) => {
                let head = (number + 1..self.lines.len()).take(MAX_HEAD_LINES);
                let mut head = head.skip_while(|line| {
                    let content = self.content(*line).1;
                    !content.trim().is_empty() && rule(content).is_none()
                });
                let ruler = head.next().filter(|line| *line > number + 1)?;
                (rule(self.content(ruler).1)? > 1).then(|| self.closing_rule(number, ruler)).flatten()
            }
            Some(_) => self.closing_rule(number, number),
            None if content.starts_with(['#', '`', '~', '|', ':', '$']) => None,
            None => {
                let ruler = number + 1;
                (ruler < self.lines.len() && rule(self.content(ruler).1)? > 1).then_some(())?;
                let row = |line: &usize| !self.content(*line).1.trim().is_empty();
                let rows = (ruler + 1..self.lines.len()).take_while(row).count();
                (rows > 0).then_some(1 + rows)
            }
        }
    }

    /// The rule at the end of a table with the rule `ruler` over its rows: a
    /// blank line follows it.
    fn closing_rule(&self, number: usize, ruler: usize) -> Option<usize> {
        for line in (ruler + 1..self.lines.len()).take(MAX_RULED_LINES) {
            let content = self.content(line).1;
            if content.starts_with("```") || content.starts_with("~~~") || content.starts_with(":::") {
                return None;
            }
            let ends = line + 1 >= self.lines.len() || self.content(line + 1).1.trim().is_empty();
            if rule(content).is_some() && ends {
                return (line > ruler + 1).then_some(line - number);
            }
        }
        None
    }

    /// The first byte of a table that is drawn from `line` on: the first letter
    /// of its head or of the rule below, whichever is further left.
    pub(super) fn drawn_start(&self, line: usize, close: usize) -> usize {
        let indent = |line: usize| {
            let (start, raw) = self.lines[line];
            let lead = self.content(line).0 - start;
            let quoted = raw[..lead].rfind('>').map_or(0, |at| at + 1);
            (quoted, lead)
        };
        let (quoted, own) = indent(line);
        let least = (line..=line + close.min(2)).map(|line| indent(line).1).filter(|lead| *lead >= quoted).min();
        self.lines[line].0 + least.unwrap_or(own).min(own)
    }
}

/// How many groups of hyphens a rule has; `None` if the line is no rule.
pub(super) fn rule(content: &str) -> Option<usize> {
    if !content.bytes().all(|byte| matches!(byte, b'-' | b' ' | b'\t')) {
        return None;
    }
    let groups: Vec<&str> = content.split_whitespace().collect();
    let long = match groups.as_slice() {
        [one] => one.len() >= 3,
        groups => groups.iter().all(|group| group.len() >= 2),
    };
    (long && !groups.is_empty()).then_some(groups.len())
}

fn is_grid_bound(content: &str) -> bool {
    let content = content.trim_end();
    content.len() > 2
        && content.starts_with('+')
        && content.ends_with('+')
        && content.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
}

#[cfg(test)]
mod tests {
    use crate::read::markdown::mask::Masks;

    fn found(text: &str) -> Vec<(usize, usize)> {
        Masks::find(text, Default::default()).drawn.into_iter().collect()
    }

    #[test]
    fn tables_are_told_from_text() {
        assert_eq!(found("+---+\n| a |\n+---+\n"), [(0, 2)]);
        assert_eq!(found("+:--+\n| a |\n+---+\n"), [(0, 2)]);
        assert_eq!(found("+---+\n+---+\n+- a\n"), []);
        assert_eq!(found("文\n\n  a   b\n--- ---\n  1   2\n\n文\n"), [(2, 2)]);
        assert_eq!(found("--- ---\n  1   2\n--- ---\n\n--- ---\n"), [(0, 2)]);
        assert_eq!(found("-------\n a   b\n--- ---\n 1   2\n\n 3   4\n-------\n"), [(0, 6)]);
        assert_eq!(found("---\n\n文\n\n---\n\n- - -\n\n题\n---\n"), []);
        assert_eq!(found("```\n+---+\n| a |\n+---+\n```\n"), []);
    }
}
