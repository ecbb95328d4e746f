//! A page of a PDF as a picture: checked before anything recursive reads it,
//! measured by its crop box, and drawn for Word, which shows no PDF.

use crate::diag::{Message, message};
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf, PdfVersion};
use hayro::{RenderCache, RenderSettings};
use image::ExtendedColorType;

use super::guard::guarded;
use super::{pdf_forms, pdf_scan, png};

/// The largest PDF in bytes.
const MAX_BYTES: usize = 64 << 20;
/// The longest side of a page in points (ISO 32000-1 Annex C.2).
const MAX_POINTS: f32 = 14_400.0;
/// The box in pixels that a drawn page fills: the text of an A4 page, 169 mm by
/// 228 mm, at 300 pixels an inch.
const DRAWN_BOX: (f32, f32) = (2000.0, 2700.0);

/// The size of a page in points, with its rotation; `page` counts from 1.
///
/// # Errors
///
/// What is wrong, as the end of a sentence that begins with the name of the file.
pub(super) fn measure(bytes: &Arc<Vec<u8>>, page: usize) -> Result<(f64, f64), Message> {
    if bytes.len() > MAX_BYTES {
        return Err(message!("is a PDF larger than {max_bytes} MB", max_bytes = MAX_BYTES >> 20));
    }
    pdf_scan::check(bytes)?;
    let broken = || message!("is a broken PDF; export it again or convert the page to SVG or PNG");
    let measured = guarded(|| {
        let pdf = Pdf::new(bytes.clone()).map_err(|error| match error {
            LoadPdfError::Decryption(_) => pdf_scan::ENCRYPTED.into(),
            LoadPdfError::Invalid => broken(),
        })?;
        // The PDF edition is 1.7 and may hold nothing newer.
        if pdf.version() > PdfVersion::Pdf17 {
            return Err(message!("is a PDF of version 2.0, which the PDF edition (1.7) cannot hold; save it as 1.7"));
        }
        let count = pdf.pages().len();
        let found = page.checked_sub(1).and_then(|at| pdf.pages().get(at));
        let found = found.ok_or_else(|| message!("has no page {page}, but {count} in all", page, count))?;
        pdf_forms::check(found)?;
        Ok(found.render_dimensions())
    });
    let (width, height) = measured.unwrap_or_else(|| Err(broken()))?;
    if !(width > 0.0 && height > 0.0) {
        return Err(message!("has a page without a size"));
    }
    if width > MAX_POINTS || height > MAX_POINTS {
        return Err(message!(
            "has a page of {width} × {height} points; a PDF allows {max_points}",
            width,
            height,
            max_points = MAX_POINTS
        ));
    }
    Ok((f64::from(width), f64::from(height)))
}

/// Reads a PDF that may be anything with a reader that may panic; it gets to see
/// only what was checked.
///
/// # Errors
///
/// What is wrong, as the end of a sentence that begins with the name of the file.
pub(crate) fn guarded_pdf<T>(bytes: &Arc<Vec<u8>>, read: impl FnOnce(&Pdf) -> T) -> Result<T, Message> {
    pdf_scan::check(bytes)?;
    let read = guarded(|| Pdf::new(bytes.clone()).ok().map(|pdf| read(&pdf)));
    read.flatten().ok_or_else(|| message!("is a broken PDF; build it again"))
}

/// A measured page on white as a PNG.
pub(super) fn draw(bytes: &Arc<Vec<u8>>, page: usize) -> Option<Vec<u8>> {
    guarded(|| {
        let pdf = Pdf::new(bytes.clone()).ok()?;
        let page = pdf.pages().get(page.checked_sub(1)?)?;
        let (width, height) = page.render_dimensions();
        let scale = (DRAWN_BOX.0 / width).min(DRAWN_BOX.1 / height);
        let pixels = |side: f32| ((side * scale).round() as u16).max(1);
        let settings = RenderSettings {
            x_scale: scale,
            y_scale: scale,
            width: Some(pixels(width)),
            height: Some(pixels(height)),
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        };
        let drawn = hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
        let size = (u32::from(drawn.width()), u32::from(drawn.height()));
        // On white every pixel is opaque, so that the colours need no division.
        let colors: Vec<u8> = drawn.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
        png::encode(&colors, size, ExtendedColorType::Rgb8)
    })?
}
