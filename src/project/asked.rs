//! What the command says before any document is found: variables, profiles, and
//! where the environment is asked.

use std::sync::Arc;

/// What is asked for of all documents.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Asked {
    /// Variables with their values, which count before all others.
    pub variables: Vec<(String, String)>,
    /// The profiles whose editions are wanted; empty for the plain editions and
    /// those of every profile of the project file.
    pub profiles: Vec<String>,
    /// Answers for the environment, which the project file may ask with `env:NAME`.
    pub environment: Option<fn(&str) -> Option<String>>,
    /// Whether of a folder without a project file only the files in it are meant, and
    /// not those in the folders below it: no path was named.
    pub own_files: bool,
    /// The manuscript that the path `-` means: what stood on the standard input.
    pub input: Option<Arc<[u8]>>,
}
