//! `fuzi init`.

use super::DONE;
use super::args::InitArgs;
use super::terminal::{Terminal, print, shown};
use crate::diag::render::Format;
use crate::project;

pub(super) fn run(args: &InitArgs) -> u8 {
    match project::init(&args.folder) {
        Ok(paths) => {
            for path in paths {
                print(&format!("wrote {}\n", shown(&path)));
            }
            print(&format!("now run: fuzi build {}\n", shown(&args.folder)));
            DONE
        }
        Err(error) => Terminal::new(Format::Human).file_error(&error),
    }
}
