//! Pictures and fonts: bytes become measured, bounded pictures and an index of
//! the faces that a style may use. Nothing here opens a file of the user.

pub mod image;

pub use image::{Image, Images, Raster, WordPicture};
