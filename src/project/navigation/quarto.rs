//! `_quarto.yml`: the chapters, parts and appendices of a book, or the sidebar of a
//! website (quarto.org/docs/books/book-structure.html).

use std::path::Path;

use super::{Entry, Listed, field, items, text, yaml};
use crate::diag::{Diagnostic, Spanned, message};
use crate::model::Value;
use crate::project::files::Root;

pub(super) fn read(_: &Root, _: &Path, source: &str, errors: &mut Vec<Diagnostic>) -> Listed {
    let whole = yaml(source, 0, errors);
    let Some(book) = field(&whole.value, "book") else { return website(&whole) };
    let list = |key: &str| field(&book.value, key).map(items).unwrap_or_default();
    let mut entries: Vec<Entry> = list("chapters").iter().filter_map(entry).collect();
    let appendices = list("appendices").iter().filter_map(entry);
    entries.extend(appendices.map(|entry| Entry { appendix: true, ..entry }));
    let title = field(&book.value, "title").and_then(text);
    Listed { title, entries, ..Listed::default() }
}

/// Whether the project of a file is a book.
pub(super) fn is_book(root: &Root, path: &Path) -> bool {
    let Ok(bytes) = root.read(path) else { return false };
    let whole = yaml(&String::from_utf8_lossy(&bytes), 0, &mut Vec::new());
    field(&whole.value, "book").is_some()
}

fn website(whole: &Spanned<Value>) -> Listed {
    let Some(site) = field(&whole.value, "website") else {
        let message = message!("this project has neither the chapters of a book nor a sidebar");
        return Listed { problems: vec![(whole.span, message)], ..Listed::default() };
    };
    let mut entries = Vec::new();
    if let Some(sidebar) = field(&site.value, "sidebar") {
        match items(sidebar) {
            [] => entries.extend(contents(sidebar)),
            several => entries.extend(several.iter().filter_map(entry)),
        }
    }
    Listed { title: field(&site.value, "title").and_then(text), entries, ..Listed::default() }
}

fn contents(value: &Spanned<Value>) -> Vec<Entry> {
    let list = |key: &str| field(&value.value, key).map(items).unwrap_or_default();
    list("chapters").iter().chain(list("contents")).filter_map(entry).collect()
}

/// `page.qmd`, a part or section with what stands in it, or a link with a text.
fn entry(item: &Spanned<Value>) -> Option<Entry> {
    if let Some(path) = text(item) {
        let is_file = path.value.contains('.');
        return is_file.then(|| Entry::new(None, Some(path.value), path.span));
    }
    let said = |keys: &[&str]| keys.iter().find_map(|key| field(&item.value, key).and_then(text));
    let children = contents(item);
    let path = said(&["href", "file"]);
    let title = said(&["part", "section", "text", "title"]);
    let span = path.as_ref().or(title.as_ref()).map_or(item.span, |written| written.span);
    let (title, path) = match (title.map(|title| title.value), path.map(|path| path.value)) {
        // A part may be a file that introduces it.
        (Some(title), None) if [".qmd", ".md", ".Rmd", ".ipynb"].iter().any(|end| title.ends_with(end)) => {
            (None, Some(title))
        }
        other => other,
    };
    Some(Entry { children, ..Entry::new(title, path, span) })
}
