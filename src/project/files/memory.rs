//! The files of a project that lies in memory, by their paths within it: what
//! `Root` asks the disk otherwise.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::{Component, Path, PathBuf};

use super::entry::Entry;

/// The files of a document in memory: manuscripts, pictures, bibliographies, style
/// sheets, Word templates, a project file, each by the path with which the
/// manuscript names it, written with `/`.
///
/// ```
/// let files = fuzi::Files::new().with("report.md", "# 好\n").with("figures/dot.png", vec![0x89, 0x50]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Files {
    held: BTreeMap<PathBuf, Vec<u8>>,
    /// The first path that cannot be one of a project.
    refused: Option<PathBuf>,
}

impl Files {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with one more file; it takes the place of another one of its path.
    /// A path that leads out of the project makes the build fail.
    #[must_use]
    pub fn with(mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        let path = path.as_ref();
        match plain(path).filter(|path| !path.as_os_str().is_empty()) {
            Some(plain) => drop(self.held.insert(plain, bytes.into())),
            None => drop(self.refused.get_or_insert_with(|| path.to_owned())),
        }
        self
    }

    /// The first path that can be none of a project.
    pub(in crate::project) fn refused(&self) -> Option<&Path> {
        self.refused.as_deref()
    }

    /// The plain path of a file or folder: `None` if it leads out of the project,
    /// `Some(None)` if there is nothing.
    pub(super) fn locate(&self, path: &Path) -> Option<Option<PathBuf>> {
        let path = plain(path)?;
        let is_there = self.below(&path).next().is_some();
        Some(is_there.then_some(path))
    }

    pub(super) fn read(&self, path: &Path) -> Option<Vec<u8>> {
        self.held.get(path).cloned()
    }

    /// What a folder holds, sorted.
    pub(super) fn entries(&self, folder: &Path) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for path in self.below(folder) {
            let mut rest = path.strip_prefix(folder).into_iter().flat_map(Path::components);
            let Some(name) = rest.next().and_then(|name| name.as_os_str().to_str()) else { continue };
            if entries.last().is_none_or(|last| last.name != name) {
                entries.push(Entry { name: name.to_owned(), is_folder: rest.next().is_some(), is_link: false });
            }
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        entries
    }

    /// The file of a path and those in the folder of that path.
    fn below(&self, path: &Path) -> impl Iterator<Item = &Path> {
        let from = self.held.range::<Path, _>((Bound::Included(path), Bound::Unbounded));
        from.map(|(known, _)| known.as_path()).take_while(move |known| known.starts_with(path))
    }
}

/// A path without `.` and `..`; `None` if it leads out of its folder.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => plain.push(name),
            Component::CurDir => {}
            Component::ParentDir if plain.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::Files;
    use std::path::{Path, PathBuf};

    fn held(paths: &[&str]) -> Files {
        let files = paths.iter().fold(Files::new(), |files, path| files.with(path, path.as_bytes()));
        assert_eq!(files.refused(), None);
        files
    }

    #[test]
    fn paths_are_followed_within_the_project_only() {
        let held = held(&["a.md", "./figures/rain.png"]);
        let locate = |path: &str| held.locate(Path::new(path));
        assert_eq!(locate("figures/../a.md"), Some(Some(PathBuf::from("a.md"))));
        assert_eq!(locate("figures"), Some(Some(PathBuf::from("figures"))));
        assert_eq!(locate("fig"), Some(None));
        assert_eq!(locate("../a.md"), None);
        assert_eq!(locate("/a.md"), None);
        assert_eq!(held.read(Path::new("figures")), None);
        for path in ["../a.md", "/a.md", ".", ""] {
            assert_eq!(Files::new().with(path, "").refused(), Some(Path::new(path)));
        }
    }

    #[test]
    fn folders_list_each_name_once() {
        let held = held(&["b/c/d.md", "b/c/e.md", "b/c.md", "b.md", "a.md"]);
        let names = |folder: &str| -> Vec<(String, bool)> {
            held.entries(Path::new(folder)).into_iter().map(|entry| (entry.name, entry.is_folder)).collect()
        };
        let entry = |name: &str, is_folder| (name.to_owned(), is_folder);
        assert_eq!(names(""), [entry("a.md", false), entry("b", true), entry("b.md", false)]);
        assert_eq!(names("b"), [entry("c", true), entry("c.md", false)]);
    }
}
