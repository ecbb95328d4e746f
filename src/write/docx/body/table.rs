//! Tables become native tables whose head can be repeated (ECMA-376-1 §17.4).

use docx_rs::{
    TableAlignmentType, TableCellMargins, TableCellProperty, TableLayoutType, TableProperty, TableRowProperty,
    VAlignType, VMergeType, WidthType,
};

use super::block::Place;
use super::inline_context::InlineContext;
use super::sizes;
use crate::length::Length;
use crate::model::Align;
use crate::model::resolved::{Cell, Row, Table, breaks_words, plain_text};
use crate::ooxml::Element;
use crate::style::{Table as TableStyle, value};
use crate::write::docx::properties::border;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::{self, properties};

/// The columns of a table in twips.
struct Grid(Vec<usize>);

impl Grid {
    /// Shares of a width; what rounding leaves goes to the last column.
    fn new(table: &Table, width: Length) -> Self {
        let whole = usize::try_from(width.twips()).unwrap_or_default();
        let sum: f64 = table.columns.iter().map(|column| column.share.max(0.0)).sum();
        let count = table.columns.len().max(1) as f64;
        let share = |share: f64| if sum > 0.0 { share.max(0.0) / sum } else { 1.0 / count };
        let mut widths: Vec<usize> =
            table.columns.iter().map(|column| (whole as f64 * share(column.share)) as usize).collect();
        let used: usize = widths.iter().sum();
        if let Some(last) = widths.last_mut() {
            *last += whole.saturating_sub(used);
        }
        Self(widths)
    }

    fn width(&self, from: usize, count: usize) -> usize {
        self.0.iter().skip(from).take(count).sum()
    }
}

/// Where a row stands.
#[derive(Clone, Copy)]
struct Standing {
    /// Which row of the table it is, from 1.
    number: usize,
    /// How many rows of the head there are from this one on; 0 in the body.
    head: usize,
    /// Whether it stays on the page of what follows.
    keep: bool,
    /// The size of its text, where that is not the style's.
    size: Option<Length>,
}

/// A place in a row: a cell that begins there, or one from above that goes on.
enum Slot<'t> {
    Begins(&'t Cell),
    GoesOn { columns: usize },
    Empty,
}

