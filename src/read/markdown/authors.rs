//! Who wrote a text and where they work, in the forms that pandoc, Quarto and
//! JOSS write: names, maps, and affiliations that authors name by a number or an id.
//!
//! It knows fields and values only; what a cover prints of them is the style's matter.

use super::front_matter::{Fields, words};
use crate::diag::{Code, Diagnostic, Span, Spanned, message, nearest};
use crate::model::document::Author;
use crate::model::{Value, is_han};

type Map = Vec<(Spanned<String>, Spanned<Value>)>;

const FIELDS: [&str; 6] = ["name", "affiliation", "affiliations", "email", "id", "orcid"];
/// What other tools know of an author.
const FOREIGN: &str = "acknowledgements acknowledgments address affil-id affiliation-url attributes avatar bio city \
    contributions correspondence corresponding country cor-id credit deceased degree degrees department dropping-particle \
    equal-contrib equal-contributor fax github group homepage image initials institution-id link main-author metadata \
    middle-name note notes number orcid-id phone photo picture position prefix ref role roles social state \
    suffix title twitter url website";

/// The name of an affiliation with its number or id, if it has one.
type Named = (Option<String>, String);

/// Where people work, as the front matter lists it apart from them.
#[derive(Default)]
pub(super) struct Affiliations {
    /// Each with its place.
    list: Vec<Spanned<Named>>,
    /// What authors say of theirs: the author, and the text or the id.
    said: Vec<(usize, Said)>,
}

enum Said {
    /// A name, or ids with commas between them.
    Text(String),
    /// An id, with its place.
    Reference(Spanned<String>),
}

impl Fields<'_, '_> {
    /// `author`: a name, a map, or a list of them.
    pub(super) fn authors(&mut self, value: Spanned<Value>) {
        let list = match value.value {
            Value::List(list) => list,
            _ => vec![value],
        };
        for item in list {
            match item.value {
                Value::Scalar { text, .. } => {
                    let name = self.shared.filled_text(text.trim(), item.span);
                    self.meta.authors.push(Author { name, ..Author::default() });
                }
                Value::Map(map) => self.author(map, item.span),
                Value::Null => {}
                Value::List(_) => {
                    self.wrong(item.span, "`author`".to_owned(), "a name, or a list of names or of fields");
                }
            }
        }
    }

    fn author(&mut self, mut map: Map, span: Span) {
        // `张三: {institute: …}`, as pandoc-scholar has it.
        if let [(key, Spanned { value: Value::Map(_) | Value::Null, .. })] = map.as_slice()
            && key.value != "name"
        {
            let name = Spanned::new(Value::Scalar { text: key.value.clone(), plain: false }, key.span);
            let key = Spanned::new("name".to_owned(), key.span);
            if let Some((_, Spanned { value: Value::Map(inner), .. })) = map.pop() {
                map = inner;
            }
            map.insert(0, (key, name));
        }
        let index = self.meta.authors.len();
        let mut author = Author { name: parts_of_name(&map).unwrap_or_default(), ..Author::default() };
        let mut unknown = Vec::new();
        for (key, value) in map {
            let name = key.value.replace('_', "-");
            match name.as_str() {
                _ if value.value == Value::Null => {}
                "name" => match value.value {
                    Value::Map(parts) => author.name = parts_of_name(&parts).unwrap_or_default(),
                    _ => author.name = self.text("name", value).map(|text| text.value).unwrap_or_default(),
                },
                "affiliation" | "affiliations" | "institute" | "institution" | "organization" => {
                    self.affiliation_of(index, value);
                }
                "email" => author.email = words(&value.value).or(author.email),
                "id" | "orcid" => author.id = words(&value.value).or(author.id),
                _ if is_part_of_name(&name) || FOREIGN.split_whitespace().any(|foreign| foreign == name) => {}
                _ => unknown.push(key),
            }
        }
        unknown.iter().for_each(|key| self.unknown_author_field(key));
        if author.name.is_empty() {
            let warning = Diagnostic::warning(Code::UnknownField, span, "this author has no name and is left out");
            self.shared.sink.push(warning.hint("add `name: …`"));
            self.affiliations.said.retain(|(author, _)| *author != index);
        } else {
            self.meta.authors.push(author);
        }
    }

    /// What an author says of where they work.
    fn affiliation_of(&mut self, author: usize, value: Spanned<Value>) {
        match value.value {
            Value::Scalar { text, .. } => {
                let text = self.shared.filled_text(text.trim(), value.span);
                self.affiliations.said.push((author, Said::Text(text)));
            }
            Value::List(list) => list.into_iter().for_each(|item| self.affiliation_of(author, item)),
            Value::Map(map) => {
                let reference = map.iter().find(|(key, _)| key.value == "ref");
                if let Some((_, id)) = reference {
                    let id = Spanned::new(words(&id.value).unwrap_or_default(), id.span);
                    self.affiliations.said.push((author, Said::Reference(id)));
                } else if let Some((id, name)) = affiliation(&map) {
                    self.affiliations.said.push((author, Said::Text(name.clone())));
                    if id.is_some() {
                        self.affiliations.list.push(Spanned::new((id, name), value.span));
                    }
                }
            }
            Value::Null => {}
        }
    }

