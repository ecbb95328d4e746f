//! The parts that a sheet gives to the styles of a template by their names.

use super::found::Part;
use super::styles::{Kind, Styles};
use crate::style::DocxStyles;

macro_rules! fields {
    ($($part:ident $field:literal $of:ident;)*) => {
        /// Each part with its field of a sheet and the name that stands there.
        fn named(styles: &DocxStyles) -> Vec<(Part, &'static str, &str)> {
            vec![$((Part::$part, $field, &styles.$of),)*]
        }

        /// The field of a sheet for a part; `None` for headers and page numbers.
        pub(super) const fn field(part: Part) -> Option<&'static str> {
            match part {
                $(Part::$part => Some($field),)*
                Part::Header | Part::PageNumber => None,
            }
        }
    };
}

fields! {
    Body "body" body;
    Heading1 "heading1" heading1;
    Heading2 "heading2" heading2;
    Heading3 "heading3" heading3;
    Heading4 "heading4" heading4;
    Heading5 "heading5" heading5;
    Heading6 "heading6" heading6;
    Title "title" title;
    Subtitle "subtitle" subtitle;
    AbstractTitle "abstract-title" abstract_title;
    Abstract "abstract-text" abstract_text;
    FigureCaption "figure-caption" figure_caption;
    TableCaption "table-caption" table_caption;
    CodeCaption "code-caption" code_caption;
    Table "table" table;
    Quote "quote" quote;
    ContentsTitle "contents-title" contents_title;
    Contents1 "contents1" contents1;
    Contents2 "contents2" contents2;
    Contents3 "contents3" contents3;
    Note "notes" notes;
    Code "code" code;
    References "references" references;
}

/// What a sheet chose.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// The ids of styles by their parts.
    pub(super) ids: Vec<(Part, String)>,
    /// The fields that name no style of the file, with what they name.
    pub(super) unknown: Vec<(&'static str, String)>,
}

impl Chosen {
    pub(super) fn new(chosen: Option<&DocxStyles>, styles: &Styles) -> Self {
        let mut all = Self::default();
        for (part, field, name) in
            chosen.map(named).unwrap_or_default().into_iter().filter(|(.., name)| !name.is_empty())
        {
            match styles.called(name, Kind::Paragraph) {
                Some(entry) => all.ids.push((part, entry.id.clone())),
                None => all.unknown.push((field, name.to_owned())),
            }
        }
        all
    }

    /// The style of a part.
    pub(super) fn id(&self, part: Part) -> Option<&String> {
        self.ids.iter().find(|(known, _)| *known == part).map(|(_, id)| id)
    }

    /// The part that a style was given.
    pub(super) fn part(&self, id: &str) -> Option<Part> {
        self.ids.iter().find(|(_, known)| known == id).map(|(part, _)| *part)
    }
}