impl Writer<'_> {
    /// A table with its caption.
    pub(in crate::write::docx) fn table(&mut self, table: &Table, place: Place) {
        let above = self.style.table_caption.place == value::Place::Above;
        let space = self.style.table.around.length(self.style.body.size());
        let caption = table.caption.as_ref();
        match caption.filter(|_| above) {
            Some(caption) => self.caption(caption),
            None => self.before_table(space),
        }
        if !table.columns.is_empty() {
            let element = self.table_element(table, place, caption.is_some() && !above);
            self.other([element]);
        }
        match caption.filter(|_| !above) {
            Some(caption) => self.caption(caption),
            None => self.owe_space(space),
        }
    }

    fn table_element(&mut self, table: &Table, place: Place, keep: bool) -> Element {
        let (left, right) = self.insets(place);
        let room = place.width - left - right;
        let width = room.scaled(table.width.unwrap_or(1.0));
        let grid = Grid::new(table, width);
        let mut property = TableProperty::without_borders()
            .style(id::TABLE)
            .width(grid.0.iter().sum(), WidthType::Dxa)
            .align(TableAlignmentType::Center)
            .layout(TableLayoutType::Fixed)
            .set_margins(cell_margins(&self.style.table.at(table.size)));
        if left > Length::ZERO {
            // A narrow one stands in the middle of what is left.
            let middle = left + (room - width).scaled(0.5);
            property = property.align(TableAlignmentType::Left).indent(i32::try_from(middle.twips()).unwrap_or(0));
        }
        let (head, mask) = if table.head.is_empty() { ("0", "0600") } else { ("1", "0620") };
        let look = Element::val("w:tblLook", mask)
            .with("w:firstRow", head)
            .with("w:lastRow", "0")
            .with("w:firstColumn", "0")
            .with("w:lastColumn", "0")
            .with("w:noHBand", "1")
            .with("w:noVBand", "1");
        let caption =
            table.caption.as_ref().map(|caption| plain_text(&caption.content)).filter(|text| !text.is_empty());
        let described = caption.map(|text| Element::val("w:tblCaption", text));
        let more = std::iter::once(look).chain(described);
        let columns = xml::grid(&grid.0);
        let mut out = Element::new("w:tbl").holding(properties("w:tblPr", &property, more)).holding(columns);
        let rows: Vec<&Row> = table.head.iter().chain(&table.body).collect();
        // How many rows the cell of each column still goes on, and its width.
        let mut open: Vec<(usize, usize)> = vec![(0, 0); table.columns.len()];
        for (at, row) in rows.iter().enumerate() {
            let head = table.head.len().saturating_sub(at);
            // A head does not stand over one row alone.
            let is_first = at == table.head.len() && !table.head.is_empty() && at + 1 < rows.len();
            let is_before_last = at + 2 == rows.len() && table.keeps_last_row();
            let keep = keep || is_first || is_before_last;
            let left = if head > 0 { head } else { rows.len() - at };
            let slots = slots(row, &mut open, left);
            out.push(self.row(table, row, &slots, &grid, Standing { number: at + 1, head, keep, size: table.size }));
        }
        out
    }

    /// How far a table stands in at both sides; paragraphs of a quotation have that
    /// from their style.
    fn insets(&self, place: Place) -> (Length, Length) {
        let quote = &self.styles.get(id::QUOTE).text;
        let insets = (place.left + quote.indent(), quote.indent_right());
        if place.style == id::QUOTE { insets } else { (place.left, Length::ZERO) }
    }

    fn row(&mut self, table: &Table, row: &Row, slots: &[(usize, Slot)], grid: &Grid, standing: Standing) -> Element {
        let in_head = standing.head > 0;
        let repeats = in_head && self.style.table.repeat_head;
        let head = repeats.then(|| Element::toggle("w:tblHeader", true));
        // A row of the body goes on over the page as it does in the PDF: kept whole,
        // a high one would leave the page before it empty.
        let rows = TableRowProperty::new();
        let change = row.change.or(self.tracked).map(|change| self.change(change));
        let rows = if in_head { rows.cant_split() } else { rows };
        let property = properties("w:trPr", &rows, head.into_iter().chain(change));
        let outer = self.tracked;
        self.tracked = outer.or(row.change);
        let mut out = Element::new("w:tr").holding(property);
        let style = if in_head { id::TABLE_HEAD } else { id::TABLE_TEXT };
        let mut is_unmarked = true;
        for (column, slot) in slots {
            let property = self.cell_property(table, *column, slot, grid, standing);
            let mut para = Para::new(style).keep_next(standing.keep && !in_head);
            let mut content = Content::default();
            if let Slot::Begins(cell) = slot {
                let size = standing.size.unwrap_or(self.styles.get(style).text.size());
                content = self.inlines(&cell.content, InlineContext { size, ..self.context(style) });
                let point = table.columns.get(*column).and_then(|column| column.point);
                match point.filter(|_| cell.lacks.is_some()) {
                    Some(point) => {
                        // In a cell it aligns without a tab character (§17.3.1.37).
                        let at = (point.side + point.before).twips().to_string();
                        let tab = Element::val("w:tab", "decimal").with("w:pos", at);
                        para = para.extra(Element::new("w:tabs").holding(tab)).align(Align::Left);
                    }
                    None if cell.align != self.styles.get(style).text.align => para = para.align(cell.align),
                    None => {}
                }
                if self.is_ruled_group(table, cell, standing) {
                    let style = self.style.table.at(table.size);
                    let (width, color) = (style.head_rule, style.text.color);
                    let line = border("w:bottom", width, style.padding + style.text.drop(), color);
                    para = para.extra(Element::new("w:pBdr").holding_all(line));
                }
                // Latin text then breaks at any letter (§17.3.1.45).
                if breaks_words(&cell.content) {
                    para = para.extra(Element::toggle("w:wordWrap", false));
                }
            }
            let mut content = self.known(content);
            if let Some(size) = standing.size {
                sizes::set(&mut content.nodes, size);
                para = para.extra(sizes::properties(size));
            }
            // The text of a cell that goes on from above is not kept.
            if is_unmarked && !matches!(slot, Slot::GoesOn { .. }) {
                content = self.known_row(standing.number, content);
                is_unmarked = false;
            }
            out.push(Element::new("w:tc").holding(property).holding(self.compose(para, content)));
        }
        self.tracked = outer;
        out
    }

    fn cell_property(&self, table: &Table, column: usize, slot: &Slot, grid: &Grid, standing: Standing) -> Element {
        let (columns, rows) = match slot {
            Slot::Begins(cell) => (cell.columns.max(1), cell.rows.max(1)),
            Slot::GoesOn { columns } => (*columns, 1),
            Slot::Empty => (1, 1),
        };
        let mut property = TableCellProperty::new()
            .width(grid.width(column, columns), WidthType::Dxa)
            .vertical_align(VAlignType::Center);
        if columns > 1 {
            property = property.grid_span(columns.min(grid.0.len() - column));
        }
        property = match slot {
            Slot::Begins(_) if rows > 1 => property.vertical_merge(VMergeType::Restart),
            Slot::GoesOn { .. } => property.vertical_merge(VMergeType::Continue),
            Slot::Begins(_) | Slot::Empty => property,
        };
        let ends_head = (1..=rows).contains(&standing.head);
        let mut more: Vec<Element> = ends_head.then(|| self.head_rule()).flatten().into_iter().collect();
        if let Slot::Begins(cell) = slot
            && self.is_ruled_group(table, cell, standing)
        {
            // The line of its paragraph stands at its foot.
            property = property.vertical_align(VAlignType::Bottom);
            let none = Element::new("w:bottom").with("w:w", "0").with("w:type", "dxa");
            more.push(Element::new("w:tcMar").holding(none));
        }
        properties("w:tcPr", &property, more)
    }

    /// Whether a cell is the name of a group of columns over a line: that of its
    /// paragraph, since lines of neighbouring cells would touch.
    fn is_ruled_group(&self, table: &Table, cell: &Cell, standing: Standing) -> bool {
        self.style.table.rules == value::Rules::Three && table.names_group(standing.number - 1, cell)
    }

    /// The line under the head (三线表: the second of the three).
    fn head_rule(&self) -> Option<Element> {
        let table = &self.style.table;
        match table.rules {
            value::Rules::Three => {
                let line = border("w:bottom", table.head_rule, Length::ZERO, table.text.color);
                Some(Element::new("w:tcBorders").holding_all(line))
            }
            value::Rules::Grid | value::Rules::Plain => None,
        }
    }
}

