//! The fields of an entry become a record: the types and fields of BibTeX,
//! biblatex and the packages for GB/T 7714.

use std::collections::BTreeMap;

use super::scan::Entry;
use super::{Given, Table, latex};
use crate::cite::language::Language;
use crate::cite::record::{Date, Field, Kind, Name, Names, Record, Role};
use crate::diag::{Span, Spanned};

/// The fields that become a text, the first one given counts.
const TEXTS: &[(Field, &[&str])] = &[
    (Field::Title, &["title"]),
    (Field::Subtitle, &["subtitle"]),
    (Field::Container, &["booktitle", "journaltitle", "journal", "maintitle", "newspaper"]),
    (Field::Event, &["eventtitle"]),
    (Field::Series, &["series"]),
    (Field::Edition, &["edition"]),
    (Field::Volume, &["volume"]),
    (Field::Publisher, &["publisher", "institution", "school", "organization", "library"]),
    (Field::Place, &["location", "address"]),
    (Field::Version, &["version"]),
    (Field::Url, &["url"]),
    (Field::Doi, &["doi"]),
    (Field::Cstr, &["cstr"]),
    (Field::Mark, &["mark", "usera"]),
    (Field::Medium, &["medium"]),
    (Field::Genre, &["type"]),
    (Field::Scale, &["scale"]),
    (Field::Dimensions, &["dimensions"]),
    (Field::Isbn, &["isbn", "issn"]),
    (Field::Note, &["note"]),
];
/// The fields whose text is an address.
const VERBATIM: &[&str] = &["url", "doi", "eprint", "cstr"];

/// The fields that name the server of an `eprint`.
const SERVERS: &[&str] = &["eprinttype", "archiveprefix", "archive"];

/// The record of an entry.
pub(super) fn record(entry: &Entry<'_>, table: &Table) -> Record {
    let kind = kind(&entry.kind, table);
    let mut fields = BTreeMap::new();
    for (field, names) in TEXTS {
        if let Some(text) = names.iter().find_map(|name| text(table, name)) {
            fields.insert(*field, text);
        }
    }
    numbers(kind, table, &mut fields);
    preprint(kind, table, &mut fields);
    degree(&entry.kind, entry.span, &mut fields);
    let people = people(table);
    let language = language(table, &fields, &people);
    let date = ["date", "year", "eventdate"].iter().find_map(|name| text(table, name));
    let key = Spanned::new(entry.key.value.to_owned(), entry.key.span);
    let issued = date.map(|date| with_month(Date::parse(&date.value.replace('–', "-")), table));
    let accessed = ["urldate", "accessed", "lastaccessed"].iter().find_map(|name| text(table, name));
    let accessed = accessed.map(|date| Date::parse(&date.value));
    Record { key, kind, language, fields, people, issued, accessed, span: entry.span }
}

/// The degree of a thesis: the type of its entry where no field says it, and the
/// keys of biblatex (`type = {phdthesis}`) for what they stand for.
fn degree(kind: &str, span: Span, fields: &mut BTreeMap<Field, Spanned<String>>) {
    let given = fields.get(&Field::Genre).map(|given| given.value.to_lowercase());
    let name = match given.as_deref().unwrap_or(kind) {
        "phdthesis" => "phdthesis",
        "mastersthesis" | "mathesis" => "mastersthesis",
        "bachelorthesis" | "bathesis" => "bachelorthesis",
        _ => return,
    };
    fields.insert(Field::Genre, Spanned::new(name.to_owned(), span));
}

fn text(table: &Table, name: &str) -> Option<Spanned<String>> {
    let given = table.get(name)?;
    let text = latex::text(&given.source, VERBATIM.contains(&name));
    (!text.is_empty()).then(|| Spanned::new(text, given.span))
}

