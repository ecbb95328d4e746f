//! From paths on the disk to finished editions: manifest, files, build.
//!
//! Only this module touches the disk, and only inside the root of a project;
//! it prints nothing.

mod build;
mod files;
mod init;
mod load;
mod manifest;
mod plan;
mod template;

pub use build::{Built, Edition, Emit, Options, Output, build};
pub use files::FileError;
pub use init::init;
pub use plan::{Job, PlanError, plan};
pub use template::{ImportError, ImportedStyle, import_style};
