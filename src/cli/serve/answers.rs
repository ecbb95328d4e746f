//! What is asked for becomes an answer: the page, its news, its pictures, both
//! editions, and where a line of a file is on the pages or a point of a page in a
//! file.

use std::path::Path;

use percent_encoding::percent_decode_str;
use serde_json::json;

use super::guard::may_ask;
use super::http::{Answer, Request};
use super::page;
use super::state::State;
use crate::cli::events;

/// An answer, or a wait for one.
pub(super) enum Reply {
    Now(Answer),
    /// News are wanted that are newer than a version.
    News(Option<u64>),
}

pub(super) fn reply(request: &Request, port: u16, state: &State) -> Reply {
    if !may_ask(request, port) {
        return Reply::Now(Answer::refusal(403));
    }
    if request.method != "GET" {
        return Reply::Now(Answer::refusal(405));
    }
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let found = match parts[..] {
        [""] => Some(Answer::new("text/html; charset=utf-8", page::HTML)),
        ["fuzi.css"] => Some(Answer::new("text/css; charset=utf-8", page::CSS)),
        ["fuzi.js"] => Some(Answer::new("text/javascript; charset=utf-8", page::JS)),
        ["state"] => return Reply::News(query.strip_prefix("after=").and_then(|number| number.parse().ok())),
        ["page", document, page, _key] => svg(state, document, page),
        ["origin", document, page, key] => origin(state, document, page, key, query),
        ["goto"] => go_to(state, query),
        ["file", document, edition] => file(state, document, edition),
        _ => None,
    };
    Reply::Now(found.unwrap_or_else(|| Answer::refusal(404)))
}

/// What there is to show now.
pub(super) fn news(text: &str) -> Answer {
    Answer::new("application/json", text)
}

fn svg(state: &State, document: &str, page: &str) -> Option<Answer> {
    let preview = state.preview(document.parse().ok()?)?;
    let drawn = preview.draw(page.parse().ok()?)?;
    // The address holds the key of the page: it never shows another one.
    Some(Answer { keep: "max-age=86400, immutable", ..Answer::new("image/svg+xml", drawn) })
}

/// Where it was written what is at a point of a page that is still the same.
fn origin(state: &State, document: &str, page: &str, key: &str, query: &str) -> Option<Answer> {
    let document = document.parse().ok()?;
    let (id, preview) = (state.id(document)?, state.preview(document)?);
    let page: usize = page.parse().ok()?;
    preview.sheets().get(page).filter(|sheet| sheet.key == key)?;
    let distance = |name: &str| value(query, name)?.parse().ok().filter(|distance: &f64| distance.is_finite());
    let (file, place) = preview.origin(page, distance("x")?, distance("y")?)?;
    state.tell(|| events::origin(&id, page, file, place));
    Some(json(&json!({"file": file, "line": place.line, "column": place.column})))
}

/// Leads browsers to a line of a file, as an editor asks for it.
fn go_to(state: &State, query: &str) -> Option<Answer> {
    let line = value(query, "line")?.parse().ok()?;
    let (document, spot) = state.go_to(Path::new(&value(query, "file")?), line)?;
    Some(json(&json!({"document": document, "page": spot.page + 1, "top": spot.top})))
}

/// What a query gives a name.
fn value(query: &str, name: &str) -> Option<String> {
    let given = query.split('&').find_map(|pair| pair.split_once('=').filter(|(known, _)| *known == name));
    given.and_then(|(_, value)| Some(percent_decode_str(value).decode_utf8().ok()?.into_owned()))
}

fn json(value: &serde_json::Value) -> Answer {
    Answer::new("application/json", value.to_string())
}

fn file(state: &State, document: &str, edition: &str) -> Option<Answer> {
    let bytes = state.edition(document.parse().ok()?, edition)?.bytes().ok()?;
    let kind = match edition {
        "pdf" => "application/pdf",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    };
    Some(Answer::new(kind, bytes))
}
