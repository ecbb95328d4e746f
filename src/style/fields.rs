//! A table of a sheet whose keys are the user's own: labels with the fields of
//! the front matter that they ask for.

use std::collections::BTreeMap;

use super::guide::Shape;
use super::kind::{Form, Kind};
use super::layer::Part;
use super::sheet_value::{SheetValue, quoted};

/// Labels with fields.
pub(super) type Fields = BTreeMap<String, String>;

impl Part for Fields {
    type Sheet = Self;

    fn merge(over: &mut Self, base: Self) {
        for (label, field) in base {
            over.entry(label).or_insert(field);
        }
    }

    fn complete(sheet: Self, _: &str, _: &mut Vec<String>) -> Option<Self> {
        Some(sheet)
    }

    fn shape() -> Shape {
        let examples: &[&str] = &["{ \"论文题目\" = \"title\" }"];
        Shape::Value(Kind::new("labels with fields", Form::Fields, examples))
    }

    fn written(&self) -> SheetValue {
        SheetValue::Table(self.iter().map(|(label, field)| (quoted(label), SheetValue::Text(field.clone()))).collect())
    }
}
