//! Style sheets become a [`Style`]: the one source of every look in both
//! editions.
//!
//! A sheet may leave every field open; [`load`] lays the user's sheet over the
//! presets that it inherits from until nothing is open. This module must not
//! know who reads a style.

mod cascade;
mod closer_kinds;
pub mod field_names;
mod fields;
mod from_text;
pub mod guide;
pub mod kind;
mod layer;
mod localize;
mod mistakes;
pub mod numbering;
mod places;
mod presets;
mod read;
pub mod schema;
mod settings;
mod sheet;
pub mod sheet_value;
mod starter;
pub mod terms;
mod units;
pub mod value;
pub mod words;

pub use cascade::{Find, Loaded, Wanted, load, load_for, load_from};
pub(crate) use mistakes::MIN_COLUMN;
pub use places::Places;
pub use presets::{DEFAULT, PRESETS, preset};
pub use read::description;
pub(crate) use read::{Mistake, recover, sheet_error, syntax_error, wrong_fields};
pub use settings::Setting;
pub use sheet::*;
pub use starter::explained;
pub use words::Words;

use crate::length::Length;
use crate::model::resolved::{CaptionKind, ListingKind, Script, Token};
use guide::{Guide, Shape};
use sheet_value::SheetValue;
use value::{Color, Grid, Measure};

impl Style {
    /// What may stand in a whole sheet.
    #[must_use]
    pub fn guide() -> Guide {
        match <Self as layer::Part>::shape() {
            Shape::Part(guide) => guide,
            Shape::Value(_) => Guide { name: "Style", doc: "", fields: Vec::new() },
        }
    }

    /// Every field with what a sheet would say.
    #[must_use]
    pub fn written(&self) -> SheetValue {
        layer::Part::written(self)
    }

    /// A sheet that says every field; it reads back as the same style.
    #[must_use]
    pub fn to_sheet(&self) -> String {
        self.written().sheet()
    }

    /// The fonts of a role; every role that a checked style names exists.
    #[must_use]
    pub fn fonts_of(&self, role: &str) -> &Fonts {
        let found = self.fonts.named().into_iter().find(|(name, _)| *name == role);
        found.map_or(&self.fonts.body, |(_, fonts)| fonts)
    }

    /// The look of a level of headings; levels beyond 6 look like 6.
    #[must_use]
    pub fn heading(&self, level: u8) -> &Heading {
        match level {
            0 | 1 => &self.heading1,
            2 => &self.heading2,
            3 => &self.heading3,
            4 => &self.heading4,
            5 => &self.heading5,
            _ => &self.heading6,
        }
    }

    /// The look of the captions of a kind.
    #[must_use]
    pub fn caption(&self, kind: CaptionKind) -> &Caption {
        match kind {
            CaptionKind::Figure => &self.figure_caption,
            CaptionKind::Table => &self.table_caption,
            CaptionKind::Code => &self.code_caption,
        }
    }

    /// What stands between a number and the text of an entry of a list: what stands there
    /// in the heading or the caption itself.
    #[must_use]
    pub fn listing_gap(&self, kind: ListingKind, level: u8) -> Measure {
        match kind {
            ListingKind::Contents { .. } => self.heading(level).gap,
            ListingKind::Figures => self.figure_caption.gap,
            ListingKind::Tables => self.table_caption.gap,
        }
    }

    /// Whether the pages before the text have a count or a header of their own.
    #[must_use]
    pub fn has_front_pages(&self) -> bool {
        self.page_number.front().is_some() || self.header.front != self.header.odd
    }

    /// Whether first pages have another header or footer than those that follow.
    #[must_use]
    pub fn has_first_page(&self) -> bool {
        self.header.first_pages != value::FirstPages::None
            || !self.page_number.first
            || (self.masthead.letter && self.masthead.foot > Length::ZERO)
    }

    /// Whether even pages have other headers or footers than odd ones.
    #[must_use]
    pub fn is_two_sided(&self) -> bool {
        self.header.odd != self.header.even() || self.page_number.outside
    }

    /// Whether chapters of the text are sections of a Word file: their pages, their
    /// headers or their notes begin in a way of their own.
    #[must_use]
    pub fn parts_chapters(&self) -> bool {
        let is_first = self.header.first_pages == value::FirstPages::Chapter && self.heading1.new_page;
        self.page.right_chapters
            || is_first
            || (self.notes.restart == value::NoteRestart::Chapter && self.heading1.new_page)
    }

    /// Whether the columns of the last page end level: nothing may follow them on it.
    #[must_use]
    pub fn balances_columns(&self) -> bool {
        self.page.balance && self.page.columns > 1 && self.notes.place == value::NotePlace::Foot
    }

    /// The space between columns.
    #[must_use]
    pub fn column_gap(&self) -> Length {
        self.page.column_gap.length(self.body.size())
    }

    /// The width of each of so many columns within a width.
    #[must_use]
    pub fn column_width(&self, width: Length, count: u8) -> Length {
        let count = f64::from(count.max(1));
        (width - self.column_gap().scaled(count - 1.0)).scaled(1.0 / count)
    }

    /// The distance of the lines of the page's grid; that of Word's own where
    /// the style has none.
    #[must_use]
    pub fn grid_pitch(&self) -> Length {
        match self.page.grid {
            Grid::None => Measure::Lines(1.0).length(self.body.size()),
            Grid::Lines(lines) | Grid::Characters(lines, _) => self.page.text_height().scaled(1.0 / f64::from(lines)),
        }
    }

    /// What each character of running text gets beyond its own width so that a
    /// line holds as many as the grid says; may be negative. In whole twips, the
    /// finest step of Word, and rather too narrow than too wide.
    #[must_use]
    pub fn tracking(&self) -> Length {
        match self.page.grid {
            Grid::None | Grid::Lines(_) => Length::ZERO,
            Grid::Characters(_, characters) => {
                let room = self.page.text_width().scaled(1.0 / f64::from(characters)) - self.body.size();
                Length::points((room.pt() * 20.0).floor() / 20.0)
            }
        }
    }

    /// The fonts that the style names for the PDF, each once, in order.
    #[must_use]
    pub fn families(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let all = self.fonts.named().into_iter();
        let listed = all.flat_map(|(_, fonts)| fonts.latin.iter().chain(&fonts.east_asian));
        for name in listed.chain(&self.fonts.fallback) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }
}

impl Fonts {
    /// The name that Word gets for a script.
    #[must_use]
    pub fn word(&self, script: Script) -> &str {
        match script {
            Script::Latin => &self.word_latin,
            Script::EastAsian => &self.word_east_asian,
        }
    }
}

impl Code {
    /// The colour of a kind of token; `None` for the colour of the text.
    #[must_use]
    pub fn color(&self, token: Token) -> Option<Color> {
        Some(match token {
            Token::Plain => return None,
            Token::Keyword => self.keyword,
            Token::Type => self.type_name,
            Token::Function => self.function,
            Token::Variable => self.variable,
            Token::String => self.string,
            Token::Number => self.number,
            Token::Comment => self.comment,
            Token::Operator => self.operator,
            Token::Tag => self.tag,
            Token::Attribute => self.attribute,
        })
    }
}
