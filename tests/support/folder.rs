//! A folder that is there for one test and gone behind it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A new, empty folder.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("fuzi-test-{}-{count}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        // With links resolved, so that paths in messages can be cut.
        Self(fs::canonicalize(path).unwrap())
    }

    /// A folder with one manuscript in it, `a.md`.
    pub fn with(text: impl AsRef<[u8]>) -> Self {
        let folder = Self::new();
        folder.write("a.md", text);
        folder
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn has(&self, name: &str) -> bool {
        self.join(name).exists()
    }

    /// The names of everything in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Copies the files of another folder, without those in its folders.
    pub fn copy_from(&self, other: &Path) {
        for entry in fs::read_dir(other).unwrap_or_else(|error| panic!("{}: {error}", other.display())) {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, self.0.join(path.file_name().unwrap())).unwrap();
            }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A folder or file of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
