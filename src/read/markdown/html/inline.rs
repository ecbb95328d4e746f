//! The tags that stand in a line: what each of them does to the text between
//! itself and its end.

use super::token::{Tag, Token, token};
use crate::model::Mark;

/// What an element in a line does to its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read::markdown) enum Wrap {
    /// It marks it.
    Mark(Mark),
    /// It is a link.
    Link(String),
    /// It is code.
    Code,
    /// It is the reading of the characters before it (`<rt>`), in brackets.
    Reading,
    /// It is not printed.
    Nothing,
    /// It stays as it is.
    Keep,
}

/// What an element does; `None` if it is none of those that a line knows.
pub(in crate::read::markdown) fn wrap(tag: &Tag) -> Option<Wrap> {
    if super::DROPPED.contains(&tag.name.as_str()) {
        return Some(Wrap::Nothing);
    }
    Some(match tag.name.as_str() {
        "a" => tag.get("href").map_or(Wrap::Keep, |href| Wrap::Link(href.to_owned())),
        "span" | "font" => styled(tag).map_or(Wrap::Keep, Wrap::Mark),
        "code" | "tt" => Wrap::Code,
        "rt" => Wrap::Reading,
        "rp" => Wrap::Nothing,
        "small" | "ruby" | "var" => Wrap::Keep,
        name if is_filtered(name) => Wrap::Keep,
        name => Wrap::Mark(mark(name)?),
    })
}

/// Whether an element of a page hides what follows it until it ends, so that it is
/// text where nothing ends it (GFM's disallowed raw HTML).
pub(super) fn is_filtered(name: &str) -> bool {
    matches!(name, "title" | "textarea" | "noframes")
}

/// Whether a line knows elements of this name.
pub(super) fn is_known(name: &str) -> bool {
    wrap(&Tag { name: name.to_owned(), attributes: Vec::new() }).is_some()
}

/// Whether a tag is a comment.
pub(in crate::read::markdown) fn is_comment(raw: &str) -> bool {
    token(raw) == Some(Token::Comment)
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

/// The mark that a style stands for; colours are for screens.
fn styled(tag: &Tag) -> Option<Mark> {
    let decoration = tag.style("text-decoration").or_else(|| tag.style("text-decoration-line")).unwrap_or_default();
    let weight = tag.style("font-weight").unwrap_or_default();
    let bold = weight.starts_with("bold") || weight.parse().is_ok_and(|weight: u32| weight >= 600);
    match () {
        () if decoration.contains("underline") => Some(Mark::Underline),
        () if decoration.contains("line-through") => Some(Mark::Strike),
        () if bold => Some(Mark::Strong),
        () if tag.style("font-style").is_some_and(|style| style == "italic") => Some(Mark::Emphasis),
        () if tag.style("font-variant").is_some_and(|style| style == "small-caps") => Some(Mark::SmallCaps),
        () => None,
    }
}
