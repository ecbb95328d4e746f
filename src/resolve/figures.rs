//! Written figures become printed ones: their pictures side by side within the width,
//! with the letters of sub-figures.

use super::Resolver;
use super::inlines::written_text;
use crate::diag::{Code, Diagnostic, message};
use crate::length::Length;
use crate::model::document::{self, Attr};
use crate::model::resolved::{CaptionKind, Figure, Float, Inline, Panel};
use crate::style::numbering::Counter;
use crate::style::value as style;

/// How many pictures stand in each row: as many as `layout-ncol` says, in as many rows
/// as `layout-nrow` says, or as `layout="[[1,1],[1]]"` has them (Quarto); else all in one.
fn rows(attr: &Attr, count: usize) -> Vec<usize> {
    let number = |key: &str| attr.get(key).and_then(|value| value.value.trim().parse::<usize>().ok());
    let in_rows_of = |most: usize| (0..count).step_by(most.max(1)).map(|at| most.max(1).min(count - at)).collect();
    if let Some(layout) = attr.get("layout") {
        let mut rows = written_rows(&layout.value);
        let mut left = count;
        for row in &mut rows {
            *row = left.min(*row);
            left -= *row;
        }
        rows.push(left);
        rows.retain(|row| *row > 0);
        return rows;
    }
    match (number("layout-ncol"), number("layout-nrow")) {
        (Some(columns), _) => in_rows_of(columns),
        (None, Some(rows)) => in_rows_of(count.div_ceil(rows.max(1))),
        (None, None) => in_rows_of(count),
    }
}

/// The `[[1,1],[1]]` of Quarto as the counts of its rows.
fn written_rows(layout: &str) -> Vec<usize> {
    let inner = layout.trim().trim_start_matches('[').trim_end_matches(']');
    let parts = |row: &str| row.split(',').filter(|part| !part.trim_matches(['[', ' ']).is_empty()).count();
    inner.split(']').map(parts).filter(|count| *count > 0).collect()
}

/// `float=top`, or the letters of LaTeX, of which several leave the choice (`fig-pos`
/// of Quarto, `\begin{figure}[htb]`).
fn written_float(text: &str) -> Option<style::Float> {
    let letters = text.trim().trim_matches('!');
    match letters {
        "H" | "h" => Some(style::Float::Here),
        "t" => Some(style::Float::Top),
        "b" => Some(style::Float::Bottom),
        "p" => Some(style::Float::Page),
        _ if !letters.is_empty() && letters.chars().all(|letter| "htbpH!".contains(letter)) => Some(style::Float::Auto),
        _ => letters.parse().ok(),
    }
}

impl Resolver<'_> {
    /// A figure with its sub-figures, in the rows that its attributes ask for.
    pub(super) fn figure(&mut self, figure: &document::Figure, attr: &Attr, id: document::NodeId) -> Figure {
        let count = figure.panels.len();
        let rows = rows(attr, count);
        let mut in_row = rows.iter().flat_map(|count| std::iter::repeat_n(*count, *count));
        let caption_text = written_text(&figure.caption);
        let mut panels = Vec::with_capacity(count);
        for (at, panel) in figure.panels.iter().enumerate() {
            if count > 1 {
                self.report_whole_only(&panel.attr);
            }
            let own = written_text(&panel.caption);
            let room = in_row.next().filter(|_| count > 1).map(|count| self.panel_room(count));
            let alt = if own.is_empty() { &caption_text } else { &own };
            let picture = self.picture(&panel.image, &panel.attr, room, alt);
            if picture.alt.is_empty() {
                self.report_missing_alt(&panel.image);
            }
            let caption = if count > 1 { self.panel_caption(at, panel) } else { self.inlines(&panel.caption) };
            let named = count > 1 || panel.attr.id.is_some();
            let anchor = self.anchors.of(panel.id).filter(|_| named).map(|n| n.anchor);
            let room = room.unwrap_or(self.width).max(picture.width);
            panels.push(Panel { picture, room, caption, anchor });
        }
        let mut rest = panels.as_mut_slice();
        for count in &rows {
            let (row, behind) = rest.split_at_mut((*count).min(rest.len()));
            self.fit_panels(row);
            rest = behind;
        }
        let caption = (!figure.caption.is_empty())
            .then(|| self.caption(Some(&figure.caption), CaptionKind::Figure, id))
            .flatten();
        let float = self.float(figure, attr, caption.is_some());
        Figure { panels, rows, caption, float }
    }

    /// Where a figure stands: as it says itself, else as the style does. In what is set
    /// apart it stays where it is written, and so does one without a caption, which the
    /// text cannot name.
    fn float(&mut self, figure: &document::Figure, attr: &Attr, captioned: bool) -> Float {
        let given = attr.get("float").or_else(|| match figure.panels.as_slice() {
            [only] => only.attr.get("float"),
            _ => None,
        });
        let read = given.and_then(|given| {
            let float = written_float(&given.value);
            if float.is_none() {
                let message = message!("“{text}” is no place of a figure", text = &given.value);
                let diagnostic = Diagnostic::warning(Code::UnknownAttribute, given.span, message);
                self.sink.push(diagnostic.hint("write float=auto, here, top, bottom or page"));
            }
            Some((given.span, float?))
        });
        let (written, float) = match read {
            Some((span, float)) => (Some(span), float),
            None => (None, self.style.figure.float),
        };
        let apart = self.boxes > 0 || self.nested_columns > 0;
        if let Some(span) = written.filter(|_| apart && !matches!(float, style::Float::Auto | style::Float::Here)) {
            let message = "a figure in a list, a quotation, a box or columns stays where it is written";
            let diagnostic = Diagnostic::warning(Code::UnknownAttribute, span, message);
            self.sink.push(diagnostic.hint("write it outside, or leave `float` out"));
        }
        match float {
            _ if apart => Float::Here,
            style::Float::Here => Float::Here,
            style::Float::Auto if !captioned => Float::Here,
            style::Float::Auto => Float::Auto,
            style::Float::Top => Float::Top,
            style::Float::Bottom => Float::Bottom,
            style::Float::Page => Float::Page,
        }
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

    /// Tells of attributes that a figure has only as a whole.
    fn report_whole_only(&mut self, attr: &Attr) {
        for (key, _) in attr.pairs.iter().filter(|(key, _)| matches!(key.value.as_str(), "label" | "float")) {
            let message = message!("a sub-figure has no `{key}` of its own", key = &key.value);
            let diagnostic = Diagnostic::warning(Code::UnknownAttribute, key.span, message);
            self.sink.push(diagnostic.hint("write it behind the id of the whole figure"));
        }
    }

    fn report_missing_alt(&mut self, image: &document::Image) {
        let message = "this picture has no alternative text";
        let diagnostic = Diagnostic::warning(Code::ImageAlt, image.path.span, message);
        self.sink.push(diagnostic.hint("write ![caption](path \"what it shows\")"));
    }
}
