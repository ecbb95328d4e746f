//! Links to files: which of them lead to a file of the same document, and which to a
//! file that is there and not in it.
//!
//! It must not know which headings there are.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use percent_encoding::percent_decode_str;

use super::files::{self, joined};
use super::load::Loader;
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, message};
use crate::model::document::{Document, FileLink, FileLinks, InlineKind};
use crate::model::visit_inlines;

/// The names of a folder's own page.
const PAGES: [&str; 3] = ["index", "README", "_index"];

/// Where a link was written, and what it names.
struct Written<'a> {
    target: &'a str,
    span: Span,
    /// Whether it stands on a picture, which it shows by itself on the web.
    is_picture: bool,
}

/// The files of a document by their paths within the root.
struct Parts {
    /// Each with those that stand in it.
    by_path: BTreeMap<String, Vec<SourceId>>,
    /// The files of each name without extension, for the links of wikis.
    by_stem: HashMap<String, Vec<String>>,
}

impl Loader<'_> {
    /// Finds out where the links to files lead; those to files that are there and not in
    /// the document are told once for each file.
    pub(super) fn link_files(&self, document: &Document, sink: &mut Sink) -> FileLinks {
        let mut list: Vec<Written<'_>> = Vec::new();
        visit_inlines(document, &mut |inline| {
            if let InlineKind::Link { target, content } = &inline.kind
                && names_a_file(target.trim())
            {
                let is_picture = content.iter().any(|inline| matches!(inline.kind, InlineKind::Image(_)));
                list.push(Written { target: target.trim(), span: inline.span, is_picture });
            }
        });
        let parts = self.parts();
        let mut links = FileLinks::new();
        let mut elsewhere: BTreeMap<String, (Span, usize)> = BTreeMap::new();
        let mut outside: HashMap<(SourceId, &str), Option<String>> = HashMap::new();
        for Written { target, span, is_picture } in list {
            let key = (span.source, target.to_owned());
            if links.get(&key).is_some_and(|link| *link != FileLink::Elsewhere) {
                continue;
            }
            if let Some(link) = self.part_link(&parts, span.source, target) {
                links.insert(key, link);
                continue;
            }
            let found = outside.entry((span.source, target)).or_insert_with(|| self.other_file(span.source, target));
            if let Some(file) = found {
                if !is_picture {
                    elsewhere.entry(file.clone()).or_insert((span, 0)).1 += 1;
                }
                links.insert(key, FileLink::Elsewhere);
            }
        }
        let mut told: Vec<(String, (Span, usize))> = elsewhere.into_iter().collect();
        told.sort_by_key(|(_, (span, _))| (span.source, span.start));
        for (file, (span, count)) in told {
            let message = match count {
                1 => message!("the file “{file}” is not part of this document", file),
                _ => message!(
                    "the file “{file}”, to which {count} links lead, is not part of this document",
                    file,
                    count
                ),
            };
            let hint =
                "the text stays without the link; name the file under “sources”, or link to its address on the web";
            sink.push(Diagnostic::warning(Code::LinkTarget, span, message).hint(hint));
        }
        links
    }

    fn parts(&self) -> Parts {
        let mut parts = Parts { by_path: BTreeMap::new(), by_stem: HashMap::new() };
        for (path, id) in &self.read {
            let Some(name) = joined(Path::new(""), &path.to_string_lossy()) else { continue };
            let known = parts.by_path.entry(name.clone()).or_default();
            if !known.is_empty() {
                continue;
            }
            known.push(*id);
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
            parts.by_stem.entry(stem).or_default().push(name);
        }
        // What stands in a file can be named through it.
        let mut inside: HashMap<SourceId, Vec<SourceId>> = HashMap::new();
        for (_, id) in &self.read {
            let mut at = *id;
            while let Some(outer) = self.included_by.get(&at) {
                inside.entry(*outer).or_default().push(*id);
                at = *outer;
            }
        }
        for files in parts.by_path.values_mut() {
            let more = files.first().and_then(|first| inside.get(first)).cloned().unwrap_or_default();
            files.extend(more);
        }
        parts
    }

    fn part_link(&self, parts: &Parts, source: SourceId, target: &str) -> Option<FileLink> {
        let (path, name) = split(target);
        let folder = self.folder(source);
        let mut found = spellings(&folder, &path).into_iter().find_map(|name| parts.by_path.get(&name));
        if found.is_none() && target.starts_with("[[") {
            found = parts.of_note(&folder, &path);
        }
        Some(FileLink::Part { files: found?.clone(), name })
    }

    /// The file of the project that a link means, as it is shown.
    fn other_file(&self, source: SourceId, target: &str) -> Option<String> {
        let (path, _) = split(target);
        let folder = self.folder(source);
        let found = spellings(&folder, &path).into_iter().find(|name| self.root.locate(Path::new(name)).is_ok())?;
        Some(self.root.shown(Path::new(&found)).display().to_string())
    }
}

