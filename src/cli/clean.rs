//! `fuzi clean`.

use super::DONE;
use super::args::CleanArgs;
use super::terminal::{Terminal, print, shown};
use crate::diag::render::Format;
use crate::project;

pub(super) fn run(args: &CleanArgs) -> u8 {
    match project::clean(&args.folder, &args.cache.at()) {
        Ok(removed) => {
            if let Some(path) = removed {
                print(&format!("removed {}\n", shown(&path)));
            }
            DONE
        }
        Err(error) => Terminal::new(Format::Human).file_error(&error),
    }
}
