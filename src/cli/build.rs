//! `fuzi build`.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::args::{BuildArgs, EmitArg, WhatArgs, WhichArgs};
use super::events::{self, Tally};
use super::piped::{self, Target};
use super::report::Report;
use super::terminal::Terminal;
use super::{DONE, FILES, SOME, USAGE, folders, trial};
use crate::diag::{message, nearest};
use crate::project::{self, Asked, BaseAt, Batch, Depfile, Edition, Emit, Event, FileError, Goal, Job, Options};

pub(super) fn run(args: &BuildArgs) -> u8 {
    let terminal = Terminal::new(args.what.message_format.into()).quiet(args.what.quiet).folding(!args.what.all);
    let begun = Instant::now();
    let (status, tally) = built(args, &terminal);
    terminal.event(|| events::end("build", status, &tally, terminal.take_told(), begun.elapsed()));
    status
}

fn built(args: &BuildArgs, terminal: &Terminal) -> (u8, Tally) {
    let refused = |status| (status, Tally::default());
    let goal = args.emit.map_or(Goal::Build, |emit| match emit {
        EmitArg::Model => Goal::Emit(Emit::Model),
        EmitArg::Typst => Goal::Emit(Emit::Typst),
    });
    let target = match Target::of(args) {
        Ok(target) => target,
        Err(message) => {
            terminal.error("usage", message);
            return refused(USAGE);
        }
    };
    let options = Options { goal, ..args.what.options() };
    let asked = match piped::with_input(options.asked.clone(), &args.what.paths()) {
        Ok(asked) => asked,
        Err(error) => return refused(terminal.file_error(&error)),
    };
    let output = target.as_ref().map(|target| match target {
        Target::File(stem, edition) => (stem.clone(), *edition),
        Target::Stdout(edition) => (PathBuf::new(), *edition),
    });
    let options = Options { asked, output, ..options };
    let (jobs, planned) = match chosen(&args.what.paths(), &options.asked, &args.which, terminal) {
        Ok(chosen) => chosen,
        Err(status) => return refused(status),
    };
    if target.is_some() && (jobs.len() > 1 || (jobs.is_empty() && planned == DONE)) {
        terminal
            .error("usage", message!("`-o` names the edition of one document; there are {count}", count = jobs.len()));
        return refused(USAGE);
    }
    if options.track_from.is_some() && jobs.len() > 1 {
        let message = message!(
            "`--track-from` shows the changes of one document; there are {count}: name its manuscript",
            count = jobs.len()
        );
        terminal.error("usage", message);
        return refused(USAGE);
    }
    if let (Some(Target::Stdout(_)), [job]) = (&target, jobs.as_slice()) {
        return printed(job, planned, &options, terminal);
    }
    if let Some(error) = project::collision(&jobs, &options) {
        return refused(terminal.file_error(&error));
    }
    let batch = Batch { threads: args.what.threads(), fail_fast: args.fail_fast, cache: args.what.cache.at() };
    let jobs: Arc<[Job]> = jobs.into();
    let report = Mutex::new(Report::new(terminal, jobs.clone(), &options));
    let tool = args.depfile.as_ref().and_then(|_| std::env::current_exe().ok());
    let depfile = Mutex::new(tool.map(|tool| Depfile::new(&tool)));
    let tell = |event: Event| {
        if let (Some(depfile), Event::Done(at, built)) =
            (depfile.lock().unwrap_or_else(PoisonError::into_inner).as_mut(), &event)
        {
            depfile.add(*at, &jobs[*at], built);
        }
        report.lock().unwrap_or_else(PoisonError::into_inner).event(event);
    };
    if let Err(error) = project::build_all(&jobs, &options, &batch, &tell) {
        return refused(terminal.file_error(&error));
    }
    let (built, tally) = report.into_inner().unwrap_or_else(PoisonError::into_inner).end();
    let status = match (planned, built) {
        (DONE, status) => status,
        (_, DONE) if !jobs.is_empty() => SOME,
        (planned, built) => planned.max(built),
    };
    let depfile = depfile.into_inner().unwrap_or_else(PoisonError::into_inner);
    match written(args, depfile, status) {
        Ok(()) => (status, tally),
        Err(error) => (terminal.file_error(&error), tally),
    }
}

