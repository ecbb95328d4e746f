//! The JSON Schema of a sheet, for editors that complete and check TOML.

use serde_json::{Map, Value, json};

use super::guide::{Field, Guide, Shape};
use super::kind::{Form, Kind};
use super::presets::PRESETS;
use super::sheet::Style;

/// The schema (draft 2020-12) as indented JSON.
#[must_use]
pub fn schema() -> String {
    let mut parts = Map::new();
    let mut whole = table(&Style::guide(), &mut parts);
    let names: Vec<&str> = PRESETS.iter().map(|(name, _)| *name).collect();
    if let Some(properties) = whole.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert("inherits".to_owned(), inherits(&names));
        let description = json!({ "type": "string", "description": "What the style is for, in one line." });
        properties.insert("description".to_owned(), description);
        let profile = json!({
            "type": "object",
            "description": "Fields for the editions of a profile, as [profile.blind.header].",
            "additionalProperties": { "$ref": "#" },
        });
        properties.insert("profile".to_owned(), profile);
    }
    whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    whole.insert("title".to_owned(), json!("A style sheet of fuzi"));
    whole.insert("$defs".to_owned(), Value::Object(parts));
    serde_json::to_string_pretty(&Value::Object(whole)).unwrap_or_default() + "\n"
}

fn inherits(names: &[&str]) -> Value {
    json!({
        "description": "The style that this sheet builds on: a style of fuzi, a sheet in styles/, or the path of a sheet from this one. Without it: report.",
        "anyOf": [{ "enum": names }, { "type": "string" }],
        "examples": names,
    })
}

/// A part; parts within it are put beside each other, for most of them are used
/// many times.
fn table(guide: &Guide, parts: &mut Map<String, Value>) -> Map<String, Value> {
    let mut properties = Map::new();
    for field in &guide.fields {
        properties.insert(field.key.clone(), property(field, parts));
    }
    let mut table = Map::new();
    table.insert("type".to_owned(), json!("object"));
    table.insert("description".to_owned(), json!(guide.doc));
    table.insert("additionalProperties".to_owned(), json!(false));
    table.insert("properties".to_owned(), Value::Object(properties));
    table
}

fn property(field: &Field, parts: &mut Map<String, Value>) -> Value {
    match &field.shape {
        Shape::Part(inner) => {
            if !parts.contains_key(inner.name) {
                let part = table(inner, parts);
                parts.insert(inner.name.to_owned(), Value::Object(part));
            }
            json!({ "$ref": format!("#/$defs/{}", inner.name), "description": field.doc })
        }
        Shape::Value(kind) => value(kind, field.doc),
    }
}

fn value(kind: &Kind, doc: &str) -> Value {
    let words: Vec<&str> = kind.words.iter().map(|(word, _)| *word).collect();
    let mut value = match kind.form {
        Form::Text(None) if words.is_empty() => json!({ "type": "string" }),
        Form::Text(None) => json!({ "enum": words }),
        Form::Text(Some(pattern)) if words.is_empty() => json!({ "type": "string", "pattern": pattern }),
        Form::Text(Some(pattern)) => json!({ "anyOf": [{ "enum": words }, { "type": "string", "pattern": pattern }] }),
        Form::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Form::Number(least, most) => json!({ "type": "number", "minimum": least, "maximum": most }),
        Form::Switch => json!({ "type": "boolean" }),
        Form::List => json!({ "type": "array", "items": { "type": "string" } }),
        Form::Fields => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
    };
    let meanings: Vec<String> = kind.words.iter().map(|(word, meaning)| format!("{word}: {meaning}")).collect();
    let meanings = if matches!(kind.form, Form::Text(None)) { meanings.join(" ") } else { String::new() };
    value["description"] = json!(format!("{doc} {meanings}").trim());
    let examples: Vec<Value> = kind.examples.iter().flat_map(|example| toml_value(example)).collect();
    if !examples.is_empty() {
        value["examples"] = Value::Array(examples);
    }
    value
}

/// A value of TOML as JSON.
fn toml_value(text: &str) -> Option<Value> {
    let table: toml::Table = format!("x = {text}").parse().ok()?;
    table.get("x").and_then(|value| serde_json::to_value(value).ok())
}

#[cfg(test)]
mod tests {
    use regex::Regex;
    use serde_json::Value;

    use super::schema;
    use crate::diag::SourceId;
    use crate::style::{PRESETS, load};

