//! SVG: checked before anything recursive touches it, measured, and drawn with
//! fuzi's own fonts only. Files and addresses that it names are never opened.

use crate::diag::{Message, message};
use std::sync::{Arc, OnceLock};

use resvg::{tiny_skia, usvg};
use usvg::fontdb;

use super::guard::guarded;
use super::svg_embedded::Embedded;
use super::{png, svg_bounds, svg_scan};
use crate::assets::font;
use crate::model::Bounds;

/// The pixels that the longer side of a drawn SVG has: some 165 an inch at the
/// width of a page, for the readers of Word files that do not draw SVG.
const DRAWN_SIDE: f32 = 1000.0;

/// The size in pixels.
pub(super) fn measure(bytes: &[u8], bounds: Bounds) -> Result<(f64, f64), Message> {
    svg_scan::check(bytes)?;
    let measured = guarded(|| {
        let tree = parse(bytes, Arc::default(), &Embedded::unseen())?;
        if svg_bounds::check(&tree, bounds)?.has_filters {
            // The PDF edition draws filters where a panic cannot be caught.
            painted(&tree);
        }
        Ok((f64::from(tree.size().width()), f64::from(tree.size().height())))
    });
    measured.unwrap_or_else(|| Err(message!("is a broken SVG; export it again or convert it to PNG")))
}

/// The SVG with its text turned to outlines, and the same as a PNG.
pub(super) fn draw(bytes: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    guarded(|| drawn(bytes))?
}

fn drawn(bytes: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let tree = parse(bytes, fonts(), &Embedded::default()).ok()?;
    let pixmap = painted(&tree)?;
    let size = (pixmap.width(), pixmap.height());
    let png = png::encode(&demultiplied(pixmap), size, image::ExtendedColorType::Rgba8)?;
    Some((outlines(&tree).into_bytes(), png))
}

/// The pixels of the SVG.
fn painted(tree: &usvg::Tree) -> Option<tiny_skia::Pixmap> {
    let size = tree.size();
    let scale = DRAWN_SIDE / size.width().max(size.height());
    let pixels = size.to_int_size().scale_by(scale)?;
    let mut pixmap = tiny_skia::Pixmap::new(pixels.width(), pixels.height())?;
    resvg::render(tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Some(pixmap)
}

/// The SVG with its text turned to outlines, its coordinates exact to a
/// hundredth of a pixel: all eight digits would double the file.
fn outlines(tree: &usvg::Tree) -> String {
    let digits = 2.0 + largest_scale(tree.root()).max(1.0).log10().ceil();
    tree.to_string(&usvg::WriteOptions {
        indent: usvg::Indent::None,
        coordinates_precision: digits.min(8.0) as u8,
        ..Default::default()
    })
}

/// How much the most enlarged coordinates of a group grow.
fn largest_scale(group: &usvg::Group) -> f32 {
    let (x, y) = group.abs_transform().get_scale();
    group.children().iter().fold(x.max(y), |largest, node| {
        let mut largest = match node {
            usvg::Node::Group(group) => largest.max(largest_scale(group)),
            usvg::Node::Text(text) => largest.max(largest_scale(text.flattened())),
            usvg::Node::Path(_) | usvg::Node::Image(_) => largest,
        };
        node.subroots(|root| largest = largest.max(largest_scale(root)));
        largest
    })
}

/// The colours as a PNG has them, not multiplied by their opacity.
fn demultiplied(pixmap: tiny_skia::Pixmap) -> Vec<u8> {
    let mut bytes = pixmap.take();
    for pixel in bytes.as_chunks_mut::<4>().0 {
        // Most pixels are wholly covered or wholly empty, and those are right.
        if !matches!(pixel[3], 0 | 255) {
            let alpha = u16::from(pixel[3]);
            for color in &mut pixel[..3] {
                *color = ((u16::from(*color) * 255 + alpha / 2) / alpha).min(255) as u8;
            }
        }
    }
    bytes
}

fn parse(bytes: &[u8], fonts: Arc<fontdb::Database>, embedded: &Embedded) -> Result<usvg::Tree, Message> {
    let options = usvg::Options {
        font_family: font::DEFAULT_SANS.to_owned(),
        image_href_resolver: embedded.resolver(),
        fontdb: fonts,
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_data(bytes, &options)
        .map_err(|error| message!("is a broken SVG: {error}", error = Message::recognised(&error.to_string())))?;
    embedded.fault().map_or(Ok(tree), Err)
}

/// The fonts that come with fuzi, indexed once.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    FONTS
        .get_or_init(|| {
            let mut database = fontdb::Database::new();
            // The first face that has a sign stands for those that have it not, and
            // the typesetter takes one without serifs.
            for data in font::sans_files().chain(font::bundled_files()) {
                database.load_font_source(fontdb::Source::Binary(Arc::new(data)));
            }
            database.set_sans_serif_family(font::DEFAULT_SANS);
            database.set_serif_family(font::DEFAULT_SERIF);
            database.set_monospace_family(font::DEFAULT_MONO);
            Arc::new(database)
        })
        .clone()
}
