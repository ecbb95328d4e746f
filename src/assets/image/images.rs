//! The pictures of a document, each once, by the paths that its texts name.

use std::collections::HashMap;
use std::sync::Arc;

use super::Image;
use crate::diag::SourceId;
use crate::model::resolved::ImageId;

/// The pictures of a document, each once.
#[derive(Debug, Default)]
pub struct Images {
    list: Vec<Arc<Image>>,
    names: HashMap<(SourceId, String, usize), ImageId>,
}

impl Images {
    /// No pictures.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a picture.
    pub fn insert(&mut self, image: Arc<Image>) -> ImageId {
        self.list.push(image);
        ImageId(self.list.len() - 1)
    }

    /// Notes that a text names a picture by a path and a page.
    pub fn name(&mut self, source: SourceId, path: &str, page: usize, id: ImageId) {
        self.names.insert((source, path.to_owned(), page), id);
    }

    /// The picture that a text names by a path and a page, if it could be read.
    #[must_use]
    pub fn find(&self, source: SourceId, path: &str, page: usize) -> Option<ImageId> {
        self.names.get(&(source, path.to_owned(), page)).copied()
    }

    /// The picture of an id that [`insert`](Self::insert) gave out.
    #[must_use]
    pub fn get(&self, id: ImageId) -> &Image {
        &self.list[id.0]
    }

    /// Every picture, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Image>> {
        self.list.iter()
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
