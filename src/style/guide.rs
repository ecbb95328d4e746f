//! What may stand in a sheet: every field with what it means and the kind of its
//! value, from the declarations of the parts themselves.

use super::kind::{Form, Kind};
use super::layer::Part;
use super::sheet::Style;
use super::sheet_value::SheetValue;
use super::value::{PagePattern, Pattern};
use crate::diag::{Message, message, nearest};

/// The roles that a text may name as its font.
const FONT_ROLES: &[(&str, &str)] = &[
    ("body", "The fonts of running text."),
    ("title", "The fonts of the title."),
    ("heading", "The fonts of headings."),
    ("caption", "The fonts of captions."),
    ("quote", "The fonts of quotations."),
    ("emphasis", "The fonts of emphasis in Chinese."),
    ("code", "The fonts of code."),
];

/// What may stand for a part or a value.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A table.
    Part(Guide),
    /// A value.
    Value(Kind),
}

/// What may stand in the table of a part.
#[derive(Debug, Clone)]
pub struct Guide {
    /// The name of the part's type.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its fields in the order in which they are declared.
    pub fields: Vec<Field>,
}

/// A field of a part.
#[derive(Debug, Clone)]
pub struct Field {
    /// As it is written in a sheet.
    pub key: String,
    /// What it means.
    pub doc: &'static str,
    /// What may stand for it.
    pub shape: Shape,
}

/// What may stand in a whole sheet.
#[must_use]
pub fn guide() -> Guide {
    match Style::shape() {
        Shape::Part(guide) => guide,
        Shape::Value(_) => Guide { name: "Style", doc: "", fields: Vec::new() },
    }
}

/// The shape of a part, from its declaration.
pub(super) fn part(name: &'static str, doc: &'static str, fields: Vec<(&str, &'static str, Shape)>) -> Shape {
    let field = |(field, doc, shape): (&str, &'static str, Shape)| {
        let key = field.replace('_', "-");
        let closer = CLOSER.iter().find(|(part, known, _)| *part == name && *known == key);
        let shape = closer.map_or(shape, |(_, _, kind)| Shape::Value(kind()));
        Field { key, doc: doc.trim_ascii(), shape }
    };
    Shape::Part(Guide { name, doc: doc.trim_ascii(), fields: fields.into_iter().map(field).collect() })
}

impl Guide {
    /// The field at a path such as `heading1.text.size`.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Field> {
        let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
        let field = self.fields.iter().find(|field| field.key == key)?;
        match (rest, &field.shape) {
            (None, _) => Some(field),
            (Some(rest), Shape::Part(inner)) => inner.find(rest),
            (Some(_), Shape::Value(_)) => None,
        }
    }

    /// Every field of every part with its path.
    #[must_use]
    pub fn paths(&self) -> Vec<(String, &Field)> {
        let mut paths = Vec::new();
        self.collect("", &mut paths);
        paths
    }

    fn collect<'a>(&'a self, prefix: &str, paths: &mut Vec<(String, &'a Field)>) {
        for field in &self.fields {
            let path = format!("{prefix}{}", field.key);
            paths.push((path.clone(), field));
            if let Shape::Part(inner) = &field.shape {
                inner.collect(&format!("{path}."), paths);
            }
        }
    }

    /// The path that was probably meant.
    #[must_use]
    pub fn nearest(&self, written: &str) -> Option<String> {
        let paths: Vec<String> = self.paths().into_iter().map(|(path, _)| path).collect();
        let whole = nearest(written, paths.iter().map(String::as_str)).map(str::to_owned);
        // A path whose last word alone is right belongs to another part.
        let last = || {
            let (part, key) = written.rsplit_once('.')?;
            let part = nearest(part, paths.iter().map(String::as_str))?;
            let inner = paths.iter().filter_map(|path| path.strip_prefix(part)?.strip_prefix('.'));
            Some(format!("{part}.{}", nearest(key, inner)?))
        };
        whole.or_else(last)
    }
}

/// A part, a field of it, and the closer kind of the field.
type Closer = (&'static str, &'static str, fn() -> Kind);

