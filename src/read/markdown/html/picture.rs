//! `<img>` becomes a picture, with its size in lengths of paper.

use super::token::Tag;
use crate::diag::{Span, Spanned};
use crate::model::document::{Attr, Image};

/// A pixel of a style sheet, in points (CSS Values and Units 4, §6.2).
const POINTS: f64 = 0.75;
/// The pixels of a screen in an inch.
const SCREEN: f64 = 96.0;

impl Tag {
    /// The picture and its size; `None` if it names no file.
    pub(in crate::read::markdown) fn picture(&self, span: Span) -> Option<(Image, Attr)> {
        let path = self.get("src").filter(|path| !path.is_empty())?;
        let text = |key| self.get(key).filter(|text: &&str| !text.is_empty()).map(str::to_owned);
        let image =
            Image { path: Spanned::new(path.to_owned(), span), alt: text("alt").or_else(|| text("title")), page: 1 };
        let mut attr = Attr::default();
        let mut put = |key: &str, value: Option<String>| {
            let pair = value.map(|value| (Spanned::new(key.to_owned(), span), Spanned::new(value, span)));
            attr.pairs.extend(pair);
        };
        put("width", self.style("width").or_else(|| text("width")).and_then(|width| length(&width)));
        put("height", self.style("height").or_else(|| text("height")).and_then(|height| length(&height)));
        // Typora writes the size of a picture as a part of its own.
        let zoom = self.style("zoom").and_then(|zoom| share(&zoom)).filter(|zoom| (0.01..=100.0).contains(zoom));
        put("dpi", zoom.map(|zoom| format!("{:.0}", (SCREEN / zoom).clamp(10.0, 2400.0))));
        attr.id = self.id().map(|id| Spanned::new(id.to_owned(), span));
        Some((image, attr))
    }
}

fn share(value: &str) -> Option<f64> {
    match value.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok().map(|percent| percent / 100.0),
        None => value.parse().ok(),
    }
}

/// A length of a web page as one of paper; `None` for `auto` and the like.
pub(in crate::read::markdown) fn length(value: &str) -> Option<String> {
    let value = value.trim();
    let pixels = value.strip_suffix("px").unwrap_or(value).trim().parse::<f64>().ok();
    if let Some(pixels) = pixels {
        return (pixels > 0.0 && pixels.is_finite()).then(|| format!("{}pt", pixels * POINTS));
    }
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let known = ["%", "cm", "mm", "in", "pt", "em"].contains(&&value[number.len()..]);
    (known && number.trim().parse::<f64>().is_ok_and(|number| number > 0.0)).then(|| value.to_owned())
}