    /// What of a value the schema does not allow; only the words that the
    /// schema uses are understood, all others are mistakes of the test.
    fn problems(value: &Value, schema: &Value, root: &Value, path: &str, found: &mut Vec<String>) {
        for (word, rule) in schema.as_object().unwrap() {
            let right = match word.as_str() {
                "$schema" | "title" | "description" | "examples" | "$defs" | "additionalProperties" => true,
                "$ref" => {
                    let part = root.pointer(rule.as_str().unwrap().strip_prefix('#').unwrap()).unwrap();
                    problems(value, part, root, path, found);
                    true
                }
                "type" => match rule.as_str().unwrap() {
                    "object" => value.is_object(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64(),
                    "number" => value.is_number(),
                    "boolean" => value.is_boolean(),
                    "array" => value.is_array(),
                    other => panic!("{other}"),
                },
                "enum" => rule.as_array().unwrap().contains(value),
                "anyOf" => rule.as_array().unwrap().iter().any(|rule| {
                    let mut inner = Vec::new();
                    problems(value, rule, root, path, &mut inner);
                    inner.is_empty()
                }),
                "pattern" => Regex::new(rule.as_str().unwrap()).unwrap().is_match(value.as_str().unwrap_or_default()),
                "minimum" => value.as_f64() >= rule.as_f64(),
                "maximum" => value.as_f64() <= rule.as_f64(),
                "items" => {
                    value.as_array().into_iter().flatten().for_each(|item| problems(item, rule, root, path, found));
                    true
                }
                "properties" => {
                    for (key, inner) in value.as_object().into_iter().flatten() {
                        match rule.get(key) {
                            Some(rule) => problems(inner, rule, root, &format!("{path}.{key}"), found),
                            None => found.push(format!("{path}.{key} is unknown")),
                        }
                    }
                    schema["additionalProperties"] == false
                }
                other => panic!("the schema says “{other}”"),
            };
            if !right {
                found.push(format!("{path}: {value} against {word} {rule}"));
            }
        }
    }

    fn against(sheet: &str) -> Vec<String> {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let sheet: toml::Table = sheet.parse().unwrap();
        let mut found = Vec::new();
        problems(&serde_json::to_value(sheet).unwrap(), &schema, &schema, "", &mut found);
        found
    }

    #[test]
    fn presets_keep_to_the_schema() {
        for (name, text) in PRESETS {
            assert_eq!(against(text), Vec::<String>::new(), "{name}");
            let whole = load(SourceId(0), text).unwrap().to_sheet();
            assert_eq!(against(&whole), Vec::<String>::new(), "{name}, whole");
        }
    }

    /// The schema allows a value exactly if a sheet may hold it.
    #[test]
    fn the_schema_agrees_with_the_reader() {
        for sheet in [
            "body.size = \"小四\"",
            "body.size = \"12pt\"",
            "body.size = \"+.5in\"",
            "body.size = \"12px\"",
            "body.size = 12",
            "body.pitch = \"固定值20磅\"",
            "body.pitch = \"双倍\"",
            "body.pitch = \"1.5x\"",
            "body.pitch = \"20行\"",
            "body.before = \"0.5行\"",
            "body.before = \"-1行\"",
            "body.align = \"居中\"",
            "body.align = \"middle\"",
            "body.color = \"#1f4e79\"",
            "body.color = \"red\"",
            "body.font = \"serif\"",
            "body.bold = 1",
            "body.siez = 1",
            "page.paper = \"a4\"",
            "page.paper = \"185mm × 260mm\"",
            "page.paper = \"A9\"",
            "page.grid = \"22行×28字\"",
            "page.grid = \"22\"",
            "page.columns = 0",
            "page.columns = 2",
            "page.columns = 2.5",
            "figure.dpi = 96",
            "figure.dpi = 1.0",
            "notes.format = \"circled\"",
            "notes.format = \"roman\"",
            "fonts.fallback = \"x\"",
            "fonts.body.latin = [\"x\"]",
            "fonts.body.latin = [1]",
            "description = 1",
            "inherits = \"report\"",
            "inherits = 3",
            "equation.number = \"x\"",
            "equation.number = \"[ ]\"",
            "count = 1",
            "pages = {}",
        ] {
            let read = load(SourceId(0), sheet);
            assert_eq!(against(sheet).is_empty(), read.is_ok(), "{sheet}: {:?} {:?}", against(sheet), read.err());
        }
    }
}
