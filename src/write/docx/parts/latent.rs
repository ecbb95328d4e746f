//! What Word assumes of its own styles that stand not in the file (ECMA-376-1
//! §17.7.4.5): which it shows, which it offers, and in which order. The values
//! are those that Word itself writes into a new document; without them it
//! shows all of them.

use std::ops::RangeInclusive;

use crate::ooxml::Element;

/// The priority of those that Word gives none.
pub(super) const LAST: u8 = 99;

/// Those that are offered at once, with their priorities.
const OFFERED: [(&str, u8); 15] = [
    ("Normal", 0),
    ("heading 1", 9),
    ("Title", 10),
    ("Subtitle", 11),
    ("Strong", 22),
    ("Emphasis", 20),
    ("No Spacing", 1),
    ("List Paragraph", 34),
    ("Quote", 29),
    ("Intense Quote", 30),
    ("Subtle Emphasis", 19),
    ("Intense Emphasis", 21),
    ("Subtle Reference", 31),
    ("Intense Reference", 32),
    ("Book Title", 33),
];
/// Those that are offered once they are used.
const OFFERED_IN_USE: [(&str, u8); 2] = [("caption", 35), ("TOC Heading", 39)];
/// Those that are shown once they are used.
const IN_USE: [&str; 67] = [
    "Normal Indent",
    "footnote text",
    "annotation text",
    "header",
    "footer",
    "index heading",
    "table of figures",
    "envelope address",
    "envelope return",
    "footnote reference",
    "annotation reference",
    "line number",
    "page number",
    "endnote reference",
    "endnote text",
    "table of authorities",
    "macro",
    "toa heading",
    "List",
    "List Bullet",
    "List Number",
    "List Continue",
    "Closing",
    "Signature",
    "Body Text",
    "Body Text Indent",
    "Message Header",
    "Salutation",
    "Date",
    "Body Text First Indent",
    "Body Text First Indent 2",
    "Note Heading",
    "Body Text 2",
    "Body Text 3",
    "Body Text Indent 2",
    "Body Text Indent 3",
    "Block Text",
    "Hyperlink",
    "FollowedHyperlink",
    "Document Map",
    "Plain Text",
    "E-mail Signature",
    "HTML Top of Form",
    "HTML Bottom of Form",
    "Normal (Web)",
    "HTML Acronym",
    "HTML Address",
    "HTML Cite",
    "HTML Code",
    "HTML Definition",
    "HTML Keyboard",
    "HTML Preformatted",
    "HTML Sample",
    "HTML Typewriter",
    "HTML Variable",
    "Normal Table",
    "annotation subject",
    "No List",
    "Table Contemporary",
    "Table Elegant",
    "Table Professional",
    "Balloon Text",
    "Table Theme",
    "Mention",
    "Smart Hyperlink",
    "Hashtag",
    "Unresolved Mention",
];
/// Those of several levels that are shown once they are used.
const LEVELS: [(&str, RangeInclusive<u8>, u8); 15] = [
    ("index", 1..=9, LAST),
    ("toc", 1..=9, 39),
    ("List", 2..=5, LAST),
    ("List Bullet", 2..=5, LAST),
    ("List Number", 2..=5, LAST),
    ("List Continue", 2..=5, LAST),
    ("Outline List", 1..=3, LAST),
    ("Table Simple", 1..=3, LAST),
    ("Table Classic", 1..=4, LAST),
    ("Table Colorful", 1..=3, LAST),
    ("Table Columns", 1..=5, LAST),
    ("Table Grid", 1..=8, LAST),
    ("Table List", 1..=8, LAST),
    ("Table 3D effects", 1..=3, LAST),
    ("Table Web", 1..=3, LAST),
];
/// Tables that are shown, with their priorities.
const TABLES: [(&str, u8); 7] = [
    ("Table Grid", 39),
    ("Grid Table Light", 40),
    ("Plain Table 1", 41),
    ("Plain Table 2", 42),
    ("Plain Table 3", 43),
    ("Plain Table 4", 44),
    ("Plain Table 5", 45),
];

/// `w:latentStyles`.
#[must_use]
pub(super) fn write() -> Element {
    let offered = OFFERED.iter().map(|(name, priority)| exception(name, *priority, false, true));
    let headings = (2..=9).map(|level| exception(&format!("heading {level}"), 9, true, true));
    let in_use = OFFERED_IN_USE.iter().map(|(name, priority)| exception(name, *priority, true, true));
    let shown = IN_USE.iter().map(|name| exception(name, LAST, true, false));
    let levels = LEVELS.iter().flat_map(|(name, levels, priority)| {
        levels.clone().map(move |level| exception(&format!("{name} {level}"), *priority, true, false))
    });
    let others =
        [("Default Paragraph Font", 1), ("Bibliography", 37)].map(|(name, at)| exception(name, at, true, false));
    let tables = TABLES.iter().map(|(name, priority)| exception(name, *priority, false, false));
    // Word never shows these two.
    let never = ["Placeholder Text", "Revision"]
        .map(|name| Element::new("w:lsdException").with("w:name", name).with("w:semiHidden", "1"));
    Element::new("w:latentStyles")
        .with("w:defLockedState", "0")
        .with("w:defUIPriority", LAST.to_string())
        .with("w:defSemiHidden", "0")
        .with("w:defUnhideWhenUsed", "0")
        .with("w:defQFormat", "0")
        .with("w:count", "376")
        .holding_all(offered)
        .holding_all(headings)
        .holding_all(in_use)
        .holding_all(shown)
        .holding_all(levels)
        .holding_all(others)
        .holding_all(tables)
        .holding_all(never)
}

fn exception(name: &str, priority: u8, in_use: bool, offered: bool) -> Element {
    let mut exception = Element::new("w:lsdException").with("w:name", name.to_owned());
    if in_use {
        exception.set("w:semiHidden", "1");
    }
    if priority != LAST {
        exception.set("w:uiPriority", priority.to_string());
    }
    if in_use {
        exception.set("w:unhideWhenUsed", "1");
    }
    if offered {
        exception.set("w:qFormat", "1");
    }
    exception
}
