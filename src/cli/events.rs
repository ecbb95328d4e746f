//! The events of `--message-format json`: one JSON object a line, each with the
//! version of its shape and what it is. `fuzi schema events` prints the schema.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::language::text;
use crate::diag::render::{EVENT_VERSION, Look, render};
use crate::diag::{Code, Diagnostic, Place, Sources};
use crate::project::{JobOutcome, Output, Plan};

/// The schema of the events.
pub(super) const SCHEMA: &str = include_str!("events.schema.json");

/// How many documents there were and what became of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) documents: usize,
    pub(super) built: usize,
    pub(super) fresh: usize,
    pub(super) failed: usize,
}

/// How many diagnostics of each severity were told.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Told {
    /// Counts an event if it is a diagnostic.
    pub(super) fn count(&mut self, event: &Value) {
        match event["severity"].as_str() {
            Some("error") => self.errors += 1,
            Some("warning") => self.warnings += 1,
            Some(_) => self.notes += 1,
            None => {}
        }
    }
}

/// Something there is to say.
pub(super) fn diagnostic(diagnostic: &Diagnostic, sources: &Sources, look: Look) -> Value {
    serde_json::from_str(&render(diagnostic, sources, look)).unwrap_or_default()
}

/// An error that has no place in a text.
pub(super) fn error(code: &str, file: Option<&Path>, message: &str) -> Value {
    json!({
        "version": EVENT_VERSION,
        "event": "diagnostic",
        "severity": "error",
        "code": code,
        "number": Code::find(code).map(Code::number),
        "message": message,
        "file": file,
        "start": null,
        "end": null,
        "hints": [],
    })
}

/// All there is to say of a document.
pub(super) fn of_document(id: &str, built: &JobOutcome, look: Look) -> Vec<Value> {
    let found = built.diagnostics.iter().map(|found| diagnostic(found, &built.sources, look));
    let failed = built.file_error.as_ref().map(|failed| error("file", Some(&failed.path), &text(failed.message())));
    let mut events: Vec<Value> = found.chain(failed).collect();
    events.iter_mut().for_each(|event| event["document"] = id.into());
    events
}

/// What became of a document.
pub(super) fn document(id: &str, status: &str, built: &JobOutcome, time: Option<Duration>) -> Value {
    let output = |output: &Output| json!({"path": output.path, "pages": output.pages, "written": output.written});
    json!({
        "version": EVENT_VERSION,
        "event": "document",
        "document": id,
        "status": status,
        "outputs": built.outputs.iter().map(output).collect::<Vec<_>>(),
        "error": built.file_error.as_ref().map(|error| text(error.message())),
        "seconds": time.map(|time| time.as_secs_f64()),
    })
}

/// What would become of a document.
pub(super) fn plan(plan: &Plan) -> Value {
    let mut event = serde_json::to_value(plan).unwrap_or_default();
    event["version"] = EVENT_VERSION.into();
    event["event"] = "plan".into();
    event
}

/// The address where the pages are shown.
pub(super) fn serving(address: &str) -> Value {
    json!({"version": EVENT_VERSION, "event": "serving", "address": address})
}

/// The pages of a document are laid out so long after the change.
pub(super) fn pages(id: &str, count: usize, time: Duration) -> Value {
    json!({
        "version": EVENT_VERSION,
        "event": "pages",
        "document": id,
        "pages": count,
        "seconds": time.as_secs_f64(),
    })
}

/// A point of a page was clicked at; where that was written.
pub(super) fn origin(id: &str, page: usize, file: &str, place: Place) -> Value {
    json!({
        "version": EVENT_VERSION,
        "event": "origin",
        "document": id,
        "page": page + 1,
        "file": file,
        "start": {"line": place.line, "column": place.column},
    })
}

/// Nothing is done until a file changes.
pub(super) fn waiting(documents: usize) -> Value {
    json!({"version": EVENT_VERSION, "event": "waiting", "documents": documents})
}

/// The last event of a command, or of a round of `watch`; the status is the exit
/// status.
pub(super) fn end(command: &str, status: u8, tally: &Tally, told: Told, time: Duration) -> Value {
    json!({
        "version": EVENT_VERSION,
        "event": "end",
        "command": command,
        "status": status,
        "documents": tally.documents,
        "built": tally.built,
        "fresh": tally.fresh,
        "failed": tally.failed,
        "errors": told.errors,
        "warnings": told.warnings,
        "notes": told.notes,
        "seconds": time.as_secs_f64(),
    })
}
