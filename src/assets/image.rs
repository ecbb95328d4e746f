//! Pictures.

use crate::model::resolved::ImageId;

/// The pictures of a document.
#[derive(Debug, Default)]
pub struct Images {
    list: Vec<Image>,
}

impl Images {
    /// The picture of an id.
    #[must_use]
    pub fn get(&self, id: ImageId) -> &Image {
        &self.list[id.0]
    }

    /// How many pictures there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// A picture.
#[derive(Debug)]
pub struct Image {}

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
    /// The bytes of a PNG or JPEG.
    pub raster: Vec<u8>,
    /// Which of the two.
    pub format: Raster,
    /// The SVG of which `raster` is the fallback.
    pub svg: Option<Vec<u8>>,
    /// How many quarter turns clockwise the raster is to be turned.
    pub quarter_turns: u8,
}

impl Image {
    /// What the Word edition shows; made when it is first asked for. `None` if
    /// the picture cannot be converted.
    #[must_use]
    pub fn word(&self) -> Option<&WordPicture> {
        None
    }
}
