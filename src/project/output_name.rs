//! `output = "{dir}/{stem}-{version}"`: the names of editions from the names of
//! their sources, variables and cells.

use std::path::{Path, PathBuf};

use super::data::Fault;
use super::manifest::{self, Variables};
use super::records::Record;
use crate::diag::{Code, Diagnostic, Message, message, nearest};

/// The longest part of a name that a cell makes, in characters.
const MAX_CELL: usize = 60;

/// What may stand in braces.
pub(super) struct Names<'a> {
    pub(super) source: &'a Path,
    pub(super) variables: &'a Variables,
    /// The variables of the command.
    pub(super) set: &'a [(String, String)],
    pub(super) record: Option<&'a Record>,
}

/// Why there is no name.
pub(super) enum Wrong {
    /// The pattern is wrong for every document.
    Pattern(Box<Diagnostic>),
    /// The row is.
    Row(Fault),
}

impl Names<'_> {
    /// The name of the editions that a pattern gives.
    pub(super) fn expanded(&self, pattern: &str) -> Result<String, Wrong> {
        let refuse = |message: Message| Wrong::Pattern(Box::new(Diagnostic::error(Code::Manifest, None, message)));
        let mut name = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            name.push_str(before);
            let Some((key, after)) = after.split_once('}') else {
                return Err(refuse(message!("“{pattern}” has a “{” without “}”", pattern)));
            };
            name.push_str(&self.value(key, pattern)?);
            rest = after;
        }
        name.push_str(rest);
        let name = name.trim_start_matches('/').replace('\\', "/");
        if manifest::is_inside(&name) {
            return Ok(name);
        }
        Err(refuse(message!(
            "“{pattern}” gives “{name}” for “{source}”, which is not a path within the output folder",
            pattern,
            name,
            source = self.source.display()
        )))
    }

    fn value(&self, key: &str, pattern: &str) -> Result<String, Wrong> {
        if let Some((_, value)) = self.set.iter().find(|(name, _)| name == key) {
            return Ok(safe(value));
        }
        if let (Some(record), Some(cell)) = (self.record, self.record.and_then(|record| record.get(key))) {
            let name = safe(cell);
            if !name.is_empty() {
                return Ok(name);
            }
            let (row, file) = (record.number(), record.file());
            let message = message!("row {row} of “{file}” has nothing in the column “{name}”", row, file, name = key);
            let hint = message!("fill in the cell; “output” names the file after it");
            return Err(Wrong::Row(record.cell_fault(key, message, hint)));
        }
        Ok(match (key, self.record, self.variables.get(key)) {
            ("stem", ..) => self.source.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            ("dir", ..) => {
                let folder = self.source.parent().unwrap_or(Path::new("")).to_string_lossy().into_owned();
                plain(&folder).to_string_lossy().trim_start_matches('/').to_owned()
            }
            ("row", Some(record), _) => record.number().to_string(),
            (_, _, Some(toml::Value::String(text))) => text.clone(),
            (_, _, Some(value @ (toml::Value::Integer(_) | toml::Value::Datetime(_)))) => value.to_string(),
            _ => return Err(Wrong::Pattern(Box::new(self.unknown(pattern, key)))),
        })
    }

    fn unknown(&self, pattern: &str, key: &str) -> Diagnostic {
        let own = ["stem", "dir"].into_iter().chain(self.record.map(|_| "row"));
        let set = self.set.iter().map(|(name, _)| name.as_str());
        let cells = self.record.into_iter().flat_map(Record::fields).map(|(name, _)| name);
        let known: Vec<&str> = own.chain(set).chain(cells).chain(self.variables.keys().map(String::as_str)).collect();
        let error =
            Diagnostic::error(Code::Manifest, None, message!("unknown name “{key}” in “{pattern}”", key, pattern));
        match nearest(key, known.iter().copied()) {
            Some(near) => error.hint(message!("did you mean “{{near}}”?", near)),
            None => error.hint(message!("use one of {known}", known)),
        }
    }
}

/// A path without `.`.
pub(super) fn plain(path: &str) -> PathBuf {
    path.split('/').filter(|part| !matches!(*part, "" | ".")).collect()
}

/// A value as a part of a file name on any system.
fn safe(value: &str) -> String {
    let is_barred = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name: String = value.trim().chars().take(MAX_CELL).map(|c| if is_barred(c) { '_' } else { c }).collect();
    let name = name.trim_end_matches(['.', ' ']).trim_start_matches('.');
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    // Names of devices of Windows.
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.as_bytes()[3].is_ascii_digit());
    if device { format!("{name}_") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn cells_make_names_that_every_system_takes() {
        assert_eq!(safe("王/平: \"a\""), "王_平_ _a_");
        assert_eq!(safe("../../etc"), "_.._etc");
        assert_eq!(safe(" con "), "con_");
        assert_eq!(safe("a\nb."), "a_b");
        assert_eq!(safe("…."), "…");
    }
}
