//! The front matter, YAML or TOML, becomes [`Meta`]: every field checked, every mistake told.
//!
//! Which fields a cover uses is the style's matter: what is not known here is
//! kept in the order written.

use std::collections::BTreeSet;
use std::ops::Range;

use super::authors::Affiliations;
use super::foreign_fields::is_foreign;
use super::line_ends::Newline;
use super::positions::lines;
use super::{FieldList, Shared, profile, toml_fields};
use crate::diag::{Code, Diagnostic, Result, SourceId, Span, Spanned, message, nearest};
use crate::model::document::{Image, Meta, Numbers, Translation};
use crate::model::{Lang, Value};
use crate::yaml::{self, Subject};

/// The fields that fuzi itself uses.
const FIELDS: [&str; 19] = [
    "numbers",
    "title",
    "subtitle",
    "author",
    "authors",
    "date",
    "lang",
    "abstract",
    "keywords",
    "bibliography",
    "csl",
    "nocite",
    "style",
    "toc",
    "toc-depth",
    "lof",
    "lot",
    "revisions",
    "kinds",
];
/// The fields of the cover, and of a signature, that may name a picture.
const PICTURES: [&str; 4] = ["logo", "校徽", "印章", "seal"];

/// The lines of the front matter, and how they are written.
#[derive(Debug)]
pub(crate) struct Front {
    range: Range<usize>,
    is_toml: bool,
}

/// Splits the text behind byte `start` into the front matter, if there is one,
/// and the first byte of the body.
pub(crate) fn split(text: &str, start: usize) -> (Option<Front>, usize) {
    let rest = &text[start..];
    let mut all = lines(rest);
    let is_toml = match all.next().map(|(_, line)| line.trim_end()) {
        Some("---") => false,
        Some("+++") => true,
        _ => return (None, start),
    };
    let Some((first, line)) = all.next() else { return (None, start) };
    if line.trim().is_empty() {
        return (None, start);
    }
    let mut ends = std::iter::once((first, line)).chain(all).peekable();
    while let Some((at, line)) = ends.next() {
        let ends_here = if is_toml { line.trim_end() == "+++" } else { matches!(line.trim_end(), "---" | "...") };
        if ends_here {
            if !is_toml && !is_mapping(&rest[first..at]) {
                break;
            }
            let body = ends.peek().map_or(rest.len(), |(next, _)| *next);
            return (Some(Front { range: start + first..start + at, is_toml }), start + body);
        }
        if at > yaml::MAX_BYTES {
            break;
        }
    }
    (None, start)
}

/// Whether the lines between two rules are meant as fields rather than as text:
/// one of them begins with a key, or there is nothing but comments.
fn is_mapping(text: &str) -> bool {
    let is_key = |line: &str| {
        let flow = line.starts_with('{') && line.trim_end().ends_with('}');
        let key = line.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with([' ', '\t']));
        let key = key.map(|(key, _)| key).or_else(|| {
            // A full-width colon makes no key, but this was meant as one.
            line.split_once('：').map(|(key, _)| key).filter(|key| FIELDS.contains(&key.trim()))
        });
        flow || key.is_some_and(|key| !key.is_empty() && !key.starts_with([' ', '\t', '-', '#', '>', '|', '`']))
    };
    let mut significant = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).peekable();
    significant.peek().is_none() || significant.any(is_key)
}

/// Reads the fields of the front matter.
///
/// # Errors
///
/// All mistakes at once.
pub(crate) fn read(front: Front, shared: &mut Shared<'_>) -> Result<Meta> {
    let mut errors = Vec::new();
    let mut tree = tree(front, shared.source, shared.text, &mut errors);
    if let Value::Map(map) = tree.value {
        tree.value = Value::Map(profile::fields(map, shared.given.profile.as_deref(), &mut shared.profiles));
    }
    let mut fields = Fields {
        shared,
        errors,
        meta: Meta::default(),
        affiliations: Affiliations::default(),
        unprintable: Vec::new(),
        unprinted: Vec::new(),
    };
    match tree.value {
        Value::Map(map) => map.into_iter().for_each(|(key, value)| fields.field(key, value)),
        Value::Null => {}
        Value::Scalar { .. } | Value::List(_) => fields.wrong(tree.span, "the front matter", "`key: value` lines"),
    }
    fields.finish_authors();
    fields.report_unprintable();
    fields.report_templates();
    if fields.errors.is_empty() { Ok(fields.meta) } else { Err(fields.errors) }
}

/// Whether fuzi itself uses a field of this name.
pub(super) fn is_own(name: &str) -> bool {
    FIELDS.contains(&name) || translated(name).is_some()
}

/// The fields as they are written; mistakes are told by [`read`].
pub(super) fn fields(source: SourceId, text: &str, profile: Option<&str>) -> FieldList {
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let Some(front) = split(text, start).0 else { return Vec::new() };
    match tree(front, source, text, &mut Vec::new()).value {
        Value::Map(fields) => profile::fields(fields, profile, &mut BTreeSet::new()),
        _ => Vec::new(),
    }
}

