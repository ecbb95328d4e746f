//! What is asked of a job, and what came of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::asked::Asked;
use super::edits::Edits;
use super::files::record::Inputs;
use super::files::{self, Content, FileError};
use super::job::Job;
use super::strict::Strict;
use super::trial::Trial;
use crate::diag::{Diagnostic, Severity, Sources};
use crate::pdf;

/// One of the two editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Edition {
    /// The typeset one.
    Pdf,
    /// The editable one.
    Docx,
}

impl Edition {
    /// The extension of its file.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
}

/// Something to look at instead of the editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Emit {
    /// The resolved document as JSON.
    Model,
    /// The Typst source.
    Typst,
}

/// Where the manuscripts of Word files are kept that do not carry them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseAt {
    /// Nowhere.
    #[default]
    Nowhere,
    /// In `.fuzi/base` beside the `fuzi.toml`; those of single files in the folder
    /// that is given, if one is.
    Project(Option<PathBuf>),
}

/// What becomes of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Goal {
    /// Its editions are written.
    #[default]
    Build,
    /// It is checked for problems; nothing is written.
    Check,
    /// Something to look at is handed back; nothing is written.
    Emit(Emit),
}

/// What the names of editions with changes end with.
const TRACKED: &str = "-changes";

/// What the user asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The editions; empty for those that the project names, or both.
    pub to: Vec<Edition>,
    /// The folder of the editions; `None` for beside the source.
    pub out_dir: Option<PathBuf>,
    /// The one edition that is made, with its file but for the extension.
    pub output: Option<(PathBuf, Edition)>,
    /// The style: a name, or the path of a sheet.
    pub style: Option<String>,
    /// The text of a sheet, which counts more than any style that is named.
    pub sheet: Option<String>,
    /// Whether no font is used but fuzi's own.
    pub own_fonts: bool,
    /// What keeps the editions from being written.
    pub strict: Strict,
    /// Whether the Word file carries the manuscript; `None` for what the project says.
    pub carry_source: Option<bool>,
    /// Whether raw passages go into the editions; `None` for what the project says.
    pub allow_raw: Option<bool>,
    /// What becomes of marks of those who revise a manuscript; `None` for what the
    /// project says.
    pub edits: Option<Edits>,
    /// The manuscript as it was: what has changed since is shown in both editions.
    pub track_from: Option<PathBuf>,
    /// Where the manuscript of a Word file that goes without it is kept.
    pub base: BaseAt,
    /// Whether the pages are handed over too, to be shown.
    pub keep_layout: bool,
    /// What becomes of the document.
    pub goal: Goal,
    /// What tries documents that can compute without end; `None` if they are trusted to
    /// come to one.
    pub trial: Option<Arc<Trial>>,
    /// What is said before documents are found.
    pub asked: Asked,
}

impl Options {
    /// The editions that were asked for, by the command or by the project.
    pub(super) fn editions(&self, job: &Job) -> Vec<Edition> {
        if let Some((_, edition)) = &self.output {
            return vec![*edition];
        }
        let named = |edition: &Edition| {
            if self.to.is_empty() {
                job.to.is_empty() || job.to.iter().any(|name| name == edition.extension())
            } else {
                self.to.contains(edition)
            }
        };
        [Edition::Pdf, Edition::Docx].into_iter().filter(named).collect()
    }

    /// Whether the Word file carries the manuscript.
    pub(super) fn carries_source(&self, job: &Job) -> bool {
        // The manuscript says what the edition of a profile leaves out.
        self.carry_source.unwrap_or(job.carries_source && job.profile.is_none())
    }

    /// Whether raw passages go into the editions.
    pub(super) fn allows_raw(&self, job: &Job) -> bool {
        self.allow_raw.unwrap_or(job.allows_raw)
    }

    /// The editions with changes do not take the place of those without.
    fn named(&self, mut output: PathBuf) -> PathBuf {
        if self.track_from.is_some() {
            let mut name = output.file_name().unwrap_or_default().to_owned();
            name.push(TRACKED);
            output.set_file_name(name);
        }
        output
    }

    /// Whether marks are shown in the Word file. The edition of a profile shows none
    /// unless the command says so: they are for those who write it.
    pub(super) fn tracks(&self, job: &Job) -> bool {
        let usual = if job.profile.is_some() { Edits::Accept } else { job.edits };
        self.edits.unwrap_or(usual) == Edits::Track
    }

    /// Where the editions of a job go, without extension.
    pub(super) fn output_path(&self, job: &Job) -> PathBuf {
        match (&self.output, &self.out_dir) {
            (Some((output, _)), _) => output.clone(),
            (None, Some(folder)) => self.named(folder.join(&job.name)),
            (None, None) => self.named(job.output.clone()),
        }
    }
}

/// An edition that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Output {
    /// Which one.
    pub edition: Edition,
    /// Its file.
    pub path: PathBuf,
    /// How many pages it has, where that is known.
    pub pages: Option<usize>,
    /// Whether it was written; one that holds the same bytes already is left
    /// alone.
    pub written: bool,
}

impl Output {
    /// What its file holds.
    ///
    /// # Errors
    ///
    /// If it cannot be read any more, or a link has taken its place.
    pub fn bytes(&self) -> Result<Vec<u8>, FileError> {
        files::read_written(&self.path)
    }
}

/// What came of a job.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct JobOutcome {
    /// The texts that the diagnostics point into.
    pub sources: Sources,
    /// What there is to say, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
    /// The editions that were written.
    pub outputs: Vec<Output>,
    /// What was asked for with [`Goal::Emit`].
    pub emitted: Option<String>,
    /// Why a file could not be read or written.
    pub file_error: Option<FileError>,
    /// The pages, if they were asked for with [`Options::keep_layout`].
    pub layout: Option<Arc<pdf::Layout>>,
    /// Whether it was left undone because something had changed since it was begun;
    /// nothing was written.
    pub abandoned: bool,
    /// Whether nothing had changed, so that nothing was done.
    pub fresh: bool,
    /// Why the next build will not know of this one.
    pub cache_error: Option<FileError>,
    /// Why the manuscript of the Word file could not be kept.
    pub base_error: Option<FileError>,
    /// The hash of the manuscript that is kept for the Word file.
    pub(super) base: Option<String>,
    /// What was read.
    pub(super) inputs: Inputs,
}

impl JobOutcome {
    /// Whether the document has errors.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether no edition came of it.
    #[must_use]
    pub fn failed(&self, options: &Options) -> bool {
        self.file_error.is_some() || options.strict.refuses(&self.diagnostics)
    }
}

/// What a job made.
pub(super) enum Made {
    Emitted(String),
    Files(Vec<(Output, Content)>, Option<Arc<pdf::Layout>>),
}

/// The file of an edition.
pub(super) fn edition_path(output: &Path, edition: Edition) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(format!(".{}", edition.extension()));
    PathBuf::from(name)
}
