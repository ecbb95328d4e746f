//! `fuzi build`.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::args::{BuildArgs, EditionArg, EmitArg, WhatArgs};
use super::report::Report;
use super::terminal::Terminal;
use super::{DONE, ERRORS, FILES, SOME};
use crate::project::{self, Batch, Edition, Emit, Job, Options, PlanError};

pub(super) fn run(args: &BuildArgs) -> u8 {
    let terminal = Terminal::new(args.what.message_format.into()).quiet(args.what.quiet);
    let emit = args.emit.map(|emit| match emit {
        EmitArg::Model => Emit::Model,
        EmitArg::Typst => Emit::Typst,
    });
    let options = Options { emit, ..args.what.options() };
    let (mut jobs, planned) = plan(&args.what.paths, &terminal);
    if let Some((at, count)) = args.shard {
        jobs.retain(|job| job.shard(count) == at);
    }
    if let Some(error) = project::collision(&jobs, &options) {
        return terminal.file_error(&error);
    }
    let batch = Batch { threads: args.what.threads(), fail_fast: args.fail_fast, cache: args.what.cache.at() };
    let jobs: Arc<[Job]> = jobs.into();
    let report = Mutex::new(Report::new(&terminal, jobs.clone(), &options));
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

impl WhatArgs {
    /// What is asked for of each document.
    pub(super) fn options(&self) -> Options {
        let edition = |to: &EditionArg| match to {
            EditionArg::Pdf => Edition::Pdf,
            EditionArg::Docx => Edition::Docx,
        };
        Options {
            to: self.to.iter().map(edition).collect(),
            out_dir: self.out_dir.clone(),
            style: self.style.clone(),
            strict: self.strict,
            no_source: self.no_source,
            ..Options::default()
        }
    }

    /// How many threads build.
    pub(super) fn threads(&self) -> Option<usize> {
        self.jobs.map(usize::from)
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
