//! Pictures become inline drawings (ECMA-376-1 §20.4.2.8), their files parts of
//! the package.

use super::inline_context::InlineContext;
use crate::assets::{Raster, WordPicture};
use crate::diag::{Code, message};
use crate::length::Length;
use crate::model::RawFormat;
use crate::model::resolved::{Paragraph, Picture, Seal};
use crate::ooxml::{Element, Node};
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::run_of;

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
/// The extension of a picture that names its SVG ([MS-ODRAWXML] §2.3.3.13).
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";
/// A turn by one degree (ECMA-376-1 §20.1.10.3).
const DEGREE: i64 = 60_000;

impl<'a> Writer<'a> {
    /// The run that shows a picture; `None` if it cannot be shown.
    pub(in crate::write::docx) fn drawing(&mut self, picture: &Picture) -> Option<Node> {
        let parts = self.drawn(picture)?;
        let inline = ["distT", "distB", "distL", "distR"]
            .into_iter()
            .fold(Element::new("wp:inline"), |inline, distance| inline.with(distance, "0"))
            .holding_all(parts);
        Some(run_of(Element::new("w:drawing").holding(inline)))
    }

    /// The runs that show the seals of a paragraph.
    pub(in crate::write::docx) fn seals(&mut self, paragraph: &Paragraph) -> Vec<Node> {
        let seals = paragraph.seals.iter().filter(|seal| seal.format == RawFormat::Word);
        seals.filter_map(|seal| self.seal(seal)).collect()
    }

    /// The run that shows a seal behind the text (ECMA-376-1 §20.4.2.3).
    fn seal(&mut self, seal: &Seal) -> Option<Node> {
        let [extent, effects, rest @ ..] = self.drawn(&seal.picture)?;
        let place = |name: &'static str, from: &'static str, offset: Length| {
            let offset = Element::text("wp:posOffset", offset.emu().to_string());
            Element::new(name).with("relativeFrom", from).holding(offset)
        };
        let anchor = [
            ("distT", "0"),
            ("distB", "0"),
            ("distL", "0"),
            ("distR", "0"),
            ("simplePos", "0"),
            ("relativeHeight", "1"),
            ("behindDoc", "1"),
            ("locked", "0"),
            ("layoutInCell", "1"),
            ("allowOverlap", "1"),
        ];
        let anchor = anchor
            .into_iter()
            .fold(Element::new("wp:anchor"), |anchor, (name, value)| anchor.with(name, value))
            .holding(Element::new("wp:simplePos").with("x", "0").with("y", "0"))
            .holding(place("wp:positionH", "margin", seal.left))
            .holding(place("wp:positionV", "paragraph", Length::ZERO - seal.up))
            .holding(extent)
            .holding(effects)
            .holding(Element::new("wp:wrapNone"))
            .holding_all(rest);
        Some(run_of(Element::new("w:drawing").holding(anchor)))
    }

