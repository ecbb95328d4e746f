//! The process that tries one document for the one that builds it, within limits:
//! started with the same arguments, told which document by its environment. It says
//! nothing; that it ends well is its answer.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use super::args::Command;
use super::{DONE, FILES, USAGE, piped};
use crate::project::{self, Trial};

/// The document that this process is to try, if it is one of these.
pub(super) fn asked() -> Option<String> {
    std::env::var(project::TRIED).ok()
}

/// How this command has documents tried.
pub(super) fn command() -> Option<Arc<Trial>> {
    let arguments = std::env::args_os().skip(1).collect();
    // A program that does not know where it stands lets the trial fail.
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("fuzi"));
    Some(Arc::new(Trial { program, arguments }))
}

pub(super) fn run(command: &Command, tried: &str) -> u8 {
    let (paths, options) = match command {
        Command::Build(args) => (args.what.paths(), args.what.options()),
        Command::Watch(args) => (args.what.paths(), args.what.options()),
        Command::Check(args) => (args.paths(), args.options()),
        _ => return USAGE,
    };
    let Ok(asked) = piped::with_input(options.asked.clone(), &paths) else { return FILES };
    if !piped::is_piped(&paths) {
        end_with_the_input();
    }
    let (jobs, _) = project::discover_all(&paths, &asked);
    match jobs.iter().find(|job| project::trial_key(job) == tried) {
        Some(job) => {
            project::bound_to(job);
            project::try_out(job, &options);
            DONE
        }
        // It has changed since.
        None => FILES,
    }
}

/// Ends this process as soon as the one is gone that started it.
#[allow(clippy::exit, reason = "nobody waits for the answer any more")]
fn end_with_the_input() {
    thread::spawn(|| {
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        std::process::exit(FILES.into());
    });
}
