//! What the user typed becomes jobs: one for each document.

use std::path::{Path, PathBuf};

use super::asked::Asked;
use super::error::Error;
use super::expand;
use super::files::{self, FileError, Root, glob};
use super::found::Found;
use super::job::Job;
use super::manifest;
use super::navigation::{self, Outline, Place};
use super::profiles::Profiles;
use crate::diag::{Code, Diagnostic, Sources, Span, message};

/// Folders of packages, in which no manuscripts are looked for.
const PACKAGES: [&str; 3] = ["node_modules", "target", "vendor"];

/// Finds the documents that a path means: a file, a folder with a `fuzi.toml`,
/// or a folder of Markdown files, each a document of its own.
///
/// # Errors
///
/// If the path does not exist, holds nothing to build, or its project file has
/// mistakes.
pub fn discover(path: &Path) -> Result<Vec<Job>, Error> {
    let found = discover_with(path, &Asked::default())?;
    found.refused.map_or(Ok(found.jobs), Err)
}

/// The same with what the command says of all documents.
///
/// # Errors
///
/// As [`discover`], but for rows of a list that can be no documents: the others
/// are found.
pub fn discover_with(path: &Path, asked: &Asked) -> Result<Found, Error> {
    let root = Root::new(folder_of(path))?;
    discover_in(root, path, asked)
}

/// The folder that the documents of a path lie in.
pub(super) fn folder_of(path: &Path) -> &Path {
    if files::is_dir(path) { path } else { path.parent().unwrap_or(Path::new("")) }
}

/// The same with the root of that folder.
pub(super) fn discover_in(root: Root, path: &Path, asked: &Asked) -> Result<Found, Error> {
    if !files::is_dir(path) {
        return single(root, path, asked);
    }
    if files::is_file(&path.join(manifest::FILE_NAME)) {
        return expand::project(root, asked);
    }
    if let Some(navigation) = navigation::of_folder(&root)
        && let Some(job) = book(&root, &navigation)?
    {
        return Ok(alone(job, asked).into());
    }
    // Noted, so that a new file is found.
    let _ = root.entries(Path::new(""));
    let mut names = files::markdown_files(path)?;
    if names.is_empty() {
        names = below(&root)?;
    }
    if names.is_empty() {
        let reason = message!("has neither a fuzi.toml nor Markdown files");
        return Err(FileError::new(path.to_owned(), reason).into());
    }
    let jobs = names.into_iter().flat_map(|path| {
        // Its editions stand beside it, in whichever folder it lies.
        let name = path.with_extension("");
        let job = Job { output: root.shown(&name), name, ..Job::new(root.unrecorded(), vec![path]) };
        alone(job, asked)
    });
    Ok(jobs.collect::<Vec<_>>().into())
}

/// The Markdown files in the folders below one that holds none itself.
fn below(root: &Root) -> Result<Vec<PathBuf>, FileError> {
    let mut found = Vec::new();
    for extension in files::MARKDOWN {
        found.extend(glob::files(root, &format!("**/*.{extension}"), None)?);
    }
    // What a package manager keeps there nobody wrote here.
    found.retain(|path| path.iter().all(|part| !PACKAGES.iter().any(|folder| part == *folder)));
    found.sort();
    Ok(found)
}

/// The documents of a file in memory: of a project file all that it names, else
/// that file itself.
pub(super) fn discover_in_memory(root: Root, path: &Path, asked: &Asked) -> Result<Found, Error> {
    match path == Path::new(manifest::FILE_NAME) {
        true => expand::project(root, asked),
        false => Ok(alone(Job::new(root, vec![path.to_owned()]), asked).into()),
    }
}

/// The editions of a document without a project file.
fn alone(job: Job, asked: &Asked) -> Vec<Job> {
    job.asked(asked, &Profiles::new())
}

fn single(root: Root, path: &Path, asked: &Asked) -> Result<Found, Error> {
    if path.file_name().is_some_and(|name| name == manifest::FILE_NAME) {
        return expand::project(root, asked);
    }
    let missing = || FileError::new(path.to_owned(), message!("does not exist"));
    if !files::is_file(path) {
        return Err(missing().into());
    }
    let name = path.file_name().map(PathBuf::from).ok_or_else(missing)?;
    if navigation::is_navigation(&name)
        && let Some(job) = book(&root, &name)?
    {
        return Ok(alone(job, asked).into());
    }
    Ok(alone(Job::new(root.unrecorded(), vec![name]), asked).into())
}

/// The document that a navigation makes; `None` if it lists nothing, which is no
/// navigation then.
fn book(root: &Root, path: &Path) -> Result<Option<Job>, Error> {
    let mut outline = Outline::default();
    let mut errors = Vec::new();
    outline.read(root, path, &mut errors)?;
    if outline.files().next().is_some() && errors.is_empty() {
        return Ok(Some(Job::of_outline(root.unrecorded(), outline)));
    }
    let Some((_, text)) = outline.texts.first() else { return Ok(None) };
    let mut sources = Sources::new();
    let id = sources.add(root.shown(path).display().to_string(), text.clone());
    let span = |place: &Place| Span::new(id, place.range.start, place.range.end);
    let problems = outline.problems.iter();
    errors.extend(problems.map(|(place, message)| Diagnostic::error(Code::Manifest, span(place), message.clone())));
    if errors.is_empty() && files::has_extension(path, files::MARKDOWN) {
        return Ok(None);
    }
    if errors.is_empty() {
        let message = message!("this navigation lists no files");
        errors.push(Diagnostic::error(Code::Manifest, Span::new(id, 0, 0), message));
    }
    Err(Error::Diagnostics(errors, sources))
}
