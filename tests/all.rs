//! All integration tests in one program, since each program links the whole
//! typesetter. See README.md.
#![allow(unreachable_pub, reason = "nothing in a program can be reached from outside")]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests read and write files, say what they skip, and fail by panics"
)]

mod support;

mod accessibility;
mod archive;
mod bad_input;
mod batch;
mod book;
mod builder;
mod cache;
mod check;
mod cli;
mod columns;
mod commonmark;
mod docx;
mod examples;
mod finding;
mod floats;
mod formulas;
mod hostile;
mod layering;
mod limits;
mod machines;
mod merge;
mod official;
mod overfull;
mod pdf;
mod reading;
mod records;
mod rows;
mod speech;
mod suite;
mod template;
mod template_pages;
mod template_schools;
mod template_text;
mod track;
mod verify;
mod watch;
