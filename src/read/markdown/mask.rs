//! Lines that CommonMark would run into the text around them — fences of
//! containers, page breaks, includes, displayed formulas, captions of tables —
//! become marks that comrak takes for blocks of their own.
//!
//! A mark replaces a line from its first letter to its end, so that the marks
//! of quotes and lists before it keep their meaning and every other line keeps
//! its place. One line is marked by a heading, a formula of several lines by a
//! fence of code. Where comrak finds a mark inside code, [`Masks::restore`]
//! puts back what was written. Which lines are masked is found in `scan`, what
//! they mean is read in `directive`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::myst::{Asked, asked};
use super::positions::lines;

/// Begins the mark of a masked line.
pub(super) const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';
const FENCE: &str = "~~~~~~~~";

/// What a masked line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A line that begins with three colons or more.
    Colons,
    /// `\newpage` or `{{< pagebreak >}}`.
    PageBreak,
    /// `{{< include … >}}`.
    Include,
    /// The first line of the caption of a table.
    Caption {
        /// How many lines it has.
        lines: usize,
        /// Whether it follows a table rather than stand before one.
        after: bool,
    },
    /// The first line of the caption of a block of code.
    Listing {
        /// How many lines it has.
        lines: usize,
        /// Whether it follows the code rather than stand before it.
        after: bool,
    },
    /// A formula in one line.
    Formula,
    /// `\begin{center}` and its kin, or their end.
    Environment,
    /// Definitions of commands for formulas.
    Definitions,
    /// The first line of a formula of several lines.
    FormulaOpen {
        /// How many lines further its last line is.
        close: usize,
    },
    /// The first line of a table that is drawn with signs.
    TableOpen {
        /// How many lines further its last line is.
        close: usize,
    },
    /// The head of a box whose body was indented under it.
    Admonition,
    /// The head of a tab whose body was indented under it.
    Tab,
    /// The head of a directive of MyST.
    Directive,
    /// `(id)=` of MyST, the id of the block behind it.
    Label,
    /// The first of some lines of a comment of MyST, `% …`.
    Comment {
        /// How many lines it has.
        lines: usize,
    },
    /// `[TOC]`, `\tableofcontents` and the like.
    Listed,
    /// The end of a body that no line of colons closes.
    End,
    /// A later line of a caption or a comment, an option of a directive, or the last line of
    /// a formula or a drawn table.
    Rest,
}

impl Kind {
    /// How many lines further what is marked by a fence ends.
    pub(super) fn fence_close(self) -> Option<usize> {
        match self {
            Self::FormulaOpen { close } | Self::TableOpen { close } => Some(close),
            _ => None,
        }
    }
}

/// One masked line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mask {
    /// What it is.
    pub kind: Kind,
    /// The line, counted from 0.
    pub line: usize,
    /// The first byte of it in the parsed text, behind the marks of quotes.
    pub start: usize,
    /// The byte behind its last letter.
    pub end: usize,
}

/// The lines of a text, counted from 0, whose meaning `rewrite` has found.
pub(crate) type Known = BTreeMap<usize, Kind>;

/// A text with its masked lines.
pub(crate) struct Masks<'t> {
    /// The text.
    pub text: &'t str,
    /// Its lines, each with its first byte.
    pub lines: Vec<(usize, &'t str)>,
    /// Which lines are rows of a table.
    pub rows: Vec<bool>,
    /// The first line of each drawn table, with how many lines further its last is.
    pub drawn: BTreeMap<usize, usize>,
    /// The masked lines.
    pub list: Vec<Mask>,
    /// The lines whose meaning is known before.
    pub known: Known,
    /// The ids of formulas to which the text refers.
    pub asked: Asked<'t>,
}

/// No masked lines.
pub(crate) static NONE: Masks<'static> = Masks {
    text: "",
    lines: Vec::new(),
    rows: Vec::new(),
    drawn: BTreeMap::new(),
    list: Vec::new(),
    known: BTreeMap::new(),
    asked: Asked::new(),
};

