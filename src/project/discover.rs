//! What the user typed becomes jobs: one for each document.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::asked::Asked;
use super::below::{Below, below, own};
use super::error::Error;
use super::expand;
use super::files::{self, FileError, Root, glob};
use super::found::Found;
use super::job::Job;
use super::manifest;
use super::navigation::{self, Outline};
use super::part::Part;
use super::place::Place;
use super::profiles::Profiles;
use crate::diag::{Code, Diagnostic, Sources, Span, message};

/// The path that means the standard input.
const INPUT: &str = "-";
/// What messages call it.
pub(super) const INPUT_NAME: &str = "<stdin>";

/// Finds the documents that a path means: a file, a folder with a `fuzi.toml`,
/// or the Markdown files in a folder and below it, each a document of its own.
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
    match &asked.input {
        Some(input) if path == Path::new(INPUT) => piped(input, asked),
        _ => discover_at(&Place::find(path)?, path, asked),
    }
}

/// The document of the standard input, as if it were a file of the folder where
/// the command was given.
fn piped(input: &Arc<[u8]>, asked: &Asked) -> Result<Found, Error> {
    let Place { root, within, in_project, .. } = Place::find(Path::new(INPUT_NAME))?;
    let mut found = match in_project {
        true => part(&root, &within, false, asked)?,
        false => alone(plain(&root, &within, Reach::File, Path::new(""))?, asked),
    };
    found.jobs.iter_mut().for_each(|job| job.input = Some(input.clone()));
    Ok(found)
}

/// The documents of several paths, each once, and why others cannot be planned.
/// Each belongs to its own project. A wildcard that no shell expanded means the
/// files that fit it.
pub fn discover_all(paths: &[PathBuf], asked: &Asked) -> (Vec<Job>, Vec<Error>) {
    let (mut jobs, mut errors) = (Vec::new(), Vec::new());
    let (paths, unmatched) = matching(paths);
    errors.extend(unmatched.into_iter().map(Error::from));
    for path in &paths {
        match discover_with(path, asked) {
            Ok(found) => {
                jobs.extend(found.jobs);
                errors.extend(found.refused);
            }
            Err(error) => errors.push(error),
        }
    }
    let mut known = HashSet::new();
    jobs.retain(|job| known.insert((job.root.real().to_owned(), job.id(), job.sources.clone())));
    (jobs, errors)
}

/// The paths with the files that wildcards fit in their places, and which wildcards
/// fit none.
pub fn matching(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<FileError>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if files::is_there(path) || !glob::is_pattern(&path.to_string_lossy()) {
            found.push(path.clone());
            continue;
        }
        match fitting(path) {
            Ok(files) if files.is_empty() => errors.push(FileError::new(path.clone(), message!("fits no file"))),
            Ok(files) => found.extend(files),
            Err(error) => errors.push(error),
        }
    }
    (found, errors)
}

/// The files that a path with wildcards fits.
fn fitting(path: &Path) -> Result<Vec<PathBuf>, FileError> {
    let is_plain = |part: &Component<'_>| !glob::is_pattern(&part.as_os_str().to_string_lossy());
    let folder: PathBuf = path.components().take_while(is_plain).collect();
    let pattern: Vec<_> =
        path.components().skip_while(is_plain).map(|part| part.as_os_str().to_string_lossy()).collect();
    let root = Root::new(&folder)?;
    let files = glob::files(&root, &pattern.join("/"), None)?;
    Ok(files.iter().map(|file| root.shown(file)).collect())
}

/// The documents of a path at its place.
pub(super) fn discover_at(place: &Place, path: &Path, asked: &Asked) -> Result<Found, Error> {
    let Place { root, within, is_folder, in_project } = place;
    if !is_folder && !files::is_file(path) {
        return Err(FileError::new(path.to_owned(), message!("does not exist")).into());
    }
    // Without another path, and so with `.`, the project is meant from anywhere in it.
    let is_whole = within.as_os_str().is_empty() || path == Path::new(".") || within == Path::new(manifest::FILE_NAME);
    match (in_project, is_whole) {
        (true, true) => expand::project(root, asked),
        (true, false) => part(root, within, *is_folder, asked),
        (false, _) => {
            let reach = match (is_folder, asked.own_files) {
                (false, _) => Reach::File,
                (true, true) => Reach::Own,
                (true, false) => Reach::Below,
            };
            Ok(alone(plain(root, within, reach, Path::new(""))?, asked))
        }
    }
}

/// How many Markdown files lie below the current folder of which no document is made
/// if no path is named.
///
/// # Errors
///
/// If a folder cannot be read.
pub fn left_below() -> Result<usize, Error> {
    let Place { root, within, in_project, .. } = Place::find(Path::new("."))?;
    if in_project || navigation::of_folder(&root, &within).is_some() {
        return Ok(0);
    }
    let all = below(&root, &within, Path::new(""))?.files.len();
    Ok(all - own(&root, &within)?.len())
}

