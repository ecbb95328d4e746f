//! Which bytes of the source spell each character of a text.

use std::ops::Range;

/// What dashes, dots and quotes of the source become.
const SMART: [(&str, &str); 8] =
    [("---", "—"), ("--", "–"), ("...", "…"), ("\"", "“"), ("\"", "”"), ("'", "‘"), ("'", "’"), ("\u{A0}", " ")];
/// Characters that HTML names; others are written by their number.
const NAMED: [(&str, char); 8] = [
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&nbsp;", '\u{A0}'),
    ("&apos;", '\''),
    ("&copy;", '©'),
    ("&times;", '×'),
];

/// The characters of a text with their bytes in the source, if the source spells it
/// in a way that is understood.
pub(super) fn spelled(text: &str, source: &str) -> Option<Vec<(char, Range<usize>)>> {
    let mut signs = Vec::with_capacity(text.len());
    let mut at = 0;
    let mut rest = text;
    while let Some(ch) = rest.chars().next() {
        let left = source.get(at..)?;
        let len =
            escaped(ch, left).or_else(|| named(ch, left)).or_else(|| itself(ch, left)).or_else(|| smart(ch, left))?;
        signs.push((ch, at..at + len));
        at += len;
        rest = &rest[ch.len_utf8()..];
    }
    (at == source.len()).then_some(signs)
}

fn itself(ch: char, source: &str) -> Option<usize> {
    source.starts_with(ch).then(|| ch.len_utf8())
}

/// A sign behind a backslash.
fn escaped(ch: char, source: &str) -> Option<usize> {
    let rest = source.strip_prefix('\\')?;
    (rest.starts_with(ch) && ch.is_ascii_punctuation()).then(|| 1 + ch.len_utf8())
}

fn named(ch: char, source: &str) -> Option<usize> {
    if !source.starts_with('&') {
        return None;
    }
    if let Some((name, _)) = NAMED.iter().find(|(name, of)| *of == ch && source.starts_with(name)) {
        return Some(name.len());
    }
    let end = source.find(';').filter(|end| *end < 10)?;
    let digits = source.get(2..end)?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    (source.starts_with("&#") && code.ok().and_then(char::from_u32) == Some(ch)).then_some(end + 1)
}

fn smart(ch: char, source: &str) -> Option<usize> {
    let found = SMART.iter().find(|(written, set)| source.starts_with(written) && set.starts_with(ch));
    found.map(|(written, _)| written.len())
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn characters_have_their_bytes() {
        let ranges = |text: &str, source: &str| {
            spelled(text, source).map(|signs| signs.into_iter().map(|(_, range)| range.len()).collect::<Vec<_>>())
        };
        assert_eq!(ranges("甲*b", "甲\\*b"), Some(vec![3, 2, 1]));
        assert_eq!(ranges("a&“x” – ©", "a&amp;\"x\" -- &#169;"), Some(vec![1, 5, 1, 1, 1, 1, 2, 1, 6]));
        assert_eq!(ranges("\\d", "\\d"), Some(vec![1, 1]));
        assert_eq!(ranges("ab", "a{{x}}"), None);
        assert_eq!(ranges("a", "ab"), None);
    }
}
