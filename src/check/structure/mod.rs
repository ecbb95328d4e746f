//! The rules of how a document is put together: labels, captions, headings,
//! pictures, faces.

mod faces;
mod headings;
mod labels;
mod meta;
mod pictures;
#[cfg(test)]
mod tests;

use super::Rule;
use crate::diag::Code;

/// Every rule of structure.
pub(super) const RULES: &[Rule] = &[
    (Code::UnusedLabel, labels::unused),
    (Code::Unmentioned, labels::unmentioned),
    (Code::LowResolution, pictures::low_resolution),
    (Code::MissingCaption, labels::without_caption),
    (Code::MissingBold, faces::missing_bold),
    (Code::SkippedLevel, headings::skipped),
    (Code::LongTitle, meta::long_title),
    (Code::KeywordCount, meta::keyword_count),
];
