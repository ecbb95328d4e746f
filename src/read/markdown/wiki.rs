//! `[[note|text]]` and `[[#heading]]` of Obsidian and of wikis become links to headings
//! of this file or to notes; `![[note]]`, which is no picture, is told.
//!
//! Pictures are taken out before, in `picture`.

use super::line::Line;
use super::pieces::{Piece, place_of};
use super::{Reader, floor_boundary};
use crate::diag::{Code, Diagnostic};
use crate::model::document::{Attr, Inline, InlineKind};

/// The longest link that is read, in bytes.
const MAX_LENGTH: usize = 600;

impl<'a> Reader<'_, 'a, '_> {
    /// Takes the link of a wiki at a bracket; whether there is one.
    pub(super) fn wiki_link(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) -> bool {
        let Some(Piece::Text { text, at: base, exact: true }) = pieces.get(line.index) else { return false };
        let embedded = text[line.offset..at].ends_with('!');
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return false;
        }
        let start = base + at;
        let source = self.shared.text;
        let area = &source[start..floor_boundary(source, start + MAX_LENGTH)];
        let Some(inner) = area.lines().next().and_then(inner) else { return false };
        let end = start + inner.len() + "[[]]".len();
        let Some(next) = place_of(pieces, line.index, end).filter(|_| !source[end..].starts_with(['(', '{'])) else {
            return false;
        };
        self.flush(pieces, at - usize::from(embedded), line);
        let span = self.shared.span(start - usize::from(embedded), end);
        let (target, shown) = match inner.split_once('|') {
            Some((target, shown)) => (target.strip_suffix('\\').unwrap_or(target).trim(), shown.trim().to_owned()),
            None => (inner.trim(), shown(inner.trim())),
        };
        if embedded && self.shared.html_told.insert("![[".to_owned()) {
            let message = "only pictures are embedded; the name of this file is printed";
            let hint = "write `{{< include part.md >}}` on a line of its own for the text of a file";
            self.shared.sink.push(Diagnostic::warning(Code::Include, span, message).hint(hint));
        }
        let text = Inline::new(InlineKind::Text(shown.clone()), span);
        match destination(target).filter(|_| !embedded && !self.in_link) {
            Some(target) => line.push(InlineKind::Link { target, content: vec![text] }, Attr::default(), span),
            None => line.push_text(&shown, span),
        }
        (line.index, line.offset) = next;
        true
    }
}

/// The heading of this file that a link means, or the note as it was written: which file
/// that is comes out where files are known.
fn destination(target: &str) -> Option<String> {
    let Some(heading) = target.strip_prefix('#') else { return Some(format!("[[{target}]]")) };
    let heading = heading.rsplit('#').next().unwrap_or(heading).trim();
    if heading.starts_with('^') {
        return Some(format!("#{heading}"));
    }
    let keep = |c: char| if c.is_whitespace() { '-' } else { c };
    (!heading.is_empty()).then(|| format!("#{}", heading.to_lowercase().chars().map(keep).collect::<String>()))
}

/// What stands between the brackets, if it names something: `[[1, 2]]` does not.
fn inner(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("[[")?;
    let inner = &rest[..rest.find("]]")?];
    let first = inner.chars().next()?;
    let is_name = (first.is_alphanumeric() || "#./".contains(first))
        && inner.contains(char::is_alphabetic)
        && !inner.contains(['[', ']']);
    is_name.then_some(inner)
}

/// What Obsidian shows of a link without a text of its own.
fn shown(target: &str) -> String {
    let parts = target.split('#').map(|part| part.strip_suffix(".md").unwrap_or(part).trim());
    let parts = parts.map(|part| part.trim_start_matches('^'));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" > ")
}

#[cfg(test)]
mod tests {
    use super::{inner, shown};

    #[test]
    fn names_are_told_from_lists_and_tests() {
        assert_eq!(inner("[[笔记|甲]]乙"), Some("笔记|甲"));
        for text in ["[[1, 2]]", "[[ -f x ]]", "[[a], [b]]", "[[@key]]", "[[a"] {
            assert_eq!(inner(text), None, "{text}");
        }
    }

    #[test]
    fn links_are_shown_as_in_their_editor() {
        assert_eq!(shown("a/笔记.md"), "a/笔记");
        assert_eq!(shown("笔记#节"), "笔记 > 节");
        assert_eq!(shown("#节"), "节");
    }
}
