//! What a parsed SVG asks of those that draw it: the memory of filters, layers
//! and patterns, and the work of filter kernels, each within a bound.
//!
//! It must not know what draws the SVG: both editions do, in their own ways, at
//! about the size assumed here.

use super::svg_references::{MAX_POINTS, too_many_points};
use crate::diag::{Message, message};
use crate::model::Bounds;
use resvg::usvg::filter::{Filter, Kind};
use resvg::usvg::{Group, Image, Node, NonZeroRect, Paint, Path, Transform, Tree};

/// The pixels that the longer side has when it is drawn, for these estimates:
/// more than Word gets, about what the PDF gets at the width of a page.
const SIDE: f64 = 2000.0;
/// How far a filter may reach, in drawn pixels: coordinates beyond it overflow.
const MAX_REACH: f64 = 1e6;
/// The pixels of all layers that are open at a time.
const MAX_LAYERS: f64 = 400e6;
/// The pixels of the tile of a pattern.
const MAX_PATTERN: f64 = 64e6;
/// The pixels of a layer, as a multiple of the drawn picture: what lies farther
/// outside is cut off before it is drawn.
const LAYER_CUT: f64 = 25.0;
/// The reads of a pixel by all filters together.
const MAX_WORK: f64 = 1e10;
/// The octaves of noise: each halves the size, and no pixel shows the last ones.
const MAX_OCTAVES: u32 = 24;
/// What one octave costs for a pixel, in reads.
const OCTAVE: f64 = 100.0;
/// How deep drawn elements, masks and patterns may stand in each other.
const MAX_DEPTH: usize = 500;

/// Refuses what would exhaust the memory or the patience of who draws it.
///
/// # Errors
///
/// What is wrong, as the end of a sentence that begins with the name of the file.
pub(super) fn check(tree: &Tree, bounds: Bounds) -> Result<Found, Message> {
    let size = tree.size();
    let (width, height) = (f64::from(size.width()), f64::from(size.height()));
    let scale = SIDE / width.max(height);
    let canvas = width * height * scale * scale;
    let mut walk = Walk { bounds, canvas, side: SIDE, nodes: 0, points: 0, work: 0.0 };
    walk.group(tree.root(), At { scale, depth: 0, layers: 0.0 })?;
    Ok(Found { has_filters: walk.work > 0.0 })
}

/// What was found in an SVG within the bounds.
pub(super) struct Found {
    pub(super) has_filters: bool,
}

/// Where a group stands.
#[derive(Clone, Copy)]
struct At {
    /// Drawn pixels for a pixel of the SVG in which it stands.
    scale: f64,
    depth: usize,
    /// The pixels of the open layers around it.
    layers: f64,
}

impl At {
    /// Drawn pixels for a unit of what has this transform.
    fn scaled(self, transform: Transform) -> f64 {
        let (x, y) = transform.get_scale();
        self.scale * f64::from(x.abs().max(y.abs()))
    }
}

struct Walk {
    bounds: Bounds,
    canvas: f64,
    side: f64,
    nodes: usize,
    points: u64,
    work: f64,
}

impl Walk {
    fn group(&mut self, group: &Group, at: At) -> Result<(), Message> {
        if at.depth > MAX_DEPTH {
            return Err(message!("is an SVG nested deeper than {max_depth} drawn elements", max_depth = MAX_DEPTH));
        }
        let mut inner = At { depth: at.depth + 1, ..at };
        if group.should_isolate() {
            let unit = at.scaled(group.abs_transform());
            inner.layers += area(group.layer_bounding_box(), unit).min(LAYER_CUT * self.canvas);
            if inner.layers > MAX_LAYERS {
                return Err(message!("is an SVG with too many large layers in each other"));
            }
            for filter in group.filters() {
                self.filter(filter, unit)?;
            }
        }
        group.children().iter().try_for_each(|node| self.node(node, inner))
    }

    fn node(&mut self, node: &Node, at: At) -> Result<(), Message> {
        self.nodes += 1;
        if self.nodes > self.bounds.elements {
            return Err(message!(
                "is an SVG that draws more than {max_nodes} elements (`svg-elements` under [limits])",
                max_nodes = self.bounds.elements
            ));
        }
        let mut at = at;
        match node {
            Node::Group(group) => self.group(group, at)?,
            Node::Path(path) => {
                self.points = self.points.saturating_add(path.data().len() as u64);
                if self.points > MAX_POINTS {
                    return Err(too_many_points());
                }
                pattern(path, at)?;
            }
            Node::Image(image) => at.scale = inside(image, at),
            Node::Text(text) => self.group(text.flattened(), at)?,
        }
        let mut outcome = Ok(());
        // Masks, clips, patterns and the drawings of pictures and filters.
        node.subroots(|root| {
            if outcome.is_ok() {
                outcome = self.group(root, At { depth: at.depth + 1, ..at });
            }
        });
        outcome
    }

