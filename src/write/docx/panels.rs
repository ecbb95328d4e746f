//! Pictures side by side: a table without lines, the pictures in one row, what
//! stands under them in the next, so that both are level.

use docx_rs::{
    TableAlignmentType, TableCellProperty, TableLayoutType, TableProperty, TableRowProperty, VAlignType, WidthType,
};

use super::block::Place;
use super::names as id;
use super::para::{Content, Para};
use super::writer::Writer;
use super::xml::built;
use crate::length::Length;
use crate::model::resolved::Panel;

/// What rounding may take from a line before it counts as full.
const SLACK: Length = Length::points(0.5);

impl Writer<'_> {
    /// Pictures side by side, in as many rows as they need; `keep` holds them
    /// on the page of what follows.
    pub(super) fn panels(&mut self, panels: &[Panel], keep: bool, place: Place) {
        let gap = self.style.figure.panel_gap.length(self.style.body.size());
        let mut rows: Vec<Vec<&Panel>> = Vec::new();
        let mut used = Length::ZERO;
        for panel in panels {
            let width = panel.picture.width + gap;
            match rows.last_mut().filter(|_| used + width - gap <= place.room() + SLACK) {
                Some(row) => row.push(panel),
                None => {
                    rows.push(vec![panel]);
                    used = Length::ZERO;
                }
            }
            used = used + width;
        }
        let around = self.style.figure.around.length(self.style.body.size());
        for row in rows {
            self.before_table(around);
            let xml = self.row_of_panels(&row, gap, keep);
            self.raw(&xml);
        }
    }

    fn row_of_panels(&mut self, panels: &[&Panel], gap: Length, keep: bool) -> String {
        let twips = |length: Length| usize::try_from(length.twips()).unwrap_or_default();
        let widths: Vec<usize> = panels.iter().map(|panel| twips(panel.picture.width + gap)).collect();
        let property = TableProperty::without_borders()
            .width(widths.iter().sum(), WidthType::Dxa)
            .align(TableAlignmentType::Center)
            .layout(TableLayoutType::Fixed);
        let columns: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        let has_captions = panels.iter().any(|panel| !panel.caption.is_empty() || panel.anchor.is_some());
        let pictures: Vec<String> =
            panels.iter().map(|panel| self.panel_picture(panel, keep || has_captions)).collect();
        let mut out = format!("<w:tbl>{}<w:tblGrid>{columns}</w:tblGrid>", built(&property));
        out.push_str(&row(&widths, &pictures, VAlignType::Bottom));
        if has_captions {
            let captions: Vec<String> = panels.iter().map(|panel| self.panel_caption(panel, keep)).collect();
            out.push_str(&row(&widths, &captions, VAlignType::Top));
        }
        out + "</w:tbl>"
    }

    fn panel_picture(&mut self, panel: &Panel, keep: bool) -> String {
        let (para, content): (Para, Content) = self.shown(&panel.picture);
        self.compose(para.before(Length::ZERO).keep_next(keep), &content)
    }

    fn panel_caption(&mut self, panel: &Panel, keep: bool) -> String {
        let mut caption = self.styled(id::PANEL_CAPTION, &panel.caption);
        if let Some(anchor) = panel.anchor {
            caption.xml = self.anchored(anchor, &caption.xml);
        }
        self.compose(Para::new(id::PANEL_CAPTION).keep_next(keep), &caption)
    }
}

fn row(widths: &[usize], cells: &[String], align: VAlignType) -> String {
    let mut out = format!("<w:tr>{}", built(&TableRowProperty::new().cant_split()));
    for (width, cell) in widths.iter().zip(cells) {
        let property = TableCellProperty::new().width(*width, WidthType::Dxa).vertical_align(align);
        out.push_str(&format!("<w:tc>{}{cell}</w:tc>", built(&property)));
    }
    out + "</w:tr>"
}
