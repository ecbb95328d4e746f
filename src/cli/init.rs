//! `fuzi init`.

use super::DONE;
use super::args::InitArgs;
use super::language::text;
use super::terminal::{Terminal, print, shown};
use crate::diag::message;
use crate::diag::render::Format;
use crate::project;

pub(super) fn run(args: &InitArgs) -> u8 {
    match project::init(&args.folder) {
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
