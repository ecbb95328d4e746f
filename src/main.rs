//! The `fuzi` command: run, then exit with its status.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(fuzi::cli::run())
}