fn tree(front: Front, source: SourceId, whole: &str, errors: &mut Vec<Diagnostic>) -> Spanned<Value> {
    let Front { range, is_toml } = front;
    let base = range.start;
    let place = |start: usize, end: usize| {
        let text = &whole[range.clone()];
        let end = base + super::floor_boundary(text, end);
        let start = (base + super::floor_boundary(text, start)).min(end);
        Span::new(source, start, start + whole[start..end].trim_end().len())
    };
    let subject = Subject { name: "the front matter", code: Code::FrontMatter };
    let text = &whole[range.clone()];
    match is_toml {
        true => Spanned::new(Value::Map(toml_fields::read(text, place, errors)), place(0, text.len())),
        false => yaml::read(text, subject, place, errors),
    }
}

/// The fields that may be given in further languages.
enum Translated {
    Title,
    Abstract,
    Keywords,
}

/// The field and the language of a name such as `abstract-en`.
fn translated(name: &str) -> Option<(Translated, Lang)> {
    let (field, tag) = name.split_once('-')?;
    let field = match field {
        "title" => Translated::Title,
        "abstract" => Translated::Abstract,
        "keywords" => Translated::Keywords,
        _ => return None,
    };
    Some((field, Lang::parse(tag)?))
}

/// The front matter on its way into the model.
pub(super) struct Fields<'f, 's> {
    pub(super) shared: &'f mut Shared<'s>,
    pub(super) errors: Vec<Diagnostic>,
    pub(super) meta: Meta,
    pub(super) affiliations: Affiliations,
    /// Unknown fields whose values are no texts.
    unprintable: Vec<Spanned<String>>,
    /// Fields of pandoc-crossref that no style can print.
    pub(super) unprinted: Vec<Spanned<String>>,
}

impl Fields<'_, '_> {
    fn field(&mut self, key: Spanned<String>, value: Spanned<Value>) {
        if value.value == Value::Null {
            return;
        }
        let name = key.value.replace('_', "-");
        match name.as_str() {
            "title" => self.meta.title = self.inlines(&name, value),
            "subtitle" => self.meta.subtitle = self.inlines(&name, value),
            "author" | "authors" => self.authors(value),
            "affiliation" | "affiliations" | "institute" => self.affiliations(key, value),
            "date" => self.meta.date = self.text(&name, value).map(without_time),
            "lang" => self.lang(value),
            "abstract" => self.meta.abstract_text = self.paragraphs(&name, value),
            "keywords" => self.meta.keywords = self.keywords(&name, value),
            "bibliography" => self.meta.bibliography = self.texts(&name, value),
            "csl" => self.meta.csl = self.text(&name, value),
            "nocite" => self.nocite(value),
            "style" => self.style(value),
            "numbers" => self.numbers(value),
            "kinds" => self.kinds(value),
            "macros" => self.macros(&name, &value.value),
            "math" if matches!(value.value, Value::Map(_)) => self.macros(&name, &value.value),
            "markdown" if matches!(value.value, Value::Map(_)) => self.markdown(value),
            "toc" => self.meta.toc = self.flag(&name, value),
            "toc-depth" => self.meta.toc_depth = self.depth(value),
            "lof" => self.meta.lof = self.flag(&name, value),
            "lot" => self.meta.lot = self.flag(&name, value),
            "revisions" | "修订记录" | "修訂記錄" => self.revisions(value),
            _ => match (translated(&name), self.wording(&name, value)) {
                (Some((field, lang)), Some(value)) => self.translation(&name, field, lang, value),
                (None, Some(value)) => self.other(key, value),
                (_, None) => {}
            },
        }
    }

    /// A field in another language, such as `title-en`.
    fn translation(&mut self, name: &str, field: Translated, lang: Lang, value: Spanned<Value>) {
        let list = &self.meta.translations;
        let at = list.iter().position(|other| other.lang == lang).unwrap_or(list.len());
        if at == list.len() {
            let empty = Translation { lang, title: None, abstract_text: Vec::new(), keywords: Vec::new() };
            self.meta.translations.push(empty);
        }
        match field {
            Translated::Title => self.meta.translations[at].title = self.inlines(name, value),
            Translated::Abstract => self.meta.translations[at].abstract_text = self.paragraphs(name, value),
            Translated::Keywords => self.meta.translations[at].keywords = self.keywords(name, value),
        }
    }

