//! Finds the named cases of `tests/suite`.

use std::fs;
use std::path::{Path, PathBuf};

use super::folder::repository;

/// The folder of files that cases use; no case stands in it.
pub const ASSETS: &str = "assets";

/// One manuscript with its name.
pub struct Case {
    /// The folder that it stands in.
    pub area: String,
    pub name: String,
    pub text: String,
    /// Whether it has errors, so that there is no edition.
    pub fails: bool,
}

/// Every case, in the order of the names of files.
pub fn all() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for folder in entries(&repository("tests/suite")) {
        let area = folder.file_name().unwrap().to_string_lossy().into_owned();
        if area != ASSETS {
            entries(&folder).iter().for_each(|file| read(file, &area, &mut cases));
        }
    }
    for (at, case) in cases.iter().enumerate() {
        let twice = cases[..at].iter().any(|other| (&other.area, &other.name) == (&case.area, &case.name));
        assert!(!twice, "the name {}/{} is given twice", case.area, case.name);
    }
    cases
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Cuts a file at its lines `===== name =====`.
fn read(file: &Path, area: &str, cases: &mut Vec<Case>) {
    let text = fs::read_to_string(file).unwrap();
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        if let Some(name) = line.trim_end().strip_prefix("===== ").and_then(|l| l.strip_suffix(" =====")) {
            let (name, fails) = name.strip_suffix(" (fails)").map_or((name, false), |name| (name, true));
            assert!(is_name(name), "{}: “{name}” is no name of a case", file.display());
            cases.push(Case { area: area.to_owned(), name: name.to_owned(), text: String::new(), fails });
            inside = true;
        } else {
            assert!(inside, "{}: the first line is ===== name =====", file.display());
            cases.last_mut().unwrap().text.push_str(line);
        }
    }
    assert!(inside, "{}: there is no case", file.display());
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
