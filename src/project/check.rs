//! A job is examined as it would be built, or what can be fixed safely is
//! fixed in its files.

use std::path::{Path, PathBuf};

use super::files::{self, FileError};
use super::job::Job;
use super::load::{Loader, Stop};
use super::outcome::{Goal, JobOutcome, Options};
use super::strict::Strict;
use super::threads::{build, on_threads};
use super::variables;
use crate::assets::Images;
use crate::check::{examine_leftovers, examine_text, fix};
use crate::cite::References;
use crate::diag::{Code, Sink, SourceId, Sources, message};
use crate::model::Lang;
use crate::read::markdown::{self, Given};
use crate::resolve;
use crate::style;

/// How often a text is looked at anew after fixes.
const ROUNDS: usize = 8;

/// A file of a manuscript before and after its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The file as the user would write its path.
    pub path: PathBuf,
    /// The text that it has.
    pub old: String,
    /// The text that it gets.
    pub new: String,
    /// What each fix fixed.
    pub codes: Vec<Code>,
}

/// Examines a document: all that building it would tell, and the rules of
/// [`crate::check`]. Nothing is written.
#[must_use]
pub fn check(job: &Job, options: &Options) -> JobOutcome {
    build(job, &Options { goal: Goal::Check, strict: Strict::Errors, ..options.clone() })
}

/// Applies to the files of a document the fixes that have one safe answer;
/// writes nothing. A document that cannot be read has none.
///
/// # Errors
///
/// If a file of the project cannot be read.
pub fn fix(job: &Job) -> Result<Vec<Fixed>, FileError> {
    // Reading walks what is nested, too deep for the threads of a caller.
    on_threads(|| fixed(job)).unwrap_or_else(|| Ok(Vec::new()))
}

fn fixed(job: &Job) -> Result<Vec<Fixed>, FileError> {
    let mut loader = Loader::new(&job.root, job, job.allows_raw, true);
    let mut document = match loader.document(job, &mut Sink::new()) {
        Ok(document) => document,
        Err(Stop::File(error)) => return Err(error),
        Err(Stop::Errors(_) | Stop::Abandoned) => return Ok(Vec::new()),
    };
    let given = loader.given.clone();
    if variables::apply(&job.variables, &mut document, &mut loader.sources, &mut Sink::new()).is_err() {
        return Ok(Vec::new());
    }
    if super::strong::apply(job, &mut document, &mut loader.sources).is_err() {
        return Ok(Vec::new());
    }
    let told = resolve::language(&document);
    let lang = document.meta.lang.as_ref().map(|lang| &lang.value).or(told.as_ref());
    let texts = loader.manuscript();
    let fixed = texts.iter().filter_map(|file| {
        let (new, codes) = settle(file.text, lang, job, &given)?;
        Some(Fixed { path: job.root.shown(Path::new(file.name)), old: file.text.to_owned(), new, codes })
    });
    Ok(fixed.collect())
}

/// Applies fixes until there is nothing left to fix.
fn settle(text: &str, lang: Option<&Lang>, job: &Job, given: &Given) -> Option<(String, Vec<Code>)> {
    let mut text = text.to_owned();
    let mut codes = Vec::new();
    let style = style::preset(style::DEFAULT).and_then(|sheet| style::load(SourceId(0), sheet).ok());
    for _ in 0..ROUNDS {
        let mut sources = Sources::new();
        let id = sources.add("", text.as_str());
        let mut sink = Sink::new();
        let Ok(document) = markdown::read_with(id, &text, given, &mut sink) else { break };
        examine_text(&document, lang, &sources, &job.levels, &mut sink);
        if let Some(style) = &style {
            // Marks are found in what is printed, which no style changes.
            let resolved = resolve::resolve(document, style, &Images::new(), &References::default(), &mut sink);
            examine_leftovers(&resolved, &sources, &job.levels, &mut sink);
        }
        let Some(fixed) = fix::apply(id, &text, &job.levels.apply(sink.into_sorted())) else { break };
        codes.extend(fixed.codes);
        text = fixed.text;
    }
    (!codes.is_empty()).then_some((text, codes))
}

/// Writes fixed files, each whole or not at all.
///
/// # Errors
///
/// If a file cannot be written; or has changed since it was read, for then the
/// fixes are none of its text.
pub fn write_fixed(list: &[Fixed]) -> Result<(), FileError> {
    for file in list {
        if files::read_named(&file.path)? != file.old.as_bytes() {
            let reason = message!("changed while it was read; run the command again");
            return Err(FileError::new(file.path.clone(), reason));
        }
    }
    let contents = list.iter().map(|file| (file.path.clone(), file.new.clone().into_bytes().into()));
    files::write_all(&contents.collect::<Vec<_>>()).map(drop)
}
