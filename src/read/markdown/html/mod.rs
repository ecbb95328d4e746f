//! HTML becomes the blocks and inlines that it means.
//!
//! `token` reads it, `inline` knows the tags that stand in a line, `flow` and
//! `element` those that hold blocks, `division`, `table` and `picture` have files
//! of their own. A tag that
//! means nothing on paper vanishes with one message a kind; its content stays.

mod division;
mod element;
mod flow;
pub(super) mod inline;
mod parted;
mod picture;
mod table;
mod tags;
pub(super) mod token;

pub(super) use flow::{Flow, name};
pub(super) use inline::{Wrap, is_comment};
pub(super) use picture::length;

/// Elements whose content is no text of the document.
pub(super) const DROPPED: [&str; 9] =
    ["script", "style", "iframe", "object", "video", "audio", "svg", "canvas", "template"];

/// Elements that hold blocks.
const BLOCKS: [&str; 42] = [
    "p",
    "div",
    "center",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "nav",
    "figure",
    "figcaption",
    "details",
    "summary",
    "blockquote",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "address",
    "form",
    "fieldset",
    "hgroup",
    "menu",
    "search",
];

/// Elements without content.
pub(super) const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Other elements of HTML, which mean nothing on paper.
const OTHERS: [&str; 48] = [
    "abbr", "acronym", "applet", "area", "base", "bdi", "bdo", "big", "body", "button", "cite", "col", "colgroup",
    "data", "datalist", "dfn", "embed", "frame", "frameset", "head", "html", "input", "label", "legend", "link", "map",
    "marquee", "meta", "meter", "nobr", "noframes", "noscript", "optgroup", "option", "output", "param", "picture",
    "progress", "q", "rb", "rtc", "samp", "select", "slot", "source", "textarea", "time", "title",
];

/// Whether an element holds blocks.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether HTML has an element of this name; another name in angle brackets is
/// text, such as `List<String>`.
pub(super) fn is_element(name: &str) -> bool {
    is_block(name)
        || VOID.contains(&name)
        || OTHERS.contains(&name)
        || DROPPED.contains(&name)
        || inline::is_known(name)
}