/// The space around the text of a cell. It stands in the style too; some programs
/// read it only here.
fn cell_margins(table: &TableStyle) -> TableCellMargins {
    let twips = |length: Length| usize::try_from(length.twips()).unwrap_or_default();
    let (wide, drop) = (twips(table.padding_side), table.text.drop());
    TableCellMargins::new().margin(twips(table.padding - drop), wide, twips(table.padding + drop), wide)
}

/// What stands in the columns of a row. `left` is how many rows there are from
/// this one on; no cell goes on beyond them.
fn slots<'t>(row: &'t Row, open: &mut [(usize, usize)], left: usize) -> Vec<(usize, Slot<'t>)> {
    let mut list = Vec::new();
    let mut column = 0;
    let mut cells = row.cells.iter().peekable();
    while column < open.len() {
        let (rows, columns) = open[column];
        if rows > 0 {
            open[column].0 -= 1;
            list.push((column, Slot::GoesOn { columns }));
            column += columns.max(1);
            continue;
        }
        while cells.next_if(|cell| cell.column < column).is_some() {}
        match cells.next_if(|cell| cell.column == column) {
            Some(cell) => {
                let columns = cell.columns.clamp(1, open.len() - column);
                open[column] = (cell.rows.clamp(1, left.max(1)) - 1, columns);
                list.push((column, Slot::Begins(cell)));
                column += columns;
            }
            None => {
                list.push((column, Slot::Empty));
                column += 1;
            }
        }
    }
    list
}
