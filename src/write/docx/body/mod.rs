//! The text: each kind of block and inline becomes its paragraphs, tables, runs
//! and fields. Nothing here decides what is printed or how it looks.

pub(super) mod alert;
pub(super) mod block;
pub(super) mod changes;
mod chapter;
pub(super) mod code;
pub(super) mod cover;
pub(super) mod drawing;
pub(super) mod equation;
mod equation_lines;
pub(super) mod figure;
pub(super) mod front;
pub(super) mod inline;
mod inline_context;
pub(super) mod letter;
mod list;
pub(super) mod math;
pub(super) mod notes;
pub(super) mod official;
pub(super) mod panels;
pub(super) mod raw;
mod reference;
pub(super) mod sizes;
pub(super) mod table;
pub(super) mod theorem;
mod title;
