//! Which lines are to be masked: fences of containers, page breaks, includes,
//! displayed formulas, drawn tables and the captions of tables and code. How far
//! formulas and captions reach is found in `scan_formula` and `scan_caption`.
//!
//! It looks at lines alone, so it may take a line inside code for one of them;
//! `mask` puts such lines back.

use std::collections::BTreeSet;
use std::path::Path;

use super::mask::{Kind, Mask, Masks};
use super::{listed, myst, theorem};
use crate::model::document::SUBEQUATIONS;
use crate::read::latex;

/// The most lines that an environment of text may have.
const MAX_CONTAINER_LINES: usize = 2000;

impl<'t> Masks<'t> {
    /// Finds the lines to mask.
    pub(super) fn scan(&mut self) {
        let mut fence = None;
        let mut number = 0;
        let mut ends = BTreeSet::new();
        let tabs = self.tab_marks();
        while number < self.lines.len() {
            if let Some(close) = self.drawn.get(&number).copied() {
                let start = self.drawn_start(number, close);
                self.push(Kind::TableOpen { close }, number, start, &self.text[start..self.line_end(number)]);
                self.push_rest(Kind::TableOpen { close }, number);
                number += close + 1;
                continue;
            }
            let (start, content) = self.content(number);
            if let Some(kind) = self.known.get(&number) {
                self.push(*kind, number, start, content);
                number += 1;
                continue;
            }
            track_fence(start - self.lines[number].0, content, &mut fence);
            if let Some(count) = self.formula_of_item(number, content).filter(|_| fence.is_none()) {
                number += count;
                continue;
            }
            let found = match content.as_bytes().first() {
                Some(b':') if tabs.contains_key(&number) => tabs.get(&number).map(|kind| (*kind, 1)),
                Some(b':') if content.starts_with(":::") => Some((Kind::Colons, 1)),
                Some(b':' | b'T' | b't' | b'L' | b'l') => self.caption(number, content, fence.is_none()),
                Some(b'\\') if fence.is_none() && content.starts_with("\\begin{") => {
                    let inner = self.environment(number, content);
                    inner.or_else(|| {
                        ends.insert(self.end_of_container(number, content)?);
                        Some((Kind::Environment, 1))
                    })
                }
                Some(b'\\') if ends.contains(&number) => Some((Kind::Environment, 1)),
                Some(b'[') if listed::is_bracketed(content) && self.stands_alone(number) => Some((Kind::Listed, 1)),
                Some(b'\\' | b'{') => directive_kind(content).map(|kind| (kind, 1)),
                Some(b'(') if fence.is_none() && myst::label(content.trim_end()).is_some() => Some((Kind::Label, 1)),
                Some(b'%') if fence.is_none() => self.comment(number),
                Some(b'$') if fence.is_none() => self.formula(number, content),
                _ => None,
            };
            let Some((kind, count)) = found else {
                number += 1;
                continue;
            };
            self.push(kind, number, start, content);
            self.push_rest(kind, number);
            number += count;
        }
    }

    /// Whether no text touches the line.
    fn stands_alone(&self, number: usize) -> bool {
        let blank = |line: usize| self.content(line).1.trim().is_empty();
        number.checked_sub(1).is_none_or(blank) && blank(number + 1)
    }

    /// Lines of a comment that no text touches.
    fn comment(&self, number: usize) -> Option<(Kind, usize)> {
        let parted = |line: usize| myst::parts_comments(self.content(line).1.trim());
        let lines = (number..self.lines.len()).take_while(|line| myst::is_comment(self.content(*line).1)).count();
        let apart = number.checked_sub(1).is_none_or(parted) && parted(number + lines);
        (lines > 0 && apart).then_some((Kind::Comment { lines }, lines))
    }

    fn push(&mut self, kind: Kind, line: usize, start: usize, content: &str) {
        self.list.push(Mask { kind, line, start, end: start + content.trim_end().len() });
    }

    fn push_rest(&mut self, kind: Kind, number: usize) {
        let rest = match kind {
            Kind::Caption { lines, .. } | Kind::Listing { lines, .. } | Kind::Comment { lines } => {
                number + 1..number + lines
            }
            Kind::FormulaOpen { close } | Kind::TableOpen { close } => number + close..number + close + 1,
            Kind::Colons
            | Kind::PageBreak
            | Kind::Include
            | Kind::Formula
            | Kind::Admonition
            | Kind::Tab
            | Kind::Directive
            | Kind::End
            | Kind::Label
            | Kind::Listed
            | Kind::Definitions
            | Kind::Environment
            | Kind::Rest => 0..0,
        };
        for line in rest {
            let (start, content) = self.content(line);
            self.push(Kind::Rest, line, start, content);
        }
    }

    /// A line behind the marks of quotes and its indent, with its first byte.
    pub(super) fn content(&self, number: usize) -> (usize, &'t str) {
        let Some((start, line)) = self.lines.get(number).copied() else { return (self.text.len(), "") };
        let content = line.trim_start_matches([' ', '\t', '>']);
        (start + line.len() - content.len(), content)
    }

    fn line_end(&self, number: usize) -> usize {
        let (start, line) = self.lines[number];
        start + line.len()
    }

