//! The bytes of a picture become an [`Image`]: its format found by content, its
//! size measured and bounded, and a form of it that each edition can show.
//!
//! It must not know where the bytes came from.

mod conversions;
mod density;
mod format;
mod guard;
mod images;
mod packed;
mod pdf;
mod pdf_forms;
mod pdf_scan;
mod pdf_streams;
mod png;
mod raster;
mod svg;
mod svg_bounds;
mod svg_embedded;
mod svg_fonts;
mod svg_references;
mod svg_scan;
mod whole;
mod word;

use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader};

pub use conversions::{ConversionCache, Conversions};
pub use format::Format;
pub use images::Images;
pub(crate) use pdf::guarded_pdf;
pub use raster::MOST_PIXELS;
pub use word::{Raster, WordPicture};

use crate::diag::{Message, message};
use crate::length::Length;
use crate::model::Bounds;

/// The longest side of a picture in pixels.
const MAX_SIDE: f64 = 32_000.0;

/// A picture that is known to be whole and of a bounded size.
#[derive(Debug)]
pub struct Image {
    format: Format,
    shown: Format,
    bytes: Arc<Vec<u8>>,
    width: f64,
    height: f64,
    density: Option<f64>,
    orientation: Orientation,
    cmyk: bool,
    /// Which page of a PDF, from 1.
    page: usize,
    kept: ConversionCache,
    decoded: OnceLock<Result<(), Message>>,
    word: OnceLock<Option<WordPicture>>,
}

impl Image {
    /// Reads a picture; of a PDF the page of this number, from 1. PNG and JPEG
    /// are not decoded: they are shown as they are. What it is converted to is
    /// kept, and found where it was kept before.
    ///
    /// # Errors
    ///
    /// What is wrong with the bytes, as the end of a sentence that begins with
    /// the name of the file.
    pub fn read(bytes: Arc<Vec<u8>>, page: usize, kept: ConversionCache) -> Result<Self, Message> {
        Self::read_within(bytes, page, kept, Bounds::DEFAULT)
    }

