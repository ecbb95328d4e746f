//! What is shown in the browser: each document with its pages, what there is to
//! say of it, and where its editions are; and the browsers that wait for news.

use std::net::TcpStream;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::cli::language::{language, text};
use crate::diag::render::{Format, Look, render};
use crate::project::{Job, JobOutcome, Output, PageImage, Preview, Spot};

/// How long a browser waits for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);
/// How many browsers wait at most; of more the first are answered early.
pub(super) const MOST_WAITING: usize = 256;

/// The documents, and a way to wait for news of them.
#[derive(Default)]
pub(in crate::cli) struct State {
    shown: Mutex<Shown>,
    changed: Condvar,
    /// Whoever is told what is done in the browser.
    listener: OnceLock<Listener>,
}

/// Takes an event.
type Listener = Box<dyn Fn(Value) + Send + Sync>;

#[derive(Default)]
struct Shown {
    /// Grows with every change.
    version: u64,
    documents: Vec<Document>,
    waiting: Vec<Waiting>,
    /// Where browsers are to go.
    goal: Option<Goal>,
}

/// A place that browsers are to show, once.
#[derive(Clone, Copy)]
struct Goal {
    /// Tells it from the one before.
    count: u64,
    document: usize,
    spot: Spot,
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
    /// Its id within its project.
    id: String,
    status: &'static str,
    began: Option<Instant>,
    seconds: f64,
    /// The pages; those from before if it failed.
    preview: Option<Arc<Preview>>,
    diagnostics: Vec<Value>,
    outputs: Vec<Output>,
}

impl State {
    /// Somebody is told from now on what is done in the browser.
    pub(in crate::cli) fn listen(&self, listener: impl Fn(Value) + Send + Sync + 'static) {
        let _ = self.listener.set(Box::new(listener));
    }

    /// Tells whoever listens.
    pub(super) fn tell(&self, event: impl FnOnce() -> Value) {
        if let Some(listener) = self.listener.get() {
            listener(event());
        }
    }

    /// A document is being built.
    pub(in crate::cli) fn begun(&self, job: &Job) {
        self.change(job, |document| {
            document.status = "building";
            document.began = Some(Instant::now());
        });
    }

    /// The pages of a document are there; its editions follow.
    pub(in crate::cli) fn laid_out(&self, job: &Job, preview: Preview) {
        self.change(job, |document| document.preview = Some(Arc::new(preview)));
    }

    /// Browsers are to begin at a page, from 0.
    pub(in crate::cli) fn open_at(&self, page: usize) {
        self.go(0, Spot { page, top: 0.0 });
    }

    /// Browsers are to show a line of a file; says where it is.
    pub(super) fn go_to(&self, file: &Path, line: usize) -> Option<(usize, Spot)> {
        let previews: Vec<_> = self.lock().documents.iter().map(|document| document.preview.clone()).collect();
        let found = |(at, preview): (usize, Option<Arc<Preview>>)| Some((at, preview?.find(file, line)?));
        let (document, spot) = previews.into_iter().enumerate().find_map(found)?;
        self.go(document, spot);
        Some((document, spot))
    }

    fn go(&self, document: usize, spot: Spot) {
        let mut shown = self.lock();
        let count = shown.goal.map_or(0, |goal| goal.count) + 1;
        shown.goal = Some(Goal { count, document, spot });
        shown.version += 1;
        self.changed.notify_all();
    }

    /// A document has been built, or left undone to be built again.
    pub(in crate::cli) fn done(&self, job: &Job, built: &JobOutcome, failed: bool) {
        let said = |diagnostic| {
            let line = render(diagnostic, &built.sources, Look { language: language(), ..Format::Json.into() });
            serde_json::from_str(&line).unwrap_or_default()
        };
        if built.abandoned {
            return;
        }
        self.change(job, |document| {
            document.status = if failed { "failed" } else { "built" };
            document.seconds = document.began.take().map_or(0.0, |began| began.elapsed().as_secs_f64());
            document.diagnostics = built.diagnostics.iter().map(said).collect();
            if let Some(error) = &built.file_error {
                let message = text(error.message());
                document.diagnostics.push(json!({"severity": "error", "message": message, "hints": []}));
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

    /// The id of a document.
    pub(super) fn id(&self, document: usize) -> Option<String> {
        Some(self.lock().documents.get(document)?.id.clone())
    }

    /// The pages of a document.
    pub(super) fn preview(&self, document: usize) -> Option<Arc<Preview>> {
        self.lock().documents.get(document)?.preview.clone()
    }

    /// An edition of a document.
    pub(super) fn edition(&self, document: usize, edition: &str) -> Option<Output> {
        let shown = self.lock();
        let outputs = &shown.documents.get(document)?.outputs;
        outputs.iter().find(|output| output.edition.extension() == edition).cloned()
    }

    fn change(&self, job: &Job, change: impl FnOnce(&mut Document)) {
        self.change_of(job.output().display().to_string(), |document| {
            document.id = job.id();
            change(document);
        });
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
        let goal = self.goal.map(|Goal { count, document, spot }| {
            json!({"count": count, "document": document, "page": spot.page, "top": spot.top})
        });
        json!({"version": self.version, "documents": documents, "goal": goal}).to_string()
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
            "pages": self.preview.iter().flat_map(|preview| preview.sheets()).map(page).collect::<Vec<_>>(),
            "diagnostics": self.diagnostics,
            "editions": self.outputs.iter().map(edition).collect::<Vec<_>>(),
        })
    }
}
