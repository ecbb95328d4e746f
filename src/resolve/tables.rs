//! Tables: their cells in columns of their widths.

use super::long_words::{self, Look};
use super::scripts::units;
use super::table_attributes::{Extent, Stand};
use super::table_size::{Kind, Resized, Setting};
use super::{Resolver, column_widths, decimals, pictures};
use crate::diag::Span;
use crate::length::Length;
use crate::model::Align;
use crate::model::document::{Attr, CellContent, Table as WrittenTable};
use crate::model::resolved::{Caption, Cell, Column, Inline, Row, Table, plain_text};
use crate::style::value::Wide;

/// The narrowest a column may be, in half characters.
const NARROWEST: f64 = 5.0;
/// Text longer than this, in half characters, stands at the left of its cell
/// although the style centres cells.
const LONG_TEXT: f64 = 28.0;

/// Text is not forced into less than this, in half characters.
const READABLE: f64 = 8.0;
/// Text for which a table is set smaller, in half characters.
const LEAST: f64 = 6.0;
/// The most of a table that a piece of a word may take from the other columns.
const MOST: f64 = 0.5;
/// The most that a column may have for the sake of whole words, in equal parts of
/// the table.
const GREEDY: f64 = 1.25;

impl Resolver<'_> {
    pub(super) fn table(&mut self, table: &WrittenTable, attr: &Attr, caption: Option<Caption>, span: Span) -> Table {
        let head = self.head_rows(table, attr);
        let stands = self.column_stands(table, attr);
        let (owner, starts) = self.merge(table, head);
        let mut rows: Vec<Row> = Vec::new();
        let mut aligns: Vec<Option<Align>> = Vec::new();
        let mut widths = vec![Width::default(); table.columns.len()];
        for (at, row) in table.rows.iter().enumerate() {
            let mut cells = Vec::new();
            for (column, cell) in row.cells.iter().enumerate() {
                let start = &starts[owner[at][column]];
                if (start.row, start.column) != (at, column) {
                    continue;
                }
                let content = match &cell.content {
                    CellContent::Text(content) => self.inlines(content),
                    CellContent::JoinLeft => self.words("<", cell.span),
                    CellContent::JoinAbove => self.words("^", cell.span),
                };
                if start.columns == 1 {
                    let words = long_words::extent(&content, self.look(at < head));
                    widths[column].take(&content, words);
                    widths[column].picture(pictures::widest(&content));
                }
                let (columns, rows) = (start.columns, start.rows);
                // One that covers several columns stands as all of them do.
                let mut covered = stands[column..column + columns].iter().map(|stand| stand.align());
                let align = covered.next().flatten().filter(|first| covered.all(|next| next == Some(*first)));
                // The name of a group stands over the middle of its columns.
                let align = align.filter(|_| at >= head || columns == 1);
                aligns.push(cell.align.or(align));
                cells.push(Cell { content, column, columns, rows, align: Align::Left, lacks: None, span: cell.span });
            }
            rows.push(Row { cells, change: None });
        }
        let extents = decimals::lay_out(rows.get_mut(head..).unwrap_or_default(), &stands);
        for (width, extent) in widths.iter_mut().zip(&extents) {
            width.text = extent.map_or(width.text, |extent| extent.width().max(width.text));
        }
        let given = self.given_widths(attr, widths.len());
        let extent = self.table_width(attr);
        let (setting, part) = self.setting(attr, given.as_deref(), &widths, extent, span);
        let mut columns = self.columns(&stands, given, &widths, setting);
        for (column, extent) in columns.iter_mut().zip(extents) {
            column.point = extent.map(|extent| extent.point(setting.cell(column.share), setting.unit()));
        }
        for (cell, align) in rows.iter_mut().flat_map(|row| &mut row.cells).zip(aligns) {
            let default = if cell.columns > 1 { Align::Center } else { columns[cell.column].align };
            cell.align = if cell.lacks.is_some() { Align::Right } else { align.unwrap_or(default) };
        }
        for (at, row) in rows.iter_mut().enumerate() {
            for cell in &mut row.cells {
                let share: f64 =
                    columns[cell.column..cell.column + cell.columns].iter().map(|column| column.share).sum();
                let room = setting.cell(share);
                long_words::break_up(&mut cell.content, room, self.look(at < head));
                pictures::limit(&mut cell.content, setting.unit().scaled(room));
            }
        }
        let body = rows.split_off(head.min(rows.len()));
        if rows.iter().flat_map(|row| &row.cells).all(|cell| cell.content.is_empty()) {
            rows.clear();
        }
        let size = (setting.size < self.style.table.text.size()).then_some(setting.size);
        let continued = caption.as_ref().filter(|_| !rows.is_empty()).and_then(|caption| self.continued(caption));
        Table { columns, head: rows, body, caption, size, width: part, continued }
    }

    /// How a table is set whose columns hold so much; it turns the page where it
    /// has no room on an upright one.
    fn setting(
        &mut self,
        attr: &Attr,
        given: Option<&[f64]>,
        widths: &[Width],
        extent: Extent,
        span: Span,
    ) -> (Setting, Option<f64>) {
        let style = &self.style.table;
        let (unit, padding) = (style.text.size().scaled(0.5), style.padding_side.scaled(2.0));
        let needs: Vec<Length> = widths.iter().map(|width| unit.scaled(width.least()) + padding).collect();
        let by_content = needs.iter().fold(Length::ZERO, |sum, need| sum + *need);
        let need = given.map_or(by_content, |shares| {
            needs.iter().zip(shares).map(|(need, share)| need.scaled(1.0 / share)).fold(Length::ZERO, Length::max)
        });
        let part = extent.part();
        let mut setting = Setting::fit(style, need, self.width.scaled(part));
        let may_turn = self.wide(attr) == Wide::Landscape && self.may_turn && self.boxes == 0;
        let wider = self.style.page.landscape_width();
        let mut kind = if setting.holds { Kind::Smaller } else { Kind::Narrow };
        if may_turn && wider > self.width && !Setting::fit(style, by_content, self.width).holds {
            setting = Setting::fit(style, need, wider.scaled(part));
            kind = Kind::Turned;
            self.turned = true;
        }
        if setting.size < style.text.size() || kind == Kind::Turned {
            self.resized.push(Resized { span, size: setting.size, kind });
        }
        match extent {
            Extent::Full => (setting, None),
            Extent::Part(part) => (setting, Some(part)),
            Extent::Content => {
                let part = (natural(widths, given, setting) / setting.room()).min(1.0);
                (setting.narrowed(part), (part < 1.0).then_some(part))
            }
        }
    }

    fn columns(&self, stands: &[Stand], given: Option<Vec<f64>>, widths: &[Width], setting: Setting) -> Vec<Column> {
        let natural: Vec<f64> = widths.iter().map(|width| width.longest(setting).max(NARROWEST)).collect();
        let shares = given.unwrap_or_else(|| shares(widths, setting));
        let centred = self.style.table.text.align;
        let align = |at: usize| match (stands[at].align(), centred) {
            (Some(align), _) => align,
            (None, Align::Center) if natural[at] > LONG_TEXT => Align::Left,
            (None, align) => align,
        };
        shares.into_iter().enumerate().map(|(at, share)| Column { align: align(at), share, point: None }).collect()
    }

    /// What stands over a table on the pages on which it goes on.
    fn continued(&self, caption: &Caption) -> Option<String> {
        let style = &self.style.table;
        let label = caption.label.as_ref()?;
        let pattern = if style.continued == "auto" { self.words.continued } else { style.continued.as_str() };
        if pattern.is_empty() || !style.repeat_head {
            return None;
        }
        if !pattern.contains("{label}") {
            return Some(format!("{pattern}{}{}{}{}", self.words.gap, label.chapter, label.ordinal, label.after));
        }
        Some(pattern.replace("{label}", &label.text()).replace("{caption}", &plain_text(&caption.content)))
    }

    /// How the words of a cell look.
    fn look(&self, head: bool) -> Look {
        let table = &self.style.table;
        Look { bold: table.text.bold || head && table.bold_head, code: self.style.code.inline_scale }
    }
}

