//! The documents that a path means.

use super::error::Error;
use super::job::Job;

/// The documents of a path.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Found {
    /// Those that can be built.
    pub jobs: Vec<Job>,
    /// What is wrong with the others: rows of a list, or whole documents.
    pub refused: Option<Error>,
}

impl From<Vec<Job>> for Found {
    fn from(jobs: Vec<Job>) -> Self {
        Self { jobs, refused: None }
    }
}
