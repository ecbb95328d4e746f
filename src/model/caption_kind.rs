//! The kinds of things that have captions.

use serde::Serialize;

/// What kind of thing a caption belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum CaptionKind {
    Figure,
    Table,
    Code,
}