    /// Reads a picture that may be as large as some bounds say.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_within(
        bytes: Arc<Vec<u8>>,
        page: usize,
        kept: ConversionCache,
        bounds: Bounds,
    ) -> Result<Self, Message> {
        let format = format::sniff(&bytes)?;
        if page != 1 && format != Format::Pdf {
            return Err(message!("is not a PDF and has no page {page}", page));
        }
        match format {
            Format::Pdf => {
                let (width, height) = pdf::measure(&bytes, page)?;
                Ok(Self { page, kept, ..Self::new(Format::Pdf, bytes, width, height) })
            }
            Format::Svg => {
                let (width, height) = svg::measure(&bytes, bounds)?;
                let image = Self::new(Format::Svg, svg_fonts::renamed(bytes), width, height);
                Self { kept, ..image }.bounded()
            }
            format => Self::read_raster(format, bytes, kept),
        }
    }

    /// How many pixels a raster says that it is wide and high, before anything is
    /// unpacked; `None` of bytes that are no raster.
    #[must_use]
    pub fn claimed_size(bytes: &[u8]) -> Option<(u32, u32)> {
        // What is packed in the head is unpacked to read it.
        packed::check(bytes).ok()?;
        raster::dimensions(bytes)
    }

    fn read_raster(format: Format, bytes: Arc<Vec<u8>>, kept: ConversionCache) -> Result<Self, Message> {
        let broken = |error: image::ImageError| {
            message!(
                "is a broken {extension} image: {error}",
                extension = format.extension(),
                error = Message::recognised(&error.to_string())
            )
        };
        packed::check(&bytes)?;
        let mut decoder =
            ImageReader::with_format(Cursor::new(bytes.as_slice()), format.codec()).into_decoder().map_err(broken)?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > raster::MOST_PIXELS {
            return Err(message!("has {width} × {height} pixels, more than fuzi sets", width, height));
        }
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let cmyk = matches!(decoder.original_color_type(), image::ExtendedColorType::Cmyk8);
        drop(decoder);
        whole::check(format, &bytes)?;
        let turned = word::quarter_turns(orientation) % 2 == 1;
        let (width, height) = if turned { (height, width) } else { (width, height) };
        let density = density::of(format, &bytes);
        let image = Self::new(format, bytes, f64::from(width), f64::from(height));
        let image = Self { density, orientation, cmyk, kept, ..image };
        let image = image.bounded()?;
        match format {
            Format::Gif | Format::Webp | Format::Bmp | Format::Tiff => {
                let png = image.kept.or_make("png", || image.png())?;
                Ok(image.shown_as_png(png))
            }
            Format::Png | Format::Jpeg | Format::Svg | Format::Pdf => Ok(image),
        }
    }

    /// How many pages the PDF has that this is a page of; `None` if it is another
    /// picture.
    #[must_use]
    pub fn pages(&self) -> Option<usize> {
        let is_pdf = self.format == Format::Pdf;
        is_pdf.then(|| guarded_pdf(&self.bytes, |pdf| pdf.pages().len()).ok()).flatten()
    }

    /// The pixels of the bytes that are shown, not turned.
    fn pixels(&self) -> Result<image::DynamicImage, Message> {
        image::load_from_memory_with_format(&self.bytes, self.shown.codec()).map_err(|error| {
            message!(
                "is a broken {extension} image: {error}",
                extension = self.format.extension(),
                error = Message::recognised(&error.to_string())
            )
        })
    }

    /// Decodes a PNG or JPEG, so that the typesetter, which ends at one that is
    /// broken inside, is not given it.
    ///
    /// # Errors
    ///
    /// What is wrong, as [`read`](Self::read) says it.
    pub fn decode(&self) -> Result<(), Message> {
        match self.format {
            Format::Png | Format::Jpeg => self.decoded.get_or_init(|| self.pixels().map(drop)).clone(),
            Format::Gif | Format::Webp | Format::Bmp | Format::Tiff | Format::Svg | Format::Pdf => Ok(()),
        }
    }

    fn new(format: Format, bytes: Arc<Vec<u8>>, width: f64, height: f64) -> Self {
        Self {
            format,
            shown: format,
            bytes,
            width,
            height,
            density: None,
            orientation: Orientation::NoTransforms,
            cmyk: false,
            page: 1,
            kept: ConversionCache::default(),
            decoded: OnceLock::new(),
            word: OnceLock::new(),
        }
    }

    fn bounded(self) -> Result<Self, Message> {
        let sides = [self.width, self.height];
        if sides.iter().any(|side| !side.is_finite() || *side <= 0.0) {
            return Err(message!("has no size"));
        }
        if sides.iter().any(|side| *side > MAX_SIDE) {
            return Err(message!(
                "has {width} × {height} pixels, more than fuzi sets",
                width = self.width,
                height = self.height
            ));
        }
        Ok(self)
    }

    /// The picture upright as a PNG.
    fn png(&self) -> Result<Vec<u8>, Message> {
        png::upright(self.pixels()?, self.orientation).ok_or_else(|| message!("cannot be converted to PNG"))
    }

    /// The same picture shown as a PNG, for formats that not every Word shows or
    /// that are slow to decode a second time.
    fn shown_as_png(self, png: Vec<u8>) -> Self {
        Self { bytes: Arc::new(png), shown: Format::Png, orientation: Orientation::NoTransforms, ..self }
    }

    /// What the file holds.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// What [`bytes`](Self::bytes) holds: PNG, JPEG, SVG or PDF.
    #[must_use]
    pub fn shown(&self) -> Format {
        self.shown
    }

    /// The bytes that are shown.
    #[must_use]
    pub fn bytes(&self) -> &Arc<Vec<u8>> {
        &self.bytes
    }

    /// The size at which the picture shows its pixels at `dpi` pixels an inch,
    /// or at its own resolution if it has one; an SVG has 96, a
    /// page of a PDF is as large as its crop box.
    #[must_use]
    pub fn natural_size(&self, dpi: f64) -> (Length, Length) {
        let dpi = match self.format {
            Format::Svg => 96.0,
            Format::Pdf => 72.0,
            Format::Png | Format::Jpeg | Format::Gif | Format::Webp | Format::Bmp | Format::Tiff => {
                self.density.unwrap_or(dpi)
            }
        };
        (Length::pixels(self.width, dpi), Length::pixels(self.height, dpi))
    }

    /// How many pixels it is wide and high; `None` for a drawing, which has none.
    #[must_use]
    pub fn pixel_size(&self) -> Option<(f64, f64)> {
        match self.format {
            Format::Svg | Format::Pdf => None,
            Format::Png | Format::Jpeg | Format::Gif | Format::Webp | Format::Bmp | Format::Tiff => {
                Some((self.width, self.height))
            }
        }
    }

    /// Which page of a PDF is shown, from 1.
    #[must_use]
    pub fn page(&self) -> usize {
        self.page
    }

    /// What the Word edition shows; made when it is first asked for. `None` if
    /// the picture cannot be converted.
    #[must_use]
    pub fn word(&self) -> Option<&WordPicture> {
        self.word.get_or_init(|| word::picture(self)).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{ConversionCache, Format, Image};

    #[test]
    fn what_is_no_image_is_named() {
        let message = |bytes: &[u8]| Image::read(Arc::new(bytes.to_vec()), 1, ConversionCache::default()).unwrap_err();
        assert!(message(b"").contains("empty"));
        assert!(message(b"version https://git-lfs.github.com/spec/v1").contains("LFS"));
        assert!(message(b"<!DOCTYPE html><p>404").contains("HTML"));
        assert!(message(b"\x89PNG\r\n\x1a\nrubbish").contains("broken"));
    }

    #[test]
    fn a_svg_has_its_own_size_and_a_word_form() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='96' height='48'><rect width='9' height='9'/></svg>";
        let image = Image::read(Arc::new(svg.to_vec()), 1, ConversionCache::default()).unwrap();
        assert_eq!(image.format(), Format::Svg);
        assert_eq!(image.natural_size(300.0).0.pt(), 72.0);
        let word = image.word().unwrap();
        assert!(word.raster.starts_with(b"\x89PNG") && word.svg.is_some());
    }

    #[test]
    fn a_deep_svg_is_refused() {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg'>{}", "<g>".repeat(100_000));
        assert!(Image::read(Arc::new(svg.into_bytes()), 1, ConversionCache::default()).is_err());
    }
}
