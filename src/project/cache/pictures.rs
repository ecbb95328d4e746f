//! Pictures that several builds show are read once in a process, and what they
//! are converted to once on a disk.

use crate::diag::Message;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use super::super::files::record;
use super::store::{Kind, Store};
use super::{BUILD, CacheAt};
use crate::assets::{ConversionCache, Conversions, Image};
use crate::model::Bounds;
use crate::project::job::Job;

/// A picture: the hash of its bytes, the page of a PDF, and the bounds that it is within.
type Name = (String, usize, Bounds);

/// The pictures of a process; each is known for as long as a document shows it.
#[derive(Debug, Default)]
pub(in crate::project) struct ImageCache(Mutex<HashMap<Name, Weak<Image>>>);

/// The pictures as a document sees them.
#[derive(Debug)]
pub(in crate::project) struct Pictures<'a> {
    known: &'a ImageCache,
    /// Where what they are converted to is kept.
    place: Option<Arc<dyn Conversions>>,
    /// How large they may be.
    bounds: Bounds,
}

impl ImageCache {
    /// The pictures for a document that keeps conversions in a place.
    pub(in crate::project) fn keeping(&self, place: Option<Arc<dyn Conversions>>, bounds: Bounds) -> Pictures<'_> {
        Pictures { known: self, place, bounds }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Name, Weak<Image>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pictures<'_> {
    /// The picture of some bytes with this hash, or of that page of a PDF.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as [`Image::read`] says it.
    pub(in crate::project) fn read(&self, bytes: Vec<u8>, hash: String, page: usize) -> Result<Arc<Image>, Message> {
        let name = (hash, page, self.bounds);
        if let Some(image) = self.known.lock().get(&name).and_then(Weak::upgrade) {
            return Ok(image);
        }
        let key = record::hash(format!("{BUILD}\n{}\n{page}", name.0).as_bytes());
        let kept = ConversionCache { key, place: self.place.clone() };
        let image = Arc::new(Image::read_within(Arc::new(bytes), page, kept, self.bounds)?);
        let mut known = self.known.lock();
        known.retain(|_, image| image.strong_count() > 0);
        known.insert(name, Arc::downgrade(&image));
        Ok(image)
    }
}

impl Conversions for Store {
    fn find(&self, name: &str) -> Option<Vec<u8>> {
        self.read(Kind::Picture, name)
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        let _ = self.write(Kind::Picture, name, bytes);
    }
}

impl CacheAt {
    /// Where the conversions of a document's pictures are kept.
    pub(in crate::project) fn conversions(&self, job: &Job) -> Option<Arc<dyn Conversions>> {
        Some(Arc::new(Store::of(self, job)?))
    }
}
