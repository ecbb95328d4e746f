//! The page: its paper, its header, its number.

use super::text::Text;
use crate::length::Length;
use crate::style::layer::part;
use crate::style::numbering::Counter;
use crate::style::value::{Color, FirstPages, Grid, LineNumbers, Measure, PagePattern, Paper};

/// How much of the diagonal of the paper a watermark takes.
const WATERMARK_LENGTH: f64 = 0.6;

part! {
    /// The page.
    Page, PageSheet {
        /// The paper.
        paper: Paper,
        /// The margin at the top.
        margin_top: Length,
        /// The margin at the bottom.
        margin_bottom: Length,
        /// The margin at the left.
        margin_left: Length,
        /// The margin at the right.
        margin_right: Length,
        /// From the upper edge of the paper to the header.
        header_distance: Length,
        /// From the lower edge of the paper to the footer.
        footer_distance: Length,
        /// What the binding takes beside the left margin.
        gutter: Length,
        /// How many columns the text has.
        columns: u8,
        /// The space between columns, in characters of running text.
        column_gap: Measure,
        /// Whether the columns of the last page end level, as journals have them. They do
        /// not where notes stand behind the text.
        balance: bool,
        /// The grid that running text keeps to, such as `22行×28字`.
        grid: Grid,
        /// Whether chapters begin on right-hand pages, the odd ones, with an empty page
        /// before them where one is needed.
        right_chapters: bool,
        /// Whether the lines of the text are numbered at its left, for a review.
        line_numbers: LineNumbers,
        /// Words that stand large and pale across every page, such as `内部资料`;
        /// empty for none.
        watermark: String,
        /// Their colour.
        watermark_color: Color,
    }
}

impl Page {
    /// The width of the text.
    #[must_use]
    pub fn text_width(&self) -> Length {
        self.paper.width - self.margin_left - self.margin_right - self.gutter
    }

    /// The width of the text where the paper lies.
    #[must_use]
    pub fn landscape_width(&self) -> Length {
        self.paper.height - self.margin_left - self.margin_right - self.gutter
    }

    /// The size of the watermark: as large as the diagonal of the page has room for,
    /// each of its characters a square, and no larger than a third of the paper.
    #[must_use]
    pub fn watermark_size(&self) -> Length {
        let diagonal = self.paper.width.pt().hypot(self.paper.height.pt());
        Length::points((diagonal * WATERMARK_LENGTH / self.watermark_signs()).min(self.paper.width.pt() / 3.0))
    }

    /// The width of the watermark.
    #[must_use]
    pub fn watermark_width(&self) -> Length {
        self.watermark_size().scaled(self.watermark_signs())
    }

    fn watermark_signs(&self) -> f64 {
        let width = |ch: char| if ch.is_ascii() { 0.6 } else { 1.0 };
        self.watermark.chars().map(width).sum::<f64>().max(1.0)
    }

    /// The height of the text.
    #[must_use]
    pub fn text_height(&self) -> Length {
        self.paper.height - self.margin_top - self.margin_bottom
    }
}

part! {
    /// The line over the text of a page. `{title}` stands for the title,
    /// `{chapter}` for the heading of level 1, `{section}` for that of level 2,
    /// `{page}` for the number of the page, `{pages}` for that of the last one and
    /// `{logo}` for the logo.
    Header, HeaderSheet {
        /// How it looks.
        text: Text,
        /// What odd pages say; empty for none.
        odd: String,
        /// What even pages say; the same as odd ones if empty.
        even: String,
        /// What the pages before the text (abstracts, contents) say.
        front: String,
        /// Which pages are first pages, such as those of chapters.
        first_pages: FirstPages,
        /// What first pages say; empty for none.
        first: String,
        /// The picture that `{logo}` stands for, from the sheet on; the `logo` of the
        /// front matter if empty.
        logo: String,
        /// The height of that picture.
        logo_height: Length,
        /// The width of the line under it; zero for none.
        rule: Length,
    }
}

part! {
    /// Page numbers.
    PageNumber, PageNumberSheet {
        /// The pattern, such as `1`, `— 1 —` or `第1页 共{pages}页`; empty for none.
        /// One of 1, 一, i, I, a, A, ① or `{page}` stands where the number is
        /// printed, `{pages}` where that of the last page is.
        pattern: String,
        /// The pattern of the pages before the text (abstracts, contents),
        /// such as `I`; they are counted by themselves, and the text begins
        /// with 1. Empty if one count runs through.
        front: String,
        /// How it looks.
        text: Text,
        /// Whether it stands at the outer edge: right on odd pages, left on
        /// even ones.
        outside: bool,
        /// Whether first pages have one: those of `header.first-pages`, else the
        /// first of the file.
        first: bool,
    }
}

impl PageNumber {
    /// The pattern of the text's pages; `None` without numbers.
    #[must_use]
    pub fn body(&self) -> Option<PagePattern> {
        PagePattern::parse(&self.pattern)
    }

    /// How the number of a page is written in its header, on the pages before the
    /// text or on those of the text.
    #[must_use]
    pub fn counter(&self, in_front: bool) -> Counter {
        let front = self.front().filter(|_| in_front);
        front.or_else(|| self.body()).map_or(Counter::Arabic, |pattern| pattern.counter)
    }

    /// The pattern of the pages before the text; `None` if they are counted
    /// with it.
    #[must_use]
    pub fn front(&self) -> Option<PagePattern> {
        PagePattern::parse(&self.front)
    }
}

impl Header {
    /// What even pages say.
    #[must_use]
    pub fn even(&self) -> &str {
        if self.even.is_empty() { &self.odd } else { &self.even }
    }

    /// Whether pages have the logo in their headers.
    #[must_use]
    pub fn has_logo(&self) -> bool {
        [&self.odd, &self.even, &self.front, &self.first].iter().any(|line| HeaderPart::has_logo(line))
    }
}

/// A piece of what a header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderPart<'a> {
    /// Text as it stands.
    Text(&'a str),
    /// The title of the document.
    Title,
    /// The heading of level 1 of the page.
    Chapter,
    /// The heading of level 2 of the page.
    Section,
    /// The number of the page.
    Page,
    /// The number of the last page.
    Pages,
    /// The logo.
    Logo,
}

impl HeaderPart<'_> {
    /// Whether a pattern asks for the logo.
    #[must_use]
    pub fn has_logo(pattern: &str) -> bool {
        HeaderPart::of(pattern).contains(&HeaderPart::Logo)
    }

    /// The pieces of a pattern such as `论文 {title}`.
    #[must_use]
    pub fn of(pattern: &str) -> Vec<HeaderPart<'_>> {
        let placeholders = [
            ("{title}", HeaderPart::Title),
            ("{chapter}", HeaderPart::Chapter),
            ("{section}", HeaderPart::Section),
            ("{page}", HeaderPart::Page),
            ("{pages}", HeaderPart::Pages),
            ("{logo}", HeaderPart::Logo),
        ];
        let mut parts = Vec::new();
        let (mut rest, mut from) = (pattern, 0);
        while let Some(at) = rest[from..].find('{').map(|at| from + at) {
            let found = placeholders.into_iter().find_map(|(name, part)| Some((rest[at..].strip_prefix(name)?, part)));
            match found {
                Some((tail, part)) => {
                    parts.extend([HeaderPart::Text(&rest[..at]), part]);
                    (rest, from) = (tail, 0);
                }
                None => from = at + 1,
            }
        }
        parts.push(HeaderPart::Text(rest));
        parts.retain(|part| *part != HeaderPart::Text(""));
        parts
    }
}