    /// The line that ends the `center`, `quote` or `abstract` that a line begins.
    fn end_of_container(&self, number: usize, content: &str) -> Option<usize> {
        let name = tex_container(content.trim_end())?.0;
        let (begin, end) = (format!("\\begin{{{name}}}"), format!("\\end{{{name}}}"));
        let prefix = self.content(number).0 - self.lines[number].0;
        let mut open = 0;
        for line in (number..self.lines.len()).take(MAX_CONTAINER_LINES) {
            let (start, content) = self.content(line);
            match content.trim_end() {
                content if content.starts_with(&begin) => open += 1,
                content if content == end => open -= 1,
                _ => continue,
            }
            if open == 0 {
                return (start - self.lines[line].0 == prefix).then_some(line);
            }
        }
        None
    }
}

/// The environment of LaTeX that a line begins and the class of our container; a
/// quotation has the class `\\quote`, which nobody can type. Behind that of a theorem
/// its name and label may stand.
pub(super) fn tex_container(line: &str) -> Option<(&str, &'static str)> {
    let (name, rest) = line.strip_prefix("\\begin{")?.split_once('}')?;
    if let Some(class) = theorem::environment(name) {
        return theorem::head(rest).is_some().then_some((name, class));
    }
    if name == SUBEQUATIONS {
        return theorem::head(rest).filter(|(title, _)| title.is_empty()).map(|_| (name, SUBEQUATIONS));
    }
    if !rest.is_empty() {
        return None;
    }
    let class = match name {
        "center" | "abstract" | "landscape" => {
            return ["center", "abstract", "landscape"]
                .iter()
                .find(|class| **class == name)
                .map(|class| (name, *class));
        }
        "quote" | "quotation" | "verse" => "\\quote",
        _ => return None,
    };
    Some((name, class))
}

/// What a line is by itself.
pub(super) fn directive_kind(content: &str) -> Option<Kind> {
    let content = content.trim_end();
    if listed::is_command(content) {
        return Some(Kind::Listed);
    }
    if content.starts_with('\\') && latex::defines_only(content) {
        return Some(Kind::Definitions);
    }
    if matches!(content, "\\newpage" | "\\pagebreak" | "\\clearpage") {
        return Some(Kind::PageBreak);
    }
    if content.starts_with("{{#") {
        return book_include(content).map(|_| Kind::Include);
    }
    let inner = content.strip_prefix("{{<")?.strip_suffix(">}}")?.trim();
    match inner.split_whitespace().next() {
        Some("pagebreak") => Some(Kind::PageBreak),
        Some(name @ ("include" | "csv" | "table")) if inner.len() > name.len() => Some(Kind::Include),
        _ => None,
    }
}

/// The path of a whole file of Markdown in mdBook's `{{#include part.md}}`; lines and
/// parts of a file (`part.md:2:10`) are another matter.
pub(super) fn book_include(content: &str) -> Option<&str> {
    let path = content.strip_prefix("{{#include")?.strip_suffix("}}")?;
    let path = path.strip_prefix(char::is_whitespace)?.trim();
    let is_whole = Path::new(path).extension().is_some_and(|end| end == "md" || end == "markdown");
    (is_whole && !path.contains([':', '{', '}'])).then_some(path)
}

/// The bytes of blanks and of the marks of quotes and items before the text of a line,
/// and whether one of an item is among them.
pub(super) fn lead(line: &str) -> (usize, bool) {
    let (mut at, mut in_item) = (0, false);
    loop {
        let rest = &line[at..];
        at += rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
        match marker(&line[at..]) {
            0 => return (at, in_item),
            len => {
                at += len;
                in_item = true;
            }
        }
    }
}

/// The bytes of the marker of an item that a text begins with, or 0.
pub(super) fn marker(content: &str) -> usize {
    let digits = content.bytes().take(10).take_while(u8::is_ascii_digit).count();
    let ch = match digits {
        0 => content.starts_with(['-', '*', '+']),
        _ => digits < 10 && content[digits..].starts_with(['.', ')']),
    };
    let ends = || content[digits + 1..].starts_with([' ', '\t']);
    if ch && ends() { digits + 1 } else { 0 }
}

/// A fence of code that is open: its sign, its length, and its indent in bytes.
pub(super) type Fence = (char, usize, usize);

/// Follows the fences of code from line to line, for one so far in; what is indented
/// by four blanks more closes none (CommonMark 4.5).
pub(super) fn track_fence(indent: usize, content: &str, fence: &mut Option<Fence>) {
    let inner = content[lead(content).0..].trim_start_matches(['-', '*', '+', ' ']);
    let Some(mark) = inner.chars().next().filter(|c| matches!(c, '`' | '~')) else { return };
    let count = inner.chars().take_while(|c| *c == mark).count();
    let rest = &inner[count..];
    match *fence {
        _ if count < 3 => {}
        None if mark == '~' || !rest.contains('`') => {
            *fence = Some((mark, count, indent + content.len() - inner.len()));
        }
        Some((open, least, at)) if open == mark && count >= least && rest.trim().is_empty() && indent < at + 4 => {
            *fence = None;
        }
        _ => {}
    }
}
