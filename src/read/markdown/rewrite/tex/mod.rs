//! The structure of papers in LaTeX becomes that of Markdown before comrak sees it:
//! `\section{…}` a heading, `itemize`, `enumerate` and `description` lists,
//! `verbatim`, `lstlisting` and `minted` fences of code, and environments of text
//! that share their line with other text get lines of their own.
//!
//! What has no end, or is not understood, stays as it was written. What the
//! commands in the text mean is read in `tex`.

mod label;
mod list;
mod sign;
mod token;
mod verbatim;

use super::super::positions::{Positions, lines};
use super::super::scan::track_fence;
use super::super::tex_call;
use label::Numbers;
use list::{Kind, List};
use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::TypedNumber;
use token::{Token, Tokens};
use verbatim::Verbatim;

/// The commands of headings, each with how far it is below `\section`.
const HEADINGS: [(&str, i32); 7] = [
    ("part", -2),
    ("chapter", -1),
    ("section", 0),
    ("subsection", 1),
    ("subsubsection", 2),
    ("paragraph", 3),
    ("subparagraph", 4),
];

/// What the new text does not say of its lists.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// How their numbers are written, by the byte of the source at which comrak sees
    /// them begin.
    pub(crate) typed: BTreeMap<usize, TypedNumber>,
    /// What is printed in place of the bullet of an item, by the byte of the source
    /// at which comrak sees it begin.
    pub(crate) markers: BTreeMap<usize, String>,
    /// The options that say more of numbers than is printed, with the first number
    /// that is.
    pub(crate) told: Vec<(Range<usize>, String)>,
}

/// The text written anew with where its lines stand, if there is such structure.
pub(super) fn rewrite(text: &str, positions: &Positions) -> Option<(String, Positions, Lists)> {
    let headed = HEADINGS.iter().any(|(name, _)| text.contains(&format!("\\{name}")));
    if !headed && !text.contains("\\begin{") {
        return None;
    }
    let lines: Vec<&str> = lines(text).map(|(_, line)| line).collect();
    let verbatim = verbatim::find(&lines);
    let tokens = token::find(&lines, &verbatim);
    let outside = |number: &usize| !verbatim.code.contains(number);
    let headings =
        || lines.iter().enumerate().filter(|(number, _)| outside(number)).filter_map(|(_, line)| heading(line));
    let top = headings().map(|heading| heading.below).min().map_or(0, |top| top.min(0));
    if tokens.is_empty() && verbatim.blocks.is_empty() && headings().next().is_none() {
        return None;
    }
    let mut writer = Writer {
        positions,
        text: String::with_capacity(text.len() + text.len() / 8),
        starts: Vec::with_capacity(lines.len()),
        open: Vec::new(),
        apart: false,
        top,
        lists: Lists::default(),
        ended: BTreeMap::new(),
        next_typed: None,
        next_marker: None,
        numbering: BTreeMap::new(),
    };
    let mut number = 0;
    while let Some(line) = lines.get(number) {
        match verbatim.blocks.get(&number) {
            Some(block) => {
                writer.verbatim(block, number, &lines);
                number = block.last + 1;
                continue;
            }
            None if verbatim.code.contains(&number) => writer.code(number, line),
            None => writer.line(number, line, &tokens),
        }
        number += 1;
    }
    Some((writer.text, Positions::of_lines(writer.starts), writer.lists))
}

/// A heading of LaTeX at the beginning of a line.
struct Heading<'t> {
    below: i32,
    starred: bool,
    title: &'t str,
    /// Where the title begins and the command ends in the line.
    start: usize,
    end: usize,
}

fn heading(line: &str) -> Option<Heading<'_>> {
    let lead = line.len() - line.trim_start_matches(' ').len();
    let call = tex_call::call(line, lead).filter(|_| lead < 4)?;
    let (_, below) = HEADINGS.iter().find(|(name, _)| *name == call.name)?;
    let title = call.argument.filter(|title| !title.trim().is_empty())?;
    let starred = line[lead + 1 + call.name.len()..].starts_with('*');
    Some(Heading { below: *below, starred, title, start: call.end - 1 - title.len(), end: call.end })
}

