//! What came of documents becomes lines on the terminal, in the order of the
//! documents, whatever order they were built in.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::events::{self, Tally};
use super::language::text;
use super::progress::Progress;
use super::terminal::{self, Terminal, columns};
use super::{DONE, ERRORS, FILES, SOME};
use crate::diag::render::Format;
use crate::diag::{Message, Severity, ToValue, message};
use crate::project::{Event, FileError, Job, JobOutcome, Options};

/// How many names of failed documents the closing table lists.
const NAMED: usize = 10;

/// The documents of a command as they are begun and done.
pub(super) struct Report<'a> {
    terminal: &'a Terminal,
    jobs: Arc<[Job]>,
    options: &'a Options,
    progress: Progress,
    begun: Instant,
    /// When the documents in work were begun.
    starts: BTreeMap<usize, Instant>,
    /// Documents that are done while an earlier one is not.
    waiting: BTreeMap<usize, (JobOutcome, Duration)>,
    next: usize,
    counts: Counts,
    cache_said: bool,
    base_said: bool,
}

#[derive(Default)]
struct Counts {
    built: usize,
    fresh: usize,
    failed: Vec<String>,
    abandoned: usize,
    pages_built: usize,
    pages_fresh: usize,
    warnings: usize,
    status: u8,
}

impl<'a> Report<'a> {
    pub(super) fn new(terminal: &'a Terminal, jobs: Arc<[Job]>, options: &'a Options) -> Self {
        let progress = Progress::new(jobs.len(), terminal.shows_progress() && jobs.len() > 1);
        Self {
            terminal,
            jobs,
            options,
            progress,
            begun: Instant::now(),
            starts: BTreeMap::new(),
            waiting: BTreeMap::new(),
            next: 0,
            counts: Counts::default(),
            cache_said: false,
            base_said: false,
        }
    }

    /// The document of a number.
    pub(super) fn job(&self, at: usize) -> &Job {
        &self.jobs[at]
    }

    pub(super) fn event(&mut self, event: Event) {
        match event {
            Event::Begun(at) => {
                self.starts.insert(at, Instant::now());
                self.progress.begun(at, self.jobs[at].id());
            }
            // Whoever shows pages tells of them.
            Event::Pages(..) => {}
            Event::Done(at, built) => {
                let time = self.starts.remove(&at).map_or(Duration::ZERO, |start| start.elapsed());
                self.waiting.insert(at, (*built, time));
                self.progress.done(at);
                while let Some((built, time)) = self.waiting.remove(&self.next) {
                    self.show(self.next, &built, time);
                    self.next += 1;
                }
            }
        }
    }

    /// Tells that pages are shown so long after the change.
    pub(super) fn pages(&self, at: usize, count: usize, time: Duration) {
        let id = self.jobs[at].id();
        self.progress.aside(|| {
            self.terminal.event(|| events::pages(&id, count, time));
            let (pages, seconds) = (counted_pages(count), format!("{:.2}", time.as_secs_f64()));
            self.terminal.say(message!("{document}: {pages} shown after {seconds} s", document = id, pages, seconds));
        });
    }

    /// Shows what nothing comes before any more, and the closing table; gives
    /// the exit status and the counts.
    pub(super) fn end(mut self) -> (u8, Tally) {
        // Only after --fail-fast does one that was never begun stand between.
        while let Some((at, (built, time))) = self.waiting.pop_first() {
            self.show(at, &built, time);
        }
        self.progress.end();
        if self.jobs.len() > 1 {
            self.terminal.say(self.table());
        }
        let counts = &self.counts;
        let status = if counts.status != DONE && counts.built + counts.fresh > 0 { SOME } else { counts.status };
        let (built, fresh, failed) = (counts.built, counts.fresh, counts.failed.len());
        (status, Tally { documents: self.jobs.len(), built, fresh, failed })
    }

    fn show(&mut self, at: usize, built: &JobOutcome, time: Duration) {
        let jobs = self.jobs.clone();
        let job = &jobs[at];
        if built.abandoned {
            self.counts.abandoned += 1;
            self.abandoned(job, built, time);
            return;
        }
        let failed = built.failed(self.options);
        let pages: usize = built.outputs.iter().filter_map(|output| output.pages).sum();
        let counts = &mut self.counts;
        counts.warnings += built.diagnostics.iter().filter(|d| d.severity == Severity::Warning).count();
        match (failed, built.fresh) {
            (true, _) => {
                counts.failed.push(job.id());
                counts.status = counts.status.max(if built.file_error.is_some() { FILES } else { ERRORS });
            }
            (false, true) => (counts.fresh, counts.pages_fresh) = (counts.fresh + 1, counts.pages_fresh + pages),
            (false, false) => (counts.built, counts.pages_built) = (counts.built + 1, counts.pages_built + pages),
        }
        let cache_error = built.cache_error.as_ref().map(FileError::message).filter(|_| !self.cache_said);
        self.cache_said |= cache_error.is_some();
        let base_error = built.base_error.as_ref().map(FileError::message).filter(|_| !self.base_said);
        self.base_said |= base_error.is_some();
        self.progress.aside(|| {
            match self.terminal.format() {
                Format::Json => self.json(job, built, time, failed),
                Format::Human | Format::Short | Format::Github => self.lines(built, time, failed),
            }
            if let Some(error) = cache_error {
                self.terminal.say(message!("could not update the cache: {error}", error));
            }
            if let Some(error) = base_error {
                self.terminal.say(message!("could not keep the manuscript of the Word file: {error}", error));
            }
        });
    }

