//! `fuzi.toml` becomes a [`Manifest`].

use std::ops::Range;
use std::path::{Component, Path};

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::check_table::CheckTable;
use super::data;
use super::each::Each;
use super::edits::Edits;
use super::files::Root;
use super::limits::LimitsTable;
use super::profiles::Profiles;
pub(super) use super::profiles::Variables;
use crate::diag::{Code, Diagnostic, Message, SourceId, Span, message};
use crate::model::document::Numbers;
use crate::read::markdown::Newline;
use crate::style::{Mistake, recover, sheet_error, syntax_error, wrong_fields};

/// The name of the project file.
pub(super) const FILE_NAME: &str = "fuzi.toml";

/// What a project file says.
#[derive(Debug, Clone, Default)]
pub(super) struct Manifest {
    /// `[document]`, or each `[[document]]`; empty if there is none.
    pub(super) documents: Vec<DocumentTable>,
    pub(super) build: BuildTable,
    /// How much each rule of `check` matters.
    pub(super) check: CheckTable,
    /// How much time and memory each document may take.
    pub(super) limits: LimitsTable,
    /// What the ends of lines mean.
    pub(super) newline: Option<Newline>,
    /// Each `[profile.NAME]`.
    pub(super) profiles: Profiles,
}

/// Everything but the documents.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Rest {
    build: BuildTable,
    check: CheckTable,
    limits: LimitsTable,
    markdown: MarkdownTable,
    profile: Profiles,
}

/// The table `[markdown]`: how the manuscripts are read that say nothing else.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MarkdownTable {
    /// What the end of a line within a paragraph means.
    newline: Option<Spanned<String>>,
    /// What becomes of numbers that were typed by hand.
    numbers: Option<Spanned<String>>,
}

/// A table `[[document]]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DocumentTable {
    /// The Markdown files of one document in their order, or patterns of them.
    pub(super) sources: Vec<Spanned<String>>,
    /// Files or patterns of which each file is a document of its own, or a file of
    /// rows of which each row is one.
    pub(super) each: Option<Spanned<Each>>,
    /// The name of the editions without extension, with `{stem}` and so on.
    pub(super) output: Option<Spanned<String>>,
    /// The name of a style, or the path of a sheet.
    pub(super) style: Option<String>,
    /// The bibliography files, for a manuscript that names none.
    pub(super) bibliography: Option<Vec<String>>,
    /// The citation style, for a manuscript that names none.
    pub(super) csl: Option<String>,
    /// The editions: `pdf`, `docx`.
    pub(super) to: Option<Vec<Spanned<String>>>,
    /// The folder of the editions, within the project.
    pub(super) out_dir: Option<Spanned<String>>,
    /// What the front matter may leave out.
    pub(super) variables: Variables,
    /// Where the table begins.
    #[serde(skip)]
    pub(super) place: Option<Span>,
}

/// The table `[build]`: what every document takes that says nothing else.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct BuildTable {
    /// The editions: `pdf`, `docx`.
    pub(super) to: Vec<Spanned<String>>,
    /// The folder of the editions, within the project.
    pub(super) out_dir: Option<Spanned<String>>,
    /// The name of a style, or the path of a sheet.
    pub(super) style: Option<String>,
    /// The bibliography files, for a manuscript that names none.
    pub(super) bibliography: Vec<String>,
    /// The citation style, for a manuscript that names none.
    pub(super) csl: Option<String>,
    /// Whether the Word file carries the manuscript, which it does not if nothing
    /// is said.
    pub(super) source: Option<bool>,
    /// Whether raw passages go into the editions, which they do not if nothing is said.
    pub(super) allow_raw: Option<bool>,
    /// What becomes of marks of those who revise a manuscript.
    pub(super) edits: Option<Edits>,
    /// What the front matter may leave out.
    pub(super) variables: Variables,
}

