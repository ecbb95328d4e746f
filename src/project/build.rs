//! A job becomes its editions: read, resolve, lay out, write.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use super::bibliography::{self, StyleName};
use super::files::{self, Content, FileError};
use super::fonts::report_missing;
use super::load::{Loader, Stop};
use super::plan::Job;
use super::sheets::{By, Sheets};
use super::template;
use crate::assets::{Fonts, Image, Images};
use crate::check::{self, Levels, Subject};
use crate::diag::{Code, Diagnostic, Severity, Sink, Sources};
use crate::model::document::Document;
use crate::model::resolved::{Front, Pages, Resolved};
use crate::pdf;
use crate::resolve;
use crate::style::{self, Loaded, Style};
use crate::template::Template;
use crate::write;
use crate::write::docx::{SourceFile, WordFile};

/// The stack of each thread of a build: what is deeply nested is walked
/// recursively by the typesetter, within the bounds of reading.
const STACK: usize = 256 << 20;

/// The threads that build. They are not those of the global pool: a caller that
/// builds several documents from there would hold the very threads that its
/// builds wait for, and their stacks are too small.
static POOL: LazyLock<Result<ThreadPool, ThreadPoolBuildError>> =
    LazyLock::new(|| ThreadPoolBuilder::new().stack_size(STACK).build());

/// One of the two editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
pub enum Emit {
    /// The resolved document as JSON.
    Model,
    /// The Typst source.
    Typst,
}

/// What the user asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The editions; empty for those that the project names, or both.
    pub to: Vec<Edition>,
    /// The folder of the editions; `None` for beside the source.
    pub out_dir: Option<PathBuf>,
    /// The style: a name, or the path of a sheet.
    pub style: Option<String>,
    /// Whether warnings keep the editions from being written.
    pub strict: bool,
    /// Whether the Word file goes without the manuscript.
    pub no_source: bool,
    /// What to hand back instead of writing editions.
    pub emit: Option<Emit>,
    /// Whether the document is examined; then no edition is written.
    pub check: bool,
}

/// An edition that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its file.
    pub path: PathBuf,
    /// How many pages it has, where that is known.
    pub pages: Option<usize>,
}

/// What came of a job.
#[derive(Debug, Default)]
pub struct Built {
    /// The texts that the diagnostics point into.
    pub sources: Sources,
    /// What there is to say, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
    /// The editions that were written.
    pub outputs: Vec<Output>,
    /// What was asked for with [`Options::emit`].
    pub emitted: Option<String>,
    /// Why a file could not be read or written.
    pub file_error: Option<FileError>,
}

impl Built {
    /// Whether the document has errors.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }
}

/// Builds one document.
#[must_use]
pub fn build(job: &Job, options: &Options) -> Built {
    let mut built = Built::default();
    match &*POOL {
        Ok(pool) => pool.install(|| run(job, options, &mut built)),
        Err(error) => {
            let reason = format!("cannot be built: {error}");
            built.file_error = Some(FileError { path: job.output.clone(), reason });
        }
    }
    built
}

/// Does some work on a thread of the builds; `None` if there can be none.
pub(super) fn on_pool<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    POOL.as_ref().ok().map(|pool| pool.install(work))
}

fn run(job: &Job, options: &Options, built: &mut Built) {
    let mut sink = Sink::new();
    let mut loader = Loader::new(&job.root);
    let outcome = editions(job, options, &mut loader, &mut sink);
    built.sources = loader.sources;
    match outcome {
        Ok(Made::Emitted(text)) => built.emitted = Some(text),
        Ok(Made::Files(files)) => {
            let refused = sink.has_errors() || (options.strict && !sink.is_empty());
            if !refused && !options.check {
                write_files(files, built);
            }
        }
        Err(Stop::File(error)) => built.file_error = Some(error),
        Err(Stop::Errors(errors)) => sink.extend(errors),
    }
    built.diagnostics = sink.into_sorted();
    if options.check {
        built.diagnostics = job.levels.apply(std::mem::take(&mut built.diagnostics));
    }
}

/// What a job made.
enum Made {
    Emitted(String),
    Files(Vec<(Output, Content)>),
}

