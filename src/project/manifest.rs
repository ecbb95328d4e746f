//! `fuzi.toml` becomes a [`Manifest`].

use std::path::Path;

use serde::Deserialize;
use toml::de::DeTable;

use super::check_table::CheckTable;
use super::files::Root;
use crate::diag::{Code, Diagnostic, SourceId, Span};
use crate::style::{recover, sheet_error};

/// The name of the project file.
pub(super) const FILE_NAME: &str = "fuzi.toml";

/// What a project file says; every field may be missing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Manifest {
    pub(super) document: DocumentTable,
    pub(super) build: BuildTable,
    pub(super) check: CheckTable,
}

/// The table `[document]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DocumentTable {
    /// The Markdown files in their order.
    pub(super) sources: Vec<String>,
    /// The name of the editions without extension.
    pub(super) output: Option<String>,
    /// The name of a style, or the path of a sheet.
    pub(super) style: Option<String>,
    /// The bibliography files, for a manuscript that names none.
    pub(super) bibliography: Vec<String>,
    /// The citation style, for a manuscript that names none.
    pub(super) csl: Option<String>,
}

/// The table `[build]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct BuildTable {
    /// The editions: `pdf`, `docx`.
    pub(super) to: Vec<String>,
    /// The folder of the editions, within the project.
    pub(super) out_dir: Option<String>,
    /// Whether the Word file carries the manuscript, which it does if nothing is
    /// said.
    pub(super) source: Option<bool>,
}

/// Reads a project file; all of its mistakes are errors.
pub(super) fn read(source: SourceId, text: &str, errors: &mut Vec<Diagnostic>) -> Manifest {
    let at = |range: Option<std::ops::Range<usize>>| range.map(|range| Span::new(source, range.start, range.end));
    let (table, syntax) = DeTable::parse_recoverable(text);
    errors.extend(syntax.iter().map(|error| Diagnostic::error(Code::Manifest, at(error.span()), error.message())));
    let manifest: Manifest = recover(table, |error| {
        errors.push(Diagnostic { code: Code::Manifest, ..sheet_error(&error, at(error.span())) });
    });
    let start = Span::new(source, 0, 0);
    let mut refuse = |message: String| errors.push(Diagnostic::error(Code::Manifest, start, message));
    for edition in manifest.build.to.iter().filter(|to| !matches!(to.as_str(), "pdf" | "docx")) {
        refuse(format!("“{edition}” is no edition; the editions are pdf and docx"));
    }
    if manifest.document.output.as_ref().is_some_and(|name| !is_plain_name(name)) {
        refuse("“output” is a file name without folders".to_owned());
    }
    if manifest.build.out_dir.as_ref().is_some_and(|dir| !stays_inside(dir)) {
        refuse("“out-dir” is a folder within the project".to_owned());
    }
    manifest
}

/// The style that the project file of a folder names, if there is one.
pub(super) fn style(root: &Root) -> Option<String> {
    let text = root.read(Path::new(FILE_NAME)).ok()?;
    read(SourceId(0), &String::from_utf8_lossy(&text), &mut Vec::new()).document.style
}

pub(super) fn is_plain_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\\', '\0']) && name != "." && name != ".."
}

fn stays_inside(dir: &str) -> bool {
    use std::path::Component;
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
        assert_eq!(errors[0].hints, ["did you mean “sources”?"]);
    }
}
