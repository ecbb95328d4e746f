//! `mkdocs.yml`: `nav`, or all files of `docs_dir`
//! (mkdocs.org/user-guide/configuration).

use std::path::Path;

use super::{Entry, Listed, field, items, text, yaml};
use crate::diag::{Diagnostic, Spanned};
use crate::model::Value;
use crate::project::files::{self, Root, glob, has_extension};

pub(super) fn read(root: &Root, path: &Path, source: &str, errors: &mut Vec<Diagnostic>) -> Listed {
    let whole = yaml(source, 0, errors);
    let folder = field(&whole.value, "docs_dir").and_then(text).map_or_else(|| "docs".to_owned(), |dir| dir.value);
    let entries = match field(&whole.value, "nav") {
        Some(nav) => items(nav).iter().filter_map(entry).collect(),
        None => all(root, path, &folder, &whole),
    };
    Listed { title: field(&whole.value, "site_name").and_then(text), entries, folder, problems: Vec::new() }
}

/// `page.md`, `Title: page.md`, or `Title:` with a list.
fn entry(item: &Spanned<Value>) -> Option<Entry> {
    if let Some(path) = text(item) {
        return Some(Entry::new(None, Some(path.value), path.span));
    }
    let Value::Map(map) = &item.value else { return None };
    let (title, value) = map.first()?;
    let path = text(value);
    let span = path.as_ref().map_or(title.span, |path| path.span);
    let children = items(value).iter().filter_map(entry).collect();
    Some(Entry { children, ..Entry::new(Some(title.value.clone()), path.map(|path| path.value), span) })
}

/// The files of a site without `nav`, those of a folder after its own page.
fn all(root: &Root, path: &Path, folder: &str, whole: &Spanned<Value>) -> Vec<Entry> {
    let docs = path.parent().unwrap_or(Path::new("")).join(folder);
    let found = glob::files(root, &format!("{}/**/*", docs.display()), None).unwrap_or_default();
    let mut found: Vec<String> = found
        .into_iter()
        .filter(|file| has_extension(file, files::MARKDOWN))
        .filter_map(|file| Some(file.strip_prefix(&docs).ok()?.to_string_lossy().into_owned()))
        .collect();
    found.sort_by_key(|name| {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        (folder.to_owned(), !file.starts_with("index."), file.to_owned())
    });
    found.into_iter().map(|name| Entry::new(None, Some(name), whole.span)).collect()
}
