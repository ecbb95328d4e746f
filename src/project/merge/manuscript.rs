//! The manuscript that a Word file was made of: which document it is, and what it said
//! then.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::request::MergeRequest;
use crate::diag::{Sink, SourceId, Sources, message};
use crate::model::document::Document as Manuscript;
use crate::project::base::{self, BaseFile};
use crate::project::discover::discover_with;
use crate::project::error::Error;
use crate::project::files::{self, FileError};
use crate::project::git;
use crate::project::job::Job;
use crate::project::load::{Loader, Stop};
use crate::project::outcome::{BaseAt, Options};
use crate::project::threads::{build_in_memory, on_threads};
use crate::word::Document as Word;
use crate::write::docx::{self, SourceFile};

/// The property of a Word file that names its manuscript.
const HASH: &str = "fuzi.source.sha256";

/// A manuscript that was read.
pub(super) struct Read {
    pub(super) manuscript: Manuscript,
    pub(super) sources: Sources,
    /// The names of its files within the root, by their sources.
    pub(super) names: BTreeMap<SourceId, String>,
    pub(super) hash: Option<String>,
}

/// What names the manuscript of a Word file.
pub(super) fn hash_of(word: &Word) -> Option<&str> {
    word.custom.iter().find(|(name, _)| name == HASH).map(|(_, hash)| hash.as_str())
}

/// The document that the Word file was made of: the only one, the one whose Word file
/// has that name, or the one whose text it was made of.
pub(super) fn job(request: &MergeRequest, hash: Option<&str>) -> Result<Job, Error> {
    let path = request.source.clone().unwrap_or_else(|| PathBuf::from("."));
    let found = discover_with(&path, &request.options.asked)?;
    let mut jobs = match found.refused {
        Some(error) if found.jobs.is_empty() => return Err(error),
        _ => found.jobs,
    };
    if jobs.len() > 1 {
        let is_made = |job: &Job| read(job, &request.options).is_ok_and(|read| read.hash.as_deref() == hash);
        let stem = request.edited.first().and_then(|path| path.file_stem());
        let at = jobs.iter().position(|job| hash.is_some() && is_made(job));
        let at = at.or_else(|| jobs.iter().position(|job| job.output.file_name() == stem));
        jobs = at.map(|at| vec![jobs.swap_remove(at)]).unwrap_or_default();
    }
    jobs.pop().ok_or_else(|| {
        FileError::new(path, message!("has several documents; name the manuscript that the Word file was made of"))
            .into()
    })
}

/// The texts of the manuscript as it was, if it is another one now.
pub(super) fn base_of(
    request: &MergeRequest,
    job: &Job,
    now: &Read,
    path: &Path,
    word: &Word,
) -> Result<Option<Vec<(String, String)>>, Error> {
    if let Some(path) = &request.base {
        let text = String::from_utf8_lossy(&files::read_named(path)?).into_owned();
        let name = now.names.values().next().cloned().unwrap_or_default();
        return Ok(Some(vec![(name, text)]));
    }
    let refused = |reason| Err(FileError::new(path, reason).into());
    let Some(hash) = hash_of(word) else {
        return refused(message!("does not say which manuscript it was made of; name it with --base"));
    };
    if now.hash.as_deref() == Some(hash) {
        return Ok(None);
    }
    // What a file carries counts only if it is what the file was made of.
    let carried: Vec<_> = word.manuscript.iter().map(|(name, text)| SourceFile { name, text }).collect();
    if (docx::Manuscript { files: carried, carried: true }).hash().as_deref() == Some(hash) {
        return Ok(Some(word.manuscript.clone()));
    }
    let texts = |files: Vec<BaseFile>| files.into_iter().map(|file| (file.name, file.text)).collect::<Vec<_>>();
    // Where nothing is kept no program is asked either.
    let names = || now.names.values().cloned().collect::<Vec<_>>();
    let committed = || match request.options.base {
        BaseAt::Nowhere => None,
        BaseAt::Project(_) => git::with_hash(job.root.real(), &names(), hash),
    };
    match base::kept(job, &request.options, hash).or_else(committed) {
        Some(files) => Ok(Some(texts(files))),
        None => refused(message!(
            "was made of a manuscript that is not found: it is not the one of now, and neither kept nor in git; name it with --base"
        )),
    }
}

/// Reads a manuscript.
pub(super) fn read(job: &Job, options: &Options) -> Result<Read, Error> {
    let work = || {
        let root = job.root.unrecorded();
        let mut loader = Loader::new(&root, job, options.allows_raw(job), options.tracks(job));
        let mut sink = Sink::new();
        let document = loader.document(job, &mut sink);
        let hash = docx::Manuscript { files: loader.manuscript(), carried: false }.hash();
        let names = loader.names();
        match document {
            Ok(mut manuscript) => {
                manuscript.identify();
                Ok(Read { manuscript, sources: loader.sources, names, hash })
            }
            Err(Stop::File(error)) => Err(error.into()),
            Err(Stop::Errors(errors)) => Err(Error::Diagnostics(errors, loader.sources)),
            Err(Stop::Abandoned) => Err(Error::Diagnostics(Vec::new(), loader.sources)),
        }
    };
    // What is deeply nested wants the stack of those threads.
    on_threads(work).unwrap_or_else(|| Err(FileError::new("", message!("cannot be read: there are no threads")).into()))
}

/// The Word file of a manuscript, as its reader sees it.
pub(super) fn print(job: &Job, options: &Options) -> Result<Word, Error> {
    let (built, files) = build_in_memory(job, options);
    if let Some(error) = built.file_error {
        return Err(error.into());
    }
    let Some((output, content)) = files.into_iter().next() else {
        let errors = built.diagnostics.into_iter();
        let errors = errors.filter(|said| said.severity == crate::diag::Severity::Error).collect();
        return Err(Error::Diagnostics(errors, built.sources));
    };
    let failed = |error| FileError::new(output.path, message!("cannot be packed: {error}", error));
    let bytes = content.into_bytes().map_err(failed)?;
    Word::read("", &bytes).map_err(|errors| Error::Diagnostics(errors, Sources::new()))
}
