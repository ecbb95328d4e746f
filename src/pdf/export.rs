//! Laid-out pages become the bytes of a tagged PDF, after the standards for
//! archives and accessibility as far as the document satisfies them.

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard as Standard, PdfStandards};

use super::{Layout, blame, standards};
use crate::diag::{Code, Diagnostic, Message, Result, message};
use crate::style::value::PdfStandard;

/// A PDF.
#[derive(Debug)]
pub struct Exported {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Why it does not satisfy a standard that was asked for.
    pub unmet: Vec<Diagnostic>,
    /// How often it was exported: once, unless the exporter found a fault that
    /// the pages do not show.
    pub tries: usize,
}

/// A standard, its name, and how complaints about it begin.
const STANDARDS: [(Standard, &str); 2] = [(Standard::A_2a, "PDF/A-2a"), (Standard::Ua_1, "PDF/UA-1")];

/// Exports the laid-out pages as a tagged PDF. A standard that the document does
/// not satisfy is left out.
///
/// # Errors
///
/// What the exporter complains of whatever the standard.
pub fn export(layout: &Layout, wanted: PdfStandard) -> Result<Exported> {
    let mut left = asked(wanted);
    let mut unmet = foreseen(layout, &mut left);
    let mut tries = 0;
    loop {
        tries += 1;
        let errors = match typst_pdf::pdf(&layout.document, &options(&left, &layout.source.seal)) {
            Ok(bytes) => return Ok(Exported { bytes, unmet, tries }),
            Err(errors) => errors,
        };
        let before = left.len();
        left.retain(|(_, name)| !errors.iter().any(|error| is_about(error, name)));
        if left.len() == before {
            // Not told apart: rather no standard than no PDF.
            if left.is_empty() {
                let error =
                    |error: &SourceDiagnostic| Diagnostic::error(Code::Pdf, None, Message::recognised(&error.message));
                return Err(errors.iter().map(error).collect());
            }
            left.clear();
        }
        unmet.extend(errors.iter().map(|error| complaint(error, layout)));
    }
}

/// Leaves out the standards that the pages cannot satisfy; says why.
fn foreseen(layout: &Layout, left: &mut Vec<(Standard, &'static str)>) -> Vec<Diagnostic> {
    if left.is_empty() {
        return Vec::new();
    }
    let mut unmet = Vec::new();
    for faults in standards::faults(&layout.document) {
        let wanted = left.clone();
        for fault in faults {
            let forbidden = STANDARDS.iter().zip(fault.forbids).filter(|(_, forbids)| *forbids);
            let is_wanted = |name: &&str| wanted.iter().any(|(_, own)| own == name);
            let names: Vec<&str> = forbidden.map(|((_, name), _)| *name).filter(is_wanted).collect();
            if !names.is_empty() {
                left.retain(|(_, name)| !names.contains(name));
                unmet.push(complaint(&fault.complaint(&names), layout));
            }
        }
    }
    unmet
}

fn asked(wanted: PdfStandard) -> Vec<(Standard, &'static str)> {
    let [archive, accessible] = STANDARDS;
    match wanted {
        PdfStandard::Auto | PdfStandard::Both => vec![archive, accessible],
        PdfStandard::Archive => vec![archive],
        PdfStandard::Accessible => vec![accessible],
        PdfStandard::Nothing => Vec::new(),
    }
}

/// The creator of a PDF: the typesetter has no other room for a seal, and no room for
/// ids of blocks.
fn creator(seal: &str) -> String {
    let program = concat!("fuzi ", env!("CARGO_PKG_VERSION"));
    if seal.is_empty() { program.to_owned() } else { format!("{program}, text sha256:{seal}") }
}

fn options(standards: &[(Standard, &str)], seal: &str) -> PdfOptions {
    let list: Vec<Standard> = standards.iter().map(|(standard, _)| *standard).collect();
    PdfOptions {
        creator: Smart::Custom(Some(creator(seal))),
        standards: PdfStandards::new(&list).unwrap_or_default(),
        ..PdfOptions::default()
    }
}

fn is_about(error: &SourceDiagnostic, name: &str) -> bool {
    error.message.split(" error").next().is_some_and(|standards| standards.contains(name))
}

/// What keeps the document from a standard, at its place in the manuscript.
fn complaint(error: &SourceDiagnostic, layout: &Layout) -> Diagnostic {
    let place = blame::place(error, &layout.text, &layout.source);
    let message = match error.message.split_once(" error: ") {
        Some((standards, what)) => {
            message!("the PDF is not {standards}: {what}", standards, what = Message::recognised(what))
        }
        None => message!("the PDF is not as it should be: {what}", what = Message::recognised(&error.message)),
    };
    let diagnostic = Diagnostic::warning(Code::PdfStandard, place, message);
    match FRONT_MATTER.iter().find(|(missing, _)| error.message.contains(missing)) {
        Some((_, hint)) => diagnostic.hint(*hint),
        None => error.hints.iter().fold(diagnostic, |diagnostic, hint| diagnostic.hint(Message::recognised(&hint.v))),
    }
}

/// What the front matter gives, and how it is written.
const FRONT_MATTER: [(&str, &str); 2] = [
    ("document date", "write date: 2026-01-31 in the front matter"),
    ("document title", "write title: … in the front matter"),
];
