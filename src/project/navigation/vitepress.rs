//! The `sidebar` of `.vitepress/config.*` and `.vuepress/config.*`, where it is one
//! literal value (vitepress.dev/reference/default-theme-sidebar,
//! v1.vuepress.vuejs.org/theme/default-theme-config.html#sidebar).

use std::path::Path;

use super::{Entry, Listed, field, items, literal, text};
use crate::diag::{Diagnostic, SourceId, Span, Spanned, message};
use crate::model::Value;
use crate::project::files::Root;

/// The folders of the settings of a site, within that of its pages.
const FOLDERS: [&str; 2] = [".vitepress", ".vuepress"];
const ENDINGS: [&str; 6] = ["js", "ts", "mjs", "mts", "cjs", "cts"];

/// Whether a file holds the settings of such a site.
pub(super) fn is_config(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let is_of = |ending: &str| ENDINGS.contains(&ending);
    folder.is_some_and(|folder| FOLDERS.contains(&folder))
        && path.file_stem().is_some_and(|stem| stem == "config")
        && path.extension().and_then(|ending| ending.to_str()).is_some_and(is_of)
}

pub(super) fn read(_: &Root, _: &Path, source: &str, _: &mut Vec<Diagnostic>) -> Listed {
    let whole = Span::new(SourceId(0), 0, source.lines().next().map_or(0, str::len));
    let sidebars = literal::behind(source, "sidebar");
    let several = sidebars.len() > 1;
    let mut listed = Listed { folder: "..".to_owned(), ..Listed::default() };
    let Some(sidebar) = sidebars.into_iter().next().flatten() else {
        let message = message!("this sidebar is a program; list the files themselves in `sources`");
        return Listed { problems: vec![(whole, message)], ..listed };
    };
    if several {
        listed.problems.push((whole, message!("this file has several sidebars; only the first is read")));
    }
    listed.title = title(source);
    listed.entries = match &sidebar.value {
        // A sidebar for each part of the site.
        Value::Map(parts) => parts.iter().flat_map(|(base, part)| under(&base.value, part)).collect(),
        _ => entries(&sidebar, ""),
    };
    listed
}

/// What the site is called.
fn title(source: &str) -> Option<Spanned<String>> {
    literal::behind(source, "title").into_iter().next().flatten().as_ref().and_then(text)
}

/// The sidebar of a part: a list, or an object with its `base` and `items`.
/// VuePress writes its paths from the part on.
fn under(part: &str, sidebar: &Spanned<Value>) -> Vec<Entry> {
    match &sidebar.value {
        Value::Map(_) => {
            let base = field(&sidebar.value, "base").and_then(text).map(|base| base.value).unwrap_or_default();
            field(&sidebar.value, "items").map(|list| entries(list, &base)).unwrap_or_default()
        }
        _ => entries(sidebar, part),
    }
}

fn entries(list: &Spanned<Value>, base: &str) -> Vec<Entry> {
    items(list).iter().filter_map(|item| entry(item, base)).collect()
}

/// `'/guide/'`, `['/guide/', 'Title']`, or an object with a text, a link and more.
fn entry(item: &Spanned<Value>, base: &str) -> Option<Entry> {
    if let Some(link) = text(item) {
        return Some(Entry::new(None, Some(path(&link.value, base)), link.span));
    }
    if let Value::List(pair) = &item.value {
        let link = pair.first().and_then(text)?;
        let title = pair.get(1).and_then(text).map(|title| title.value);
        return Some(Entry::new(title, Some(path(&link.value, base)), link.span));
    }
    let said = |keys: [&str; 2]| keys.iter().find_map(|key| field(&item.value, key).and_then(text));
    let base = said(["base", "base"]).map_or_else(|| base.to_owned(), |own| own.value);
    let (title, link) = (said(["text", "title"]), said(["link", "path"]));
    let span = link.as_ref().or(title.as_ref()).map_or(item.span, |written| written.span);
    let below = ["items", "children"].iter().find_map(|key| field(&item.value, key));
    let children = below.map(|list| entries(list, &base)).unwrap_or_default();
    let link = link.map(|link| path(&link.value, &base));
    Some(Entry { children, ..Entry::new(title.map(|title| title.value), link, span) })
}

/// The file of an address, from the folder of the pages on: without its ending.
fn path(link: &str, base: &str) -> String {
    if link.contains("://") || link.starts_with("mailto:") {
        return link.to_owned();
    }
    let address = if link.starts_with('/') { link.to_owned() } else { format!("{base}/{link}") };
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let plain = address.trim_start_matches('/').trim_end_matches(".html");
    // The first page of the site.
    if plain.is_empty() { ".".to_owned() } else { plain.to_owned() }
}
