//! What has changed since an earlier version of a manuscript is shown in the editions.

use std::path::Path;

use super::bibliography::{self, StyleName};
use super::files::{self, FileError};
use super::job::Job;
use super::load::{Loader, Stop};
use super::outcome::Options;
use super::{git, strong, variables};
use crate::assets::Images;
use crate::diag::{Code, Sink, SourceId, Span, Spanned, message};
use crate::model::resolved::Resolved;
use crate::style::Style;
use crate::{resolve, track};

/// Shows in a document what has changed since an earlier version of its manuscript.
///
/// # Errors
///
/// If that cannot be read, has errors of its own, or is not all of the document.
pub(super) fn mark(earlier: &Path, now: Now<'_>, resolved: &mut Resolved, sink: &mut Sink) -> Result<(), Stop> {
    let Now { job, options, citations, style, images } = now;
    let refused = |reason| Stop::File(FileError::new(earlier, reason));
    let [source] = job.sources.as_slice() else {
        return Err(refused(message!("is one file, and the document has several: it cannot be compared")));
    };
    let bytes = earlier_bytes(earlier, job, source)?;
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(refused(message!("is not UTF-8; save it as UTF-8")));
    };
    let root = job.root.with_texts(vec![(source.display().to_string(), text)]);
    let mut loader = Loader::new(&root, job, options.allows_raw(job), false);
    // What is wrong with it was said when it was built.
    let mut unheard = Sink::new();
    let broken = |_| refused(message!("has errors; build it by itself to see them"));
    let mut document = match loader.document(job, &mut unheard) {
        Err(Stop::Errors(errors)) => return Err(broken(errors)),
        read => read?,
    };
    variables::apply(&job.variables, &mut document, &mut loader.sources, &mut unheard).map_err(broken)?;
    strong::apply(job, &mut document, &mut loader.sources).map_err(broken)?;
    // Both versions are read in the language of the new one.
    document.meta.lang = Some(Spanned::new(resolved.meta().lang.clone(), Span::new(SourceId(0), 0, 0)));
    let references = bibliography::load(
        job,
        &document,
        citations,
        &job.levels.only_set(std::iter::empty()),
        &mut loader,
        &mut unheard,
    );
    let old = resolve::resolve(document, style, images, &references, &mut unheard);
    let found = track::mark(&old, resolved);
    let start = Span::new(SourceId(0), 0, 0);
    if found.inserted + found.deleted == 0 {
        let message = message!("nothing has changed since “{earlier}”", earlier = earlier.display());
        sink.warn(Code::NotPrinted, start, message);
    }
    if found.lost_notes > 0 {
        let count = found.lost_notes;
        let message = message!("{count} footnotes went with what was taken out; their texts are not shown", count);
        sink.warn(Code::NotPrinted, start, message);
    }
    Ok(())
}

/// The bytes of an earlier version: those of a file of that name, else of the revision
/// that git knows by it.
fn earlier_bytes(earlier: &Path, job: &Job, source: &Path) -> Result<Vec<u8>, Stop> {
    let missing = match files::read_named(earlier) {
        Err(error) if error.is_missing() && !job.root.is_in_memory() => error,
        read => return read.map_err(Stop::File),
    };
    let revision = earlier.to_str().and_then(|revision| git::at_revision(job.root.real(), source, revision));
    // What looks like a path was meant as one.
    let is_path = earlier.extension().is_some_and(|extension| extension == "md");
    let unknown = || match is_path {
        true => missing,
        false => FileError::new(earlier, message!("is neither a file nor a revision in which git has the manuscript")),
    };
    revision.ok_or_else(|| Stop::File(unknown()))
}

/// What an earlier version is compared with, and in which looks.
pub(super) struct Now<'a> {
    pub(super) job: &'a Job,
    pub(super) options: &'a Options,
    pub(super) citations: StyleName,
    pub(super) style: &'a Style,
    pub(super) images: &'a Images,
}
