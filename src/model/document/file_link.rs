//! Links from one file of a manuscript to another, as they were found out where files
//! are known.

use std::collections::HashMap;

use crate::diag::SourceId;

/// Where the links to files lead, by the file that they stand in and as they were
/// written.
pub type FileLinks = HashMap<(SourceId, String), FileLink>;

/// Where a link to a file leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileLink {
    /// To a file that the document is made of.
    Part {
        /// The file, and those that stand in it, in their order.
        files: Vec<SourceId>,
        /// The heading or id in it; `None` for its beginning.
        name: Option<String>,
    },
    /// To a file that is there and not in the document, which is told already.
    Elsewhere,
}