    /// `affiliations` beside the authors.
    pub(super) fn affiliations(&mut self, key: Spanned<String>, value: Spanned<Value>) {
        let list = match value.value {
            Value::List(list) => list,
            _ => vec![value],
        };
        for item in list {
            match &item.value {
                Value::Scalar { text, .. } => {
                    let name = text.trim().to_owned();
                    self.affiliations.list.push(Spanned::new((None, name), item.span));
                }
                Value::Map(map) => match affiliation(map) {
                    Some(found) => self.affiliations.list.push(Spanned::new(found, item.span)),
                    None => self.other(key.clone(), item),
                },
                Value::List(_) | Value::Null => {}
            }
        }
    }

    /// Gives every author the affiliations that they name; those that nobody names
    /// are of all who name none.
    pub(super) fn finish_authors(&mut self) {
        let Affiliations { list, said } = std::mem::take(&mut self.affiliations);
        let find = |id: &str| {
            let named = list.iter().find(|listed| listed.value.0.as_deref() == Some(id));
            let counted = || id.parse::<usize>().ok().and_then(|number| list.get(number.checked_sub(1)?));
            named.or_else(|| counted().filter(|listed| listed.value.0.is_none())).map(|listed| listed.value.1.clone())
        };
        for (author, said) in said {
            let names = match said {
                Said::Reference(id) => match find(&id.value) {
                    Some(name) => vec![name],
                    None => {
                        let message = message!("undefined affiliation `{id}`", id = id.value);
                        self.shared.sink.warn(Code::UnknownField, id.span, message);
                        vec![id.value]
                    }
                },
                Said::Text(text) => {
                    let ids = text.split([',', ';', '，', '；', '、', '&']).map(str::trim);
                    ids.map(find).collect::<Option<Vec<String>>>().unwrap_or_else(|| vec![text])
                }
            };
            if let Some(author) = self.meta.authors.get_mut(author) {
                author.affiliation.extend(names.into_iter().filter(|name| !name.is_empty()));
            }
        }
        let authors = &mut self.meta.authors;
        let is_taken = |name: &String| name.is_empty() || authors.iter().any(|a| a.affiliation.contains(name));
        let free: Vec<_> = list.into_iter().filter(|listed| !is_taken(&listed.value.1)).collect();
        if authors.iter().all(|author| !author.affiliation.is_empty()) {
            let is_alone = authors.is_empty();
            free.iter().for_each(|listed| self.free_affiliation(&listed.value.1, listed.span, is_alone));
            return;
        }
        for author in authors.iter_mut().filter(|author| author.affiliation.is_empty()) {
            author.affiliation = free.iter().map(|listed| listed.value.1.clone()).collect();
        }
    }

    /// Says that an affiliation is nobody's.
    fn free_affiliation(&mut self, name: &str, span: Span, is_alone: bool) {
        let message = message!("the affiliation “{name}” is of no author and is not printed", name);
        let hint = match is_alone {
            true => "name who works there in `author`",
            false => "name it in `affiliation` of an author",
        };
        self.shared.sink.push(Diagnostic::warning(Code::UnknownField, span, message).hint(hint));
    }

    fn unknown_author_field(&mut self, key: &Spanned<String>) {
        let message = message!("unknown field `{key}` of an author", key = key.value);
        let diagnostic = Diagnostic::warning(Code::UnknownField, key.span, message);
        self.shared.sink.push(match nearest(&key.value, FIELDS) {
            Some(near) => diagnostic.hint(message!("did you mean `{near}`?", near)),
            None => diagnostic,
        });
    }
}

fn is_part_of_name(key: &str) -> bool {
    matches!(key, "given" | "family" | "literal" | "given-names" | "surname" | "firstname" | "lastname" | "particle")
}

/// `{given, family}`, `{literal}`, and JOSS' `{given-names, surname}`.
fn parts_of_name(map: &Map) -> Option<String> {
    let part = |names: &[&str]| {
        let found = map.iter().find(|(key, _)| names.contains(&key.value.replace('_', "-").as_str()));
        found.and_then(|(_, value)| words(&value.value)).filter(|text| !text.is_empty())
    };
    if let Some(literal) = part(&["literal"]) {
        return Some(literal);
    }
    let given = part(&["given", "given-names", "firstname"]);
    let family = part(&["family", "surname", "lastname"]);
    let family = match (part(&["particle", "dropping-particle"]), family) {
        (Some(particle), Some(family)) => Some(format!("{particle} {family}")),
        (_, family) => family,
    };
    match (given, family) {
        (Some(given), Some(family)) if family.chars().all(is_han) => Some(format!("{family}{given}")),
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (given, family) => given.or(family),
    }
}

/// The id and the name of an affiliation that is given as a map.
fn affiliation(map: &Map) -> Option<Named> {
    let field = |names: &[&str]| {
        let found = names.iter().find_map(|name| map.iter().find(|(key, _)| key.value == *name));
        found.and_then(|(_, value)| words(&value.value)).filter(|text| !text.is_empty())
    };
    let name = field(&["name", "institution", "organization", "literal", "university", "department", "text"])?;
    Some((field(&["id", "index", "number", "key"]), name))
}