struct Writer<'p> {
    positions: &'p Positions,
    text: String,
    starts: Vec<usize>,
    /// The lists that are open, the outermost first.
    open: Vec<List>,
    /// Whether a list has just ended, from which text must stand apart.
    apart: bool,
    /// How far the highest heading is below `\section`.
    top: i32,
    lists: Lists,
    /// For each depth what goes on behind the list that ended there last.
    ended: BTreeMap<usize, (u32, Option<TypedNumber>)>,
    /// How the numbers of the list are written that the next line begins, with its
    /// indent.
    next_typed: Option<(usize, TypedNumber)>,
    /// The marker of the item that the next line begins, with its indent.
    next_marker: Option<(usize, String)>,
    /// How lists are numbered that do not say it themselves: at a depth, or at all.
    numbering: BTreeMap<Option<usize>, TypedNumber>,
}

impl Writer<'_> {
    /// Writes a line of which a part stands in the source from byte `at` of a line on.
    fn push(&mut self, lead: &str, part: &str, number: usize, at: usize) {
        self.text.push_str(lead);
        self.text.push_str(part);
        self.text.push('\n');
        let start = (self.positions.at(number + 1, 1) + at).saturating_sub(lead.len());
        self.starts.push(start);
        if let Some((indent, typed)) = self.next_typed.take() {
            self.lists.typed.insert(start + indent, typed);
        }
        if let Some((indent, marker)) = self.next_marker.take() {
            self.lists.markers.insert(start + indent, marker);
        }
    }

    /// Writes a blank line unless there is one.
    fn blank(&mut self, number: usize) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.push("", "", number, 0);
        }
    }

    fn line(&mut self, number: usize, line: &str, tokens: &Tokens) {
        let found = tokens.of_line(number);
        if found.is_empty() && self.open.is_empty() {
            if self.apart && !line.trim().is_empty() {
                self.blank(number);
                self.apart = false;
            }
            return match heading(line) {
                Some(heading) => self.heading(number, line, &heading),
                None => self.push("", line, number, 0),
            };
        }
        if line.trim().is_empty() {
            return self.push("", "", number, 0);
        }
        let mut at = 0;
        for (range, token) in found {
            self.words(number, line, at, range.start);
            at = range.end;
            match token {
                Token::Begin(kind) => {
                    self.tell_label(*kind, number, range);
                    self.begin(*kind, number);
                }
                Token::Item(label) => self.item(label.clone().map(|label| (&line[label.clone()], label.start)), number),
                Token::End => self.end(number),
                Token::Line => self.words(number, line, range.start, range.end),
                Token::Layout => {}
                Token::Numbering(depth, numbers) => {
                    self.tell_label(Kind::Numbers(*numbers), number, range);
                    self.numbering.extend(numbers.typed.map(|typed| (*depth, typed)));
                }
            }
        }
        self.words(number, line, at, line.len());
    }

    /// Notes options that say more than is printed.
    fn tell_label(&mut self, kind: Kind, number: usize, range: &Range<usize>) {
        if kind == Kind::Bullets(true) {
            let start = self.positions.at(number + 1, 1);
            self.lists.told.push((start + range.start..start + range.end, "•".to_owned()));
        }
        if let Kind::Numbers(Numbers { differs: true, typed, first, .. }) = kind {
            let start = self.positions.at(number + 1, 1);
            let first = first.unwrap_or(1);
            let marker = typed.map_or_else(|| format!("{first}."), |typed| typed.format(first));
            self.lists.told.push((start + range.start..start + range.end, marker));
        }
    }

    /// Writes a part of a line, if there is any, as a line of what is open.
    fn words(&mut self, number: usize, line: &str, from: usize, to: usize) {
        let part = line[from..to].trim_end();
        let words = part.trim_start();
        if words.is_empty() {
            return;
        }
        if std::mem::take(&mut self.apart) {
            self.blank(number);
        }
        let at = from + part.len() - words.len();
        let lead = self.lead(number);
        self.push(&lead, words, number, at);
    }

    fn heading(&mut self, number: usize, line: &str, heading: &Heading<'_>) {
        let level = usize::try_from(heading.below - self.top + 1).unwrap_or(1).clamp(1, 6);
        let lead = format!("{} ", "#".repeat(level));
        let title = heading.title.trim();
        let at = heading.start + heading.title.len() - heading.title.trim_start().len();
        let rest = line[heading.end..].trim_start();
        let behind = line.len() - rest.len();
        let label = tex_call::call(rest, 0).filter(|call| call.name == "label" && call.argument.is_some());
        let label = label.map_or(0, |call| call.end);
        match (heading.starred, label) {
            (false, 0) => self.push(&lead, title, number, at),
            (false, len) => self.push(&lead, &format!("{title} {}", &rest[..len]), number, at),
            (true, len) => {
                self.push(&lead, &format!("{title} {{-}}"), number, at);
                if len > 0 {
                    self.push("", &rest[..len], number, behind);
                }
            }
        }
        if !rest[label..].trim().is_empty() {
            self.blank(number);
            self.words(number, line, behind + label, line.len());
        }
    }

    /// A line of code that was written as such; in a list it moves with it.
    fn code(&mut self, number: usize, line: &str) {
        if self.open.is_empty() {
            return self.push("", line, number, 0);
        }
        if std::mem::take(&mut self.apart) {
            self.blank(number);
        }
        let lead = self.lead(number);
        let mut fence = None;
        track_fence(line.len() - line.trim_start().len(), line.trim_start(), &mut fence);
        match fence {
            Some(_) => {
                let words = line.trim_start();
                self.push(&lead, words, number, line.len() - words.len());
            }
            None => self.push(&lead, line, number, 0),
        }
    }

    fn verbatim(&mut self, block: &Verbatim, number: usize, lines: &[&str]) {
        if std::mem::take(&mut self.apart) {
            self.blank(number);
        }
        let lead = self.lead(number);
        let indent = " ".repeat(self.indent());
        self.push(&lead, &format!("{}{}", block.fence, block.info), number, 0);
        for (line, range) in &block.content {
            self.push(&indent, &lines[*line][range.clone()], *line, range.start);
        }
        self.push(&indent, &block.fence, block.last, 0);
        let last = lines[block.last];
        self.words(block.last, last, block.behind.min(last.len()), last.len());
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::positions::Positions;
    use super::rewrite;

    fn rewritten(text: &str) -> String {
        rewrite(text, &Positions::verbatim(text, 0)).map_or_else(|| text.to_owned(), |found| found.0)
    }

    #[test]
    fn lists_are_written_anew() {
        let text = "甲\n\\begin{itemize}\n  \\item 一\n    续\n  \\item 二\n  \\begin{enumerate}\n  \\item x\n  \\item y\n  \\end{enumerate}\n  三\n\\end{itemize}\n乙";
        assert_eq!(rewritten(text), "甲\n\n- 一\n  续\n- 二\n  1. x\n  2. y\n\n  三\n\n乙\n");
        assert_eq!(rewritten("\\begin{itemize} \\item a \\item b \\end{itemize} c"), "- a\n- b\n\nc\n");
        assert_eq!(rewritten("\\begin{description}\n\\item[词] 义\n\\end{description}"), "词\n: 义\n\n");
        let places = rewrite(text, &Positions::verbatim(text, 0)).unwrap().1;
        assert_eq!(&text[places.at(3, 3)..][..3], "一");
    }

    #[test]
    fn what_is_no_list_stays() {
        for text in [
            "\\begin{itemize}\n\\item a",
            "\\begin{itemize}\na\n\\end{itemize}",
            "`\\begin{itemize}` \\item",
            "```\n\\section{x}\n\\begin{itemize}\n\\item a\n\\end{itemize}\n```",
            "\\begin{verbatim}\na",
            "\\section{}",
            "x \\section{a}",
        ] {
            assert_eq!(rewritten(text), text);
        }
    }

    #[test]
    fn headings_and_code_are_written_anew() {
        assert_eq!(rewritten("\\section{A}\\label{a}\n\\subsection*{B}\nx"), "# A \\label{a}\n## B {-}\nx\n");
        assert_eq!(rewritten("\\chapter{A}\n\\section[s]{B} c"), "# A\n## B\n\nc\n");
        assert_eq!(rewritten("\\subsection{B}"), "## B\n");
        let text = "\\begin{verbatim}\n a ``` b\n\\end{verbatim}\n\\begin{minted}[linenos]{python}\nx\n\\end{minted}";
        assert_eq!(rewritten(text), "````\n a ``` b\n````\n```python\nx\n```\n");
    }

    #[test]
    fn no_text_is_too_odd() {
        let text = "\\section{A}\\label{a}\n\\begin{itemize}[x]\n\\item[词] 义 \\begin{enumerate}\\item b\\end{enumerate}\n\\end{itemize}\n\\begin{lstlisting}[language=C, caption={a}]\nx\n\\end{lstlisting}";
        for at in 0..text.len() {
            let (before, after) = (&text.as_bytes()[..at], &text.as_bytes()[at + 1..]);
            for middle in ["", "\u{fffd}", "\n", "{"] {
                let bytes = [before, middle.as_bytes(), after].concat();
                let odd = String::from_utf8_lossy(&bytes);
                let _ = rewrite(&odd, &Positions::verbatim(&odd, 0));
            }
        }
    }
}
