//! What stands behind a key: pages, or another place in the work.

/// A place in a work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Locator {
    /// The pages, such as 3-5; empty if none are named.
    pub(super) pages: String,
    /// Anything else, such as 第 2 章.
    pub(super) other: String,
}

/// Reads `第 3 页`, `页 3-5`, `p. 3`, `pp. 3–5`, `3, 7` as pages and everything
/// else as it is.
pub(super) fn parse(suffix: &str) -> Locator {
    let text = suffix.trim();
    if text.is_empty() {
        return Locator::default();
    }
    let (first, rest) = match text.split_once(['，', ';', '；']) {
        Some((first, rest)) if pages(first).is_some() => (first, rest.trim()),
        _ => longest(text),
    };
    match pages(first) {
        Some(pages) => Locator { pages, other: rest.to_owned() },
        None => Locator { pages: String::new(), other: text.to_owned() },
    }
}

/// Pages and the words behind them: `pp. 33-35 and *passim*`.
fn longest(text: &str) -> (&str, &str) {
    let blanks = text.char_indices().filter(|(_, ch)| ch.is_whitespace()).map(|(at, _)| at);
    let ends: Vec<usize> = blanks.collect();
    // Words behind a bare number are no places: `2 Thess. 3`.
    let is_named = text.starts_with(['p', 'P', '第', '页']);
    let end = ends.into_iter().rev().find(|at| is_named && pages(&text[..*at]).is_some_and(|found| !found.is_empty()));
    match end {
        Some(end) if pages(text).is_none() => (&text[..end], text[end..].trim_start()),
        _ => (text, ""),
    }
}

/// The pages that a text names, if it names nothing else.
fn pages(text: &str) -> Option<String> {
    let text = text.trim();
    let inner = text.strip_prefix('第').and_then(|rest| rest.trim_end().strip_suffix('页'));
    let named = ["pages", "page", "pp.", "pp", "p.", "P.", "p", "P", "页"];
    let inner = inner.or_else(|| named.iter().find_map(|word| text.strip_prefix(word))).unwrap_or(text);
    let inner = inner.trim().replace(['–', '—', '~', '～'], "-").replace("---", "-").replace("--", "-");
    let compact: String = inner.chars().filter(|ch| !ch.is_whitespace()).collect();
    let is_page = |ch: char| ch.is_ascii_digit() || matches!(ch, '-' | ',' | 'i' | 'v' | 'x' | 'l');
    let good = compact.chars().all(is_page) && compact.chars().any(char::is_alphanumeric);
    good.then_some(compact)
}

#[cfg(test)]
mod tests {
    use super::{Locator, parse};

    #[test]
    fn pages_are_told_from_other_places() {
        let pages = |text: &str| parse(text).pages;
        assert_eq!(pages("第 3 页"), "3");
        assert_eq!(pages("pp. 3–5"), "3-5");
        assert_eq!(pages("260"), "260");
        assert_eq!(pages("pp. 33--35"), "33-35");
        assert_eq!(pages("33---35"), "33-35");
        let named = |pages: &str, other: &str| Locator { pages: pages.into(), other: other.into() };
        assert_eq!(parse("pp. 33-35 and *passim*"), named("33-35", "and *passim*"));
        assert_eq!(parse("p. 3, 5 f."), named("3,5", "f."));
        assert_eq!(parse("2 Thess. 3"), named("", "2 Thess. 3"));
        assert_eq!(pages("p. xiv"), "xiv");
        assert_eq!(parse("第 2 章"), Locator { pages: String::new(), other: "第 2 章".into() });
        assert_eq!(parse("第 3 页，注 2"), Locator { pages: "3".into(), other: "注 2".into() });
        assert_eq!(parse(""), Locator::default());
    }
}
