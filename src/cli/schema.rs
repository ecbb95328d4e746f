//! `fuzi schema`.

use super::DONE;
use super::args::{SchemaArg, SchemaArgs};
use super::{events, terminal};

pub(super) fn run(args: &SchemaArgs) -> u8 {
    match args.what {
        SchemaArg::Events => terminal::print_data(events::SCHEMA),
    }
    DONE
}