fn write_files(files: Vec<(Output, Content)>, built: &mut Built) {
    let (outputs, contents): (Vec<Output>, Vec<Content>) = files.into_iter().unzip();
    let paths = outputs.iter().map(|output| output.path.clone()).zip(contents).collect::<Vec<_>>();
    match files::write_all(&paths) {
        Ok(()) => built.outputs = outputs,
        Err(error) => built.file_error = Some(error),
    }
}

fn editions(job: &Job, options: &Options, loader: &mut Loader<'_>, sink: &mut Sink) -> Result<Made, Stop> {
    let document = loader.document(&job.sources, sink)?;
    let (loaded, template, citations) = load_style(job, options, &document, loader)?;
    let examined = options.strict || options.check;
    let references = bibliography::load(job, &document, citations, examined, loader, sink);
    let editions = wanted(job, options);
    let style = document.meta.lang.iter().fold(loaded.style.clone(), |style, lang| style.localized(&lang.value));
    // Word has fonts of its own.
    let families = if editions.contains(&Edition::Pdf) { style.families() } else { Vec::new() };
    let mut image_sink = Sink::new();
    // Where there are pages to lay out, the pictures are made ready meanwhile.
    let ready = |image: &Image| {
        if editions.contains(&Edition::Pdf) {
            return image.decode();
        }
        let _ = image.word();
        Ok(())
    };
    let (fonts, images) = rayon::join(|| Fonts::load(&families), || loader.images(&document, ready, &mut image_sink));
    sink.extend(image_sink.into_sorted());
    report_missing(&fonts, &loaded, sink);
    report_empty(&document, sink);
    let written = options.check.then(|| document.clone());
    let resolved = resolve::resolve(document, &style, &images, &references, sink);
    let carries_source = job.carries_source && !options.no_source;
    let typeset = Typeset {
        resolved: &resolved,
        style: &style,
        images: &images,
        fonts: &fonts,
        template: template.as_ref(),
        sources: &loader.sources,
        manuscript: if carries_source { loader.manuscript() } else { Vec::new() },
    };
    let (made, told) = rayon::join(
        || match options.emit {
            Some(Emit::Model) => Ok(Made::Emitted(crate::model::dump(&resolved))),
            Some(Emit::Typst) => Ok(Made::Emitted(typeset.source().text)),
            None => typeset.files(&editions, &output_path(job, options), sink).map(Made::Files),
        },
        || written.as_ref().map(|document| typeset.examined(document, &job.levels)),
    );
    sink.extend(told.into_iter().flat_map(Sink::into_sorted));
    made
}

/// The editions that were asked for, by the command or by the project.
fn wanted(job: &Job, options: &Options) -> Vec<Edition> {
    let named = |edition: &Edition| {
        if options.to.is_empty() {
            job.to.is_empty() || job.to.iter().any(|name| name == edition.extension())
        } else {
            options.to.contains(edition)
        }
    };
    [Edition::Pdf, Edition::Docx].into_iter().filter(named).collect()
}

fn output_path(job: &Job, options: &Options) -> PathBuf {
    match (&options.out_dir, job.output.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => job.output.clone(),
    }
}

/// A resolved document with all that its editions need.
struct Typeset<'a> {
    resolved: &'a Resolved,
    style: &'a Style,
    images: &'a Images,
    fonts: &'a Fonts,
    sources: &'a Sources,
    template: Option<&'a Template>,
    /// What of the manuscript the Word file carries.
    manuscript: Vec<SourceFile<'a>>,
}

