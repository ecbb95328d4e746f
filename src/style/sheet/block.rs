//! What stands between paragraphs: tables, figures, quotations, lists, code,
//! formulas, notes.

use std::borrow::Cow;

use super::text::Text;
use crate::length::Length;
use crate::style::layer::part;
use crate::style::value::{Color, Float, Measure, NoteFormat, NotePlace, NoteRestart, Rules, Size, TableWidth, Wide};

part! {
    /// Tables.
    Table, TableSheet {
        /// How the text of the cells looks.
        text: Text,
        /// Whether the head is bold.
        bold_head: bool,
        /// Which lines it has.
        rules: Rules,
        /// The width of the line over the table, and of those around a grid.
        top_rule: Length,
        /// The width of the line under the head, and of those within a grid.
        head_rule: Length,
        /// The width of the line under the table.
        bottom_rule: Length,
        /// Whether each page repeats the head.
        repeat_head: bool,
        /// The space over and under the text of a cell.
        padding: Length,
        /// The space at both sides of the text of a cell.
        padding_side: Length,
        /// The space over the table or its caption and under it.
        around: Measure,
        /// The least size of its text: one whose columns are too narrow for their
        /// words is set smaller, down to this.
        min_size: Size,
        /// How wide it is, if its caption does not say so.
        width: TableWidth,
        /// What stands over it on each further page: `auto` for 续表 2.1 in the manner
        /// of the language, or a pattern such as `续{label}　{caption}`; empty for none.
        continued: String,
        /// What becomes of one that is too wide at the least size too.
        wide: Wide,
    }
}

impl Table {
    /// How thick its first and its last line are: in Word they take room.
    #[must_use]
    pub fn outer_rules(&self) -> (Length, Length) {
        match self.rules {
            Rules::Three => (self.top_rule, self.bottom_rule),
            Rules::Grid => (self.top_rule, self.top_rule),
            Rules::Plain => (Length::ZERO, Length::ZERO),
        }
    }

    /// The same for a table that is set at a size of its own: what stands around
    /// its text follows the size, its lines do not.
    #[must_use]
    pub fn at(&self, size: Option<Length>) -> Cow<'_, Self> {
        let Some(size) = size else { return Cow::Borrowed(self) };
        let factor = size.pt() / self.text.size().pt();
        let mut table = self.clone();
        table.text.size = Size(size);
        table.padding = self.padding.scaled(factor);
        table.padding_side = self.padding_side.scaled(factor);
        Cow::Owned(table)
    }
}

part! {
    /// Quotations.
    Quote, QuoteSheet {
        /// How the text looks.
        text: Text,
        /// How the line with the source looks.
        attribution: Text,
    }
}

part! {
    /// Boxed remarks.
    Alert, AlertSheet {
        /// How the title looks.
        title: Text,
        /// How the text looks.
        text: Text,
        /// The width of the line at the left.
        rule: Length,
        /// The space between the line and the text.
        padding: Length,
        /// The background.
        fill: Color,
        /// The colour of a note.
        note: Color,
        /// The colour of a tip.
        tip: Color,
        /// The colour of an important remark.
        important: Color,
        /// The colour of a warning.
        warning: Color,
        /// The colour of a caution.
        caution: Color,
    }
}

part! {
    /// Lists.
    List, ListSheet {
        /// The bullets by depth; deeper ones begin again.
        bullets: Vec<String>,
        /// The numbers by depth (`1.`, `a.`, …), without what stands behind
        /// them; deeper ones begin again.
        numbers: Vec<String>,
        /// From the edge of running text to the marker; the marker of an inner
        /// list stands under the text of the outer one.
        indent: Measure,
        /// From the marker to the text.
        hang: Measure,
        /// The space between the items of a loose list.
        loose: Measure,
        /// The boxes of tasks: open, then done.
        boxes: Vec<String>,
    }
}

impl List {
    /// From the marker of an item to its text of a size, where numbers need a room
    /// of so many ems.
    #[must_use]
    pub fn label_room(&self, numbers: f64, size: Length) -> Length {
        self.hang.length(size).max(size.scaled(numbers))
    }
}

part! {
    /// Footnotes.
    Notes, NotesSheet {
        /// How the text looks.
        text: Text,
        /// How the numbers look.
        format: NoteFormat,
        /// Where the numbers begin anew.
        restart: NoteRestart,
        /// Where the notes stand.
        place: NotePlace,
        /// The length of the line above them as a part of the text's width.
        rule: f64,
        /// The width of that line.
        rule_width: Length,
        /// How far the lines after the first are indented.
        hang: Measure,
    }
}

part! {
    /// Code.
    Code, CodeSheet {
        /// How the lines look.
        text: Text,
        /// The background.
        fill: Color,
        /// The line around it.
        border: Color,
        /// The width of that line.
        border_width: Length,
        /// The space inside the line.
        padding: Length,
        /// The size of code in a line in units of the text around it.
        inline_scale: f64,
        /// To how many columns a tab reaches, in blocks and in lines.
        tab: u8,
        /// The colour of line numbers.
        line_number: Color,
        /// The colour of keywords.
        keyword: Color,
        /// The colour of types.
        type_name: Color,
        /// The colour of functions.
        function: Color,
        /// The colour of variables.
        variable: Color,
        /// The colour of strings.
        string: Color,
        /// The colour of numbers and constants.
        number: Color,
        /// The colour of comments.
        comment: Color,
        /// The colour of operators.
        operator: Color,
        /// The colour of tags.
        tag: Color,
        /// The colour of attributes.
        attribute: Color,
    }
}

part! {
    /// Figures.
    Figure, FigureSheet {
        /// The resolution of a picture that does not say its own, in pixels an
        /// inch.
        dpi: f64,
        /// The tallest that a picture may be, as a part of the text's height.
        max_height: f64,
        /// The space over the figure and under its caption.
        around: Measure,
        /// The space between the picture and its caption.
        gap: Measure,
        /// The space between sub-figures.
        panel_gap: Measure,
        /// Where a figure stands on the pages of the PDF.
        float: Float,
        /// How much of a page may stay empty before a figure that does not fit there, as
        /// a part of the text's height.
        empty_foot: f64,
        /// The colour of the box in place of a missing picture.
        missing: Color,
    }
}

part! {
    /// Thematic breaks.
    Break, BreakSheet {
        /// The length of the line as a part of the text's width.
        length: f64,
        /// The width of the line.
        width: Length,
        /// Its colour.
        color: Color,
    }
}

part! {
    /// Formulas.
    Equation, EquationSheet {
        /// The space over and under a displayed formula.
        around: Measure,
        /// What stands before and behind the number, a space between the two.
        number: String,
        /// What stands between the chapter's number and the own one.
        separator: String,
        /// How small a formula may become that is too wide for the line even when it
        /// is broken, as a part of its size.
        min_scale: f64,
        /// How far the lines of a formula that is broken stand in, where they are not
        /// aligned with its first relation.
        indent: Measure,
        /// How wide what stands before the first relation may be, so that the lines of
        /// a broken formula are aligned with that, as a part of the line.
        aligned: f64,
    }
}

impl Equation {
    /// The widest share of the line that a number takes on either side of its
    /// formula: half of the line is the formula's.
    const WIDEST_NUMBER: f64 = 0.25;

    /// The column of a number that needs so many ems, beside a formula that stands
    /// in the middle of a line.
    #[must_use]
    pub fn number_room(ems: f64, size: Length, line: Length) -> Length {
        size.scaled(ems).min(line.scaled(Self::WIDEST_NUMBER))
    }
}
