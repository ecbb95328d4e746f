//! The resolution that a picture states for itself.

use super::format::Format;

/// Editors write 72 when nobody chose a resolution, so 72 and less count as
/// unsaid.
const SMALLEST: f64 = 72.5;

/// Pixels an inch, if the file states more than the 72 that nobody chose.
pub(super) fn of(format: Format, bytes: &[u8]) -> Option<f64> {
    let dpi = match format {
        Format::Png => png(bytes),
        Format::Jpeg => jpeg(bytes),
        Format::Gif | Format::Webp | Format::Bmp | Format::Tiff | Format::Svg | Format::Pdf => None,
    }?;
    (SMALLEST..=2400.0).contains(&dpi).then_some(dpi)
}

/// The `pHYs` chunk, in pixels a metre (PNG specification §11.3.5.3).
fn png(bytes: &[u8]) -> Option<f64> {
    let mut rest = bytes.get(8..)?;
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        let body = rest.get(8..8 + length)?;
        match rest.get(4..8)? {
            b"pHYs" if length == 9 && body[8] == 1 => {
                let per_metre = u32::from_be_bytes(body[..4].try_into().ok()?);
                return Some(f64::from(per_metre) * 0.0254);
            }
            b"IDAT" | b"IEND" => return None,
            _ => rest = rest.get(12 + length..)?,
        }
    }
}

/// The density of the JFIF header (ITU-T T.871 §10.1).
fn jpeg(bytes: &[u8]) -> Option<f64> {
    let header = bytes.get(2..18)?;
    if !(header.starts_with(&[0xFF, 0xE0]) && &header[4..9] == b"JFIF\0") {
        return None;
    }
    let density = f64::from(u16::from_be_bytes([header[12], header[13]]));
    match header[11] {
        1 => Some(density),
        2 => Some(density * 2.54),
        _ => None,
    }
}
