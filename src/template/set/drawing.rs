//! Drawings: pictures, boxes of text and straight lines, in the line or at a place of
//! their own (ECMA-376-1 §20.4).

use super::lines::{number, rgb};
use super::paragraph::Flow;
use super::position::{Anchor, EMU, extent};
use super::run::{Piece, Pieces};
use super::{Reader, Unset};
use crate::length::Length;
use crate::model::Align;
use crate::model::resolved::own_pages::{OwnBox, OwnInline, OwnLine, OwnPicture, PlacedContent, Vertical};
use crate::ooxml::Element;

/// The room inside the edges of a box where nothing says any (ECMA-376-1 §21.1.2.1.1).
const SIDES: [f64; 4] = [3.6, 7.2, 3.6, 7.2];

impl Reader<'_, '_> {
    /// What a child of a run draws.
    pub(super) fn drawn(&mut self, element: &Element, pieces: &mut Pieces) {
        if self.depth >= super::DEEPEST {
            self.unset.insert(Unset::Shape);
            return;
        }
        match element.name.as_ref() {
            "mc:AlternateContent" => {
                let choice = element.child("mc:Choice").or_else(|| element.child("mc:Fallback"));
                choice.into_iter().flat_map(Element::elements).for_each(|inner| self.drawn(inner, pieces));
            }
            "w:drawing" => element.elements().for_each(|frame| self.frame(frame, pieces)),
            "w:pict" | "w:object" => self.shapes(element, pieces),
            _ => {}
        }
    }

    /// A `wp:inline` or a `wp:anchor`.
    fn frame(&mut self, frame: &Element, pieces: &mut Pieces) {
        let Some(data) = frame.path(&["a:graphic", "a:graphicData"]) else { return };
        let size = extent(frame.child("wp:extent"));
        let alt = frame.child("wp:docPr").and_then(|own| own.attribute("descr")).unwrap_or_default();
        let Some(content) = data.elements().find_map(|element| self.content(element, size, alt)) else { return };
        let anchor = (frame.name == "wp:anchor").then(|| Anchor::read(frame, size));
        self.put(content, anchor, pieces);
    }

    /// Puts something where its anchor says, or in the line.
    pub(super) fn put(&mut self, content: PlacedContent, anchor: Option<Anchor>, pieces: &mut Pieces) {
        let alone = anchor.filter(|anchor| anchor.takes_room).map(|anchor| anchor.align());
        let placed = anchor.filter(|anchor| !anchor.takes_room);
        let piece = match (placed, content) {
            (Some(anchor), content) => Piece::Placed(anchor.placed(content, self.paper, self.margins, self.depth > 0)),
            (None, PlacedContent::Picture(picture)) => in_line(OwnInline::Picture(picture), alone),
            (None, PlacedContent::Box(inner)) => in_line(OwnInline::Box(inner), alone),
            (None, PlacedContent::Line(..)) => {
                self.unset.insert(Unset::Shape);
                return;
            }
        };
        pieces.list.push(piece);
    }

    fn content(&mut self, element: &Element, size: (Length, Length), alt: &str) -> Option<PlacedContent> {
        let unset = match element.name.as_ref() {
            "pic:pic" => {
                let id = element.path(&["pic:blipFill", "a:blip"])?.attribute("r:embed").unwrap_or_default().to_owned();
                let image = self.picture(&id)?;
                let alt = alt.to_owned();
                return Some(PlacedContent::Picture(OwnPicture { image, width: size.0, height: size.1, alt }));
            }
            "wps:wsp" => return self.shape(element, size),
            "c:chart" | "cx:chart" => Unset::Chart,
            "dgm:relIds" => Unset::Diagram,
            _ => Unset::Shape,
        };
        self.unset.insert(unset);
        None
    }

