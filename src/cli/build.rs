//! `fuzi build`.

use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::args::{BuildArgs, EditionArg, EmitArg};
use super::terminal::{self, Terminal};
use super::{DONE, ERRORS, FILES};
use crate::diag::Severity;
use crate::project::{self, Built, Edition, Emit, Job, Options, PlanError};

pub(super) fn run(args: BuildArgs) -> u8 {
    let terminal = Terminal::new(args.message_format.into());
    let options = options(&args);
    let mut status = DONE;
    let mut jobs: Vec<Job> = Vec::new();
    for path in &args.paths {
        match project::plan(path) {
            Ok(found) => jobs.extend(found),
            Err(error) => status = status.max(terminal.plan_error(&error)),
        }
    }
    let start = Instant::now();
    let built: Vec<(Built, Duration)> = jobs
        .par_iter()
        .map(|job| {
            let begun = Instant::now();
            let built = project::build(job, &options);
            (built, begun.elapsed())
        })
        .collect();
    for (built, time) in &built {
        status = status.max(terminal.built(built, *time, args.strict));
    }
    if jobs.len() > 1 {
        terminal.say(&format!("{} documents in {:.2} s", jobs.len(), start.elapsed().as_secs_f64()));
    }
    status
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
        ..Options::default()
    }
}

impl Terminal {
    pub(super) fn plan_error(&self, error: &PlanError) -> u8 {
        match error {
            PlanError::File(error) => {
                eprintln!("error[file]: {error}");
                FILES
            }
            PlanError::Manifest(sources, list) => {
                self.diagnostics(list, sources);
                ERRORS
            }
        }
    }

    fn built(&self, built: &Built, time: Duration, strict: bool) -> u8 {
        self.diagnostics(&built.diagnostics, &built.sources);
        if let Some(text) = &built.emitted {
            terminal::print(text);
        }
        for output in &built.outputs {
            let pages = output
                .pages
                .map(|pages| format!(", {pages} page{}", if pages == 1 { "" } else { "s" }))
                .unwrap_or_default();
            self.say(&format!("wrote {}{pages}", output.path.display()));
        }
        if let Some(error) = &built.file_error {
            eprintln!("error[file]: {error}");
            return FILES;
        }
        let warnings = built.diagnostics.iter().filter(|d| d.severity == Severity::Warning).count();
        if built.has_errors() || (strict && warnings > 0) {
            self.say("nothing was written");
            return ERRORS;
        }
        let counted = match warnings {
            0 => String::new(),
            1 => ", 1 warning".to_owned(),
            more => format!(", {more} warnings"),
        };
        self.say(&format!("done in {:.2} s{counted}", time.as_secs_f64()));
        DONE
    }
}
