//! Builds through the library, as the command does.

use std::path::Path;

use fuzi::diag::render::{Format, render};
use fuzi::diag::{Code, Severity};
use fuzi::project::{self, Edition, Emit, Goal, JobOutcome, Options};

use super::folder::Folder;

/// What came of building one document.
pub struct Made {
    pub built: JobOutcome,
    pub pdf: Option<Vec<u8>>,
    pub docx: Option<Vec<u8>>,
    /// One line for each diagnostic, paths cut down to the folder.
    pub said: String,
}

impl Made {
    /// Whether a diagnostic of this code begins at `line:column`.
    pub fn says(&self, code: Code, place: &str) -> bool {
        let code = format!("[{}]: ", code.as_str());
        self.said.lines().any(|line| line.contains(&code) && line.split(": ").next() == Some(&format!("a.md:{place}")))
    }

    pub fn codes(&self) -> Vec<&'static str> {
        self.built.diagnostics.iter().map(|d| d.code.as_str()).collect()
    }

    pub fn docx(&self) -> &[u8] {
        self.docx.as_deref().unwrap_or_else(|| panic!("no docx:\n{}", self.said))
    }

    pub fn pdf(&self) -> &[u8] {
        self.pdf.as_deref().unwrap_or_else(|| panic!("no pdf:\n{}", self.said))
    }
}

/// Builds the document at a path (a file or a project) into a folder of its own.
pub fn make(path: &Path, options: Options) -> Made {
    let out = Folder::new();
    // What the tests write may be raw, unless they ask otherwise.
    let allow_raw = options.allow_raw.or(Some(true));
    let options = Options { out_dir: Some(out.path().to_owned()), allow_raw, ..options };
    let job = project::discover(path).unwrap_or_else(|error| panic!("{error:?}")).remove(0);
    let built = project::build(&job, &options);
    let edition = |edition: Edition| {
        let output = built.outputs.iter().find(|o| o.path.extension().is_some_and(|e| e == edition.extension()))?;
        Some(std::fs::read(&output.path).unwrap())
    };
    let (pdf, docx) = (edition(Edition::Pdf), edition(Edition::Docx));
    assert_eq!(out.names().len(), built.outputs.len(), "files are left over: {:?}", out.names());
    let folder = if path.is_dir() { path } else { path.parent().unwrap() };
    let said = said(&built, folder);
    Made { built, pdf, docx, said }
}

/// Both editions of a file.
pub fn both(path: &Path) -> Made {
    make(path, Options::default())
}

/// Builds `a.md` of a folder.
pub fn in_folder(folder: &Folder) -> Made {
    both(&folder.join("a.md"))
}

/// Both editions of a text.
pub fn text(text: impl AsRef<[u8]>) -> Made {
    in_folder(&Folder::with(text))
}

/// The Word edition of a text.
pub fn word(text: impl AsRef<[u8]>) -> Made {
    make(&Folder::with(text).join("a.md"), Options { to: vec![Edition::Docx], ..Options::default() })
}

/// The resolved document or the Typst source.
pub fn emit(path: &Path, emit: Emit) -> String {
    let made = make(path, Options { goal: Goal::Emit(emit), ..Options::default() });
    made.built.emitted.unwrap_or_else(|| panic!("nothing was emitted:\n{}", made.said))
}

/// The resolved document.
pub fn model(path: &Path) -> serde_json::Value {
    serde_json::from_str(&emit(path, Emit::Model)).unwrap()
}

/// The diagnostics in one line each, with paths cut down to the folder.
pub fn said(built: &JobOutcome, folder: &Path) -> String {
    for message in built.diagnostics.iter().flat_map(|d| std::iter::once(&d.message).chain(&d.hints)) {
        assert!(message.is_translated(), "there is no Chinese for “{message}”");
    }
    let list = built.diagnostics.iter().map(|d| render(d, &built.sources, Format::Short));
    let mut text: String = list.collect();
    if let Some(error) = &built.file_error {
        text.push_str(&format!("error[file]: {error}\n"));
    }
    text.replace(&format!("{}/", folder.display()), "")
}

pub fn has_errors(made: &Made) -> bool {
    made.built.file_error.is_some() || made.built.diagnostics.iter().any(|d| d.severity == Severity::Error)
}
