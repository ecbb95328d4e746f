//! The pictures that a document names are read beside the texts that name them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::cache::Pictures;
use super::files::Root;
use super::limits::Limits;
use super::load::Loader;
use crate::assets::{Image, Images};
use crate::diag::{Code, Diagnostic, Message, Sink, SourceId, message};
use crate::model::document::{BlockKind, Document, Image as WrittenImage, InlineKind};
use crate::model::{visit_blocks, visit_inlines};

/// The bytes of a picture that nothing has unpacked yet.
struct Opened {
    bytes: Vec<u8>,
    hash: String,
    page: usize,
    /// In pixels, as a raster says it.
    size: Option<(u32, u32)>,
}

impl Loader<'_> {
    /// Reads every picture of the document, each page of each file once, and runs
    /// `then` over each while the others are read.
    pub(super) fn images(
        &self,
        document: &Document,
        pictures: &Pictures<'_>,
        then: impl Fn(&Image) -> Result<(), Message> + Sync,
        sink: &mut Sink,
    ) -> Images {
        let uses = uses(document);
        let mut files: Vec<(&Root, PathBuf, usize)> = Vec::new();
        let mut wanted: HashMap<(SourceId, &str, usize), Result<usize, Message>> = HashMap::new();
        for image in &uses {
            let key = (image.path.span.source, image.path.value.as_str(), image.page);
            wanted.entry(key).or_insert_with(|| {
                let (root, file) = (self.root_of(key.0), self.picture_file(key.0, key.1)?);
                let is_known = |(other, known, page): &(&Root, PathBuf, usize)| {
                    (other.real(), known, *page) == (root.real(), &file, image.page)
                };
                Ok(files.iter().position(is_known).unwrap_or_else(|| {
                    files.push((root, file, image.page));
                    files.len() - 1
                }))
            });
        }
        let open = |(root, file, page): &(&Root, PathBuf, usize)| {
            let (bytes, hash) = self.picture_bytes(root, file)?;
            Ok(Opened { size: Image::claimed_size(&bytes), bytes, hash, page: *page })
        };
        let opened: Vec<Result<Opened, Message>> = files.par_iter().map(open).collect();
        let read = |opened: Result<Opened, Message>| {
            let Opened { bytes, hash, page, .. } = opened?;
            let image = pictures.read(bytes, hash, page)?;
            then(&image)?;
            Ok(image)
        };
        let mut images = Images::new();
        let read: Vec<Result<Arc<Image>, Message>> = self.bounded(opened).into_par_iter().map(read).collect();
        let read: Vec<_> = read.into_iter().map(|image| image.map(|image| images.insert(image))).collect();
        for image in uses {
            let key = (image.path.span.source, image.path.value.as_str(), image.page);
            match wanted[&key].as_ref().map_err(Clone::clone).and_then(|at| read[*at].as_ref().map_err(Clone::clone)) {
                Ok(id) => {
                    check_extension(image, images.get(*id), sink);
                    images.name(key.0, key.1, image.page, *id);
                }
                Err(reason) => report(image, &reason, sink),
            }
        }
        images
    }

    /// The pictures that are within the bounds of the document, in their order.
    fn bounded(&self, pictures: Vec<Result<Opened, Message>>) -> Vec<Result<Opened, Message>> {
        let Limits { pixels: most, all_pixels, .. } = self.limits;
        let mut sum = 0_u64;
        let mut bounded = |opened: Opened| {
            let Some((width, height)) = opened.size else { return Ok(opened) };
            let pixels = u64::from(width) * u64::from(height);
            if pixels > most {
                return Err(message!(
                    "has {width} × {height} pixels, more than {most} (`pixels` under [limits])",
                    width,
                    height,
                    most
                ));
            }
            if sum.saturating_add(pixels) > all_pixels {
                return Err(message!(
                    "has {width} × {height} pixels; with it the document has more than {all_pixels} (`all-pixels` under [limits])",
                    width,
                    height,
                    all_pixels
                ));
            }
            sum += pixels;
            Ok(opened)
        };
        pictures.into_iter().map(|picture| picture.and_then(&mut bounded)).collect()
    }

    /// The bytes of a picture, if it is within the bounds of the document, and their hash.
    fn picture_bytes(&self, root: &Root, file: &Path) -> Result<(Vec<u8>, String), Message> {
        let (bytes, hash) = root.read_hashed(file).map_err(|error| error.reason)?;
        let most = self.limits.picture;
        if bytes.len() as u64 > most {
            return Err(message!("is larger than {max_bytes} MB (`picture` under [limits])", max_bytes = most >> 20));
        }
        Ok((bytes, hash))
    }

    /// How many pages a PDF has that a source names; it must be one that can be shown.
    pub(super) fn pages_of(&self, source: SourceId, path: &str, pictures: &Pictures<'_>) -> Result<usize, Message> {
        let file = self.picture_file(source, path)?;
        let (bytes, hash) = self.picture_bytes(self.root_of(source), &file)?;
        let first = pictures.read(bytes, hash, 1)?;
        first.pages().ok_or_else(|| message!("is no PDF"))
    }

    /// The file of a picture within the root, as it is called where it is not there under
    /// its written name: a path from `/` on begins at the root.
    fn picture_file(&self, source: SourceId, path: &str) -> Result<PathBuf, Message> {
        if path.trim().is_empty() {
            return Err(message!("has no path"));
        }
        if path.contains("://") || path.starts_with("//") {
            return Err(message!("is on the network; save it beside the manuscript"));
        }
        if path.starts_with("data:") {
            return Err(message!("is a data address; save it as a file"));
        }
        let root = self.root_of(source);
        let is_rooted = path.starts_with('/');
        let absolute = || message!("is an absolute path; write it from the manuscript on, with /");
        if path.starts_with("\\\\") || path.as_bytes().get(1) == Some(&b':') {
            return Err(absolute());
        }
        let located = |path: &str| match is_rooted {
            true => root.locate(Path::new(path.trim_start_matches('/'))),
            false => root.locate(&self.beside(source, path)),
        };
        let found = located(path).or_else(|error| {
            let others = spellings(path).into_iter().filter(|other| other != path);
            others.filter_map(|other| located(&other).ok()).next().ok_or(error)
        });
        let is_absolute = is_rooted || path.contains('\\');
        let real = found.map_err(|error| if is_absolute { absolute() } else { error.reason })?;
        Ok(root.relative(&real))
    }
}

