//! The logo in the headers: the picture that the style names, from its sheet on, or
//! that of the front matter. It must not know how headers are set.

use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, Spanned, message};
use crate::model::document::{Document, Image};
use crate::style::{Places, Style};

/// The fields of the front matter that name a logo.
const LOGO: [&str; 2] = ["logo", "校徽"];

/// Gives a document whose headers ask for a logo its picture.
pub(super) fn find(style: &Style, places: &Places, document: &mut Document, sink: &mut Sink) {
    let header = &style.header;
    if !header.has_logo() {
        return;
    }
    let place = |paths: &[&str]| paths.iter().find_map(|path| places.of(path));
    let meta = &mut document.meta;
    meta.header_logo = if header.logo.is_empty() {
        meta.picture(&LOGO).map(|(_, image)| image.clone())
    } else {
        let span = place(&["header.logo"]).unwrap_or(Span::new(SourceId(0), 0, 0));
        Some(Image { path: Spanned::new(header.logo.clone(), span), alt: None, page: 1 })
    };
    if meta.header_logo.is_none() {
        let span = place(&["header.odd", "header.even", "header.front", "header.first"]);
        let told = Diagnostic {
            span,
            ..Diagnostic::warning(Code::Image, None, message!("`{logo}` in the header has no picture"))
        };
        sink.push(told.hint("name one: `logo` under `[header]` in the style sheet, or in the front matter"));
    }
}
