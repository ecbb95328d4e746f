//! Pictures and fonts: bytes become measured, bounded pictures and an index of
//! the faces that a style may use. Nothing here opens a file of the user.

pub mod coverage;
pub mod font;
pub mod image;

pub use coverage::Coverage;
pub use font::{FontFacts, Fonts, system_files};
pub(crate) use image::guarded_pdf;
pub use image::{ConversionCache, Conversions, Format, Image, Images, MOST_PIXELS, Raster, WordPicture};
