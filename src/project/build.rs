//! A job becomes its editions: read, resolve, lay out, write.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::base::{self, BaseAt};
use super::bibliography::{self, StyleName};
use super::cache::Pictures;
use super::files::record::Inputs;
use super::files::{self, Content, FileError};
use super::fonts::report_missing;
use super::load::{Loader, Stop};
use super::panics;
use super::plan::Job;
use super::sheets::{By, Sheets};
use super::template;
use super::typeset::Typeset;
use super::variables;
use crate::assets::{Fonts, Image, Images};
use crate::check::examine_leftovers;
use crate::diag::{Code, Diagnostic, Severity, Sink, SourceId, Sources, Span, Spanned};
use crate::model::document::Document;
use crate::model::resolved::Pages;
use crate::pdf;
use crate::resolve;
use crate::style::{self, Loaded};
use crate::template::Template;
use crate::write::docx::Manuscript;

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

/// What the user asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The editions; empty for those that the project names, or both.
    pub to: Vec<Edition>,
    /// The folder of the editions; `None` for beside the source.
    pub out_dir: Option<PathBuf>,
    /// The style: a name, or the path of a sheet.
    pub style: Option<String>,
    /// The text of a sheet, which counts more than any style that is named.
    pub sheet: Option<String>,
    /// Whether no font is used but fuzi's own.
    pub own_fonts: bool,
    /// Whether warnings keep the editions from being written.
    pub strict: bool,
    /// Whether the Word file carries the manuscript, whatever the project says.
    pub source: bool,
    /// Whether the Word file goes without the manuscript, whatever the project says.
    pub no_source: bool,
    /// Where the manuscript of a Word file that goes without it is kept.
    pub base: BaseAt,
    /// Whether the pages are handed back too, to be shown.
    pub keep_layout: bool,
    /// What to hand back instead of writing editions.
    pub emit: Option<Emit>,
    /// Whether the document is examined; then no edition is written.
    pub check: bool,
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
    /// The pages, if they were asked for with [`Options::keep_layout`].
    pub layout: Option<Arc<pdf::Layout>>,
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

impl Built {
    /// Whether the document has errors.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether no edition came of it.
    #[must_use]
    pub fn failed(&self, options: &Options) -> bool {
        self.file_error.is_some() || self.has_errors() || (options.strict && !self.diagnostics.is_empty())
    }
}

/// What is left of a build for the next one of the same document.
#[derive(Debug, Default)]
pub(super) struct Warm {
    pub(super) typesetter: pdf::Warm,
    /// On which page each anchor was.
    pub(super) pages: Option<Pages>,
    /// Held, so that they are known.
    images: Images,
}

/// Builds a job on the thread that calls and writes its editions.
pub(super) fn run(job: &Job, options: &Options, pictures: &Pictures<'_>, warm: &mut Warm) -> Built {
    make(job, options, pictures, warm, |files, loader, built| {
        match within(job, options) {
            Ok(()) => write_files(files, built),
            Err(error) => built.file_error = Some(error),
        }
        base::keep_for(job, options, loader, built);
    })
}