impl<'t> Masks<'t> {
    /// Finds the lines to mask.
    pub(super) fn find(text: &'t str, known: Known) -> Self {
        let mut masks = Self { lines: lines(text).collect(), known, asked: asked(text), ..Self::unmasked(text) };
        masks.drawn = masks.drawn_tables();
        masks.rows = masks.table_rows();
        masks.scan();
        masks
    }

    /// A text in which no line is masked.
    pub(super) fn unmasked(text: &'t str) -> Self {
        Self {
            text,
            lines: Vec::new(),
            rows: Vec::new(),
            drawn: BTreeMap::new(),
            list: Vec::new(),
            known: Known::new(),
            asked: Asked::new(),
        }
    }

    /// Takes back the formulas of several lines but those that `holds` holds
    /// for, given the lines of their fences, counted from 1; whether there were
    /// any.
    pub(super) fn retain_formulas(&mut self, holds: impl Fn(usize, usize) -> bool) -> bool {
        let before = self.list.len();
        let mut dropped = None;
        self.list.retain(|mask| {
            if dropped.take_if(|line| *line == mask.line).is_some() {
                return false;
            }
            let Some(close) = mask.kind.fence_close() else { return true };
            let kept = holds(mask.line + 1, mask.line + close + 1);
            dropped = (!kept).then_some(mask.line + close);
            kept
        });
        self.list.len() < before
    }

    /// Whether a formula of several lines is masked.
    pub(super) fn has_formulas(&self) -> bool {
        self.list.iter().any(|mask| mask.kind.fence_close().is_some())
    }

    /// The first byte of the line of a mask.
    pub(super) fn line_start(&self, mask: Mask) -> usize {
        self.lines.get(mask.line).map_or(mask.start, |(start, _)| *start)
    }

    /// The text with marks in place of the masked lines.
    pub(super) fn masked(&self) -> Cow<'t, str> {
        if self.list.is_empty() {
            return Cow::Borrowed(self.text);
        }
        let mut out = String::with_capacity(self.text.len() + 16 * self.list.len());
        let mut from = 0;
        let mut in_formula = false;
        let mut prefix = "";
        for (index, mask) in self.list.iter().enumerate() {
            out.push_str(&self.text[from..mask.start]);
            match mask.kind {
                Kind::FormulaOpen { .. } | Kind::TableOpen { .. } => {
                    prefix = &self.text[self.lines[mask.line].0..mask.start];
                    out.push_str(&format!("{FENCE}{OPEN}{index}{CLOSE}"));
                    in_formula = true;
                }
                Kind::Rest if in_formula => {
                    // The fence must be as far in as the one that it closes.
                    out.truncate(out.len() - (mask.start - self.lines[mask.line].0).min(out.len()));
                    out.push_str(prefix);
                    out.push_str(FENCE);
                    in_formula = false;
                }
                _ => out.push_str(&format!("# {OPEN}{index}{CLOSE}")),
            }
            from = mask.end;
        }
        out.push_str(&self.text[from..]);
        Cow::Owned(out)
    }

    /// The mask of the line, counted from 1, if a mark was put there.
    pub(super) fn at_line(&self, line: usize) -> Option<(usize, Mask)> {
        let index = self.list.partition_point(|mask| mask.line + 1 < line);
        self.get(index).filter(|mask| mask.line + 1 == line).map(|mask| (index, mask))
    }

    /// The mask of an index.
    pub(super) fn get(&self, index: usize) -> Option<Mask> {
        self.list.get(index).copied()
    }

    /// What was written where a text node of comrak holds a mark.
    pub(super) fn text_of(&self, line: usize, literal: &str) -> Option<Mask> {
        let marked = !self.list.is_empty() && (literal.contains(OPEN) || literal == FENCE);
        marked.then(|| self.at_line(line)).flatten().map(|(_, mask)| mask)
    }

    /// The caption on a line that touches a table of HTML, of which comrak takes it
    /// for a part: the text before it, its mask, and the text behind it.
    pub(super) fn caption_in<'a>(&self, literal: &'a str) -> Option<(&'a str, Mask, &'a str)> {
        let start = literal.find(&format!("# {OPEN}"))?;
        let (mark, mask) = self.find_mark(&literal[start..])?;
        let Kind::Caption { lines, after: true } = mask.kind else { return None };
        let behind = literal[start + mark.len()..].split_inclusive('\n').skip(lines).map(str::len).sum::<usize>();
        Some((&literal[..start], mask, &literal[literal.len() - behind..]))
    }

    /// What was written in a masked line.
    pub(super) fn written(&self, mask: Mask) -> &'t str {
        &self.text[mask.start..mask.end]
    }

    /// A text that may hold marks, as it was written.
    pub(super) fn restore<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.list.is_empty() || !text.contains(OPEN) {
            return Cow::Borrowed(text);
        }
        let mut close = None;
        let mut out = String::with_capacity(text.len());
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let restored = match close.take_if(|(at, _)| *at == number) {
                Some((_, mask)) => self.unmark(line, FENCE, mask),
                None => self.find_mark(line).and_then(|(mark, mask)| {
                    if let Some(lines) = mask.kind.fence_close() {
                        let last = self.at_line(mask.line + lines + 1).map(|(_, last)| last);
                        close = last.map(|last| (number + lines, last));
                    }
                    self.unmark(line, &mark, mask)
                }),
            };
            out.push_str(restored.as_deref().unwrap_or(line));
        }
        Cow::Owned(out)
    }

    fn unmark(&self, line: &str, mark: &str, mask: Mask) -> Option<String> {
        line.contains(mark).then(|| line.replacen(mark, self.written(mask), 1))
    }

    fn find_mark(&self, line: &str) -> Option<(String, Mask)> {
        let start = line.find(OPEN)?;
        let end = start + line[start..].find(CLOSE)? + CLOSE.len_utf8();
        let mask = self.get(index_of(&line[start..end])?)?;
        let lead = if mask.kind.fence_close().is_some() { FENCE } else { "# " };
        let from = line[..start].strip_suffix(lead)?.len();
        Some((line[from..end].to_owned(), mask))
    }
}

