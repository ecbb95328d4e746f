//! The bibliography files and the citation style that a document names.

use std::path::PathBuf;

use super::files::Root;
use super::job::Job;
use super::load::Loader;
use super::strict::OF_ENTRIES;
use crate::check::Levels;
use crate::cite::{self, CitationStyle, Library, References, SourceText};
use crate::diag::{Code, Diagnostic, Sink, Span, message, nearest};
use crate::model::document::Document;

/// The citation style of a sheet: its name, where it is said, and the folder in
/// which a file of that name would lie.
#[derive(Clone)]
pub(super) struct StyleName {
    pub(super) name: String,
    pub(super) place: Option<Span>,
    pub(super) root: Root,
    pub(super) folder: PathBuf,
}

/// Reads all that a document cites from.
///
/// The manuscript counts more than the project file, that more than the sheet.
pub(super) fn load(
    job: &Job,
    document: &Document,
    style: StyleName,
    rules: &Levels,
    loader: &mut Loader<'_>,
    sink: &mut Sink,
) -> References {
    let root = loader.root.clone();
    let named = match (&document.meta.csl, &job.csl) {
        (Some(csl), _) => {
            StyleName { name: csl.value.clone(), place: Some(csl.span), root, folder: loader.folder(csl.span.source) }
        }
        (None, Some(csl)) => StyleName { name: csl.clone(), place: None, root, folder: PathBuf::new() },
        (None, None) => style,
    };
    let style = citation_style(&named, sink);
    let own = document.meta.bibliography.iter();
    let mut files: Vec<(PathBuf, Option<Span>)> = own
        .map(|file| (loader.folder(file.span.source).join(file.value.trim_start_matches("./")), Some(file.span)))
        .collect();
    if files.is_empty() {
        files = job.bibliography.iter().map(|file| (PathBuf::from(file), None)).collect();
    }
    let examined = OF_ENTRIES.into_iter().filter(|code| rules.is_on(*code)).collect();
    References { library: library(&files, loader, sink), style, examined }
}

/// A file beside the place, else a style of that name.
fn citation_style(named: &StyleName, sink: &mut Sink) -> CitationStyle {
    let path = named.folder.join(&named.name);
    let is_path = named.name.contains(['/', '\\']) || named.name.ends_with(".csl");
    let file = named.root.read(&path);
    let failed = match (file, CitationStyle::named(&named.name)) {
        (Ok(bytes), _) if is_path => match CitationStyle::read(&String::from_utf8_lossy(&bytes)) {
            Ok(style) => return style,
            Err(reason) => message!("the citation style “{named}” {reason}", named = named.name, reason),
        },
        (_, Some(style)) => return style,
        (Err(error), None) if is_path => message!("the citation style {error}", error = error.message()),
        _ => message!("there is no citation style “{named}”", named = named.name),
    };
    let diagnostic = Diagnostic::warning(Code::CitationStyle, named.place, failed);
    let diagnostic = diagnostic.hint(message!("{default} is used instead", default = cite::DEFAULT));
    sink.push(match nearest(&named.name, CitationStyle::names()) {
        Some(near) => diagnostic.hint(message!("did you mean “{near}”?", near)),
        None => diagnostic,
    });
    CitationStyle::default()
}

/// Reads the files, each once.
fn library(files: &[(PathBuf, Option<Span>)], loader: &mut Loader<'_>, sink: &mut Sink) -> Library {
    let mut read = Vec::new();
    let mut seen: Vec<PathBuf> = Vec::new();
    for (path, span) in files {
        let bytes = match loader.root.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let diagnostic = Diagnostic::warning(
                    Code::File,
                    *span,
                    message!("the bibliography {error}", error = error.message()),
                );
                sink.push(diagnostic.hint("write the path from the folder of the manuscript"));
                continue;
            }
        };
        if bytes.len() as u64 > loader.limits.bibliography {
            let (name, most) = (loader.root.shown(path).display().to_string(), loader.limits.bibliography >> 20);
            let message = message!("“{name}” is larger than {max_bytes} MB", name, max_bytes = most);
            let diagnostic = Diagnostic::warning(Code::Bibliography, *span, message);
            let raise = message!("raise `{key}` under [limits] if you trust it", key = "bibliography");
            sink.push(diagnostic.hint("keep the works that are cited").hint(raise));
            continue;
        }
        if let Ok(real) = loader.root.locate(path) {
            if seen.contains(&real) {
                continue;
            }
            seen.push(real);
        }
        let name = loader.root.shown(path).display().to_string();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let id = loader.sources.add(name, text.clone());
        if let Err(error) = std::str::from_utf8(&bytes) {
            let at = error.valid_up_to();
            let message = "the bibliography is not UTF-8 from here on; such bytes are lost";
            let diagnostic = Diagnostic::warning(Code::Encoding, Span::new(id, at, at), message);
            sink.push(diagnostic.hint("save the file as UTF-8; it may be in GBK"));
        }
        read.push((id, path.to_string_lossy().into_owned(), text));
    }
    let texts: Vec<SourceText<'_>> = read.iter().map(|(id, name, text)| SourceText { id: *id, name, text }).collect();
    Library::read(&texts, sink)
}
