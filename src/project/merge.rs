//! A Word file that was edited, and the manuscript it was made of: the manuscript as
//! it was then is found, the edits are brought into it, and from there into what it is
//! now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::base::{self, BaseFile};
use super::discover::discover_with;
use super::error::Error;
use super::files::{self, FileError};
use super::job::Job;
use super::load::{Loader, Stop};
use super::outcome::{Edition, Goal, Options};
use super::threads::{build_in_memory, on_threads};
use crate::diag::{Diagnostic, Sink, Source, SourceId, Sources, message};
use crate::merge::{self, Given, Kept, Made, Outcome, Own, Told, View};
use crate::model::document::Document as Manuscript;
use crate::word::Document as Word;
use crate::write::docx::{self, SourceFile};

/// The property of a Word file that names its manuscript.
const HASH: &str = "fuzi.source.sha256";

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

/// A manuscript that was read.
struct Read {
    manuscript: Manuscript,
    sources: Sources,
    /// The names of its files within the root, by their sources.
    names: BTreeMap<SourceId, String>,
    hash: Option<String>,
}

/// Brings what was changed in Word files back to their manuscript; nothing is written.
///
/// # Errors
///
/// If a file cannot be read, the manuscript as it was is not found, or it has errors.
pub fn merge(request: &MergeRequest) -> Result<MergeOutcome, Error> {
    let mut words = Vec::new();
    for path in &request.edited {
        let bytes = files::read_named(path)?;
        let word = Word::read(&path.display().to_string(), &bytes);
        words.push((path, word.map_err(|errors| Error::Diagnostics(errors, Sources::new()))?));
    }
    let job = job(request, words.first().and_then(|(_, word)| hash_of(word)))?;
    let now = read(&job, &request.options)?;
    // What the files of the manuscript hold with the edits until then.
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (id, name) in &now.names {
        texts.insert(name.clone(), now.sources.get(*id).map_or("", Source::text).to_owned());
    }
    let old = texts.clone();
    let mut reviews = Vec::new();
    for (path, word) in words {
        reviews.push(review(request, &job, &now, path, word, &mut texts)?);
    }
    let changed = old.into_iter().filter_map(|(name, before)| {
        let after = texts.remove(&name).filter(|after| *after != before)?;
        Some(MergedFile { path: job.root.shown(Path::new(&name)), before, after })
    });
    Ok(MergeOutcome { files: changed.collect(), reviews })
}

fn hash_of(word: &Word) -> Option<&str> {
    word.custom.iter().find(|(name, _)| name == HASH).map(|(_, hash)| hash.as_str())
}

/// Brings the edits of a Word file into the texts.
fn review(
    request: &MergeRequest,
    job: &Job,
    now: &Read,
    path: &Path,
    word: Word,
    texts: &mut BTreeMap<String, String>,
) -> Result<Review, Error> {
    let then =
        base_of(request, job, now, path, &word)?.map(|texts| Job { root: job.root.with_texts(texts), ..job.clone() });
    let base_job = then.as_ref().unwrap_or(job);
    let base = then.as_ref().map(|job| read(job, &request.options)).transpose()?;
    let base = base.as_ref().unwrap_or(now);
    let options = Options { to: vec![Edition::Docx], goal: Goal::Build, ..request.options.clone() };
    let before = print(base_job, &options)?;
    let own = Own::of(&before);
    let comments = comments(&word, &own);
    let remarks = if request.comments { remarks(&comments) } else { BTreeMap::new() };
    let given = Given {
        manuscript: &base.manuscript,
        sources: &base.sources,
        before: &before,
        after: &word,
        own: &own,
        view: if request.reject { View::Original } else { View::Final },
        remarks: &remarks,
    };
    let merged = merge::merge(&given, &mut |texts| {
        let texts = texts.iter().filter_map(|(id, text)| Some((base.names.get(id)?.clone(), text.clone())));
        let root = base_job.root.with_texts(texts.collect());
        print(&Job { root, ..base_job.clone() }, &options).ok()
    });
    let mut told = merged.told;
    carry(base, &merged.edits, texts, &mut told);
    told.retain(Told::says);
    Ok(Review {
        path: path.to_owned(),
        told,
        sources: base.sources.clone(),
        problems: word.problems,
        kept: merged.kept,
        comments,
    })
}

/// Comments as CriticMarkup, by their ids.
fn remarks(comments: &[MergeComment]) -> BTreeMap<String, String> {
    let written = |comment: &MergeComment| {
        let text = comment.text.split_whitespace().collect::<Vec<_>>().join(" ").replace("<<}", "<< }");
        match comment.author.as_str() {
            "" => format!("{{>>{text}<<}}"),
            author => format!("{{>>{author}: {text}<<}}"),
        }
    };
    comments.iter().map(|comment| (comment.id.clone(), written(comment))).collect()
}

