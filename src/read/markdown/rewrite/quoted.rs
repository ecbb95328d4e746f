//! Quotations whose lines comrak cannot read as they are: boxes of
//! Python-Markdown, theorems of bookdown and directives of MyST in them
//! (`> !!! note`, `` > ```{tip} ``), and callouts of
//! Obsidian without the blank before their title (`> [!info]标题`).
//!
//! The lines of a quotation are written anew without its marks, and get them back.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::callout::kind_of;
use super::super::mask::Kind;
use super::super::positions::{Positions, lines};
use super::super::scan::track_fence;
use super::super::{myst, theorem_chunk};
use super::Rewritten;
use super::nested;
use crate::model::Bounds;

/// What has been written so far.
#[derive(Default)]
struct Writer {
    text: String,
    starts: Vec<usize>,
    known: BTreeMap<usize, Kind>,
}

/// Writes the quotations of a text anew, `depth` of them around it.
pub(super) fn rewrite(before: Rewritten<'_>, depth: usize) -> Rewritten<'_> {
    if depth >= Bounds::MOST.quotes || !lines(&before.text).any(|(_, line)| needs(line)) {
        return before;
    }
    let lines: Vec<&str> = lines(&before.text).map(|(_, line)| line).collect();
    let mut writer = Writer::default();
    let mut fence = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let quoted = |line: &&&str| fence.is_none() && mark(line) > 0;
        let run = lines[at..].iter().take_while(quoted).count();
        if run == 0 {
            track_fence(line.len() - line.trim_start().len(), line.trim_start(), &mut fence);
            if let Some(kind) = before.known.get(&at) {
                writer.known.insert(writer.starts.len(), *kind);
            }
            writer.push("", line, before.positions.at(at + 1, 1));
            at += 1;
            continue;
        }
        writer.quotation(&lines[at..at + run], at, &before.positions, depth);
        at += run;
    }
    let Writer { text, starts, known } = writer;
    Rewritten { text: Cow::Owned(text), positions: Positions::of_lines(starts), known }
}

impl Writer {
    fn push(&mut self, mark: &str, line: &str, start: usize) {
        self.text.push_str(mark);
        self.text.push_str(line);
        self.text.push('\n');
        self.starts.push(start.saturating_sub(mark.len()));
    }

    /// The lines of a quotation, of which `first` is the first.
    fn quotation(&mut self, run: &[&str], first: usize, positions: &Positions, depth: usize) {
        if !run.iter().any(|line| needs(line)) {
            for (number, line) in run.iter().enumerate() {
                self.push("", line, positions.at(first + number + 1, 1));
            }
            return;
        }
        let inner: Vec<&str> = run.iter().map(|line| &line[mark(line)..]).collect();
        let inner = inner.join("\n");
        let start = |(number, line): (usize, &&str)| positions.at(first + number + 1, 1) + mark(line);
        let starts = Positions::of_lines(run.iter().enumerate().map(start).collect());
        let inner = rewrite(super::boxes(&inner, starts), depth + 1);
        // What was written anew ends in a line end, which opens no further line.
        let text = inner.text.strip_suffix('\n').filter(|_| matches!(inner.text, Cow::Owned(_)));
        for (number, (_, line)) in lines(text.unwrap_or(&inner.text)).enumerate() {
            let start = inner.positions.at(number + 1, 1);
            if let Some(kind) = inner.known.get(&number) {
                self.known.insert(self.starts.len(), *kind);
            }
            match head_end(line).filter(|_| number == 0) {
                // The blank behind the mark goes behind the head, so that all
                // places stay as they are.
                Some(end) => {
                    let at = self.starts.len();
                    self.push(">", &format!("{} {}", &line[..end], &line[end..]), start);
                    self.starts[at] = start.saturating_sub(2);
                }
                None => self.push("> ", line, start),
            }
        }
    }
}

/// Whether a line of a quotation holds what comrak cannot read.
fn needs(line: &str) -> bool {
    let content = line.trim_start_matches([' ', '\t', '>']);
    let fence = content.trim_start_matches(['`', '~']);
    let colons = content.trim_start_matches(':');
    let directive = || content.len() - colons.len() >= 3 && myst::opens_body(colons);
    let opens = || content.len() - fence.len() >= 3 && (theorem_chunk::opens(fence) || myst::opens_body(fence));
    mark(line) > 0 && (nested::head(content).is_some() || head_end(content).is_some() || opens() || directive())
}

/// The length of the mark of a quotation with the blank behind it, or 0.
fn mark(line: &str) -> usize {
    let blanks = line.len() - line.trim_start_matches(' ').len();
    match line[blanks..].strip_prefix('>') {
        Some(rest) if blanks < 4 => blanks + 1 + usize::from(rest.starts_with(' ')),
        _ => 0,
    }
}

/// Where the head of a callout ends that its title touches.
fn head_end(content: &str) -> Option<usize> {
    let inner = content.strip_prefix("[!")?;
    let (word, rest) = inner.split_once(']')?;
    kind_of(word.split('|').next().unwrap_or(word).trim())?;
    let title = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let touches = title.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '(' | '[' | ':' | '{' | ']'));
    touches.then_some(content.len() - title.len())
}

#[cfg(test)]
mod tests {
    use super::super::super::positions::Positions;
    use super::super::rewrite;
    use super::head_end;

    #[test]
    fn boxes_in_quotations_lose_their_indent() {
        let text = "> !!! note\n>     甲\n>\n> 乙\n丙";
        let found = rewrite(text, Positions::verbatim(text, 0)).0;
        assert_eq!(found.text, "> !!! note\n> 甲\n> \n> \n> \n> 乙\n丙\n");
        assert_eq!(&text[found.positions.at(2, 3)..][..3], "甲");
        assert_eq!(&text[found.positions.at(6, 3)..][..3], "乙");
    }

    #[test]
    fn titles_that_touch_their_head_are_parted() {
        let text = "> [!info]标题\n> > [!bug]-乙\n> 丙";
        let found = rewrite(text, Positions::verbatim(text, 0)).0;
        assert_eq!(found.text, ">[!info] 标题\n> >[!bug]- 乙\n> 丙\n");
        assert_eq!(&text[found.positions.at(1, 10)..][..6], "标题");
        for content in ["[!info](a)", "[![a](b)](c)", "[!foo]a", "[!info] a", "[!info]"] {
            assert_eq!(head_end(content), None, "{content}");
        }
    }

    #[test]
    fn code_keeps_its_lines() {
        let text = "```\n> !!! note\n>     甲\n```\n> 乙";
        assert_eq!(rewrite(text, Positions::verbatim(text, 0)).0.text, format!("{text}\n"));
    }
}
