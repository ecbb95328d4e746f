//! The files of a document become its written tree.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::book::{Book, Chapter};
use super::cells;
use super::data::{self, Table};
use super::discover::INPUT_NAME;
use super::edits;
use super::files::{FileError, Root};
use super::job::Job;
use super::limits::Limits;
use super::navigation::{Outline, Place, Step};
use crate::diag::{Code, Diagnostic, Message, Sink, SourceId, Sources, Span, message};
use crate::model::document::{Block, BlockKind, Document};
use crate::model::visit_blocks_mut;
use crate::read::markdown::{self, Given};
use crate::write::docx::SourceFile;

/// The file of variables beside a manuscript.
const VARIABLES: &str = "_variables.yml";
/// How deep files may include each other.
const MAX_DEPTH: usize = 8;

/// The texts of a document while they are read.
pub(super) struct Loader<'a> {
    pub(super) root: &'a Root,
    pub(super) sources: Sources,
    /// The folder of each source within the root.
    folders: HashMap<SourceId, PathBuf>,
    /// The roots of the style sheets.
    sheet_roots: HashMap<SourceId, Root>,
    /// The files of the manuscript by their names within the root, in the order of
    /// reading, each once.
    files: Vec<(String, SourceId)>,
    /// Every text of the manuscript with its path within the root, as often as it was read.
    pub(super) read: Vec<(PathBuf, SourceId)>,
    /// The text in which each included one stands.
    pub(super) included_by: HashMap<SourceId, SourceId>,
    open: Vec<PathBuf>,
    /// What was included until now.
    included: Included,
    /// How much text was read, in bytes.
    taken: u64,
    pub(super) limits: Limits,
    /// What the project says of its manuscripts.
    pub(super) given: Given,
    /// The files of rows that were read.
    tables: HashMap<PathBuf, Arc<Table>>,
    /// The profiles that the texts speak of.
    pub(super) profiles: BTreeSet<String>,
    /// The variables that the texts print.
    used: BTreeSet<String>,
    /// The folder whose `_variables.yml` was asked for.
    asked: Option<PathBuf>,
    /// Whether the text that is read next stood on the standard input.
    is_piped: bool,
}

/// How much was included.
#[derive(Default)]
struct Included {
    files: u64,
    bytes: u64,
    /// Whether it was told that it is too much.
    told: bool,
}

/// A file that is too large, or one too many.
fn too_large(name: &str, bytes: u64, limits: Limits, place: Span) -> Diagnostic {
    let (message, raise) = match bytes > limits.file {
        true => (
            message!("“{name}” is larger than {max_bytes} MB", name, max_bytes = limits.file >> 20),
            message!("raise `{key}` under [limits] if you trust it", key = "file"),
        ),
        false => (
            message!("the document has more than {max_bytes} MB of text", max_bytes = limits.text >> 20),
            message!("raise `{key}` under [limits] if you trust it", key = "text"),
        ),
    };
    Diagnostic::error(Code::Limit, place, message).hint("divide it into several documents").hint(raise)
}

/// What stopped the reading.
pub(super) enum Stop {
    /// A file of the project cannot be read.
    File(FileError),
    /// The text has errors.
    Errors(Vec<Diagnostic>),
    /// What was read has changed since.
    Abandoned,
}

impl Included {
    /// Takes a file of so many bytes; whether there is room for it.
    fn take(&mut self, bytes: usize, limits: Limits) -> bool {
        let bytes = bytes as u64;
        if self.files >= limits.includes || self.bytes.saturating_add(bytes) > limits.text {
            return false;
        }
        self.files += 1;
        self.bytes += bytes;
        true
    }
}

impl<'a> Loader<'a> {
    pub(super) fn new(root: &'a Root, job: &Job, allow_raw: bool, tracked: bool) -> Self {
        let (sources, folders, files, open) = (Sources::new(), HashMap::new(), Vec::new(), Vec::new());
        let given = Given {
            newline: job.newline,
            variables: vec![super::variables::fields(&job.variables)],
            literal: job.literal(),
            row: job.record.as_ref().map(|record| (record.number(), record.file().to_owned())),
            cells: BTreeMap::new(),
            profile: job.profile.as_ref().map(|profile| profile.name.clone()),
            allow_raw,
            tracked,
            bounds: job.limits.bounds,
        };
        let (read, included_by) = (Vec::new(), HashMap::new());
        let (tables, profiles, used) = (HashMap::new(), BTreeSet::new(), BTreeSet::new());
        Self {
            root,
            tables,
            profiles,
            used,
            sources,
            folders,
            sheet_roots: HashMap::new(),
            files,
            read,
            included_by,
            open,
            included: Included::default(),
            taken: 0,
            limits: job.limits,
            given,
            asked: None,
            is_piped: false,
        }
    }

