//! JSON: an array of objects, each a row, whose keys are the columns.

use csv::StringRecord;
use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{Fault, Table};
use crate::diag::message;

/// Reads the text of a table.
pub(super) fn read(table: &mut Table) -> Result<(), Fault> {
    let mut reader = serde_json::Deserializer::from_str(&table.text);
    let objects = reader.deserialize_seq(Rows).and_then(|rows| reader.end().map(|()| rows));
    let objects = objects.map_err(|error| {
        let line = table.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let at = (line + error.column().saturating_sub(1)).min(table.text.len());
        let said = error.to_string();
        // The place is told as every other one.
        let error = said.split(" at line ").next().unwrap_or_default().to_owned();
        let message = message!("“{name}” cannot be read: {error}", name = table.name, error);
        Fault::new(message, "write an array of objects: [{\"name\": \"value\"}, …]", at..at)
    })?;
    for (key, _) in objects.iter().flatten() {
        if table.column(key).is_none() {
            table.columns.push(key.clone());
        }
    }
    'objects: for (at, object) in objects.iter().enumerate() {
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
                    let fault = Fault::new(message, "write a text, a number, true or false", 0..0);
                    table.fault(fault);
                    continue 'objects;
                }
            });
        }
        table.push(cells, at + 1, 0..0)?;
    }
    Ok(())
}

/// The objects in their order, with their keys in order.
struct Rows;

/// The fields of an object in the order written.
type Fields = Vec<(String, Value)>;

impl<'de> Visitor<'de> for Rows {
    type Value = Vec<Fields>;

    fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut rows = Vec::new();
        while let Some(Object(row)) = list.next_element()? {
            rows.push(row);
        }
        Ok(rows)
    }
}

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
    use super::super::read;

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
        for wrong in ["{}", "[1]", "[{\"a\": [1]}]", "[{}", "[] x"] {
            assert_eq!(read("a.json", wrong.as_bytes()).faults.len(), 1, "{wrong}");
        }
    }
}