    /// A field of the cover, of another tool, or of nothing.
    pub(super) fn other(&mut self, key: Spanned<String>, value: Spanned<Value>) {
        if is_foreign(&key.value) {
            return;
        }
        if let Some(near) = nearest(&key.value, FIELDS).filter(|near| *near != key.value) {
            let message = message!("unknown field `{key}` in the front matter; it is not used", key = key.value);
            let diagnostic = Diagnostic::warning(Code::UnknownField, key.span, message);
            return self.shared.sink.push(diagnostic.hint(message!("did you mean `{near}`?", near)));
        }
        let mut pictures = Vec::new();
        let text = match &value.value {
            Value::Scalar { text, .. } => {
                let text = self.shared.filled_text(text.trim(), value.span);
                pictures.push(Spanned::new(text.clone(), value.span));
                Some(text)
            }
            Value::List(list) => {
                let items = list.iter().map(|item| words(&item.value)).collect::<Option<Vec<_>>>();
                items.map(|items| {
                    let places = list.iter().map(|item| item.span);
                    pictures = items.iter().cloned().zip(places).map(|(path, at)| Spanned::new(path, at)).collect();
                    let joined = items.join("、");
                    self.meta.lists.push((key.value.clone(), items));
                    joined
                })
            }
            Value::Map(_) | Value::Null => None,
        };
        match text {
            Some(text) => {
                if PICTURES.contains(&key.value.as_str()) {
                    let named = pictures.into_iter().filter(|path| path.value.contains('.'));
                    let named = named.map(|path| (key.value.clone(), Image { path, alt: None, page: 1 }));
                    self.meta.pictures.extend(named);
                }
                self.meta.fields.push((key, Spanned::new(text, value.span)));
            }
            None => self.unprintable.push(key),
        }
    }

    /// Reports the unknown fields that hold fields of their own, all in one.
    fn report_unprintable(&mut self) {
        let Some(first) = self.unprintable.first().map(|key| key.span) else { return };
        let keys: Vec<String> = self.unprintable.iter().map(|key| format!("`{}`", key.value)).collect();
        let message = match keys.as_slice() {
            [key] => message!("nothing uses the field {key}", key),
            keys => message!("nothing uses the fields {keys}", keys),
        };
        self.shared.sink.warn(Code::UnknownField, first, message);
    }

    /// Keys with or without `@`, as a list or in one text; `@*` means all.
    fn nocite(&mut self, value: Spanned<Value>) {
        for text in self.texts("nocite", value) {
            let keys =
                text.value.split([',', ';', '，', '；', ' ', '\n']).map(|key| key.trim().trim_start_matches('@'));
            let keys = keys.filter(|key| !key.is_empty()).map(|key| Spanned::new(key.to_owned(), text.span));
            self.meta.nocite.extend(keys);
        }
    }

    /// How the Markdown is read. Other tools have a field of that name too.
    fn markdown(&mut self, value: Spanned<Value>) {
        let Value::Map(fields) = value.value else { return };
        for (key, value) in fields.into_iter().filter(|(key, _)| key.value == "newline") {
            let written = words(&value.value).unwrap_or_default();
            match Newline::ALL.into_iter().find(|(name, _)| *name == written) {
                Some((_, choice)) => self.shared.newline = Some(choice),
                None => self.wrong(value.span, format!("`{}`", key.value), "`join`, `paragraph` or `break`"),
            }
        }
    }

    /// What becomes of numbers that were typed by hand.
    fn numbers(&mut self, value: Spanned<Value>) {
        let written = words(&value.value).unwrap_or_default();
        match Numbers::ALL.into_iter().find(|(name, _)| *name == written) {
            Some((_, choice)) => self.meta.numbers = Some(Spanned::new(choice, value.span)),
            None => self.wrong(value.span, "`numbers`".to_owned(), "`typed`, `count` or `none`"),
        }
    }

    /// The name of a style, or its fields, among them `inherits`.
    fn style(&mut self, value: Spanned<Value>) {
        match value.value {
            Value::Map(fields) => {
                let (base, settings): (Vec<_>, Vec<_>) =
                    fields.into_iter().partition(|(key, _)| key.value == "inherits");
                self.meta.style = base.into_iter().find_map(|(_, name)| self.text("inherits", name));
                self.meta.settings = settings;
            }
            _ => self.meta.style = self.text("style", value),
        }
    }

    fn lang(&mut self, value: Spanned<Value>) {
        let Some(tag) = self.text("lang", value) else { return };
        match Lang::parse(&tag.value) {
            Some(lang) => self.meta.lang = Some(Spanned::new(lang, tag.span)),
            None => {
                let error = Diagnostic::error(
                    Code::Language,
                    tag.span,
                    message!("`{tag}` is not a valid language tag", tag = tag.value),
                );
                self.errors.push(match Lang::meant(&tag.value) {
                    Some(meant) => error.hint(message!("did you mean `{meant}`?", meant)),
                    None => error.hint("write `zh-CN`, `zh-TW`, `en`, …"),
                });
            }
        }
    }
}

/// A date without the time behind it, as in `2026-03-05 10:00:00 +0800`.
fn without_time(mut date: Spanned<String>) -> Spanned<String> {
    let bytes = date.value.as_bytes();
    let is_day = bytes.len() > 10 && bytes[..10].iter().all(|byte| byte.is_ascii_digit() || *byte == b'-');
    let is_time = is_day
        && matches!(bytes[10], b'T' | b't' | b' ')
        && bytes[11..].iter().all(|byte| byte.is_ascii_digit() || b":.+-Zz ".contains(byte));
    if is_time {
        date.value.truncate(10);
    }
    date
}

pub(super) fn words(value: &Value) -> Option<String> {
    match value {
        Value::Scalar { text, .. } => Some(text.trim().to_owned()),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}
