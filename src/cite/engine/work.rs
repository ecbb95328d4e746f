//! A record becomes a work as hayagriva knows it.

use super::style::Csl;
use crate::cite::Fragment;
use crate::cite::language::Language;
use crate::cite::record::{Date, Field, Kind, Name, Record, Role};

/// A record as the engine knows works: through its YAML, of which JSON is part.
pub(super) fn work(record: &Record, csl: &Csl) -> hayagriva::Entry {
    let tree = serde_json::json!({ record.key.value.as_str(): fields(record, csl) });
    let read = |tree: &serde_json::Value| hayagriva::io::from_yaml_str(&tree.to_string()).ok();
    let first = |library: hayagriva::Library| library.nth(0).cloned();
    let whole = read(&tree).and_then(first);
    // What the engine refuses (a date or an address that is none) is left out.
    whole.unwrap_or_else(|| {
        let title = serde_json::json!({ "type": "misc", "title": verbatim(record.text(Field::Title)) });
        let tree = serde_json::json!({ record.key.value.as_str(): title });
        read(&tree)
            .and_then(first)
            .unwrap_or_else(|| hayagriva::Entry::new(&record.key.value, hayagriva::types::EntryType::Misc))
    })
}

/// Text of which the engine changes no letter.
fn verbatim(text: &str) -> serde_json::Value {
    serde_json::json!({ "value": text })
}

fn fields(record: &Record, csl: &Csl) -> serde_json::Value {
    use serde_json::{Map, Value, json};
    let mut own = Map::new();
    let mut parent = Map::new();
    let (kind, parent_kind) = kinds(record.kind);
    own.insert("type".into(), json!(kind));
    let title = [record.text(Field::Title), record.text(Field::Subtitle)];
    let sign = if record.language.is_east_asian() { "：" } else { ": " };
    let title = title.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(sign);
    own.insert("title".into(), verbatim(&title));
    for (role, name) in [(Role::Author, "author"), (Role::Editor, "editor")] {
        if let Some(names) = record.names(role) {
            let people: Vec<Value> = names.list.iter().map(person).collect();
            let part = role == Role::Editor && parent_kind.is_some();
            if part { &mut parent } else { &mut own }.insert(name.into(), json!(people));
        }
    }
    if let Some(names) = record.names(Role::Translator) {
        let people: Vec<Value> = names.list.iter().map(person).collect();
        own.insert("affiliated".into(), json!([{ "role": "translator", "names": people }]));
    }
    if let Some(date) = record.issued.as_ref().and_then(date) {
        own.insert("date".into(), json!(date));
    }
    let url = record.text(Field::Url);
    if url.contains("://") {
        let day = record.accessed.as_ref().and_then(date);
        own.insert("url".into(), day.map_or(json!(url), |day| json!({ "value": url, "date": day })));
    }
    let doi = crate::cite::gbt7714::identifier(record.text(Field::Doi));
    if !doi.is_empty() {
        own.insert("serial-number".into(), json!({ "doi": doi }));
    } else if record.has(Field::Number) {
        own.insert("serial-number".into(), json!({ "serial": record.text(Field::Number) }));
    }
    if record.has(Field::Pages) {
        own.insert("page-range".into(), json!(record.text(Field::Pages).replace("--", "-").replace('–', "-")));
    }
    let house =
        json!({ "name": verbatim(record.text(Field::Publisher)), "location": verbatim(record.text(Field::Place)) });
    if record.has(Field::Publisher) {
        if parent_kind.is_some() { &mut parent } else { &mut own }.insert("publisher".into(), house);
    }
    for (field, name) in [(Field::Volume, "volume"), (Field::Issue, "issue"), (Field::Edition, "edition")] {
        if record.has(field) {
            let host = if parent_kind.is_some() { &mut parent } else { &mut own };
            host.insert(name.into(), json!(record.text(field)));
        }
    }
    if record.has(Field::Genre) {
        own.insert("genre".into(), verbatim(degree(record, csl)));
    }
    if let Some(parent_kind) = parent_kind.filter(|_| record.has(Field::Container) || !parent.is_empty()) {
        parent.insert("type".into(), json!(parent_kind));
        if record.has(Field::Container) {
            parent.insert("title".into(), verbatim(record.text(Field::Container)));
        }
        own.insert("parent".into(), Value::Object(parent));
    }
    let tag = match record.language {
        Language::Chinese => "zh-CN",
        Language::Japanese => "ja-JP",
        Language::Korean => "ko-KR",
        Language::Western => "en-US",
        Language::Russian => "ru-RU",
    };
    own.insert("language".into(), json!(tag));
    Value::Object(own)
}

