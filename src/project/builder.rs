//! A document on the disk or in memory becomes its editions as bytes: what a
//! program calls that uses fuzi as a library.
//!
//! It writes no file. `fuzi build` takes the same way up to the editions and then
//! writes them.

use std::path::PathBuf;

use super::discover::{discover_in_memory, discover_with};
use super::edits::Edits;
use super::error::Error;
use super::files::{FileError, Files, Root};
use super::job::Job;
use super::outcome::{Edition, Goal, JobOutcome, Options};
use super::strict::Strict;
use super::threads::build_in_memory;
use crate::diag::render::{Look, render};
use crate::diag::{Diagnostic, Message, Place, Severity, Sources, message};

/// Builds one document and hands its editions back as bytes.
///
/// From memory, without touching the file system:
///
/// ```
/// use fuzi::{Builder, Edition, Files};
///
/// # fn main() -> Result<(), fuzi::project::FileError> {
/// let files = Files::new()
///     .with("report.md", "# 结果 {#sec:result}\n\n见[@wang2022]与@sec:result。\n")
///     .with("refs.bib", "@book{wang2022, title={内涝}, author={王平}, year={2022}}");
/// let outcome = Builder::from_memory("report.md", files)
///     .style_sheet("inherits = \"report\"\n[body]\nsize = \"四号\"\n")
///     .editions([Edition::Docx])
///     .build()?;
/// assert!(outcome.docx.is_some_and(|bytes| bytes.starts_with(b"PK")));
/// # Ok(())
/// # }
/// ```
///
/// From the disk, as `fuzi build` finds it: a manuscript, or a folder with a
/// `fuzi.toml`.
///
/// ```no_run
/// # fn main() -> Result<(), fuzi::project::FileError> {
/// let outcome = fuzi::Builder::from_path("report").strict(true).build()?;
/// eprint!("{}", outcome.report(fuzi::diag::render::Format::Human));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Builder {
    from: Origin,
    document: Option<String>,
    options: Options,
}

/// Where a document comes from.
#[derive(Debug, Clone)]
enum Origin {
    Disk(PathBuf),
    Memory(PathBuf, Files),
}

/// What came of a document.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Outcome {
    /// The typeset edition; `None` if it was not asked for or the document has
    /// errors.
    pub pdf: Option<Vec<u8>>,
    /// The Word file; `None` if it was not asked for or the document has errors.
    pub docx: Option<Vec<u8>>,
    /// How many pages the typeset edition has.
    pub pages: Option<usize>,
    /// Errors and warnings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub sources: Sources,
}

