//! From paths on the disk to finished editions: manifest, files, build, check.
//!
//! Only this module touches the disk, and only inside the root of a project;
//! it prints nothing.

mod base;
mod batch;
mod bibliography;
mod book;
mod build;
mod builder;
mod cache;
mod check;
mod check_table;
mod depfile;
mod discover;
mod doctor;
mod editions;
mod error;
mod expand;
mod file_links;
mod files;
mod fonts;
mod foreign;
mod images;
mod init;
mod job;
mod load;
mod manifest;
mod navigation;
mod outcome;
mod own_folder;
mod panics;
mod plan;
mod seal;
mod section;
mod sheets;
mod starters;
mod strict;
mod styles;
mod template;
mod threads;
mod variables;
#[cfg(feature = "cli")]
mod watch;

pub use crate::assets::{Coverage, FontFacts};
pub use crate::pdf::{Layout, PageImage};
pub use crate::style::explained;
pub use base::{BaseFile, base};
pub use batch::{Batch, Event, build_all, collision};
pub use builder::{Builder, Outcome};
pub use cache::{BUILD, CacheAt, clean};
pub use check::{Fixed, check, fix, write_fixed};
pub use depfile::{Depfile, write_stamp, write_texts};
pub use discover::discover;
pub use doctor::{Folder, Kept, folders};
pub use error::Error;
pub use files::{FileError, Files, discard_unfinished};
pub use fonts::{Families, Family, RoleFonts, StyleFonts, style_fonts};
pub use init::init;
pub use job::Job;
pub use outcome::{BaseAt, Edition, Emit, Goal, JobOutcome, Options, Output};
pub use panics::hush_panics;
pub use plan::{Plan, plan};
pub use starters::Starter;
pub use strict::Strict;
pub use styles::{Explained, StyleName, explain, new_style, sheet_schema, styles, whole_sheet};
pub use template::{ImportedStyle, import_style};
pub use threads::build;
#[cfg(feature = "cli")]
pub use watch::{Round, watch};
