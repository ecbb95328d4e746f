//! Every English template with its Chinese, by the part of fuzi that reports it.

mod assets;
mod check;
mod cite;
mod cli;
mod codes;
mod guide;
mod help;
mod latex;
mod libraries;
mod merge;
mod ooxml;
mod overfull;
mod project;
mod read;
mod resolve;
mod sheets;
mod style;
mod system;
mod template;
mod write;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

/// An English template and its Chinese.
type Row = (&'static str, &'static str);

/// The rows of every part.
const PARTS: &[&[Row]] = &[
    assets::ROWS,
    check::ROWS,
    cite::ROWS,
    cli::ROWS,
    codes::ROWS,
    guide::ROWS,
    help::ROWS,
    latex::ROWS,
    libraries::ROWS,
    merge::ROWS,
    ooxml::ROWS,
    overfull::ROWS,
    project::ROWS,
    read::ROWS,
    resolve::ROWS,
    sheets::ROWS,
    style::ROWS,
    system::ROWS,
    template::ROWS,
    write::ROWS,
];

/// The rows of texts that libraries hand on as strings.
pub(super) const STRINGS: &[&[Row]] = &[sheets::ROWS, libraries::ROWS];

/// The Chinese of a template.
pub(super) fn chinese(template: &str) -> Option<&'static str> {
    static TABLE: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| PARTS.iter().flat_map(|rows| rows.iter().copied()).collect());
    TABLE.get(template).copied()
}
