//! A finished PDF becomes the items that it says: its structure tree in order, with
//! the text of its pages.
//!
//! ```text
//! bytes ─ pictures ─ hayro-syntax ─► pages ─ content, font ─► text by page and MCID ─┐
//!                                    structure tree ─ structure ─► events ◄──────────┘
//!                                                                  events ─ flow ─► items
//! ```
//!
//! Whatever the bytes are, it ends: the objects are checked before they are
//! followed, and everything that is collected has a bound.

mod content;
mod flow;
mod font;
mod pictures;
mod structure;

use std::sync::Arc;

use hayro::hayro_syntax::Pdf;

use super::item::Item;
use crate::assets::guarded_pdf;
use crate::diag::{Code, Diagnostic, Message, Result, message};

/// What stands before the seal in the creator of a PDF.
const SEAL: &str = ", text sha256:";

/// Reads a PDF; `shown` is its name for messages.
///
/// # Errors
///
/// When it is no PDF, is broken or encrypted, or has no structure tree, which says
/// what is read after what.
pub fn read(shown: &str, bytes: Vec<u8>) -> Result<Vec<Item>> {
    read_sealed(shown, bytes).map(|(items, _)| items)
}

/// Reads a PDF with its seal, if it has one.
///
/// # Errors
///
/// As [`read`].
pub fn read_sealed(shown: &str, mut bytes: Vec<u8>) -> Result<(Vec<Item>, Option<String>)> {
    pictures::blank(&mut bytes);
    let bytes = Arc::new(bytes);
    let read = guarded_pdf(&bytes, |pdf| items(pdf).map(|items| (items, seal(pdf))));
    read.and_then(|read| read.ok_or_else(|| message!("has no structure tree; build it again")))
        .map_err(|reason| vec![refused(shown, reason)])
}

/// The seal that its creator ends with.
fn seal(pdf: &Pdf) -> Option<String> {
    let creator = decoded(pdf.metadata().creator.as_deref()?);
    creator.split_once(SEAL).map(|(_, seal)| seal.to_owned())
}

fn items(pdf: &Pdf) -> Option<Vec<Item>> {
    let texts = content::texts(pdf);
    let events = structure::events(pdf, &texts)?;
    Some(flow::items(&events))
}

fn refused(shown: &str, reason: Message) -> Diagnostic {
    Diagnostic::error(Code::PdfFile, None, message!("the PDF “{shown}” {reason}", shown, reason))
}

/// The text of a string of a PDF: UTF-16 or UTF-8 with their marks, else Latin
/// (ISO 32000-1 §7.9.2.2).
fn decoded(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return String::from_utf8_lossy(rest).into_owned();
    }
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::{decoded, read};

    #[test]
    fn texts_of_both_encodings() {
        assert_eq!(decoded(b"\xFE\xFF\x4E\x2D\x00a"), "中a");
        assert_eq!(decoded(b"\xEF\xBB\xBF\xE4\xB8\xAD"), "中");
        assert_eq!(decoded(b"a\xE9"), "aé");
    }

    #[test]
    fn a_tree_that_holds_itself_ends() {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
            "<</Length 56>>stream\n/P<</MCID 0>>BDC /Span<</ActualText(ab)>>BDC EMC EMC EMC\nendstream",
            "<</Type/StructTreeRoot/K 6 0 R>>",
            "<</S/P/Pg 3 0 R/K[0 0 7 -1 null 6 0 R]>>",
        ];
        let objects = objects.iter().enumerate().map(|(at, object)| format!("{} 0 obj\n{object}\nendobj\n", at + 1));
        let pdf = format!("%PDF-1.7\n{}trailer<</Root 1 0 R>>\n", objects.collect::<String>());
        let items = read("a.pdf", pdf.into_bytes()).unwrap();
        assert_eq!(items.iter().map(|item| &*item.text).collect::<Vec<_>>(), ["abab"]);
    }

    #[test]
    fn pixels_that_look_like_nested_arrays_are_no_reason_to_refuse() {
        let pixels = "[".repeat(5_000);
        let objects = [
            "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
            "<</Length 51>>stream\n/P<</MCID 0>>BDC /Span<</ActualText(ab)>>BDC EMC EMC\nendstream",
            "<</Type/StructTreeRoot/K 6 0 R>>",
            "<</S/P/Pg 3 0 R/K[0]>>",
            &format!("<</Subtype/Image/Width 50/Height 100/Length 5000>>stream\n{pixels}\nendstream"),
        ];
        let objects = objects.iter().enumerate().map(|(at, object)| format!("{} 0 obj\n{object}\nendobj\n", at + 1));
        let pdf = format!("%PDF-1.7\n{}trailer<</Root 1 0 R>>\n", objects.collect::<String>());
        let items = read("a.pdf", pdf.into_bytes()).unwrap();
        assert_eq!(items.iter().map(|item| &*item.text).collect::<Vec<_>>(), ["ab"]);
    }

    #[test]
    fn what_is_no_pdf_is_said() {
        for bytes in [&b""[..], b"%PDF-1.7", b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>"] {
            assert!(read("a.pdf", bytes.to_vec()).is_err());
        }
    }
}