/// The type of a work, that of a thesis in the words of the style: APA's manual
/// (§10.6), IEEE's reference guide (§II.R) and the Chicago manual (§14.215) differ.
fn degree<'a>(record: &'a Record, csl: &Csl) -> &'a str {
    let genre = record.text(Field::Genre);
    let at = match genre {
        "phdthesis" => 0,
        "mastersthesis" => 1,
        "bachelorthesis" => 2,
        _ => return genre,
    };
    if record.language == Language::Chinese {
        return ["博士学位论文", "硕士学位论文", "学士学位论文"][at];
    }
    match () {
        () if csl.is_called("apa") => ["Doctoral dissertation", "Master’s thesis", "Bachelor’s thesis"][at],
        () if csl.is_called("ieee") => ["Ph.D. dissertation", "M.S. thesis", "B.S. thesis"][at],
        () if csl.is_called("chicago") => ["PhD diss.", "Master’s thesis", "Bachelor’s thesis"][at],
        () => ["PhD thesis", "Master’s thesis", "Bachelor’s thesis"][at],
    }
}

/// Puts the school of a thesis into the brackets of its degree (the manual of APA,
/// §10.6), which the engine does where the thesis has an address alone.
pub(super) fn join_school(record: &Record, csl: &Csl, fragments: &mut [Fragment]) {
    let school = record.text(Field::Publisher);
    if record.kind != Kind::Thesis || !csl.is_called("apa") || school.is_empty() || !record.has(Field::Genre) {
        return;
    }
    let degree = degree(record, csl);
    let apart = format!("[{degree}]. {school}");
    for fragment in fragments.iter_mut().filter(|fragment| fragment.text.contains(&apart)) {
        fragment.text = fragment.text.replacen(&apart, &format!("[{degree}, {school}]"), 1);
    }
}

fn person(name: &Name) -> serde_json::Value {
    if name.whole || name.given.is_empty() {
        return serde_json::json!({ "name": name.family });
    }
    let mut map = serde_json::Map::new();
    map.insert("name".into(), serde_json::json!(name.family));
    map.insert("given-name".into(), serde_json::json!(name.given));
    if !name.suffix.is_empty() {
        map.insert("suffix".into(), serde_json::json!(name.suffix));
    }
    serde_json::Value::Object(map)
}

fn date(date: &Date) -> Option<String> {
    let year = date.year?;
    Some(match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    })
}

/// The engine's type of a work and of what it stands in.
fn kinds(kind: Kind) -> (&'static str, Option<&'static str>) {
    match kind {
        Kind::Book | Kind::Compilation | Kind::Map => ("book", None),
        Kind::Chapter => ("chapter", Some("book")),
        Kind::Proceedings => ("proceedings", None),
        Kind::ConferencePaper => ("article", Some("proceedings")),
        Kind::Article => ("article", Some("periodical")),
        Kind::Periodical => ("periodical", None),
        Kind::Newspaper => ("article", Some("newspaper")),
        Kind::Thesis => ("thesis", None),
        Kind::Report | Kind::Standard => ("report", None),
        Kind::Patent => ("patent", None),
        Kind::Web => ("web", Some("web")),
        Kind::Database | Kind::Dataset | Kind::Software => ("repository", None),
        Kind::Preprint => ("article", Some("repository")),
        Kind::Archive => ("manuscript", None),
        Kind::Other => ("misc", None),
    }
}
