//! JSON: an array of objects, each a row, whose keys are the columns.

use std::ops::Range;

use csv::StringRecord;
use serde::de::{MapAccess, Visitor};
use serde_json::Value;

use super::{Fault, Table};
use crate::diag::message;

/// Reads the text of a table.
pub(super) fn read(table: &mut Table) -> Result<(), Fault> {
    let objects = objects(&table.text).map_err(|(error, at)| {
        let message = message!("“{name}” cannot be read: {error}", name = table.name, error);
        Fault::new(message, "write an array of objects: [{\"name\": \"value\"}, …]", at..at)
    })?;
    for (key, _) in objects.iter().flat_map(|(Object(fields), _)| fields) {
        if table.column(key).is_none() {
            table.columns.push(key.clone());
        }
    }
    'objects: for (at, (Object(object), place)) in objects.iter().enumerate() {
        let mut cells = StringRecord::new();
        for column in &table.columns {
            let value = object.iter().find(|(key, _)| key == column).map_or(&Value::Null, |(_, value)| value);
            cells.push_field(&match value {
                Value::Null => String::new(),
                Value::String(text) => text.trim().to_owned(),
                Value::Bool(_) | Value::Number(_) => value.to_string(),
                Value::Array(_) | Value::Object(_) => {
                    let (row, name) = (at + 1, &table.name);
                    let message = message!("“{column}” in object {row} of “{name}” is no text", column, row, name);
                    let fault = Fault::new(message, "write a text, a number, true or false", place.clone());
                    table.fault(fault);
                    continue 'objects;
                }
            });
        }
        table.push(cells, at + 1, place.clone())?;
    }
    Ok(())
}

/// An object with its place.
type Placed = (Object, Range<usize>);

/// The objects of an array; else what is wrong, and where.
///
/// The parser tells lines of the whole text and of no value, so it is given the
/// objects one by one.
fn objects(text: &str) -> Result<Vec<Placed>, (String, usize)> {
    let blank = |at: usize| at + (text.len() - at) - text[at..].trim_start_matches([' ', '\t', '\n', '\r']).len();
    let ch = |at: usize| text[at..].chars().next();
    let mut at = blank(0);
    if ch(at) != Some('[') {
        return Err(("expected an array of objects".to_owned(), at));
    }
    at = blank(at + 1);
    let mut objects = Vec::new();
    let mut is_open = ch(at) != Some(']');
    while is_open {
        let mut reader = serde_json::Deserializer::from_str(&text[at..]).into_iter::<Object>();
        let object = reader.next().unwrap_or_else(|| Err(serde::de::Error::custom("the array does not end")));
        let object = object.map_err(|error| (said(&error), at + place(&text[at..], &error)))?;
        let end = at + reader.byte_offset();
        objects.push((object, at..end));
        at = blank(end);
        is_open = match ch(at) {
            Some(',') => true,
            Some(']') => false,
            _ => return Err(("expected `,` or `]`".to_owned(), at)),
        };
        at = if is_open { blank(at + 1) } else { at };
    }
    at = blank(at + 1);
    if at < text.len() { Err(("trailing characters".to_owned(), at)) } else { Ok(objects) }
}

/// What a parser says, without the place, which is told as every other one.
fn said(error: &serde_json::Error) -> String {
    error.to_string().split(" at line ").next().unwrap_or_default().to_owned()
}

/// The byte of a text where a parser found an error.
fn place(text: &str, error: &serde_json::Error) -> usize {
    let line = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    text.floor_char_boundary((line + error.column().saturating_sub(1)).min(text.len()))
}

/// The fields of an object in the order written.
type Fields = Vec<(String, Value)>;

struct Object(Fields);

impl<'de> serde::Deserialize<'de> for Object {
    fn deserialize<D: serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Fields;

            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(fields)
            }
        }
        reader.deserialize_map(Keys).map(Object)
    }
}

#[cfg(test)]
mod tests {
    use crate::ooxml::Bounds;
    use crate::project::data::{self, Table};

    fn read(name: &str, bytes: &[u8]) -> Table {
        data::read(name, bytes, Bounds::DEFAULT)
    }

    #[test]
    fn keys_are_columns_in_the_order_written() {
        let table = read("a.json", "[{\"乙\": 1.5, \"甲\": null}, {\"甲\": true}]".as_bytes());
        assert_eq!(table.columns, ["乙", "甲"]);
        assert_eq!(
            table.rows.iter().map(|row| row.cells.iter().collect::<Vec<_>>()).collect::<Vec<_>>(),
            [["1.5", ""], ["", "true"]]
        );
        let some = read("a.json", "[{\"a\": [1]}, {\"a\": 2}]".as_bytes());
        assert_eq!((some.rows.len(), some.faults.len()), (1, 1), "the other objects are rows");
        for wrong in ["{}", "[1]", "[{\"a\": [1]}]", "[{}", "[] x", "", "[", "[{\"a\": 1},]", "[{\"a\": 1} {}]"] {
            assert_eq!(read("a.json", wrong.as_bytes()).faults.len(), 1, "{wrong}");
        }
    }

    #[test]
    fn objects_and_faults_have_their_places() {
        let text = "[\n  {\"甲\": \"一]\"},\n  {\"甲\": [1]},\n  {\"甲\": \"二\", \"乙\": {}}\n]\n";
        let table = read("a.json", text.as_bytes());
        assert_eq!(&text[table.rows[0].place.clone()], "{\"甲\": \"一]\"}");
        let places: Vec<&str> = table.faults.iter().map(|fault| &text[fault.place.clone()]).collect();
        assert_eq!(places, ["{\"甲\": [1]}", "{\"甲\": \"二\", \"乙\": {}}"]);
        let broken = "[\n  {\"甲\": 1},\n  {\"甲\": ]}\n]";
        let fault = &read("a.json", broken.as_bytes()).faults[0];
        assert_eq!(fault.place.start, broken.find(']').unwrap(), "{}", fault.message);
    }
}
