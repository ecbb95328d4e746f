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
mod explain;
mod folders;
mod fonts;
mod init;
mod language;
mod plan;
mod progress;
mod report;
mod serve;
mod signals;
mod styles;
mod styles_import;
mod terminal;
mod watch;

use clap::Parser;

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
    let args = args::Args::parse();
    language::choose(args.lang);
    signals::handle();
    match args.command {
        args::Command::Build(args) => build::run(&args),
        args::Command::Watch(args) => watch::run(&args),
        args::Command::Plan(args) => plan::run(&args),
        args::Command::Clean(args) => clean::run(&args),
        args::Command::Check(args) => check::run(&args),
        args::Command::Explain(args) => explain::run(&args),
        args::Command::Init(args) => init::run(&args),
        args::Command::Styles(args) => styles::run(args),
        args::Command::Fonts(args) => fonts::run(&args),
    }
}
