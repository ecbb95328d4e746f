//! fuzi (付梓, “send to press”): one Markdown manuscript becomes two finished
//! editions, a typeset PDF and an editable Word file, that say the same thing
//! with the same numbers and the same looks.
//!
//! ```text
//!  *.md, fuzi.toml      styles/*.toml    figures/*    *.bib, *.csl    fonts/
//!      │ read               │ style        │ assets       │ cite         │ assets
//!      ▼                    ▼              ▼              ▼              ▼
//!  Document ───────────► resolve ───────────────────────► Resolved ─┬─► write::typst ─► pdf
//! (what was written)  numbers, labels, references,   (what is       └─► write::docx
//!                     citations, captions, notes,     printed)
//!                     scripts
//! ```
//!
//! # Invariants
//!
//! 1. [`model`] knows no format: no comrak, Typst or OOXML word stands in it.
//!    Every node carries the place where it was written.
//! 2. Numbers, labels and reference texts are decided once, in [`resolve`].
//!    Writers never count. A Word field carries that text as its cached result;
//!    Typst gets it as explicit text. Only page numbers belong to the back
//!    ends, and those of the PDF's layout fill the contents of the Word file.
//! 3. Looks come only from [`style::Style`]; both writers read the same one. No
//!    literal size, font or colour stands in a writer.
//! 4. Writers are pure: data in, bytes out; no path, clock or environment. The
//!    same input gives the same bytes, in any process, in any order, on any
//!    number of threads.
//! 5. Only [`project`] touches the disk; only [`cli`] prints or exits. The one
//!    exception is [`assets::font`], which opens the fonts of the system that a
//!    style names.
//! 6. Nothing is dropped in silence: what a writer cannot express is a warning
//!    with a place, and the text stays.
//! 7. The user's mistakes are diagnostics, as many as there are, not the first
//!    one. A panic is a bug.
//! 8. Both writers match the model exhaustively: a new node breaks both until
//!    both answer.
//!
//! A test reads the sources and checks the arrows between the modules:
//!
//! ```text
//! cli → project → { read, resolve, check, write, pdf, style, assets, template, word, cite }
//! pdf → write::typst        resolve → { style, assets, cite }
//! check → { style, assets }
//! write → { style, assets } everything → model, diag, length
//! write::docx → template    template → { style, ooxml }
//! write::docx, word → ooxml
//! verify → { word, assets } project → verify
//! read, cite, project → yaml
//! ```
//!
//! # As a library
//!
//! [`Builder`] makes both editions of a document on the disk or in memory and hands
//! them back as bytes:
//!
//! ```
//! # fn main() -> Result<(), fuzi::project::FileError> {
//! let files = fuzi::Files::new().with("report.md", "# 结果\n\n正文[链接]()\n");
//! let outcome = fuzi::Builder::from_memory("report.md", files).build()?;
//! assert_eq!(outcome.pages, Some(1));
//! for diagnostic in &outcome.diagnostics {
//!     if let Some((file, place)) = outcome.place(diagnostic) {
//!         println!("{file}:{}:{}: {}", place.line, place.column, diagnostic.message);
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`project::build`] is what the command calls. The steps can be taken one by
//! one too: [`read::markdown::read`], [`resolve::resolve`],
//! [`write::typst::write`], [`pdf::layout`], [`pdf::export`],
//! [`write::docx::write`]. [`project::check`] takes the same steps, writes nothing,
//! and lets [`check::examine`] look at the document in between.
//! [`word::Document::read`] reads a Word file as its reader sees it, and
//! [`verify::compare`] tells where it differs from its PDF.

pub mod assets;
pub mod check;
pub mod cite;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diag;
pub mod length;
pub mod merge;
pub mod model;
pub mod ooxml;
pub mod pdf;
pub mod project;
pub mod read;
pub mod resolve;
pub mod style;
pub mod template;
pub mod track;
pub mod verify;
pub mod word;
pub mod write;
mod yaml;

pub use project::{Builder, Edition, Edits, Files, Outcome, Strict};
