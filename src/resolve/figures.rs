//! Written figures become printed ones: their pictures side by side within the width,
//! with the letters of sub-figures.

use super::Resolver;
use super::inlines::written_text;
use crate::diag::{Code, Diagnostic};
use crate::length::Length;
use crate::model::document;
use crate::model::resolved::{CaptionKind, Figure, Inline, Panel};
use crate::style::numbering::Counter;

impl Resolver<'_> {
    /// A figure with its sub-figures.
    pub(super) fn figure(&mut self, figure: &document::Figure, id: document::NodeId) -> Figure {
        let count = figure.panels.len();
        let caption_text = written_text(&figure.caption);
        let room = (count > 1).then(|| self.panel_room(count));
        let mut panels = Vec::with_capacity(count);
        for (at, panel) in figure.panels.iter().enumerate() {
            let own = written_text(&panel.caption);
            let alt = if own.is_empty() { &caption_text } else { &own };
            let picture = self.picture(&panel.image, &panel.attr, room, alt);
            if picture.alt.is_empty() {
                self.report_missing_alt(&panel.image);
            }
            let caption = if count > 1 { self.panel_caption(at, panel) } else { self.inlines(&panel.caption) };
            let named = count > 1 || panel.attr.id.is_some();
            let anchor = self.anchors.of(panel.id).filter(|_| named).map(|n| n.anchor);
            panels.push(Panel { picture, caption, anchor });
        }
        self.fit_panels(&mut panels);
        let caption = (!figure.caption.is_empty())
            .then(|| self.caption(Some(&figure.caption), CaptionKind::Figure, id))
            .flatten();
        Figure { panels, caption }
    }

    /// Panels side by side that are wider than the text together become narrower by
    /// the same part.
    fn fit_panels(&self, panels: &mut [Panel]) {
        let total = panels.iter().fold(Length::ZERO, |sum, panel| sum + panel.picture.width);
        let room = self.panel_room(panels.len().max(1)).scaled(panels.len() as f64);
        if panels.len() < 2 || total <= room {
            return;
        }
        let factor = room.pt() / total.pt();
        for picture in panels.iter_mut().map(|panel| &mut panel.picture) {
            (picture.width, picture.height) = (picture.width.scaled(factor), picture.height.scaled(factor));
        }
    }

    fn panel_room(&self, count: usize) -> Length {
        let gaps = self.style.figure.panel_gap.length(self.style.body.size()).scaled((count - 1) as f64);
        (self.width - gaps).scaled(1.0 / count as f64)
    }

    /// The letter of a sub-figure and its text.
    fn panel_caption(&mut self, at: usize, panel: &document::Panel) -> Vec<Inline> {
        let letter = format!("({}) ", Counter::LowerLetter.format(at + 1));
        let text = document::Inline::new(document::InlineKind::Text(letter), panel.span);
        let whole: Vec<document::Inline> = std::iter::once(text).chain(panel.caption.iter().cloned()).collect();
        self.inlines(&whole)
    }

    fn report_missing_alt(&mut self, image: &document::Image) {
        let message = "this picture has no alternative text";
        let diagnostic = Diagnostic::warning(Code::ImageAlt, image.path.span, message);
        self.sink.push(diagnostic.hint("write ![caption](path \"what it shows\")"));
    }
}
