//! The pages of a PDF that the style names, whole, before and behind the text. It must
//! not know how they are set.

use super::cache::Pictures;
use super::load::Loader;
use crate::diag::{Code, Diagnostic, Message, SourceId, Span, Spanned, message};
use crate::model::document::{Document, Image};
use crate::style::{Places, Style};

/// The most pages that one of these files may have: each is read by itself.
const MAX_PAGES: usize = 100;

/// Gives a document the pages that its style names.
pub(super) fn find(
    style: &Style,
    places: &Places,
    loader: &Loader<'_>,
    pictures: &Pictures<'_>,
    document: &mut Document,
) -> crate::diag::Result<()> {
    let meta = &mut document.meta;
    let named = [
        (&style.template.pages, "template.pages", &mut meta.pages_before),
        (&style.template.back_pages, "template.back-pages", &mut meta.pages_behind),
    ];
    let mut errors = Vec::new();
    for (path, field, pages) in named.into_iter().filter(|(path, ..)| !path.is_empty()) {
        let span = places.of(field).unwrap_or(Span::new(SourceId(0), 0, 0));
        match count(loader, pictures, span.source, path) {
            Ok(count) => {
                let image = |page| Image { path: Spanned::new(path.clone(), span), alt: None, page };
                pages.extend((1..=count).map(image));
            }
            Err(reason) => {
                let message = message!("the file of pages “{path}” {reason}", path, reason);
                let error = Diagnostic::error(Code::Template, places.of(field), message);
                errors.push(error.hint("name a PDF by its path from the sheet on, with /, within the project"));
            }
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn count(loader: &Loader<'_>, pictures: &Pictures<'_>, source: SourceId, path: &str) -> Result<usize, Message> {
    match loader.pages_of(source, path, pictures)? {
        count if count > MAX_PAGES => {
            Err(message!("has {count} pages; fuzi sets at most {most}", count, most = MAX_PAGES))
        }
        count => Ok(count),
    }
}
