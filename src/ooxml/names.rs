//! The names that Word files use: the schemas with their prefixes. Nothing here
//! knows what an element means.

use std::borrow::Cow;

/// The name of an element or an attribute, with its prefix.
pub type Name = Cow<'static, str>;

/// What the schemas of the transitional and of the strict form are called here
/// (ECMA-376-1 Annex A, ECMA-376-4 Annex A).
pub(super) const SCHEMAS: &[(&str, &[&str])] = &[
    (
        "w",
        &[
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ],
    ),
    (
        "r",
        &[
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ],
    ),
    (
        "m",
        &[
            "http://schemas.openxmlformats.org/officeDocument/2006/math",
            "http://purl.oclc.org/ooxml/officeDocument/math",
        ],
    ),
    (
        "wp",
        &[
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
            "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        ],
    ),
    ("a", &["http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"]),
    (
        "pic",
        &["http://schemas.openxmlformats.org/drawingml/2006/picture", "http://purl.oclc.org/ooxml/drawingml/picture"],
    ),
    ("mc", &["http://schemas.openxmlformats.org/markup-compatibility/2006"]),
    (
        "",
        &["http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"],
    ),
    ("", &["http://schemas.openxmlformats.org/package/2006/relationships"]),
    ("", &["http://schemas.openxmlformats.org/package/2006/content-types"]),
];

/// The declarations of the schemas whose prefixes are set here, for the root of
/// a part that is written again.
pub fn declarations() -> impl Iterator<Item = (Name, &'static str)> {
    let named = SCHEMAS.iter().filter(|(prefix, _)| !prefix.is_empty());
    named.map(|(prefix, schemas)| (format!("xmlns:{prefix}").into(), schemas[0]))
}

/// Whether a schema is one of the strict form: the second of its name.
pub(super) fn is_strict(schema: &str) -> bool {
    SCHEMAS.iter().any(|(_, schemas)| schemas.get(1) == Some(&schema))
}

/// Whether a prefix is set here.
pub(super) fn is_known(prefix: &str) -> bool {
    SCHEMAS.iter().any(|(known, _)| *known == prefix)
}
