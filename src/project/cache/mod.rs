//! What is known of a document from the last time: the files that it used, what
//! there was to say, which editions came of it. A document of which nothing has
//! changed is not even read.
//!
//! An entry is a file that carries the hash of its name and content. Each is
//! written whole under another name and then renamed, so that processes may share
//! a folder and be ended at any moment; what is damaged, moved to another name, or
//! of another build of fuzi, is no entry.

mod clean;
mod entry;
mod pictures;
mod store;

use std::path::{Path, PathBuf};

use super::base;
use super::files::{self, FileError, record};
use super::job::Job;
use super::outcome::{Goal, JobOutcome, Options, Output, edition_path};
pub use clean::clean;
use entry::{Entry, Made};
pub(super) use pictures::{ImageCache, Pictures};
use record::{DiskState, Inputs};
use store::{Kind, Store};

/// What tells one build of fuzi from another.
pub const BUILD: &str = concat!("fuzi ", env!("CARGO_PKG_VERSION"), " ", env!("FUZI_BUILD"));

/// Where it is kept what came of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CacheAt {
    /// In `.fuzi/cache` beside the `fuzi.toml`; nowhere without one.
    #[default]
    Project,
    /// In a folder that several projects may share.
    Folder(PathBuf),
    /// Nowhere: every document is built.
    Nowhere,
}

/// The place of one document in a cache.
pub(super) struct Slot {
    store: Store,
    key: String,
}

impl CacheAt {
    /// The folder for a document; `None` if nothing is kept of it.
    pub(super) fn folder(&self, job: &Job) -> Option<PathBuf> {
        Some(Store::of(self, job)?.folder().to_owned())
    }

    /// The place of a document; `None` if nothing is kept of it.
    pub(super) fn slot(&self, job: &Job, options: &Options) -> Option<Slot> {
        let is_kept = job.input.is_none() && !matches!(options.goal, Goal::Emit(_));
        let store = Store::of(self, job).filter(|_| is_kept)?;
        // Entries speak of files, which are different ones in every folder.
        let whose = if store.is_shared() { job.root.real().display().to_string() } else { String::new() };
        // Nothing notes what an earlier version says.
        if options.track_from.is_some() {
            return None;
        }
        let key = record::hash(format!("{BUILD}\n{whose}\n{}", question(job, options)).as_bytes());
        Some(Slot { store, key })
    }
}

/// Everything that is asked for besides the content of files.
pub(super) fn question(job: &Job, options: &Options) -> String {
    let Job { sources, outline, style, bibliography, csl, variables, newline, set, record, profile, .. } = job;
    let output = options.output_path(job);
    let output = output.strip_prefix(job.root.shown(Path::new(""))).unwrap_or(&output);
    // Under --strict more is said.
    let Options { style: by_command, sheet, own_fonts, strict, .. } = options;
    let Job { levels, limits, .. } = job;
    let editions = options.editions(job);
    let (carried, raw, tracked) = (options.carries_source(job), options.allows_raw(job), options.tracks(job));
    let asked = format!(
        "{output:?} {editions:?} {by_command:?} {sheet:?} {own_fonts} {carried} {raw} {tracked} {strict:?} {levels:?} {limits:?}"
    );
    let own = format!("{sources:?} {outline:?} {style:?} {bibliography:?} {csl:?} {variables:?} {newline:?}");
    format!("{own} {set:?} {record:?} {profile:?} {asked}")
}

impl Slot {
    fn entry(&self) -> Option<Entry> {
        serde_json::from_slice(&self.store.read(Kind::Document, &self.key)?).ok()
    }

    /// What the document was made of the last time.
    pub(super) fn inputs(&self) -> Option<Inputs> {
        self.entry().map(|entry| entry.inputs.into_iter().collect())
    }

    /// What came of the document, if nothing has changed since.
    pub(super) fn fresh(&self, job: &Job, options: &Options, answers: &DiskState) -> Option<JobOutcome> {
        let entry = self.entry()?;
        let inputs: Inputs = entry.inputs.iter().cloned().collect();
        if !answers.agree(job.root.real(), &inputs) {
            return None;
        }
        let output = options.output_path(job);
        if !entry.base.as_deref().is_none_or(|hash| base::is_kept(job, options, hash)) {
            return None;
        }
        let outputs: Vec<Output> = entry.outputs.iter().map(|made| made.still_there(&output)).collect::<Option<_>>()?;
        let (sources, diagnostics) = entry.said(&job.root)?;
        if options.strict.refuses(&diagnostics) {
            return None;
        }
        Some(JobOutcome { sources, diagnostics, outputs, fresh: true, inputs, ..JobOutcome::default() })
    }

    /// Keeps what came of the document.
    ///
    /// # Errors
    ///
    /// If the folder cannot be written; the editions are there all the same.
    pub(super) fn keep(&self, job: &Job, built: &JobOutcome) -> Result<(), FileError> {
        let outputs = built.outputs.iter().filter_map(Made::of).collect();
        let entry = Entry::of(&job.root, built, outputs);
        let body = serde_json::to_vec(&entry).unwrap_or_default();
        self.store.write(Kind::Document, &self.key, &body)
    }
}

impl Made {
    fn of(output: &Output) -> Option<Self> {
        let stamp = files::stamp(&output.path)?;
        let hash = record::hash(&files::read_named(&output.path).ok()?);
        Some(Self { edition: output.edition.extension().to_owned(), pages: output.pages, stamp, hash })
    }

    /// The edition, if its file is still the one that was written. Its size and
    /// time tell; where the time differs, as in a copy, its content does.
    fn still_there(&self, output: &Path) -> Option<Output> {
        let edition = self.edition()?;
        let path = edition_path(output, edition);
        let stamp = files::stamp(&path)?;
        let same = stamp == self.stamp
            || (stamp.len == self.stamp.len && record::hash(&files::read_named(&path).ok()?) == self.hash);
        same.then_some(Output { edition, path, pages: self.pages, written: false })
    }
}
