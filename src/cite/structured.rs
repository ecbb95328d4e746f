//! CSL-JSON and the YAML of hayagriva become records. Both are read as one tree
//! (JSON is YAML), so that every value knows its place.

use std::collections::BTreeMap;

use super::bibtex::{guess, plain_name};
use super::language::Language;
use super::record::{Date, Field, Kind, Name, Names, Record, Role};
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, Spanned, message};
use crate::model::Value;
use crate::yaml::{self, Subject};

/// A mapping of the tree.
type Map = [(Spanned<String>, Spanned<Value>)];

/// Reads the works of a file: a list is CSL-JSON, a mapping is hayagriva's.
pub(super) fn read(source: SourceId, text: &str, sink: &mut Sink) -> Vec<Record> {
    let subject = Subject { name: "the bibliography file", code: Code::Bibliography };
    let mut errors = Vec::new();
    let place = |start: usize, end: usize| {
        let end = end.min(text.len());
        Span::new(source, start.min(end), start + text.get(start..end).map_or(0, |part| part.trim_end().len()))
    };
    let joined = join_surrogates(text);
    let tree = yaml::read(joined.as_deref().unwrap_or(text), subject, place, &mut errors);
    sink.extend(errors.into_iter().map(|error| Diagnostic { severity: crate::diag::Severity::Warning, ..error }));
    match tree.value {
        Value::List(list) => list.iter().filter_map(|item| csl(item, sink)).collect(),
        Value::Map(map) => match map.iter().find(|(key, _)| key.value == "items") {
            Some((_, Spanned { value: Value::List(list), .. })) => {
                list.iter().filter_map(|item| csl(item, sink)).collect()
            }
            _ => map.iter().filter_map(|(key, value)| hayagriva(key, value, sink)).collect(),
        },
        Value::Null => Vec::new(),
        Value::Scalar { .. } => {
            sink.warn(Code::Bibliography, tree.span, "this is neither a list of works nor a mapping of keys to works");
            Vec::new()
        }
    }
}

/// JSON writes characters beyond the first plane as two escapes, YAML as one.
/// The places behind them are then two bytes off each.
fn join_surrogates(text: &str) -> Option<String> {
    if !text.contains("\\ud") && !text.contains("\\uD") {
        return None;
    }
    let half = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for (at, _) in text.match_indices("\\u") {
        let pair = half(at).zip(half(at + 6)).filter(|_| at >= from);
        let sign = pair.and_then(|(high, low)| char::decode_utf16([high, low]).next()?.ok());
        if let Some(sign) = sign.filter(|sign| sign.len_utf16() == 2) {
            out.push_str(&text[from..at]);
            out.push_str(&format!("\\U{:08X}", sign as u32));
            from = at + 12;
        }
    }
    out.push_str(&text[from..]);
    Some(out)
}

fn get<'m>(map: &'m Map, key: &str) -> Option<&'m Spanned<Value>> {
    map.iter().find(|(known, _)| known.value == key).map(|(_, value)| value)
}

fn text(value: &Spanned<Value>) -> Option<Spanned<String>> {
    match &value.value {
        Value::Scalar { text, .. } => Some(Spanned::new(plain(text), value.span)),
        Value::Map(map) => text_of(map, "value").or_else(|| text_of(map, "name")),
        Value::List(_) | Value::Null => None,
    }
}

fn text_of(map: &Map, key: &str) -> Option<Spanned<String>> {
    get(map, key).and_then(text)
}

/// A text without the tags that CSL-JSON allows and in one line.
fn plain(text: &str) -> String {
    const TAGS: [&str; 10] =
        ["<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>", "<span class=\"nocase\">", "</span>"];
    let text =
        TAGS.iter().fold(text.to_owned(), |text, tag| if text.contains('<') { text.replace(tag, "") } else { text });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn csl(item: &Spanned<Value>, sink: &mut Sink) -> Option<Record> {
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

fn hayagriva(key: &Spanned<String>, value: &Spanned<Value>, sink: &mut Sink) -> Option<Record> {
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

#[cfg(test)]
mod tests {
    use super::read;
    use crate::cite::record::{Field, Kind, Role};
    use crate::diag::{Sink, SourceId};

    #[test]
    fn csl_json_is_read_with_its_places() {
        let text = "[{\"id\": \"a\", \"type\": \"article-newspaper\", \"title\": \"<i>甲</i>\", \
                     \"author\": [{\"family\": \"张\", \"given\": \"三\"}, {\"literal\": \"某社\"}], \
                     \"issued\": {\"date-parts\": [[2024, \"5\", 1]]}}, {\"title\": \"x\"}, 3]";
        let mut sink = Sink::new();
        let list = read(SourceId(0), text, &mut sink);
        assert_eq!((list.len(), sink.into_sorted().len()), (1, 2));
        assert_eq!((list[0].kind, list[0].text(Field::Title)), (Kind::Newspaper, "甲"));
        assert_eq!(list[0].issued.as_ref().unwrap().full_text(), "2024-05-01");
        assert!(list[0].names(Role::Author).unwrap().list[1].whole);
        assert_eq!(&text[list[0].key.span.range()], "\"a\"");
    }

    #[test]
    fn characters_in_two_escapes_are_read() {
        let text = "[{\"id\": \"a\", \"title\": \"\\u7532\\ud842\\udfb7\"}]";
        assert_eq!(read(SourceId(0), text, &mut Sink::new())[0].text(Field::Title), "甲𠮷");
    }

    #[test]
    fn hayagriva_is_read() {
        let text = "a:\n  type: article\n  title: T\n  author: [\"Doe, Jane\"]\n  date: 2020\n  parent:\n    type: \
                    periodical\n    title: J\n    volume: 3\n";
        let list = read(SourceId(0), text, &mut Sink::new());
        assert_eq!(
            (list[0].kind, list[0].text(Field::Container), list[0].text(Field::Volume)),
            (Kind::Article, "J", "3")
        );
        assert_eq!(list[0].names(Role::Author).unwrap().list[0].given, "Jane");
    }
}
