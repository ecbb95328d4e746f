//! Pixels become a PNG.
//!
//! It must not know where the pixels came from.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageEncoder as _};

/// The first frame, upright, as a PNG.
pub(super) fn upright(mut pixels: DynamicImage, orientation: Orientation) -> Option<Vec<u8>> {
    pixels.apply_orientation(orientation);
    if pixels.color().has_alpha() {
        let pixels = pixels.into_rgba8();
        encode(pixels.as_raw(), pixels.dimensions(), ExtendedColorType::Rgba8)
    } else {
        let pixels = pixels.into_rgb8();
        encode(pixels.as_raw(), pixels.dimensions(), ExtendedColorType::Rgb8)
    }
}

/// Writes a PNG. Fast compression: the time of the others is most of the time
/// that a Word file takes.
pub(super) fn encode(pixels: &[u8], (width, height): (u32, u32), color: ExtendedColorType) -> Option<Vec<u8>> {
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive);
    encoder.write_image(pixels, width, height, color).ok()?;
    Some(png)
}
