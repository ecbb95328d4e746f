//! Text that is printed over other text of the same page, which need not leave
//! any edges: a formula reaches its number, a word the next cell.

use typst::text::TextItem;

use super::fault::{Fault, Owner, Part, Thing, Wrong};

/// What two texts may share, in pt: less is a matter of kerning.
const SHARED: f64 = 1.0;
/// What of an em lies over and under the baseline in nearly every letter.
const LETTER: (f64, f64) = (0.6, 0.05);
/// The same for a formula beside its number: what is built high is less near.
const FORMULA: (f64, f64) = (1.2, 0.5);
/// The largest text that is compared with lines after the next, in pt.
const LARGEST: f64 = 60.0;

/// A text and where it is printed, in pt.
#[derive(Debug)]
pub(super) struct Printed<'a> {
    pub(super) text: &'a TextItem,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The baseline.
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) owner: Option<Owner>,
    /// Whether it is the number of a formula.
    pub(super) number: bool,
}

/// Marks the number among the texts of a numbered formula: it comes last, and
/// all of it from one place of the source.
pub(super) fn mark_number(texts: &mut [Printed<'_>]) {
    let place = |text: &Printed<'_>| text.text.glyphs.first().map(|glyph| glyph.span.0);
    let Some(last) = texts.last().map(place) else { return };
    texts.iter_mut().rev().take_while(|text| place(text) == last).for_each(|text| text.number = true);
}

/// The texts of a page that are printed over others.
pub(super) fn faults(texts: &mut [Printed<'_>]) -> Vec<Fault> {
    texts.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    let mut faults = Vec::new();
    for (at, one) in texts.iter().enumerate() {
        let reach = one.size.min(LARGEST) * (FORMULA.0 + FORMULA.1);
        let near = texts[at + 1..].iter().take_while(|other| other.base - one.base < reach);
        faults.extend(near.filter(|other| collide(one, other)).map(|other| fault(one, other)));
    }
    faults
}

fn collide(one: &Printed<'_>, other: &Printed<'_>) -> bool {
    let shared = one.right.min(other.right) - one.left.max(other.left);
    if shared <= SHARED || is_mark(one) || is_mark(other) {
        return false;
    }
    let same = match (formula(one), formula(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    };
    let with_number = one.number != other.number;
    if same && !with_number {
        return false;
    }
    let (over, under) = if same { FORMULA } else { LETTER };
    let top = |text: &Printed<'_>| text.base - over * text.size;
    let foot = |text: &Printed<'_>| text.base + under * text.size;
    foot(one).min(foot(other)) - top(one).max(top(other)) > TOUCH * one.size.min(other.size)
}

/// What of an em two letters share that are one over the other.
const TOUCH: f64 = 0.2;

fn formula(text: &Printed<'_>) -> Option<typst::introspection::Location> {
    text.owner.filter(|owner| owner.part == Part::Formula).map(|owner| owner.location)
}

/// Whether it is only marks that stand on the letter before.
fn is_mark(text: &Printed<'_>) -> bool {
    text.text.glyphs.iter().all(|glyph| glyph.x_advance.get() == 0.0)
}

fn fault(one: &Printed<'_>, other: &Printed<'_>) -> Fault {
    let (first, second) =
        if other.number || one.left <= other.left && !one.number { (one, other) } else { (other, one) };
    let wrong = Wrong::Over { text: second.text.text.trim().to_owned(), number: second.number };
    let span = first.text.glyphs.first().map_or((typst::syntax::Span::detached(), 0), |glyph| glyph.span);
    let points = one.right.min(other.right) - one.left.max(other.left);
    let thing = Thing::Text(first.text.text.trim().to_owned());
    Fault { owner: first.owner.or(second.owner), thing, wrong, points, count: 1, span }
}
