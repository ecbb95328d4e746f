//! Which lines are captions of tables and of code, by the lines around them, and which
//! are rows of a table.

use super::mask::{Kind, Masks};
use super::myst;
use super::scan::directive_kind;

/// The most lines that the caption of a table may have.
pub(crate) const MAX_CAPTION_LINES: usize = 20;

impl Masks<'_> {
    /// `: …`, `Table: …` and `Listing: …` (pandoc's manual, pandoc-crossref's).
    pub(super) fn caption(&self, number: usize, content: &str, outside: bool) -> Option<(Kind, usize)> {
        let Some(mark) = caption_mark(content) else {
            let apart = number.checked_sub(1).is_none_or(|line| self.content(line).1.is_empty());
            let touches = outside && apart && tight_caption(content).is_some() && self.is_pipe_head(number + 1);
            return touches.then_some((Kind::Caption { lines: 1, after: false }, 1));
        };
        let words = mark > 1;
        let before = number.checked_sub(1).map_or("", |line| self.content(line).1);
        let before = if myst::label(before.trim_end()).is_some() { "" } else { before };
        let says = |id: &str| {
            let lines = number..number + self.paragraph_lines(number);
            lines.into_iter().any(|line| self.content(line).1.contains(id))
        };
        if content.starts_with(['L', 'l']) || (!words && says("{#lst")) {
            let (after, lines) = outside.then(|| self.listing(number, before.is_empty())).flatten()?;
            return Some((Kind::Listing { lines, after }, lines));
        }
        let after = self.ends_table(number);
        let ahead = self.caption_ahead(number);
        let forced = says("{#tbl");
        let (after, lines) = match (after, ahead) {
            (Some(touching), Some((lines, near))) => (touching || !near, lines),
            (Some(_), None) => (true, self.paragraph_lines(number)),
            (None, Some((lines, _))) if before.is_empty() || forced => (false, lines),
            (None, _) if forced && before.is_empty() => (false, self.paragraph_lines(number)),
            (None, _) => return None,
        };
        Some((Kind::Caption { lines, after }, lines))
    }

    /// Whether the caption of a block of code follows it, and how many lines it
    /// has.
    fn listing(&self, number: usize, apart: bool) -> Option<(bool, usize)> {
        let is_fence = |line: usize| self.content(line).1.starts_with("```") || self.content(line).1.starts_with("~~~");
        let filled = |line: &usize| !self.content(*line).1.is_empty();
        let above = (0..number).rev().take(2).find(filled).filter(|line| is_fence(*line));
        let lines = self.paragraph_lines(number);
        let below = (number + lines..self.lines.len()).take(2).find(filled).filter(|line| is_fence(*line));
        match (above, below) {
            (Some(above), Some(below)) => Some((above + 1 == number || below > number + lines, lines)),
            (Some(_), None) => Some((true, lines)),
            (None, Some(_)) if apart => Some((false, lines)),
            (None, _) => None,
        }
    }

    /// Whether the line follows a table; if so, whether it touches it.
    fn ends_table(&self, number: usize) -> Option<bool> {
        let mut above = (0..number).rev().take(MAX_CAPTION_LINES);
        let last = above.find(|line| !self.content(*line).1.is_empty())?;
        let is_row = self.rows.get(last).is_some_and(|row| *row);
        (is_row || ends_html_table(self.content(last).1)).then_some(last + 1 == number)
    }

    /// Which lines are rows of a table.
    pub(super) fn table_rows(&self) -> Vec<bool> {
        let mut inside = false;
        let mut before = false;
        let row = |number: usize| {
            let content = self.content(number).1;
            let piped = content.contains('|');
            inside = piped && (inside || (before && is_delimiter_row(content)));
            before = piped;
            inside
        };
        let mut rows: Vec<bool> = (0..self.lines.len()).map(row).collect();
        self.drawn.iter().for_each(|(first, close)| rows[*first..=first + close].fill(true));
        rows
    }

    /// Whether a table begins behind the caption: the lines of the caption and
    /// whether the table touches it.
    fn caption_ahead(&self, number: usize) -> Option<(usize, bool)> {
        let lines = self.paragraph_lines(number);
        let touching = self.is_table_head(number + lines);
        let next = (number + lines..self.lines.len()).take(3).find(|line| !self.content(*line).1.is_empty());
        next.filter(|line| self.is_table_head(*line)).map(|_| (lines, touching))
    }

    /// How many lines the paragraph that begins here has, up to a blank line,
    /// a table or a masked line.
    fn paragraph_lines(&self, number: usize) -> usize {
        let more = (number + 1..self.lines.len()).take(MAX_CAPTION_LINES - 1);
        let more = more.take_while(|line| {
            let content = self.content(*line).1;
            let other = content.is_empty() || content.starts_with([':', '|', '#', '`', '~', '$', '!']);
            !other && !self.is_table_head(*line) && directive_kind(content).is_none()
        });
        1 + more.count()
    }

    fn is_table_head(&self, line: usize) -> bool {
        self.drawn.contains_key(&line) || self.is_pipe_head(line) || begins_html_table(self.content(line).1)
    }

    fn is_pipe_head(&self, line: usize) -> bool {
        line + 1 < self.lines.len()
            && self.content(line).1.contains('|')
            && is_delimiter_row(self.content(line + 1).1)
            && self.content(line + 1).1.contains('|')
    }
}

/// The length of the mark before a caption.
pub(super) fn caption_mark(content: &str) -> Option<usize> {
    let marks = [":", "Table:", "table:", "Listing:", "listing:"];
    let mark = marks.into_iter().find(|mark| content.starts_with(mark))?.len();
    let rest = &content[mark..];
    (rest.starts_with([' ', '\t']) && !rest.trim().is_empty()).then_some(mark)
}

/// The length of the mark in `:caption`, as d2lbook writes it right above a table.
pub(super) fn tight_caption(content: &str) -> Option<usize> {
    let rest = content.strip_prefix(':')?;
    (rest.starts_with(char::is_alphanumeric) && !rest.contains(':')).then_some(1)
}

/// Whether a line begins a table of HTML.
fn begins_html_table(content: &str) -> bool {
    let name = content.get(.."<table".len()).is_some_and(|name| name.eq_ignore_ascii_case("<table"));
    name && content["<table".len()..].starts_with(['>', ' ', '\t'])
}

/// Whether a line ends a table of HTML.
fn ends_html_table(content: &str) -> bool {
    let content = content.trim_end();
    let end = content.len().checked_sub("</table>".len()).and_then(|at| content.get(at..));
    end.is_some_and(|end| end.eq_ignore_ascii_case("</table>"))
}

pub(super) fn is_delimiter_row(content: &str) -> bool {
    content.contains("-") && content.contains('|') && content.chars().all(|c| matches!(c, '-' | '|' | ':' | ' ' | '\t'))
}
