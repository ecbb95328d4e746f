//! Which lines are to be masked: fences of containers, page breaks, includes,
//! displayed formulas, drawn tables and the captions of tables and code.
//!
//! It looks at lines alone, so it may take a line inside code for one of them;
//! `mask` puts such lines back.

use std::collections::BTreeSet;

use super::mask::{Kind, Mask, Masks};
use super::{attributes, equation, float_source, listed, myst, theorem};
use crate::diag::SourceId;
use crate::read::latex;

/// The most lines that a displayed formula may have.
pub(crate) const MAX_FORMULA_LINES: usize = 400;
/// The most lines that an environment of text may have.
const MAX_CONTAINER_LINES: usize = 2000;
/// The most lines that the caption of a table may have.
pub(crate) const MAX_CAPTION_LINES: usize = 20;

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

    /// `: …`, `Table: …` and `Listing: …` (pandoc's manual, pandoc-crossref's).
    fn caption(&self, number: usize, content: &str, outside: bool) -> Option<(Kind, usize)> {
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

    /// `\begin{equation}` to its end; one that belongs into a formula only between
    /// blank lines.
    fn environment(&self, number: usize, content: &str) -> Option<(Kind, usize)> {
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
            let last = is_tail(&content[at..]) && (displayed || self.content(line + 1).1.is_empty());
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

    /// How many lines the formula has that an item of a list begins with; it stays
    /// for comrak, and its last line opens no other.
    fn formula_of_item(&self, number: usize, content: &str) -> Option<usize> {
        behind_marker(content)?.strip_prefix("$$").filter(|rest| !rest.contains('$'))?;
        let later = (number + 1..self.lines.len()).take(MAX_FORMULA_LINES).map(|line| (line, self.content(line).1));
        let inside = later.take_while(|(_, content)| !content.trim().is_empty() && !begins_formula(content));
        let close = inside.filter(|(_, content)| content.contains("$$")).map(|(line, _)| line).next()?;
        Some(close - number + 1)
    }

    fn formula(&self, number: usize, content: &str) -> Option<(Kind, usize)> {
        let rest = content.strip_prefix("$$")?;
        if rest.starts_with('$') {
            return None;
        }
        if let Some(end) = rest.find("$$") {
            let alone = !rest[..end].trim().is_empty() && is_formula_end(&rest[end..]);
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
                return is_formula_end(&content[end..]).then_some((Kind::FormulaOpen { close }, close + 1));
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
    let digits = content.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => content.strip_prefix(['-', '*', '+'])?,
        _ => content[digits..].strip_prefix(['.', ')'])?,
    };
    rest.starts_with([' ', '\t']).then(|| rest.trim_start())
}

/// Whether a line is an item that a formula begins.
fn begins_formula(content: &str) -> bool {
    behind_marker(content).is_some_and(|rest| rest.starts_with("$$"))
}

/// The environment of LaTeX that a line begins and the class of our container; a
/// quotation has the class `\\quote`, which nobody can type. Behind that of a theorem
/// its name and label may stand.
pub(super) fn tex_container(line: &str) -> Option<(&str, &'static str)> {
    let (name, rest) = line.strip_prefix("\\begin{")?.split_once('}')?;
    if let Some(class) = theorem::environment(name) {
        return theorem::head(rest).is_some().then_some((name, class));
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

fn directive_kind(content: &str) -> Option<Kind> {
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
    let inner = content.strip_prefix("{{<")?.strip_suffix(">}}")?.trim();
    match inner.split_whitespace().next() {
        Some("pagebreak") => Some(Kind::PageBreak),
        Some(name @ ("include" | "csv" | "table")) if inner.len() > name.len() => Some(Kind::Include),
        _ => None,
    }
}

/// Whether the text is the end of a formula, with or without attributes.
fn is_formula_end(text: &str) -> bool {
    text.strip_prefix("$$").is_some_and(is_tail)
}

/// Whether nothing but attributes, or a label of MyST, stands behind a formula.
fn is_tail(text: &str) -> bool {
    let tail = text.trim();
    tail.is_empty()
        || myst::formula_label(tail).is_some()
        || attributes::parse(tail, SourceId(0), 0).is_some_and(|(_, len)| len == tail.len())
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

/// A fence of code that is open: its sign, its length, and its indent in bytes.
pub(super) type Fence = (char, usize, usize);

/// Follows the fences of code from line to line, for one so far in; what is indented
/// by four blanks more closes none (CommonMark 4.5).
pub(super) fn track_fence(indent: usize, content: &str, fence: &mut Option<Fence>) {
    let inner = content.trim_start_matches(['-', '*', '+', ' ']);
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
