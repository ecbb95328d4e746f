//! Figures, code and their captions.

use super::block::Place;
use super::inline_context::InlineContext;
use crate::length::Length;
use crate::model::Mark;
use crate::model::resolved::{Caption, Figure, Marks, Panel, Picture};
use crate::style::value;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::sequences;
use crate::write::docx::state::writer::Writer;

impl Writer<'_> {
    /// A figure with its caption.
    pub(in crate::write::docx) fn figure(&mut self, figure: &Figure, place: Place) {
        let above = self.style.figure_caption.place == value::Place::Above;
        let caption = figure.caption.as_ref();
        if let Some(caption) = caption.filter(|_| above) {
            self.caption(caption);
        }
        let keep = caption.is_some() && !above;
        match figure.panels.as_slice() {
            [] => {}
            [panel] if panel.caption.is_empty() => self.picture(panel, keep, place),
            _ => self.panels(figure, keep),
        }
        if let Some(caption) = caption.filter(|_| !above) {
            self.caption(caption);
        }
        if caption.is_none() || above {
            self.owe_space(self.style.figure.around.length(self.style.body.size()));
        }
    }

    /// The paragraph of a picture, or of the box in its place.
    pub(in crate::write::docx) fn shown(&mut self, picture: &Picture) -> (Para, Content) {
        match self.drawing(picture) {
            Some(drawing) => (Para::new(id::FIGURE), Content { nodes: vec![drawing], tall: true }),
            None => self.missing_box(picture),
        }
    }

    fn picture(&mut self, panel: &Panel, keep: bool, place: Place) {
        let (para, mut content) = self.shown(&panel.picture);
        if let Some(anchor) = panel.anchor {
            content = content.map(|nodes| self.anchored(anchor, nodes));
        }
        let para = if place.left > Length::ZERO { para.indent(place.left, Length::ZERO) } else { para };
        self.paragraph(para.keep_next(keep), content);
    }

    /// A caption: its label with the number as a field, the gap, the text.
    pub(in crate::write::docx) fn caption(&mut self, caption: &Caption) {
        let looks = self.style.caption(caption.kind);
        let style = id::caption(caption.kind);
        let marks = if looks.bold_label { Marks::default().with(Mark::Strong) } else { Marks::default() };
        let context = InlineContext { marks, ..self.context(style) };
        let mut content = Content::default();
        match &caption.label {
            Some(label) => {
                let identifier = sequences::identifier(label, self.words.caption(caption.kind));
                content.nodes = self.label(label, Some(caption.anchor), &identifier, context);
                if !caption.content.is_empty() {
                    content.nodes.extend(self.text(&caption.delimiter, context));
                    content.nodes.extend(self.gap(looks.gap, context));
                }
                content.push(self.styled(style, &caption.content));
            }
            None => {
                let text = self.styled(style, &caption.content);
                let name = self.anchors.name(caption.anchor).map(str::to_owned);
                content = match name {
                    Some(name) => text.map(|nodes| self.bookmark(&name, nodes)),
                    None => text,
                };
            }
        }
        let content = content.map(|nodes| self.listed(caption.anchor, nodes));
        self.paragraph(Para::new(style), content);
    }
}
