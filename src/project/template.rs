//! Word files that a style names, and those that become styles.

use std::path::{Component, Path};

use super::error::Error;
use super::files::{self, FileError, Root};
use crate::diag::{Code, Diagnostic, Language, Message, SourceId, Sources, message};
use crate::ooxml::Bounds;
use crate::style::{self, Docx, Places};
use crate::template::Template;

/// The styles that an imported sheet may build on.
pub const IMPORT_BASES: [&str; 3] = crate::template::BASES;

/// A style sheet that was made from a Word file.
#[derive(Debug)]
pub struct ImportedStyle {
    /// The text of the sheet.
    pub text: String,
    /// The style of fuzi's that it builds on.
    pub from: String,
    /// What could not be read or told.
    pub warnings: Vec<Diagnostic>,
    /// The blanks of the file's own pages, each with the field of the front matter
    /// that fills it.
    pub blanks: Vec<(String, String)>,
}

/// Makes a style sheet from a Word file, and writes it if `out` names a file.
/// One that is there stays, unless `replace`. It
/// builds on the style `from`, one of [`IMPORT_BASES`], else on the one that the file is like.
///
/// # Errors
///
/// If a file cannot be read or written, or the Word file is none.
pub fn import_style(
    template: &Path,
    out: Option<&Path>,
    from: Option<&str>,
    replace: bool,
    language: Language,
) -> Result<ImportedStyle, Error> {
    if let Some(out) = out.filter(|out| !replace && files::is_file(out)) {
        let reason = message!("already exists; fuzi overwrites it only with `--force`");
        return Err(FileError::new(out.to_owned(), reason).into());
    }
    let bytes = files::read_named(template)?;
    let shown = template.display().to_string();
    let read = Template::read(&shown, &bytes).map_err(|errors| Error::Diagnostics(errors, Sources::new()))?;
    let name = template.file_name().unwrap_or_default().to_string_lossy();
    // One that is printed is taken for a file in the folder in which the command is given.
    let path = way(out.unwrap_or(Path::new("sheet.toml")), template);
    let mut sheet = read.sheet_from(&name, path.as_deref(), from, language);
    if path.is_none() {
        let message =
            message!("the sheet does not name “{shown}” as its template, which lies outside of this folder", shown);
        let hint = "copy it into the project and write `template = \"…\"` under `[docx]` of the sheet: the Word edition then begins with its pages, styles, headers and footers";
        sheet.warnings.push(Diagnostic::warning(Code::Template, None, message).hint(hint));
    }
    // What is written must be readable: a page without room, say, is not.
    let mut sources = Sources::new();
    let id: SourceId = sources.add(out.map_or_else(|| shown.clone(), |out| out.display().to_string()), &*sheet.text);
    style::load(id, &sheet.text).map_err(|errors| Error::Diagnostics(errors, sources))?;
    if let Some(out) = out {
        files::write_all(&[(out.to_owned(), sheet.text.clone().into_bytes().into())])?;
    }
    Ok(ImportedStyle { text: sheet.text, from: sheet.from, warnings: sheet.warnings, blanks: sheet.blanks })
}

/// The way from a sheet to a template, where both lie in the folder in which
/// the command is given or below it; elsewhere there is no project that holds
/// both for certain.
fn way(sheet: &Path, template: &Path) -> Option<String> {
    let parts = |path: &Path| -> Option<Vec<String>> {
        path.components()
            .filter(|part| !matches!(part, Component::CurDir))
            .map(|part| match part {
                Component::Normal(name) => name.to_str().map(str::to_owned),
                Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
            })
            .collect()
    };
    let (mut from, mut to) = (parts(sheet)?, parts(template)?);
    from.pop();
    while !from.is_empty() && to.len() > 1 && from[0] == to[0] {
        from.remove(0);
        to.remove(0);
    }
    Some("../".repeat(from.len()) + &to.join("/"))
}

/// Reads the template that a style names; `None` if it names none. `folder` is
/// that of the sheet within the root; the template is no larger than the bounds say.
pub(super) fn load(
    docx: &Docx,
    places: &Places,
    folder: &Path,
    root: &Root,
    bounds: Bounds,
) -> crate::diag::Result<Option<Template>> {
    let (named, place) = (docx.template.as_str(), places.of("docx.template"));
    if named.is_empty() {
        return Ok(None);
    }
    let refuse = |reason: Message| {
        let error =
            Diagnostic::error(Code::Template, place, message!("the template “{named}” {reason}", named, reason));
        vec![error.hint("write “docx.template” as a path from the sheet on, with /, within the project")]
    };
    if named.contains("://") || named.contains('\\') || named.starts_with('/') || named.as_bytes().get(1) == Some(&b':')
    {
        return Err(refuse(message!("is not a path within the project")));
    }
    let bytes = root.read(&folder.join(named)).map_err(|error| refuse(error.reason))?;
    let template = Template::read_with(named, &bytes, Some(&docx.styles), bounds)?;
    let unknown = template.unknown_styles().map(|(field, name, meant)| {
        let message = message!("the template “{named}” has no style of paragraphs “{name}”", named, name);
        let error = Diagnostic::error(Code::Template, places.of(&format!("docx.styles.{field}")), message);
        error.hint(match meant {
            Some(meant) => message!("did you mean “{meant}”?", meant),
            None => message!("write the name that Word shows, or leave it empty: fuzi looks for the style then"),
        })
    });
    let unknown: Vec<Diagnostic> = unknown.collect();
    if unknown.is_empty() { Ok(Some(template)) } else { Err(unknown) }
}

#[cfg(test)]
mod tests {
    use super::way;
    use std::path::Path;

    #[test]
    fn ways_from_sheet_to_template() {
        let way = |sheet: &str, template: &str| way(Path::new(sheet), Path::new(template));
        assert_eq!(way("styles/school.toml", "a.docx").as_deref(), Some("../a.docx"));
        assert_eq!(way("school.toml", "./a.docx").as_deref(), Some("a.docx"));
        assert_eq!(way("styles/school.toml", "styles/word/a.docx").as_deref(), Some("word/a.docx"));
        assert_eq!(way("/tmp/school.toml", "a.docx"), None);
        assert_eq!(way("school.toml", "../a.docx"), None);
    }
}
