//! Lays out the Typst source of a document and reads its pages back: text,
//! faces, missing glyphs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use fuzi::assets::{ConversionCache, Fonts, Image};
use fuzi::diag::SourceId;
use fuzi::model::resolved::ImageId;
use fuzi::style;
use fuzi::write::typst::image_of_path;
use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::FootnoteEntry;
use typst::pdf::ArtifactElem;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _};
use typst_layout::PagedDocument;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});
static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let style = style::load(SourceId(0), style::preset("report").unwrap()).unwrap();
    Fonts::load(&style.families())
});

/// What stands on the pages.
#[derive(Default)]
pub struct Pages {
    /// The text without notes and page numbers.
    pub body: String,
    pub notes: String,
    pub families: BTreeSet<String>,
    /// Characters that no face has.
    pub missing: BTreeSet<char>,
    pub count: usize,
}

/// The families that the default style names.
pub fn families() -> BTreeSet<String> {
    FONTS.store().book().families().map(|(name, _)| name.to_lowercase()).collect()
}

/// Lays out a source; pictures lie in `folder`.
pub fn layout(source: &str, model: &Value, folder: &Path) -> Result<Pages, String> {
    let mut images = BTreeMap::new();
    pictures(model, folder, &mut images);
    let path = VirtualPath::new("main.typ").unwrap();
    let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
    let world = World { source: Source::new(id, source.to_owned()), images };
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|errors| format!("{errors:?}"))?;
    let mut reader = Reader::default();
    for page in document.pages() {
        reader.frame(&page.frame);
    }
    reader.pages.count = document.pages().len();
    Ok(reader.pages)
}

/// The bytes of every picture that the document shows.
fn pictures(value: &Value, folder: &Path, found: &mut BTreeMap<ImageId, Bytes>) {
    match value {
        Value::Object(map) => {
            if let (Some(id), Some(path)) = (map.get("image").and_then(Value::as_u64), map.get("path")) {
                let file = folder.join(path.as_str().unwrap());
                let image = Image::read(std::fs::read(&file).unwrap_or_default().into(), 1, ConversionCache::default())
                    .unwrap();
                found.insert(ImageId(id as usize), Bytes::new(image.bytes().to_vec()));
            }
            map.values().for_each(|value| pictures(value, folder, found));
        }
        Value::Array(list) => list.iter().for_each(|value| pictures(value, folder, found)),
        _ => {}
    }
}

#[derive(Default)]
struct Reader {
    pages: Pages,
    /// The notes and artifacts that are open: where each ends, and whether it
    /// is a note.
    open: Vec<(Location, bool)>,
}

impl Reader {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Text(text) => self.text(text),
                FrameItem::Tag(tag) => self.tag(tag),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(content, _) if content.is::<FootnoteEntry>() => self.open.push((tag.location(), true)),
            Tag::Start(content, _) if content.is::<ArtifactElem>() => self.open.push((tag.location(), false)),
            Tag::Start(..) => {}
            Tag::End(..) => self.open.retain(|(location, _)| *location != tag.location()),
        }
    }

    fn text(&mut self, text: &typst::text::TextItem) {
        self.pages.families.insert(text.font.info().family.to_lowercase());
        let missing = text.glyphs.iter().filter(|glyph| glyph.id == 0);
        self.pages.missing.extend(missing.filter_map(|glyph| text.text.get(glyph.range())?.chars().next()));
        match self.open.last() {
            None => self.pages.body.push_str(&text.text),
            Some((_, true)) => self.pages.notes.push_str(&text.text),
            Some((_, false)) => {}
        }
    }
}

struct World {
    source: Source,
    images: BTreeMap<ImageId, Bytes>,
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.store().book()
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let picture = image_of_path(id.get().vpath().get_without_slash());
        picture.and_then(|id| self.images.get(&id).cloned()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.store().font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
