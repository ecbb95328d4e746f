//! The lines of a formula that is one environment, and which of them have numbers of
//! their own.
//!
//! `align` and its kin number each line, `equation` and `multline` themselves, those
//! with a star nothing but what is named or typed. Between dollars an environment
//! without any name or number is only lines, as programs that show Markdown set it.

use std::ops::Range;

use super::cursor::Cursor;
use super::numbering::Numbering;

/// The environments whose lines LaTeX numbers.
const BY_LINE: [&str; 6] = ["align", "gather", "eqnarray", "flalign", "alignat", "xalignat"];
/// Those that have one number.
const WHOLE: [&str; 2] = ["equation", "multline"];

/// The lines of an environment.
#[derive(Debug, PartialEq)]
pub(crate) struct Lines {
    /// Whether each line may have a number.
    by_line: bool,
    starred: bool,
    /// Where each line stands.
    ranges: Vec<Range<usize>>,
    /// The lines that want no number.
    silent: Vec<usize>,
    environments: usize,
    braces: usize,
    /// Whether something stands behind the end.
    ended: bool,
    trailed: bool,
}

/// Which numbers a formula has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// At most one, which is that of the whole.
    Whole,
    /// One that is counted although nothing names it.
    Counted,
    /// Those of its lines.
    Lines,
}

impl Lines {
    /// Begins with a source that may be one environment.
    pub(super) fn begin(source: &str) -> Option<Self> {
        let rest = source.trim_start().strip_prefix("\\begin")?.trim_start().strip_prefix('{')?;
        let name = rest[..rest.find('}')?].trim();
        let starless = name.strip_suffix('*').unwrap_or(name);
        let by_line = BY_LINE.contains(&starless);
        (by_line || WHOLE.contains(&starless)).then(|| Self {
            by_line,
            starred: starless != name,
            ranges: Vec::new(),
            silent: Vec::new(),
            environments: 0,
            braces: 0,
            ended: false,
            trailed: false,
        })
    }

    /// The line that is read.
    pub(super) fn line(&self) -> Option<usize> {
        if self.environments == 0 { None } else { self.ranges.len().checked_sub(1) }
    }

    /// Takes a command; that of an environment with its name.
    pub(super) fn command(&mut self, name: &str, environment: &str, range: Range<usize>, cursor: Cursor<'_>) {
        self.trailed |= self.ended;
        match name {
            "begin" => {
                self.environments += 1;
                if self.environments == 1 {
                    let start = after_argument(environment, cursor);
                    self.ranges.push(start..start);
                }
            }
            "end" => {
                self.environments = self.environments.saturating_sub(1);
                if self.environments == 0 {
                    self.close(range.start);
                    self.ended = true;
                }
            }
            "\\" | "cr" | "newline" if self.environments == 1 && self.braces == 0 => {
                self.close(range.start);
                self.ranges.push(cursor.at()..cursor.at());
            }
            "notag" | "nonumber" => self.silent.extend(self.line()),
            _ => {}
        }
    }

    /// Takes any other sign.
    pub(super) fn sign(&mut self, sign: char) {
        self.trailed |= self.ended;
        match sign {
            '{' => self.braces += 1,
            '}' => self.braces = self.braces.saturating_sub(1),
            _ => {}
        }
    }

    fn close(&mut self, end: usize) {
        if let Some(last) = self.ranges.last_mut() {
            last.end = end;
        }
    }

    /// All lines, if nothing stands behind the environment; an empty one at the end
    /// is none.
    pub(super) fn whole(mut self, source: &str) -> Option<Self> {
        if self.ranges.len() > 1 && self.sources(source).last().is_some_and(|last| last.is_empty()) {
            self.ranges.pop();
        }
        (self.ended && !self.trailed).then_some(self)
    }

