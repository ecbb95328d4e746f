//! The one rule for the size of a picture, for both editions: the width or
//! height that was asked for, else its pixels at its resolution; never wider
//! than the text or the cell around it and never taller than the style allows.

use super::Resolver;
use crate::diag::{Code, Diagnostic, Spanned, message};
use crate::length::Length;
use crate::model::document::{Attr, Image};
use crate::model::resolved::{Inline, InlineKind, Picture};

/// The pixels an inch of lengths that are given in pixels (CSS).
const CSS_DPI: f64 = 96.0;
/// The width of the box in place of a missing picture, as a part of the text's.
const MISSING_WIDTH: f64 = 0.6;
/// The height of that box as a part of its width.
const MISSING_RATIO: f64 = 0.3;

impl Resolver<'_> {
    /// A picture with its size. `room` is the width that it may take if that is
    /// not the width of the text; `caption` stands in for a missing alt text.
    pub(super) fn picture(&mut self, image: &Image, attr: &Attr, room: Option<Length>, caption: &str) -> Picture {
        let found = self.images.find(image.path.span.source, &image.path.value, image.page);
        let text_width = self.width;
        let room = room.unwrap_or(text_width).min(text_width);
        let dpi = self.number(attr, "dpi").unwrap_or(self.style.figure.dpi);
        let (natural, ratio) = match found {
            Some(id) => {
                let (width, height) = self.images.get(id).natural_size(dpi);
                (width, height.pt() / width.pt())
            }
            None => (text_width.scaled(MISSING_WIDTH), MISSING_RATIO),
        };
        let tallest = self.style.page.text_height().scaled(self.style.figure.max_height);
        let width = self.extent(attr.get("width"), text_width);
        let height = self.extent(attr.get("height"), tallest);
        let (width, height) = match (width, height) {
            (Some(width), Some(height)) => (width, height),
            (Some(width), None) => (width, width.scaled(ratio)),
            (None, Some(height)) => (height.scaled(1.0 / ratio), height),
            (None, None) => (natural, natural.scaled(ratio)),
        };
        let shrink = (room.pt() / width.pt()).min(tallest.pt() / height.pt()).min(1.0);
        let alt = image.alt.clone().or_else(|| attr.get("alt").map(|alt| alt.value.clone()));
        Picture {
            image: found,
            path: image.path.value.clone(),
            width: width.scaled(shrink),
            height: height.scaled(shrink),
            alt: alt.filter(|alt| !alt.trim().is_empty()).unwrap_or_else(|| caption.to_owned()),
            span: image.path.span,
        }
    }

    /// A picture that the front matter names, as high as the style has it.
    pub(super) fn picture_as_high(&mut self, image: &Image, height: Length, shows: &str) -> Picture {
        let place = image.path.span;
        let height = Spanned::new(format!("{}pt", height.pt()), place);
        let pairs = vec![(Spanned::new("height".to_owned(), place), height)];
        self.picture(image, &Attr { pairs, ..Attr::default() }, None, shows)
    }

    /// Pages as large as they are.
    pub(super) fn whole_pages(&self, pages: &[Image], shows: &str) -> Vec<Picture> {
        let found = |page: &Image| {
            let id = self.images.find(page.path.span.source, &page.path.value, page.page)?;
            let (width, height) = self.images.get(id).natural_size(self.style.figure.dpi);
            Some(Picture {
                image: Some(id),
                path: page.path.value.clone(),
                width,
                height,
                alt: if shows.is_empty() { page.path.value.clone() } else { shows.to_owned() },
                span: page.path.span,
            })
        };
        pages.iter().filter_map(found).collect()
    }

    /// A length of an attribute: `60%` of `whole`, `8cm`, `120px`, `3in`.
    fn extent(&mut self, value: Option<&Spanned<String>>, whole: Length) -> Option<Length> {
        let value = value?;
        let length = parse_extent(&value.value, whole).filter(|length| length.pt() > 0.5 && length.pt() < 100_000.0);
        if length.is_none() {
            let message = message!("“{value}” is not a valid size of a picture", value = value.value);
            let diagnostic = Diagnostic::warning(Code::UnknownAttribute, value.span, message);
            self.sink.push(diagnostic.hint("write 60%, 8cm, 80mm, 3in, 200pt or 400px"));
        }
        length
    }

    fn number(&mut self, attr: &Attr, key: &str) -> Option<f64> {
        let value = attr.get(key)?;
        let number = value.value.trim().parse::<f64>().ok().filter(|n| (1.0..=10_000.0).contains(n));
        if number.is_none() {
            let message = message!("“{value}” is not a resolution between 1 and 10000", value = value.value);
            self.sink.warn(Code::UnknownAttribute, value.span, message);
        }
        number
    }
}

/// The widest picture of a cell.
pub(super) fn widest(content: &[Inline]) -> Length {
    let width = |inline: &Inline| match &inline.kind {
        InlineKind::Picture(picture) => picture.width,
        InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => widest(content),
        InlineKind::Run(_)
        | InlineKind::Break
        | InlineKind::NoteRef { .. }
        | InlineKind::Math(_)
        | InlineKind::Raw { .. }
        | InlineKind::CommentStart(_)
        | InlineKind::Comment(_) => Length::ZERO,
    };
    content.iter().map(width).fold(Length::ZERO, Length::max)
}

/// Shrinks the pictures of a cell that are wider than it.
pub(super) fn limit(content: &mut [Inline], room: Length) {
    for inline in content {
        match &mut inline.kind {
            InlineKind::Picture(picture) if picture.width > room && room > Length::ZERO => {
                picture.height = picture.height.scaled(room.pt() / picture.width.pt());
                picture.width = room;
            }
            InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => limit(content, room),
            InlineKind::Picture(_)
            | InlineKind::Run(_)
            | InlineKind::Break
            | InlineKind::NoteRef { .. }
            | InlineKind::Math(_)
            | InlineKind::Raw { .. }
            | InlineKind::CommentStart(_)
            | InlineKind::Comment(_) => {}
        }
    }
}

fn parse_extent(text: &str, whole: Length) -> Option<Length> {
    let text = text.trim();
    let number = |part: &str| part.trim().parse::<f64>().ok().filter(|n| n.is_finite());
    if let Some(part) = text.strip_suffix('%') {
        return Some(whole.scaled(number(part)? / 100.0));
    }
    if let Some(part) = text.strip_suffix("px") {
        return Some(Length::pixels(number(part)?, CSS_DPI));
    }
    text.parse().ok().or_else(|| Some(Length::pixels(number(text)?, CSS_DPI)))
}

#[cfg(test)]
mod tests {
    use super::parse_extent;
    use crate::length::Length;

    #[test]
    fn extents() {
        let whole = Length::points(400.0);
        assert_eq!(parse_extent("60%", whole).unwrap().pt(), 240.0);
        assert_eq!(parse_extent("96px", whole).unwrap().pt(), 72.0);
        assert_eq!(parse_extent("96", whole).unwrap().pt(), 72.0);
        assert_eq!(parse_extent("1in", whole).unwrap().pt(), 72.0);
        assert!(parse_extent("wide", whole).is_none());
    }
}
