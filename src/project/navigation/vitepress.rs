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
    let mut listed = Listed { folder: folder(source), title: first(source, "title"), ..Listed::default() };
    let message = || message!("this sidebar is a program; list the files themselves in `sources`");
    // A sidebar for each language of the site, say.
    let sidebars = literal::behind(source, "sidebar");
    if sidebars.is_empty() {
        let whole = Span::new(SourceId(0), 0, source.lines().next().map_or(0, str::len));
        listed.problems.push((whole, message()));
    }
    for sidebar in sidebars {
        match sidebar {
            Err(place) => listed.problems.push((place, message())),
            Ok(Spanned { value: Value::Map(parts), .. }) => {
                // A sidebar for each part of the site.
                listed.entries.extend(parts.iter().flat_map(|(part, sidebar)| under(&part.value, sidebar)));
            }
            Ok(sidebar) => listed.entries.extend(entries(&sidebar, Base::Part(""))),
        }
    }
    listed
}

/// The first text of a key.
fn first(source: &str, key: &str) -> Option<Spanned<String>> {
    literal::behind(source, key).into_iter().next()?.ok().as_ref().and_then(text)
}

/// The folder of the pages, from that of the settings on.
fn folder(source: &str) -> String {
    let own = first(source, "srcDir").map(|dir| dir.value).unwrap_or_default();
    format!("../{}", own.trim_start_matches("./").trim_matches('/')).trim_end_matches('/').to_owned()
}

/// What paths are written from.
#[derive(Clone, Copy)]
enum Base<'a> {
    /// The part of a site, for those that do not begin with `/`, as VuePress does.
    Part(&'a str),
    /// A `base`, for all of them, as VitePress does.
    Said(&'a str),
}

/// The sidebar of a part: a list, or an object with its `base` and `items`.
fn under(part: &str, sidebar: &Spanned<Value>) -> Vec<Entry> {
    match &sidebar.value {
        Value::Map(_) => {
            let base = field(&sidebar.value, "base").and_then(text);
            let base = base.as_ref().map_or(Base::Part(""), |base| Base::Said(&base.value));
            field(&sidebar.value, "items").map(|list| entries(list, base)).unwrap_or_default()
        }
        _ => entries(sidebar, Base::Part(part)),
    }
}

fn entries(list: &Spanned<Value>, base: Base<'_>) -> Vec<Entry> {
    items(list).iter().filter_map(|item| entry(item, base)).collect()
}

/// `'/guide/'`, `['/guide/', 'Title']`, or an object with a text, a link and more.
fn entry(item: &Spanned<Value>, base: Base<'_>) -> Option<Entry> {
    if let Some(link) = text(item) {
        return Some(Entry::new(None, Some(path(&link.value, base)), link.span));
    }
    if let Value::List(pair) = &item.value {
        let link = pair.first().and_then(text)?;
        let title = pair.get(1).and_then(text).map(|title| title.value);
        return Some(Entry::new(title, Some(path(&link.value, base)), link.span));
    }
    let said = |keys: [&str; 2]| keys.iter().find_map(|key| field(&item.value, key).and_then(text));
    // That of a group counts in it instead of the one around it.
    let own = said(["base", "base"]);
    let base = own.as_ref().map_or(base, |own| Base::Said(&own.value));
    let (title, link) = (said(["text", "title"]), said(["link", "path"]));
    let span = link.as_ref().or(title.as_ref()).map_or(item.span, |written| written.span);
    let below = ["items", "children"].iter().find_map(|key| field(&item.value, key));
    let children = below.map(|list| entries(list, base)).unwrap_or_default();
    let link = link.map(|link| path(&link.value, base));
    Some(Entry { children, ..Entry::new(title.map(|title| title.value), link, span) })
}

/// The file of an address, from the folder of the pages on: without its ending.
fn path(link: &str, base: Base<'_>) -> String {
    if link.contains("://") || link.starts_with("mailto:") {
        return link.to_owned();
    }
    let address = match base {
        Base::Part(_) if link.starts_with('/') => link.to_owned(),
        Base::Part(base) | Base::Said(base) => {
            format!("{}/{}", base.trim_end_matches('/'), link.trim_start_matches('/'))
        }
    };
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let plain = address.trim_start_matches('/').trim_end_matches(".html");
    // The first page of the site.
    if plain.is_empty() { ".".to_owned() } else { plain.to_owned() }
}
