//! A picture becomes what every Word shows: a PNG or a JPEG, with the SVG beside
//! it where there is one.

use std::cell::OnceCell;
use std::sync::Arc;

use image::metadata::Orientation;

use super::format::Format;
use super::{Image, pdf, png, svg};

/// The raster formats that every Word shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Raster {
    Png,
    Jpeg,
}

/// What the Word edition shows of a picture.
#[derive(Debug, Clone)]
pub struct WordPicture {
    /// The bytes of a PNG or JPEG; those of the file where they can be.
    pub raster: Arc<Vec<u8>>,
    /// Which of the two.
    pub format: Raster,
    /// The SVG of which `raster` is the fallback; its text is outlines, so that
    /// it looks the same without fuzi's fonts.
    pub svg: Option<Arc<Vec<u8>>>,
    /// How many quarter turns clockwise the raster is to be turned.
    pub quarter_turns: u8,
}

/// The quarter turns clockwise of an orientation, mirrored ones like their
/// unmirrored neighbours.
pub(super) fn quarter_turns(orientation: Orientation) -> u8 {
    match orientation {
        Orientation::NoTransforms | Orientation::FlipHorizontal => 0,
        Orientation::Rotate90 | Orientation::Rotate90FlipH => 1,
        Orientation::Rotate180 | Orientation::FlipVertical => 2,
        Orientation::Rotate270 | Orientation::Rotate270FlipH => 3,
    }
}

fn is_mirrored(orientation: Orientation) -> bool {
    match orientation {
        Orientation::NoTransforms | Orientation::Rotate90 | Orientation::Rotate180 | Orientation::Rotate270 => false,
        Orientation::FlipHorizontal
        | Orientation::FlipVertical
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => true,
    }
}

/// Makes the form for Word. PNG and JPEG stay as they are, unless Word could
/// not show them: CMYK and mirrored pictures are drawn anew.
pub(super) fn picture(image: &Image) -> Option<WordPicture> {
    let kept = |format| WordPicture {
        raster: image.bytes().clone(),
        format,
        svg: None,
        quarter_turns: quarter_turns(image.orientation),
    };
    let redraw = image.cmyk || is_mirrored(image.orientation);
    match image.shown() {
        Format::Svg => {
            let drawn = OnceCell::new();
            let draw = || drawn.get_or_init(|| svg::draw(image.bytes())).clone().ok_or(());
            let outlines = image.kept.or_make("outlines", || draw().map(|(outlines, _)| outlines)).ok()?;
            let raster = image.kept.or_make("raster", || draw().map(|(_, raster)| raster)).ok()?;
            Some(WordPicture { svg: Some(Arc::new(outlines)), ..upright(raster) })
        }
        Format::Pdf => redrawn(image, || pdf::draw(image.bytes(), image.page())),
        Format::Jpeg if !redraw => Some(kept(Raster::Jpeg)),
        Format::Png if !redraw => Some(kept(Raster::Png)),
        Format::Png | Format::Jpeg | Format::Gif | Format::Webp | Format::Bmp | Format::Tiff => {
            redrawn(image, || png::upright(image.pixels().ok()?, image.orientation))
        }
    }
}

/// What is drawn anew, unless it was kept.
fn redrawn(image: &Image, draw: impl FnOnce() -> Option<Vec<u8>>) -> Option<WordPicture> {
    image.kept.or_make("raster", || draw().ok_or(())).ok().map(upright)
}

fn upright(png: Vec<u8>) -> WordPicture {
    WordPicture { raster: Arc::new(png), format: Raster::Png, svg: None, quarter_turns: 0 }
}
