//! A fault of the pages becomes a message: what has no room, how much it is too
//! wide, and what gives it room.

use typst::syntax::Source;

use super::bounds::Place;
use super::fault::{Fault, Part, Thing, Wrong};
use crate::diag::{Code, Diagnostic, Message, Span, message};
use crate::pdf::blame;
use crate::write::typst::TypstSource;

/// The most characters of a text that a message shows.
const SHOWN: usize = 30;

/// The complaint of a fault.
pub(super) fn diagnostic(fault: &Fault, text: &Source, source: &TypstSource) -> Diagnostic {
    Diagnostic::warning(Code::Overfull, place(fault, text, source), told(fault)).hint(hint(fault))
}

/// Where it was written, or what it lies in.
fn place(fault: &Fault, text: &Source, source: &TypstSource) -> Option<Span> {
    let (span, offset) = fault.span;
    let glyph = blame::range(text, span).and_then(|range| source.origin(range.start + usize::from(offset)));
    glyph.or_else(|| source.origin(blame::range(text, fault.owner?.span)?.start))
}

fn told(fault: &Fault) -> Message {
    let points = format!("{:.1}", fault.points);
    let thing = thing(fault);
    let place = match &fault.wrong {
        Wrong::Over { number: true, .. } => return message!("this formula is printed over its number"),
        Wrong::Over { text, .. } => return message!("{thing} is printed over {other}", thing, other = quoted(text)),
        Wrong::Below => return message!("{thing} stands {points}pt below the text area of the page", thing, points),
        Wrong::Out(Place::Page) => message!("the text area of the page"),
        Wrong::Out(Place::Column) => message!("its column"),
        Wrong::Out(Place::Box) => message!("its box"),
        Wrong::Out(Place::Cell) => message!("its cell"),
    };
    match (fault.count, fault.owner.map(|owner| owner.part)) {
        (2.., Some(Part::Table)) => {
            let more = fault.count - 1;
            message!(
                "{thing} is {points}pt too wide for {place} ({more} more in this table)",
                thing,
                points,
                place,
                more
            )
        }
        _ => message!("{thing} is {points}pt too wide for {place}", thing, points, place),
    }
}

fn thing(fault: &Fault) -> Message {
    match (&fault.thing, fault.owner.map(|owner| owner.part)) {
        (_, Some(Part::Formula)) => message!("this formula"),
        (Thing::Text(text), _) => quoted(text),
        (Thing::Picture, _) => message!("this picture"),
        (Thing::Shape, _) => message!("a line or box"),
    }
}

fn quoted(text: &str) -> Message {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    message!("“{text}”", text = shown)
}

fn hint(fault: &Fault) -> Message {
    match (&fault.thing, fault.owner.map(|owner| owner.part)) {
        (_, Some(Part::Formula)) => message!("break the formula into lines with `\\\\` and `&`, or shorten it"),
        (_, Some(Part::Code)) => message!("break the line of code"),
        (Thing::Picture, _) => message!("give the picture a smaller `width`"),
        (_, Some(Part::Table)) => message!(
            "shorten the text, give its column more room with `widths`, or set the table in `::: {.landscape}`"
        ),
        (Thing::Text(_) | Thing::Shape, None) => message!("shorten or break it"),
    }
}
