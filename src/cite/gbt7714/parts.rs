//! The parts of entries: who, title with the letters of the type, imprint,
//! dates, addresses.

use super::entry::{Writer, creators, identifier, join};
use super::{Edition, System, names, words};
use crate::cite::record::{Date, Field, Kind, Role};

impl Writer<'_> {
    pub(super) fn creators(&self) -> String {
        let names = creators(self.record).map(|names| names::list(names, self.rules.edition, &self.words));
        if !self.is_author_date() {
            return names.unwrap_or_default();
        }
        let names = names.unwrap_or_else(|| self.words.anonymous.to_owned());
        let year = self.record.year();
        let year = if year.is_empty() { String::new() } else { format!("{year}{}", self.wish.letter) };
        join(&[&names, &year], self.words.comma)
    }

    /// The title with all that belongs to it and the letters of the type.
    pub(super) fn title(&self) -> String {
        let record = self.record;
        let subtitle = self.text(Field::Subtitle);
        let is_whole = matches!(record.kind, Kind::Book | Kind::Proceedings | Kind::Compilation | Kind::Map);
        let volume = if is_whole { words::volume(record.text(Field::Volume), record.language) } else { String::new() };
        let shows_number = match record.kind {
            Kind::Report | Kind::Patent | Kind::Archive => true,
            Kind::Standard => self.rules.edition == Edition::Of2015,
            _ => false,
        };
        let number = if shows_number { self.text(Field::Number) } else { String::new() };
        let own = self.text(Field::Title);
        // A volume of a work with a title of its own (2025 §7.2.3).
        let is_volume = is_whole && record.has(Field::Container);
        let gap = if self.rules.edition == Edition::Of2015 { ", " } else { " " };
        let (title, volume) =
            if is_volume { (self.text(Field::Container), join(&[&volume, &own], gap)) } else { (own, volume) };
        // What is in the title already is not said again.
        let number = if title.contains(&number) { String::new() } else { number };
        join(&[&title, &subtitle, &volume, &number], self.words.colon) + &self.code()
    }

    /// The type and the carrier: `[J/OL]` (2025 annex A, 2015 annex B).
    pub(super) fn code(&self) -> String {
        let own = self.text(Field::Mark);
        let (own, own_carrier) = own.split_once('/').unwrap_or((&own, ""));
        let letters = if own.is_empty() { self.letters() } else { own };
        let medium = self.text(Field::Medium).to_uppercase();
        let is_carrier = matches!(medium.as_str(), "CD" | "DK" | "MT" | "OL" | "MM" | "FB");
        let carrier = match (own_carrier, is_carrier) {
            ("", true) => medium.as_str(),
            ("", false) if self.is_online() => "OL",
            (carrier, _) => carrier,
        };
        if carrier.is_empty() { format!("[{letters}]") } else { format!("[{letters}/{carrier}]") }
    }

    pub(super) fn letters(&self) -> &'static str {
        let is_new = self.rules.edition == Edition::Of2025;
        match self.record.kind {
            Kind::Book | Kind::Chapter => "M",
            Kind::Proceedings | Kind::ConferencePaper => "C",
            Kind::Compilation => "G",
            Kind::Article | Kind::Periodical => "J",
            Kind::Newspaper => "N",
            Kind::Thesis => "D",
            Kind::Report => "R",
            Kind::Standard => "S",
            Kind::Patent => "P",
            Kind::Web => "EB",
            Kind::Database => "DB",
            Kind::Dataset => "DS",
            Kind::Software => "CP",
            // The type PP is of 2025; before, a preprint is a page of the web.
            Kind::Preprint => {
                if is_new {
                    "PP"
                } else {
                    "EB"
                }
            }
            Kind::Map => "CM",
            Kind::Archive => "A",
            Kind::Other => {
                if self.is_online() {
                    "EB"
                } else {
                    "Z"
                }
            }
        }
    }

    pub(super) fn translators(&mut self) {
        let Some(names) = self.record.names(Role::Translator) else { return };
        let names = names::list(names, self.rules.edition, &self.words);
        let text = format!("{names}{}{}", self.words.comma, self.words.translator);
        self.sentence(&text);
    }

    pub(super) fn edition(&mut self) {
        let text = words::edition(self.record.text(Field::Edition), self.rules.edition, self.record.language);
        self.sentence(&text);
    }

    pub(super) fn version(&self) -> String {
        let version = self.text(Field::Version);
        if version.starts_with(|ch: char| ch.is_ascii_digit()) { format!("V{version}") } else { version }
    }

    /// `place：publisher，year：pages`.
    pub(super) fn imprint(&self) -> String {
        let house = join(&[&self.text(Field::Place), &self.text(Field::Publisher)], self.words.colon);
        let year = if self.is_author_date() { String::new() } else { self.record.year() };
        join(&[&join(&[&house, &year], self.words.comma), &self.pages()], self.words.colon)
    }

    /// `（date）[accessed]`.
    pub(super) fn dates(&self) -> String {
        let date = self.record.issued.as_ref().map(Date::full_text).filter(|date| !date.is_empty());
        let date = date.map(|date| format!("{}{date}{}", self.words.open, self.words.close)).unwrap_or_default();
        date + &self.accessed()
    }

    pub(super) fn accessed(&self) -> String {
        let date = self.record.accessed.as_ref().map(Date::full_text).filter(|date| !date.is_empty());
        date.map(|date| format!("[{date}]")).unwrap_or_default()
    }

    /// The day of access of what is not a page of the web: only 2015 asks for it
    /// (§4.1 to §4.5), 2025 has dropped it.
    pub(super) fn accessed_2015(&self) -> String {
        match self.rules.edition {
            Edition::Of2015 if self.is_online() => self.accessed(),
            Edition::Of2015 | Edition::Of2025 => String::new(),
        }
    }

    /// The address and the persistent identifiers, which are left out where the
    /// address shows them (2025 §7.8, §7.9).
    pub(super) fn access(&mut self) {
        let url = self.text(Field::Url);
        if !url.is_empty() {
            self.begin_sentence();
            self.link(&url, &url);
        }
        let doi = self.text(Field::Doi);
        let doi = identifier(&doi);
        if !doi.is_empty() && !url.to_lowercase().contains(&doi.to_lowercase()) {
            self.begin_sentence();
            self.link(&format!("DOI:{doi}"), &format!("https://doi.org/{doi}"));
        }
        let cstr = self.text(Field::Cstr);
        let cstr = cstr.trim_start_matches("https://cstr.cn/").trim_start_matches("CSTR:");
        if !cstr.is_empty() && !url.contains(cstr) {
            self.begin_sentence();
            self.link(&format!("CSTR:{cstr}"), &format!("https://cstr.cn/{cstr}"));
        }
    }

    pub(super) fn pages(&self) -> String {
        let written = if self.wish.pages.is_empty() { self.record.text(Field::Pages) } else { self.wish.pages };
        written.replace(['–', '—'], "-").replace("--", "-")
    }

    pub(super) fn is_online(&self) -> bool {
        self.record.has(Field::Url) || self.record.has(Field::Doi) || self.record.has(Field::Cstr)
    }

    pub(super) fn is_published(&self) -> bool {
        self.record.has(Field::Publisher) || self.record.has(Field::Place)
    }

    pub(super) fn is_author_date(&self) -> bool {
        self.rules.system == System::AuthorDate
    }
}
