//! What the user typed becomes jobs: one for each document.

use std::path::{Path, PathBuf};

use super::files::{self, FileError, Root};
use super::manifest::{self, DocumentTable, Manifest};
use crate::check::Levels;
use crate::diag::{Code, Diagnostic, SourceId, Sources, Span};

/// One document to build.
#[derive(Debug, Clone)]
pub struct Job {
    pub(super) root: Root,
    /// The Markdown files within the root, in their order.
    pub(super) sources: Vec<PathBuf>,
    /// Where the editions go, without extension.
    pub(super) output: PathBuf,
    /// The style that the project names: of fuzi, or a sheet within the root.
    pub(super) style: Option<String>,
    /// The editions that the project names; empty for all.
    pub(super) to: Vec<String>,
    /// The bibliography files that the project names, within the root.
    pub(super) bibliography: Vec<String>,
    /// The citation style that the project names.
    pub(super) csl: Option<String>,
    /// Whether the Word file carries the manuscript.
    pub(super) carries_source: bool,
    /// How much each rule of `check` matters.
    pub(super) levels: Levels,
}

/// Why there is nothing to build.
#[derive(Debug)]
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
    if !files::is_dir(path) {
        return single(path).map(|job| vec![job]);
    }
    let root = Root::new(path)?;
    if files::is_file(&path.join(manifest::FILE_NAME)) {
        return project(root).map(|job| vec![job]);
    }
    let names = files::markdown_files(path)?;
    if names.is_empty() {
        let reason = "has neither a fuzi.toml nor Markdown files".to_owned();
        return Err(FileError { path: path.to_owned(), reason }.into());
    }
    Ok(names.into_iter().map(|name| job(root.clone(), vec![name])).collect())
}

fn single(path: &Path) -> Result<Job, PlanError> {
    if path.file_name().is_some_and(|name| name == manifest::FILE_NAME) {
        return project(Root::new(path.parent().unwrap_or(Path::new("")))?);
    }
    let missing = || FileError { path: path.to_owned(), reason: "does not exist".to_owned() };
    if !files::is_file(path) {
        return Err(missing().into());
    }
    let name = path.file_name().map(PathBuf::from).ok_or_else(missing)?;
    Ok(job(Root::new(path.parent().unwrap_or(Path::new("")))?, vec![name]))
}

fn job(root: Root, sources: Vec<PathBuf>) -> Job {
    let stem = sources[0].file_stem().map(PathBuf::from).unwrap_or_default();
    let output = root.shown(&stem);
    Job {
        root,
        sources,
        output,
        style: None,
        to: Vec::new(),
        bibliography: Vec::new(),
        csl: None,
        carries_source: true,
        levels: Levels::default(),
    }
}

fn project(root: Root) -> Result<Job, PlanError> {
    let name = Path::new(manifest::FILE_NAME);
    let bytes = root.read(name)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut sources = Sources::new();
    let id = sources.add(root.shown(name).display().to_string(), text.clone());
    let mut errors = Vec::new();
    let Manifest { mut document, build, check } = manifest::read(id, &text, &mut errors);
    let levels = check.levels(id, &mut errors);
    let listed = listed(&root, id, std::mem::take(&mut document.sources), &mut errors)?;
    if !errors.is_empty() {
        return Err(PlanError::Manifest(sources, errors));
    }
    let base = Job { levels, ..job(root.clone(), listed) };
    let stem = document.output.take().map(PathBuf::from).or_else(|| base.output.file_name().map(PathBuf::from));
    let folder = build.out_dir.unwrap_or_default();
    let output = root.shown(&Path::new(&folder).join(stem.unwrap_or_default()));
    let carries_source = build.source.unwrap_or(true);
    let DocumentTable { style, bibliography, csl, .. } = document;
    Ok(Job { output, style, bibliography, csl, to: build.to, carries_source, ..base })
}

/// The sources that the project lists; without a list its only Markdown file.
fn listed(
    root: &Root,
    id: SourceId,
    sources: Vec<String>,
    errors: &mut Vec<Diagnostic>,
) -> Result<Vec<PathBuf>, PlanError> {
    if !sources.is_empty() {
        return Ok(sources.into_iter().map(PathBuf::from).collect());
    }
    let found = files::markdown_files(&root.shown(Path::new(".")))?;
    if found.len() != 1 {
        let message = format!("the project does not say which of its {} Markdown files it consists of", found.len());
        let error = Diagnostic::error(Code::Manifest, Span::new(id, 0, 0), message);
        errors.push(error.hint("write sources = [\"first.md\", \"second.md\"] under [document]"));
        return Ok(vec![PathBuf::from("none.md")]);
    }
    Ok(found)
}
