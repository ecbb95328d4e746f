//! How large a raster says that it is, before anything decodes it, and how large one
//! may be.

use std::io::Cursor;

use image::{ImageReader, Limits};

/// The most pixels that a picture within an SVG or a PDF may have.
pub(super) const MAX_PIXELS: u64 = 120_000_000;
/// The most pixels that a picture may have, whoever allows it.
pub const MOST_PIXELS: u64 = 1_000_000_000;

/// How many pixels a raster says that it is wide and high.
pub(super) fn dimensions(data: &[u8]) -> Option<(u32, u32)> {
    let mut reader = ImageReader::new(Cursor::new(data)).with_guessed_format().ok()?;
    reader.limits(Limits::no_limits());
    reader.into_dimensions().ok()
}