impl Parts {
    /// The file that a link of a wiki names: from the root on, or by its name alone, the
    /// nearest of several.
    fn of_note(&self, folder: &Path, path: &str) -> Option<&Vec<SourceId>> {
        let rooted = spellings(Path::new(""), path).into_iter().find_map(|name| self.by_path.get(&name));
        if rooted.is_some() {
            return rooted;
        }
        let name = path.rsplit('/').next()?.to_lowercase();
        let stem = without_extension(&name).unwrap_or(&name);
        let named = self.by_stem.get(stem)?;
        let near = |name: &&String| (Path::new(name).parent() != Some(folder), name.matches('/').count());
        self.by_path.get(named.iter().min_by_key(near)?)
    }
}

/// Whether a link is one to a file, and to no address or heading.
fn names_a_file(target: &str) -> bool {
    let has_scheme = target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    !target.is_empty() && !target.starts_with(['#', '?']) && !target.starts_with("//") && !has_scheme
}

/// The path of a link as files are called, and the heading that it names.
fn split(target: &str) -> (String, Option<String>) {
    let plain = target.strip_prefix("[[").and_then(|target| target.strip_suffix("]]"));
    let (path, name) = match plain.unwrap_or(target).split_once('#') {
        // `a#b#c` of a wiki names a heading below others.
        Some((path, name)) if plain.is_some() => (path, name.rsplit('#').next()),
        Some((path, name)) => (path, Some(name)),
        None => (plain.unwrap_or(target), None),
    };
    let path = if plain.is_some() { path } else { path.split('?').next().unwrap_or(path) };
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().trim().to_owned();
    let name = name.map(decode).filter(|name| !name.is_empty());
    (decode(path).replace('\\', "/"), name)
}

/// The paths within the root that a link may mean, the likeliest first.
fn spellings(folder: &Path, path: &str) -> Vec<String> {
    let base = if path.starts_with('/') { Path::new("") } else { folder };
    let Some(plain) = joined(base, path) else { return Vec::new() };
    let stem = without_extension(&plain).map(str::to_owned);
    let manuscript = |name: &str| files::MARKDOWN.iter().map(move |extension| format!("{name}.{extension}")).collect();
    let mut found = vec![plain.clone()];
    let also: Vec<String> = stem.as_deref().map(manuscript).unwrap_or_default();
    found.extend(also);
    found.extend::<Vec<String>>(manuscript(&plain));
    let mut folders = vec![plain.clone()];
    // The page of a folder as web servers call it.
    folders.extend(
        stem.filter(|stem| stem == "index" || stem.ends_with("/index"))
            .map(|stem| stem.strip_suffix("index").unwrap_or_default().trim_end_matches('/').to_owned()),
    );
    for folder in folders {
        let inside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        PAGES.iter().for_each(|page| found.extend::<Vec<String>>(manuscript(&inside(page))));
    }
    // A folder that is there is found last: its page is meant.
    let rest = found.split_off(1);
    if path.ends_with('/') { rest.into_iter().chain(found).collect() } else { found.into_iter().chain(rest).collect() }
}

/// A path without the extension that it has on the web or as a manuscript.
fn without_extension(path: &str) -> Option<&str> {
    let (stem, extension) = path.rsplit_once('.')?;
    let known = ["html", "htm"].contains(&extension) || files::MARKDOWN.contains(&extension);
    (known && !stem.is_empty()).then_some(stem)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{names_a_file, spellings, split};

    #[test]
    fn links_to_files_are_told_from_addresses() {
        for target in ["a.md", "../a/", "a.md#b", "a b.md", "c:x", "[[a#b]]", "/a"] {
            assert!(names_a_file(target), "{target}");
        }
        for target in ["", "#a", "https://a.b/c.md", "mailto:a@b", "//a.b/c", "javascript:x"] {
            assert!(!names_a_file(target), "{target}");
        }
    }

    #[test]
    fn files_have_several_spellings() {
        let has = |path: &str, wanted: &str| spellings(Path::new("docs/a"), path).iter().any(|name| name == wanted);
        for (path, wanted) in [
            ("b.md", "docs/a/b.md"),
            ("./b.html", "docs/a/b.md"),
            ("../b", "docs/b.md"),
            ("b/", "docs/a/b/README.md"),
            ("b/index.html", "docs/a/b/README.md"),
            ("/docs/c", "docs/c.md"),
            ("b.markdown", "docs/a/b.md"),
        ] {
            assert!(has(path, wanted), "{path}");
        }
        assert!(spellings(Path::new("a"), "../../b.md").is_empty());
        assert_eq!(split("a%20b.md?x#c%20d"), ("a b.md".to_owned(), Some("c d".to_owned())));
        assert_eq!(split("[[a#b#c]]"), ("a".to_owned(), Some("c".to_owned())));
    }
}
