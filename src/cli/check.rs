//! `fuzi check`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use rayon::prelude::*;
use similar::TextDiff;

use super::args::{CheckArgs, CheckFormat};
use super::build::{or_here, tell_below};
use super::events::{self, Tally};
use super::language::language;
use super::piped;
use super::report::counted;
use super::terminal::{Terminal, print, print_data, shown};
use super::{DONE, ERRORS, FILES, USAGE, trial};
use crate::diag::render::{Format, sarif};
use crate::diag::{Code, Diagnostic, Message, Severity, Sources, Span, message};
use crate::project::{self, Asked, Error, FileError, Fixed, Job, JobOutcome, Options, Strict};

/// How many lines around a change a diff shows.
const CONTEXT: usize = 1;

pub(super) fn run(args: &CheckArgs) -> u8 {
    let terminal = Terminal::new(format(args.message_format)).numbered().folding(!args.all);
    // The log is all that stands on the standard output.
    let terminal = if args.message_format == CheckFormat::Sarif { terminal } else { terminal.on_stdout() };
    let begun = Instant::now();
    let paths = args.paths();
    if args.fix && piped::is_piped(&paths) {
        terminal.error("usage", message!("`--fix` writes no standard input; use `--diff`"));
        return USAGE;
    }
    let asked = match piped::with_input(args.options().asked, &paths) {
        Ok(asked) => asked,
        Err(error) => return terminal.file_error(&error),
    };
    let (jobs, refused) = project::discover_all(&paths, &asked);
    if !jobs.is_empty() {
        tell_below(&asked, &terminal);
    }
    let mut status = DONE;
    if args.fix || args.diff {
        match fix(&jobs) {
            Ok(list) if args.diff => {
                status = refused.iter().map(|error| terminal.refused(error)).max().unwrap_or(DONE);
                return status.max(show(&list, args.strict.strict() != Strict::Errors));
            }
            Ok(list) => status = status.max(write(&list, &terminal)),
            Err(error) => return terminal.file_error(&error),
        }
    }
    let options = args.options();
    let checked: Vec<JobOutcome> = jobs.par_iter().map(|job| project::check(job, &options)).collect();
    let strict = args.strict.strict();
    let failed = |built: &JobOutcome| built.file_error.is_some() || strict.refuses(&built.diagnostics);
    match args.message_format {
        CheckFormat::Sarif => status = status.max(log(&checked, &refused)),
        CheckFormat::Json => {
            status = refused.iter().map(|error| terminal.refused(error)).fold(status, u8::max);
            for (job, built) in jobs.iter().zip(&checked) {
                events::of_document(&job.id(), built, terminal.look())
                    .into_iter()
                    .for_each(|event| terminal.event(|| event));
                let became = if failed(built) { "failed" } else { "checked" };
                terminal.event(|| events::document(&job.id(), became, built, None));
            }
        }
        CheckFormat::Human | CheckFormat::Short | CheckFormat::Github => {
            status = refused.iter().map(|error| terminal.refused(error)).fold(status, u8::max);
            checked.iter().for_each(|built| terminal.diagnostics(&built.diagnostics, &built.sources));
            checked.iter().filter_map(|built| built.file_error.as_ref()).for_each(|error| {
                terminal.file_error(error);
            });
            // Where nothing could be checked, that was said.
            if refused.is_empty() || !checked.is_empty() {
                terminal.say(summary(&checked));
            }
        }
    }
    let of_files = if checked.iter().any(|built| built.file_error.is_some()) { FILES } else { DONE };
    let of_texts = if checked.iter().any(|built| strict.refuses(&built.diagnostics)) { ERRORS } else { DONE };
    let status = status.max(of_files).max(of_texts);
    let tally = Tally {
        documents: jobs.len(),
        failed: checked.iter().filter(|built| failed(built)).count(),
        ..Tally::default()
    };
    terminal.event(|| events::end("check", status, &tally, terminal.take_told(), begun.elapsed()));
    status
}

impl CheckArgs {
    /// The paths that are meant.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        or_here(&self.paths)
    }

    /// What is asked for of each document.
    pub(super) fn options(&self) -> Options {
        let allow_raw = self.allow_raw.then_some(true);
        let asked = Asked { own_files: self.paths.is_empty(), ..self.asked.asked() };
        Options { style: self.style.clone(), allow_raw, asked, trial: trial::command(), ..Options::default() }
    }
}

/// Prints the log of all that was found, errors of files and project files among
/// it; gives the exit status for these.
fn log(checked: &[JobOutcome], refused: &[Error]) -> u8 {
    let mut files: Vec<(Vec<Diagnostic>, Sources)> = Vec::new();
    let mut status = DONE;
    let failed = checked.iter().filter_map(|built| built.file_error.as_ref());
    for error in failed.chain(refused.iter().filter_map(|error| match error {
        Error::File(error) => Some(&**error),
        Error::Diagnostics(..) => None,
    })) {
        status = FILES;
        let mut sources = Sources::new();
        let id = sources.add(error.path.display().to_string(), "");
        files.push((vec![Diagnostic::error(Code::File, Span::new(id, 0, 0), error.message())], sources));
    }
    let of_projects = refused.iter().filter_map(|error| match error {
        Error::Diagnostics(list, sources) => Some((list.as_slice(), sources)),
        Error::File(_) => None,
    });
    status = of_projects.clone().map(|_| ERRORS).fold(status, u8::max);
    let of_files = files.iter().map(|(list, sources)| (list.as_slice(), sources));
    let of_documents = checked.iter().map(|built| (built.diagnostics.as_slice(), &built.sources));
    print(&sarif(of_projects.chain(of_files).chain(of_documents), language()));
    status
}

fn format(format: CheckFormat) -> Format {
    match format {
        CheckFormat::Human => Format::Human,
        CheckFormat::Short | CheckFormat::Sarif => Format::Short,
        CheckFormat::Json => Format::Json,
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

fn summary(checked: &[JobOutcome]) -> Message {
    let all = || checked.iter().flat_map(|built| &built.diagnostics);
    let count = |severity| all().filter(|found| found.severity == severity).count();
    let fixable = all().filter(|found| !found.fix.is_empty()).count();
    let documents = counted(checked.len(), "{count} document", "{count} documents");
    let counts = [
        (count(Severity::Error), "{count} error", "{count} errors"),
        (count(Severity::Warning), "{count} warning", "{count} warnings"),
        (count(Severity::Note), "{count} note", "{count} notes"),
    ];
    let found: Vec<Message> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
    match fixable {
        _ if found.is_empty() => message!("checked {documents}: no problems found", documents),
        0 => message!("checked {documents}: {found}", documents, found),
        count => message!("checked {documents}: {found}; {count} can be fixed with `--fix`", documents, found, count),
    }
}