/// The number in a mark that comrak took for the text of a heading or the info
/// of a fence.
pub(crate) fn index_of(mark: &str) -> Option<usize> {
    mark.trim().strip_prefix(OPEN)?.strip_suffix(CLOSE)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Kind, Masks};

    fn kinds(text: &str) -> Vec<Kind> {
        Masks::find(text, BTreeMap::new()).list.iter().map(|mask| mask.kind).collect()
    }

    #[test]
    fn lines_are_told_apart() {
        assert_eq!(kinds("> ::: a\n\\newpage\n{{< include a.md >}}\n"), [Kind::Colons, Kind::PageBreak, Kind::Include]);
        assert_eq!(kinds("$$ a $$ {#eq:a}\n$$a$$ b\n"), [Kind::Formula]);
        assert_eq!(kinds("甲\n$$\na\n+ b\n$$ {#eq:a}\n乙"), [Kind::FormulaOpen { close: 3 }, Kind::Rest]);
        assert_eq!(kinds("```\n$$\na\n$$\n```\n"), []);
    }

    #[test]
    fn captions_are_told_from_definitions() {
        let after = Kind::Caption { lines: 1, after: true };
        let before = Kind::Caption { lines: 1, after: false };
        assert_eq!(kinds("|a|b|\n|-|-|\n|1|2|\n: 题注\n"), [after]);
        assert_eq!(kinds("|a|b|\n|-|-|\n\n: 题注\n"), [after]);
        assert_eq!(kinds(": 题注\n\n|a|b|\n|-|-|\n"), [before]);
        assert_eq!(kinds("词\n\n: 释义\n"), []);
        assert_eq!(kinds(": 长的\n题注\n\n|a|b|\n|-|-|\n"), [Kind::Caption { lines: 2, after: false }, Kind::Rest]);
    }

    #[test]
    fn marks_are_restored() {
        let text = "~~~~~~~~~\n::: a\n$$\nx\n$$\n~~~~~~~~~\n  $$\n x\n  $$ {#a}\n";
        let masks = Masks::find(text, BTreeMap::new());
        assert_eq!(masks.restore(&masks.masked()), text);
    }
}
