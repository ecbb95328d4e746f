//! The bytes of a file tell the format of the picture in it, whatever its name says.
//!
//! Whether the picture is whole is not its concern.

use image::ImageFormat;

use crate::diag::{Message, message};

/// What a file of a picture holds, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Format {
    Png,
    Jpeg,
    Gif,
    Webp,
    Bmp,
    Tiff,
    Svg,
    Pdf,
}

impl Format {
    /// The extension that files of this format usually have.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Bmp => "bmp",
            Self::Tiff => "tif",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
        }
    }

    /// Whether a file name's extension (in lower case) fits the format.
    #[must_use]
    pub fn fits(self, extension: &str) -> bool {
        match self {
            Self::Jpeg => matches!(extension, "jpg" | "jpeg" | "jpe" | "jfif"),
            Self::Tiff => matches!(extension, "tif" | "tiff"),
            Self::Png | Self::Gif | Self::Webp | Self::Bmp | Self::Svg | Self::Pdf => extension == self.extension(),
        }
    }

    /// The codec of a raster format.
    pub(super) fn codec(self) -> ImageFormat {
        match self {
            Self::Png | Self::Svg | Self::Pdf => ImageFormat::Png,
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Gif => ImageFormat::Gif,
            Self::Webp => ImageFormat::WebP,
            Self::Bmp => ImageFormat::Bmp,
            Self::Tiff => ImageFormat::Tiff,
        }
    }
}

/// Finds the format by the first bytes.
///
/// # Errors
///
/// What the bytes are instead, as the end of a sentence that begins with the name of
/// the file.
pub(super) fn sniff(bytes: &[u8]) -> Result<Format, Message> {
    let format = match bytes {
        [0x89, b'P', b'N', b'G', ..] => Format::Png,
        [0xFF, 0xD8, 0xFF, ..] => Format::Jpeg,
        [b'G', b'I', b'F', b'8', ..] => Format::Gif,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Format::Webp,
        [b'B', b'M', ..] => Format::Bmp,
        [b'%', b'P', b'D', b'F', b'-', ..] => Format::Pdf,
        [b'I', b'I', 0x2A, 0, ..] | [b'M', b'M', 0, 0x2A, ..] => Format::Tiff,
        _ => return sniff_text(bytes),
    };
    Ok(format)
}

fn sniff_text(bytes: &[u8]) -> Result<Format, Message> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    if bytes.is_empty() {
        Err(message!("is empty"))
    } else if head.starts_with("version https://git-lfs") {
        Err(message!("is a Git LFS pointer, not an image; run `git lfs pull`"))
    } else if head.contains("<!doctype html") || head.contains("<html") {
        Err(message!("is an HTML page, not an image"))
    } else if head.contains("<svg") {
        Ok(Format::Svg)
    } else {
        Err(message!("is not an image that fuzi reads (PNG, JPEG, GIF, WebP, BMP, TIFF, SVG, PDF)"))
    }
}
