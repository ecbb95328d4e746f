//! What is asked of a merge, and what came of it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::diag::{Diagnostic, Sources};
use crate::merge::{Kept, Outcome, Told};
use crate::project::files::{self, FileError};
use crate::project::outcome::Options;

/// What is asked of a merge.
#[derive(Debug, Clone, Default)]
pub struct MergeRequest {
    /// The Word files that came back, one for each who edited; they are taken one
    /// behind the other.
    pub edited: Vec<PathBuf>,
    /// The manuscript or its project; the folder of the command if none is named.
    pub source: Option<PathBuf>,
    /// The manuscript as it was when the Word files were made, if that is known.
    pub base: Option<PathBuf>,
    /// Whether tracked changes count as not done.
    pub reject: bool,
    /// Whether comments come back as CriticMarkup.
    pub comments: bool,
    /// The changes that are not wanted: of which Word file, and which of its changes.
    pub without: BTreeSet<(usize, usize)>,
    /// What is said of the build.
    pub options: Options,
}

/// What came of a merge.
#[derive(Debug)]
pub struct MergeOutcome {
    /// What came of each Word file.
    pub reviews: Vec<Review>,
    /// The files that change: where they lie, what they hold now, and what they become.
    pub files: Vec<MergedFile>,
}

/// What came of a Word file.
#[derive(Debug)]
pub struct Review {
    /// The file.
    pub path: PathBuf,
    /// Every change and what became of it; those that do not fit what the manuscript
    /// is now are refused.
    pub told: Vec<Told>,
    /// The texts as they were when the Word file was made: spans of changes lie in them.
    pub sources: Sources,
    /// What of the Word file could not be read.
    pub problems: Vec<Diagnostic>,
    /// What fuzi writes and the Word file says otherwise.
    pub kept: Vec<Kept>,
    /// The comments of the Word file: who, and what.
    pub comments: Vec<MergeComment>,
}

/// A file of the manuscript that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What it holds.
    pub before: String,
    /// What it becomes.
    pub after: String,
}

/// A comment of the Word file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeComment {
    /// What it is known by in the file.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// What it says.
    pub text: String,
    /// What it is about.
    pub about: String,
}

impl MergeOutcome {
    /// Whether every change is in the manuscript.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.reviews.iter().all(Review::is_whole)
    }

    /// Writes the files.
    ///
    /// # Errors
    ///
    /// If one cannot be written.
    pub fn write(&self) -> Result<(), FileError> {
        let files: Vec<_> =
            self.files.iter().map(|file| (file.path.clone(), file.after.clone().into_bytes().into())).collect();
        files::write_all(&files).map(drop)
    }
}

impl Review {
    /// Whether every change of it is in the manuscript.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.kept.is_empty() && self.told.iter().all(|told| told.outcome == Outcome::Merged)
    }
}