/// Reads a project file; all of its mistakes are errors.
pub(super) fn read(source: SourceId, text: &str, errors: &mut Vec<Diagnostic>) -> Manifest {
    let at = |range: Option<Range<usize>>| range.map(|range| Span::new(source, range.start, range.end));
    let (mut table, syntax) = DeTable::parse_recoverable(text);
    errors.extend(syntax.iter().map(|error| {
        let told = syntax_error(text, error.message(), error.span(), at(error.span()));
        Diagnostic { code: Code::Manifest, ..told }
    }));
    let mut report = |mistake: Mistake| {
        errors.push(Diagnostic { code: Code::Manifest, ..sheet_error(&mistake, at(mistake.span.clone())) });
    };
    let documents = table.get_mut().remove("document").map(tables).transpose();
    let mut documents: Vec<DocumentTable> = match documents {
        Ok(tables) => {
            let read = |(place, mut table): Table<'_>| {
                listed(table.get_mut(), "sources");
                let document: DocumentTable = recover(table, &mut report);
                DocumentTable { place: at(Some(place)), ..document }
            };
            tables.unwrap_or_default().into_iter().map(read).collect()
        }
        Err(place) => {
            let message = "“document” is a table: write [document], or [[document]] for each of several";
            errors.push(Diagnostic::error(Code::Manifest, at(Some(place)), message));
            Vec::new()
        }
    };
    for mistake in settings(table.get_ref()).into_iter().flat_map(wrong_fields) {
        errors.push(Diagnostic { code: Code::Manifest, ..sheet_error(&mistake, at(mistake.span.clone())) });
    }
    let rest: Rest = recover(table, |mistake| {
        errors.push(Diagnostic { code: Code::Manifest, ..sheet_error(&mistake, at(mistake.span.clone())) });
    });
    let mut check = Check { source, errors };
    check.build(&rest.build);
    documents.iter_mut().for_each(|document| check.document(document));
    let newline = rest.markdown.newline.and_then(|written| check.choice("newline", &written, &Newline::ALL));
    let mut build = rest.build;
    if let Some(numbers) = rest.markdown.numbers.filter(|n| check.choice("numbers", n, &Numbers::ALL).is_some()) {
        // It is what the front matter leaves out, as a variable is.
        build.variables.entry("numbers".to_owned()).or_insert(toml::Value::String(numbers.into_inner()));
    }
    Manifest { documents, build, check: rest.check, limits: rest.limits, newline, profiles: rest.profile }
}

/// The fields of styles that profiles have.
fn settings<'a>(table: &DeTable<'a>) -> Vec<Spanned<DeTable<'a>>> {
    let inner = |value: &DeValue<'a>, key: &str| value.as_table().and_then(|table| table.get(key)).cloned();
    let profiles = table.get("profile").and_then(|profiles| profiles.get_ref().as_table());
    let found = profiles.into_iter().flatten().filter_map(|(_, profile)| inner(profile.get_ref(), "settings"));
    let tables = found.filter_map(|settings| {
        let place = settings.span();
        match settings.into_inner() {
            DeValue::Table(mut table) => {
                // A style that the fields lie over is no field.
                table.remove("inherits");
                Some(Spanned::new(place, table))
            }
            _ => None,
        }
    });
    tables.collect()
}

/// Makes a list of a text that stands for its only item.
fn listed(table: &mut DeTable<'_>, key: &str) {
    let Some(value) = table.get_mut(key).filter(|value| matches!(value.get_ref(), DeValue::String(_))) else { return };
    let span = value.span();
    let only = std::mem::replace(value, Spanned::new(span.clone(), DeValue::Boolean(false)));
    let mut list = DeArray::new();
    list.push(only);
    *value = Spanned::new(span, DeValue::Array(list));
}

/// The table of a document with its place.
type Table<'a> = (Range<usize>, Spanned<DeTable<'a>>);