/// The document that the Word file was made of: the only one, the one whose Word file
/// has that name, or the one whose text it was made of.
fn job(request: &MergeRequest, hash: Option<&str>) -> Result<Job, Error> {
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
fn base_of(
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
    match base::kept(job, &request.options, hash) {
        Some(files) => Ok(Some(texts(files))),
        None => refused(message!(
            "was made of a manuscript that is not found: neither is it the one of now nor is it kept; name it with --base"
        )),
    }
}

fn read(job: &Job, options: &Options) -> Result<Read, Error> {
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
fn print(job: &Job, options: &Options) -> Result<Word, Error> {
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

/// Brings the edits of a manuscript into texts that have changed since: they go where
/// the same lines stand now.
fn carry(base: &Read, edits: &[Made], texts: &mut BTreeMap<String, String>, told: &mut [Told]) {
    for (id, name) in &base.names {
        let own: Vec<&Made> = edits.iter().filter(|edit| edit.span.source == *id).collect();
        if own.is_empty() {
            continue;
        }
        let refuse = |told: &mut [Told], change: usize| {
            told[change].outcome = Outcome::Refused(message!("the manuscript says something else there now"));
        };
        let Some(now) = texts.get_mut(name) else {
            own.iter().for_each(|edit| refuse(told, edit.change));
            continue;
        };
        let old = base.sources.get(*id).map_or("", Source::text);
        let (after, lost) = moved(old, now, &own);
        *now = after;
        lost.into_iter().for_each(|change| refuse(told, change));
    }
}

/// A text with edits that were made for an older one, and the changes that fit no
/// longer: of these nothing is taken.
fn moved(old: &str, new: &str, edits: &[&Made]) -> (String, BTreeSet<usize>) {
    let map = Map::new(old, new);
    let places: Vec<_> = edits.iter().map(|edit| (map.place(&edit.span.range()), *edit)).collect();
    let lost: BTreeSet<usize> =
        places.iter().filter(|(place, _)| place.is_none()).map(|(_, edit)| edit.change).collect();
    let placed = places.into_iter().filter(|(_, edit)| !lost.contains(&edit.change));
    let mut placed: Vec<_> = placed.filter_map(|(place, edit)| Some((place?, &edit.text))).collect();
    placed.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(new.len());
    let mut from = 0;
    for (range, text) in placed {
        out.push_str(new.get(from..range.start).unwrap_or_default());
        out.push_str(text);
        from = range.end;
    }
    out.push_str(new.get(from..).unwrap_or_default());
    (out, lost)
}

/// Where the bytes of an old text stand in a new one, by lines that are the same.
struct Map {
    /// The beginning of a part in both, and its length.
    same: Vec<(usize, usize, usize)>,
}

impl Map {
    fn new(old: &str, new: &str) -> Self {
        use similar::{Algorithm, DiffOp, capture_diff_slices};
        let lines = |text: &str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
        let starts = |lines: &[String]| {
            let ends = lines.iter().scan(0, |end, line| {
                *end += line.len();
                Some(*end)
            });
            std::iter::once(0).chain(ends).collect::<Vec<usize>>()
        };
        let (one, two) = (lines(old), lines(new));
        let (of_one, of_two) = (starts(&one), starts(&two));
        let same = capture_diff_slices(Algorithm::Myers, &one, &two).into_iter().filter_map(|op| match op {
            DiffOp::Equal { old_index, new_index, len } => {
                Some((of_one[old_index], of_two[new_index], of_one[old_index + len] - of_one[old_index]))
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => None,
        });
        Self { same: same.collect() }
    }

    /// The place of bytes that stand in lines that are the same.
    fn place(&self, range: &std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
        let holds = |(old, _, len): &&(usize, usize, usize)| *old <= range.start && range.end <= old + len;
        let (old, new, _) = self.same.iter().find(holds)?;
        Some(new + range.start - old..new + range.end - old)
    }
}

/// The comments of a Word file with the text that they are about, without those of the
/// manuscript.
fn comments(word: &Word, own: &Own) -> Vec<MergeComment> {
    let about = merge::commented(word);
    let comment = |comment: &crate::word::Comment| MergeComment {
        id: comment.id.clone(),
        author: comment.author.clone(),
        text: merge::said(&comment.blocks),
        about: about.get(&comment.id).cloned().unwrap_or_default(),
    };
    word.comments.iter().map(comment).filter(|comment| !own.has_comment(&comment.author, &comment.text)).collect()
}
