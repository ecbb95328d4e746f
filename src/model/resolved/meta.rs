//! The facts about a document: its titles, its cover, its abstracts.

use serde::Serialize;

use super::{AnchorId, Block, Inline, Masthead, Picture, TitleText, plain_text};
use crate::length::Length;
use crate::model::Lang;
use crate::model::document::Author;

/// Facts about the document.
#[derive(Debug, Clone, Serialize)]
pub struct Meta {
    /// The title; empty if it has none.
    pub title: TitleText,
    /// What links to the title lead to, if it was a heading of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<AnchorId>,
    /// The second title; empty if it has none.
    pub subtitle: TitleText,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// The date as it is printed.
    pub date: Option<String>,
    /// The date as year, month, day, if it could be read as one.
    pub calendar_date: Option<(i32, u8, u8)>,
    /// The language.
    pub lang: Lang,
    /// The red head of an official document; `None` without one.
    pub masthead: Option<Masthead>,
    /// The fields at the head of a cover, row by row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub head_fields: Vec<Vec<CoverField>>,
    /// The width of their labels.
    #[serde(skip)]
    pub head_label: Length,
    /// The logo over everything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Picture>,
    /// The logo in the headers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_logo: Option<Picture>,
    /// Whole pages that stand before everything, in place of the title block, where
    /// the edition has fixed pages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages_before: Vec<Picture>,
    /// Whole pages that stand behind everything, there too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages_behind: Vec<Picture>,
    /// The school or the office, over the kind of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// What stands over the title.
    pub kicker: Option<String>,
    /// What stands under the titles, line by line.
    pub lines: Vec<CoverLine>,
    /// The title pages in further languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub foreign_titles: Vec<ForeignTitle>,
    /// The abstracts, that in the document's language first.
    pub abstracts: Vec<Abstract>,
    /// The keywords.
    pub keywords: Vec<String>,
    /// Everything that the front matter says in one line, by the names of its
    /// fields, for the blanks of a template.
    #[serde(skip)]
    pub given: Vec<(String, String)>,
    /// Whether the title block is a cover on a page of its own.
    pub cover: bool,
    /// Whether the title block and the abstract have a page of their own.
    pub own_page: bool,
}

/// A line under the titles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CoverLine {
    /// Who wrote it.
    Authors(String),
    /// Any other line.
    Line(String),
    /// A field in the two columns of a cover.
    Field(CoverField),
}

/// A field of a cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverField {
    /// What it is, such as 学号.
    pub label: String,
    /// What it says.
    pub value: String,
    /// Whether the characters of the label fill its column.
    #[serde(skip)]
    pub spreads: bool,
}

/// The title page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct ForeignTitle {
    /// The language.
    pub lang: Lang,
    /// The title in it.
    pub title: TitleText,
    /// What stands under it.
    pub lines: Vec<String>,
}

impl Meta {
    /// The title without marks, for the properties of the files.
    #[must_use]
    pub fn plain_title(&self) -> String {
        plain_text(&self.title)
    }
}

/// An abstract with its words.
#[derive(Debug, Clone, Serialize)]
pub struct Abstract {
    /// Its language.
    pub lang: Lang,
    /// The title in that language, if it is not the document's; else empty.
    pub title: TitleText,
    /// The heading, such as 摘要; `None` if there is no abstract, only keywords.
    pub heading: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// The line of keywords: its label (关键词：) and the joined words.
    pub keywords: Option<(String, Vec<Inline>)>,
}