/// What says behind a path in which colours of a site its picture is shown: Material
/// for MkDocs (“Light and dark mode” of images), GitHub.
const MODES: [&str; 4] = ["#only-light", "#only-dark", "#gh-light-mode-only", "#gh-dark-mode-only"];

/// A path without what sites and code hosts append.
fn bare(path: &str) -> &str {
    let path = MODES.iter().find_map(|mode| path.strip_suffix(mode)).unwrap_or(path);
    path.split('?').next().unwrap_or(path)
}

/// What a path may mean that is no file as it is written: with the slashes of Windows,
/// with what is appended, with percent escapes.
fn spellings(path: &str) -> Vec<String> {
    let slashed = path.replace('\\', "/");
    let asked = bare(&slashed).to_owned();
    let decoded = [&slashed, &asked].map(|path| percent_decode_str(path).decode_utf8_lossy().into_owned());
    [vec![slashed, asked], decoded.into()].concat()
}

/// Every picture of the document.
fn uses(document: &Document) -> Vec<&WrittenImage> {
    let mut list = Vec::new();
    visit_blocks(document, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind {
            list.extend(figure.panels.iter().map(|panel| &panel.image));
        }
    });
    list.extend(document.meta.pictures.iter().map(|(_, image)| image));
    list.extend(&document.meta.header_logo);
    list.extend(document.meta.pages_before.iter().chain(&document.meta.pages_behind));
    visit_inlines(document, &mut |inline| {
        if let InlineKind::Image(image) = &inline.kind {
            list.push(image);
        }
    });
    list
}

fn report(image: &WrittenImage, reason: &Message, sink: &mut Sink) {
    let message = message!("the picture “{path}” {reason}", path = image.path.value, reason);
    let diagnostic = Diagnostic::warning(Code::Image, image.path.span, message);
    sink.push(diagnostic.hint("a box with its path is printed in its place"));
}

fn check_extension(image: &WrittenImage, read: &Image, sink: &mut Sink) {
    let extension = Path::new(bare(&image.path.value)).extension().map(|e| e.to_string_lossy().to_lowercase());
    if extension.is_some_and(|extension| !read.format().fits(&extension)) {
        let message = message!(
            "the picture “{path}” is a {extension} file",
            path = image.path.value,
            extension = read.format().extension()
        );
        let diagnostic = Diagnostic::warning(Code::ImageFormat, image.path.span, message);
        sink.push(diagnostic.hint("rename it so that other programs can read it too"));
    }
}

#[cfg(test)]
mod tests {
    use super::{bare, spellings};

    #[test]
    fn what_sites_append_to_a_path_is_no_part_of_it() {
        for path in ["a/b.png", "a/b.png?raw=true", "a/b.png#only-light", "a/b.png?raw=true#gh-dark-mode-only"] {
            assert_eq!(bare(path), "a/b.png", "{path}");
        }
        assert_eq!(bare("a/c#1.png"), "a/c#1.png");
        assert!(spellings("a\\b%20c.png#only-dark").contains(&"a/b c.png".to_owned()));
    }
}
