//! What mends a leftover mark, where there is one safe answer: what a chat program
//! left of its sources goes; blanks within marks go; a comment of Obsidian becomes
//! one of HTML.
//!
//! It must not change what is not the mark.

use super::construct::Construct;
use super::find::Found;
use super::line::Line;
use crate::diag::{Edit, Span};

/// The changes that mend a mark; empty where its author has to decide.
pub(super) fn edits(line: &Line<'_>, found: &Found, span: Span) -> Vec<Edit> {
    // The mark stands in a value, which is in another place.
    if line.written(span).starts_with("{{") {
        return Vec::new();
    }
    match found.construct {
        Construct::ChatCitation => vec![Edit::new(with_blank(line, found, span), "")],
        Construct::Bold | Construct::Strike | Construct::Highlight => trimmed(line, span),
        Construct::Underscores => marked(line, span, "__", ["**", "**"]),
        Construct::Comment => marked(line, span, "%%", ["<!--", "-->"]),
        _ => Vec::new(),
    }
}

/// A mark with the blank before it, if no word follows.
fn with_blank(line: &Line<'_>, found: &Found, span: Span) -> Span {
    let follows = line.chars.get(found.range.end).is_some_and(char::is_ascii_alphanumeric);
    let before = Span { start: span.start.saturating_sub(1), end: span.start, ..span };
    if !follows && line.written(before) == " " { before.to(span) } else { span }
}

/// `** text **` without the blanks within; the mark that closes may have opened a
/// passage further on.
fn trimmed(line: &Line<'_>, span: Span) -> Vec<Edit> {
    let written = line.written(span);
    let sign = written.chars().next().unwrap_or_default();
    let mark = written.len() - written.trim_start_matches(sign).len();
    let end = written[mark..].find(&written[..mark]).map_or(mark, |len| mark + len);
    let inner = &written[mark..end];
    let text = inner.trim_matches(' ');
    let is_edge = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
    let is_pair = end > mark && !inner.contains(['\n', '`', '$']);
    if !is_pair || text.len() == inner.len() || !is_edge(text.chars().next()) || !is_edge(text.chars().last()) {
        return Vec::new();
    }
    let lead = inner.len() - inner.trim_start_matches(' ').len();
    let start = span.start as usize + mark;
    let place = |from: usize, to: usize| Span::new(span.source, start + from, start + to);
    let gone = [place(0, lead), place(lead + text.len(), inner.len())];
    gone.into_iter().filter(|gone| gone.start < gone.end).map(|gone| Edit::new(gone, "")).collect()
}

/// A passage between other marks.
fn marked(line: &Line<'_>, span: Span, mark: &str, [open, close]: [&str; 2]) -> Vec<Edit> {
    let inner = line.written(span).strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    if inner.is_none_or(|inner| {
        inner.contains([mark.chars().next().unwrap_or_default(), '*', '\n']) || inner.contains("--")
    }) {
        return Vec::new();
    }
    let (start, end, len) = (span.start as usize, span.end as usize, mark.len());
    let place = |from: usize, to: usize| Span::new(span.source, from, to);
    vec![Edit::new(place(start, start + len), open), Edit::new(place(end - len, end), close)]
}
