//! fuzi: one Markdown manuscript becomes a typeset PDF and a native Word file.
#![forbid(unsafe_code)]

pub mod assets;
pub mod cli;
pub mod diag;
pub mod length;
pub mod model;
pub mod pdf;
pub mod project;
pub mod read;
pub mod resolve;
pub mod style;
pub mod write;