    fn shape(&mut self, shape: &Element, size: (Length, Length)) -> Option<PlacedContent> {
        let look = shape.child("wps:spPr");
        let kind = look.and_then(|look| look.child("a:prstGeom")).and_then(|kind| kind.attribute("prst"));
        let styled = shape.path(&["wps:style", "a:lnRef"]).and_then(|line| line.attribute("idx"));
        let is_styled = styled.is_some_and(|index| index != "0");
        let border = outline(look.and_then(|look| look.child("a:ln")), is_styled);
        if matches!(kind, Some("line" | "straightConnector1")) {
            return border.map(|line| PlacedContent::Line(size.0, size.1, line));
        }
        if kind.is_some_and(|kind| kind.contains("Connector")) {
            self.unset.insert(Unset::Shape);
            return None;
        }
        let own = shape.child("wps:bodyPr");
        let text = shape.path(&["wps:txbx", "w:txbxContent"]);
        if !matches!(kind, Some("rect" | "roundRect") | None) && (text.is_none() || border.is_some()) {
            self.unset.insert(Unset::Shape);
        }
        let side = |name: &str, default: f64| {
            let value = own.and_then(|own| own.attribute(name)).and_then(number);
            Length::points(value.map_or(default, |emu| emu / EMU).clamp(0.0, 1_000.0))
        };
        let inset = [side("tIns", SIDES[0]), side("rIns", SIDES[1]), side("bIns", SIDES[2]), side("lIns", SIDES[3])];
        let grows = own.is_some_and(|own| own.child("a:spAutoFit").is_some());
        let vertical = match own.and_then(|own| own.attribute("anchor")) {
            Some("ctr") => Vertical::Middle,
            Some("b") => Vertical::Bottom,
            _ => Vertical::Top,
        };
        let fill = look.and_then(|look| look.path(&["a:solidFill", "a:srgbClr"])).and_then(|own| own.attribute("val"));
        let fill = fill.and_then(rgb);
        if text.is_none() && border.is_none() && fill.is_none() {
            if is_painted(look, shape) {
                self.unset.insert(Unset::Shape);
            }
            return None;
        }
        let inner = OwnBox {
            width: size.0,
            height: (!grows).then_some(size.1),
            inset,
            border,
            fill,
            vertical,
            blocks: text.map(|text| self.boxed(text, size.0 - inset[1] - inset[3])).unwrap_or_default(),
        };
        Some(PlacedContent::Box(inner))
    }

    /// The blocks in a box, to which the table around it says nothing.
    pub(super) fn boxed(&mut self, text: &Element, room: Length) -> Vec<crate::model::resolved::own_pages::OwnBlock> {
        let outer = std::mem::take(&mut self.table);
        self.depth += 1;
        let mut flow = Flow::default();
        let room = room.max(Length::points(2.0));
        text.elements().for_each(|element| self.block(element, room, &mut flow));
        self.depth -= 1;
        self.table = outer;
        flow.list
    }
}

/// In the line, or in one of its own where text stands above and below only.
fn in_line(inline: OwnInline, alone: Option<Align>) -> Piece {
    match alone {
        Some(align) => Piece::Alone(inline, align),
        None => Piece::Inline(inline),
    }
}

/// Whether a shape has a paint of any kind (ECMA-376-1 §20.1.8), its own or by its style.
fn is_painted(look: Option<&Element>, shape: &Element) -> bool {
    let own = |name: &str| look.is_some_and(|look| look.child(name).is_some());
    let styled = shape.path(&["wps:style", "a:fillRef"]).and_then(|fill| fill.attribute("idx"));
    let is_styled = styled.is_some_and(|index| !matches!(index, "0" | "1000"));
    ["a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill"].into_iter().any(own) || (is_styled && !own("a:noFill"))
}

/// The line around a shape (ECMA-376-1 §20.1.2.2.24).
fn outline(line: Option<&Element>, is_styled: bool) -> Option<OwnLine> {
    let plain = OwnLine { width: Length::points(0.75), color: [0; 3], dashed: false };
    let Some(line) = line else { return is_styled.then_some(plain) };
    if line.child("a:noFill").is_some() {
        return None;
    }
    let width = line.attribute("w").and_then(number).map_or(0.75, |emu| emu / EMU);
    let filled = line.child("a:solidFill");
    let color = filled.and_then(|fill| fill.child("a:srgbClr")).and_then(|own| own.attribute("val")).and_then(rgb);
    if filled.is_none() && !is_styled {
        return None;
    }
    let dash = line.child("a:prstDash").and_then(|own| own.attribute("val"));
    let dashed = dash.is_some_and(|dash| dash != "solid");
    Some(OwnLine { width: Length::points(width.clamp(0.1, 20.0)), color: color.unwrap_or([0; 3]), dashed })
}
