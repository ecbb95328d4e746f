//! `fuzi plan`.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::USAGE;
use super::args::PlanArgs;
use super::build::chosen;
use super::events::{self, Tally};
use super::language::text;
use super::piped;
use super::report::counted;
use super::terminal::{self, Terminal, columns};
use crate::diag::render::Format;
use crate::diag::{message, visible_data};
use crate::project::{self, Batch, Plan};

pub(super) fn run(args: &PlanArgs) -> u8 {
    let terminal = Terminal::new(args.what.message_format.into()).quiet(args.what.quiet).folding(!args.what.all);
    // Here events are what was asked for.
    let is_told = terminal.format() == Format::Json && !args.json;
    let terminal = if is_told { terminal.on_stdout() } else { terminal };
    let begun = Instant::now();
    let (status, tally) = planned(args, &terminal, is_told);
    if is_told {
        terminal.event(|| events::end("plan", status, &tally, terminal.take_told(), begun.elapsed()));
    }
    status
}

fn planned(args: &PlanArgs, terminal: &Terminal, is_told: bool) -> (u8, Tally) {
    let refused = |status| (status, Tally::default());
    if piped::is_piped(&args.what.paths()) {
        terminal.error("usage", message!("only `build` and `check` read the standard input"));
        return refused(USAGE);
    }
    let (options, batch) =
        (args.what.options(), Batch { threads: args.what.threads(), cache: args.what.cache.at(), ..Batch::default() });
    let (jobs, status) = match chosen(&args.what.paths(), &options.asked, &args.which, terminal) {
        Ok(chosen) => chosen,
        Err(status) => return refused(status),
    };
    if let Some(error) = project::collision(&jobs, &options) {
        return refused(terminal.file_error(&error));
    }
    let how = match (is_told, args.json) {
        (true, _) => How::Events,
        (false, true) => How::Array,
        (false, false) => How::Lines,
    };
    let lines = Mutex::new(Lines { how, next: 0, waiting: BTreeMap::new(), fresh: 0 });
    let tell = |at, plan| lines.lock().unwrap_or_else(PoisonError::into_inner).add(at, &plan);
    if let Err(error) = project::plan(&jobs, &options, &batch, &tell) {
        return refused(terminal.file_error(&error));
    }
    let lines = lines.into_inner().unwrap_or_else(PoisonError::into_inner);
    if how == How::Array {
        terminal::print(if jobs.is_empty() { "[]\n" } else { "\n]\n" });
    } else {
        let documents = counted(jobs.len(), "{count} document", "{count} documents");
        terminal.say(message!("{documents}, {fresh} fresh", documents, fresh = lines.fresh));
    }
    (status, Tally { documents: jobs.len(), fresh: lines.fresh, ..Tally::default() })
}

/// How documents are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Lines,
    Array,
    Events,
}

/// Lines that are printed in the order of the documents.
struct Lines {
    how: How,
    next: usize,
    waiting: BTreeMap<usize, String>,
    fresh: usize,
}

impl Lines {
    fn add(&mut self, at: usize, plan: &Plan) {
        self.fresh += usize::from(plan.fresh);
        let line = match self.how {
            How::Lines => told(plan),
            How::Array => json(&serde_json::to_string(plan).unwrap_or_default()),
            How::Events => json(&events::plan(plan).to_string()) + "\n",
        };
        self.waiting.insert(at, line);
        while let Some(line) = self.waiting.remove(&self.next) {
            let before = match (self.how, self.next) {
                (How::Lines | How::Events, _) => "",
                (How::Array, 0) => "[\n",
                (How::Array, _) => ",\n",
            };
            terminal::print(&format!("{before}{line}"));
            self.next += 1;
        }
    }
}

fn json(text: &str) -> String {
    visible_data(text).into_owned()
}

fn told(plan: &Plan) -> String {
    let state = text(if plan.fresh { "fresh" } else { "build" });
    let outputs: Vec<_> = plan.outputs.iter().map(|path| path.display().to_string()).collect();
    columns(&[vec![state, plan.document.clone(), outputs.join(" ")]])
}
