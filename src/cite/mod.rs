//! Bibliography files and citations become what is printed for them: the text
//! of every citation and of every entry of the list.
//!
//! ```text
//! *.bib ─ bibtex ───────┐                    ┌─ gbt7714 (2015, 2025) ─┐
//!                       ├─► Record ─► CitationStyle ┤                        ├─► Formatted
//! *.json, *.yaml ───────┘                    └─ engine (CSL 1.0) ─────┘
//!        structured
//! ```
//!
//! GB/T 7714 is set by a formatter of our own, because its entries change with
//! the language of each work, which no engine of CSL 1.0 can say; all other
//! styles go through hayagriva. This module must not know how an edition
//! shows a citation, nor where files lie.

mod bibtex;
mod check;
mod engine;
mod gbt7714;
mod language;
mod library;
mod locator;
mod record;
mod structured;
mod style;

pub use library::{Library, SourceText};
use std::collections::BTreeSet;
use style::Engine;
pub use style::{CitationStyle, DEFAULT};

use crate::diag::{Code, Diagnostic, Sink, Span, Spanned, message, nearest};
use crate::model::Lang;
use crate::model::document::Cite;
use crate::model::resolved::Marks;

/// All that a document cites from, and how.
#[derive(Debug, Default)]
pub struct References {
    /// The works.
    pub library: Library,
    /// The citation style.
    pub style: CitationStyle,
    /// What is told of the entries themselves.
    pub examined: BTreeSet<Code>,
}

/// A citation at its place.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What was written.
    pub cite: &'a Cite,
    /// Where.
    pub span: Span,
}

/// Where a part of a text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To an address.
    Url(String),
    /// To an entry of the list, by its place in [`Formatted::entries`].
    Entry(usize),
}

/// Text with one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The text.
    pub text: String,
    /// Its marks.
    pub marks: Marks,
    /// Where it leads.
    pub target: Option<Target>,
}

impl Fragment {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Marks::default(), target: None }
    }

    /// Text that leads to an entry.
    pub fn to_entry(text: impl Into<String>, entry: usize) -> Self {
        Self { target: Some(Target::Entry(entry)), ..Self::plain(text) }
    }
}

/// What is printed for a citation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cited {
    /// Its parts.
    pub fragments: Vec<Fragment>,
    /// Whether it is a footnote.
    pub note: bool,
}

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key of the work.
    pub key: String,
    /// What stands before it, such as `[1]`.
    pub label: Option<String>,
    /// Its text.
    pub fragments: Vec<Fragment>,
    /// Where the work is described.
    pub span: Span,
    /// The place of the first citation among the requests.
    pub first: Option<usize>,
}

/// Everything that is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formatted {
    /// For each request its text.
    pub citations: Vec<Cited>,
    /// The list, in its order.
    pub entries: Vec<Entry>,
}

/// Formats the citations of a document and the list of what they cite.
///
/// `nocite` names works that are listed without being cited, `*` all of them. A
/// key that no file has is told, and printed in bold with a question mark; if
/// there are no works at all, citations are to stay as they were written.
pub fn format(
    requests: &[Request<'_>],
    nocite: &[Spanned<String>],
    references: &References,
    lang: &Lang,
    sink: &mut Sink,
) -> Formatted {
    let library = &references.library;
    if library.is_empty() {
        report_unlisted(requests, sink);
        return Formatted { citations: vec![Cited::default(); requests.len()], entries: Vec::new() };
    }
    report_undefined(requests, nocite, library, sink);
    let listed = library.listed(requests, nocite);
    check::report(references, &listed, sink);
    match &references.style.0 {
        Engine::Gb(rules) => {
            let mut made = gbt7714::format(*rules, requests, &listed, library, lang);
            for (cited, request) in made.citations.iter_mut().zip(requests) {
                cited.fragments = engine::emphasised(std::mem::take(&mut cited.fragments), request);
            }
            made
        }
        Engine::Csl(csl) => engine::format(csl, requests, &listed, library, lang),
    }
}

/// What is printed for a key that no file has.
fn undefined(key: &str) -> Fragment {
    let marks = Marks::default().with(crate::model::Mark::Strong);
    Fragment { text: format!("[{key}?]"), marks, target: None }
}

/// Told once where there is no work at all to cite.
fn report_unlisted(requests: &[Request<'_>], sink: &mut Sink) {
    let Some(first) = requests.first() else { return };
    let count = requests.len();
    let message = match count {
        1 => message!("a citation is printed as written: there is no work to cite"),
        _ => message!("{count} citations are printed as written: there is no work to cite", count),
    };
    let diagnostic = Diagnostic::warning(Code::Citation, first.span, message);
    let diagnostic = diagnostic.hint("name the file of the works in the front matter: bibliography: references.bib");
    sink.push(diagnostic.hint("write \\@ for a word with @ that cites nothing"));
}

fn report_undefined(requests: &[Request<'_>], nocite: &[Spanned<String>], library: &Library, sink: &mut Sink) {
    let cited = requests.iter().flat_map(|request| &request.cite.items).map(|item| &item.key);
    for key in cited.chain(nocite.iter().filter(|key| key.value != "*")) {
        if library.get(&key.value).is_some() {
            continue;
        }
        let message = message!("no bibliography file has the work “{key}”", key = key.value);
        let diagnostic = Diagnostic::warning(Code::Citation, key.span, message);
        sink.push(match nearest(&key.value, library.keys()) {
            Some(near) => diagnostic.hint(message!("did you mean “{near}”?", near)),
            None => diagnostic.hint("write \\@ for a word with @ that cites nothing"),
        });
    }
}
