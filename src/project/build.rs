//! A job becomes its editions: read, resolve, lay out, write.

use std::path::Path;

use super::base;
use super::bibliography::{self, StyleName};
use super::cache::Pictures;
use super::editions::{EditionWriter, Live, Warm};
use super::files::{self, Content, FileError};
use super::fonts::report_missing;
use super::header_logo;
use super::job::Job;
use super::load::{Loader, Stop};
use super::outcome::{Edition, Emit, Goal, JobOutcome, Made, Options, Output};
use super::own_pages;
use super::page_lines;
use super::panics;
use super::preview::Onlooker;
use super::risk;
use super::sheets::{By, Sheets};
use super::since;
use super::strong;
use super::template;
use super::variables;
use super::whole_pages;
use crate::assets::{Fonts, Image};
use crate::check::examine_leftovers;
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, Spanned};
use crate::model::Lang;
use crate::model::document::Document;
use crate::resolve;
use crate::style::{self, Loaded, Wanted};
use crate::template::Template;
use crate::write::docx::Manuscript;

/// Builds a job on the thread that calls and writes its editions.
pub(super) fn run(
    job: &Job,
    options: &Options,
    pictures: &Pictures<'_>,
    warm: &mut Warm,
    onlooker: Onlooker<'_>,
) -> JobOutcome {
    make(job, options, pictures, warm, onlooker, |files, loader, built| {
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
    onlooker: Onlooker<'_>,
    deliver: impl FnOnce(Vec<(Output, Content)>, &Loader<'_>, &mut JobOutcome),
) -> JobOutcome {
    let mut built = JobOutcome::default();
    let mut sink = Sink::new();
    let (root, record) = job.root.recording();
    let mut loader = Loader::new(&root, job, options.allows_raw(job), options.tracks(job));
    let live = Live { pages: onlooker.pages, wanted: &|| (onlooker.wanted)(&record.inputs()) };
    let outcome = panics::caught(&job.id(), || editions(job, options, &mut loader, pictures, warm, live, &mut sink));
    let outcome = outcome.unwrap_or_else(|bug| {
        // What a panic left half done serves no later build.
        *warm = Warm::default();
        Err(Stop::Errors(vec![bug]))
    });
    built.inputs = record.inputs();
    let made = match outcome {
        Ok(made) => Some(made),
        Err(Stop::File(error)) => {
            built.file_error = Some(error);
            None
        }
        Err(Stop::Errors(errors)) => {
            sink.extend(errors);
            None
        }
        Err(Stop::Abandoned) => {
            built.abandoned = true;
            None
        }
    };
    built.diagnostics = job.levels.apply(sink.into_sorted());
    match made {
        Some(Made::Emitted(text)) => built.emitted = Some(text),
        Some(Made::Files(files, layout)) => {
            built.layout = layout.filter(|_| options.keep_layout);
            if !options.strict.refuses(&built.diagnostics) && options.goal == Goal::Build {
                deliver(files, &loader, &mut built);
            }
        }
        None => {}
    }
    built.sources = loader.sources;
    built
}

/// Refuses to write editions through a link that leads out of the project and of
/// the folder that the command names.
fn within(job: &Job, options: &Options) -> Result<(), FileError> {
    let of_output = options.output.as_ref().map(|(output, _)| match output.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    });
    let named = of_output.or(options.out_dir.as_deref());
    // A folder that is not there yet has no links in it.
    if named.is_some_and(|folder| !files::is_there(folder)) {
        return Ok(());
    }
    let named = named.map(files::resolved);
    let allowed: Vec<&Path> = named.as_deref().into_iter().chain([job.root.real()]).collect();
    let advice = "name the folder with --out-dir if the editions are to go there";
    files::bounds::check(&options.output_path(job), &allowed, advice)
}

fn write_files(files: Vec<(Output, Content)>, built: &mut JobOutcome) {
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
    live: Live<'_>,
    sink: &mut Sink,
) -> Result<Made, Stop> {
    let mut document = loader.document(job, sink)?;
    #[cfg(test)]
    panics::inject(&document);
    variables::apply(&job.variables, &mut document, &mut loader.sources, sink).map_err(Stop::Errors)?;
    strong::apply(job, &mut document, &mut loader.sources).map_err(Stop::Errors)?;
    let (loaded, template, citations) = load_style(job, options, &document, loader)?;
    let profiles = loader.profiles.iter().chain(&loaded.profiles).map(String::as_str);
    if let Some(error) = job.profile.as_ref().and_then(|profile| profile.unknown(profiles)) {
        return Err(Stop::Errors(vec![error]));
    }
    if document.meta.lang.is_none() {
        let start = Span::new(SourceId(0), 0, 0);
        let told = resolve::language(&document).or_else(|| Lang::parse(loaded.lang?));
        document.meta.lang = told.map(|lang| Spanned::new(lang, start));
    }
    // A build looks for what somebody names, `check` for everything.
    let rules = match options.goal {
        Goal::Check => job.levels.clone(),
        Goal::Build | Goal::Emit(_) => job.levels.only_set(options.strict.wanted()),
    };
    let references = bibliography::load(job, &document, citations.clone(), &rules, loader, sink);
    let editions = options.editions(job);
    let mut style = document.meta.lang.iter().fold(loaded.style.clone(), |style, lang| style.localized(&lang.value));
    page_lines::fill(&mut style, &loaded.places, job, &mut document, sink);
    header_logo::find(&style, &loaded.places, &mut document, sink);
    whole_pages::find(&style, &loaded.places, loader, pictures, &mut document).map_err(Stop::Errors)?;
    // Word has fonts of its own.
    let mut families = if editions.contains(&Edition::Pdf) { style.families() } else { Vec::new() };
    if let Some(template) = template.as_ref().filter(|_| !families.is_empty()) {
        let more: Vec<&str> = template.families_of_pages().filter(|name| !families.contains(name)).collect();
        families.extend(more);
    }
    let mut image_sink = Sink::new();
    // Where there are pages to lay out, the pictures are made ready meanwhile.
    let ready = |image: &Image| {
        if editions.contains(&Edition::Pdf) {
            return image.decode();
        }
        let _ = image.word();
        Ok(())
    };
    let (fonts, mut images) = rayon::join(
        || Fonts::shared(&families, !options.own_fonts),
        || loader.images(&document, pictures, ready, &mut image_sink),
    );
    sink.extend(image_sink.into_sorted());
    fonts.of_system().chain(fonts.missing().iter().map(String::as_str)).for_each(|name| loader.root.note_family(name));
    report_missing(&fonts, &loaded, sink);
    report_empty(&document, sink);
    if let (Some(trial), Goal::Build | Goal::Check) = (&options.trial, options.goal) {
        let found = risk::find(&document, &images, editions.contains(&Edition::Pdf), job.limits);
        found.map_or(Ok(()), |risk| trial.run(job, risk, live.wanted))?;
    }
    let is_examined = rules.examine_any() && !matches!(options.goal, Goal::Emit(_));
    let written = is_examined.then(|| document.clone());
    let mut resolved = resolve::resolve(document, &style, &images, &references, sink);
    if let Some(earlier) = &options.track_from {
        let now = since::Now { job, options, citations, style: &style, images: &images };
        since::mark(earlier, now, &mut resolved, sink)?;
    }
    let place = loaded.places.of("docx.template");
    let resolved = own_pages::set(resolved, template.as_ref(), &style, &editions, place, &mut images, sink);
    examine_leftovers(&resolved, &loader.sources, &job.levels, sink);
    let manuscript = Manuscript { files: loader.manuscript(), carried: options.carries_source(job) };
    let typeset = EditionWriter {
        resolved: &resolved,
        style: &style,
        images: &images,
        fonts: &fonts,
        template: template.as_ref(),
        sources: &loader.sources,
        manuscript,
        live,
    };
    let (made, told) = rayon::join(
        || match options.goal {
            Goal::Emit(Emit::Model) => Ok(Made::Emitted(crate::model::dump(&resolved))),
            Goal::Emit(Emit::Typst) => Ok(Made::Emitted(typeset.source().text)),
            Goal::Build | Goal::Check => typeset.files(&editions, &options.output_path(job), warm, sink),
        },
        || written.as_ref().map(|document| typeset.examined(document, &rules)),
    );
    sink.extend(told.into_iter().flat_map(Sink::into_sorted));
    warm.images = images;
    made
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
    let profile = job.profile.as_ref();
    let wanted = Wanted { settings: &settings, profile: profile.map(|profile| profile.name.as_str()) };
    let loaded = match &options.sheet {
        Some(text) => sheets.load_text(text, wanted),
        None => sheets.load_for(name, by, wanted),
    };
    let loaded = loaded.map_err(Stop::Errors)?;
    let place = loaded.places.of("docx.template");
    let (root, folder) = sheets.folder_of(place);
    let template =
        template::load(&loaded.style.docx, &loaded.places, &folder, &root, job.limits.office).map_err(Stop::Errors)?;
    let folders: Vec<_> = sheets.folders().collect();
    let place = loaded.places.of("citations.style");
    let (root, folder) = sheets.folder_of(place);
    let citations = StyleName { name: loaded.style.citations.style.clone(), place, root, folder };
    folders.into_iter().for_each(|(id, root, folder)| loader.sheet(id, root, folder));
    Ok((loaded, template, citations))
}

fn report_empty(document: &Document, sink: &mut Sink) {
    if document.blocks.is_empty() && document.meta.title.is_none() {
        sink.push(Diagnostic::warning(Code::Empty, None, "the document is empty"));
    }
}