    /// What a drawing consists of, wherever it stands.
    fn drawn(&mut self, picture: &Picture) -> Option<[Element; 5]> {
        let Some(word) = (self.pictures)(picture.image?) else {
            let message = message!("{path} cannot be shown in the Word file", path = picture.path);
            self.sink.warn(Code::Image, picture.span, message);
            return None;
        };
        let blip = self.blip(word);
        let id = self.drawing_id();
        let (width, height) = (picture.width.emu().max(1), picture.height.emu().max(1));
        let turns = i64::from(word.quarter_turns % 4);
        let (cx, cy) = if turns % 2 == 1 { (height, width) } else { (width, height) };
        let (side, top) = (((width - cx) / 2).max(0), ((height - cy) / 2).max(0));
        let [cx, cy] = [cx, cy].map(|length| length.to_string());
        let named = |name: &'static str| {
            let named = Element::new(name).with("id", id.to_string()).with("name", format!("Picture {id}"));
            if picture.alt.is_empty() { named } else { named.with("descr", picture.alt.clone()) }
        };
        let extent = |name: &'static str| Element::new(name).with("cx", cx.clone()).with("cy", cy.clone());
        let locks = Element::new("a:graphicFrameLocks").with("noChangeAspect", "1");
        let shape = Element::new("pic:spPr")
            .holding(transform(turns).holding(extent("a:ext")))
            .holding(Element::new("a:prstGeom").with("prst", "rect").holding(Element::new("a:avLst")));
        let shown = Element::new("pic:pic")
            .holding(Element::new("pic:nvPicPr").holding(named("pic:cNvPr")).holding(Element::new("pic:cNvPicPr")))
            .holding(
                Element::new("pic:blipFill")
                    .holding(blip)
                    .holding(Element::new("a:stretch").holding(Element::new("a:fillRect"))),
            )
            .holding(shape);
        let effects = Element::new("wp:effectExtent")
            .with("l", side.to_string())
            .with("t", top.to_string())
            .with("r", side.to_string())
            .with("b", top.to_string());
        let graphic = Element::new("a:graphicData").with("uri", PICTURE).holding(shown);
        let properties = Element::new("wp:cNvGraphicFramePr").holding(locks);
        let graphic = Element::new("a:graphic").holding(graphic);
        Some([extent("wp:extent"), effects, named("wp:docPr"), properties, graphic])
    }

    fn blip(&mut self, word: &'a WordPicture) -> Element {
        let extension = match word.format {
            Raster::Png => "png",
            Raster::Jpeg => "jpeg",
        };
        let raster = self.media.name(&word.raster, extension);
        let raster = self.relations.part("image", &raster);
        let blip = Element::new("a:blip").with("r:embed", raster);
        let Some(svg) = &word.svg else { return blip };
        let svg = self.media.name(svg, "svg");
        let svg = self.relations.part("image", &svg);
        let svg = Element::new("asvg:svgBlip").with("xmlns:asvg", SVG).with("r:embed", svg);
        let extension = Element::new("a:ext").with("uri", SVG_EXTENSION).holding(svg);
        blip.holding(Element::new("a:extLst").holding(extension))
    }

    /// What stands in a line in place of a picture that cannot be shown: its path
    /// in a box.
    pub(in crate::write::docx) fn missing_text(&mut self, picture: &Picture) -> Vec<Node> {
        let text = format!("{}{}", self.words.missing_image, picture.path);
        let tone = self.style.figure.missing.hex();
        let color = Element::val("w:color", tone.clone());
        // In eighths of a point (ECMA-376-1 §17.3.2.4).
        let frame = Element::val("w:bdr", "single").with("w:sz", "6").with("w:space", "0").with("w:color", tone);
        let mut runs = self.text(&text, InlineContext::size(self.style.body.size()));
        for run in &mut runs {
            if let Node::Element(run) = run {
                run.update("w:rPr", |properties| {
                    properties.push(color.clone());
                    properties.push(frame.clone());
                });
            }
        }
        runs
    }

    /// The paragraph that stands in place of a picture that cannot be shown: a
    /// box with its path.
    pub(in crate::write::docx) fn missing_box(&mut self, picture: &Picture) -> (Para, Content) {
        let text = format!("{}{}", self.words.missing_image, picture.path);
        let size = self.styles.get(id::MISSING).text.size();
        let text = self.text(&text, InlineContext::size(size));
        (Para::new(id::MISSING), Content::flat(text))
    }
}

/// How a picture is turned, without its extent (ECMA-376-1 §20.1.7.6).
fn transform(quarter_turns: i64) -> Element {
    let turned = Element::new("a:xfrm");
    let turned = match quarter_turns {
        0 => turned,
        turns => turned.with("rot", (turns * 90 * DEGREE).to_string()),
    };
    turned.holding(Element::new("a:off").with("x", "0").with("y", "0"))
}
