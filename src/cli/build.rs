//! `fuzi build`.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::args::{BuildArgs, EditionArg, EmitArg};
use super::report::Report;
use super::terminal::Terminal;
use super::{DONE, ERRORS, FILES, SOME};
use crate::project::{self, Batch, Edition, Emit, Job, Options, PlanError};

pub(super) fn run(args: &BuildArgs) -> u8 {
    let terminal = Terminal::new(args.message_format.into()).quiet(args.quiet);
    let options = options(args);
    let (mut jobs, planned) = plan(&args.paths, &terminal);
    if let Some((at, count)) = args.shard {
        jobs.retain(|job| job.shard(count) == at);
    }
    if let Some(error) = project::collision(&jobs, &options) {
        return terminal.file_error(&error);
    }
    let batch = Batch { threads: args.jobs.map(usize::from), fail_fast: args.fail_fast, cache: args.cache.at() };
    let report = Mutex::new(Report::new(&terminal, &jobs, &options));
    let tell = |event| report.lock().unwrap_or_else(PoisonError::into_inner).event(event);
    if let Err(error) = project::build_all(&jobs, &options, &batch, &tell) {
        return terminal.file_error(&error);
    }
    let built = report.into_inner().unwrap_or_else(PoisonError::into_inner).end();
    match (planned, built) {
        (DONE, status) => status,
        (_, DONE) if !jobs.is_empty() => SOME,
        (planned, built) => planned.max(built),
    }
}

/// The documents of the paths, and the exit status for those that cannot be
/// planned.
pub(super) fn plan(paths: &[PathBuf], terminal: &Terminal) -> (Vec<Job>, u8) {
    let (mut jobs, mut status) = (Vec::new(), DONE);
    for path in paths {
        match project::plan(path) {
            Ok(found) => jobs.extend(found),
            Err(error) => status = status.max(terminal.plan_error(&error)),
        }
    }
    (jobs, status)
}

fn options(args: &BuildArgs) -> Options {
    let edition = |to: &EditionArg| match to {
        EditionArg::Pdf => Edition::Pdf,
        EditionArg::Docx => Edition::Docx,
    };
    let emit = args.emit.map(|emit| match emit {
        EmitArg::Model => Emit::Model,
        EmitArg::Typst => Emit::Typst,
    });
    Options {
        to: args.to.iter().map(edition).collect(),
        out_dir: args.out_dir.clone(),
        style: args.style.clone(),
        strict: args.strict,
        no_source: args.no_source,
        emit,
    }
}

impl Terminal {
    pub(super) fn file_error(&self, error: &project::FileError) -> u8 {
        eprintln!("error[file]: {error}");
        FILES
    }

    pub(super) fn plan_error(&self, error: &PlanError) -> u8 {
        match error {
            PlanError::File(error) => self.file_error(error),
            PlanError::Manifest(sources, list) => {
                self.diagnostics(list, sources);
                ERRORS
            }
        }
    }
}
