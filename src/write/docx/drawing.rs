//! Pictures become inline drawings (ECMA-376-1 §20.4.2.8), their files parts of
//! the package; equal files are kept once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names as id;
use super::para::{Content, Para};
use super::writer::Writer;
use crate::assets::{Raster, WordPicture};
use crate::diag::Code;
use crate::model::resolved::Picture;
use crate::ooxml::escape;

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
/// The extension of a picture that names its SVG ([MS-ODRAWXML] §2.3.3.13).
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";
/// A turn by one degree (ECMA-376-1 §20.1.10.3).
const DEGREE: i64 = 60_000;

/// The files of the pictures.
#[derive(Debug, Default)]
pub(super) struct Media<'a> {
    files: Vec<(String, &'a Arc<Vec<u8>>)>,
    known: BTreeMap<&'a [u8], usize>,
}

impl<'a> Media<'a> {
    fn name(&mut self, bytes: &'a Arc<Vec<u8>>, extension: &str) -> String {
        let at = match self.known.get(bytes.as_slice()) {
            Some(at) => *at,
            None => {
                let name = format!("media/image{}.{extension}", self.files.len() + 1);
                self.files.push((name, bytes));
                self.known.insert(bytes, self.files.len() - 1);
                self.files.len() - 1
            }
        };
        self.files[at].0.clone()
    }

    /// The names and the bytes of the files.
    #[must_use]
    pub(super) fn files(&self) -> &[(String, &'a Arc<Vec<u8>>)] {
        &self.files
    }
}

impl<'a> Writer<'a> {
    /// The run that shows a picture; `None` if it cannot be shown.
    pub(super) fn drawing(&mut self, picture: &Picture) -> Option<String> {
        let Some(word) = (self.pictures)(picture.image?) else {
            let message = format!("{} cannot be shown in the Word file", picture.path);
            self.sink.warn(Code::Image, picture.span, message);
            return None;
        };
        let blip = self.blip(word);
        let id = self.drawing_id();
        let (width, height) = (picture.width.emu().max(1), picture.height.emu().max(1));
        let turns = i64::from(word.quarter_turns % 4);
        let (cx, cy) = if turns % 2 == 1 { (height, width) } else { (width, height) };
        let (side, top) = (((width - cx) / 2).max(0), ((height - cy) / 2).max(0));
        let turn = if turns == 0 { String::new() } else { format!(" rot=\"{}\"", turns * 90 * DEGREE) };
        let alt = escape(&picture.alt);
        let alt = if alt.is_empty() { String::new() } else { format!(" descr=\"{alt}\"") };
        Some(format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/>\
             <wp:effectExtent l=\"{side}\" t=\"{top}\" r=\"{side}\" b=\"{top}\"/>\
             <wp:docPr id=\"{id}\" name=\"Picture {id}\"{alt}/>\
             <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
             <a:graphic><a:graphicData uri=\"{PICTURE}\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"Picture {id}\"{alt}/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm{turn}><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
             </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        ))
    }

    fn blip(&mut self, word: &'a WordPicture) -> String {
        let extension = match word.format {
            Raster::Png => "png",
            Raster::Jpeg => "jpeg",
        };
        let raster = self.media.name(&word.raster, extension);
        let raster = self.relations.part("image", &raster);
        let Some(svg) = &word.svg else {
            return format!("<a:blip r:embed=\"{raster}\"/>");
        };
        let svg = self.media.name(svg, "svg");
        let svg = self.relations.part("image", &svg);
        format!(
            "<a:blip r:embed=\"{raster}\"><a:extLst><a:ext uri=\"{SVG_EXTENSION}\">\
             <asvg:svgBlip xmlns:asvg=\"{SVG}\" r:embed=\"{svg}\"/></a:ext></a:extLst></a:blip>"
        )
    }

    /// What stands in a line in place of a picture that cannot be shown.
    pub(super) fn missing_text(&mut self, picture: &Picture) -> String {
        let text = format!("[{}{}]", self.words.missing_image, picture.path);
        let color = self.style.figure.missing.hex();
        self.text(&text, super::inline::Around::size(self.style.body.size()))
            .replace("<w:rPr>", &format!("<w:rPr><w:color w:val=\"{color}\"/>"))
            .replace("<w:rPr />", &format!("<w:rPr><w:color w:val=\"{color}\"/></w:rPr>"))
    }

    /// The paragraph that stands in place of a picture that cannot be shown: a
    /// box with its path.
    pub(super) fn missing_box(&mut self, picture: &Picture) -> (Para, Content) {
        let text = format!("{}{}", self.words.missing_image, picture.path);
        let size = self.looks.get(id::MISSING).text.size();
        let text = self.text(&text, super::inline::Around::size(size));
        (Para::new(id::MISSING), Content::flat(text))
    }
}
