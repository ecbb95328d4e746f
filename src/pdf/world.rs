//! What Typst may see: one source, the pictures of the document, the fonts of
//! the style. No disk, no network, no packages, no clock.

use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _};

use crate::assets::{Fonts, Images};
use crate::write::typst::image_of_path;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The world of one document.
pub(super) struct World<'a> {
    source: Source,
    images: &'a Images,
    fonts: &'a Fonts,
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
    pub(super) fn new(before: Option<Source>, text: &str, images: &'a Images, fonts: &'a Fonts) -> Self {
        let source = match before {
            Some(mut source) => {
                source.replace(text);
                source
            }
            None => Source::new(main_file(), text.to_owned()),
        };
        Self { source, images, fonts }
    }

    /// The text.
    pub(super) fn text(&self) -> &Source {
        &self.source
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
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        let picture = match path.root() {
            VirtualRoot::Project => image_of_path(path.vpath().get_without_slash()),
            VirtualRoot::Package(_) => None,
        };
        match picture.filter(|id| id.0 < self.images.len()) {
            Some(id) => Ok(Bytes::new(Shared(self.images.get(id).bytes().clone()))),
            None => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.store().font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
