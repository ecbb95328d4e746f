//! Compares what was made with what was made before.
//!
//! `UPDATE=1` rewrites what differs and removes what no case uses any more.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use similar::TextDiff;

use super::folder::repository;

/// How many lines of a difference are shown.
const MAX_LINES: usize = 60;

pub struct References {
    root: PathBuf,
    update: bool,
    used: Mutex<BTreeSet<PathBuf>>,
}

impl References {
    pub fn new() -> Self {
        let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
        Self { root: repository("tests/ref"), update, used: Mutex::default() }
    }

    /// Compares a text with the reference at `stage/area/name.ext`; no
    /// reference stands for an empty text.
    pub fn check(&self, path: &str, made: &str) -> Result<(), String> {
        if made.is_empty() {
            return Ok(());
        }
        let file = self.root.join(path);
        self.used.lock().unwrap().insert(file.clone());
        let old = fs::read_to_string(&file).unwrap_or_default();
        if old == made {
            return Ok(());
        }
        if self.update {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, made).unwrap();
            return Ok(());
        }
        let diff = TextDiff::from_lines(old.as_str(), made).unified_diff().context_radius(2).to_string();
        let lines: Vec<&str> = diff.lines().take(MAX_LINES).collect();
        Err(format!("{path} differs (UPDATE=1 rewrites it):\n{}", lines.join("\n")))
    }

    /// References that nothing was compared with.
    pub fn unused(&self) -> Vec<String> {
        let used = self.used.lock().unwrap();
        let mut found = Vec::new();
        files(&self.root, &mut found);
        found.retain(|file| !used.contains(file));
        if self.update {
            found.iter().for_each(|file| fs::remove_file(file).unwrap());
            return Vec::new();
        }
        found.iter().map(|file| format!("nothing uses the reference {}", file.display())).collect()
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}
