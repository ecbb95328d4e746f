//! Drawings: their pictures, what they show, and the boxes of text in them, each
//! once, whether it is written for programs of today, for older ones, or both.

use super::document::{Marks, Picture, PieceKind};
use super::reader::{Line, Reader};
use super::values::{chosen, number};
use crate::ooxml::Element;

/// EMU in a point.
const POINT: f64 = 12_700.0;

/// What a drawing holds.
#[derive(Default)]
struct Drawing<'a> {
    /// The ids of relations to pictures.
    pictures: Vec<&'a str>,
    vector: Option<&'a str>,
    boxes: Vec<&'a Element>,
    alt: Option<String>,
    width: Option<u64>,
    height: Option<u64>,
    /// Whether it is more than a frame for boxes.
    is_shape: bool,
}

impl Reader<'_> {
    pub(super) fn drawing(&mut self, element: &Element, marks: Marks, line: &mut Line<'_>) {
        if self.fields.is_hidden() {
            return;
        }
        let drawing = Drawing::of(element);
        let target = |id: &str| self.relations.get(id).map(|relation| relation.target.clone());
        let mut pictures: Vec<Picture> = drawing.pictures.iter().map(|id| of_target(target(id))).collect();
        if pictures.is_empty() && drawing.boxes.is_empty() && drawing.is_shape {
            pictures.push(Picture::default());
        }
        // What is said of a group stands at its first picture.
        if let Some(first) = pictures.first_mut() {
            first.vector = drawing.vector.and_then(target);
            first.alt = drawing.alt.unwrap_or_default();
            (first.width, first.height) = (drawing.width, drawing.height);
        }
        pictures.into_iter().for_each(|picture| self.push(PieceKind::Picture(picture), marks, line));
        drawing.boxes.into_iter().for_each(|content| self.text_box(content, marks, line));
    }

    fn text_box(&mut self, content: &Element, marks: Marks, line: &mut Line<'_>) {
        let fields = std::mem::take(&mut self.fields);
        let link = self.link.take();
        std::mem::swap(&mut self.counter, &mut self.boxes);
        let mut blocks = Vec::new();
        self.blocks(content, &mut blocks);
        std::mem::swap(&mut self.counter, &mut self.boxes);
        self.link = link;
        self.fields = fields;
        self.push(PieceKind::TextBox(blocks), marks, line);
    }
}

impl<'a> Drawing<'a> {
    fn of(element: &'a Element) -> Self {
        let mut drawing = Self::default();
        let mut open = vec![element];
        while let Some(element) = open.pop() {
            match &*element.name {
                "w:txbxContent" => {
                    drawing.boxes.push(element);
                    continue;
                }
                "mc:AlternateContent" => {
                    open.extend(chosen(element));
                    continue;
                }
                name => drawing.take(name, element),
            }
            open.extend(element.elements().rev());
        }
        drawing
    }

    fn take(&mut self, name: &str, element: &'a Element) {
        match name {
            "wp:extent" => {
                self.width = self.width.or(element.attribute("cx").and_then(number));
                self.height = self.height.or(element.attribute("cy").and_then(number));
            }
            "wp:docPr" => {
                self.is_shape = true;
                self.describe(element.attribute("descr"));
                self.describe(element.attribute("title"));
            }
            "pic:cNvPr" => self.describe(element.attribute("descr")),
            "a:blip" => self.pictures.extend(element.attribute("r:embed").or_else(|| element.attribute("r:link"))),
            // The prefixes of these schemas are the file's own.
            _ if name.ends_with(":svgBlip") => self.vector = self.vector.or(element.attribute("r:embed")),
            _ if name.ends_with(":imagedata") => {
                self.pictures.extend(element.attribute("r:id"));
                self.describe(
                    element.attributes.iter().find(|(key, _)| key.ends_with(":title")).map(|(_, text)| &**text),
                );
            }
            _ if name.ends_with(":shape") || name.ends_with(":rect") => {
                self.is_shape = true;
                self.describe(element.attribute("alt"));
                let style = element.attribute("style").unwrap_or_default();
                self.width = self.width.or_else(|| points(style, "width"));
                self.height = self.height.or_else(|| points(style, "height"));
            }
            _ => {}
        }
    }

    fn describe(&mut self, text: Option<&str>) {
        let text = text.filter(|text| !text.trim().is_empty());
        self.alt = self.alt.take().or_else(|| text.map(str::to_owned));
    }
}

fn of_target(target: Option<String>) -> Picture {
    Picture { target: target.unwrap_or_default(), ..Picture::default() }
}

/// A length of a VML style in EMU; other units than points are rare.
fn points(style: &str, name: &str) -> Option<u64> {
    let pair = style.split(';').filter_map(|pair| pair.split_once(':')).find(|(key, _)| key.trim() == name)?;
    let points: f64 = number(pair.1.trim().strip_suffix("pt")?)?;
    (points.is_finite() && points >= 0.0).then_some((points * POINT).round() as u64)
}