/// What a path without a project file means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// That file.
    File,
    /// The files of that folder.
    Own,
    /// Those of the folders below it too.
    Below,
}

/// The documents of a path within a project.
fn part(root: &Root, within: &Path, is_folder: bool, asked: &Asked) -> Result<Found, Error> {
    let part = Part { path: within, is_folder };
    let reach = if is_folder { Reach::Below } else { Reach::File };
    expand::part(root, asked, &part, &|out_dir| plain(root, within, reach, out_dir))
}

/// The documents of a path within a root, as if no project file said anything but
/// where editions go.
fn plain(root: &Root, within: &Path, reach: Reach, out_dir: &Path) -> Result<Vec<Job>, Error> {
    if reach == Reach::File {
        let job = if navigation::is_navigation(within) { book(root, within, navigation::site(within))? } else { None };
        return Ok(vec![job.unwrap_or_else(|| of_file(root, within.to_owned()))]);
    }
    if let Some(navigation) = navigation::of_folder(root, within)
        && let Some(job) = book(root, &navigation, within)?
    {
        return Ok(vec![job]);
    }
    let shown = Some(root.shown(within)).filter(|path| !path.as_os_str().is_empty());
    let shown = shown.unwrap_or_else(|| PathBuf::from("."));
    if reach == Reach::Own {
        let files = own(root, within)?;
        // Nothing is looked for below once there is something here.
        let holds_more = || below(&root.unrecorded(), within, out_dir).is_ok_and(|found| !found.files.is_empty());
        if files.is_empty() && holds_more() {
            let reason = message!("has Markdown files only in folders below; name the folder `.` to take them");
            return Err(FileError::new(shown, reason).into());
        }
        if !files.is_empty() {
            return Ok(files.into_iter().map(|path| of_file(root, path)).collect());
        }
    }
    let Below { files, has_projects } = below(root, within, out_dir)?;
    if files.is_empty() {
        let reason = match has_projects {
            true => message!("has no Markdown files but in folders with a fuzi.toml; name one of those"),
            false => message!("has neither a fuzi.toml nor Markdown files"),
        };
        return Err(FileError::new(shown, reason).into());
    }
    Ok(files.into_iter().map(|path| of_file(root, path)).collect())
}

/// The document of a file, whose editions stand beside it, in whichever folder it
/// lies.
fn of_file(root: &Root, path: PathBuf) -> Job {
    let name = path.with_extension("");
    Job { output: root.shown(&name), name, ..Job::new(root.unrecorded(), vec![path]) }
}

/// The documents of a file in memory: of a project file all that it names, else
/// that file itself.
pub(super) fn discover_in_memory(root: &Root, path: &Path, asked: &Asked) -> Result<Found, Error> {
    let manifest = Path::new(manifest::FILE_NAME);
    match (path == manifest, root.is_file(manifest)) {
        (true, _) => expand::project(root, asked),
        (false, true) => part(root, path, false, asked),
        (false, false) => Ok(alone(vec![Job::new(root.clone(), vec![path.to_owned()])], asked)),
    }
}

/// The editions of documents without a project file.
fn alone(jobs: Vec<Job>, asked: &Asked) -> Found {
    jobs.into_iter().flat_map(|job| job.asked(asked, &Profiles::new())).collect::<Vec<_>>().into()
}

/// The document that a navigation makes, with its editions in a folder; `None` if it
/// lists nothing, which is no navigation then.
fn book(root: &Root, path: &Path, folder: &Path) -> Result<Option<Job>, Error> {
    let mut outline = Outline::default();
    let mut errors = Vec::new();
    outline.read(root, path, &mut errors)?;
    if outline.files().next().is_some() && errors.is_empty() {
        return Ok(Some(Job::of_outline(root.unrecorded(), outline, folder)));
    }
    let Some((_, text)) = outline.texts.first() else { return Ok(None) };
    let mut sources = Sources::new();
    let id = sources.add(root.shown(path).display().to_string(), text.clone());
    let span = |place: &navigation::Place| Span::new(id, place.range.start, place.range.end);
    let problems = outline.problems.iter();
    errors.extend(problems.map(|(place, message)| Diagnostic::error(Code::Navigation, span(place), message.clone())));
    if errors.is_empty() && files::has_extension(path, files::MARKDOWN) {
        return Ok(None);
    }
    if errors.is_empty() {
        let message = message!("this navigation lists no files");
        errors.push(Diagnostic::error(Code::Navigation, Span::new(id, 0, 0), message));
    }
    Err(Error::Diagnostics(errors, sources))
}
