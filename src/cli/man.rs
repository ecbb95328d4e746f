//! `fuzi man`.

use std::io;
use std::path::PathBuf;

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

use super::args::{Args, ManArgs};
use super::language::language;
use super::terminal::{Terminal, print_data};
use super::{DONE, FILES, examples, help};
use crate::diag::render::Format;
use crate::diag::{Language, message};
use crate::project;

pub(super) fn run(args: &ManArgs) -> u8 {
    let terminal = Terminal::new(Format::Human);
    let command = match language() {
        Language::English => Args::command(),
        Language::Chinese => help::in_chinese(Args::command()),
    };
    let mut command = examples::added(command).disable_help_subcommand(true);
    command.build();
    let made = match &args.folder {
        None => page(&command).map(|text| {
            print_data(&text);
            Vec::new()
        }),
        Some(folder) => pages(&command).map(|pages| {
            pages.into_iter().map(|(name, text)| (folder.join(name), text)).collect::<Vec<(PathBuf, String)>>()
        }),
    };
    match made {
        Ok(pages) => match project::write_texts(pages) {
            Ok(()) => DONE,
            Err(error) => terminal.file_error(&error),
        },
        Err(error) => {
            terminal.error("man", message!("a manual page cannot be made: {error}", error));
            FILES
        }
    }
}

/// The page of a command and of those below it, each with the name of its file.
fn pages(command: &Command) -> io::Result<Vec<(String, String)>> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut list = vec![(format!("{name}.1"), page(command)?)];
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        list.extend(pages(below)?);
    }
    Ok(list)
}

fn page(command: &Command) -> io::Result<String> {
    let mut text = Vec::new();
    Man::new(command.clone()).render(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
