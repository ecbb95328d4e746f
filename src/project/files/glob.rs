//! Patterns such as `reports/**/*.md` become the files of a root that they fit.
//!
//! `*` and `?` stand for signs of one name, `**` for any folders. Hidden names
//! are only found where the pattern itself begins with a dot.

use std::path::{Path, PathBuf};

use super::{FileError, Root};

/// How deep `**` goes; a deeper tree is no project.
const DEEPEST: usize = 32;

/// Whether a path of a project file is a pattern.
pub(in crate::project) fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?'])
}

/// The files within the root that fit a pattern, sorted, without those in the
/// folder `except`, into which it does not look.
///
/// # Errors
///
/// If a folder cannot be read.
pub(in crate::project) fn files(root: &Root, pattern: &str, except: Option<&Path>) -> Result<Vec<PathBuf>, FileError> {
    let parts: Vec<&str> = pattern.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let mut found = Vec::new();
    Search { root, except, found: &mut found }.folder(Path::new(""), &parts, 0)?;
    found.sort();
    found.dedup();
    Ok(found)
}

struct Search<'a> {
    root: &'a Root,
    except: Option<&'a Path>,
    found: &'a mut Vec<PathBuf>,
}

impl Search<'_> {
    fn folder(&mut self, folder: &Path, parts: &[&str], depth: usize) -> Result<(), FileError> {
        let Some((part, rest)) = parts.split_first() else { return Ok(()) };
        if depth > DEEPEST || self.except.is_some_and(|except| !folder.as_os_str().is_empty() && folder == except) {
            return Ok(());
        }
        if *part == ".." {
            return Ok(());
        }
        if *part == "**" {
            self.folder(folder, rest, depth)?;
        }
        for entry in self.root.entries(folder)? {
            let fits = if *part == "**" { !entry.name.starts_with('.') } else { fits(part, &entry.name) };
            if !fits {
                continue;
            }
            let path = folder.join(&entry.name);
            match (*part == "**", rest.is_empty()) {
                // A link to a folder could lead back up.
                (true, _) if entry.is_folder && !entry.is_link => self.folder(&path, parts, depth + 1)?,
                (true, true) if !entry.is_folder => self.found.push(path),
                (true, _) => {}
                (false, true) if !entry.is_folder => self.found.push(path),
                (false, true) => {}
                (false, false) if entry.is_folder => self.folder(&path, rest, depth + 1)?,
                (false, false) => {}
            }
        }
        Ok(())
    }
}

/// Whether a name fits one part of a pattern.
fn fits(pattern: &str, name: &str) -> bool {
    if name.starts_with('.') && !pattern.starts_with('.') {
        return false;
    }
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(ch) if *ch == '?' || *ch == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match &mut star {
                // The star takes one sign more.
                Some((at, taken)) => {
                    *taken += 1;
                    p = *at + 1;
                    n = *taken;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|ch| *ch == '*')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn names_fit_patterns() {
        for (pattern, name) in
            [("*.md", "a.md"), ("第?章.md", "第一章.md"), ("a*b*c", "aXbYbZc"), ("*", "a"), (".*", ".a")]
        {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.md", "a.txt"), ("?.md", "ab.md"), ("*", ".a"), ("a", ""), ("*a", "b")] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }
}