    fn filter(&mut self, filter: &Filter, unit: f64) -> Result<(), Message> {
        let rect = filter.rect();
        for rect in filter.primitives().iter().map(resvg::usvg::filter::Primitive::rect).chain([rect]) {
            let sides = [rect.x(), rect.y(), rect.right(), rect.bottom()].map(|side| f64::from(side).abs() * unit);
            if sides.iter().any(|side| side.is_nan() || *side > MAX_REACH) {
                let (width, height) = (rect.width(), rect.height());
                return Err(message!(
                    "is an SVG with a filter region of {width} × {height} pixels, more than fuzi draws",
                    width,
                    height
                ));
            }
        }
        let region = area(rect, unit);
        if region * filter.primitives().len().max(1) as f64 > self.bounds.filter as f64 {
            let (width, height) = (rect.width(), rect.height());
            let steps = filter.primitives().len();
            return Err(message!(
                "is an SVG with a filter of {steps} steps over {width} × {height} pixels, more than {most} (`svg-filter` under [limits])",
                steps,
                width,
                height,
                most = self.bounds.filter
            ));
        }
        for primitive in filter.primitives() {
            self.work += region * cost(primitive.kind(), unit, self.side)?;
        }
        if self.work > MAX_WORK {
            return Err(message!("is an SVG whose filters (kernels, radii, octaves) take more work than fuzi does"));
        }
        Ok(())
    }
}

/// The reads that a step of a filter does for each pixel.
fn cost(kind: &Kind, unit: f64, side: f64) -> Result<f64, Message> {
    let blur = |x: f32, y: f32| {
        let deviation = f64::from(x.max(y));
        if deviation * unit > side {
            return Err(message!(
                "is an SVG with a blur (stdDeviation) of {deviation}, wider than the picture",
                deviation
            ));
        }
        Ok(6.0)
    };
    match kind {
        Kind::GaussianBlur(step) => blur(step.std_dev_x().get(), step.std_dev_y().get()),
        Kind::DropShadow(step) => blur(step.std_dev_x().get(), step.std_dev_y().get()),
        Kind::Turbulence(step) if step.num_octaves() > MAX_OCTAVES => Err(message!(
            "is an SVG with noise of {num_octaves} octaves; fuzi draws up to {max_octaves}",
            num_octaves = step.num_octaves(),
            max_octaves = MAX_OCTAVES
        )),
        Kind::Turbulence(step) => Ok(OCTAVE * f64::from(step.num_octaves().max(1))),
        Kind::ConvolveMatrix(step) => Ok(f64::from(step.matrix().columns()) * f64::from(step.matrix().rows())),
        Kind::Morphology(step) => {
            let window = |radius: f32| (2.0 * f64::from(radius) * unit + 1.0).min(2.0 * side);
            Ok(window(step.radius_x().get()) * window(step.radius_y().get()))
        }
        Kind::Blend(_)
        | Kind::ColorMatrix(_)
        | Kind::ComponentTransfer(_)
        | Kind::Composite(_)
        | Kind::DiffuseLighting(_)
        | Kind::DisplacementMap(_)
        | Kind::Flood(_)
        | Kind::Image(_)
        | Kind::Merge(_)
        | Kind::Offset(_)
        | Kind::SpecularLighting(_)
        | Kind::Tile(_) => Ok(1.0),
    }
}

/// Refuses a pattern whose tile takes too much memory.
fn pattern(path: &Path, at: At) -> Result<(), Message> {
    let paints = [path.fill().map(resvg::usvg::Fill::paint), path.stroke().map(resvg::usvg::Stroke::paint)];
    for paint in paints.into_iter().flatten() {
        let Paint::Pattern(pattern) = paint else { continue };
        let unit = at.scaled(path.abs_transform().pre_concat(pattern.transform()));
        if area(pattern.rect(), unit) > MAX_PATTERN {
            let (width, height) = (pattern.rect().width(), pattern.rect().height());
            return Err(message!(
                "is an SVG with a pattern of {width} × {height} pixels, more than fuzi draws",
                width,
                height
            ));
        }
    }
    Ok(())
}

/// The scale within a picture of the SVG.
fn inside(image: &Image, at: At) -> f64 {
    at.scaled(image.abs_transform())
}

/// The drawn pixels of a rectangle.
fn area(rect: NonZeroRect, unit: f64) -> f64 {
    f64::from(rect.width()) * f64::from(rect.height()) * unit * unit
}
