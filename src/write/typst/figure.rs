//! Figures: where they stand, their pictures in rows, their captions.

use super::escape::literal;
use super::look::{color, pt};
use super::{FloatingFigure, Writer};
use crate::length::Length;
use crate::model::resolved::{AnchorId, Caption, Figure, Float, Panel, Picture};
use crate::style::value::Place;

impl Writer<'_> {
    /// A figure at its place.
    pub(super) fn figure(&mut self, figure: &Figure) {
        // One that begins a page leaves nothing empty.
        if self.parts > 0 {
            self.note_floating(figure, true);
        }
        self.set_figure(figure, None, "");
        if let Some(caption) = &figure.caption {
            self.label(caption.anchor);
        }
    }

    /// Whether a figure stands elsewhere than it is written.
    pub(super) fn leaves_place(&self, figure: &Figure) -> bool {
        match figure.float {
            Float::Here => false,
            Float::Auto => figure.caption.as_ref().is_some_and(|it| self.shown.floated.contains(&it.anchor)),
            Float::Top | Float::Bottom | Float::Page => true,
        }
    }

    /// A figure that leaves its place, with this room to the text. What links to it
    /// leads to where it stands, not to where it is written.
    pub(super) fn floating_figure(&mut self, figure: &Figure, anchor: Option<AnchorId>, room: Length) {
        self.note_floating(figure, false);
        let anchor = figure.caption.as_ref().map(|caption| caption.anchor).or(anchor);
        self.push(&format!("\n#[#set place(clearance: {})\n", pt(room)));
        match figure.float {
            Float::Page => {
                self.push("#place(top, float: true, block(height: 100%, align(horizon, [");
                self.set_figure(figure, anchor, "");
                self.push("])))");
            }
            Float::Here | Float::Auto => self.set_figure(figure, anchor, ", placement: auto"),
            Float::Top => self.set_figure(figure, anchor, ", placement: top"),
            Float::Bottom => self.set_figure(figure, anchor, ", placement: bottom"),
        }
        self.push("]\n");
    }

    fn note_floating(&mut self, figure: &Figure, stays: bool) {
        let caption = figure.caption.as_ref().filter(|_| figure.float == Float::Auto);
        self.floating.extend(caption.map(|it| FloatingFigure { caption: it.anchor, stays }));
    }

    /// The figure, with `anchor` in it where what links to it must find it there.
    fn set_figure(&mut self, figure: &Figure, anchor: Option<AnchorId>, placement: &str) {
        let many = figure.panels.len() > 1 || figure.panels.iter().any(|p| !p.caption.is_empty() || p.anchor.is_some());
        self.push(&format!("#figure(kind: image{placement}"));
        if let Some(caption) = &figure.caption {
            self.caption(caption);
        }
        self.push(", ");
        if let Some(anchor) = anchor {
            self.push("{[");
            self.mark(anchor);
            self.push("]; ");
        }
        if many {
            let gap = pt(self.style.figure.panel_gap.length(self.style.body.size()));
            let several = figure.rows.len() > 1;
            if several {
                self.push(&format!("stack(spacing: {gap}, "));
            }
            for row in figure.panel_rows() {
                let columns: String = row.iter().map(|panel| pt(panel.room) + ", ").collect();
                self.push(&format!("grid(columns: ({columns}), column-gutter: {gap}, align: center + bottom, "));
                row.iter().for_each(|panel| self.panel(panel));
                self.push(if several { "), " } else { ")" });
            }
            if several {
                self.push(")");
            }
        } else if let Some(panel) = figure.panels.first() {
            self.picture(&panel.picture);
        } else {
            self.push("[]");
        }
        if anchor.is_some() {
            self.push("}");
        }
        self.push(")");
    }

    fn panel(&mut self, panel: &Panel) {
        let style = self.style;
        self.push("[#");
        self.picture(&panel.picture);
        let look = &style.figure_caption.text;
        self.space(style.figure.gap.length(style.body.size()) + look.above());
        self.styled(look, |writer| writer.inlines(&panel.caption));
        if !panel.caption.is_empty() {
            self.push(&format!("#v({})", pt(look.below())));
        }
        if let Some(anchor) = panel.anchor {
            self.mark(anchor);
        }
        self.push("], ");
    }

    /// A picture as a value of code mode.
    pub(super) fn picture(&mut self, picture: &Picture) {
        let (width, height) = (pt(picture.width), pt(picture.height));
        self.mapped(picture.span, |writer| match picture.image {
            Some(id) => {
                let image = writer.images.get(id);
                let path = literal(&super::image_path(id, image.shown()));
                let page = if image.page() == 1 { String::new() } else { format!(", page: {}", image.page()) };
                let alt = literal(&picture.alt);
                writer.push(&format!(
                    "image({path}, width: {width}, height: {height}, alt: {alt}, fit: \"stretch\"{page})"
                ));
            }
            None => {
                let tone = color(writer.style.figure.missing);
                let words = crate::style::Words::of(&writer.doc.meta().lang);
                let text = literal(&format!("{}{}", words.missing_image, picture.path));
                // As high as the path takes, as in Word, where no box stretches.
                let look = format!("width: {width}, stroke: 0.75pt + {tone}, inset: 4pt");
                writer.push(&format!("rect({look}, align(center, text(fill: {tone}, {text})))"));
            }
        });
    }

    /// The caption argument of a figure.
    pub(super) fn caption(&mut self, caption: &Caption) {
        let style = self.style.caption(caption.kind);
        // A caption above stays with what it belongs to.
        let (place, more) = match style.place {
            Place::Above => ("top", "sticky: true, "),
            Place::Below => ("bottom", ""),
        };
        self.push(&format!(", caption: figure.caption(position: {place}, ["));
        self.styled_block(&style.text, more, |writer| {
            if let Some(label) = &caption.label {
                let text = literal(&format!("{}{}", label.text(), caption.delimiter));
                let label = if style.bold_label { format!("#strong({text})") } else { format!("#{text}") };
                writer.push(&format!("{label}#h({})", pt(style.gap.length(style.text.size()))));
            }
            writer.inlines(&caption.content);
        });
        self.push("])");
    }
}