/// Builds a job on the thread that calls and hands over its editions, unless the
/// document has errors.
pub(super) fn make(
    job: &Job,
    options: &Options,
    pictures: &Pictures<'_>,
    warm: &mut Warm,
    deliver: impl FnOnce(Vec<(Output, Content)>, &Loader<'_>, &mut Built),
) -> Built {
    let mut built = Built::default();
    let mut sink = Sink::new();
    let (root, record) = job.root.recording();
    let mut loader = Loader::new(&root, job);
    let outcome = panics::caught(&job.id(), || editions(job, options, &mut loader, pictures, warm, &mut sink));
    let outcome = outcome.unwrap_or_else(|bug| {
        // What a panic left half done serves no later build.
        *warm = Warm::default();
        Err(Stop::Errors(vec![bug]))
    });
    built.inputs = record.inputs();
    match outcome {
        Ok(Made::Emitted(text)) => built.emitted = Some(text),
        Ok(Made::Files(files, layout)) => {
            built.layout = layout.filter(|_| options.keep_layout);
            let refused = sink.has_errors() || (options.strict && !sink.is_empty());
            if !refused && !options.check {
                deliver(files, &loader, &mut built);
            }
        }
        Err(Stop::File(error)) => built.file_error = Some(error),
        Err(Stop::Errors(errors)) => sink.extend(errors),
    }
    built.sources = loader.sources;
    built.diagnostics = sink.into_sorted();
    if options.check {
        built.diagnostics = job.levels.apply(std::mem::take(&mut built.diagnostics));
    }
    built
}

/// What a job made.
pub(super) enum Made {
    Emitted(String),
    Files(Vec<(Output, Content)>, Option<Arc<pdf::Layout>>),
}

/// Refuses to write editions through a link that leads out of the project and of
/// the folder that the command names.
fn within(job: &Job, options: &Options) -> Result<(), FileError> {
    let named = options.out_dir.as_ref();
    // A folder that is not there yet has no links in it.
    if named.is_some_and(|folder| !files::is_there(folder)) {
        return Ok(());
    }
    let named = named.map(|folder| files::resolved(folder));
    let allowed: Vec<&Path> = named.as_deref().into_iter().chain([job.root.real()]).collect();
    let advice = "name the folder with --out-dir if the editions are to go there";
    files::bounds::check(&output_path(job, options), &allowed, advice)
}

fn write_files(files: Vec<(Output, Content)>, built: &mut Built) {
    let (outputs, contents): (Vec<Output>, Vec<Content>) = files.into_iter().unzip();
    let paths = outputs.iter().map(|output| output.path.clone()).zip(contents).collect::<Vec<_>>();
    match files::write_all(&paths) {
        Ok(changed) => {
            let outputs = outputs.into_iter().zip(changed);
            built.outputs = outputs.map(|(output, written)| Output { written, ..output }).collect();
        }
        Err(error) => built.file_error = Some(error),
    }
}

fn editions(
    job: &Job,
    options: &Options,
    loader: &mut Loader<'_>,
    pictures: &Pictures<'_>,
    warm: &mut Warm,
    sink: &mut Sink,
) -> Result<Made, Stop> {
    let mut document = loader.document(&job.sources, sink)?;
    #[cfg(test)]
    panics::inject(&document);
    variables::apply(&job.variables, &mut document, &mut loader.sources, sink).map_err(Stop::Errors)?;
    if document.meta.lang.is_none() {
        let start = Span::new(SourceId(0), 0, 0);
        document.meta.lang = resolve::language(&document).map(|lang| Spanned::new(lang, start));
    }
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
    let (fonts, images) = rayon::join(
        || Fonts::shared(&families, !options.own_fonts),
        || loader.images(&document, pictures, ready, &mut image_sink),
    );
    sink.extend(image_sink.into_sorted());
    fonts.of_system().chain(fonts.missing().iter().map(String::as_str)).for_each(|name| loader.root.note_family(name));
    report_missing(&fonts, &loaded, sink);
    report_empty(&document, sink);
    let written = options.check.then(|| document.clone());
    let resolved = resolve::resolve(document, &style, &images, &references, sink);
    examine_leftovers(&resolved, &loader.sources, &job.levels, sink);
    let manuscript = Manuscript { files: loader.manuscript(), carried: base::carries_source(job, options) };
    let typeset = Typeset {
        resolved: &resolved,
        style: &style,
        images: &images,
        fonts: &fonts,
        template: template.as_ref(),
        sources: &loader.sources,
        manuscript,
    };
    let (made, told) = rayon::join(
        || match options.emit {
            Some(Emit::Model) => Ok(Made::Emitted(crate::model::dump(&resolved))),
            Some(Emit::Typst) => Ok(Made::Emitted(typeset.source().text)),
            None => typeset.files(&editions, &output_path(job, options), warm, sink),
        },
        || written.as_ref().map(|document| typeset.examined(document, &job.levels)),
    );
    sink.extend(told.into_iter().flat_map(Sink::into_sorted));
    warm.images = images;
    made
}

/// The editions that were asked for, by the command or by the project.
pub(super) fn wanted(job: &Job, options: &Options) -> Vec<Edition> {
    let named = |edition: &Edition| {
        if options.to.is_empty() {
            job.to.is_empty() || job.to.iter().any(|name| name == edition.extension())
        } else {
            options.to.contains(edition)
        }
    };
    [Edition::Pdf, Edition::Docx].into_iter().filter(named).collect()
}

/// Where the editions of a job go, without extension.
pub(super) fn output_path(job: &Job, options: &Options) -> PathBuf {
    options.out_dir.as_ref().map_or_else(|| job.output.clone(), |folder| folder.join(&job.name))
}

/// The file of an edition.
pub(super) fn edition_path(output: &Path, edition: Edition) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(format!(".{}", edition.extension()));
    PathBuf::from(name)
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
    let mut sheets = Sheets::new(loader.root, &mut loader.sources);
    let settings = resolve::settings(document);
    let loaded = match &options.sheet {
        Some(text) => sheets.load_text(text, &settings),
        None => sheets.load_for(name, by, &settings),
    };
    let loaded = loaded.map_err(Stop::Errors)?;
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
