//! A new project.

use crate::diag::message;
use std::path::{Path, PathBuf};

use super::files::{self, FileError};
use super::starters::Starter;
use crate::diag::Language;
use crate::style;

const IGNORE: &str = "*.pdf\n*.docx\n.fuzi/\n";

/// Writes the files of a new project into a folder, which is made if it is not
/// there: with a sample of a kind of document in a language, or for the manuscripts
/// that lie there.
///
/// # Errors
///
/// If the folder is a project already, or a file cannot be written.
pub fn init(folder: &Path, starter: Starter, language: Language) -> Result<Vec<PathBuf>, FileError> {
    let found = if files::is_dir(folder) { manuscripts(folder)? } else { Vec::new() };
    let stem = starter.stem();
    let sample = (format!("{stem}.md"), starter.text(language).to_owned());
    let mut wanted = vec![("fuzi.toml".to_owned(), String::new())];
    if found.is_empty() {
        wanted[0].1 = manifest(std::slice::from_ref(&sample.0), starter.style(language));
        let pictures = starter.pictures().iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        wanted.extend(std::iter::once(sample).chain(pictures));
    } else {
        // What lies there says in which language it is.
        let style = if starter == Starter::Report { style::DEFAULT } else { starter.style(language) };
        wanted[0].1 = manifest(&found, style);
    }
    wanted.push((".gitignore".to_owned(), IGNORE.to_owned()));
    let manifest = folder.join("fuzi.toml");
    if files::is_file(&manifest) {
        let reason = message!("already exists; fuzi does not overwrite it");
        return Err(FileError::new(manifest, reason));
    }
    let wanted = wanted.into_iter().map(|(name, text)| (folder.join(name), text));
    let new = wanted.filter(|(path, _)| !files::is_there(path));
    let files: Vec<_> = new.map(|(path, text)| (path, text.into_bytes().into())).collect();
    files::write_all(&files)?;
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// The Markdown files of a folder, without what says something of the folder
/// itself.
fn manuscripts(folder: &Path) -> Result<Vec<String>, FileError> {
    let about = ["readme", "changelog", "contributing", "license"];
    let is_about = |name: &str| about.iter().any(|stem| name.to_lowercase().starts_with(stem));
    let names = files::markdown_files(folder)?.into_iter().filter_map(|name| name.into_os_string().into_string().ok());
    Ok(names.filter(|name| !is_about(name)).collect())
}

/// The project file for manuscripts: one document, or one of each.
fn manifest(names: &[String], style: &str) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    match names {
        [name] => {
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            let (name, stem) = (quoted(name), quoted(stem));
            format!("[document]\nsources = [{name}]\noutput = {stem}\nstyle = \"{style}\"\n")
        }
        names => {
            let list = names.iter().map(|name| format!("    {},\n", quoted(name))).collect::<String>();
            format!("[[document]]\neach = [\n{list}]\nstyle = \"{style}\"\n")
        }
    }
}
