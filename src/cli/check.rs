//! `fuzi check`.

use std::collections::BTreeMap;

use rayon::prelude::*;
use similar::TextDiff;

use super::args::{CheckArgs, CheckFormat};
use super::build::planned;
use super::language::language;
use super::report::counted;
use super::terminal::{Terminal, print, print_data, shown};
use super::{DONE, ERRORS};
use crate::diag::render::{Format, sarif};
use crate::diag::{Diagnostic, Message, Severity, Sources, message};
use crate::project::{self, FileError, Fixed, Job, JobOutcome, Options};

/// How many lines around a change a diff shows.
const CONTEXT: usize = 1;

pub(super) fn run(args: &CheckArgs) -> u8 {
    let terminal = Terminal::new(format(args.message_format)).on_stdout().numbered().folding(!args.all);
    let (jobs, mut status) = planned(&args.paths, &terminal);
    if args.fix || args.diff {
        match fix(&jobs) {
            Ok(list) if args.diff => return status.max(show(&list, args.strict)),
            Ok(list) => status = status.max(write(&list, &terminal)),
            Err(error) => return terminal.file_error(&error),
        }
    }
    let options = Options { style: args.style.clone(), ..Options::default() };
    let checked: Vec<JobOutcome> = jobs.par_iter().map(|job| project::check(job, &options)).collect();
    status.max(report(&checked, args, &terminal))
}

fn format(format: CheckFormat) -> Format {
    match format {
        CheckFormat::Human => Format::Human,
        CheckFormat::Short => Format::Short,
        CheckFormat::Json | CheckFormat::Sarif => Format::Json,
        CheckFormat::Github => Format::Github,
    }
}

/// The files to fix, each once, in the order of their paths.
fn fix(jobs: &[Job]) -> Result<Vec<Fixed>, FileError> {
    let found: Result<Vec<Vec<Fixed>>, FileError> = jobs.par_iter().map(project::fix).collect();
    let by_path: BTreeMap<_, _> = found?.into_iter().flatten().map(|file| (file.path.clone(), file)).collect();
    Ok(by_path.into_values().collect())
}

/// Prints the changes; under `--strict` there must be none.
fn show(list: &[Fixed], strict: bool) -> u8 {
    for file in list {
        let diff = TextDiff::from_lines(&file.old, &file.new);
        let path = file.path.display().to_string();
        print_data(&diff.unified_diff().context_radius(CONTEXT).header(&path, &path).to_string());
    }
    if strict && !list.is_empty() { ERRORS } else { DONE }
}

fn write(list: &[Fixed], terminal: &Terminal) -> u8 {
    if let Err(error) = project::write_fixed(list) {
        return terminal.file_error(&error);
    }
    for file in list {
        let places = counted(file.codes.len(), "{count} place", "{count} places");
        terminal.say(message!("fixed {places} in {path}", places, path = shown(&file.path)));
    }
    DONE
}

fn report(checked: &[JobOutcome], args: &CheckArgs, terminal: &Terminal) -> u8 {
    let documents: Vec<(&[Diagnostic], &Sources)> =
        checked.iter().map(|built| (built.diagnostics.as_slice(), &built.sources)).collect();
    if args.message_format == CheckFormat::Sarif {
        print(&sarif(documents.iter().copied(), language()));
    } else {
        documents.iter().for_each(|(list, sources)| terminal.diagnostics(list, sources));
    }
    let mut status = DONE;
    for error in checked.iter().filter_map(|built| built.file_error.as_ref()) {
        status = terminal.file_error(error);
    }
    let all = || documents.iter().flat_map(|(list, _)| list.iter());
    let errors = all().filter(|d| d.severity == Severity::Error).count();
    let warnings = all().count() - errors;
    let fixable = all().filter(|d| !d.fix.is_empty()).count();
    terminal.say(summary(checked.len(), errors, warnings, fixable));
    if errors > 0 || (args.strict && warnings > 0) { status.max(ERRORS) } else { status }
}

fn summary(documents: usize, errors: usize, warnings: usize, fixable: usize) -> Message {
    let documents = counted(documents, "{count} document", "{count} documents");
    if errors + warnings == 0 {
        return message!("checked {documents}: no problems found", documents);
    }
    let counts = [(errors, "{count} error", "{count} errors"), (warnings, "{count} warning", "{count} warnings")];
    let found: Vec<Message> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
    match fixable {
        0 => message!("checked {documents}: {found}", documents, found),
        count => message!("checked {documents}: {found}; {count} can be fixed with `--fix`", documents, found, count),
    }
}