/// Builds one document and prints its edition.
fn printed(job: &Job, planned: u8, options: &Options, terminal: &Terminal) -> (u8, Tally) {
    let jobs: Arc<[Job]> = Arc::from([job.clone()]);
    let mut report = Report::new(terminal, jobs, options);
    report.event(Event::Begun(0));
    let (built, bytes) = project::build_to_bytes(job, options);
    report.event(Event::Done(0, Box::new(built)));
    let (status, tally) = report.end();
    let status = match bytes {
        Ok(Some(bytes)) if !piped::print_edition(&bytes) => {
            terminal.error("file", message!("the standard output cannot be written"));
            FILES
        }
        Ok(_) => status,
        Err(error) => terminal.file_error(&error),
    };
    (status.max(planned), tally)
}

/// Writes what other tools asked for: on which files the editions depend, and,
/// once everything is built, the stamp.
fn written(args: &BuildArgs, depfile: Option<Depfile>, status: u8) -> Result<(), FileError> {
    if let (Some(path), Some(depfile)) = (&args.depfile, depfile) {
        depfile.write(path, args.stamp.as_deref())?;
    }
    match &args.stamp {
        Some(stamp) if status == DONE => project::write_stamp(stamp),
        _ => Ok(()),
    }
}

/// The paths of a command; without any, the project or the folder where it was given.
pub(super) fn or_here(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() { vec![PathBuf::from(".")] } else { paths.to_vec() }
}

/// Says how many files in the folders below no document is made of, as no path was
/// named.
pub(super) fn tell_below(asked: &Asked, terminal: &Terminal) {
    // What cannot be read is told where it is built.
    let count = if asked.own_files { project::left_below().unwrap_or(0) } else { 0 };
    if count > 0 {
        terminal
            .say(message!("{count} more Markdown files lie in folders below; name the folder `.` to take them", count));
    }
}

/// The documents that are meant, and the exit status for paths that cannot be
/// planned; a status alone for an id that nothing has.
pub(super) fn chosen(
    paths: &[PathBuf],
    asked: &Asked,
    which: &WhichArgs,
    terminal: &Terminal,
) -> Result<(Vec<Job>, u8), u8> {
    let (mut jobs, errors) = project::discover_all(paths, asked);
    if !jobs.is_empty() {
        tell_below(asked, terminal);
    }
    let status = errors.iter().map(|error| terminal.refused(error)).max().unwrap_or(DONE);
    if which.document.is_empty() {
        jobs.retain(|job| which.shard.is_none_or(|(at, count)| job.shard(count) == at));
        return Ok((jobs, status));
    }
    let wanted: HashSet<&str> = which.document.iter().map(String::as_str).collect();
    let known: HashSet<String> = jobs.iter().map(Job::id).collect();
    let mut unknown = which.document.iter().filter(|id| !known.contains(*id)).peekable();
    // Of paths that cannot be planned nobody knows the ids.
    if errors.is_empty() && unknown.peek().is_some() {
        for id in unknown {
            let message = match nearest(id, known.iter().map(String::as_str)) {
                Some(near) => message!("no document has the id “{id}”; did you mean “{near}”?", id, near),
                None => message!("no document has the id “{id}”", id),
            };
            terminal.error("document", message);
        }
        return Err(USAGE);
    }
    jobs.retain(|job| wanted.contains(job.id().as_str()));
    jobs.retain(|job| which.shard.is_none_or(|(at, count)| job.shard(count) == at));
    Ok((jobs, status))
}

impl WhatArgs {
    /// The paths that are meant.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        or_here(&self.paths)
    }

    /// What is asked for of each document.
    pub(super) fn options(&self) -> Options {
        Options {
            to: self.to.iter().copied().map(Edition::from).collect(),
            out_dir: self.out_dir.clone(),
            style: self.style.clone(),
            strict: self.strict.strict(),
            asked: Asked { own_files: self.paths.is_empty(), ..self.asked.asked() },
            allow_raw: self.allow_raw.then_some(true),
            edits: self.edits.map(Into::into),
            track_from: self.track_from.clone(),
            carry_source: self.source.then_some(true).or(self.no_source.then_some(false)),
            trial: trial::command(),
            base: BaseAt::Project(folders::user_cache().map(|folder| folder.join("base"))),
            ..Options::default()
        }
    }

    /// How many threads build.
    pub(super) fn threads(&self) -> Option<usize> {
        self.jobs.map(usize::from)
    }
}
