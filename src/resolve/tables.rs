//! Tables: merged cells laid out, columns given their widths.

use super::long_words::{self, Look};
use super::scripts::is_east_asian;
use super::table_size::{Kind, Resized, Setting};
use super::{Resolver, column_widths, pictures};
use crate::diag::{Code, Diagnostic, Span, message};
use crate::length::Length;
use crate::model::Align;
use crate::model::document::{Attr, CellContent, Row as WrittenRow, Table as WrittenTable};
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

/// A cell that begins somewhere, before its neighbours have joined it.
struct Start {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

impl Resolver<'_> {
    pub(super) fn table(&mut self, table: &WrittenTable, attr: &Attr, caption: Option<Caption>, span: Span) -> Table {
        let (owner, starts) = self.merge(table);
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
                    let words = long_words::extent(&content, self.look(at < table.head));
                    widths[column].take(&content, words);
                    widths[column].picture(pictures::widest(&content));
                }
                let (columns, rows) = (start.columns, start.rows);
                // One that covers several columns stands as all of them do.
                let mut covered = table.columns[column..column + columns].iter();
                let align = covered.next().copied().flatten().filter(|first| covered.all(|next| *next == Some(*first)));
                let align = cell.align.or(align);
                aligns.push(align);
                cells.push(Cell { content, column, columns, rows, align: Align::Left, span: cell.span });
            }
            rows.push(Row { cells });
        }
        let given = self.given_widths(attr, widths.len());
        let setting = self.setting(attr, given.as_deref(), &widths, span);
        let columns = self.columns(table, given, &widths, setting);
        for (cell, align) in rows.iter_mut().flat_map(|row| &mut row.cells).zip(aligns) {
            let default = if cell.columns > 1 { Align::Center } else { columns[cell.column].align };
            cell.align = align.unwrap_or(default);
        }
        for (at, row) in rows.iter_mut().enumerate() {
            for cell in &mut row.cells {
                let share: f64 =
                    columns[cell.column..cell.column + cell.columns].iter().map(|column| column.share).sum();
                let room = setting.cell(share);
                long_words::break_up(&mut cell.content, room, self.look(at < table.head));
                pictures::limit(&mut cell.content, setting.unit().scaled(room));
            }
        }
        let body = rows.split_off(table.head.min(rows.len()));
        if rows.iter().flat_map(|row| &row.cells).all(|cell| cell.content.is_empty()) {
            rows.clear();
        }
        let size = (setting.size < self.style.table.text.size()).then_some(setting.size);
        Table { columns, head: rows, body, caption, size }
    }

    /// Lets `<` and `^` join their neighbours; for each place the start that
    /// owns it.
    fn merge(&mut self, table: &WrittenTable) -> (Vec<Vec<usize>>, Vec<Start>) {
        let mut starts: Vec<Start> = Vec::new();
        let mut owner: Vec<Vec<usize>> = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let mut owners: Vec<usize> = Vec::with_capacity(row.cells.len());
            for (column, cell) in row.cells.iter().enumerate() {
                let joined = match &cell.content {
                    CellContent::Text(_) => None,
                    CellContent::JoinLeft => owners.last().copied().filter(|s| grows_left(&starts[*s], at, column)),
                    CellContent::JoinAbove if at != table.head => {
                        at.checked_sub(1).map(|above| owner[above][column]).filter(|s| starts[*s].column <= column)
                    }
                    CellContent::JoinAbove => None,
                };
                match joined {
                    Some(start) => {
                        let start_cell = &mut starts[start];
                        start_cell.columns = start_cell.columns.max(column + 1 - start_cell.column);
                        start_cell.rows = start_cell.rows.max(at + 1 - start_cell.row);
                        owners.push(start);
                    }
                    None => {
                        self.report_lone(row, column);
                        starts.push(Start { row: at, column, rows: 1, columns: 1 });
                        owners.push(starts.len() - 1);
                    }
                }
            }
            owner.push(owners);
        }
        squared(table, &mut owner, &mut starts);
        (owner, starts)
    }

    fn report_lone(&mut self, row: &WrittenRow, column: usize) {
        let cell = &row.cells[column];
        let sign = match cell.content {
            CellContent::Text(_) => return,
            CellContent::JoinLeft => "<",
            CellContent::JoinAbove => "^",
        };
        let message = message!("this cell is only “{sign}” but there is no cell that it could join", sign);
        self.sink.push(
            Diagnostic::warning(Code::MergedCell, cell.span, message)
                .hint(message!("write \\{sign} for the character itself", sign)),
        );
    }

    /// How a table is set whose columns hold so much; it turns the page where it
    /// has no room on an upright one.
    fn setting(&mut self, attr: &Attr, given: Option<&[f64]>, widths: &[Width], span: Span) -> Setting {
        let style = &self.style.table;
        let (unit, padding) = (style.text.size().scaled(0.5), style.padding_side.scaled(2.0));
        let needs: Vec<Length> = widths.iter().map(|width| unit.scaled(width.least()) + padding).collect();
        let by_content = needs.iter().fold(Length::ZERO, |sum, need| sum + *need);
        let need = given.map_or(by_content, |shares| {
            needs.iter().zip(shares).map(|(need, share)| need.scaled(1.0 / share)).fold(Length::ZERO, Length::max)
        });
        let mut setting = Setting::fit(style, need, self.width);
        let may_turn = self.wide(attr) == Wide::Landscape && self.may_turn && self.boxes == 0;
        let wider = self.style.page.landscape_width();
        let mut kind = if setting.holds { Kind::Smaller } else { Kind::Narrow };
        if may_turn && wider > self.width && !Setting::fit(style, by_content, self.width).holds {
            setting = Setting::fit(style, need, wider);
            kind = Kind::Turned;
            self.turned = true;
        }
        if setting.size < style.text.size() || kind == Kind::Turned {
            self.resized.push(Resized { span, size: setting.size, kind });
        }
        setting
    }

    /// What becomes of a table that is too wide: what the style or the author says.
    fn wide(&mut self, attr: &Attr) -> Wide {
        let Some(given) = attr.get("wide") else { return self.style.table.wide };
        given.value.parse().unwrap_or_else(|_| {
            let message = message!("“{value}” is neither “shrink” nor “landscape”", value = given.value);
            self.sink.warn(Code::UnknownAttribute, given.span, message);
            self.style.table.wide
        })
    }

    fn columns(
        &self,
        table: &WrittenTable,
        given: Option<Vec<f64>>,
        widths: &[Width],
        setting: Setting,
    ) -> Vec<Column> {
        let natural: Vec<f64> = widths.iter().map(|width| width.longest(setting).max(NARROWEST)).collect();
        let shares = given.unwrap_or_else(|| shares(widths, setting));
        let centred = self.style.table.text.align;
        let align = |at: usize| match (table.columns[at], centred) {
            (Some(align), _) => align,
            (None, Align::Center) if natural[at] > LONG_TEXT => Align::Left,
            (None, align) => align,
        };
        shares.into_iter().enumerate().map(|(at, share)| Column { align: align(at), share }).collect()
    }

    /// The shares of `widths="2 1 1"`.
    fn given_widths(&mut self, attr: &Attr, columns: usize) -> Option<Vec<f64>> {
        let given = attr.get("widths")?;
        let parts = given.value.split([' ', ',', ':', '，']).filter(|part| !part.is_empty());
        let parts: Vec<f64> = parts.filter_map(|part| part.trim_end_matches('%').parse().ok()).collect();
        let total: f64 = parts.iter().sum();
        if parts.len() != columns || parts.iter().any(|part| !(0.01..=1e6).contains(part)) {
            let message = message!("“widths” needs {columns} positive numbers, one for each column", columns);
            self.sink.warn(Code::UnknownAttribute, given.span, message);
            return None;
        }
        Some(parts.iter().map(|part| part / total).collect())
    }

    /// How the words of a cell look.
    fn look(&self, head: bool) -> Look {
        let table = &self.style.table;
        Look { bold: table.text.bold || head && table.bold_head, code: self.style.code.inline_scale }
    }
}

