//! What there is to know about styles: their names, their sheets, what a field
//! means, and new sheets.

use std::path::{Path, PathBuf};

use super::error::Error;
use super::files::{self, FileError, Root};
use super::manifest;
use super::place::Place;
use super::sheets::{self, By, Sheets};
use crate::diag::{Diagnostic, Language, Message, Sources, message};
use crate::style::guide::{Field, Guide, Shape};
use crate::style::kind::{Form, Kind};
use crate::style::sheet_value::{SheetValue, quoted};
use crate::style::{self, Loaded, PRESETS, Style};

/// A style that can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleName {
    /// Its name.
    pub name: String,
    /// Its sheet; fuzi's own styles have none.
    pub path: Option<PathBuf>,
    /// What it is for, as its sheet says.
    pub description: String,
}

/// What a field of a sheet means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// Its path, such as `body.size`.
    pub path: String,
    /// What it means.
    pub doc: String,
    /// What the parts mean that it lies in, the outer ones first.
    pub within: Vec<String>,
    /// Its value in TOML; `None` for a part.
    pub value: Option<String>,
    /// Where a sheet of the user gives it, as `file:line:column`.
    pub place: Option<String>,
    /// What its value is; empty for a part.
    pub what: Message,
    /// Ways to write its value, in TOML.
    pub examples: Vec<String>,
    /// The words that may stand for it with what they mean.
    pub words: Vec<(String, String)>,
    /// How many parts it lies in.
    pub depth: usize,
}

/// The styles that can be named in a folder.
///
/// # Errors
///
/// If the folder cannot be read.
pub fn styles(folder: &Path) -> Result<Vec<StyleName>, FileError> {
    let root = Place::find(folder)?.root;
    let own = PRESETS.iter().map(|(name, text)| StyleName {
        name: (*name).to_owned(),
        path: None,
        description: style::description(text).unwrap_or_default(),
    });
    let sheets = sheets::listed(&root).into_iter().map(|name| {
        let path = sheets::sheet_path(&name);
        let text = root.read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let description = match style::preset(&name) {
            Some(_) => "hidden by fuzi's own style of that name; name it by its path".to_owned(),
            None => text.ok().and_then(|text| style::description(&text)).unwrap_or_default(),
        };
        StyleName { name, path: Some(root.shown(&path)), description }
    });
    Ok(own.chain(sheets).collect())
}

/// A style that was asked for, with the texts that it comes from.
pub(super) struct Asked {
    pub(super) name: String,
    pub(super) loaded: Loaded,
    pub(super) sources: Sources,
}

/// Loads a style that the user names; without a name the one of the project in
/// the folder, else the default.
pub(super) fn ask(folder: &Path, name: Option<&str>) -> Result<Asked, Error> {
    let root = Place::find(folder)?.root;
    let mut sources = Sources::new();
    let (name, by) = match (name, manifest::style(&root)) {
        (Some(name), _) => (name.to_owned(), By::Command),
        (None, Some(name)) => (name, By::Project(None)),
        (None, None) => (style::DEFAULT.to_owned(), By::Project(None)),
    };
    match Sheets::new(&root, &mut sources).load(&name, by) {
        Ok(loaded) => Ok(Asked { name, loaded, sources }),
        Err(diagnostics) => Err(Error::Diagnostics(diagnostics, sources)),
    }
}

/// The whole sheet of a style: every field with its value.
///
/// # Errors
///
/// If there is no such style, or its sheet has mistakes.
pub fn whole_sheet(folder: &Path, name: &str) -> Result<String, Error> {
    let asked = ask(folder, Some(name))?;
    let description = style::preset(name)
        .and_then(style::description)
        .unwrap_or_else(|| format!("The style {name} with every field."));
    Ok(format!("description = {}\n{}", quoted(&description), asked.loaded.style.to_sheet()))
}

/// The JSON Schema of sheets.
#[must_use]
pub fn sheet_schema() -> String {
    style::schema::schema()
}

/// What a field means, and its value in a style. A part is followed by its
/// fields, no field by all parts; the last words of a path stand for every field
/// that ends with them.
///
/// # Errors
///
/// If there is no such field, with the nearest one, or no such style.
pub fn explain(folder: &Path, field: Option<&str>, style: Option<&str>) -> Result<Vec<Explained>, Error> {
    let asked = ask(folder, style)?;
    let (guide, written) = (Style::guide(), asked.loaded.style.written());
    let explain = |path: &str, field: &Field, depth: usize| Explained {
        depth,
        within: within(&guide, path),
        place: asked.loaded.places.of(path).and_then(|span| {
            let source = asked.sources.get(span.source)?;
            let place = source.place(span.range().start);
            let is_file = !source.name().starts_with("style ");
            is_file.then(|| format!("{}:{}:{}", source.name(), place.line, place.column))
        }),
        ..explained(path, field, written.get(path))
    };
    let Some(wanted) = field else {
        return Ok(guide.fields.iter().map(|field| explain(&field.key, field, 0)).collect());
    };
    let wanted = style::terms::key(wanted).unwrap_or(wanted).trim().replace('_', "-");
    let found = matching(&guide, &wanted);
    if found.is_empty() {
        return Err(unknown_field(&guide, &wanted));
    }
    let single = found.len() == 1;
    let mut list = Vec::new();
    for (path, field) in found {
        list.push(explain(&path, field, 0));
        if let (Shape::Part(inner), true) = (&field.shape, single) {
            for (below, field) in inner.paths() {
                let depth = 1 + below.matches('.').count();
                list.push(explain(&format!("{path}.{below}"), field, depth));
            }
        }
    }
    Ok(list)
}

