//! Whether both editions say the same: the finished files are read again by readers
//! that did not write them, and what they say is compared.
//!
//! ```text
//! PDF ─ pdf ─► items ─┐
//!                     ├─ compare ─► differences, each with its place
//! Word file ─ word ─► items ─┘
//! ```
//!
//! This module must not know who wrote the files: it names no writer.

mod between;
mod chars;
mod compare;
mod item;
mod own_pages;
mod pdf;
mod seals;
mod source_line;
mod unknown;
mod word;

pub use between::without_own_pages;
pub use compare::{Difference, compare};
pub use item::{Item, Kind};
pub use own_pages::own_pages;
pub use pdf::{read as pdf_items, read_sealed as sealed_pdf_items};
pub use seals::Seals;
pub use source_line::source_line;
pub use word::items as word_items;
