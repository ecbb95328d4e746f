//! Text becomes the written document: Markdown with its front matter, and the
//! LaTeX of its formulas. Nothing is numbered or looked up here, and no file is
//! opened.

pub mod latex;
pub mod markdown;
