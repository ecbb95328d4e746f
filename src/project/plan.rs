//! What the user typed becomes jobs: one for each document.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::expand;
use super::files::{self, FileError, Root};
use super::manifest::{self, Variables};
use crate::check::Levels;
use crate::diag::{Diagnostic, Sources, message};
use crate::read::markdown::Newline;

/// One document to build.
#[derive(Debug, Clone)]
pub struct Job {
    pub(super) root: Root,
    /// The Markdown files within the root, in their order.
    pub(super) sources: Vec<PathBuf>,
    /// Where the editions go, without extension.
    pub(super) output: PathBuf,
    /// The end of that path which stays when another folder is asked for.
    pub(super) name: PathBuf,
    /// The style that the project names: of fuzi, or a sheet within the root.
    pub(super) style: Option<String>,
    /// The editions that the project names; empty for all.
    pub(super) to: Vec<String>,
    /// The bibliography files that the project names, within the root.
    pub(super) bibliography: Vec<String>,
    /// The citation style that the project names.
    pub(super) csl: Option<String>,
    /// Whether the project wants the Word file to carry the manuscript.
    pub(super) carries_source: bool,
    /// What the project says of the ends of lines.
    pub(super) newline: Option<Newline>,
    /// What the front matter may leave out.
    pub(super) variables: Arc<Variables>,
    /// Whether a project file names the document.
    pub(super) in_project: bool,
    /// How much each rule of `check` matters.
    pub(super) levels: Levels,
}

impl Job {
    /// What tells the document apart from the others of its project, the same
    /// on every machine: where its editions go within it, with `/`.
    #[must_use]
    pub fn id(&self) -> String {
        let inside = self.output.strip_prefix(self.root.shown(Path::new(""))).unwrap_or(&self.output);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }

    /// Where its editions go, without extension, as the user would write it.
    #[must_use]
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// To which of so many shards, from 1, the document belongs: by its id
    /// alone, so that new documents do not move the others.
    #[must_use]
    pub fn shard(&self, count: u32) -> u32 {
        let hash = files::record::hash(self.id().as_bytes());
        let number = u64::from_str_radix(&hash[..16], 16).unwrap_or_default();
        u32::try_from(number % u64::from(count.max(1))).unwrap_or_default() + 1
    }
}

/// Why there is nothing to build.
#[derive(Debug)]
#[non_exhaustive]
pub enum PlanError {
    /// A path cannot be read.
    File(FileError),
    /// A project file has mistakes; the sources hold its text.
    Manifest(Sources, Vec<Diagnostic>),
}

impl From<FileError> for PlanError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

/// Finds the documents that a path means: a file, a folder with a `fuzi.toml`,
/// or a folder of Markdown files, each a document of its own.
///
/// # Errors
///
/// If the path does not exist, holds nothing to build, or its project file has
/// mistakes.
pub fn plan(path: &Path) -> Result<Vec<Job>, PlanError> {
    let root = Root::new(folder_of(path))?;
    plan_in(root, path)
}

/// The folder that the documents of a path lie in.
pub(super) fn folder_of(path: &Path) -> &Path {
    if files::is_dir(path) { path } else { path.parent().unwrap_or(Path::new("")) }
}

/// The same with the root of that folder.
pub(super) fn plan_in(root: Root, path: &Path) -> Result<Vec<Job>, PlanError> {
    if !files::is_dir(path) {
        return single(root, path);
    }
    if files::is_file(&path.join(manifest::FILE_NAME)) {
        return expand::project(root);
    }
    // Noted, so that a new file is found.
    let _ = root.entries(Path::new(""));
    let names = files::markdown_files(path)?;
    if names.is_empty() {
        let reason = message!("has neither a fuzi.toml nor Markdown files");
        return Err(FileError::new(path.to_owned(), reason).into());
    }
    Ok(names.into_iter().map(|name| job(root.unrecorded(), vec![name])).collect())
}

/// The documents of a file in memory: of a project file all that it names, else
/// that file itself.
pub(super) fn plan_in_memory(root: Root, path: &Path) -> Result<Vec<Job>, PlanError> {
    match path == Path::new(manifest::FILE_NAME) {
        true => expand::project(root),
        false => Ok(vec![job(root, vec![path.to_owned()])]),
    }
}

fn single(root: Root, path: &Path) -> Result<Vec<Job>, PlanError> {
    if path.file_name().is_some_and(|name| name == manifest::FILE_NAME) {
        return expand::project(root);
    }
    let missing = || FileError::new(path.to_owned(), message!("does not exist"));
    if !files::is_file(path) {
        return Err(missing().into());
    }
    let name = path.file_name().map(PathBuf::from).ok_or_else(missing)?;
    Ok(vec![job(root.unrecorded(), vec![name])])
}

/// The document of some files, as if no project file said anything.
pub(super) fn job(root: Root, sources: Vec<PathBuf>) -> Job {
    let name = sources[0].file_stem().map(PathBuf::from).unwrap_or_default();
    Job {
        output: root.shown(&name),
        root,
        sources,
        name,
        style: None,
        to: Vec::new(),
        bibliography: Vec::new(),
        csl: None,
        carries_source: false,
        newline: None,
        variables: Arc::default(),
        in_project: false,
        levels: Levels::default(),
    }
}
