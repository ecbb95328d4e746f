//! Docusaurus' `sidebars.json`, and `sidebars.js` where it is one literal value
//! (docusaurus.io/docs/sidebar).

use std::path::Path;

use super::{Entry, Listed, field, items, text, yaml};
use crate::diag::{Diagnostic, SourceId, Span, Spanned, message};
use crate::model::Value;
use crate::project::files::Root;

pub(super) fn read(_: &Root, _: &Path, source: &str, _: &mut Vec<Diagnostic>) -> Listed {
    let mut wrong = Vec::new();
    // A literal of JavaScript is a flow of YAML, too.
    let whole = literal(source).map(|literal| yaml(&literal, 0, &mut wrong));
    let Some(Value::Map(sidebars)) = whole.map(|whole| whole.value).filter(|_| wrong.is_empty()) else {
        let span = Span::new(SourceId(0), 0, source.lines().next().map_or(0, str::len));
        let message = message!("this sidebar is a program; only one literal value can be read");
        return Listed { problems: vec![(span, message)], ..Listed::default() };
    };
    let entries = sidebars.iter().flat_map(|(_, sidebar)| items(sidebar)).filter_map(entry).collect();
    Listed { title: None, entries, folder: "docs".to_owned(), problems: Vec::new() }
}

/// The value that is exported, with blanks for all around it and for comments.
fn literal(source: &str) -> Option<String> {
    let from = ["module.exports", "export default"].iter().find_map(|mark| source.find(mark)).unwrap_or(0);
    let named = source[from..].trim_start_matches("module.exports").trim_start_matches("export default");
    let named = named.trim_start_matches([' ', '=']);
    // `export default sidebars;` names what stands above.
    let from = if named.starts_with('{') { from } else { 0 };
    let start = from + source[from..].find('{')?;
    let end = source.rfind('}').filter(|end| *end > start)? + 1;
    let mut text: String = source[..start].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
    for line in source[start..end].split_inclusive('\n') {
        let code = if line.trim_start().starts_with("//") { "" } else { line.split(" // ").next().unwrap_or(line) };
        text.push_str(code.trim_end());
        text.push('\n');
    }
    (!text.contains("=>") && !text.contains("require(") && !text.contains("...")).then_some(text)
}

/// `id`, a document, a category or a link.
fn entry(item: &Spanned<Value>) -> Option<Entry> {
    if let Some(id) = text(item) {
        return Some(Entry::new(None, Some(id.value), id.span));
    }
    let said = |key: &str| field(&item.value, key).and_then(text);
    let link = field(&item.value, "link").and_then(|link| field(&link.value, "id")).and_then(text);
    let id = said("id").or(link);
    let title = said("label");
    let span = id.as_ref().or(title.as_ref()).map_or(item.span, |written| written.span);
    let children = field(&item.value, "items").map(items).unwrap_or_default().iter().filter_map(entry).collect();
    Some(Entry { children, ..Entry::new(title.map(|title| title.value), id.map(|id| id.value), span) })
}
