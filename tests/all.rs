//! All integration tests in one program, since each program links the whole
//! typesetter. See README.md.

#![allow(
    unreachable_pub,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the lints guard the library; tests read files, start the command and say what they leave out"
)]

mod support;

mod bad_input;
mod cli;
mod commonmark;
mod docx;
mod layering;
mod pdf;
mod suite;
