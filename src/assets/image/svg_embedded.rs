//! The pictures inside an SVG: bounded by what they say of themselves before
//! anything decodes them, and decoded once to know that they are whole: the
//! typesetter ends at one that is broken.
//!
//! What they look like is not its concern.

use crate::diag::{Message, message};
use std::io::{Cursor, Read as _};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use image::ImageReader;
use resvg::usvg::{ImageHrefResolver, ImageKind, Options};

use super::raster::{MAX_PIXELS, dimensions};
use super::svg_scan;

/// How deep SVG may stand in SVG; each level is read and drawn recursively.
const MAX_LEVELS: usize = 4;
/// How many times the pixels of the largest picture all pictures of an SVG may
/// have; one that is used again counts again, for it is decoded again.
const MAX_PICTURES: u64 = 4;

/// What has been found so far in one SVG.
#[derive(Default)]
pub(super) struct Embedded {
    pixels: AtomicU64,
    level: AtomicUsize,
    decodes: bool,
    fault: Mutex<Option<Message>>,
}

impl Embedded {
    /// For an SVG that nobody has looked at: its pictures are decoded.
    pub(super) fn unseen() -> Self {
        Self { decodes: true, ..Self::default() }
    }

    /// The first thing that is wrong, as the end of a sentence that begins with
    /// the name of the file.
    pub(super) fn fault(&self) -> Option<Message> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Gives the SVG its pictures, unless they are beyond the bounds. Files and
    /// addresses are never opened.
    pub(super) fn resolver(&self) -> ImageHrefResolver<'_> {
        let default = ImageHrefResolver::default_data_resolver();
        ImageHrefResolver {
            resolve_data: Box::new(move |mime, data, options| {
                if self.fault().is_some() {
                    return None;
                }
                match self.picture(mime, &data) {
                    Ok(Found::Pixels) => default(mime, data, options),
                    Ok(Found::Drawing) => self.drawing(|| default(mime, data, options)),
                    Err(fault) => self.refuse(fault),
                }
            }),
            resolve_string: Box::new(|_, _: &Options<'_>| None),
        }
    }

    /// Reads an SVG within the SVG, one level deeper.
    fn drawing(&self, read: impl FnOnce() -> Option<ImageKind>) -> Option<ImageKind> {
        if self.level.fetch_add(1, Ordering::Relaxed) >= MAX_LEVELS {
            return self.refuse(message!(
                "is an SVG with SVG pictures in each other, more than {max_levels} levels deep",
                max_levels = MAX_LEVELS
            ));
        }
        let read = read();
        self.level.fetch_sub(1, Ordering::Relaxed);
        read
    }

    fn refuse(&self, fault: Message) -> Option<ImageKind> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
        None
    }

    /// Looks at a picture as far as its reader will before it decodes it.
    fn picture(&self, mime: &str, data: &Arc<Vec<u8>>) -> Result<Found, Message> {
        let Some((width, height)) = dimensions(data) else {
            // Whatever is no raster is read as SVG under these two names.
            if matches!(mime, "image/svg+xml" | "text/plain") {
                svg_scan::check(&unzipped(data)?)
                    .map_err(|fault| message!("is an SVG with a picture inside that {fault}", fault))?;
                return Ok(Found::Drawing);
            }
            return Err(message!("is an SVG with a broken picture inside"));
        };
        let pixels = u64::from(width) * u64::from(height);
        if pixels > MAX_PIXELS {
            return Err(message!(
                "is an SVG with a picture of {width} × {height} pixels inside, more than fuzi sets",
                width,
                height
            ));
        }
        if self.decodes {
            let decoded = ImageReader::new(Cursor::new(data.as_slice())).with_guessed_format();
            let whole = decoded.is_ok_and(|reader| reader.decode().is_ok());
            whole.then_some(()).ok_or("is an SVG with a broken picture inside")?;
        }
        if self.pixels.fetch_add(pixels, Ordering::Relaxed) + pixels > MAX_PICTURES * MAX_PIXELS {
            return Err(message!("is an SVG whose pictures have more pixels together than fuzi sets"));
        }
        Ok(Found::Pixels)
    }
}

/// What a picture inside an SVG is.
enum Found {
    Pixels,
    Drawing,
}

/// The text of an SVG that may be packed with gzip, which its reader unpacks
/// without a bound.
fn unzipped(data: &[u8]) -> Result<Vec<u8>, Message> {
    if !data.starts_with(&[0x1F, 0x8B]) {
        return Ok(data.to_vec());
    }
    let mut text = Vec::new();
    let read = flate2::read::GzDecoder::new(data).take(svg_scan::MAX_BYTES as u64 + 1).read_to_end(&mut text);
    read.map_err(|_| message!("is an SVG with a broken SVGZ picture inside"))?;
    Ok(text)
}
