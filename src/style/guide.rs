//! What may stand in a sheet: every field with what it means and the kind of its
//! value, from the declarations of the parts themselves.

use super::closer_kinds::closer_kind;
use super::kind::Kind;
use crate::diag::nearest;

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

/// The shape of a part, from its declaration.
pub(super) fn part(name: &'static str, doc: &'static str, fields: Vec<(&str, &'static str, Shape)>) -> Shape {
    let field = |(field, doc, shape): (&str, &'static str, Shape)| {
        let key = field.replace('_', "-");
        let shape = closer_kind(name, &key).map_or(shape, Shape::Value);
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

#[cfg(test)]
mod tests {
    use crate::style::Style;

    #[test]
    fn every_field_is_explained() {
        for (path, field) in Style::guide().paths() {
            assert!(field.doc.ends_with('.') && !field.doc.starts_with(' '), "{path}: {}", field.doc);
            assert!(!field.doc.contains("  "), "{path}: {}", field.doc);
        }
    }

    #[test]
    fn paths_are_found_and_guessed() {
        let guide = Style::guide();
        assert_eq!(guide.find("heading1.text.size").unwrap().doc, "The size.");
        assert!(guide.find("heading1.text.size.x").is_none() && guide.find("").is_none());
        assert_eq!(guide.nearest("body.siez").as_deref(), Some("body.size"));
        assert_eq!(guide.nearest("heading1.text.first_line").as_deref(), Some("heading1.text.first-line"));
        assert_eq!(guide.nearest("xyzzy"), None);
    }
}
