//! Pictures with too few pixels for their printed size.

use super::super::Subject;
use crate::diag::{Code, Diagnostic, Sink, message};
use crate::model::resolved::{BlockKind, Picture, visit_blocks};

/// The fewest pixels an inch on paper.
const FEWEST: f64 = 150.0;
/// The points of an inch.
const INCH: f64 = 72.0;

pub(super) fn low_resolution(subject: &Subject<'_>, sink: &mut Sink) {
    visit_blocks(subject.resolved, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind {
            figure.panels.iter().for_each(|panel| picture(subject, &panel.picture, sink));
        }
    });
}

fn picture(subject: &Subject<'_>, picture: &Picture, sink: &mut Sink) {
    let Some((pixels, _)) = picture.image.and_then(|id| subject.images.get(id).pixel_size()) else { return };
    let dpi = pixels / (picture.width.pt() / INCH);
    // A pixel more or less is no matter.
    if dpi.round() >= FEWEST {
        return;
    }
    let width = picture.width.pt() * 25.4 / INCH;
    let message = message!(
        "the picture “{path}” has {dpi} pixels an inch at its width of {width} mm, fewer than {fewest}",
        path = picture.path,
        dpi = dpi.round(),
        width = width.round(),
        fewest = FEWEST
    );
    let most = pixels / FEWEST * 25.4;
    let found = Diagnostic::warning(Code::LowResolution, picture.span, message);
    let hint = message!("print it at {most} mm or less (width={most}mm), or export it larger", most = most.floor());
    sink.push(found.hint(hint));
}
