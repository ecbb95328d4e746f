//! `fuzi watch`.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::args::WatchArgs;
use super::events::{self, Tally};
use super::piped;
use super::report::{Report, counted};
use super::serve::Server;
use super::terminal::Terminal;
use super::{DONE, FILES, USAGE};
use crate::diag::message;
use crate::project::{self, Batch, Event, Options, Round};

pub(super) fn run(args: &WatchArgs) -> u8 {
    let terminal = Terminal::new(args.what.message_format.into()).quiet(args.what.quiet).folding(!args.what.all);
    let terminal = Arc::new(terminal);
    if piped::is_piped(&args.what.paths()) {
        terminal.error("usage", message!("only `build` and `check` read the standard input"));
        return USAGE;
    }
    let server = match args.serve.map(Server::new).transpose() {
        Ok(server) => server,
        Err(error) => {
            terminal.error("serve", error);
            return FILES;
        }
    };
    let options = Options { keep_layout: server.is_some(), ..args.what.options() };
    if let Some(server) = &server {
        if let Some(page) = args.page {
            server.state().open_at(page as usize - 1);
        }
        let listener = terminal.clone();
        server.state().listen(move |event| listener.event(|| event));
        server.start();
        let address = server.address();
        terminal.say(message!("the pages are at {address}", address));
        terminal.event(|| events::serving(&address.to_string()));
    }
    let batch = Batch { threads: args.what.threads(), cache: args.what.cache.at(), ..Batch::default() };
    let rounds = Mutex::new(Rounds {
        terminal: &terminal,
        options: &options,
        server,
        round: None,
        begun: Instant::now(),
        changed: Instant::now(),
        shown: BTreeSet::new(),
        waited: false,
    });
    let tell = |round: Round<'_>| {
        rounds.lock().unwrap_or_else(PoisonError::into_inner).tell(round);
        true
    };
    let (paths, unmatched) = project::matching(&args.what.paths());
    if let Some(error) = unmatched.first() {
        return terminal.file_error(error);
    }
    match project::watch(&paths, &options, &batch, args.interval(), &tell) {
        Ok(()) => DONE,
        Err(error) => terminal.file_error(&error),
    }
}

/// What is shown of the rounds.
struct Rounds<'a> {
    terminal: &'a Terminal,
    options: &'a Options,
    server: Option<Server>,
    round: Option<Report<'a>>,
    /// When the round began.
    begun: Instant,
    /// When the change was seen that it is for.
    changed: Instant,
    /// The documents whose pages have been told of.
    shown: BTreeSet<usize>,
    /// Whether it has been said that one may end it.
    waited: bool,
}

impl Rounds<'_> {
    fn tell(&mut self, round: Round<'_>) {
        match round {
            Round::Stirred => self.changed = Instant::now(),
            Round::Begun(jobs) => {
                self.shown.clear();
                self.begun = Instant::now();
                self.round = Some(Report::new(self.terminal, jobs, self.options));
            }
            Round::Job(event) => self.job(event),
            Round::Ended => {
                // What changed meanwhile is found without an event.
                self.changed = Instant::now();
                if let Some(report) = self.round.take() {
                    let (status, tally) = report.end();
                    let terminal = self.terminal;
                    terminal.event(|| events::end("watch", status, &tally, terminal.take_told(), self.begun.elapsed()));
                }
            }
            Round::Undiscovered(error) => {
                let status = self.terminal.refused(error);
                let (terminal, tally) = (self.terminal, Tally::default());
                terminal.event(|| events::end("watch", status, &tally, terminal.take_told(), Duration::ZERO));
            }
            Round::Waiting(count) => {
                self.terminal.event(|| events::waiting(count));
                if !std::mem::replace(&mut self.waited, true) {
                    let documents = counted(count, "{count} document", "{count} documents");
                    self.terminal.say(message!("watching {documents}; press Ctrl-C to stop", documents));
                }
            }
        }
    }

    fn job(&mut self, event: Event) {
        let Some(report) = &mut self.round else { return };
        let Some(server) = &self.server else { return report.event(event) };
        match event {
            Event::Begun(at) => server.state().begun(report.job(at)),
            Event::Done(at, ref built) => {
                server.state().done(report.job(at), built, built.failed(self.options));
            }
            Event::Pages(at, preview) => {
                let count = preview.sheets().len();
                server.state().laid_out(report.job(at), *preview);
                if self.shown.insert(at) {
                    report.pages(at, count, self.changed.elapsed());
                }
                return;
            }
        }
        report.event(event);
    }
}
