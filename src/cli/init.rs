//! `fuzi init`.

use super::DONE;
use super::args::{InitArgs, StarterArg};
use super::language::{language, text};
use super::terminal::{Terminal, print, shown};
use crate::diag::message;
use crate::diag::render::Format;
use crate::project::{self, Starter};

pub(super) fn run(args: &InitArgs) -> u8 {
    let starter = args.style.map_or(Starter::Report, starter);
    match project::init(&args.folder, starter, language()) {
        Ok(paths) => {
            for path in paths {
                print(&(text(message!("wrote {path}", path = shown(&path))) + "\n"));
            }
            let command = format!("fuzi build {}", shown(&args.folder));
            print(&(text(message!("now run: {command}", command)) + "\n"));
            DONE
        }
        Err(error) => Terminal::new(Format::Human).file_error(&error),
    }
}

fn starter(kind: StarterArg) -> Starter {
    match kind {
        StarterArg::Report => Starter::Report,
        StarterArg::Thesis => Starter::Thesis,
        StarterArg::Official => Starter::Official,
        StarterArg::Minutes => Starter::Minutes,
        StarterArg::Proposal => Starter::Proposal,
        StarterArg::Lab => Starter::Lab,
        StarterArg::Manual => Starter::Manual,
        StarterArg::English => Starter::English,
    }
}
