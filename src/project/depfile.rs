//! What editions are made of, as a Makefile says it, and the stamp by which Make
//! knows that they are done.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::files::{self, FileError};
use super::job::Job;
use super::outcome::JobOutcome;
use super::plan::present;

/// The rules by which editions depend on all that they are made of, the tool among
/// it: styles and fonts lie within fuzi. Files that were missing are left out, since
/// Make would end there.
#[derive(Debug)]
pub struct Depfile {
    tool: PathBuf,
    /// By the number of the document: its editions, and what they are made of.
    rules: BTreeMap<usize, (Vec<PathBuf>, Vec<PathBuf>)>,
}

impl Depfile {
    /// No rules yet, for editions that a tool makes.
    #[must_use]
    pub fn new(tool: &Path) -> Self {
        Self { tool: tool.to_owned(), rules: BTreeMap::new() }
    }

    /// Takes the document of a number.
    pub fn add(&mut self, at: usize, job: &Job, built: &JobOutcome) {
        let outputs: Vec<PathBuf> = built.outputs.iter().map(|output| output.path.clone()).collect();
        if !outputs.is_empty() {
            self.rules.insert(at, (outputs, present(job, &built.inputs)));
        }
    }

    /// Writes the rules; one for the stamp alone if there is one.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn write(&self, path: &Path, stamp: Option<&Path>) -> Result<(), FileError> {
        files::write_all(&[(path.to_owned(), self.text(stamp).into_bytes().into())]).map(drop)
    }

    fn text(&self, stamp: Option<&Path>) -> String {
        let mut all: Vec<String> = self.rules.values().flat_map(|(_, inputs)| names(inputs)).collect();
        all.sort();
        all.dedup();
        let tool = escaped(&self.tool);
        let rule = |targets: &[String], inputs: &[String]| {
            let inputs: Vec<&str> = std::iter::once(&tool).chain(inputs).map(String::as_str).collect();
            format!("{}: {}\n", targets.join(" "), inputs.join(" "))
        };
        let rules: String = match stamp {
            _ if self.rules.is_empty() => String::new(),
            Some(stamp) => rule(&[escaped(stamp)], &all),
            None => self.rules.values().map(|(outputs, inputs)| rule(&names(outputs), &names(inputs))).collect(),
        };
        // A file that is gone the next time is then one that has changed, where
        // Make would ask for a rule that makes it.
        let phony: String = all.iter().map(|input| format!("\n{input}:\n")).collect();
        rules + &phony
    }
}

/// Paths as a Makefile writes them, each once.
fn names(paths: &[PathBuf]) -> Vec<String> {
    let mut names: Vec<String> = paths.iter().map(|path| escaped(path)).collect();
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// A path as a Makefile writes it.
fn escaped(path: &Path) -> String {
    let path = path.to_string_lossy();
    // Make and Ninja take `./a` and `a` for two files.
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut text = String::new();
    for ch in path.chars() {
        match ch {
            ' ' | '#' | '\\' | ':' => text.extend(['\\', ch]),
            '$' => text.push_str("$$"),
            ch => text.push(ch),
        }
    }
    text
}

/// Writes files that the user asked for.
///
/// # Errors
///
/// If one cannot be written.
pub fn write_texts(texts: Vec<(PathBuf, String)>) -> Result<(), FileError> {
    let files: Vec<_> = texts.into_iter().map(|(path, text)| (path, text.into_bytes().into())).collect();
    files::write_all(&files).map(drop)
}

/// Touches a file, which is made if it is not there.
///
/// # Errors
///
/// If it cannot be written.
pub fn write_stamp(path: &Path) -> Result<(), FileError> {
    files::write_all(&[(path.to_owned(), Vec::new().into())])?;
    files::touch(path);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::escaped;
    use std::path::Path;

    #[test]
    fn makefiles_have_signs_of_their_own() {
        assert_eq!(escaped(Path::new("我的 报告/a#1$.md")), "我的\\ 报告/a\\#1$$.md");
    }
}
