//! From paths on the disk to finished editions: manifest, files, build, check.
//!
//! Only this module touches the disk, and only inside the root of a project;
//! it prints nothing.

mod bibliography;
mod build;
mod check;
mod check_table;
mod files;
mod fonts;
mod init;
mod load;
mod manifest;
mod plan;
mod sheets;
mod styles;
mod template;

pub use crate::assets::{Coverage, FontFacts};
pub use build::{Built, Edition, Emit, Options, Output, build};
pub use check::{Mended, check, mend, write_mended};
pub use files::FileError;
pub use fonts::{Families, Family, RoleFonts, StyleFonts, style_fonts};
pub use init::init;
pub use plan::{Job, PlanError, plan};
pub use styles::{Explained, Refused, StyleName, explain, new_style, sheet_schema, styles, whole_sheet};
pub use template::{ImportError, ImportedStyle, import_style};
