//! Style sheets become a [`Style`]: the one source of every look in both
//! editions.
//!
//! A sheet may leave every field open; [`load`] lays the user's sheet over the
//! presets that it inherits from until nothing is open. This module must not
//! know who reads a style.

mod layer;
mod localize;
pub mod numbering;
mod read;
mod sheet;
pub mod terms;
pub mod value;
pub mod words;

pub use read::{PRESETS, load, preset};
pub(crate) use read::{recover, sheet_error};
pub use sheet::*;
pub use words::Words;

use crate::length::Length;
use crate::model::resolved::{CaptionKind, Script, Token};
use value::{Color, Fonts, Grid, Measure};

impl Style {
    /// The fonts of a role; every role that a checked style names exists.
    #[must_use]
    pub fn fonts_of(&self, role: &str) -> &Fonts {
        match role {
            "heading" => &self.fonts.heading,
            "quote" => &self.fonts.quote,
            "emphasis" => &self.fonts.emphasis,
            "code" => &self.fonts.code,
            "math" => &self.fonts.math,
            _ => &self.fonts.body,
        }
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
    /// line holds as many as the grid says; may be negative.
    #[must_use]
    pub fn tracking(&self) -> Length {
        match self.page.grid {
            Grid::None | Grid::Lines(_) => Length::ZERO,
            Grid::Characters(_, characters) => {
                self.page.text_width().scaled(1.0 / f64::from(characters)) - self.body.size()
            }
        }
    }

    /// The fonts that the style names for the PDF, each once, in order.
    #[must_use]
    pub fn families(&self) -> Vec<&str> {
        let roles = &self.fonts;
        let all = [&roles.body, &roles.heading, &roles.quote, &roles.emphasis, &roles.code, &roles.math];
        let mut names: Vec<&str> = Vec::new();
        let listed = all.into_iter().flat_map(|fonts| fonts.latin.iter().chain(&fonts.east_asian));
        for name in listed.chain(&roles.fallback) {
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
