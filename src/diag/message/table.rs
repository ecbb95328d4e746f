//! Every English template with its Chinese, by the part of fuzi that reports it.

mod overfull;
mod render;

use std::collections::HashMap;
use std::sync::LazyLock;

/// An English template and its Chinese.
type Row = (&'static str, &'static str);

/// The rows of every part.
const PARTS: &[&[Row]] = &[overfull::ROWS, render::ROWS];

/// The Chinese of a template.
pub(super) fn chinese(template: &str) -> Option<&'static str> {
    static TABLE: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| PARTS.iter().flat_map(|rows| rows.iter().copied()).collect());
    TABLE.get(template).copied()
}
