//! What is asked for becomes an answer: the page, its news, its pictures, both
//! editions.

use super::guard::may_ask;
use super::http::{Answer, Request};
use super::page;
use super::state::State;

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
    let layout = state.layout(document.parse().ok()?)?;
    let drawn = layout.draw(page.parse().ok()?)?;
    // The address holds the key of the page: it never shows another one.
    Some(Answer { keep: "max-age=86400, immutable", ..Answer::new("image/svg+xml", drawn) })
}

fn file(state: &State, document: &str, edition: &str) -> Option<Answer> {
    let bytes = state.edition(document.parse().ok()?, edition)?.bytes().ok()?;
    let kind = match edition {
        "pdf" => "application/pdf",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    };
    Some(Answer::new(kind, bytes))
}
