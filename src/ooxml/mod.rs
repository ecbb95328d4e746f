//! The only place that knows the XML of Word files: trees of elements, read
//! within bounds and written with properties in the schema's order, and the
//! packages that hold them (ECMA-376).
//!
//! It must not know what an element means: [`crate::template`] reads with it,
//! [`crate::write::docx`] builds with it.

mod archive;
mod element;
mod escape;
mod names;
mod package;
mod parse;
mod relations;
mod schema;
mod strict;
mod write;

pub use archive::{Package, WordFile};
pub use element::{Element, Node};
pub use escape::{escape, is_forbidden};
pub use names::{Name, declarations};
pub use package::{Bounds, Fault, Parts, Relation};
pub use relations::Relations;
pub use write::DECLARATION;