/// What columns want that hold their texts in one line each, in units.
fn needs(widths: &[Width], setting: Setting) -> Vec<f64> {
    let margin = setting.padding() + 1.0;
    widths.iter().map(|width| width.longest(setting).max(NARROWEST) + margin).collect()
}

/// The width of a table whose columns have what they want, if need be in given
/// shares.
fn natural(widths: &[Width], given: Option<&[f64]>, setting: Setting) -> f64 {
    let needs = needs(widths, setting);
    match given {
        Some(shares) => needs.iter().zip(shares).map(|(need, share)| need / share).fold(0.0, f64::max),
        None => needs.iter().sum(),
    }
}

/// Widths by content: what fits gets what it needs, the rest is divided by how
/// much the columns hold; but none is narrower than its words, or what cannot be
/// broken of them.
fn shares(widths: &[Width], setting: Setting) -> Vec<f64> {
    let (room, padding) = (setting.room(), setting.padding());
    let longest = |width: &Width| width.longest(setting);
    let need = needs(widths, setting);
    let fair = room / need.len() as f64;
    let piece = |width: &Width| width.piece.max(longest(width).min(READABLE)) + padding;
    let pieces: Vec<f64> = widths.iter().map(|width| piece(width).min(fair.max(room * MOST))).collect();
    let firm: Vec<f64> = widths.iter().map(|width| width.least() + padding).collect();
    // A word that wants far more than its part does not get it.
    let whole = |(width, piece): (&Width, &f64)| {
        Some(width.word + padding).filter(|word| *word <= fair * GREEDY).map_or(*piece, |word| word.max(*piece))
    };
    let words: Vec<f64> = widths.iter().zip(&pieces).map(whole).collect();
    let least = column_widths::least(pieces, &firm, &words, room);
    let widths = column_widths::at_least(&column_widths::preferred(&need, room), &least, room);
    let total: f64 = widths.iter().sum();
    widths.iter().map(|width| width / total).collect()
}

/// How wide the text of a column is, in half characters.
#[derive(Debug, Clone, Default)]
struct Width {
    text: f64,
    /// Its widest picture, which can be shrunk.
    picture: Length,
    /// The longest word.
    word: f64,
    /// The longest part of a word that cannot be broken well.
    piece: f64,
    /// The longest of these that does not break all the same.
    firm: f64,
}

impl Width {
    fn take(&mut self, content: &[Inline], words: long_words::Extent) {
        self.text = self.text.max(plain_text(content).chars().map(units).sum());
        self.word = self.word.max(words.word);
        self.piece = self.piece.max(words.piece);
        self.firm = self.firm.max(words.firm);
    }

    fn picture(&mut self, width: Length) {
        self.picture = self.picture.max(width);
    }

    /// Its longest text or picture.
    fn longest(&self, setting: Setting) -> f64 {
        self.text.max(self.picture.pt() / setting.unit().pt())
    }

    /// What it must hold, if need be at a smaller size.
    fn least(&self) -> f64 {
        self.firm.max(self.text.min(LEAST))
    }
}
