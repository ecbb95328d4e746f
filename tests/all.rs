//! All integration tests in one program, since each program links the whole
//! typesetter. See README.md.
#![allow(unreachable_pub, reason = "nothing in a program can be reached from outside")]
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests read and write files, and tell what they skip"
)]
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
