//! `fuzi clean`.

use super::DONE;
use super::args::CleanArgs;
use super::language::text;
use super::terminal::{Terminal, print, shown};
use crate::diag::message;
use crate::diag::render::Format;
use crate::project;

pub(super) fn run(args: &CleanArgs) -> u8 {
    match project::clean(&args.folder, &args.cache.at()) {
        Ok(removed) => {
            if let Some(path) = removed {
                print(&(text(message!("removed {path}", path = shown(&path))) + "\n"));
            }
            DONE
        }
        Err(error) => Terminal::new(Format::Human).file_error(&error),
    }
}
