//! A work in the YAML of hayagriva becomes a record.

use std::collections::BTreeMap;

use super::fields::{Map, get, text, text_of};
use crate::cite::bibtex::{guess, plain_name};
use crate::cite::language::Language;
use crate::cite::record::{Date, Field, Kind, Name, Names, Record, Role};
use crate::diag::{Code, Sink, Spanned, message};
use crate::model::Value;

/// The record of a work, unless its key stands for something else.
pub(super) fn hayagriva(key: &Spanned<String>, value: &Spanned<Value>, sink: &mut Sink) -> Option<Record> {
    let Value::Map(map) = &value.value else {
        sink.warn(Code::Bibliography, value.span, message!("“{key}” must be a mapping of fields", key = key.value));
        return None;
    };
    let parents: Vec<&Map> = match get(map, "parent").map(|parent| &parent.value) {
        Some(Value::Map(parent)) => vec![parent],
        Some(Value::List(list)) => list
            .iter()
            .filter_map(|item| if let Value::Map(map) = &item.value { Some(map.as_slice()) } else { None })
            .collect(),
        _ => Vec::new(),
    };
    let own_or_parent =
        |name: &str| text_of(map, name).or_else(|| parents.iter().find_map(|parent| text_of(parent, name)));
    let kind_of = |map: &Map| text_of(map, "type").map(|kind| kind.value.to_lowercase()).unwrap_or_default();
    let parent_kind = parents.first().map(|parent| kind_of(parent)).unwrap_or_default();
    let has_url = get(map, "url").is_some();
    let kind = hayagriva_kind(&kind_of(map), &parent_kind, has_url);
    let mut fields = BTreeMap::new();
    let mut keep = |field: Field, text: Option<Spanned<String>>| {
        if let Some(text) = text.filter(|text| !text.value.is_empty()) {
            fields.insert(field, text);
        }
    };
    keep(Field::Title, text_of(map, "title"));
    keep(Field::Container, parents.iter().find_map(|parent| text_of(parent, "title")));
    for (field, name) in [
        (Field::Edition, "edition"),
        (Field::Volume, "volume"),
        (Field::Issue, "issue"),
        (Field::Pages, "page-range"),
        (Field::Number, "call-number"),
        (Field::Place, "location"),
        (Field::Url, "url"),
        (Field::Note, "note"),
        (Field::Genre, "genre"),
    ] {
        keep(field, own_or_parent(name));
    }
    let publisher = |map: &Map| {
        get(map, "publisher").map(|value| match &value.value {
            Value::Map(inner) => (text_of(inner, "name"), text_of(inner, "location")),
            _ => (text(value), None),
        })
    };
    let published = publisher(map).or_else(|| parents.iter().find_map(|parent| publisher(parent)));
    if let Some((name, place)) = published {
        keep(Field::Publisher, name);
        keep(Field::Place, place);
    } else {
        keep(Field::Publisher, text_of(map, "organization"));
    }
    if let Some(Value::Map(serial)) = get(map, "serial-number").map(|serial| &serial.value) {
        keep(Field::Doi, text_of(serial, "doi"));
        keep(Field::Number, text_of(serial, "serial"));
    } else {
        keep(Field::Number, text_of(map, "serial-number"));
    }
    let mut people = BTreeMap::new();
    for (role, name) in [(Role::Author, "author"), (Role::Editor, "editor")] {
        if let Some(names) = get(map, name).map(hayagriva_names) {
            people.insert(role, names);
        }
    }
    if let Some(names) = parents.iter().find_map(|parent| get(parent, "editor").or(get(parent, "author"))) {
        people.insert(Role::ContainerAuthor, hayagriva_names(names));
    }
    if let Some(names) = translators(map) {
        people.insert(Role::Translator, names);
    }
    let said = text_of(map, "language").and_then(|tag| Language::of_tag(&tag.value));
    let language = said.unwrap_or_else(|| guess(&fields, &people));
    let issued = own_or_parent("date").map(|date| Date::parse(&date.value));
    let accessed = get(map, "url").and_then(|url| match &url.value {
        Value::Map(url) => text_of(url, "date").map(|date| Date::parse(&date.value)),
        _ => None,
    });
    let span = key.span.to(value.span);
    Some(Record { key: key.clone(), kind, language, fields, people, issued, accessed, span })
}

fn hayagriva_kind(own: &str, parent: &str, has_url: bool) -> Kind {
    match (own, parent) {
        ("article", "newspaper") => Kind::Newspaper,
        ("article", "proceedings" | "conference") => Kind::ConferencePaper,
        ("article", "anthology" | "book" | "reference") | ("chapter" | "anthos" | "entry", _) => Kind::Chapter,
        ("article", "repository" | "") if has_url || parent == "repository" => Kind::Preprint,
        ("article", _) => Kind::Article,
        ("book" | "anthology" | "reference", _) => Kind::Book,
        ("proceedings" | "conference", _) => Kind::Proceedings,
        ("periodical", _) => Kind::Periodical,
        ("newspaper", _) => Kind::Newspaper,
        ("thesis", _) => Kind::Thesis,
        ("report", _) => Kind::Report,
        ("patent", _) => Kind::Patent,
        ("repository", _) => Kind::Software,
        ("manuscript", _) => Kind::Archive,
        ("web" | "blog" | "post" | "thread", _) => Kind::Web,
        (_, _) if has_url => Kind::Web,
        _ => Kind::Other,
    }
}

fn hayagriva_names(value: &Spanned<Value>) -> Names {
    let items: Vec<&Spanned<Value>> = match &value.value {
        Value::List(list) => list.iter().collect(),
        _ => vec![value],
    };
    let name = |item: &&Spanned<Value>| match &item.value {
        Value::Map(map) => {
            let part = |key: &str| text_of(map, key).map(|text| text.value).unwrap_or_default();
            let family = [part("prefix"), part("name")].join(" ").trim().to_owned();
            Some(Name { family, given: part("given-name"), suffix: part("suffix"), whole: false })
        }
        Value::Scalar { text, .. } => Some(match text.split_once([',', '，']) {
            Some((family, given)) => {
                Name { family: family.trim().to_owned(), given: given.trim().to_owned(), ..Name::default() }
            }
            None => plain_name(text.trim()),
        }),
        Value::List(_) | Value::Null => None,
    };
    Names { list: items.iter().filter_map(name).collect(), others: false }
}

/// `affiliated: [{role: translator, names: […]}]`.
fn translators(map: &Map) -> Option<Names> {
    let Value::List(list) = &get(map, "affiliated")?.value else { return None };
    let group = list.iter().find_map(|item| match &item.value {
        Value::Map(map) if text_of(map, "role").is_some_and(|role| role.value == "translator") => get(map, "names"),
        _ => None,
    });
    group.map(hayagriva_names)
}
