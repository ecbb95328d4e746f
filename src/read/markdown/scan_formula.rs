//! Which lines are a displayed formula or an environment of LaTeX for one, to its end.

use super::mask::{Kind, Masks};
use super::scan::marker;
use super::{attributes, equation, float_source, myst};
use crate::diag::SourceId;

/// The most lines that a displayed formula may have.
pub(crate) const MAX_FORMULA_LINES: usize = 400;

impl Masks<'_> {
    /// `\begin{equation}` to its end; one that belongs into a formula only between
    /// blank lines.
    pub(super) fn environment(&self, number: usize, content: &str) -> Option<(Kind, usize)> {
        let float = float_source::begins(content);
        let (name, displayed) = float.map(|name| (name, true)).or_else(|| equation::environment(content))?;
        let before = number.checked_sub(1).map_or("", |line| self.content(line).1.trim_end());
        if before.ends_with("$$") || before.ends_with("\\[") || !(displayed || before.is_empty()) {
            return None;
        }
        let mut open = 0;
        for line in (number..self.lines.len()).take(MAX_FORMULA_LINES) {
            let content = self.content(line).1;
            if ["```", "~~~", ":::", "$$"].iter().any(|mark| content.starts_with(mark)) {
                return None;
            }
            let at;
            (open, at) = nesting(content, name, open);
            if open > 0 {
                continue;
            }
            let last = is_tail(&content[at..], &self.asked) && (displayed || self.content(line + 1).1.is_empty());
            let close = line - number;
            if float.is_some() {
                let end = self.lines.get(line).map_or(self.text.len(), |(start, text)| start + text.len());
                let plain = close > 0 && float_source::is_plain(self.text[self.content(number).0..end].trim_end());
                return plain.then_some((Kind::FormulaOpen { close }, close + 1));
            }
            let kind = if close == 0 { Kind::Formula } else { Kind::FormulaOpen { close } };
            return last.then_some((kind, close + 1));
        }
        None
    }

    /// How many lines the formula has that an item of a list begins with; it stays
    /// for comrak, and its last line opens no other.
    pub(super) fn formula_of_item(&self, number: usize, content: &str) -> Option<usize> {
        behind_marker(content)?.strip_prefix("$$").filter(|rest| !rest.contains('$'))?;
        let later = (number + 1..self.lines.len()).take(MAX_FORMULA_LINES).map(|line| (line, self.content(line).1));
        let inside = later.take_while(|(_, content)| !content.trim().is_empty() && !begins_formula(content));
        let close = inside.filter(|(_, content)| content.contains("$$")).map(|(line, _)| line).next()?;
        Some(close - number + 1)
    }

    pub(super) fn formula(&self, number: usize, content: &str) -> Option<(Kind, usize)> {
        let rest = content.strip_prefix("$$")?;
        if rest.starts_with('$') {
            return None;
        }
        if let Some(end) = rest.find("$$") {
            let alone = !rest[..end].trim().is_empty() && is_formula_end(&rest[end..], &self.asked);
            return alone.then_some((Kind::Formula, 1));
        }
        let blanks_allowed = rest.trim().is_empty();
        let later = (number + 1..self.lines.len()).take(MAX_FORMULA_LINES);
        for line in later {
            let content = self.content(line).1;
            let fenced = content.starts_with("```") || content.starts_with("~~~") || content.starts_with(":::");
            if fenced || begins_formula(content) || (content.is_empty() && !blanks_allowed) || content.starts_with("# ")
            {
                return None;
            }
            if let Some(end) = content.find("$$") {
                let close = line - number;
                return is_formula_end(&content[end..], &self.asked)
                    .then_some((Kind::FormulaOpen { close }, close + 1));
            }
        }
        None
    }
}

/// How many more parts of a name a line opens than it closes, up to the byte at
/// which the last one closes.
fn nesting(line: &str, name: &str, open: usize) -> (usize, usize) {
    let (mut open, mut at) = (open, 0);
    while let Some(found) = line[at..].find(['\\']).map(|found| at + found) {
        at = found + 1;
        let mark = ["\\begin{", "\\end{"].iter().find(|mark| line[found..].starts_with(**mark));
        let Some(mark) = mark else {
            at += usize::from(line[at..].starts_with('\\'));
            continue;
        };
        let inner = &line[found + mark.len()..];
        if inner.strip_prefix(name).is_some_and(|rest| rest.starts_with('}')) {
            open = if mark.len() > "\\end{".len() { open + 1 } else { open.saturating_sub(1) };
            at = found + mark.len() + name.len() + 1;
            if open == 0 {
                break;
            }
        }
    }
    (open, at)
}

/// What stands behind the marker of an item.
fn behind_marker(content: &str) -> Option<&str> {
    let len = marker(content);
    (len > 0).then(|| content[len..].trim_start())
}

/// Whether a line is an item that a formula begins.
fn begins_formula(content: &str) -> bool {
    behind_marker(content).is_some_and(|rest| rest.starts_with("$$"))
}

/// Whether the text is the end of a formula, with or without attributes.
fn is_formula_end(text: &str, asked: &myst::Asked<'_>) -> bool {
    text.strip_prefix("$$").is_some_and(|tail| is_tail(tail, asked))
}

/// Whether nothing but signs and then attributes, or a label of MyST, stands behind a
/// formula.
pub(super) fn is_tail(text: &str, asked: &myst::Asked<'_>) -> bool {
    let tail = text[equation::signs(text)..].trim();
    tail.is_empty()
        || myst::is_formula_label(tail, asked)
        || attributes::parse(tail, SourceId(0), 0).is_some_and(|(_, len)| len == tail.len())
}