/// Widths by content: what fits gets what it needs, the rest is divided by how
/// much the columns hold; but none is narrower than its words, or what cannot be
/// broken of them.
fn shares(widths: &[Width], setting: Setting) -> Vec<f64> {
    let (room, padding) = (setting.room(), setting.padding());
    let longest = |width: &Width| width.longest(setting);
    let need: Vec<f64> = widths.iter().map(|width| longest(width).max(NARROWEST) + padding + 1.0).collect();
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

/// A cell may grow to the left only in its first row.
fn grows_left(start: &Start, row: usize, column: usize) -> bool {
    start.row == row || start.column + start.columns > column
}

/// Gives back the places of merged cells that are no rectangle.
fn squared(table: &WrittenTable, owner: &mut [Vec<usize>], starts: &mut Vec<Start>) {
    for row in 0..owner.len() {
        for column in 0..owner[row].len() {
            let start = &starts[owner[row][column]];
            let inside = |r: usize, c: usize| owner[r].get(c) == Some(&owner[row][column]);
            let whole = (start.row..start.row + start.rows)
                .all(|r| (start.column..start.column + start.columns).all(|c| r < table.rows.len() && inside(r, c)));
            if !whole {
                split(owner, starts, owner[row][column]);
            }
        }
    }
}

fn split(owner: &mut [Vec<usize>], starts: &mut Vec<Start>, at: usize) {
    for (row, owners) in owner.iter_mut().enumerate() {
        for (column, place) in owners.iter_mut().enumerate() {
            if *place == at {
                starts.push(Start { row, column, rows: 1, columns: 1 });
                *place = starts.len() - 1;
            }
        }
    }
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

fn units(sign: char) -> f64 {
    if is_east_asian(sign) || matches!(sign, '“' | '”' | '—' | '…') { 2.0 } else { 1.0 }
}
