//! Lays out the Typst source of a document and reads its pages back: text,
//! faces, missing glyphs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use fuzi::assets::{ConversionCache, Fonts, Image};
use fuzi::diag::SourceId;
use fuzi::model::resolved::ImageId;
use fuzi::project::Emit;
use fuzi::style;
use fuzi::write::typst::image_of_path;
use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::FootnoteEntry;
use typst::pdf::ArtifactElem;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::visualize::Geometry;
use typst::{Feature, Library, LibraryExt as _};
use typst_layout::PagedDocument;

use super::make;

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
    let document = document(source, model, folder)?;
    let mut reader = Reader::default();
    for page in document.pages() {
        reader.frame(&page.frame);
    }
    reader.pages.count = document.pages().len();
    Ok(reader.pages)
}

fn document(source: &str, model: &Value, folder: &Path) -> Result<PagedDocument, String> {
    let mut images = BTreeMap::new();
    pictures(model, folder, &mut images);
    let path = VirtualPath::new("main.typ").unwrap();
    let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
    let world = World { source: Source::new(id, source.to_owned()), images };
    typst::compile::<PagedDocument>(&world).output.map_err(|errors| format!("{errors:?}"))
}

/// A piece of text or a rule on a page, in millimetres from its upper left corner.
pub struct Placed {
    /// From 1.
    pub page: usize,
    pub x: f64,
    /// The baseline of a text; the upper edge of a rule.
    pub y: f64,
    pub width: f64,
    /// The size of a text; the height of a rule.
    pub size: f64,
    /// Empty for a rule.
    pub text: String,
}

/// What stands where on the pages of a file, in the order in which it is painted. What is
/// turned is left out.
pub fn placed(file: &Path) -> Vec<Placed> {
    let folder = file.parent().unwrap();
    let document = document(&make::emit(file, Emit::Typst), &make::model(file), folder).unwrap();
    let mut found = Vec::new();
    for (at, page) in document.pages().iter().enumerate() {
        place(&page.frame, Point::zero(), at + 1, &mut found);
    }
    found
}

fn place(frame: &Frame, origin: Point, page: usize, found: &mut Vec<Placed>) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        let (width, size, text) = match item {
            FrameItem::Group(group) => {
                let turn = group.transform;
                if turn.kx.is_zero() && turn.ky.is_zero() {
                    place(&group.frame, at + Point::new(turn.tx, turn.ty), page, found);
                }
                continue;
            }
            FrameItem::Text(text) => (text.width(), text.size, text.text.to_string()),
            FrameItem::Shape(shape, _) => match shape.geometry {
                Geometry::Line(to) => (to.x, to.y, String::new()),
                Geometry::Rect(size) => (size.x, size.y, String::new()),
                Geometry::Curve(_) => continue,
            },
            FrameItem::Tag(_) | FrameItem::Image(..) | FrameItem::Link(..) => continue,
        };
        let [x, y, width, size] = [at.x, at.y, width, size].map(typst::layout::Abs::to_mm);
        found.push(Placed { page, x, y, width, size, text });
    }
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
