//! What a document says of its labels and references (`figureTitle`,
//! `titleDelim`, `chapters`, …) becomes fields of its style, under those that it
//! sets itself, and the words of references.

use crate::diag::Spanned;
use crate::model::document::Document;
use crate::model::wording::{Prefix, Wording};
use crate::model::{Value, is_han};
use crate::style::Setting;

/// The parts of a style that hold captions.
const CAPTIONS: [&str; 3] = ["figure-caption", "table-caption", "code-caption"];

/// The fields of the style that a document sets, by itself or in the fields of
/// pandoc-crossref.
#[must_use]
pub fn settings(document: &Document) -> Vec<Setting> {
    let wording = &document.meta.wording;
    let mut settings = document.meta.settings.clone();
    for (part, kind) in CAPTIONS.iter().zip([&wording.figure, &wording.table, &wording.code]) {
        if let Some(title) = kind.title.as_ref().filter(|title| !title.value.is_empty()) {
            set(&mut settings, part, "label", title);
        }
        if let Some(delimiter) = kind.delimiter.as_ref().or(wording.title_delimiter.as_ref()) {
            set(&mut settings, part, "delimiter", delimiter);
        }
    }
    let titles = wording.theorems.iter().filter_map(|(kind, words)| Some((kind, words.title.as_ref()?)));
    for (kind, title) in titles.filter(|(_, title)| !title.value.is_empty()) {
        set(&mut settings, "theorem", &format!("words.{}", kind.name()), title);
    }
    if let Some(by_chapter) = &wording.by_chapter {
        let scope = if by_chapter.value { "chapter" } else { "document" };
        set(&mut settings, "count", "scope", &Spanned::new(scope.to_owned(), by_chapter.span));
    }
    if let Some(delimiter) = chapter_delimiter(document) {
        for part in CAPTIONS.into_iter().chain(["equation"]) {
            set(&mut settings, part, "separator", &delimiter);
        }
    }
    settings
}

/// What parts the number of a chapter from the own one: what the document says;
/// pandoc-crossref's dot where it counts by chapter, except in East Asian text, in
/// which the style knows better.
fn chapter_delimiter(document: &Document) -> Option<Spanned<String>> {
    let wording = &document.meta.wording;
    let east_asian = document.meta.lang.as_ref().is_none_or(|lang| lang.value.is_east_asian());
    let counted = wording.by_chapter.as_ref().filter(|by_chapter| by_chapter.value && !east_asian);
    let dot = counted.map(|by_chapter| Spanned::new(".".to_owned(), by_chapter.span));
    wording.chapter_delimiter.clone().or(dot)
}

/// Sets a field of a part of the style, or of a part of it behind a dot, unless the document has set it itself.
fn set(settings: &mut Vec<Setting>, part: &str, field: &str, value: &Spanned<String>) {
    let span = value.span;
    let key = |name: &str| Spanned::new(name.to_owned(), span);
    let at = settings.iter().position(|(name, _)| name.value == part).unwrap_or(settings.len());
    if at == settings.len() {
        settings.push((key(part), Spanned::new(Value::Map(Vec::new()), span)));
    }
    // Anything but a map is a mistake, which reading the style tells.
    let Value::Map(fields) = &mut settings[at].1.value else { return };
    if let Some((part, field)) = field.split_once('.') {
        return set(fields, part, field, value);
    }
    if fields.iter().all(|(name, _)| name.value != field) {
        let text = Value::Scalar { text: value.value.clone(), plain: false };
        fields.push((key(field), Spanned::new(text, span)));
    }
}

/// The words before one number and before several, with the blank behind them.
pub(super) fn leads(prefix: &Prefix, gap: &str) -> (String, String) {
    let lead = |word: &str| match word.is_empty() || word.ends_with('\u{a0}') {
        true => word.to_owned(),
        false => format!("{word}{gap}"),
    };
    (lead(&prefix.one), lead(&prefix.many))
}

/// Whether a word that the document chose stands once before several numbers: not
/// in Chinese.
pub(super) fn is_shared(word: &str) -> bool {
    !word.is_empty() && !word.contains(is_han)
}

/// What stands between the references of one pair of brackets before the one at
/// `at`, of `count` in all.
pub(super) fn joint<'a>(wording: &'a Wording, (between, last): (&'a str, &'a str), at: usize, count: usize) -> &'a str {
    let given = |own: &'a Option<String>, else_: &'a str| own.as_deref().unwrap_or(else_);
    match (at, count) {
        (0, _) => "",
        (_, 2) => given(&wording.pair, last),
        _ if at + 1 == count => given(&wording.last, last),
        _ => given(&wording.between, between),
    }
}