/// The field of a path, else all whose paths end with it.
fn matching<'a>(guide: &'a Guide, wanted: &str) -> Vec<(String, &'a Field)> {
    if let Some(field) = guide.find(wanted) {
        return vec![(wanted.to_owned(), field)];
    }
    let ending = format!(".{wanted}");
    guide.paths().into_iter().filter(|(path, _)| path.ends_with(&ending)).collect()
}

fn within(guide: &Guide, path: &str) -> Vec<String> {
    let outer = path.match_indices('.').filter_map(|(at, _)| guide.find(&path[..at]));
    outer.map(|part| part.doc.to_owned()).collect()
}

fn unknown_field(guide: &Guide, wanted: &str) -> Error {
    let message = message!("unknown field “{wanted}” of style sheets", wanted);
    let error = Diagnostic::error(crate::diag::Code::Style, None, message);
    let error = match guide.nearest(wanted) {
        Some(near) => error.hint(message!("did you mean “{near}”?", near)),
        None => error.hint("run `fuzi styles explain` to list the fields"),
    };
    Error::Diagnostics(vec![error], Sources::new())
}

fn explained(path: &str, field: &Field, value: Option<&SheetValue>) -> Explained {
    let mut explained = Explained {
        path: path.to_owned(),
        doc: field.doc.to_owned(),
        within: Vec::new(),
        value: None,
        place: None,
        what: Message::from(String::new()),
        examples: Vec::new(),
        words: Vec::new(),
        depth: 0,
    };
    if let Shape::Value(kind) = &field.shape {
        explained.value = value.map(SheetValue::toml);
        explained.what = what(kind);
        explained.examples = kind.examples.iter().map(|example| (*example).to_owned()).collect();
        explained.words = kind.words.iter().map(|(word, meaning)| ((*word).to_owned(), meaning.clone())).collect();
    }
    explained
}

fn what(kind: &Kind) -> Message {
    let between = |least: Message, most: Message| {
        message!("{kind} from {least} to {most}", kind = Message::from(kind.what), least, most)
    };
    match kind.form {
        Form::Whole(least, most) => between(least.to_string().into(), most.to_string().into()),
        Form::Number(least, most) => between(least.to_string().into(), most.to_string().into()),
        Form::Text(_) | Form::Switch | Form::List | Form::Fields => Message::from(kind.what),
    }
}

/// Writes a sheet that inherits from another style into the folder of the
/// project's sheets; gives back its path.
///
/// # Errors
///
/// If the name is none for a sheet, if there is a style of that name, or if the
/// other style cannot be loaded.
pub fn new_style(folder: &Path, name: &str, from: &str, language: Language) -> Result<PathBuf, Error> {
    let root = Root::new(folder)?;
    let path = root.shown(&sheets::sheet_path(name));
    let refuse = |reason: &str| FileError::new(PathBuf::from(name), reason.to_owned());
    if !manifest::is_plain_name(name) || name.starts_with('.') || name.chars().any(char::is_control) {
        return Err(refuse("is not a valid name of a style; use one without folders, such as my-report").into());
    }
    if style::preset(name).is_some() {
        return Err(refuse("is the name of a built-in style; choose another one").into());
    }
    if files::is_there(&path) {
        let reason = message!("already exists; fuzi does not overwrite it");
        return Err(FileError::new(path, reason).into());
    }
    let asked = ask(folder, Some(from))?;
    let text = asked.loaded.style.starter(&from_styles(&root, from)?, language);
    files::write_all(&[(path.clone(), text.into_bytes().into())])?;
    Ok(path)
}

/// The name of a style as a sheet in the project's folder writes it: a path
/// leads from there.
fn from_styles(root: &Root, from: &str) -> Result<String, FileError> {
    let path = Path::new(from);
    if style::preset(from).is_some() || !files::is_file(path) {
        return Ok(from.to_owned());
    }
    let outside = message!("lies outside the project, where its sheets inherit nothing from");
    let inside = root.holds(path).ok_or(FileError::new(path.to_owned(), outside))?;
    Ok(match inside.strip_prefix(sheets::FOLDER) {
        Ok(beside) => beside.display().to_string(),
        Err(_) => format!("../{}", inside.display()).replace('\\', "/"),
    })
}
