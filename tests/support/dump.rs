//! The resolved document as a terse text: one line a block, one line a row of
//! inlines, without the places in the source.

use serde_json::Value;

const INLINES: [&str; 10] =
    ["run", "break", "link", "reference", "note-ref", "math", "picture", "raw", "comment-start", "comment"];

/// Writes a resolved document.
pub fn terse(model: &Value) -> String {
    let mut out = String::new();
    for part in ["meta", "fronts", "blocks", "notes", "anchors"] {
        let value = &model[part];
        if value.as_array().is_some_and(Vec::is_empty) {
            continue;
        }
        out.push_str(part);
        fields_of(value, 1, &mut out);
    }
    out
}

/// Writes the rest of a line and what belongs below it.
fn fields_of(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Array(list) if list.iter().all(is_plain) => {
            out.push_str(&format!(" {value}\n"));
        }
        Value::Array(list) if is_inline(list) => out.push_str(&format!(" {}\n", inlines(list))),
        Value::Array(list) => {
            out.push('\n');
            list.iter().for_each(|item| item_of(item, depth, out));
        }
        Value::Object(map) => {
            let shown = |key: &&String| key.as_str() != "span" && !is_empty(&map[key.as_str()]);
            let mut keys: Vec<&String> = map.keys().filter(shown).collect();
            keys.sort_by_key(|key| rank(key));
            for key in keys.iter().filter(|key| is_plain(&map[key.as_str()])) {
                out.push_str(&format!(" {key}={}", plain(&map[key.as_str()])));
            }
            let rest: Vec<&&String> = keys.iter().filter(|key| !is_plain(&map[key.as_str()])).collect();
            if let [only] = rest[..]
                && ["content", "cells"].contains(&only.as_str())
            {
                return below(only, &map[only.as_str()], depth, out);
            }
            out.push('\n');
            for key in rest {
                out.push_str(&format!("{}{key}", "  ".repeat(depth)));
                below(key, &map[key.as_str()], depth + 1, out);
            }
        }
        plain_value => out.push_str(&format!(" {}\n", plain(plain_value))),
    }
}

/// The order of fields in which a reader meets them; the others by their names.
fn rank(key: &str) -> usize {
    match key {
        "caption" | "label" | "title" => 0,
        "head" => 2,
        "body" => 3,
        "attribution" | "abstract_text" => 4,
        _ => 1,
    }
}

fn below(key: &str, value: &Value, depth: usize, out: &mut String) {
    match (key, value) {
        ("lines", Value::Array(lines)) if lines.iter().all(Value::is_array) => {
            out.push('\n');
            lines.iter().for_each(|line| out.push_str(&format!("{}{}\n", "  ".repeat(depth), tokens(line))));
        }
        ("label", Value::Object(label)) => {
            let part = |name: &str| label[name].as_str().unwrap_or_default();
            let parts = ["before", "chapter", "ordinal", "after"].map(part);
            out.push_str(&format!(" {:?}\n", parts.concat()));
        }
        ("math", math) => out.push_str(&format!(" {}\n", formula(math))),
        ("picture", picture) => out.push_str(&format!(" {}\n", shown_picture(picture))),
        _ => fields_of(value, depth, out),
    }
}

/// An element of a list: a block by its name, anything else behind a dash.
fn item_of(item: &Value, depth: usize, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
    let anchor = item.get("anchor").filter(|_| item.get("kind").is_some());
    let anchor = anchor.map(|anchor| format!(" anchor={anchor}")).unwrap_or_default();
    match item.get("kind").filter(|_| item.get("heading").is_none() && item.get("label").is_none()) {
        Some(Value::String(name)) => out.push_str(&format!("{name}{anchor}\n")),
        Some(Value::Object(kind)) => {
            let (name, payload) = kind.iter().next().unwrap();
            out.push_str(&format!("{name}{anchor}"));
            fields_of(payload, depth + 1, out);
        }
        _ => {
            out.push('-');
            fields_of(item, depth + 1, out);
        }
    }
}

fn is_plain(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

/// Numbers with at most three places, so that no rounding shows.
fn plain(value: &Value) -> String {
    match value.as_f64().filter(|_| value.is_f64()) {
        Some(number) => ((number * 1000.0).round() / 1000.0).to_string(),
        None => value.to_string(),
    }
}

fn is_inline(list: &[Value]) -> bool {
    let name = |item: &Value| match item.get("kind") {
        Some(Value::String(name)) => Some(name.clone()),
        Some(Value::Object(kind)) => kind.keys().next().cloned(),
        _ => None,
    };
    // A raw passage may be a block or an inline; the difference does not show.
    list.iter().all(|item| name(item).is_some_and(|name| INLINES.contains(&name.as_str())))
}

fn inlines(list: &[Value]) -> String {
    list.iter().map(inline).collect::<Vec<_>>().join(" ")
}

fn inline(item: &Value) -> String {
    let Some(kind) = item["kind"].as_object() else { return "/".to_owned() };
    let (name, value) = kind.iter().next().unwrap();
    let content = || inlines(value["content"].as_array().map_or(&[], Vec::as_slice));
    let text = match name.as_str() {
        "run" => run(value),
        "link" => format!("link({})[{}]", value["target"], content()),
        "reference" => format!("ref({})[{}]", value["anchor"], content()),
        "note-ref" if value["repeated"] == true => format!("note({} again)", value["note"]),
        "note-ref" => format!("note({})", value["note"]),
        "math" => formula(value),
        "picture" => shown_picture(value),
        _ => format!("{name}{value}"),
    };
    match item["change"].as_str() {
        Some(change) => format!("{change}:{text}"),
        None => text,
    }
}

fn run(run: &Value) -> String {
    let script = if run["script"] == "latin" { "L" } else { "E" };
    let marks = run.get("marks").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let names: Vec<&str> =
        marks.iter().filter_map(Value::as_str).chain(run.get("lang").and_then(Value::as_str)).collect();
    let marks = if names.is_empty() { String::new() } else { format!("{{{}}}", names.join(" ")) };
    let mut text = run["text"].as_str().unwrap_or_default().to_owned();
    let breaks = run.get("breaks").and_then(Value::as_array).into_iter().flatten();
    for at in breaks.rev().filter_map(Value::as_u64) {
        text.insert(at as usize, '¦');
    }
    format!("{script}{}{marks}", Value::from(text))
}

/// The structure of a formula shows in the editions.
fn formula(math: &Value) -> String {
    let understood = if math["tree"].is_null() { "not understood: " } else { "" };
    format!("math({understood}{})", math["source"])
}

fn shown_picture(picture: &Value) -> String {
    let image = if picture["image"].is_null() { "missing " } else { "" };
    let (width, height) = (plain(&picture["width"]), plain(&picture["height"]));
    format!("picture({image}{} {width}x{height} alt={})", picture["path"], picture["alt"])
}

fn tokens(line: &Value) -> String {
    let shown = |token: &Value| format!("{} {}..{}", token[0].as_str().unwrap(), token[1]["start"], token[1]["end"]);
    line.as_array().unwrap().iter().map(shown).collect::<Vec<_>>().join(", ")
}
