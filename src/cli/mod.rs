//! The command line: what was typed becomes calls of the library, what came of
//! them becomes lines on the terminal and an exit status.
//!
//! Only this module prints.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "the one place that prints and looks at the clock and the environment"
)]

mod args;
mod build;
mod check;
mod clean;
mod completions;
mod doctor;
mod events;
mod examples;
mod explain;
mod folders;
mod fonts;
mod help;
mod init;
mod language;
mod man;
mod merge;
mod message_format;
mod piped;
mod plan;
mod progress;
mod read;
mod report;
mod schema;
mod serve;
mod signals;
mod styles;
mod styles_compare;
mod styles_import;
mod terminal;
mod trial;
mod usage;
mod verify;
mod watch;

use clap::{CommandFactory as _, FromArgMatches as _};

use crate::diag::{Language, visible};
use crate::project;

/// The exit status when everything went well.
const DONE: u8 = 0;
/// The exit status when the document has errors, or warnings under `--strict`.
const ERRORS: u8 = 1;
/// The exit status of wrong usage, which is clap's too.
const USAGE: u8 = 2;
/// The exit status when files could not be read or written.
const FILES: u8 = 3;
/// The exit status when some of several documents failed, and others did not.
const SOME: u8 = 4;

/// Runs the command that the arguments of the process name and gives its exit
/// status.
#[must_use]
pub fn run() -> u8 {
    project::hush_panics();
    language::choose(language::asked(std::env::args()));
    let args = match language::language() {
        Language::English => in_english(),
        Language::Chinese => match in_chinese() {
            Ok(args) => args,
            Err(status) => return status,
        },
    };
    signals::handle();
    if let Some(tried) = trial::asked() {
        return trial::run(&args.command, &tried);
    }
    match args.command {
        args::Command::Build(args) => build::run(&args),
        args::Command::Watch(args) => watch::run(&args),
        args::Command::Plan(args) => plan::run(&args),
        args::Command::Clean(args) => clean::run(&args),
        args::Command::Check(args) => check::run(&args),
        args::Command::Read(args) => read::run(&args),
        args::Command::Verify(args) => verify::run(&args),
        args::Command::Merge(args) => merge::run(&args),
        args::Command::Explain(args) => explain::run(&args),
        args::Command::Init(args) => init::run(&args),
        args::Command::Styles(args) => styles::run(args),
        args::Command::Fonts(args) => fonts::run(&args),
        args::Command::Doctor(args) => doctor::run(&args),
        args::Command::Schema(args) => schema::run(&args),
        args::Command::Completions(args) => completions::run(&args),
        args::Command::Man(args) => man::run(&args),
    }
}

/// What was typed; clap ends the process where that is wrong.
fn in_english() -> args::Args {
    let matches = examples::added(args::Args::command()).get_matches();
    args::Args::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// What was typed, with help and errors in Chinese; the exit status if it is wrong.
fn in_chinese() -> Result<args::Args, u8> {
    let mut command = examples::added(help::in_chinese(args::Args::command()));
    let read = command.try_get_matches_from_mut(std::env::args_os());
    read.and_then(|matches| args::Args::from_arg_matches(&matches)).map_err(|error| {
        match usage::in_chinese(&error, &command) {
            Some(text) => eprint!("{}", visible(&text)),
            // Help and version too.
            None => error.exit(),
        }
        USAGE
    })
}
