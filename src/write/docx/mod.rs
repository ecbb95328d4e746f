//! A resolved document becomes a Word package.

pub mod math;

use crate::assets::Images;
use crate::diag::{Result, Sink};
use crate::model::resolved::{Pages, Resolved};
use crate::style::Style;

/// Writes the Word file.
///
/// # Errors
///
/// When the package cannot be put together.
pub fn write(
    _doc: &Resolved,
    _images: &Images,
    _style: &Style,
    _pages: Option<&Pages>,
    _sink: &mut Sink,
) -> Result<Vec<u8>> {
    Ok(Vec::new())
}