/// What the type of an entry means; the letters that the user sets count more.
fn kind(name: &str, table: &Table) -> Kind {
    let given = |name: &str| table.contains_key(name);
    let mark = ["mark", "usera"].iter().find_map(|name| text(table, name));
    if let Some(kind) = mark.and_then(|mark| marked(mark.value.split('/').next().unwrap_or_default())) {
        let inner = given("booktitle");
        return match kind {
            Kind::Book if inner => Kind::Chapter,
            Kind::Proceedings if inner => Kind::ConferencePaper,
            kind => kind,
        };
    }
    let subtype = text(table, "entrysubtype").map(|text| text.value.to_lowercase()).unwrap_or_default();
    let is_vague = matches!(name, "misc" | "online" | "electronic" | "www" | "webpage" | "unpublished");
    if let Some(kind) = said(&subtype).or_else(|| said(&text(table, "type")?.value.to_lowercase())).filter(|_| is_vague)
    {
        return kind;
    }
    if is_vague && is_preprint(table) {
        return Kind::Preprint;
    }
    match name {
        "article" | "suppperiodical" | "review" => match subtype.as_str() {
            "newspaper" | "news" => Kind::Newspaper,
            _ if !given("journal") && !given("journaltitle") && is_preprint(table) => Kind::Preprint,
            _ => Kind::Article,
        },
        "newspaper" => Kind::Newspaper,
        "periodical" => Kind::Periodical,
        "book" | "mvbook" | "booklet" | "reference" | "mvreference" | "collection" | "mvcollection" | "manual" => {
            Kind::Book
        }
        "inbook" | "incollection" | "bookinbook" | "suppbook" | "suppcollection" | "inreference" => Kind::Chapter,
        "proceedings" | "mvproceedings" => Kind::Proceedings,
        "inproceedings" | "conference" => Kind::ConferencePaper,
        "phdthesis" | "mastersthesis" | "thesis" | "bachelorthesis" => Kind::Thesis,
        "techreport" | "report" => Kind::Report,
        "standard" => Kind::Standard,
        "patent" => Kind::Patent,
        "online" | "electronic" | "www" | "webpage" => Kind::Web,
        "database" => Kind::Database,
        "dataset" | "data" => Kind::Dataset,
        "software" => Kind::Software,
        "preprint" => Kind::Preprint,
        "map" => Kind::Map,
        "archive" | "manuscript" | "letter" => Kind::Archive,
        _ if is_preprint(table) => Kind::Preprint,
        _ if given("url")
            || given("howpublished") && text(table, "howpublished").is_some_and(|t| t.value.contains("://")) =>
        {
            Kind::Web
        }
        _ => Kind::Other,
    }
}

/// The type that a vague entry names in words.
fn said(words: &str) -> Option<Kind> {
    Some(match words.trim() {
        "dataset" | "data set" | "data" | "数据集" => Kind::Dataset,
        "database" | "数据库" => Kind::Database,
        "software" | "computer program" | "computer software" | "软件" => Kind::Software,
        "preprint" | "预印本" => Kind::Preprint,
        _ => return None,
    })
}

/// Whether an entry lies on a server of preprints: an `eprint` of no other kind
/// of collection, such as biblatex's `jstor`, or the name of such a server.
fn is_preprint(table: &Table) -> bool {
    let server = SERVERS.iter().find_map(|name| text(table, name));
    match server.map(|server| server.value.to_lowercase()) {
        Some(server) => {
            server.ends_with("xiv") || matches!(server.as_str(), "ssrn" | "preprints.org" | "research square")
        }
        None => table.contains_key("eprint"),
    }
}

/// The type of a letter code (GB/T 7714—2025 annex A).
pub(super) fn marked(mark: &str) -> Option<Kind> {
    Some(match mark.trim().to_uppercase().as_str() {
        "M" => Kind::Book,
        "C" => Kind::Proceedings,
        "G" => Kind::Compilation,
        "J" => Kind::Article,
        "N" => Kind::Newspaper,
        "D" => Kind::Thesis,
        "R" => Kind::Report,
        "S" => Kind::Standard,
        "P" => Kind::Patent,
        "EB" => Kind::Web,
        "DB" => Kind::Database,
        "DS" => Kind::Dataset,
        "CP" => Kind::Software,
        "PP" => Kind::Preprint,
        "CM" => Kind::Map,
        "A" => Kind::Archive,
        "Z" => Kind::Other,
        _ => return None,
    })
}

/// `number` is an issue in a periodical and a number everywhere else.
fn numbers(kind: Kind, table: &Table, fields: &mut BTreeMap<Field, Spanned<String>>) {
    let mut keep = |field: Field, names: &[&str]| {
        if let Some(text) = names.iter().find_map(|name| text(table, name)) {
            fields.insert(field, Spanned::new(text.value.replace('–', "-"), text.span));
        }
    };
    match kind {
        Kind::Article | Kind::Periodical | Kind::Newspaper => keep(Field::Issue, &["number", "issue"]),
        _ => keep(Field::Number, &["number", "archive", "eprint"]),
    }
    keep(Field::Pages, &["pages", "eid", "articleno", "page"]);
    if let Some(address) = text(table, "howpublished").filter(|text| text.value.contains("://")) {
        let start = address.value.find("http").unwrap_or(0);
        fields.entry(Field::Url).or_insert(Spanned::new(address.value[start..].to_owned(), address.span));
    }
}

/// A preprint's server and number, from arXiv's fields.
fn preprint(kind: Kind, table: &Table, fields: &mut BTreeMap<Field, Spanned<String>>) {
    let Some(number) = text(table, "eprint").filter(|_| kind == Kind::Preprint) else { return };
    fields.remove(&Field::Number);
    let server = SERVERS.iter().find_map(|name| text(table, name));
    let mut server = server.unwrap_or_else(|| Spanned::new("arXiv".to_owned(), number.span));
    if server.value.eq_ignore_ascii_case("arxiv") {
        server.value = "arXiv".to_owned();
        let address = format!("https://arxiv.org/abs/{}", number.value);
        fields.entry(Field::Url).or_insert(Spanned::new(address, number.span));
    }
    fields.entry(Field::Publisher).or_insert(server);
}

