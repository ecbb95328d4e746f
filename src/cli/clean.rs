//! `fuzi clean`.

use super::args::CleanArgs;
use super::{DONE, FILES};
use crate::project;

pub(super) fn run(args: &CleanArgs) -> u8 {
    match project::clean(&args.folder, &args.cache.at()) {
        Ok(removed) => {
            if let Some(path) = removed {
                println!("removed {}", path.display());
            }
            DONE
        }
        Err(error) => {
            eprintln!("error[file]: {error}");
            FILES
        }
    }
}