impl Typeset<'_> {
    /// What the rules of `check` tell of it.
    fn examined(&self, document: &Document, levels: &Levels) -> Sink {
        let Self { resolved, style, images, fonts, sources, .. } = *self;
        let mut sink = Sink::new();
        check::examine(&Subject { document, resolved, style, images, fonts, sources }, levels, &mut sink);
        sink
    }

    fn source(&self) -> write::typst::TypstSource {
        write::typst::write(self.resolved, self.style, self.images, self.fonts)
    }

    /// Makes the editions. While the pages are laid out, the pictures are made
    /// ready for Word; while the PDF is exported, the Word file is written with
    /// the page numbers of the layout.
    fn files(&self, editions: &[Edition], output: &Path, sink: &mut Sink) -> Result<Vec<(Output, Content)>, Stop> {
        let (wants_pdf, wants_docx) = (editions.contains(&Edition::Pdf), editions.contains(&Edition::Docx));
        let mut layout_sink = Sink::new();
        let (layout, ()) = rayon::join(
            || wants_pdf.then(|| self.layout(&mut layout_sink)).transpose(),
            || self.prepare_pictures(wants_docx),
        );
        sink.extend(layout_sink.into_sorted());
        let layout = layout.map_err(Stop::Errors)?;
        let mut docx_sink = Sink::new();
        let (pdf, docx) = rayon::join(
            || layout.as_ref().map(pdf::export).transpose(),
            || wants_docx.then(|| self.docx(layout.as_ref().map(pdf::Layout::pages), &mut docx_sink)).transpose(),
        );
        sink.extend(docx_sink.into_sorted());
        let pages = layout.as_ref().map(pdf::Layout::page_count);
        let named = |edition: Edition, content: Content| {
            let mut name = output.as_os_str().to_owned();
            name.push(format!(".{}", edition.extension()));
            let pages = pages.filter(|_| edition == Edition::Pdf);
            (Output { path: PathBuf::from(name), pages }, content)
        };
        let pdf = pdf.map_err(Stop::Errors)?.map(|bytes| named(Edition::Pdf, Content::Bytes(bytes)));
        let docx = docx.map_err(Stop::Errors)?.map(|file| named(Edition::Docx, Content::Word(file)));
        Ok(pdf.into_iter().chain(docx).collect())
    }

    fn layout(&self, sink: &mut Sink) -> crate::diag::Result<pdf::Layout> {
        pdf::layout(&self.source(), self.resolved.anchors().len(), self.images, self.fonts, self.sources, sink)
    }

    fn prepare_pictures(&self, wanted: bool) {
        use rayon::prelude::*;
        if wanted {
            self.images.iter().collect::<Vec<_>>().par_iter().for_each(|image| {
                let _ = image.word();
            });
        }
    }

    fn docx(&self, pages: Option<&Pages>, sink: &mut Sink) -> crate::diag::Result<WordFile> {
        if pages.is_none() && self.resolved.fronts().iter().any(|front: &Front| !front.entries.is_empty()) {
            let message = "the contents of the Word file have no page numbers";
            let diagnostic = Diagnostic::warning(Code::ContentsPages, None, message);
            sink.push(diagnostic.hint("build the PDF together with it, or update the contents in Word (F9)"));
        }
        write::docx::write(self.resolved, self.images, self.style, pages, self.template, &self.manuscript, sink)
    }
}

/// The style by the command, the front matter, the project, or the default, and
/// the Word file that it starts from, and the citation style that it names.
fn load_style(
    job: &Job,
    options: &Options,
    document: &Document,
    loader: &mut Loader<'_>,
) -> Result<(Loaded, Option<Template>, StyleName), Stop> {
    let (name, by) = match (&options.style, &document.meta.style, &job.style) {
        (Some(name), ..) => (name.as_str(), By::Command),
        (None, Some(name), _) => (name.value.as_str(), By::Project(Some(name.span))),
        (None, None, Some(name)) => (name.as_str(), By::Project(None)),
        (None, None, None) => (style::DEFAULT, By::Project(None)),
    };
    let mut sheets = Sheets::new(&job.root, &mut loader.sources);
    let loaded = sheets.load_for(name, by, &document.meta.settings).map_err(Stop::Errors)?;
    let template = match wanted(job, options).contains(&Edition::Docx) {
        true => {
            let place = loaded.places.of("docx.template");
            let (root, folder) = sheets.folder_of(place);
            template::load(&loaded.style.docx.template, place, &folder, &root).map_err(Stop::Errors)?
        }
        false => None,
    };
    let place = loaded.places.of("citations.style");
    let (root, folder) = sheets.folder_of(place);
    let citations = StyleName { name: loaded.style.citations.style.clone(), place, root, folder };
    Ok((loaded, template, citations))
}

fn report_empty(document: &Document, sink: &mut Sink) {
    if document.blocks.is_empty() && document.meta.title.is_none() {
        sink.push(Diagnostic::warning(Code::Empty, None, "the document is empty"));
    }
}
