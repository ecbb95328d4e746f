//! The variables of the command and of a profile become facts of a document
//! whatever its front matter says; those of a profile also its style.

use super::job::Job;
use super::manifest::Variables;
use super::variables::front_matter;
use crate::diag::{Result, Sink, Sources};
use crate::model::document::{Document, Meta};
use crate::read::markdown;

/// Fields that say how a document is made, which no variable may.
const MAKING: [&str; 15] = [
    "style",
    "csl",
    "bibliography",
    "nocite",
    "toc",
    "toc-depth",
    "lof",
    "lot",
    "numbers",
    "markdown",
    "profiles",
    "variables",
    "substitutions",
    "myst",
    "wording",
];
/// Fields that are read as Markdown.
const MARKDOWN: [&str; 3] = ["title", "subtitle", "abstract"];

/// Gives a document its facts.
///
/// # Errors
///
/// If a value cannot be that of the field of its name.
pub(super) fn apply(job: &Job, document: &mut Document, sources: &mut Sources) -> Result<()> {
    let mut given = Variables::new();
    for (name, value) in job.facts() {
        document.meta.used.insert(name.clone());
        let field = name.replace('_', "-");
        if !value.is_empty() && !MAKING.contains(&field.as_str()) {
            let marked = MARKDOWN.iter().any(|known| field == *known || field.starts_with(&format!("{known}-")));
            let value = if marked { escaped(&value) } else { value };
            given.entry(name).or_insert(toml::Value::String(value));
        }
    }
    if let Some(profile) = &job.profile {
        let mut style = profile.table.settings.clone();
        if let Some(name) = &profile.table.style {
            style.insert("inherits".to_owned(), toml::Value::String(name.clone()));
        }
        if !style.is_empty() {
            given.insert("style".to_owned(), toml::Value::Table(style));
        }
    }
    if given.is_empty() {
        return Ok(());
    }
    let text = front_matter(&given);
    let id = sources.add("--var, --profile", text.clone());
    // A variable need not be a field of the front matter.
    let given = markdown::read(id, &text, &mut Sink::new())?.meta;
    replace(&mut document.meta, given);
    Ok(())
}

fn replace(meta: &mut Meta, given: Meta) {
    put(&mut meta.title, given.title);
    put(&mut meta.subtitle, given.subtitle);
    put(&mut meta.date, given.date);
    put(&mut meta.lang, given.lang);
    put(&mut meta.style, given.style);
    meta.settings = markdown::merged(std::mem::take(&mut meta.settings), given.settings);
    put_list(&mut meta.authors, given.authors);
    put_list(&mut meta.abstract_text, given.abstract_text);
    put_list(&mut meta.keywords, given.keywords);
    for translation in given.translations {
        meta.translations.retain(|known| known.lang != translation.lang);
        meta.translations.push(translation);
    }
    for (key, value) in given.fields {
        meta.fields.retain(|(known, _)| known.value != key.value);
        meta.lists.retain(|(known, _)| *known != key.value);
        meta.pictures.retain(|(known, _)| *known != key.value);
        meta.fields.push((key, value));
    }
    meta.pictures.extend(given.pictures);
}

fn put<T>(old: &mut Option<T>, new: Option<T>) {
    if new.is_some() {
        *old = new;
    }
}

fn put_list<T>(old: &mut Vec<T>, new: Vec<T>) {
    if !new.is_empty() {
        *old = new;
    }
}

/// A text whose signs mean nothing in Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for ch in text.chars() {
        if "\\`*_$<~^@{}&=".contains(ch) {
            escaped.push('\\');
        }
        escaped.push(ch);
    }
    escaped
}