/// The tables of a `[document]` or of every `[[document]]`; else the place of
/// what is none.
fn tables(value: Spanned<DeValue<'_>>) -> Result<Vec<Table<'_>>, Range<usize>> {
    let place = value.span();
    match value.into_inner() {
        DeValue::Array(list) => list.into_iter().map(single).collect(),
        DeValue::Table(table) => Ok(vec![(place.clone(), Spanned::new(place, table))]),
        _ => Err(place),
    }
}

fn single(value: Spanned<DeValue<'_>>) -> Result<Table<'_>, Range<usize>> {
    let place = value.span();
    match value.into_inner() {
        DeValue::Table(table) => Ok((place.clone(), Spanned::new(place, table))),
        _ => Err(place),
    }
}

/// Checks what the types cannot say.
struct Check<'a> {
    source: SourceId,
    errors: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn refuse(&mut self, range: Range<usize>, message: impl Into<Message>) {
        let span = Span::new(self.source, range.start, range.end);
        self.errors.push(Diagnostic::error(Code::Manifest, span, message));
    }

    fn build(&mut self, table: &BuildTable) {
        self.editions(&table.to);
        self.folder(table.out_dir.as_ref());
    }

    fn document(&mut self, table: &DocumentTable) {
        self.editions(table.to.as_deref().unwrap_or_default());
        self.folder(table.out_dir.as_ref());
        if let Some(output) = table.output.as_ref().filter(|output| !is_inside(output.get_ref())) {
            self.refuse(output.span(), message!("“output” must be a file name, or a path within the output folder"));
        }
        let listed = table.each.as_ref().map(Each::entries).unwrap_or_default();
        let files = listed.iter().find(|entry| !data::is_data(entry.get_ref()));
        if let (Some(first), false) = (files, table.sources.is_empty()) {
            let message = message!("“sources” makes one document and “each” one of every file; use one of them");
            self.refuse(first.span(), message);
        }
    }

    /// The choice that a field names.
    fn choice<T: Copy>(&mut self, field: &str, written: &Spanned<String>, all: &[(&str, T)]) -> Option<T> {
        let found = all.iter().find(|(name, _)| name == written.get_ref()).map(|(_, choice)| *choice);
        if found.is_none() {
            let names: Vec<String> = all.iter().map(|(name, _)| format!("“{name}”")).collect();
            self.refuse(written.span(), message!("“{field}” must be one of {names}", field, names));
        }
        found
    }

    fn editions(&mut self, list: &[Spanned<String>]) {
        for edition in list.iter().filter(|to| !matches!(to.get_ref().as_str(), "pdf" | "docx")) {
            let message = message!(
                "“{edition}” is not a valid edition; the editions are pdf and docx",
                edition = edition.get_ref()
            );
            self.refuse(edition.span(), message);
        }
    }

    fn folder(&mut self, folder: Option<&Spanned<String>>) {
        if let Some(dir) = folder.filter(|dir| !stays_inside(dir.get_ref())) {
            self.refuse(dir.span(), message!("“out-dir” must be a folder within the project"));
        }
    }
}

/// The style that the project file of a folder names for its documents, if
/// there is one.
pub(super) fn style(root: &Root) -> Option<String> {
    let text = root.read(Path::new(FILE_NAME)).ok()?;
    let manifest = read(SourceId(0), &String::from_utf8_lossy(&text), &mut Vec::new());
    manifest.documents.into_iter().find_map(|document| document.style).or(manifest.build.style)
}

/// The text of a variable, where it is one.
pub(super) fn printed(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

pub(super) fn is_plain_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\\', '\0']) && name != "." && name != ".."
}

/// Whether a path of plain names leads to a file below a folder.
pub(super) fn is_inside(path: &str) -> bool {
    path.split('/').all(is_plain_name)
}

fn stays_inside(dir: &str) -> bool {
    Path::new(dir).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::diag::SourceId;

    #[test]
    fn mistakes_are_all_found() {
        let mut errors = Vec::new();
        let text = "[document]\nsource = [\"a.md\"]\noutput = \"../x\"\n[build]\nto = [\"html\"]\n";
        read(SourceId(0), text, &mut errors);
        assert_eq!(errors.len(), 3, "{errors:#?}");
        assert!(errors.iter().all(|error| error.span.is_some_and(|span| span.end > span.start)));
    }

    #[test]
    fn one_document_or_several() {
        let documents = |text: &str| {
            let mut errors = Vec::new();
            let found = read(SourceId(0), text, &mut errors).documents.len();
            (found, errors.len())
        };
        assert_eq!(documents(""), (0, 0));
        assert_eq!(documents("[document]\nsources = [\"a.md\"]\n"), (1, 0));
        assert_eq!(documents("[[document]]\neach = [\"*.md\"]\n[[document]]\nsuorces = [1]\n[[document]]\n"), (3, 1));
        assert_eq!(documents("document = 1\n"), (0, 1));
        assert_eq!(documents("document = [1]\n[build]\nx = 1\n"), (0, 2));
    }
}
