//! Both finished editions, read again and compared.

use fuzi::verify::{Difference, compare, pdf_items, without_own_pages, word_items};
use fuzi::word::Document;

/// Where a PDF and a Word file differ.
pub fn compared(pdf: &[u8], docx: &[u8]) -> Vec<Difference> {
    let pdf = pdf_items("a.pdf", pdf.to_vec()).unwrap_or_else(|errors| panic!("{errors:?}"));
    let document = Document::read("a.docx", docx).unwrap_or_else(|errors| panic!("{errors:?}"));
    let word = word_items(&document);
    compare(&without_own_pages(pdf, &document, &word), &word)
}

/// The same in lines.
pub fn differences(pdf: &[u8], docx: &[u8]) -> Vec<String> {
    let line = |found: Difference| {
        format!("the editions differ: {:?} below “{}”: {:?} and {:?}", found.kind, found.heading, found.pdf, found.word)
    };
    compared(pdf, docx).into_iter().map(line).collect()
}
