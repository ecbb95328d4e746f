//! A work as every bibliography format describes it: one record, in which each
//! value knows its place.

use std::collections::BTreeMap;

use super::language::Language;
use crate::diag::{Span, Spanned};

/// What a work is, by the types of GB/T 7714—2025 (annex A).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub(crate) enum Kind {
    Book,
    Chapter,
    Proceedings,
    ConferencePaper,
    Compilation,
    Article,
    Periodical,
    Newspaper,
    Thesis,
    Report,
    Standard,
    Patent,
    Web,
    Database,
    Dataset,
    Software,
    Preprint,
    Map,
    Archive,
    Other,
}

/// The texts that a record may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub(crate) enum Field {
    Title,
    Subtitle,
    /// The book, journal, newspaper or site that the work stands in.
    Container,
    /// The conference.
    Event,
    Series,
    Edition,
    Volume,
    /// The issue of a periodical.
    Issue,
    /// The number of a report, standard, patent or record.
    Number,
    Pages,
    Publisher,
    Place,
    Version,
    Url,
    Doi,
    Cstr,
    /// The letters of the type that the user sets, such as `M`.
    Mark,
    /// The letters of the carrier that the user sets, such as `CD`.
    Medium,
    Genre,
    Scale,
    Dimensions,
    Isbn,
    Note,
}

/// The parts that people have in a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub(crate) enum Role {
    Author,
    Editor,
    Translator,
    ContainerAuthor,
}

/// A person or a body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// The family name with its particles, or the whole name of a body.
    pub(crate) family: String,
    /// The given name; empty for a body.
    pub(crate) given: String,
    /// What follows, such as Jr.
    pub(crate) suffix: String,
    /// Whether it is the name of a body.
    pub(crate) whole: bool,
}

/// The people of one part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names {
    /// In the order written.
    pub(crate) list: Vec<Name>,
    /// Whether there are more than are named.
    pub(crate) others: bool,
}

/// A date, or what was written for one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Date {
    /// The year; `None` if what was written is no date.
    pub(crate) year: Option<i32>,
    /// The month, 1 to 12.
    pub(crate) month: Option<u8>,
    /// The day, 1 to 31.
    pub(crate) day: Option<u8>,
    /// The last year of a range.
    pub(crate) end: Option<i32>,
    /// What stands for the year where it is more than a number, such as c1988.
    pub(crate) literal: Option<String>,
}

impl Date {
    /// Reads `2024`, `2024-05`, `2024-05-01`, `2019/2021`, `1984/` (since then),
    /// `1936~` (estimated, printed in brackets), or keeps the words.
    pub(crate) fn parse(text: &str) -> Self {
        let text = text.trim();
        let since = text.strip_suffix("/..").or_else(|| text.strip_suffix('/'));
        let guessed = text.strip_suffix(['~', '?']);
        let literal = match (since, guessed) {
            (Some(since), _) => Some(format!("{since}—")),
            (None, Some(year)) => Some(format!("[{year}]")),
            (None, None) => None,
        };
        if literal.is_some() {
            return Self { year: four_digits(text), literal, ..Self::default() };
        }
        let (first, last) = match text.split_once('/') {
            Some((first, last)) if first.len() == last.len() && first.len() != 2 => (first, Some(last)),
            _ => (text, None),
        };
        let parts: Vec<&str> = first.split(['-', '/', '.']).collect();
        let year = parts.first().filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
        let number = |at: usize, most: u8| {
            let part = parts.get(at)?.trim();
            part.parse::<u8>().ok().filter(|n| (1..=most).contains(n))
        };
        let month = number(1, 12);
        let whole = year.is_some() && (parts.len() == 1 || (parts.len() <= 3 && month.is_some()));
        if !whole {
            let literal = (!text.is_empty()).then(|| text.to_owned());
            return Self { year: four_digits(text), literal, ..Self::default() };
        }
        let day = month.and_then(|_| number(2, 31));
        let end = last.and_then(|last| last.get(..4)?.parse().ok());
        Self { year, month, day, end, literal: None }
    }

    /// The year as it is printed; a range with a dash.
    pub(crate) fn year_text(&self) -> String {
        match (&self.literal, self.year, self.end) {
            (Some(literal), ..) => literal.clone(),
            (None, Some(year), Some(end)) if end != year => format!("{year}—{end}"),
            (None, Some(year), _) => year.to_string(),
            (None, None, _) => String::new(),
        }
    }

    /// The whole date by GB/T 7408: 2024-05-01.
    pub(crate) fn full_text(&self) -> String {
        match (self.literal.is_some(), self.month, self.day) {
            (false, Some(month), Some(day)) => format!("{}-{month:02}-{day:02}", self.year_text()),
            (false, Some(month), None) => format!("{}-{month:02}", self.year_text()),
            _ => self.year_text(),
        }
    }
}

/// The first four digits of a text that stand together.
fn four_digits(text: &str) -> Option<i32> {
    let runs = text.split(|ch: char| !ch.is_ascii_digit());
    runs.filter(|run| run.len() == 4).find_map(|run| run.parse().ok())
}

/// A work.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    /// The key that citations use.
    pub(crate) key: Spanned<String>,
    /// What it is.
    pub(crate) kind: Kind,
    /// The language in which its entry is written.
    pub(crate) language: Language,
    /// Its texts.
    pub(crate) fields: BTreeMap<Field, Spanned<String>>,
    /// Its people.
    pub(crate) people: BTreeMap<Role, Names>,
    /// When it appeared.
    pub(crate) issued: Option<Date>,
    /// When it was looked at.
    pub(crate) accessed: Option<Date>,
    /// The whole entry.
    pub(crate) span: Span,
}

impl Record {
    /// The text of a field; empty if it is not given.
    pub(crate) fn text(&self, field: Field) -> &str {
        self.fields.get(&field).map_or("", |text| text.value.as_str())
    }

    /// Whether a field is given.
    pub(crate) fn has(&self, field: Field) -> bool {
        !self.text(field).is_empty()
    }

    /// The people of a part; `None` without any.
    pub(crate) fn names(&self, role: Role) -> Option<&Names> {
        self.people.get(&role).filter(|names| !names.list.is_empty())
    }

    /// The year as it is printed; empty without one.
    pub(crate) fn year(&self) -> String {
        self.issued.as_ref().map(Date::year_text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_are_read_or_kept() {
        assert_eq!(Date::parse("2024-05-01").full_text(), "2024-05-01");
        assert_eq!(Date::parse("2024-5").full_text(), "2024-05");
        assert_eq!(Date::parse("2019/2021").year_text(), "2019—2021");
        assert_eq!(Date::parse("1947（民国三十六年）").year_text(), "1947（民国三十六年）");
        assert_eq!((Date::parse("c1988").year_text().as_str(), Date::parse("c1988").year), ("c1988", Some(1988)));
        assert_eq!(Date::parse("2024-99").full_text(), "2024-99");
        assert_eq!(Date::parse("").year_text(), "");
        assert_eq!(
            (Date::parse("1984/").year_text(), Date::parse("1936~").year_text()),
            ("1984—".into(), "[1936]".into())
        );
    }
}
