//! The documents that are watched become a page in the browser of this machine:
//! their pages, what there is to say of them, both editions.
//!
//! It answers on the loopback address only, and only to those who ask for that:
//! a page of the network that names this machine otherwise gets nothing.

mod page;
mod state;

use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use tiny_http::{Header, Method, Request, Response};

pub(super) use state::State;

/// This machine, and no other.
const ADDRESS: &str = "127.0.0.1";
/// The port where the page is found if nobody names another one.
const PORT: u16 = 7300;
/// How long a browser waits for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);
/// How many requests are answered at a time: browsers that wait included.
const WORKERS: usize = 16;

/// The server of the page.
pub(super) struct Server {
    http: Arc<tiny_http::Server>,
    state: Arc<State>,
}

impl Server {
    /// A server at a port, or at the usual one if it is free, else at any.
    pub(super) fn new(port: Option<u16>) -> Result<Self, String> {
        let listen = |port: u16| tiny_http::Server::http((ADDRESS, port));
        let http = match port {
            Some(port) => listen(port),
            None => listen(PORT).or_else(|_| listen(0)),
        };
        let http = http.map_err(|error| format!("the page cannot be served: {error}"))?;
        Ok(Self { http: Arc::new(http), state: Arc::default() })
    }

    /// Where the page is found.
    pub(super) fn address(&self) -> String {
        let port = self.http.server_addr().to_ip().map_or(PORT, |address| address.port());
        format!("http://{ADDRESS}:{port}/")
    }

    /// What is shown.
    pub(super) fn state(&self) -> &State {
        &self.state
    }

    /// Answers from now on, for as long as the process lasts.
    pub(super) fn start(&self) {
        for _ in 0..WORKERS {
            let (http, state) = (self.http.clone(), self.state.clone());
            std::thread::spawn(move || {
                while let Ok(request) = http.recv() {
                    let answer = answer(&request, &state);
                    // A browser that went away is no mistake.
                    let _ = request.respond(answer);
                }
            });
        }
    }
}

type Answer = Response<Cursor<Vec<u8>>>;

fn answer(request: &Request, state: &State) -> Answer {
    if !is_local(request) || *request.method() != Method::Get {
        return refusal(403);
    }
    let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts[..] {
        [""] => with(page::HTML, "text/html; charset=utf-8"),
        ["fuzi.css"] => with(page::CSS, "text/css; charset=utf-8"),
        ["fuzi.js"] => with(page::JS, "text/javascript; charset=utf-8"),
        ["state"] => {
            let after = query.strip_prefix("after=").and_then(|number| number.parse().ok());
            with(state.news(after, PATIENCE).to_string(), "application/json")
        }
        ["page", document, page, _key] => svg(state, document, page).unwrap_or_else(|| refusal(404)),
        ["file", document, edition] => file(state, document, edition).unwrap_or_else(|| refusal(404)),
        _ => refusal(404),
    }
}

/// Whether a request names this machine by its own address: a foreign name that
/// was led here does not.
fn is_local(request: &Request) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    let name =
        host.map(|header| header.value.as_str().rsplit_once(':').map_or(header.value.as_str(), |(name, _)| name));
    matches!(name, Some(ADDRESS | "localhost"))
}

fn svg(state: &State, document: &str, page: &str) -> Option<Answer> {
    let layout = state.layout(document.parse().ok()?)?;
    let drawn = layout.draw(page.parse().ok()?)?;
    // The address holds the key of the page: it never shows another one.
    let kept = Header::from_bytes("Cache-Control", "max-age=86400, immutable").ok()?;
    let mut answer = with(drawn, "image/svg+xml");
    answer.add_header(kept);
    Some(answer)
}

fn file(state: &State, document: &str, edition: &str) -> Option<Answer> {
    let bytes = state.edition(document.parse().ok()?, edition)?.bytes().ok()?;
    let kind = match edition {
        "pdf" => "application/pdf",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    };
    Some(with(bytes, kind))
}

fn with(content: impl Into<Vec<u8>>, kind: &str) -> Answer {
    let mut answer = Response::from_data(content.into());
    let headers = [
        ("Content-Type", kind),
        // Nothing from elsewhere, no script but its own.
        (
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'",
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            answer.add_header(header);
        }
    }
    answer
}

fn refusal(status: u16) -> Answer {
    Response::from_data(Vec::new()).with_status_code(status)
}
