//! All integration tests in one program, since each program links the whole
//! typesetter. See README.md.

mod support;

mod bad_input;
mod cli;
mod commonmark;
mod docx;
mod layering;
mod pdf;
mod suite;
