//! Which styles Word knows by name, which it offers for choosing, and where they
//! stand in its list (ECMA-376-1 §17.7.4.14, §17.7.4.19).

use super::latent::LAST;
use crate::write::docx::state::names as id;

/// The styles that Word offers for choosing, beside those of running text: what
/// a writer gives a text by hand.
const OFFERED: [&str; 16] = [
    id::NORMAL,
    id::BODY,
    "Heading1",
    "Heading2",
    "Heading3",
    "Heading4",
    id::TITLE,
    id::ABSTRACT,
    id::QUOTE,
    id::LIST,
    id::CAPTION,
    id::TABLE_TEXT,
    id::CODE,
    id::TABLE,
    id::STRONG,
    id::EMPHASIS,
];

/// Whether Word offers a style by its id; others are shown where they are used.
#[must_use]
pub(super) fn is_offered(id: &str) -> bool {
    OFFERED.contains(&id)
}

/// The place of Word's own styles in its list, and of the few of ours that are
/// offered; others stand at the end.
#[must_use]
pub(super) fn priority(name: &str) -> u8 {
    let listed = [
        ("Normal", 0),
        ("Body Text", 1),
        ("Heading Base", 8),
        ("heading", 9),
        ("Title", 10),
        ("Subtitle", 11),
        ("Abstract", 12),
        ("Emphasis", 20),
        ("Strong", 22),
        ("Quote", 29),
        ("List Paragraph", 34),
        ("caption", 35),
        ("Table Text", 36),
        ("Bibliography", 37),
        ("Code Block", 38),
        ("toc", 39),
        ("TOC Heading", 39),
    ];
    let plain = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    listed.into_iter().find(|(known, _)| name == *known || plain == *known).map_or(LAST, |(_, priority)| priority)
}

/// Whether Word knows a style by its name.
#[must_use]
pub(super) fn is_built_in(name: &str) -> bool {
    let known = [
        "Normal",
        "Title",
        "Subtitle",
        "Quote",
        "List Paragraph",
        "caption",
        "TOC Heading",
        "Body Text",
        "Salutation",
        "Signature",
        "Bibliography",
        "footnote text",
        "endnote text",
        "header",
        "footer",
        "table of figures",
        "Strong",
        "Emphasis",
        "Hyperlink",
        "footnote reference",
        "endnote reference",
    ];
    known.contains(&name) || name.starts_with("heading ") || name.starts_with("toc ")
}

/// What Word calls the character style of a paragraph style.
#[must_use]
pub(super) fn linked_name(name: &str, local: &str) -> String {
    if local != name {
        return format!("{local} 字符");
    }
    let mut signs = name.chars();
    signs.next().map(|first| format!("{}{} Char", first.to_ascii_uppercase(), signs.as_str())).unwrap_or_default()
}
