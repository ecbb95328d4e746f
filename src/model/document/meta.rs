//! What the front matter of a manuscript says, as it was written.

use std::collections::BTreeSet;

use serde::Serialize;

use super::content::{Block, Image, Inline};
use crate::diag::Spanned;
use crate::model::wording::Wording;
use crate::model::{Lang, Value};

/// What the front matter says; every field may be missing.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Meta {
    /// The title.
    pub title: Option<Vec<Inline>>,
    /// The second title.
    pub subtitle: Option<Vec<Inline>>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// The date as it was written.
    pub date: Option<Spanned<String>>,
    /// The language of the text.
    pub lang: Option<Spanned<Lang>>,
    /// The abstract.
    pub abstract_text: Vec<Block>,
    /// What becomes of numbers that were typed by hand; `None` to decide by what
    /// they are.
    pub numbers: Option<Spanned<Numbers>>,
    /// The keywords.
    pub keywords: Vec<Spanned<String>>,
    /// The bibliography files.
    pub bibliography: Vec<Spanned<String>>,
    /// A citation style: its name, or a file.
    pub csl: Option<Spanned<String>>,
    /// The keys of works that are listed without being cited; `*` for all.
    pub nocite: Vec<Spanned<String>>,
    /// The name of the style.
    pub style: Option<Spanned<String>>,
    /// The fields of the style that the document sets itself.
    pub settings: Vec<(Spanned<String>, Spanned<Value>)>,
    /// Whether to print a table of contents.
    pub toc: Option<bool>,
    /// How many levels of headings the contents list.
    pub toc_depth: Option<u8>,
    /// Whether to print a list of figures.
    pub lof: Option<bool>,
    /// Whether to print a list of tables.
    pub lot: Option<bool>,
    /// How labels and references are worded.
    pub wording: Wording,
    /// Title, abstract and keywords in further languages, in the order written.
    pub translations: Vec<Translation>,
    /// The table of its versions, with the names of its columns for their words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub revisions: Vec<Block>,
    /// Every other field, such as 学号, for the cover, in the order written.
    pub fields: Vec<(Spanned<String>, Spanned<String>)>,
    /// Those of them that name pictures, such as the logo of a school.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<(String, Image)>,
    /// The logo in the headers, where they ask for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_logo: Option<Image>,
    /// The pages of a PDF that stand before everything, in place of the title block.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages_before: Vec<Image>,
    /// The pages of a PDF that stand behind everything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages_behind: Vec<Image>,
    /// The items of those of them that were given as lists, by their keys.
    #[serde(skip)]
    pub lists: Vec<(String, Vec<String>)>,
    /// The profiles that it and its text speak of.
    #[serde(skip)]
    pub profiles: BTreeSet<String>,
    /// The variables that the text prints, fields among them.
    #[serde(skip)]
    pub used: BTreeSet<String>,
    /// The variables that its front matter and its project define, with their texts.
    #[serde(skip)]
    pub variables: Vec<(String, String)>,
}

impl Meta {
    /// The picture that the first of some fields names.
    #[must_use]
    pub fn picture(&self, names: &[&str]) -> Option<(&str, &Image)> {
        let named = |name: &&str| self.pictures.iter().find(|(key, _)| key == name);
        names.iter().find_map(named).map(|(key, image)| (key.as_str(), image))
    }

    /// Every picture that the first of some fields names, one for each item of its
    /// list: none for an item that names none.
    #[must_use]
    pub fn pictures_of(&self, names: &[&str]) -> Vec<Option<&Image>> {
        let Some((key, _)) = self.picture(names) else { return Vec::new() };
        let mut pictures = self.pictures.iter().filter(|(known, _)| known == key).map(|(_, image)| image).peekable();
        match self.lists.iter().find(|(known, _)| known == key) {
            Some((_, list)) => {
                let next = |item: &String| pictures.next_if(|image| image.path.value == *item);
                list.iter().map(next).collect()
            }
            None => pictures.map(Some).collect(),
        }
    }

    /// The items of a field: those of its list, or what stands between its
    /// semicolons and line breaks.
    #[must_use]
    pub fn items(&self, (key, value): &(Spanned<String>, Spanned<String>)) -> Vec<String> {
        let list = self.lists.iter().find(|(known, _)| *known == key.value);
        let parts: Vec<&str> = match list {
            Some((_, list)) => list.iter().map(String::as_str).collect(),
            None => value.value.split(['\n', '；', ';']).collect(),
        };
        parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }
}

/// What becomes of numbers that were typed by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Numbers {
    /// They are the numbers; what has none stays unnumbered.
    Typed,
    /// They go, and everything is counted.
    Count,
    /// They stay, and nothing is counted.
    None,
}

impl Numbers {
    /// Every choice, as it is written.
    pub const ALL: [(&'static str, Self); 3] = [("typed", Self::Typed), ("count", Self::Count), ("none", Self::None)];
}

/// What the front matter says in another language: `title-en`, `abstract-en`,
/// `keywords-en`.
#[derive(Debug, Clone, Serialize)]
pub struct Translation {
    /// The language.
    pub lang: Lang,
    /// The title.
    pub title: Option<Vec<Inline>>,
    /// The abstract.
    pub abstract_text: Vec<Block>,
    /// The keywords.
    pub keywords: Vec<Spanned<String>>,
}

/// One of the people who wrote the text.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Author {
    /// The name.
    pub name: String,
    /// Where they work or study.
    pub affiliation: Vec<String>,
    /// How they are reached.
    pub email: Option<String>,
    /// A student number, an ORCID or the like.
    pub id: Option<String>,
}
