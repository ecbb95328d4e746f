//! `fuzi plan`.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::args::PlanArgs;
use super::build::chosen;
use super::language::text;
use super::report::counted;
use super::terminal::{self, Terminal, columns};
use crate::diag::{message, visible_data};
use crate::project::{self, Batch, Plan};

pub(super) fn run(args: &PlanArgs) -> u8 {
    let terminal = Terminal::new(args.what.message_format.into()).quiet(args.what.quiet).folding(!args.what.all);
    let (options, batch) =
        (args.what.options(), Batch { threads: args.what.threads(), cache: args.what.cache.at(), ..Batch::default() });
    let (jobs, status) = chosen(&args.what.paths, &args.which, &terminal);
    if let Some(error) = project::collision(&jobs, &options) {
        return terminal.file_error(&error);
    }
    let lines = Mutex::new(Lines { json: args.json, next: 0, waiting: BTreeMap::new(), fresh: 0 });
    let tell = |at, plan| lines.lock().unwrap_or_else(PoisonError::into_inner).add(at, &plan);
    if let Err(error) = project::plan(&jobs, &options, &batch, &tell) {
        return terminal.file_error(&error);
    }
    let lines = lines.into_inner().unwrap_or_else(PoisonError::into_inner);
    if args.json {
        terminal::print(if jobs.is_empty() { "[]\n" } else { "\n]\n" });
    } else {
        let documents = counted(jobs.len(), "{count} document", "{count} documents");
        terminal.say(message!("{documents}, {fresh} fresh", documents, fresh = lines.fresh));
    }
    status
}

/// Lines that are printed in the order of the documents.
struct Lines {
    json: bool,
    next: usize,
    waiting: BTreeMap<usize, String>,
    fresh: usize,
}

impl Lines {
    fn add(&mut self, at: usize, plan: &Plan) {
        self.fresh += usize::from(plan.fresh);
        let line = if self.json { json(plan) } else { told(plan) };
        self.waiting.insert(at, line);
        while let Some(line) = self.waiting.remove(&self.next) {
            let before = match (self.json, self.next) {
                (false, _) => "",
                (true, 0) => "[\n",
                (true, _) => ",\n",
            };
            terminal::print(&format!("{before}{line}"));
            self.next += 1;
        }
    }
}

fn json(plan: &Plan) -> String {
    visible_data(&serde_json::to_string(plan).unwrap_or_default()).into_owned()
}

fn told(plan: &Plan) -> String {
    let state = text(if plan.fresh { "fresh" } else { "build" });
    let outputs: Vec<_> = plan.outputs.iter().map(|path| path.display().to_string()).collect();
    columns(&[vec![state, plan.document.clone(), outputs.join(" ")]])
}
