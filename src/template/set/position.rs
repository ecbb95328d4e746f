//! Where drawings stand that have places of their own (ECMA-376-1 §20.4.2.10,
//! §20.4.2.11).

use super::lines::number;
use crate::length::Length;
use crate::model::Align;
use crate::model::resolved::own_pages::{OwnPlace, OwnPlaced, PlacedContent};
use crate::ooxml::Element;

/// EMU in a point.
pub(super) const EMU: f64 = 12_700.0;

/// What a place is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    Page,
    Margin,
    Here,
}

/// A place in one direction, as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Spot {
    /// So far.
    Offset(Length),
    /// At the upper or left edge (0), in the middle (0.5), at the other edge (1).
    Part(f64),
}

/// Where something is anchored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    pub(super) x: (From, Spot),
    pub(super) y: (From, Spot),
    pub(super) size: (Length, Length),
    /// Whether text makes room for it above and below.
    pub(super) takes_room: bool,
}

impl Anchor {
    /// The place of a `wp:anchor`.
    pub(super) fn read(frame: &Element, size: (Length, Length)) -> Self {
        let spot = |name: &str| {
            let own = frame.child(name);
            let from = match own.and_then(|own| own.attribute("relativeFrom")) {
                Some("page" | "leftMargin" | "topMargin" | "insideMargin" | "outsideMargin") => From::Page,
                Some("paragraph" | "line") => From::Here,
                _ => From::Margin,
            };
            let text = |name: &str| own.and_then(|own| own.child(name)).map(Element::own_text);
            let spot = match text("wp:align").as_deref().map(str::trim) {
                Some("center") => Spot::Part(0.5),
                Some("right" | "bottom" | "outside") => Spot::Part(1.0),
                Some(_) => Spot::Part(0.0),
                None => Spot::Offset(emu(text("wp:posOffset").as_deref())),
            };
            (from, spot)
        };
        let takes_room = frame.child("wp:wrapTopAndBottom").is_some();
        Self { x: spot("wp:positionH"), y: spot("wp:positionV"), size, takes_room }
    }

    /// How it stands across the page.
    pub(super) fn align(&self) -> Align {
        match self.x.1 {
            Spot::Part(part) if part > 0.75 => Align::Right,
            Spot::Part(part) if part > 0.25 => Align::Center,
            Spot::Part(_) | Spot::Offset(_) => Align::Left,
        }
    }

    /// Something at this place on a page; within a box all places are measured from where
    /// it stands.
    pub(super) fn placed(
        self,
        content: PlacedContent,
        paper: (Length, Length),
        margins: [Length; 4],
        is_boxed: bool,
    ) -> OwnPlaced {
        let x = place(self.x, self.size.0, paper.0, (margins[3], margins[1]));
        let y = place(self.y, self.size.1, paper.1, (margins[0], margins[2]));
        let here = |place: OwnPlace| match place {
            OwnPlace::Margin(at) | OwnPlace::Here(at) => OwnPlace::Here(at),
        };
        if is_boxed { OwnPlaced { x: here(x), y: here(y), content } } else { OwnPlaced { x, y, content } }
    }
}

fn place((from, spot): (From, Spot), size: Length, paper: Length, (near, far): (Length, Length)) -> OwnPlace {
    let (start, room) = match from {
        From::Page => (Length::ZERO - near, paper),
        From::Margin => (Length::ZERO, paper - near - far),
        From::Here => (Length::ZERO, Length::ZERO),
    };
    let at = match spot {
        Spot::Offset(offset) => start + offset,
        Spot::Part(_) if from == From::Here => Length::ZERO,
        Spot::Part(part) => start + (room - size).scaled(part),
    };
    if from == From::Here { OwnPlace::Here(at) } else { OwnPlace::Margin(at) }
}

/// The size of a frame.
pub(super) fn extent(element: Option<&Element>) -> (Length, Length) {
    let side = |name: &str| emu(element.and_then(|element| element.attribute(name))).max(Length::ZERO);
    (side("cx"), side("cy"))
}

fn emu(text: Option<&str>) -> Length {
    let value = text.and_then(number).unwrap_or(0.0);
    Length::points((value / EMU).clamp(-5_000.0, 5_000.0))
}
