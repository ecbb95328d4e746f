//! Drawings of the older kind: pictures, boxes of text and lines of VML (ECMA-376-4
//! §19.1).

use super::lines::{number, rgb};
use super::position::{Anchor, From, Spot};
use super::run::Pieces;
use super::{Reader, Unset};
use crate::length::Length;
use crate::model::resolved::own_pages::{OwnBox, OwnLine, OwnPicture, PlacedContent, Vertical};
use crate::ooxml::Element;

/// The room inside the edges of a box: top, right, bottom, left.
const INSET: [Length; 4] = [Length::points(3.6), Length::points(7.2), Length::points(3.6), Length::points(7.2)];

impl Reader<'_, '_> {
    /// The shapes of a `w:pict`.
    pub(super) fn shapes(&mut self, pict: &Element, pieces: &mut Pieces) {
        for shape in pict.elements() {
            match shape.name.as_ref() {
                "v:shape" | "v:rect" | "v:roundrect" => self.vml(shape, pieces),
                "v:line" | "v:group" | "v:oval" | "v:polyline" | "v:arc" | "v:curve" => {
                    self.unset.insert(Unset::Shape);
                }
                _ => {}
            }
        }
    }

    fn vml(&mut self, shape: &Element, pieces: &mut Pieces) {
        let style = Style::of(shape);
        let size = (style.length("width"), style.length("height"));
        let alt = shape.attribute("alt").unwrap_or_default().to_owned();
        let content = if let Some(data) = shape.child("v:imagedata") {
            let id = data.attribute("r:id").unwrap_or_default().to_owned();
            let picture = self.picture(&id).filter(|_| size.0.pt() > 0.5 && size.1.pt() > 0.5);
            picture.map(|image| PlacedContent::Picture(OwnPicture { image, width: size.0, height: size.1, alt }))
        } else if let Some(text) = shape.path(&["v:textbox", "w:txbxContent"]) {
            let stroked = !matches!(shape.attribute("stroked"), Some("f" | "false"));
            let line = OwnLine { width: Length::points(0.75), color: [0; 3], dashed: false };
            let fill = shape.attribute("fillcolor").filter(|_| shape.attribute("filled") != Some("f"));
            Some(PlacedContent::Box(OwnBox {
                width: size.0,
                height: Some(size.1).filter(|height| height.pt() > 0.5),
                inset: INSET,
                border: stroked.then_some(line),
                fill: fill.and_then(|color| rgb(color.trim_start_matches('#').get(..6)?)),
                vertical: Vertical::Top,
                blocks: self.boxed(text, size.0 - INSET[1] - INSET[3]),
            }))
        } else {
            self.unset.insert(Unset::Shape);
            None
        };
        let anchor = style.is("position", "absolute").then(|| style.anchor(size));
        content.into_iter().for_each(|content| self.put(content, anchor, pieces));
    }
}

/// The properties of a shape by their names.
struct Style<'s>(Vec<(&'s str, &'s str)>);

impl<'s> Style<'s> {
    fn of(shape: &'s Element) -> Self {
        let all = shape.attribute("style").unwrap_or_default().split(';');
        Self(all.filter_map(|one| one.split_once(':')).map(|(name, value)| (name.trim(), value.trim())).collect())
    }

    fn get(&self, name: &str) -> Option<&'s str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }

    fn length(&self, name: &str) -> Length {
        let text = self.get(name).unwrap_or_default();
        let digits = text.trim_end_matches(|ch: char| ch.is_ascii_alphabetic());
        let value = number(digits).unwrap_or(0.0);
        let points = match &text[digits.len()..] {
            "pt" => value,
            "in" => value * 72.0,
            "cm" => value * 72.0 / 2.54,
            "mm" => value * 72.0 / 25.4,
            _ => value * 0.75,
        };
        Length::points(points.clamp(-5_000.0, 5_000.0))
    }

    fn anchor(&self, size: (Length, Length)) -> Anchor {
        let spot = |name: &str, relative: &str, margin: &str, default: From| {
            let from = match self.get(relative) {
                Some("page") => From::Page,
                Some("margin") => From::Margin,
                _ => default,
            };
            let spot = match self.get(name) {
                Some("center") => Spot::Part(0.5),
                Some("right" | "bottom" | "outside") => Spot::Part(1.0),
                Some("left" | "top" | "inside") => Spot::Part(0.0),
                _ => Spot::Offset(self.length(margin)),
            };
            (from, spot)
        };
        Anchor {
            x: spot("mso-position-horizontal", "mso-position-horizontal-relative", "margin-left", From::Margin),
            y: spot("mso-position-vertical", "mso-position-vertical-relative", "margin-top", From::Here),
            size,
            takes_room: false,
        }
    }
}
