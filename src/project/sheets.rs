//! The name of a style becomes the style: a preset, a sheet by its path, or a
//! sheet in the folder `styles/` of the project.

use std::path::{Path, PathBuf};

use super::files::{self, FileError, Root};
use crate::diag::{Code, Diagnostic, SourceId, Sources, Span, message, nearest};
use crate::style::{self, Loaded, PRESETS, Wanted};

/// The folder of a project for sheets that are known by their name.
pub(super) const FOLDER: &str = "styles";

/// The name of a sheet that lies in no file.
const UNNAMED: &str = "<style sheet>";

/// Who named a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The user, on the command line: paths may lead anywhere.
    Command,
    /// A file of the project, at a place if that is known.
    Project(Option<Span>),
}

/// Sheets while they are read.
pub(super) struct Sheets<'a> {
    root: &'a Root,
    sources: &'a mut Sources,
    /// Each sheet that was opened, with links resolved, and the folder that it
    /// and what it names must lie in.
    open: Vec<(SourceId, PathBuf, Root)>,
}

impl<'a> Sheets<'a> {
    pub(super) fn new(root: &'a Root, sources: &'a mut Sources) -> Self {
        Self { root, sources, open: Vec::new() }
    }

    /// Loads the style of a name.
    pub(super) fn load(&mut self, name: &str, by: By) -> crate::diag::Result<Loaded> {
        self.load_for(name, by, Wanted::default())
    }

    /// Loads the style of a name under what a document wants itself.
    pub(super) fn load_for(&mut self, name: &str, by: By, wanted: Wanted<'_>) -> crate::diag::Result<Loaded> {
        let (id, text) = match style::preset(name) {
            Some(text) => (self.sources.add(format!("style {name}"), text), text.to_owned()),
            None => self.named(name, by).map_err(|error| vec![self.unknown(name, by, &error)])?,
        };
        style::load_for(id, &text, wanted, &mut |from, name| self.base(from, name).map_err(|error| error.reason))
    }

    /// Loads the style of a sheet that lies in no file: it stands beside the
    /// manuscript, from where it names other sheets.
    pub(super) fn load_text(&mut self, text: &str, wanted: Wanted<'_>) -> crate::diag::Result<Loaded> {
        let id = self.sources.add(UNNAMED, text);
        self.open.push((id, self.root.real().join(UNNAMED), self.root.clone()));
        style::load_for(id, text, wanted, &mut |from, name| self.base(from, name).map_err(|error| error.reason))
    }

    /// The root and the folder in it of the sheet that says something at a
    /// place: those of the project for a preset or a manuscript.
    pub(super) fn folder_of(&self, place: Option<Span>) -> (Root, PathBuf) {
        let sheet = place.and_then(|place| self.open.iter().find(|(id, ..)| *id == place.source));
        match sheet {
            Some((_, located, root)) => {
                (root.clone(), root.relative(located).parent().map(Path::to_owned).unwrap_or_default())
            }
            None => (self.root.clone(), PathBuf::new()),
        }
    }

    /// The root of each sheet and its folder in it.
    pub(super) fn folders(&self) -> impl Iterator<Item = (SourceId, Root, PathBuf)> {
        self.open.iter().map(|(id, ..)| {
            let (root, folder) = self.folder_of(Some(Span::new(*id, 0, 0)));
            (*id, root, folder)
        })
    }

    /// The sheet that the command or the project names.
    fn named(&mut self, name: &str, by: By) -> Result<(SourceId, String), FileError> {
        let path = Path::new(name);
        if by == By::Command && !self.root.is_in_memory() && files::is_file(path) {
            // Inside the project the sheet may inherit from all of its sheets.
            return match self.root.holds(path) {
                Some(relative) => self.sheet(&self.root.clone(), &relative, path),
                None => {
                    let folder = self.root.other(path.parent().unwrap_or(Path::new("")))?;
                    self.sheet(&folder, Path::new(path.file_name().unwrap_or_default()), path)
                }
            };
        }
        if path.is_absolute() && !self.root.is_in_memory() && !files::is_there(path) {
            return Err(FileError::new(path.to_owned(), message!("does not exist")));
        }
        let root = self.root.clone();
        self.first(&root, path, Path::new(""))
    }

    /// The sheet that another one inherits from.
    fn base(&mut self, from: SourceId, name: &str) -> Result<(SourceId, String), FileError> {
        let known = self.open.iter().find(|(id, ..)| *id == from);
        let Some((_, located, root)) = known.cloned() else {
            return Err(FileError::new(PathBuf::from(name), message!("does not exist")));
        };
        let inside = root.relative(&located);
        self.first(&root, Path::new(name), inside.parent().unwrap_or(Path::new("")))
    }

    /// The sheet at a path from a folder, else the one of that name in the
    /// folder of the project's sheets.
    fn first(&mut self, root: &Root, path: &Path, folder: &Path) -> Result<(SourceId, String), FileError> {
        let beside = folder.join(path);
        let listed = (path.components().count() == 1).then(|| sheet_path(&path.to_string_lossy()));
        let is_sheet = |path: &PathBuf| root.locate(path).is_ok() && root.is_file(path);
        let chosen = if is_sheet(&beside) { beside } else { listed.filter(is_sheet).unwrap_or(beside) };
        let plain = root.locate(&chosen).map_or_else(|_| chosen.clone(), |located| root.relative(&located));
        self.sheet(root, &chosen, &root.shown(&plain))
    }

    fn sheet(&mut self, root: &Root, relative: &Path, shown: &Path) -> Result<(SourceId, String), FileError> {
        let located = root.locate(relative)?;
        let bytes = root.read(relative)?;
        let text = String::from_utf8(bytes).map_err(|_| FileError::new(shown, "is not UTF-8; save it as UTF-8"))?;
        if let Some((id, ..)) = self.open.iter().find(|(_, known, _)| *known == located) {
            return Ok((*id, text));
        }
        let id = self.sources.add(shown.display().to_string(), text.clone());
        self.open.push((id, located, root.clone()));
        Ok((id, text))
    }

    fn unknown(&self, name: &str, by: By, error: &FileError) -> Diagnostic {
        let span = match by {
            By::Command => None,
            By::Project(span) => span,
        };
        let message =
            message!("there is no style “{name}”, and as the path of a sheet it {reason}", name, reason = error.reason);
        let names = names(self.root);
        let error = Diagnostic::error(Code::Style, span, message);
        let error = match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => error.hint(message!("did you mean “{near}”?", near)),
            None => error,
        };
        error.hint(message!("the styles are {names}", names))
    }
}

/// Where the sheet of a name lies within the project.
pub(super) fn sheet_path(name: &str) -> PathBuf {
    Path::new(FOLDER).join(format!("{name}.toml"))
}

/// The names of fuzi's own styles and of the project's.
pub(super) fn names(root: &Root) -> Vec<String> {
    let own = PRESETS.iter().map(|(name, _)| (*name).to_owned());
    own.chain(listed(root).into_iter().filter(|name| style::preset(name).is_none())).collect()
}

/// The names of the sheets in the project's folder.
pub(super) fn listed(root: &Root) -> Vec<String> {
    // Noted, so that a folder that comes to be is found.
    let folder = Path::new(FOLDER);
    let files = root.locate(folder).and_then(|_| root.names(folder, &["toml"])).unwrap_or_default();
    files.iter().filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())).collect()
}
