//! Both editions of a document that lies in no file:
//!
//! ```sh
//! cargo run --example from_memory -- FOLDER
//! ```
//!
//! builds a report from a manuscript, a picture, a bibliography and a style sheet
//! in memory, prints its diagnostics, and writes `report.pdf` and `report.docx` to
//! the folder. A server would send the bytes instead.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a program of its own prints and writes files"
)]

use std::error::Error;
use std::path::PathBuf;

use fuzi::diag::render::Format;
use fuzi::{Builder, Files};

const MANUSCRIPT: &str = r#"---
title: 城市内涝的成因
author: 课题组
bibliography: refs.bib
---

# 现状 {#sec:now}

如 @fig:rain 所示，降雨量**逐年增加**[@wang2022]。

![十年降雨量](figures/rain.svg "柱状图：降雨量逐年增加"){#fig:rain width=60%}
"#;

const PICTURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="160" height="60">
<rect x="10" y="30" width="40" height="30" fill="#4a7"/>
<rect x="60" y="20" width="40" height="40" fill="#4a7"/>
<rect x="110" y="5" width="40" height="55" fill="#4a7"/>
</svg>"##;

const BIBLIOGRAPHY: &str =
    "@book{wang2022, title={城市内涝}, author={王平}, publisher={水利出版社}, address={北京}, year={2022}}";

const STYLE: &str = r#"inherits = "report"
[body]
size = "四号"
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let files =
        Files::new().with("report.md", MANUSCRIPT).with("figures/rain.svg", PICTURE).with("refs.bib", BIBLIOGRAPHY);
    let outcome = Builder::from_memory("report.md", files).style_sheet(STYLE).build()?;
    eprint!("{}", outcome.report(Format::Human));
    let (Some(pdf), Some(docx)) = (&outcome.pdf, &outcome.docx) else {
        return Err("the document has errors".into());
    };
    println!("{} page(s), {} bytes of PDF, {} bytes of Word", outcome.pages.unwrap_or(0), pdf.len(), docx.len());
    if let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) {
        std::fs::write(folder.join("report.pdf"), pdf)?;
        std::fs::write(folder.join("report.docx"), docx)?;
    }
    Ok(())
}
