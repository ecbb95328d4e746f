//! What is shown in the browser: each document with its pages, what there is to
//! say of it, and where its editions are; and the browsers that wait for news.

use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::cli::language::{language, text};
use crate::diag::render::{Format, Look, render};
use crate::project::{Job, JobOutcome, Layout, Output, PageImage};

/// How long a browser waits for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);
/// How many browsers wait at most; of more the first are answered early.
pub(super) const MOST_WAITING: usize = 256;

/// The documents, and a way to wait for news of them.
#[derive(Default)]
pub(in crate::cli) struct State {
    shown: Mutex<Shown>,
    changed: Condvar,
}

#[derive(Default)]
struct Shown {
    /// Grows with every change.
    version: u64,
    documents: Vec<Document>,
    waiting: Vec<Waiting>,
}

/// A browser that waits for news.
struct Waiting {
    stream: TcpStream,
    /// The version that it shows.
    version: u64,
    until: Instant,
}

/// A document as it was built last.
#[derive(Default)]
struct Document {
    name: String,
    status: &'static str,
    began: Option<Instant>,
    seconds: f64,
    /// The pages; those from before if it failed.
    layout: Option<Arc<Layout>>,
    sheets: Vec<PageImage>,
    diagnostics: Vec<Value>,
    outputs: Vec<Output>,
}

impl State {
    /// A document is being built.
    pub(in crate::cli) fn begun(&self, job: &Job) {
        self.change(job, |document| {
            document.status = "building";
            document.began = Some(Instant::now());
        });
    }

    /// A document has been built.
    pub(in crate::cli) fn done(&self, job: &Job, built: &JobOutcome, failed: bool) {
        let said = |diagnostic| {
            let line = render(diagnostic, &built.sources, Look { language: language(), ..Format::Json.into() });
            serde_json::from_str(&line).unwrap_or_default()
        };
        self.change(job, |document| {
            document.status = if failed { "failed" } else { "built" };
            document.seconds = document.began.take().map_or(0.0, |began| began.elapsed().as_secs_f64());
            document.diagnostics = built.diagnostics.iter().map(said).collect();
            if let Some(error) = &built.file_error {
                let message = text(error.message());
                document.diagnostics.push(json!({"severity": "error", "message": message, "hints": []}));
            }
            if let Some(layout) = &built.layout {
                document.sheets = layout.sheets();
                document.layout = Some(layout.clone());
            }
            if !failed {
                document.outputs.clone_from(&built.outputs);
            }
        });
    }

    /// All there is to show, if it is newer than a version; else the browser waits.
    pub(super) fn news_or_wait(&self, after: Option<u64>, stream: TcpStream) -> Option<(String, TcpStream)> {
        let mut shown = self.lock();
        let version = shown.version;
        if after != Some(version) {
            return Some((shown.news(), stream));
        }
        let now = Instant::now();
        let early = (shown.waiting.len() + 1).saturating_sub(MOST_WAITING);
        shown.waiting.iter_mut().take(early).for_each(|waiting| waiting.until = now);
        shown.waiting.push(Waiting { stream, version, until: now + PATIENCE });
        self.changed.notify_all();
        None
    }

    /// Waits until there are news for browsers that wait, or some have waited long
    /// enough; gives the news and those browsers.
    pub(super) fn next_news(&self) -> (String, Vec<TcpStream>) {
        let mut shown = self.lock();
        loop {
            let (now, version) = (Instant::now(), shown.version);
            let ready = shown.waiting.extract_if(.., |waiting| waiting.version != version || waiting.until <= now);
            let ready: Vec<TcpStream> = ready.map(|waiting| waiting.stream).collect();
            if !ready.is_empty() {
                return (shown.news(), ready);
            }
            // Nobody waits: whoever comes to wait wakes this.
            let next = shown.waiting.iter().map(|waiting| waiting.until).min().unwrap_or(now + PATIENCE);
            let woken = self.changed.wait_timeout(shown, next.saturating_duration_since(now));
            shown = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// The pages of a document.
    pub(super) fn layout(&self, document: usize) -> Option<Arc<Layout>> {
        self.lock().documents.get(document)?.layout.clone()
    }

    /// An edition of a document.
    pub(super) fn edition(&self, document: usize, edition: &str) -> Option<Output> {
        let shown = self.lock();
        let outputs = &shown.documents.get(document)?.outputs;
        outputs.iter().find(|output| output.edition.extension() == edition).cloned()
    }

    fn change(&self, job: &Job, change: impl FnOnce(&mut Document)) {
        self.change_of(job.output().display().to_string(), change);
    }

    /// Changes the document of a name.
    fn change_of(&self, name: String, change: impl FnOnce(&mut Document)) {
        let mut shown = self.lock();
        let at = shown.documents.iter().position(|document| document.name == name).unwrap_or_else(|| {
            shown.documents.push(Document { name, ..Document::default() });
            shown.documents.len() - 1
        });
        change(&mut shown.documents[at]);
        shown.version += 1;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shown {
    fn news(&self) -> String {
        let documents: Vec<Value> = self.documents.iter().map(Document::json).collect();
        json!({"version": self.version, "documents": documents}).to_string()
    }
}

#[cfg(test)]
impl State {
    /// A document of a name is there, or is there anew.
    pub(super) fn renew(&self, name: &str) {
        self.change_of(name.to_owned(), |_| {});
    }
}

impl Document {
    fn json(&self) -> Value {
        let page = |sheet: &PageImage| json!({"width": sheet.width, "height": sheet.height, "key": sheet.key});
        let edition = |output: &Output| {
            let name = output.path.file_name().unwrap_or_default().to_string_lossy();
            json!({"edition": output.edition.extension(), "name": name})
        };
        json!({
            "name": self.name,
            "status": self.status,
            "seconds": self.seconds,
            "pages": self.sheets.iter().map(page).collect::<Vec<_>>(),
            "diagnostics": self.diagnostics,
            "editions": self.outputs.iter().map(edition).collect::<Vec<_>>(),
        })
    }
}
