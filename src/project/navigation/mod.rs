//! The navigation of a site generator becomes the files of a document in their order:
//! mkdocs' `nav`, Quarto's chapters, mdBook's `SUMMARY.md`, the sidebars of Docusaurus,
//! VuePress and VitePress.
//!
//! It must not know what the files hold.

mod docusaurus;
mod literal;
mod mkdocs;
mod quarto;
mod summary;
mod vitepress;

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::files::{self, FileError, Root, joined};
use crate::diag::{Code, Diagnostic, Message, SourceId, Span, Spanned, message};
use crate::model::Value;
use crate::yaml::{self, Subject};

/// The name of the editions of a document that a navigation makes.
pub(super) const NAME: &str = "book";
/// The navigations that a folder itself may hold.
const OF_FOLDERS: [&str; 6] =
    ["mkdocs.yml", "mkdocs.yaml", "_quarto.yml", "_quarto.yaml", "src/SUMMARY.md", "SUMMARY.md"];
/// How deep entries may stand in entries.
const MAX_DEPTH: u8 = 16;
/// The names of pages that stand for their folders.
const PAGES: [&str; 2] = ["index", "README"];

/// A text of a navigation and a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Which of the texts.
    pub(super) text: usize,
    /// The bytes.
    pub(super) range: Range<usize>,
}

/// What a document consists of, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A heading between files.
    Heading { title: String, depth: u8, place: Place },
    /// A file within the root.
    File { path: PathBuf, depth: u8, title: Option<String>, appendix: bool, place: Option<Place> },
}

/// The order of a document that a navigation gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// The texts of the navigations, by their paths within the root.
    pub(super) texts: Vec<(PathBuf, String)>,
    /// What the whole is called.
    pub(super) title: Option<(String, Place)>,
    /// The headings and files.
    pub(super) steps: Vec<Step>,
    /// What is wrong at which place.
    pub(super) problems: Vec<(Place, Message)>,
}

/// What a navigation lists, before its files are looked for.
#[derive(Debug, Default)]
struct Listed {
    title: Option<Spanned<String>>,
    entries: Vec<Entry>,
    /// The folder of its paths, from that of the navigation on.
    folder: String,
    problems: Vec<(Span, Message)>,
}

/// An entry of a navigation.
#[derive(Debug)]
struct Entry {
    title: Option<String>,
    /// The path as it is written.
    path: Option<String>,
    span: Span,
    children: Vec<Entry>,
    appendix: bool,
}

impl Entry {
    fn new(title: Option<String>, path: Option<String>, span: Span) -> Self {
        Self { title, path, span, children: Vec::new(), appendix: false }
    }
}

/// Whether a file is a navigation by its name.
pub(super) fn is_navigation(path: &Path) -> bool {
    kind(path).is_some()
}

/// The folder of the site that a navigation is of: `docs` of
/// `docs/.vitepress/config.ts`, else the folder of the file.
pub(super) fn site(path: &Path) -> &Path {
    let folder = path.parent().unwrap_or(Path::new(""));
    if vitepress::is_config(path) { folder.parent().unwrap_or(Path::new("")) } else { folder }
}

type Read = fn(&Root, &Path, &str, &mut Vec<Diagnostic>) -> Listed;

fn kind(path: &Path) -> Option<Read> {
    if vitepress::is_config(path) {
        return Some(vitepress::read);
    }
    match path.file_name()?.to_str()? {
        "mkdocs.yml" | "mkdocs.yaml" => Some(mkdocs::read),
        "_quarto.yml" | "_quarto.yaml" => Some(quarto::read),
        "SUMMARY.md" => Some(summary::read),
        "sidebars.json" | "sidebars.js" | "sidebars.ts" => Some(docusaurus::read),
        _ => None,
    }
}

/// The navigation that a folder holds and that makes one document of it.
pub(super) fn of_folder(root: &Root, folder: &Path) -> Option<PathBuf> {
    let makes_a_book = |path: &PathBuf| {
        let is_quarto = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("_quarto"));
        root.is_file(path) && (!is_quarto || quarto::is_book(root, path))
    };
    OF_FOLDERS.into_iter().map(|name| folder.join(name)).find(makes_a_book)
}

/// A diagnostic that points into another source.
pub(super) fn moved(diagnostic: Diagnostic, source: SourceId) -> Diagnostic {
    let span = diagnostic.span.map(|span| Span { source, ..span });
    Diagnostic { span, ..diagnostic }
}

impl Outline {
    /// Adds what a navigation lists; its mistakes are errors at their places, with the
    /// number of the text as their source.
    pub(super) fn read(&mut self, root: &Root, path: &Path, errors: &mut Vec<Diagnostic>) -> Result<(), FileError> {
        let Some(read) = kind(path) else { return Ok(()) };
        let text = String::from_utf8_lossy(&root.read(path)?).into_owned();
        let listed = read(root, path, &text, errors);
        let at = self.texts.len();
        self.texts.push((path.to_owned(), text));
        let place = |span: Span| Place { text: at, range: span.range() };
        if self.title.is_none() {
            self.title = listed.title.map(|title| (title.value, place(title.span)));
        }
        self.problems.extend(listed.problems.into_iter().map(|(span, message)| (place(span), message)));
        let folder = path.parent().unwrap_or(Path::new("")).join(&listed.folder);
        let mut seen: HashSet<PathBuf> = self.files().map(Path::to_owned).collect();
        seen.insert(path.to_owned());
        let mut walk = Walk { root, folder, navigation: path, at, seen, outline: self };
        walk.entries(listed.entries, 0, false);
        Ok(())
    }

