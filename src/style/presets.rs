//! The sheets that come with fuzi.

/// The sheets that come with fuzi, by name.
pub const PRESETS: [(&str, &str); 8] = [
    ("report", include_str!("../../styles/report.toml")),
    ("thesis", include_str!("../../styles/thesis.toml")),
    ("official", include_str!("../../styles/official.toml")),
    ("official-letter", include_str!("../../styles/official-letter.toml")),
    ("official-order", include_str!("../../styles/official-order.toml")),
    ("official-minutes", include_str!("../../styles/official-minutes.toml")),
    ("paper", include_str!("../../styles/paper.toml")),
    ("english", include_str!("../../styles/english.toml")),
];

/// What a sheet builds on that does not say it, and the style of a document that
/// names none.
pub const DEFAULT: &str = "report";

/// The language of the documents of a preset, where it is for one alone.
pub(super) fn language(name: &str) -> Option<&'static str> {
    (name == "english").then_some("en")
}

/// The text of a preset.
#[must_use]
pub fn preset(name: &str) -> Option<&'static str> {
    PRESETS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