    /// Reads the sources in their order as one document.
    pub(super) fn document(&mut self, job: &Job, sink: &mut Sink) -> Result<Document, Stop> {
        let mut book = Book::default();
        let mut errors = Vec::new();
        let several = job.sources.len() > 1;
        let plain = || {
            let mut outline = Outline::default();
            job.sources.iter().for_each(|file| outline.file(file.clone()));
            Arc::new(outline)
        };
        let outline = job.outline.clone().unwrap_or_else(plain);
        let texts: Vec<SourceId> = outline.texts.iter().map(|(path, text)| self.navigation(path, text)).collect();
        let span = |place: &Place| Span::new(texts[place.text], place.range.start, place.range.end);
        for (place, message) in &outline.problems {
            sink.push(Diagnostic::warning(Code::Navigation, span(place), message.clone()));
        }
        for step in &outline.steps {
            let (file, chapter) = match step {
                Step::Heading { title, depth, place } => {
                    book.heading(title, *depth, span(place));
                    continue;
                }
                Step::File { path, depth, title, appendix, place } => {
                    let title = title.as_deref().zip(place.as_ref().map(span));
                    (path, Chapter { depth: *depth, title, always: place.is_some(), appendix: *appendix })
                }
            };
            let bytes = match &job.input {
                Some(input) => input.to_vec(),
                None => self.root.read(file).map_err(Stop::File)?,
            };
            self.is_piped = job.input.is_some();
            if several && self.is_draft(file, &bytes, sink) {
                continue;
            }
            match self.text(file, &bytes, sink) {
                Ok(part) => book.add(part, chapter),
                Err(list) => errors.extend(list),
            }
        }
        if !errors.is_empty() {
            return Err(Stop::Errors(errors));
        }
        if let Some((title, place)) = outline.title.as_ref().filter(|_| !job.variables.contains_key("title")) {
            book.entitled(title, span(place));
        }
        let mut document = book.finish(sink);
        document.links = self.link_files(&document, sink);
        document.included_by.clone_from(&self.included_by);
        document.bounds = self.limits.bounds;
        document.meta.used.append(&mut self.used);
        if self.given.tracked {
            edits::track(&mut document);
        }
        Ok(document)
    }

    /// Takes the text of a navigation.
    fn navigation(&mut self, path: &Path, text: &str) -> SourceId {
        // Noted, so that the document depends on it.
        let _ = self.root.read(path);
        let id = self.sources.add(self.root.shown(path).display().to_string(), text);
        self.folders.insert(id, path.parent().map(Path::to_owned).unwrap_or_default());
        id
    }

    /// Whether a file of several says that it is not ready, which is told.
    fn is_draft(&mut self, file: &Path, bytes: &[u8], sink: &mut Sink) -> bool {
        let Ok(text) = std::str::from_utf8(bytes) else { return false };
        let Some(range) = markdown::draft(text) else { return false };
        let name = self.root.shown(file).display().to_string();
        let message = message!("“{name}” is a draft and is left out", name);
        let id = self.sources.add(name, text);
        let span = Span::new(id, range.start, range.end);
        sink.push(Diagnostic::note(Code::Draft, span, message).hint("take out `draft: true` to print it"));
        true
    }

