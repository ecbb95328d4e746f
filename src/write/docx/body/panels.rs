//! Pictures side by side: a table without lines, the pictures in one row, what
//! stands under them in the next, so that both are level.

use docx_rs::{
    TableAlignmentType, TableCellProperty, TableLayoutType, TableProperty, TableRowProperty, VAlignType, WidthType,
};

use crate::length::Length;
use crate::model::resolved::{Figure, Panel};
use crate::ooxml::Element;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::{grid, properties};

impl Writer<'_> {
    /// Pictures side by side, row by row; `keep` holds them on the page of what follows.
    pub(in crate::write::docx) fn panels(&mut self, figure: &Figure, keep: bool) {
        let gap = self.style.figure.panel_gap.length(self.style.body.size());
        let around = self.style.figure.around.length(self.style.body.size());
        for row in figure.panel_rows() {
            self.before_table(around);
            let element = self.row_of_panels(row, gap, keep);
            self.other([element]);
        }
    }

    fn row_of_panels(&mut self, panels: &[Panel], gap: Length, keep: bool) -> Element {
        let twips = |length: Length| usize::try_from(length.twips()).unwrap_or_default();
        let widths: Vec<usize> = panels.iter().map(|panel| twips(panel.room + gap)).collect();
        let property = TableProperty::without_borders()
            .width(widths.iter().sum(), WidthType::Dxa)
            .align(TableAlignmentType::Center)
            .layout(TableLayoutType::Fixed);
        let has_captions = panels.iter().any(|panel| !panel.caption.is_empty() || panel.anchor.is_some());
        let pictures = panels.iter().map(|panel| self.panel_picture(panel, keep || has_captions)).collect();
        let table = Element::new("w:tbl").holding(properties("w:tblPr", &property, [])).holding(grid(&widths));
        let table = table.holding(row(&widths, pictures, VAlignType::Bottom));
        if !has_captions {
            return table;
        }
        let captions = panels.iter().map(|panel| self.panel_caption(panel, keep)).collect();
        table.holding(row(&widths, captions, VAlignType::Top))
    }

    fn panel_picture(&mut self, panel: &Panel, keep: bool) -> Element {
        let (para, content): (Para, Content) = self.shown(&panel.picture);
        self.compose(para.before(Length::ZERO).keep_next(keep), content)
    }

    fn panel_caption(&mut self, panel: &Panel, keep: bool) -> Element {
        let mut caption = self.styled(id::PANEL_CAPTION, &panel.caption);
        if let Some(anchor) = panel.anchor {
            caption = caption.map(|nodes| self.anchored(anchor, nodes));
        }
        self.compose(Para::new(id::PANEL_CAPTION).keep_next(keep), caption)
    }
}

fn row(widths: &[usize], cells: Vec<Element>, align: VAlignType) -> Element {
    let row = Element::new("w:tr").holding(properties("w:trPr", &TableRowProperty::new().cant_split(), []));
    let cell = |(width, content): (&usize, Element)| {
        let property = TableCellProperty::new().width(*width, WidthType::Dxa).vertical_align(align);
        Element::new("w:tc").holding(properties("w:tcPr", &property, [])).holding(content)
    };
    row.holding_all(widths.iter().zip(cells).map(cell))
}
