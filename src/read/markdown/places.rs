//! The bytes of a formula that a parser has taken out of its lines become bytes
//! of the source: line ends are folded there, and the marks and blanks before
//! the lines of a quote or a list are left out.
//!
//! It knows texts only.

use std::ops::Range;

/// Where each byte of a text is in the source that it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places(Vec<usize>);

impl Places {
    /// Finds `text` in `written`, at its beginning but for blanks and the marks of
    /// a quote before it; `None` if it is not there.
    pub(super) fn find(text: &str, written: &str) -> Option<Self> {
        let mut at = written.len() - written.trim_start_matches(|ch: char| ch.is_whitespace() || ch == '>').len();
        let mut places = Vec::with_capacity(text.len() + 1);
        for ch in text.chars() {
            at += skipped(ch, &written[at..])?;
            let len = step(ch, &written[at..])?;
            places.extend((0..ch.len_utf8()).map(|byte| at + byte.min(len)));
            at += len;
        }
        places.push(at);
        Some(Self(places))
    }

    /// The bytes of the source for bytes of the text.
    pub(super) fn of(&self, range: Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.0.get(byte).or(self.0.last()).copied().unwrap_or(0);
        let end = if range.is_empty() { at(range.start) } else { at(range.end - 1) + 1 };
        at(range.start)..end.max(at(range.start))
    }
}

/// The bytes that one character of the text takes in the source.
fn step(ch: char, written: &str) -> Option<usize> {
    let found = written.chars().next()?;
    match (ch, found) {
        ('\n' | ' ', '\r') if written.starts_with("\r\n") => Some(2),
        ('\n' | ' ', '\n' | '\r') => Some(1),
        ('\u{fffd}', '\0') => Some(1),
        _ => (ch == found).then(|| found.len_utf8()),
    }
}

/// What stands in the source before a character of the text and is not in it:
/// the beginning of a line.
fn skipped(ch: char, written: &str) -> Option<usize> {
    let mut signs = written.char_indices();
    signs
        .find(|(at, found)| step(ch, &written[*at..]).is_some() || !matches!(found, ' ' | '\t' | '>'))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::Places;

    fn of(text: &str, written: &str, part: &str) -> Option<String> {
        let at = text.find(part).expect("the part is in the text");
        let found = Places::find(text, written)?.of(at..at + part.len());
        Some(written[found].to_owned())
    }

    #[test]
    fn folded_lines_are_found() {
        assert_eq!(of(r"a + \b", " a +\r\n  > \\b$$", r"\b").as_deref(), Some(r"\b"));
        assert_eq!(of("a\n  b", "a\r\n  b", "b").as_deref(), Some("b"));
        assert_eq!(of("甲 \u{fffd}乙", "甲\n\0乙", "乙").as_deref(), Some("乙"));
    }

    #[test]
    fn another_text_is_not_found() {
        assert_eq!(Places::find("abc", "abd$"), None);
        assert_eq!(Places::find("abc", "ab"), None);
    }
}