/// Fields whose value has to be more than its type says.
const CLOSER: &[Closer] = &[
    ("Text", "font", || {
        Kind::new("a role of fonts", Form::Text(None), &["\"body\"", "\"heading\""]).words(FONT_ROLES).check(is_role)
    }),
    ("Heading", "number", || {
        let examples = &["\"第一章\"", "\"1.1\"", "\"一、\"", "\"（一）\"", "\"\""];
        Kind::new("a numbering pattern", Form::Text(None), examples).check(is_number_or_none)
    }),
    ("Style", "appendix", || {
        Kind::new("a numbering pattern", Form::Text(None), &["\"附录A\"", "\"Appendix A\""]).check(is_number)
    }),
    ("PageNumber", "pattern", page_pattern),
    ("PageNumber", "front", page_pattern),
    ("Equation", "number", || {
        Kind::new("what stands around a number", Form::Text(Some(" ")), &["\"（ ）\"", "\"( )\""]).check(has_blank)
    }),
    ("List", "bullets", || Kind::new("a list of signs", Form::List, &["[\"•\", \"–\"]"]).check(is_filled)),
    ("List", "numbers", || Kind::new("a list of patterns", Form::List, &["[\"1\", \"a\", \"i\"]"]).check(are_numbers)),
    ("List", "boxes", || Kind::new("two signs", Form::List, &["[\"☐\", \"☑\"]"]).check(are_two)),
    ("Citations", "style", || {
        let examples = &["\"gb-t-7714-2025-numeric\"", "\"apa\"", "\"school.csl\""];
        Kind::new("a citation style", Form::Text(None), examples)
    }),
    ("Page", "columns", || Kind::new("a number of columns", Form::Whole(1, 4), &["1", "2"])),
    ("Contents", "depth", || Kind::new("a level of headings", Form::Whole(1, 6), &["2", "3"])),
    ("Notes", "rule", || Kind::new("a part of the width", Form::Number(0.0, 1.0), &["0.3"])),
    ("Break", "length", || Kind::new("a part of the width", Form::Number(0.0, 1.0), &["0.4"])),
    ("Figure", "max-height", || Kind::new("a part of the height", Form::Number(0.05, 1.0), &["0.8"])),
    ("Equation", "min-scale", || Kind::new("a scale", Form::Number(0.2, 1.0), &["0.7"])),
    ("Figure", "dpi", || Kind::new("pixels an inch", Form::Number(20.0, 2400.0), &["96.0", "144.0"])),
    ("Code", "tab", || Kind::new("a number of columns", Form::Whole(1, 16), &["4", "8"])),
    ("Code", "inline-scale", || Kind::new("a scale", Form::Number(0.2, 2.0), &["0.92"])),
    ("Marks", "script-scale", || Kind::new("a scale", Form::Number(0.2, 2.0), &["0.65"])),
];

fn page_pattern() -> Kind {
    let examples = &["\"1\"", "\"— 1 —\"", "\"I\"", "\"\""];
    Kind::new("a pattern of page numbers", Form::Text(None), examples).check(is_page_number)
}

fn text(value: &SheetValue) -> &str {
    if let SheetValue::Text(text) = value { text } else { "" }
}

fn list(value: &SheetValue) -> &[String] {
    if let SheetValue::List(texts) = value { texts } else { &[] }
}

fn is_role(value: &SheetValue) -> Option<Message> {
    let role = text(value);
    let roles: Vec<&str> = FONT_ROLES.iter().map(|(role, _)| *role).collect();
    (!roles.contains(&role)).then(|| message!("“{role}” is not a font role; the roles are {roles}", role, roles))
}

fn is_number(value: &SheetValue) -> Option<Message> {
    text(value).parse::<Pattern>().err()
}

fn is_number_or_none(value: &SheetValue) -> Option<Message> {
    if text(value).is_empty() { None } else { is_number(value) }
}

fn are_numbers(value: &SheetValue) -> Option<Message> {
    is_filled(value).or_else(|| list(value).iter().find_map(|number| number.parse::<Pattern>().err()))
}

fn is_page_number(value: &SheetValue) -> Option<Message> {
    let pattern = text(value);
    if pattern.is_empty() { None } else { pattern.parse::<PagePattern>().err() }
}

fn has_blank(value: &SheetValue) -> Option<Message> {
    let number = text(value);
    (!number.contains(' ')).then(|| message!("“{number}” needs a space where the number stands, as in “( )”", number))
}

fn is_filled(value: &SheetValue) -> Option<Message> {
    list(value).is_empty().then(|| message!("the list needs at least one entry"))
}

fn are_two(value: &SheetValue) -> Option<Message> {
    (list(value).len() != 2).then(|| message!("two boxes are needed, the open one and the done one"))
}

#[cfg(test)]
mod tests {
    use super::{CLOSER, Shape, guide};

    #[test]
    fn closer_kinds_belong_to_fields() {
        let guide = guide();
        for (part, key, _) in CLOSER {
            let mut parts = guide.paths().into_iter().filter_map(|(_, field)| match &field.shape {
                Shape::Part(inner) => Some(inner),
                Shape::Value(_) => None,
            });
            let found = parts.any(|inner| inner.name == *part && inner.find(key).is_some());
            assert!(found || (guide.name == *part && guide.find(key).is_some()), "{part}.{key}");
        }
    }

    #[test]
    fn every_field_is_explained() {
        for (path, field) in guide().paths() {
            assert!(field.doc.ends_with('.') && !field.doc.starts_with(' '), "{path}: {}", field.doc);
            assert!(!field.doc.contains("  "), "{path}: {}", field.doc);
        }
    }

    #[test]
    fn paths_are_found_and_guessed() {
        let guide = guide();
        assert_eq!(guide.find("heading1.text.size").unwrap().doc, "The size.");
        assert!(guide.find("heading1.text.size.x").is_none() && guide.find("").is_none());
        assert_eq!(guide.nearest("body.siez").as_deref(), Some("body.size"));
        assert_eq!(guide.nearest("heading1.text.first_line").as_deref(), Some("heading1.text.first-line"));
        assert_eq!(guide.nearest("xyzzy"), None);
    }
}
