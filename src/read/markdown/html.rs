//! The tags of HTML that are understood: which mark each of them is.
//!
//! It reads single tags; pairing them is `inline`'s work, and every other tag
//! stays as text.

use crate::model::Mark;

/// What a piece of HTML is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    /// `<!-- … -->`, of which nothing is printed.
    Comment,
    /// `<br>`.
    Break,
    /// The beginning of a marked passage.
    Open(Mark),
    /// The end of a marked passage.
    Close(Mark),
    /// Anything else.
    Unknown,
}

/// Reads one tag or comment.
pub(crate) fn tag(raw: &str) -> Tag {
    if raw.starts_with("<!--") {
        return Tag::Comment;
    }
    let Some(inner) = raw.strip_prefix('<').and_then(|raw| raw.strip_suffix('>')) else { return Tag::Unknown };
    let (close, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name = inner.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    if name.eq_ignore_ascii_case("br") {
        return Tag::Break;
    }
    match mark(&name.to_ascii_lowercase()) {
        Some(mark) if close => Tag::Close(mark),
        Some(mark) => Tag::Open(mark),
        None => Tag::Unknown,
    }
}

/// Cuts a block of HTML into tags, comments and the text between them; each
/// with its first byte and whether it is a tag.
pub(crate) fn cut(html: &str) -> Vec<(usize, &str, bool)> {
    let last_comment = html.rfind("-->").map_or(0, |end| end + 3);
    let mut parts = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        let tag = tag_len(rest, at < last_comment);
        let text = rest.char_indices().skip(1).find(|(_, c)| *c == '<').map_or(rest.len(), |(end, _)| end);
        let len = if tag > 0 { tag } else { text };
        parts.push((at, &rest[..len], tag > 0));
        at += len;
    }
    parts
}

fn tag_len(text: &str, comment_ends: bool) -> usize {
    if let Some(comment) = text.strip_prefix("<!--") {
        let end = comment_ends.then(|| comment.find("-->")).flatten();
        return end.map_or(0, |end| 4 + end + 3);
    }
    let Some(rest) = text.strip_prefix('<') else { return 0 };
    if !rest.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) {
        return 0;
    }
    rest.find(['<', '>']).filter(|end| rest.as_bytes()[*end] == b'>').map_or(0, |end| end + 2)
}

fn mark(name: &str) -> Option<Mark> {
    Some(match name {
        "sub" => Mark::Subscript,
        "sup" => Mark::Superscript,
        "u" | "ins" => Mark::Underline,
        "kbd" => Mark::Keyboard,
        "mark" => Mark::Highlight,
        "s" | "del" | "strike" => Mark::Strike,
        "b" | "strong" => Mark::Strong,
        "i" | "em" => Mark::Emphasis,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Tag, cut, tag};
    use crate::model::Mark;

    #[test]
    fn tags_are_known() {
        assert_eq!(tag("<SUB class=\"a\">"), Tag::Open(Mark::Subscript));
        assert_eq!(tag("</del >"), Tag::Close(Mark::Strike));
        assert_eq!((tag("<br/>"), tag("<!-- a -->"), tag("<div>")), (Tag::Break, Tag::Comment, Tag::Unknown));
    }

    #[test]
    fn blocks_are_cut() {
        let parts: Vec<_> = cut("甲<b>乙</b><1 <!-- > -->丙<").into_iter().map(|(_, part, tag)| (part, tag)).collect();
        let expected =
            [("甲", false), ("<b>", true), ("乙", false), ("</b>", true), ("<1 ", false), ("<!-- > -->", true)];
        assert_eq!(parts[..6], expected);
        assert_eq!(parts[6..], [("丙", false), ("<", false)]);
    }
}