    /// What there is to say of it is said in the next round.
    fn abandoned(&self, job: &Job, built: &JobOutcome, time: Duration) {
        self.progress.aside(|| {
            self.terminal.event(|| events::document(&job.id(), "abandoned", built, Some(time)));
            if self.jobs.len() == 1 {
                self.terminal.say("a file has changed again; nothing was written");
            }
        });
    }

    fn lines(&self, built: &JobOutcome, time: Duration, failed: bool) {
        let terminal = self.terminal;
        terminal.diagnostics(&built.diagnostics, &built.sources);
        if let Some(text) = &built.emitted {
            terminal::print_data(text);
        }
        if let Some(error) = &built.file_error {
            terminal.error("file", error.message());
        }
        // Of many documents the table says enough.
        if self.jobs.len() > 1 {
            return;
        }
        for output in &built.outputs {
            let path = terminal::shown(&output.path);
            let did = match (built.fresh, output.written) {
                (true, _) => message!("fresh {path}", path),
                (false, true) => message!("wrote {path}", path),
                (false, false) => message!("unchanged {path}", path),
            };
            terminal.say(match output.pages.map(counted_pages) {
                Some(pages) => message!("{did}, {pages}", did, pages),
                None => did,
            });
        }
        if failed {
            if built.file_error.is_none() {
                terminal.say("nothing was written");
            }
            return;
        }
        let warnings = built.diagnostics.iter().filter(|d| d.severity == Severity::Warning).count();
        let done = message!("done in {seconds} s", seconds = format!("{:.2}", time.as_secs_f64()));
        terminal.say(with_warnings(done, warnings));
    }

    /// An event for each diagnostic, then one for the document.
    fn json(&self, job: &Job, built: &JobOutcome, time: Duration, failed: bool) {
        let terminal = self.terminal;
        let status = match (failed, built.fresh) {
            (true, _) => "failed",
            (false, true) => "fresh",
            (false, false) => "built",
        };
        events::of_document(&job.id(), built, terminal.look()).into_iter().for_each(|event| terminal.event(|| event));
        terminal.event(|| events::document(&job.id(), status, built, Some(time)));
        if let Some(text) = &built.emitted {
            terminal::print_data(text);
        }
    }

    /// JobOutcome, fresh, failed, time and pages.
    fn table(&self) -> String {
        let Counts { built, fresh, failed, abandoned, pages_built, pages_fresh, warnings, .. } = &self.counts;
        let mut said = failed.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if failed.len() > NAMED {
            said = text(message!("{names}, and {count} more", names = said, count = failed.len() - NAMED));
        }
        let line = |name: &'static str, count: usize, more: String| vec![text(name), count.to_string(), more];
        let mut lines = vec![
            line("built", *built, text(counted_pages(*pages_built))),
            line("fresh", *fresh, text(counted_pages(*pages_fresh))),
            line("failed", failed.len(), said),
        ];
        if *abandoned > 0 {
            lines.push(line("abandoned", *abandoned, String::new()));
        }
        let left = self.jobs.len() - built - fresh - failed.len() - abandoned;
        if left > 0 {
            lines.push(line("not begun", left, String::new()));
        }
        let seconds = format!("{:.2}", self.begun.elapsed().as_secs_f64());
        let all = message!("{count} documents in {seconds} s", count = self.jobs.len(), seconds);
        format!("{}\n{}", text(with_warnings(all, *warnings)), columns(&lines).trim_end())
    }
}

/// A number of things, as one of two templates says it: `1 page`, `2 pages`.
pub(super) fn counted(count: usize, one: &'static str, many: &'static str) -> Message {
    Message::new(if count == 1 { one } else { many }, vec![("count", count.to_value())])
}

fn counted_pages(count: usize) -> Message {
    counted(count, "{count} page", "{count} pages")
}

/// What is reported, with the count of warnings behind it.
fn with_warnings(what: Message, count: usize) -> Message {
    match count {
        0 => what,
        _ => message!("{what}, {warnings}", what, warnings = counted(count, "{count} warning", "{count} warnings")),
    }
}
