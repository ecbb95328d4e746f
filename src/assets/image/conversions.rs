//! Conversions of pictures are kept from one build to the next: what was drawn
//! from the same bytes before is not drawn again.

use std::fmt::Debug;
use std::sync::Arc;

/// A place for conversions that outlives a build.
pub trait Conversions: Debug + Send + Sync {
    /// What was kept under a name.
    fn find(&self, name: &str) -> Option<Vec<u8>>;

    /// Keeps something under a name; that it cannot be kept is no mistake.
    fn keep(&self, name: &str, bytes: &[u8]);
}

/// Where the conversions of one picture are kept; by default nowhere.
#[derive(Debug, Clone, Default)]
pub struct ConversionCache {
    /// What tells the bytes and the page from all others.
    pub key: String,
    /// The place.
    pub place: Option<Arc<dyn Conversions>>,
}

impl ConversionCache {
    /// The conversion of a name, made now if it was not kept.
    pub(super) fn or_make<E>(&self, name: &str, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        let Some(place) = &self.place else { return make() };
        let name = format!("{}-{name}", self.key);
        if let Some(bytes) = place.find(&name) {
            return Ok(bytes);
        }
        let bytes = make()?;
        place.keep(&name, &bytes);
        Ok(bytes)
    }
}