impl Builder {
    /// A document on the disk: a Markdown file, a `fuzi.toml`, or a folder. Where
    /// a project has several documents, [`Builder::document`] chooses one.
    #[must_use]
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        Self::new(Origin::Disk(path.into()), Options::default())
    }

    /// A document in memory: the path of its manuscript, or `fuzi.toml`, and the
    /// files, that one among them. Nothing is read from the disk: a font that is
    /// not fuzi's own is not found unless [`Builder::system_fonts`] allows it.
    #[must_use]
    pub fn from_memory(path: impl Into<PathBuf>, files: Files) -> Self {
        Self::new(Origin::Memory(path.into(), files), Options { own_fonts: true, ..Options::default() })
    }

    fn new(from: Origin, options: Options) -> Self {
        Self { from, document: None, options }
    }

    /// Chooses the document of a project by its id, which `fuzi plan` shows.
    #[must_use]
    pub fn document(mut self, id: impl Into<String>) -> Self {
        self.document = Some(id.into());
        self
    }

    /// Makes these editions instead of those that the project names, or both.
    #[must_use]
    pub fn editions(mut self, editions: impl IntoIterator<Item = Edition>) -> Self {
        self.options.to = editions.into_iter().collect();
        self
    }

    /// Uses a style instead of the one that the document names: a style of fuzi,
    /// a name in the folder `styles/`, or the path of a sheet.
    #[must_use]
    pub fn style(mut self, name: impl Into<String>) -> Self {
        self.options.style = Some(name.into());
        self
    }

    /// Uses a style sheet that lies in no file. It counts more than every style
    /// that is named.
    #[must_use]
    pub fn style_sheet(mut self, text: impl Into<String>) -> Self {
        self.options.sheet = Some(text.into());
        self
    }

    /// Gives a variable a value, which counts before the front matter and the
    /// project file.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.asked.variables.insert(0, (name.into(), value.into()));
        self
    }

    /// Builds the edition of a profile.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.options.asked.profiles = vec![name.into()];
        self
    }

    /// Makes no edition of a document with warnings, and also reports what is
    /// missing in its bibliography. With a [`Strict`] in place of `true` only
    /// warnings of some kinds count.
    #[must_use]
    pub fn strict(mut self, strict: impl Into<Strict>) -> Self {
        self.options.strict = strict.into();
        self
    }

    /// Puts the manuscript into the Word file, or leaves it out, whatever the
    /// project says.
    #[must_use]
    pub fn carry_source(mut self, carried: bool) -> Self {
        self.options.carry_source = Some(carried);
        self
    }

    /// Puts raw passages of Typst and OpenXML into the editions, or prints them as code,
    /// whatever the project says. Only for a manuscript that is trusted: Typst can
    /// compute without end, and OpenXML can name files and programs.
    #[must_use]
    pub fn allow_raw(mut self, allowed: bool) -> Self {
        self.options.allow_raw = Some(allowed);
        self
    }

    /// Shows the marks of those who revise the manuscript in the Word file, or leaves
    /// them out, whatever the project says.
    #[must_use]
    pub fn edits(mut self, edits: Edits) -> Self {
        self.options.edits = Some(edits);
        self
    }

    /// Whether fonts of this machine may be used where the style names them: yes
    /// for a document on the disk, no for one in memory, unless this is called.
    #[must_use]
    pub fn system_fonts(mut self, allowed: bool) -> Self {
        self.options.own_fonts = !allowed;
        self
    }

    /// Builds the document.
    ///
    /// # Errors
    ///
    /// If a file that the document consists of cannot be read, or no single
    /// document is chosen. Mistakes in the document are diagnostics of the outcome.
    pub fn build(&self) -> Result<Outcome, FileError> {
        self.run(&self.options)
    }

    /// Checks the document for problems, as `fuzi check` does; makes no edition.
    ///
    /// # Errors
    ///
    /// As those of [`Builder::build`].
    pub fn check(&self) -> Result<Outcome, FileError> {
        self.run(&Options { goal: Goal::Check, strict: Strict::Errors, ..self.options.clone() })
    }

    fn run(&self, options: &Options) -> Result<Outcome, FileError> {
        let job = match self.jobs() {
            Ok(jobs) => self.chosen(jobs)?,
            Err(Error::File(error)) => return Err(*error),
            Err(Error::Diagnostics(diagnostics, sources)) => {
                return Ok(Outcome { diagnostics, sources, ..Outcome::default() });
            }
        };
        let (built, files) = build_in_memory(&job, options);
        let JobOutcome { sources, diagnostics, file_error, .. } = built;
        if let Some(error) = file_error {
            return Err(error);
        }
        let mut outcome = Outcome { sources, diagnostics, ..Outcome::default() };
        for (output, content) in files {
            let packed = content.into_bytes();
            let bytes =
                packed.map_err(|error| FileError::new(output.path, message!("cannot be packed: {error}", error)))?;
            match output.edition {
                Edition::Pdf => (outcome.pdf, outcome.pages) = (Some(bytes), output.pages),
                Edition::Docx => outcome.docx = Some(bytes),
            }
        }
        Ok(outcome)
    }

    fn jobs(&self) -> Result<Vec<Job>, Error> {
        let asked = &self.options.asked;
        let found = match &self.from {
            Origin::Disk(path) => discover_with(path, asked),
            Origin::Memory(path, files) => match files.refused() {
                Some(path) => Err(FileError::new(path, "is not a path within the project").into()),
                None => discover_in_memory(&Root::in_memory(files.clone()), path, asked),
            },
        }?;
        found.refused.map_or(Ok(found.jobs), Err)
    }

    /// The only document, or the one of the id that was asked for.
    fn chosen(&self, mut jobs: Vec<Job>) -> Result<Job, FileError> {
        if let Some(id) = &self.document {
            jobs.retain(|job| job.id() == *id);
        }
        let refuse = |reason: Message| {
            let (Origin::Disk(path) | Origin::Memory(path, _)) = &self.from;
            FileError::new(path, reason)
        };
        match (jobs.pop(), jobs.len(), &self.document) {
            (Some(job), 0, _) => Ok(job),
            (None, _, Some(id)) => Err(refuse(message!("has no document with the id “{id}”", id))),
            (None, _, None) => Err(refuse(message!("has no document"))),
            (Some(_), rest, _) => {
                Err(refuse(message!("has {count} documents; choose one with Builder::document", count = rest + 1)))
            }
        }
    }
}

impl Outcome {
    /// Whether the document has errors, so that no edition was made.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The file, line and column of a diagnostic; `None` if it has no place.
    #[must_use]
    pub fn place(&self, diagnostic: &Diagnostic) -> Option<(&str, Place)> {
        let span = diagnostic.span?;
        let source = self.sources.get(span.source)?;
        Some((source.name(), source.place(span.range().start)))
    }

    /// The diagnostics as text, in a format of [`crate::diag::render`].
    #[must_use]
    pub fn report(&self, look: impl Into<Look>) -> String {
        let look = look.into();
        self.diagnostics.iter().map(|diagnostic| render(diagnostic, &self.sources, look)).collect()
    }
}