    fn text(&mut self, file: &Path, bytes: &[u8], sink: &mut Sink) -> crate::diag::Result<Document> {
        let name = match std::mem::take(&mut self.is_piped) {
            true => INPUT_NAME.to_owned(),
            false => self.root.shown(file).display().to_string(),
        };
        let size = bytes.len() as u64;
        self.taken = self.taken.saturating_add(size);
        if size > self.limits.file || self.taken > self.limits.text {
            let id = self.sources.add(name.clone(), "");
            return Err(vec![too_large(&name, size, self.limits, Span::new(id, 0, 0))]);
        }
        let foreign = |id: SourceId| super::foreign::refuse(&name, bytes, Span::new(id, 0, 0));
        if foreign(SourceId(0)).is_some() {
            let id = self.sources.add(name.clone(), "");
            return Err(foreign(id).into_iter().collect());
        }
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(error) => return Err(vec![self.not_utf8(name, bytes, error.valid_up_to())]),
        };
        let id = self.sources.add(name, text.clone());
        self.keep(file, id);
        self.folders.insert(id, file.parent().map(Path::to_owned).unwrap_or_default());
        self.read.push((file.to_owned(), id));
        let outer = self.open.last().and_then(|outer| self.read.iter().rev().find(|(path, _)| path == outer));
        if let Some((_, outer)) = outer {
            self.included_by.insert(id, *outer);
        }
        if text.contains("{{") {
            self.read_variables(file)?;
        }
        self.read_cells(file, &text);
        let mut document = markdown::read_with(id, &text, &self.given, sink)?;
        self.profiles.append(&mut document.meta.profiles);
        self.used.append(&mut document.meta.used);
        self.open.push(file.to_owned());
        let notes = self.include(&mut document, sink);
        self.open.pop();
        document.notes.extend(notes?);
        Ok(document)
    }

    /// Reads `_variables.yml` beside the manuscript (Quarto), if it is there.
    fn read_variables(&mut self, file: &Path) -> crate::diag::Result<()> {
        let folder = self.open.first().map_or(file, PathBuf::as_path).parent().map(Path::to_owned).unwrap_or_default();
        let path = folder.join(VARIABLES);
        if self.asked.replace(folder.clone()) == Some(folder) {
            return Ok(());
        }
        self.given.variables.drain(..self.given.variables.len() - 1);
        let Ok(bytes) = self.root.read(&path) else { return Ok(()) };
        let name = self.root.shown(&path).display().to_string();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                return Err(vec![self.not_utf8(name, error.as_bytes(), valid)]);
            }
        };
        let id = self.sources.add(name, text.clone());
        let mut errors = Vec::new();
        let fields = markdown::variables(&text, |start, end| Span::new(id, start, end), &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        self.given.variables.insert(0, fields);
        Ok(())
    }

    /// Reads the cells that the marks of a text ask for.
    fn read_cells(&mut self, file: &Path, text: &str) {
        self.given.cells.clear();
        for (mark, name, asked) in cells::marks(text) {
            let path = file.parent().unwrap_or(Path::new("")).join(name);
            let cell = match self.table(&path) {
                Ok(table) => cells::cell(&table, asked),
                Err(error) => Err((error.message(), "name the file from the folder of the manuscript on".into())),
            };
            self.given.cells.insert(mark.to_owned(), cell);
        }
    }

    /// A file of rows, read once.
    fn table(&mut self, path: &Path) -> Result<Arc<Table>, FileError> {
        if let Some(table) = self.tables.get(path) {
            return Ok(table.clone());
        }
        let bytes = self.root.read(path)?;
        let table = Arc::new(data::read(&self.root.shown(path).display().to_string(), &bytes, self.limits.office));
        self.tables.insert(path.to_owned(), table.clone());
        Ok(table)
    }

    /// Puts a file of rows in place of a mark or of a picture that names it.
    fn tabulated(&mut self, block: &mut Block, sink: &mut Sink) {
        let named = match &block.kind {
            BlockKind::Include(path) => path,
            BlockKind::Figure(figure) if figure.panels.len() == 1 => &figure.panels[0].image.path,
            _ => return,
        };
        if !data::is_data(&named.value) {
            return;
        }
        let place = named.span;
        let name = percent_encoding::percent_decode_str(&named.value).decode_utf8_lossy().into_owned();
        let mut fail = |message: Message, hint: Message| {
            sink.push(Diagnostic::error(Code::Data, place, message).hint(hint));
        };
        let table = match self.table(&self.beside(place.source, &name)) {
            Ok(table) => table,
            Err(error) => return fail(error.message(), "name the file from the folder of the manuscript on".into()),
        };
        for fault in table.faults.iter().take(3) {
            fail(fault.message.clone(), fault.hint.as_ref().clone());
        }
        if table.rows.len() > cells::MAX_PRINTED {
            let (count, printed) = (table.rows.len(), cells::MAX_PRINTED);
            let message = message!("“{name}” has {count} rows; the first {printed} are printed", name, count, printed);
            sink.push(Diagnostic::warning(Code::Include, place, message).hint("print a summary of them"));
        }
        let caption = match &mut block.kind {
            BlockKind::Figure(figure) => {
                Some(std::mem::take(&mut figure.caption)).filter(|caption| !caption.is_empty())
            }
            _ => None,
        };
        block.kind = BlockKind::Table(cells::printed(&table, caption, place));
    }

    /// Remembers a file of the manuscript, by the name that is the same on every
    /// machine.
    fn keep(&mut self, file: &Path, id: SourceId) {
        let real = self.root.locate(file).map(|real| self.root.relative(&real)).unwrap_or_else(|_| file.to_owned());
        let parts: Vec<_> = real.iter().map(|part| part.to_string_lossy()).collect();
        let name = parts.join("/");
        if !self.files.iter().any(|(known, _)| *known == name) {
            self.files.push((name, id));
        }
    }

    /// The texts of the manuscript: what was read of it, and no style sheet.
    pub(super) fn manuscript(&self) -> Vec<SourceFile<'_>> {
        let found = self.files.iter().filter_map(|(name, id)| Some((name, self.sources.get(*id)?)));
        found.map(|(name, source)| SourceFile { name, text: source.text() }).collect()
    }

    /// The names of the manuscript's files by their sources.
    pub(super) fn names(&self) -> BTreeMap<SourceId, String> {
        self.files.iter().map(|(name, id)| (*id, name.clone())).collect()
    }

    fn not_utf8(&mut self, name: String, bytes: &[u8], valid: usize) -> Diagnostic {
        let (message, hint) = super::foreign::not_utf8(&name, bytes, valid);
        let id = self.sources.add(name, String::from_utf8_lossy(bytes));
        Diagnostic::error(Code::Encoding, Span::new(id, valid, valid), message).hint(hint)
    }

    /// Puts the files that the document includes in their places; gives back
    /// their notes.
    fn include(
        &mut self,
        document: &mut Document,
        sink: &mut Sink,
    ) -> crate::diag::Result<Vec<crate::model::document::NoteDefinition>> {
        let mut notes = Vec::new();
        let mut errors = Vec::new();
        visit_blocks_mut(document, &mut |blocks: &mut Vec<Block>| {
            blocks.iter_mut().for_each(|block| self.tabulated(block, sink));
            if !blocks.iter().any(|block| matches!(block.kind, BlockKind::Include(_))) {
                return;
            }
            for block in std::mem::take(blocks) {
                match self.included(&block, sink, &mut errors) {
                    Some(part) => {
                        blocks.extend(part.blocks);
                        notes.extend(part.notes);
                    }
                    None => blocks.push(block),
                }
            }
        });
        if errors.is_empty() { Ok(notes) } else { Err(errors) }
    }

    fn included(&mut self, block: &Block, sink: &mut Sink, errors: &mut Vec<Diagnostic>) -> Option<Document> {
        let BlockKind::Include(path) = &block.kind else { return None };
        if data::is_data(&path.value) {
            // What is wrong with it was told.
            return None;
        }
        let (name, section) = match path.value.split_once('#') {
            Some((name, section)) if self.root.locate(&self.beside(path.span.source, &path.value)).is_err() => {
                (name, Some(section))
            }
            _ => (path.value.as_str(), None),
        };
        let file = self.beside(path.span.source, name);
        let mut lost = |message: Message| sink.push(Diagnostic::warning(Code::Include, path.span, message));
        if self.open.contains(&file) {
            lost(message!("“{path}” includes itself", path = path.value));
            return None;
        }
        if self.open.len() >= MAX_DEPTH {
            lost(message!("files include each other more than {max_includes} deep", max_includes = MAX_DEPTH));
            return None;
        }
        let bytes = match self.root.read(&file) {
            Ok(bytes) => bytes,
            Err(error) => {
                lost(error.message());
                return None;
            }
        };
        if !self.included.take(bytes.len(), self.limits) {
            // One for each would bury the others.
            if !std::mem::replace(&mut self.included.told, true) {
                let message = message!(
                    "the document includes more than {max_files} files or {max_bytes} MB; the rest is not included",
                    max_files = self.limits.includes,
                    max_bytes = self.limits.text >> 20
                );
                let diagnostic = Diagnostic::warning(Code::Include, path.span, message);
                let key = if self.included.files >= self.limits.includes { "includes" } else { "text" };
                let raise = message!("raise `{key}` under [limits] if you trust it", key);
                sink.push(diagnostic.hint("include each file once").hint(raise));
            }
            return None;
        }
        match self.text(&file, &bytes, sink) {
            Ok(mut part) => {
                if let Some(section) = section.filter(|section| !super::section::keep(&mut part, section)) {
                    let message = message!("“{name}” has no section “{section}”; all of it is printed", name, section);
                    sink.push(Diagnostic::warning(Code::Include, path.span, message));
                }
                Some(part)
            }
            Err(list) => {
                errors.extend(list);
                None
            }
        }
    }

    /// The folder of a source within the root.
    pub(super) fn folder(&self, source: SourceId) -> PathBuf {
        self.folders.get(&source).cloned().unwrap_or_default()
    }

    /// Notes where a style sheet lies, from which it names pictures.
    pub(super) fn sheet(&mut self, id: SourceId, root: Root, folder: PathBuf) {
        self.folders.insert(id, folder);
        self.sheet_roots.insert(id, root);
    }

    /// The root in which the files lie that a source names.
    pub(super) fn root_of(&self, source: SourceId) -> &Root {
        self.sheet_roots.get(&source).unwrap_or(self.root)
    }

    /// The path within the root of a file that a source names beside itself.
    pub(super) fn beside(&self, source: SourceId, path: &str) -> PathBuf {
        match path.strip_prefix('/') {
            // From the project on, as Quarto has it.
            Some(rooted) => PathBuf::from(rooted),
            None => self.folder(source).join(path.trim_start_matches("./")),
        }
    }
}
