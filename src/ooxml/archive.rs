//! The package: parts, their types and relations, in one archive whose bytes
//! depend on nothing but the parts (ECMA-376-2).

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Seek, Write};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::element::Element;
use super::write::DECLARATION;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const EXTENSIONS: [(&str, &str); 5] = [
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ("xml", "application/xml"),
    ("png", "image/png"),
    ("jpeg", "image/jpeg"),
    ("svg", "image/svg+xml"),
];

/// How hard the parts are compressed, from 1 to 9: higher levels take most of the
/// time of a Word file and make it 2 % smaller.
const LEVEL: i64 = 2;

/// The parts of a package.
#[derive(Debug, Default)]
pub struct Package {
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    name: String,
    kind: Option<String>,
    content: Content,
}

/// What a part holds.
#[derive(Debug)]
pub enum Content {
    /// A tree that may still be changed.
    Tree(Element),
    /// Bytes of its own.
    Own(Vec<u8>),
    /// The bytes of a picture's file: a document may hold hundreds of megabytes
    /// of them.
    Shared(Arc<Vec<u8>>),
}

impl Content {
    fn bytes(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Tree(tree) => Cow::Owned(tree.clone().write_part().into_bytes()),
            Self::Own(bytes) => Cow::Borrowed(bytes),
            Self::Shared(bytes) => Cow::Borrowed(bytes),
        }
    }
}

impl From<Element> for Content {
    fn from(tree: Element) -> Self {
        Self::Tree(tree)
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Own(bytes)
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Own(text.into_bytes())
    }
}

impl From<Arc<Vec<u8>>> for Content {
    fn from(bytes: Arc<Vec<u8>>) -> Self {
        Self::Shared(bytes)
    }
}

impl Package {
    /// Adds a part of WordprocessingML, such as `styles`.
    pub fn word(&mut self, name: &str, kind: &str, tree: Element) {
        self.part(&format!("word/{name}.xml"), &format!("{WORD}{kind}+xml"), tree);
    }

    /// Adds a part of another type.
    pub fn part(&mut self, name: &str, kind: &str, content: impl Into<Content>) {
        self.parts.push(Part { name: name.to_owned(), kind: Some(kind.to_owned()), content: content.into() });
    }

    /// Adds what its extension says the type of: relations and pictures.
    pub fn file(&mut self, name: &str, content: impl Into<Content>) {
        self.parts.push(Part { name: name.to_owned(), kind: None, content: content.into() });
    }

    /// The names of the parts with their types.
    pub fn names(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.parts.iter().map(|part| (part.name.as_str(), part.kind.as_deref()))
    }

    /// The tree of a part; `None` if there is none.
    #[must_use]
    pub fn tree(&self, name: &str) -> Option<&Element> {
        match &self.parts.iter().find(|part| part.name == name)?.content {
            Content::Tree(tree) => Some(tree),
            Content::Own(_) | Content::Shared(_) => None,
        }
    }

    /// Changes the tree of a part, if there is one.
    pub fn change(&mut self, name: &str, change: impl FnOnce(Element) -> Element) {
        let part = self.parts.iter_mut().find(|part| part.name == name);
        if let Some(Content::Tree(tree)) = part.map(|part| &mut part.content) {
            *tree = change(std::mem::take(tree));
        }
    }

    /// Takes a part out.
    pub fn remove(&mut self, name: &str) {
        self.parts.retain(|part| part.name != name);
    }

    fn content_types(&self) -> String {
        let mut out =
            format!("{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
        let used: BTreeSet<&str> =
            self.parts.iter().filter_map(|part| part.name.rsplit_once('.').map(|(_, end)| end)).collect();
        for (extension, kind) in EXTENSIONS.iter().filter(|(extension, _)| used.contains(extension)) {
            let _ = write!(out, "<Default Extension=\"{extension}\" ContentType=\"{kind}\"/>");
        }
        for part in &self.parts {
            if let Some(kind) = &part.kind {
                let _ = write!(out, "<Override PartName=\"/{}\" ContentType=\"{kind}\"/>", part.name);
            }
        }
        out + "</Types>"
    }

    /// Writes every tree.
    fn write_trees(&mut self) {
        for part in &mut self.parts {
            if let Content::Tree(tree) = &mut part.content {
                part.content = std::mem::take(tree).write_part().into();
            }
        }
    }

    /// Puts the parts into the order of the archive.
    pub fn sort(&mut self) {
        self.parts.sort_by(|a, b| a.name.cmp(&b.name));
    }

    /// The bytes of the archive: the types first, then the parts in their order,
    /// all of one fixed time.
    ///
    /// # Errors
    ///
    /// When the archive cannot be put together.
    pub fn write<W: Write + Seek>(&self, out: W) -> zip::result::ZipResult<W> {
        let mut zip = ZipWriter::new(out);
        let deflated = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let stored = deflated.compression_method(CompressionMethod::Stored).compression_level(None);
        zip.start_file("[Content_Types].xml", deflated)?;
        zip.write_all(self.content_types().as_bytes())?;
        for part in &self.parts {
            let is_packed = part.name.ends_with(".png") || part.name.ends_with(".jpeg");
            zip.start_file(part.name.as_str(), if is_packed { stored } else { deflated })?;
            zip.write_all(&part.content.bytes())?;
        }
        zip.finish()
    }
}

/// A Word file that is complete but not yet packed, so that its pictures go into
/// the file on the disk without a copy of all of them in memory.
#[derive(Debug)]
pub struct WordFile(Package);

impl WordFile {
    /// The file of a package.
    #[must_use]
    pub fn new(mut package: Package) -> Self {
        package.sort();
        package.write_trees();
        Self(package)
    }

    /// Packs it.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written.
    pub fn write<W: Write + Seek>(&self, out: W) -> std::io::Result<W> {
        Ok(self.0.write(out)?)
    }

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// When it cannot be packed.
    pub fn bytes(&self) -> std::io::Result<Vec<u8>> {
        Ok(self.write(Cursor::new(Vec::new()))?.into_inner())
    }
}
