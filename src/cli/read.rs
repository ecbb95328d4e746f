//! `fuzi read`: what a Word file says, in lines of text.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::DONE;
use super::message_format::MessageFormat;
use super::terminal::{Terminal, print_data};
use crate::diag::Sources;
use crate::project;

#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// The Word file
    #[arg(value_name = "DOCX")]
    file: PathBuf,
    /// What is printed of it
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    emit: ReadEmit,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    message_format: MessageFormat,
}

/// What is printed of a Word file.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum ReadEmit {
    #[default]
    Model,
}

pub(super) fn run(args: &ReadArgs) -> u8 {
    let terminal = Terminal::new(args.message_format.into());
    match project::read_word(&args.file) {
        Ok(document) => {
            terminal.diagnostics(&document.problems, &Sources::new());
            match args.emit {
                ReadEmit::Model => print_data(&document.dump()),
            }
            DONE
        }
        Err(error) => terminal.refused(&error),
    }
}