    /// Adds a file that no navigation lists.
    pub(super) fn file(&mut self, path: PathBuf) {
        self.steps.push(Step::File { path, depth: 0, title: None, appendix: false, place: None });
    }

    /// The files in their order.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        self.steps.iter().filter_map(|step| match step {
            Step::File { path, .. } => Some(path.as_path()),
            Step::Heading { .. } => None,
        })
    }
}

/// A walk through the entries of a navigation.
struct Walk<'a> {
    root: &'a Root,
    folder: PathBuf,
    navigation: &'a Path,
    at: usize,
    seen: HashSet<PathBuf>,
    outline: &'a mut Outline,
}

impl Walk<'_> {
    fn entries(&mut self, entries: Vec<Entry>, depth: u8, appendix: bool) {
        for entry in entries {
            self.entry(entry, depth, appendix);
        }
    }

    fn entry(&mut self, entry: Entry, depth: u8, appendix: bool) {
        let Entry { title, path, span, mut children, appendix: own } = entry;
        let appendix = own || appendix;
        let place = Place { text: self.at, range: span.range() };
        if depth >= MAX_DEPTH {
            self.outline.problems.push((place, message!("this is nested too deeply and is left out")));
            return;
        }
        let page = path.is_none() && children.first().is_some_and(is_page);
        let (title, path) = if page {
            // The page of the section is its heading.
            let page = children.remove(0);
            (page.title.or(title), page.path)
        } else {
            (title, path)
        };
        match (path, title) {
            (Some(path), title) => self.file(&path, title, depth, appendix, place),
            (None, Some(title)) if !children.is_empty() => {
                self.outline.steps.push(Step::Heading { title, depth, place });
            }
            (None, _) => {}
        }
        self.entries(children, depth + 1, false);
    }

    fn file(&mut self, written: &str, title: Option<String>, depth: u8, appendix: bool, place: Place) {
        let path = written.split('#').next().unwrap_or(written);
        if path.contains("://") || path.starts_with("mailto:") || path.is_empty() {
            // An address on the web is no part of a book.
            return;
        }
        let mut tell = |message| self.outline.problems.push((place.clone(), message));
        let Some(plain) = joined(&self.folder, path).map(PathBuf::from) else {
            return tell(message!("“{path}” is outside the project and is left out", path));
        };
        let endings = files::MARKDOWN.iter().map(|ending| PathBuf::from(format!("{}.{ending}", plain.display())));
        // The address of a folder is that of its page.
        let pages = PAGES.map(|page| plain.join(format!("{page}.md")));
        let candidates = std::iter::once(plain.clone()).chain(endings).chain(pages);
        let found = candidates.into_iter().find(|path| self.root.is_file(path));
        let Some(found) = found else {
            return tell(message!("“{path}” does not exist and is left out", path));
        };
        if found == self.navigation || is_navigation(&found) {
            return tell(message!("“{path}” leads back into the navigation and is left out", path));
        }
        if !files::has_extension(&found, files::MARKDOWN) {
            return tell(message!("“{path}” is not Markdown and is left out", path));
        }
        if !self.seen.insert(found.clone()) {
            return tell(message!("“{path}” is listed twice and printed once", path));
        }
        self.outline.steps.push(Step::File { path: found, depth, title, appendix, place: Some(place) });
    }
}

/// Whether an entry is the page of its section.
fn is_page(entry: &Entry) -> bool {
    let stem = entry.path.as_deref().and_then(|path| Path::new(path).file_stem());
    entry.children.is_empty() && stem.is_some_and(|stem| PAGES.iter().any(|page| *page == stem))
}

/// Reads a YAML file; its places are those of the text from byte `start` on.
fn yaml(text: &str, start: usize, errors: &mut Vec<Diagnostic>) -> Spanned<Value> {
    let subject = Subject { name: "the navigation", code: Code::Navigation };
    let place = |from: usize, to: usize| Span::new(SourceId(0), start + from, start + to);
    yaml::read(text.get(start..).unwrap_or_default(), subject, place, errors)
}

/// The value of a key.
fn field<'a>(value: &'a Value, key: &str) -> Option<&'a Spanned<Value>> {
    match value {
        Value::Map(map) => map.iter().find(|(known, _)| known.value == key).map(|(_, value)| value),
        Value::Null | Value::Scalar { .. } | Value::List(_) => None,
    }
}

/// The text of a value.
fn text(value: &Spanned<Value>) -> Option<Spanned<String>> {
    match &value.value {
        Value::Scalar { text, .. } => Some(Spanned::new(text.clone(), value.span)),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// The items of a list.
fn items(value: &Spanned<Value>) -> &[Spanned<Value>] {
    match &value.value {
        Value::List(list) => list,
        Value::Null | Value::Scalar { .. } | Value::Map(_) => &[],
    }
}
