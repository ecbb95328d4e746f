//! A work of CSL-JSON becomes a record.

use std::collections::BTreeMap;

use super::fields::{Map, get, text, text_of};
use crate::cite::bibtex::guess;
use crate::cite::language::Language;
use crate::cite::record::{Date, Field, Kind, Name, Names, Record, Role};
use crate::diag::{Code, Diagnostic, Sink, Spanned};
use crate::model::Value;

/// The record of a work, unless it has no id.
pub(super) fn csl(item: &Spanned<Value>, sink: &mut Sink) -> Option<Record> {
    let Value::Map(map) = &item.value else {
        sink.warn(Code::Bibliography, item.span, "a work must be a mapping of fields");
        return None;
    };
    let key = text_of(map, "citation-key").or_else(|| text_of(map, "id"));
    let Some(key) = key else {
        let diagnostic = Diagnostic::warning(Code::Bibliography, item.span, "this work has no id; it cannot be cited");
        sink.push(diagnostic.hint("write \"id\": \"…\""));
        return None;
    };
    let kind = csl_kind(text_of(map, "type").map(|kind| kind.value).unwrap_or_default().as_str(), map);
    let number = match kind {
        Kind::Article | Kind::Periodical | Kind::Newspaper => Field::Pages,
        _ => Field::Number,
    };
    let names: &[(Field, &[&str])] = &[
        (Field::Title, &["title"]),
        (Field::Container, &["container-title"]),
        (Field::Event, &["event-title", "event"]),
        (Field::Series, &["collection-title"]),
        (Field::Edition, &["edition"]),
        (Field::Volume, &["volume"]),
        (Field::Issue, &["issue"]),
        (Field::Pages, &["page"]),
        (number, &["number"]),
        (Field::Publisher, &["publisher", "archive"]),
        (Field::Place, &["publisher-place", "archive-place", "event-place"]),
        (Field::Version, &["version"]),
        (Field::Url, &["URL"]),
        (Field::Doi, &["DOI"]),
        (Field::Medium, &["medium"]),
        (Field::Genre, &["genre"]),
        (Field::Scale, &["scale"]),
        (Field::Dimensions, &["dimensions"]),
        (Field::Isbn, &["ISBN", "ISSN"]),
        (Field::Note, &["note"]),
    ];
    let mut fields = BTreeMap::new();
    for (field, keys) in names {
        if let Some(text) = keys.iter().find_map(|key| text_of(map, key)).filter(|text| !text.value.is_empty()) {
            fields.entry(*field).or_insert(text);
        }
    }
    let roles: &[(Role, &[&str])] = &[
        (Role::Author, &["author"]),
        (Role::Editor, &["editor", "editorial-director", "compiler", "collection-editor"]),
        (Role::Translator, &["translator"]),
        (Role::ContainerAuthor, &["container-author"]),
    ];
    let people: BTreeMap<Role, Names> = roles
        .iter()
        .filter_map(|(role, keys)| Some((*role, csl_names(keys.iter().find_map(|key| get(map, key))?))))
        .collect();
    let said = text_of(map, "language").and_then(|tag| Language::of_tag(&tag.value));
    let language = said.unwrap_or_else(|| guess(&fields, &people));
    let date = |key: &str| get(map, key).and_then(csl_date);
    let (issued, accessed) = (date("issued").or_else(|| date("available-date")), date("accessed"));
    Some(Record { key, kind, language, fields, people, issued, accessed, span: item.span })
}

/// The types of CSL 1.0.2 (appendix III).
fn csl_kind(name: &str, map: &Map) -> Kind {
    match name {
        "article" => Kind::Preprint,
        "article-journal" | "article-magazine" | "review" | "review-book" => Kind::Article,
        "article-newspaper" => Kind::Newspaper,
        "book" | "classic" | "pamphlet" => Kind::Book,
        "chapter" | "entry" | "entry-dictionary" | "entry-encyclopedia" => Kind::Chapter,
        "paper-conference" if get(map, "container-title").or(get(map, "event-title")).is_none() => Kind::Proceedings,
        "paper-conference" => Kind::ConferencePaper,
        "thesis" => Kind::Thesis,
        "report" => Kind::Report,
        "standard" => Kind::Standard,
        "patent" => Kind::Patent,
        "webpage" | "post" | "post-weblog" => Kind::Web,
        "dataset" => Kind::Dataset,
        "software" => Kind::Software,
        "map" => Kind::Map,
        "periodical" => Kind::Periodical,
        "collection" | "manuscript" | "personal_communication" => Kind::Archive,
        _ if get(map, "URL").is_some() => Kind::Web,
        _ => Kind::Other,
    }
}

fn csl_names(value: &Spanned<Value>) -> Names {
    let mut names = Names::default();
    let Value::List(list) = &value.value else { return names };
    for item in list {
        let Value::Map(map) = &item.value else { continue };
        let part = |key: &str| text_of(map, key).map(|text| text.value).unwrap_or_default();
        let literal = part("literal");
        if literal.eq_ignore_ascii_case("others") || literal == "等" {
            names.others = true;
            continue;
        }
        if !literal.is_empty() {
            names.list.push(Name { family: literal, whole: true, ..Name::default() });
            continue;
        }
        let particle = [part("dropping-particle"), part("non-dropping-particle"), part("family")];
        let family = particle.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        names.list.push(Name { family, given: part("given"), suffix: part("suffix"), whole: false });
    }
    names
}

/// `{"date-parts": [[2024, 5, 1]]}`, `{"raw": "2024-05-01"}`, `{"literal": "…"}`.
fn csl_date(value: &Spanned<Value>) -> Option<Date> {
    let Value::Map(map) = &value.value else { return text(value).map(|text| Date::parse(&text.value)) };
    let words = |key: &str| text_of(map, key).map(|text| Date::parse(&text.value));
    let Some(Value::List(parts)) = get(map, "date-parts").map(|parts| &parts.value) else {
        return words("raw").or_else(|| words("literal"));
    };
    let numbers = |at: usize| -> Vec<i32> {
        let Some(Value::List(list)) = parts.get(at).map(|part| &part.value) else { return Vec::new() };
        list.iter().filter_map(|part| text(part)?.value.parse().ok()).collect()
    };
    let (first, last) = (numbers(0), numbers(1));
    let small =
        |at: usize, most: u8| first.get(at).and_then(|n| u8::try_from(*n).ok()).filter(|n| (1..=most).contains(n));
    let month = small(1, 12);
    let day = month.and_then(|_| small(2, 31));
    first.first().map(|year| Date { year: Some(*year), month, day, end: last.first().copied(), literal: None })
}