    /// The source of each line.
    pub(crate) fn sources<'a>(&self, source: &'a str) -> Vec<&'a str> {
        self.ranges.iter().map(|range| source.get(range.clone()).unwrap_or_default().trim()).collect()
    }

    /// Whether a line asks for no number.
    pub(crate) fn is_silent(&self, line: usize) -> bool {
        self.silent.contains(&line)
    }

    /// Whether lines are counted that nothing names.
    pub(crate) fn counts(&self) -> bool {
        !self.starred
    }
}

/// Where the first line begins: behind the argument of `alignat`.
fn after_argument(environment: &str, mut cursor: Cursor<'_>) -> usize {
    if environment.contains("alignat") {
        cursor.raw_argument();
    }
    cursor.at()
}

impl Numbering {
    /// Whether the names and numbers that were written are those of lines.
    pub(super) fn is_by_line(&self) -> bool {
        let Some(lines) = self.lines.as_ref().filter(|lines| lines.by_line) else { return false };
        let mut tagged: Vec<Option<usize>> = self.tags.iter().map(|tag| tag.line).collect();
        let outside = self.labels.iter().any(|label| label.line.is_none());
        if outside || tagged.contains(&None) {
            return false;
        }
        let count = tagged.len();
        tagged.sort_unstable();
        tagged.dedup();
        let said = match lines.starred {
            true => count > 0 || self.labels.len() > 1,
            false => count + self.labels.len() + lines.silent.len() > 0,
        };
        said && tagged.len() == count
    }

    /// Which numbers the formula has that stands `alone`, outside of dollars, or has
    /// a `name` behind it.
    pub(crate) fn numbers(&self, alone: bool, named: bool) -> Numbers {
        let Some(lines) = &self.lines else { return Numbers::Whole };
        let counted = alone && !named && lines.counts() && self.labels.is_empty() && self.tags.is_empty();
        match (self.is_by_line() || counted && lines.by_line, lines.ranges.len()) {
            (true, 2..) => Numbers::Lines,
            _ if counted && lines.silent.is_empty() => Numbers::Counted,
            _ => Numbers::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::numbering::numbering;
    use super::Numbers;

    fn numbers(source: &str, alone: bool) -> Numbers {
        numbering(source).numbers(alone, false)
    }

    #[test]
    fn environments_number_as_latex_does() {
        assert_eq!(numbers(r"\begin{align} a \\ b \end{align}", true), Numbers::Lines);
        assert_eq!(numbers(r"\begin{align*} a \\ b \end{align*}", true), Numbers::Whole);
        assert_eq!(numbers(r"\begin{align*} a \tag{1} \\ b \end{align*}", true), Numbers::Lines);
        assert_eq!(numbers(r"\begin{equation} a \end{equation}", true), Numbers::Counted);
        assert_eq!(numbers(r"\begin{equation} a \nonumber \end{equation}", true), Numbers::Whole);
        assert_eq!(numbers(r"\begin{cases} a \\ b \end{cases}", true), Numbers::Whole);
    }

    #[test]
    fn between_dollars_lines_are_numbered_where_one_is_named() {
        assert_eq!(numbers(r"\begin{align} a \\ b \end{align}", false), Numbers::Whole);
        assert_eq!(numbers(r"\begin{align} a \label{eq:a} \\ b \end{align}", false), Numbers::Lines);
        assert_eq!(numbers(r"\begin{align} a \\ b \end{align} \label{eq:a}", false), Numbers::Whole);
    }

    #[test]
    fn lines_of_parts_are_none_of_the_formula() {
        let source = r"\begin{alignat}{2} a &= \begin{cases} 1 \\ 2 \end{cases} \\ \substack{b \\ c} \label{eq:b} \\ \end{alignat}";
        let found = numbering(source);
        let lines = found.lines.as_ref().unwrap().sources(source);
        assert_eq!(lines, [r"a &= \begin{cases} 1 \\ 2 \end{cases}", r"\substack{b \\ c} \label{eq:b}"]);
        assert_eq!(found.labels[0].line, Some(1));
    }
}
