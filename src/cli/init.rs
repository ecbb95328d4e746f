//! `fuzi init`.

use super::args::InitArgs;
use super::{DONE, FILES};
use crate::project;

pub(super) fn run(args: &InitArgs) -> u8 {
    match project::init(&args.folder) {
        Ok(paths) => {
            for path in paths {
                println!("wrote {}", path.display());
            }
            println!("now run: fuzi build {}", args.folder.display());
            DONE
        }
        Err(error) => {
            eprintln!("error[file]: {error}");
            FILES
        }
    }
}
