//! `fuzi build`.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::args::{BuildArgs, EditionArg, EmitArg, WhatArgs, WhichArgs};
use super::report::Report;
use super::terminal::Terminal;
use super::{DONE, FILES, SOME, folders};
use crate::diag::{message, nearest};
use crate::project::{self, BaseAt, Batch, Edition, Emit, Event, Goal, Job, Options};

pub(super) fn run(args: &BuildArgs) -> u8 {
    let terminal = Terminal::new(args.what.message_format.into()).quiet(args.what.quiet).folding(!args.what.all);
    let goal = args.emit.map_or(Goal::Build, |emit| match emit {
        EmitArg::Model => Goal::Emit(Emit::Model),
        EmitArg::Typst => Goal::Emit(Emit::Typst),
    });
    let options = Options { goal, ..args.what.options() };
    let (jobs, planned) = chosen(&args.what.paths, &args.which, &terminal);
    if let Some(error) = project::collision(&jobs, &options) {
        return terminal.file_error(&error);
    }
    let batch = Batch { threads: args.what.threads(), fail_fast: args.fail_fast, cache: args.what.cache.at() };
    let jobs: Arc<[Job]> = jobs.into();
    let report = Mutex::new(Report::new(&terminal, jobs.clone(), &options));
    let rules = Mutex::new(BTreeMap::new());
    let tool = args.depfile.as_ref().and_then(|_| std::env::current_exe().ok());
    let tell = |event: Event| {
        if let (Some(tool), Event::Done(at, built)) = (&tool, &event) {
            let rule = project::depfile(&jobs[*at], built, tool);
            rules.lock().unwrap_or_else(PoisonError::into_inner).insert(*at, rule);
        }
        report.lock().unwrap_or_else(PoisonError::into_inner).event(event);
    };
    if let Err(error) = project::build_all(&jobs, &options, &batch, &tell) {
        return terminal.file_error(&error);
    }
    let built = report.into_inner().unwrap_or_else(PoisonError::into_inner).end();
    if let Some(path) = &args.depfile {
        let rules = rules.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = project::write_named(path, rules.into_values().collect()) {
            return terminal.file_error(&error);
        }
    }
    match (planned, built) {
        (DONE, status) => status,
        (_, DONE) if !jobs.is_empty() => SOME,
        (planned, built) => planned.max(built),
    }
}

/// The documents of some paths, and the exit status for those that cannot be
/// planned.
pub(super) fn planned(paths: &[PathBuf], terminal: &Terminal) -> (Vec<Job>, u8) {
    let (mut jobs, mut status) = (Vec::new(), DONE);
    for path in paths {
        match project::discover(path) {
            Ok(found) => jobs.extend(found),
            Err(error) => status = status.max(terminal.refused(&error)),
        }
    }
    (jobs, status)
}

/// The documents that are meant, and the exit status for paths that cannot be
/// planned and ids that nothing has.
pub(super) fn chosen(paths: &[PathBuf], which: &WhichArgs, terminal: &Terminal) -> (Vec<Job>, u8) {
    let (mut jobs, mut status) = planned(paths, terminal);
    if let Some((at, count)) = which.shard {
        jobs.retain(|job| job.shard(count) == at);
    }
    if which.document.is_empty() {
        return (jobs, status);
    }
    let wanted: HashSet<&str> = which.document.iter().map(String::as_str).collect();
    let known: HashSet<String> = jobs.iter().map(Job::id).collect();
    for id in which.document.iter().filter(|id| !known.contains(*id)) {
        let message = match nearest(id, known.iter().map(String::as_str)) {
            Some(near) => message!("no document has the id “{id}”; did you mean “{near}”?", id, near),
            None => message!("no document has the id “{id}”", id),
        };
        terminal.error("document", message);
        status = status.max(FILES);
    }
    jobs.retain(|job| wanted.contains(job.id().as_str()));
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
            carry_source: self.source.then_some(true).or(self.no_source.then_some(false)),
            base: BaseAt::Project(folders::user_cache().map(|folder| folder.join("base"))),
            ..Options::default()
        }
    }

    /// How many threads build.
    pub(super) fn threads(&self) -> Option<usize> {
        self.jobs.map(usize::from)
    }
}
