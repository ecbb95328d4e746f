//! What Typst may see: one source, the pictures of the document, the fonts of
//! the style. No disk, no network, no packages, no clock.

use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _};

use super::edits;
use crate::assets::{Fonts, Images};
use crate::write::typst::image_of_path;

/// With what tells cells of data from those of heads.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// The world of one document.
pub(super) struct World<'a> {
    kept: KeptWorld,
    fonts: &'a Fonts,
}

/// What stays of a world for the next one of the same document: of what has not
/// changed since the typesetter remembers what came of it.
#[derive(Debug, Clone)]
pub(super) struct KeptWorld {
    source: Source,
    pictures: Vec<(Arc<Vec<u8>>, Bytes)>,
}

/// The bytes of a picture, shared and not copied.
struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl<'a> World<'a> {
    /// A world around a text, which is parsed only where it differs from the one
    /// before.
    pub(super) fn new(before: Option<KeptWorld>, text: &str, images: &Images, fonts: &'a Fonts) -> Self {
        let (mut source, known) = match before {
            Some(KeptWorld { source, pictures }) => (source, pictures),
            None => (Source::new(main_file(), text.to_owned()), Vec::new()),
        };
        edits::apply(&mut source, text);
        let pictures = images.iter().map(|image| {
            let bytes = image.bytes();
            let same = known.iter().find(|(known, _)| Arc::ptr_eq(known, bytes));
            let shared = || Bytes::new(Shared(bytes.clone()));
            (bytes.clone(), same.map_or_else(shared, |(_, bytes)| bytes.clone()))
        });
        Self { kept: KeptWorld { source, pictures: pictures.collect() }, fonts }
    }

    /// The text.
    pub(super) fn text(&self) -> &Source {
        &self.kept.source
    }

    /// What stays of it.
    pub(super) fn kept(&self) -> KeptWorld {
        self.kept.clone()
    }
}

fn main_file() -> FileId {
    static MAIN: LazyLock<FileId> = LazyLock::new(|| {
        let path = VirtualPath::new("main.typ").expect("a constant path is valid");
        FileId::new(RootedPath::new(VirtualRoot::Project, path))
    });
    *MAIN
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.store().book()
    }

    fn main(&self) -> FileId {
        self.kept.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.kept.source.id() { Ok(self.kept.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        let picture = match path.root() {
            VirtualRoot::Project => image_of_path(path.vpath().get_without_slash()),
            VirtualRoot::Package(_) => None,
        };
        let found = picture.and_then(|id| self.kept.pictures.get(id.0));
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.store().font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
