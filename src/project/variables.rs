//! The variables of a project file become facts of a document that its own
//! front matter does not give.

use super::manifest::Variables;
use crate::diag::{Result, Sink, SourceId, Sources, Span};
use crate::model::document::{Document, Meta};
use crate::model::wording::Wording;
use crate::read::markdown::{self, FieldList};

/// Gives a document the facts that it lacks.
///
/// # Errors
///
/// If a variable has a type that the fact of its name cannot have.
pub(super) fn apply(
    variables: &Variables,
    document: &mut Document,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<()> {
    if variables.is_empty() {
        return Ok(());
    }
    let text = front_matter(variables);
    let id = sources.add("fuzi.toml (variables)", text.clone());
    let given = markdown::read(id, &text, sink)?.meta;
    complete(&mut document.meta, given);
    Ok(())
}

/// The variables as fields of which `{{< var … >}}` prints the values.
pub(super) fn fields(variables: &Variables) -> FieldList {
    let text = front_matter(variables);
    let inner = text.trim_start_matches("---\n").trim_end_matches("---\n");
    // What was wrong in them was told where the project was read.
    markdown::variables(inner, |_, _| Span::new(SourceId(0), 0, 0), &mut Vec::new())
}

/// The variables as front matter: JSON is YAML too.
pub(super) fn front_matter(variables: &Variables) -> String {
    let line = |(key, value): (&String, &toml::Value)| {
        let json = |text: serde_json::Result<String>| text.unwrap_or_default();
        let value = match value {
            toml::Value::Datetime(date) => json(serde_json::to_string(&date.to_string())),
            value => json(serde_json::to_string(value)),
        };
        format!("{}: {value}\n", json(serde_json::to_string(key)))
    };
    format!("---\n{}---\n", variables.iter().map(line).collect::<String>())
}

fn complete(meta: &mut Meta, given: Meta) {
    // Every field is named, so that a new one cannot be forgotten here.
    let Meta {
        title,
        subtitle,
        authors,
        date,
        lang,
        abstract_text,
        keywords,
        bibliography,
        nocite,
        csl,
        style,
        settings,
        toc,
        toc_depth,
        lof,
        lot,
        translations,
        revisions,
        fields,
        pictures,
        lists,
        numbers,
        wording,
        profiles: _,
        used: _,
        header_logo: _,
        pages_before: _,
        pages_behind: _,
        variables: _,
    } = given;
    or(&mut meta.title, title);
    or(&mut meta.subtitle, subtitle);
    or(&mut meta.date, date);
    or(&mut meta.lang, lang);
    or(&mut meta.csl, csl);
    or(&mut meta.numbers, numbers);
    // The style and its settings belong together.
    if meta.style.is_none() && meta.settings.is_empty() {
        meta.style = style;
        meta.settings = settings;
    }
    if meta.wording == Wording::default() {
        meta.wording = wording;
    }
    or(&mut meta.toc, toc);
    or(&mut meta.toc_depth, toc_depth);
    or(&mut meta.lof, lof);
    or(&mut meta.lot, lot);
    fill(&mut meta.authors, authors);
    fill(&mut meta.abstract_text, abstract_text);
    fill(&mut meta.keywords, keywords);
    fill(&mut meta.bibliography, bibliography);
    fill(&mut meta.nocite, nocite);
    fill(&mut meta.translations, translations);
    fill(&mut meta.revisions, revisions);
    for (key, value) in fields {
        if meta.fields.iter().all(|(known, _)| known.value != key.value) {
            let items = lists.iter().find(|(known, _)| *known == key.value);
            meta.lists.extend(items.cloned());
            meta.pictures.extend(pictures.iter().filter(|(known, _)| *known == key.value).cloned());
            meta.fields.push((key, value));
        }
    }
}

fn or<T>(own: &mut Option<T>, given: Option<T>) {
    if own.is_none() {
        *own = given;
    }
}

fn fill<T>(own: &mut Vec<T>, given: Vec<T>) {
    if own.is_empty() {
        *own = given;
    }
}
