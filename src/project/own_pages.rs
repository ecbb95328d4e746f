//! The own pages of a template stand in the PDF too, set from what the Word file has,
//! unless the style names a PDF for them.

use std::sync::Arc;

use super::outcome::Edition;
use crate::assets::{ConversionCache, Image, Images};
use crate::diag::{Code, Diagnostic, Sink, Span};
use crate::model::resolved::Resolved;
use crate::style::Style;
use crate::template::{Template, Values};

/// Puts a document between such pages; `place` is where the template is named.
pub(super) fn set(
    resolved: Resolved,
    template: Option<&Template>,
    style: &Style,
    editions: &[Edition],
    place: Option<Span>,
    images: &mut Images,
    sink: &mut Sink,
) -> Resolved {
    let template = template.filter(|template| !template.pages().is_empty() && editions.contains(&Edition::Pdf));
    let Some(template) = template else { return resolved };
    let values = Values { given: &resolved.meta().given, fields: &style.template.fields };
    let mut filled = template.pages().filled(&values);
    // The Word edition says what is the matter with them as well.
    if !editions.contains(&Edition::Docx) {
        sink.extend(template.mended());
        filled.tell(sink);
    }
    if !style.template.pages.is_empty() {
        filled.front.clear();
    }
    if !style.template.back_pages.is_empty() {
        filled.back.clear();
    }
    let mut take = |bytes: &[u8]| {
        let image = Image::read(Arc::new(bytes.to_vec()), 1, ConversionCache::default()).ok()?;
        image.decode().ok()?;
        Some(images.insert(Arc::new(image)))
    };
    let set = template.set_pages(&filled, &mut take);
    for unset in set.unset {
        let warning = Diagnostic::warning(Code::Template, place, unset);
        sink.push(warning.hint(
            "save these pages from Word as a PDF and name it in the sheet: `pages` or `back-pages` under `[template]`",
        ));
    }
    resolved.between(set.pages)
}
