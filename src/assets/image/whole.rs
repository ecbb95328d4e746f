//! Whether a PNG or a JPEG is all there, told from its outline: what goes into
//! an edition as it is need not be decoded for that.

use super::format::Format;
use crate::diag::Message;

/// Refuses a file that was cut or damaged on its way.
///
/// # Errors
///
/// What is wrong, as the end of a sentence that begins with the name of the file.
pub(super) fn check(format: Format, bytes: &[u8]) -> Result<(), Message> {
    match format {
        Format::Png => png(bytes).ok_or("is a broken png image: it ends too early")?,
        Format::Jpeg => jpeg(bytes).ok_or("is a broken jpg image: it ends too early")?,
        Format::Gif | Format::Webp | Format::Bmp | Format::Tiff | Format::Svg | Format::Pdf => {}
    }
    Ok(())
}

/// The chunks from the first to `IEND`, with pixels among them (PNG specification §5.3).
fn png(bytes: &[u8]) -> Option<()> {
    let mut rest = bytes.get(8..)?;
    let mut pixels = 0;
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        match rest.get(4..8)? {
            b"IEND" => return (pixels > 0).then_some(()),
            b"IDAT" => pixels += length,
            _ => {}
        }
        rest = rest.get(length.checked_add(12)?..)?;
    }
}

/// The segments up to the first scan, and a mark of the end somewhere behind
/// it: cameras put data of their own behind the end (ITU-T T.81 §B.1.1).
fn jpeg(bytes: &[u8]) -> Option<()> {
    let mut rest = bytes.get(2..)?;
    loop {
        let length = usize::from(u16::from_be_bytes(rest.get(2..4)?.try_into().ok()?));
        let is_scan = match rest.get(..2)? {
            // A filling byte before a mark.
            [0xFF, 0xFF] => {
                rest = rest.get(1..)?;
                continue;
            }
            [0xFF, mark] => *mark == 0xDA,
            _ => return None,
        };
        rest = rest.get(length + 2..)?;
        if is_scan {
            return rest.windows(2).rposition(|pair| pair == [0xFF, 0xD9]).map(drop);
        }
    }
}
