//! mdBook's `SUMMARY.md`: links, lists of links and the titles of parts
//! (rust-lang.github.io/mdBook/format/summary.html). GitBook's is alike.

use std::path::Path;

use super::{Entry, Listed};
use crate::diag::{Diagnostic, SourceId, Span, Spanned};
use crate::project::files::Root;

/// The settings of the book, which lie beside the folder of the summary.
const SETTINGS: &str = "book.toml";

pub(super) fn read(root: &Root, path: &Path, source: &str, _: &mut Vec<Diagnostic>) -> Listed {
    let mut lines = Lines::default();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        lines.line(line, start);
        start += line.len();
    }
    Listed { title: title(root, path, source), entries: lines.finish(), ..Listed::default() }
}

/// What `book.toml` calls the book.
fn title(root: &Root, path: &Path, source: &str) -> Option<Spanned<String>> {
    let folder = path.parent()?;
    let mut places = vec![folder.join(SETTINGS)];
    places.extend(folder.parent().map(|above| above.join(SETTINGS)));
    let text = places.iter().find_map(|place| root.read(place).ok())?;
    let table: toml::Table = String::from_utf8_lossy(&text).parse().ok()?;
    let title = table.get("book")?.get("title")?.as_str()?.to_owned();
    // It stands in another file; the first line is where its book begins.
    let end = source.lines().next().map_or(0, str::len);
    Some(Spanned::new(title, Span::new(SourceId(0), 0, end)))
}

/// The entries that are open, with the indents of their marks.
#[derive(Default)]
struct Lines {
    done: Vec<Entry>,
    part: Option<Entry>,
    open: Vec<(usize, Entry)>,
    fenced: bool,
    /// Whether a title was seen: the first is that of the summary.
    titled: bool,
}

impl Lines {
    fn line(&mut self, line: &str, start: usize) {
        let text = line.trim();
        if text.starts_with("```") {
            self.fenced = !self.fenced;
        }
        if self.fenced || text.is_empty() {
            return;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let offset = start + (line.len() - line.trim_start().len());
        let span = Span::new(SourceId(0), offset, offset + text.len());
        if let Some(title) = text.strip_prefix('#') {
            let title = title.trim_matches(['#', ' ']).to_owned();
            if std::mem::replace(&mut self.titled, true) || !self.is_empty() {
                self.close_part();
                self.part = Some(Entry::new(Some(title), None, span));
            }
            return;
        }
        if text.chars().all(|c| matches!(c, '-' | '*' | '_' | ' ')) {
            return self.close_part();
        }
        let item = text.strip_prefix(['-', '*', '+']).map(str::trim_start);
        let Some(entry) = link(item.unwrap_or(text), span) else { return };
        if item.is_none() {
            // A chapter before or behind the numbered ones.
            self.close_part();
            return self.done.push(entry);
        }
        self.close(indent);
        self.open.push((indent, entry));
    }

    fn is_empty(&self) -> bool {
        self.done.is_empty() && self.part.is_none() && self.open.is_empty()
    }

    /// Closes the entries that a mark of this indent does not stand in.
    fn close(&mut self, indent: usize) {
        while let Some((_, entry)) = self.open.pop_if(|(open, _)| *open >= indent) {
            let siblings = match (self.open.last_mut(), &mut self.part) {
                (Some((_, parent)), _) => &mut parent.children,
                (None, Some(part)) => &mut part.children,
                (None, None) => &mut self.done,
            };
            siblings.push(entry);
        }
    }

    fn close_part(&mut self) {
        self.close(0);
        self.done.extend(self.part.take());
    }

    fn finish(mut self) -> Vec<Entry> {
        self.close_part();
        self.done
    }
}

/// `[title](path)`; a draft has no path.
fn link(text: &str, span: Span) -> Option<Entry> {
    let text = text.strip_prefix("[ ]").unwrap_or(text).trim();
    let Some((title, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once("](")) else {
        // GitBook has titles without a page.
        return text.starts_with(|c: char| c.is_alphanumeric()).then(|| Entry::new(Some(text.to_owned()), None, span));
    };
    let path = rest.rsplit_once(')').map_or(rest, |(path, _)| path).trim();
    let path = path.split(" \"").next().unwrap_or(path).trim_matches(['<', '>']);
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    Some(Entry::new(Some(title.replace('`', "")), (!path.is_empty()).then_some(path), span))
}

#[cfg(test)]
mod tests {
    use super::{Entry, Lines};

    fn shown(entries: &[Entry]) -> String {
        let one = |entry: &Entry| {
            let name = entry.path.as_deref().or(entry.title.as_deref()).unwrap_or("?");
            if entry.children.is_empty() { name.to_owned() } else { format!("{name}({})", shown(&entry.children)) }
        };
        entries.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn summaries_have_parts_and_levels() {
        let text = "# Summary\n\n[Preface](p.md)\n\n# One\n\n- [A](a.md)\n  - [B](b%20c.md)\n    * [Draft]()\n- [C](<c.md>)\n\n# Two\n\n\
                    - [D](d.md)\n---\n[End](e.md)\n";
        let mut lines = Lines::default();
        text.split_inclusive('\n').for_each(|line| lines.line(line, 0));
        assert_eq!(shown(&lines.finish()), "p.md One(a.md(b c.md(Draft)) c.md) Two(d.md) e.md");
    }
}
