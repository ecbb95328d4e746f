//! What is found in a Word file for the parts of a style, and a style that is
//! given it.

use super::looks::Look;
use super::page::Sizes;
use super::styles::{Kind, Styles};
use crate::length::Length;
use crate::style::value::{Grid, Measure, Paper};
use crate::style::{Style, Text};

macro_rules! parts {
    ($($name:ident $path:literal $style:literal $($field:ident).+;)*) => {
        /// A text of a style that a style of Word answers to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Part { $($name,)* }

        impl Part {
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its table in a sheet.
            pub(super) const fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }

            /// The name of Word's style.
            pub(super) const fn style(self) -> &'static str {
                match self { $(Self::$name => $style,)* }
            }

            pub(super) fn text(self, style: &Style) -> &Text {
                match self { $(Self::$name => &style.$($field).+,)* }
            }

            fn text_mut(self, style: &mut Style) -> &mut Text {
                match self { $(Self::$name => &mut style.$($field).+,)* }
            }
        }
    };
}

parts! {
    Body "body" "Body Text" body;
    Heading1 "heading1.text" "heading 1" heading1.text;
    Heading2 "heading2.text" "heading 2" heading2.text;
    Heading3 "heading3.text" "heading 3" heading3.text;
    Heading4 "heading4.text" "heading 4" heading4.text;
    Heading5 "heading5.text" "heading 5" heading5.text;
    Heading6 "heading6.text" "heading 6" heading6.text;
    Title "title.title" "Title" title.title;
    Subtitle "title.subtitle" "Subtitle" title.subtitle;
    AbstractTitle "title.abstract-title" "Abstract Title" title.abstract_title;
    Abstract "title.abstract-text" "Abstract" title.abstract_text;
    FigureCaption "figure-caption.text" "caption" figure_caption.text;
    TableCaption "table-caption.text" "Table Caption" table_caption.text;
    CodeCaption "code-caption.text" "Code Caption" code_caption.text;
    Table "table.text" "Table Text" table.text;
    Quote "quote.text" "Quote" quote.text;
    ContentsTitle "contents.title" "TOC Heading" contents.title;
    Contents1 "contents.level1" "toc 1" contents.level1;
    Contents2 "contents.level2" "toc 2" contents.level2;
    Contents3 "contents.level3" "toc 3" contents.level3;
    Note "notes.text" "footnote text" notes.text;
    Header "header.text" "header" header.text;
    PageNumber "page-number.text" "footer" page_number.text;
    Code "code.text" "Code Block" code.text;
    References "references.text" "Bibliography" references.text;
}

impl Part {
    /// Whether a template is expected to have it: fuzi's own ones are not.
    pub(super) fn is_expected(self) -> bool {
        !matches!(
            self,
            Self::Heading5
                | Self::Heading6
                | Self::Subtitle
                | Self::AbstractTitle
                | Self::Abstract
                | Self::Table
                | Self::ContentsTitle
                | Self::Code
                | Self::References
        )
    }

    /// The style of Word for it.
    pub(super) fn find<'s>(self, styles: &'s Styles, body: &'s str) -> Option<&'s str> {
        match self {
            Self::Body => Some(body),
            other => styles.named(other.style(), Kind::Paragraph).map(|entry| entry.id.as_str()),
        }
    }

    /// The level of headings, from 1.
    pub(super) fn level(self) -> Option<usize> {
        let levels = [Self::Heading1, Self::Heading2, Self::Heading3, Self::Heading4, Self::Heading5, Self::Heading6];
        levels.iter().position(|part| *part == self).map(|at| at + 1)
    }
}

/// A style in which the parts that were found look as they were found.
pub(super) fn dress(style: &Style, sizes: &Sizes, looks: &[(Part, Look)]) -> Style {
    let mut style = style.clone();
    let original = style.page.clone();
    let page = &mut style.page;
    if let Some((width, height)) = sizes.paper {
        page.paper = Paper { width, height };
    }
    for (field, found) in [
        (&mut page.margin_top, sizes.top),
        (&mut page.margin_bottom, sizes.bottom),
        (&mut page.margin_left, sizes.left),
        (&mut page.margin_right, sizes.right),
        (&mut page.header_distance, sizes.header),
        (&mut page.footer_distance, sizes.footer),
        (&mut page.gutter, sizes.gutter),
    ] {
        *field = found.unwrap_or(*field);
    }
    if let Some((count, gap)) = sizes.columns {
        page.columns = count.clamp(1, 4);
        page.column_gap = gap.map_or(page.column_gap, Measure::Fixed);
    }
    // A page without room, which Word sets somehow, is nothing to reckon with.
    let least = Length::millimetres(20.0);
    if page.text_width() < least || page.text_height() < least {
        *page = original;
    }
    for (part, look) in looks {
        look.dress(part.text_mut(&mut style));
    }
    let body = looks.iter().find(|(part, _)| *part == Part::Body).map(|(_, look)| look.size.0);
    let grid = grid(&style, sizes, body.unwrap_or(style.body.size()));
    style.page.grid = grid.unwrap_or(Grid::None);
    style
}

/// The grid of characters; `None` if there is none, or an absurd one. A grid of
/// lines alone is in the pitch of each text.
pub(super) fn grid(style: &Style, sizes: &Sizes, size: Length) -> Option<Grid> {
    let (pitch, tracking) = sizes.grid.zip(sizes.tracking)?;
    let count = |room: Length, step: Length| {
        let count = (room.pt() / step.pt() + 0.01).floor();
        (1.0..=200.0).contains(&count).then_some(count as u16)
    };
    let lines = count(style.page.text_height(), pitch)?;
    Some(Grid::Characters(lines, count(style.page.text_width(), size + tracking)?))
}