fn with_month(mut date: Date, table: &Table) -> Date {
    if date.month.is_none() && date.literal.is_none() {
        let month = text(table, "month").map(|text| text.value.to_lowercase());
        let short = |month: &str| super::MONTHS.iter().position(|name| month.starts_with(name));
        date.month = month.and_then(|month| {
            let month = month.trim_end_matches(['.', '月']);
            month.parse().ok().or_else(|| u8::try_from(short(month)? + 1).ok())
        });
        date.month = date.month.filter(|month| (1..=12).contains(month));
    }
    date
}

fn people(table: &Table) -> BTreeMap<Role, Names> {
    const ROLES: &[(Role, &[&str])] = &[
        (Role::Author, &["author", "holder"]),
        (Role::Editor, &["editor"]),
        (Role::Translator, &["translator"]),
        (Role::ContainerAuthor, &["bookauthor"]),
    ];
    let given = |names: &[&str]| names.iter().find_map(|name| table.get(*name)).map(names_of);
    ROLES.iter().filter_map(|(role, fields)| Some((*role, given(fields)?))).collect()
}

/// Splits at `and` outside of braces.
fn names_of(given: &Given) -> Names {
    let mut names = Names::default();
    for part in split_and(&given.source) {
        let part = part.trim();
        if part.eq_ignore_ascii_case("others") || matches!(part, "等" | "et al" | "et al.") {
            names.others = true;
        } else if !part.is_empty() {
            names.list.push(name_of(part));
        }
    }
    names
}

fn split_and(source: &str) -> Vec<&str> {
    let bytes = source.as_bytes();
    let (mut parts, mut depth, mut from, mut at) = (Vec::new(), 0i32, 0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            byte if depth == 0 && byte.is_ascii_whitespace() => {
                let rest = &bytes[at + 1..];
                let is_and = rest.len() > 3 && rest[..3].eq_ignore_ascii_case(b"and") && rest[3].is_ascii_whitespace();
                if is_and {
                    parts.push(&source[from..at]);
                    from = at + 4;
                    at += 3;
                }
            }
            _ => {}
        }
        at += 1;
    }
    parts.push(source.get(from..).unwrap_or_default());
    parts
}

/// One name: `{Body}`, `Family, Given`, `Family, Jr, Given`, `Given von Family`.
fn name_of(source: &str) -> Name {
    let text = |part: &str| latex::text(part, false);
    if source.starts_with('{') && source.ends_with('}') && is_one_group(source) {
        return Name { family: text(source), whole: true, ..Name::default() };
    }
    let parts: Vec<String> = split_commas(source).into_iter().map(text).collect();
    match parts.as_slice() {
        [family, given] => Name { family: family.clone(), given: given.clone(), ..Name::default() },
        [family, suffix, given, ..] => {
            Name { family: family.clone(), given: given.clone(), suffix: suffix.clone(), whole: false }
        }
        _ => plain_name(&text(source)),
    }
}

fn is_one_group(source: &str) -> bool {
    let mut depth = 0;
    source.char_indices().all(|(at, ch)| {
        depth += i32::from(ch == '{') - i32::from(ch == '}');
        depth > 0 || at + 1 == source.len()
    })
}

fn split_commas(source: &str) -> Vec<&str> {
    let mut depth = 0;
    source
        .split(|ch: char| {
            depth += i32::from(ch == '{') - i32::from(ch == '}');
            depth == 0 && matches!(ch, ',' | '，')
        })
        .collect()
}

/// A name without a comma: the family name is the last word, with the words in
/// small letters before it. A name in Chinese characters is left whole.
pub(in crate::cite) fn plain_name(text: &str) -> Name {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() < 2 || Language::of_text(text).is_east_asian() {
        return Name { family: text.to_owned(), ..Name::default() };
    }
    let is_small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let family = words.iter().take(words.len() - 1).position(is_small).unwrap_or(words.len() - 1);
    Name { family: words[family..].join(" "), given: words[..family].join(" "), ..Name::default() }
}

fn language(table: &Table, fields: &BTreeMap<Field, Spanned<String>>, people: &BTreeMap<Role, Names>) -> Language {
    let tag = ["langid", "language", "hyphenation"].iter().find_map(|name| text(table, name));
    let said = tag.and_then(|tag| Language::of_tag(&tag.value));
    said.unwrap_or_else(|| guess(fields, people))
}

/// The language by the script of the title, else of the first name.
pub(in crate::cite) fn guess(fields: &BTreeMap<Field, Spanned<String>>, people: &BTreeMap<Role, Names>) -> Language {
    let title = fields.get(&Field::Title).map(|title| title.value.as_str());
    let name = || people.values().flat_map(|names| &names.list).map(|name| name.family.as_str()).next();
    title.or_else(name).map(Language::of_text).unwrap_or_default()
}
