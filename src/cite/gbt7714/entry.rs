//! The text of one entry: which parts a work of each type prints, and in which
//! order (GB/T 7714—2025 §8, GB/T 7714—2015 §4).

use super::names;
use super::words::{self, Words};
use super::{Edition, Rules};
use crate::cite::record::{Date, Field, Kind, Names, Record, Role};
use crate::cite::{Fragment, Target};

/// What an entry may be asked besides its record.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wish<'a> {
    /// The letter behind the year that tells apart works of one author and year.
    pub(super) letter: &'a str,
    /// The pages of a note instead of those of the record.
    pub(super) pages: &'a str,
    /// Whether only author and title are wanted.
    pub(super) short: bool,
}

/// The text of an entry, with its full stop.
pub(super) fn fragments(record: &Record, rules: Rules, wish: Wish<'_>) -> Vec<Fragment> {
    let mut writer = Writer {
        record,
        rules,
        wish,
        words: words::of(rules.edition, record.language),
        out: String::new(),
        fragments: Vec::new(),
    };
    writer.entry();
    writer.finish()
}

/// Who a work is listed under; `None` if nobody is named.
pub(super) fn creators(record: &Record) -> Option<&Names> {
    let is_part = matches!(record.kind, Kind::Chapter | Kind::ConferencePaper);
    record.names(Role::Author).or_else(|| record.names(Role::Editor).filter(|_| !is_part))
}

/// The number with which the entry of a standard begins in 2025 (§8.9), and by
/// which it is cited and sorted.
pub(super) fn number_first(record: &Record, edition: Edition) -> Option<&str> {
    let is_new = record.kind == Kind::Standard && edition == Edition::Of2025;
    is_new.then(|| if record.has(Field::Number) { record.text(Field::Number) } else { record.text(Field::Title) })
}

/// An entry that is being written.
pub(super) struct Writer<'r> {
    pub(super) record: &'r Record,
    pub(super) rules: Rules,
    pub(super) wish: Wish<'r>,
    pub(super) words: Words,
    /// What was written since the last link.
    out: String,
    fragments: Vec<Fragment>,
}

impl Writer<'_> {
    fn entry(&mut self) {
        let is_new = self.rules.edition == Edition::Of2025;
        if number_first(self.record, self.rules.edition).is_none() {
            let creators = self.creators();
            self.sentence(&creators);
        }
        if self.wish.short {
            let title = self.title();
            let pages = self.wish.pages;
            return self.sentence(&join(&[&title, pages], self.words.colon));
        }
        match self.record.kind {
            Kind::Article => self.in_periodical(),
            Kind::Newspaper => self.in_newspaper(),
            Kind::Chapter => self.in_book(),
            Kind::ConferencePaper if is_new && !self.is_published() => self.at_conference(),
            Kind::ConferencePaper => self.in_book(),
            Kind::Standard if is_new => self.standard(),
            Kind::Web => self.dated(),
            Kind::Dataset | Kind::Preprint if is_new => self.on_platform(),
            Kind::Dataset | Kind::Preprint | Kind::Software | Kind::Database if self.is_online() => self.dated(),
            Kind::Patent => self.patent(),
            Kind::Report if !self.is_published() => self.loose_report(),
            Kind::Archive => self.archive(),
            Kind::Other if self.is_online() && !self.is_published() => self.dated(),
            Kind::Book
            | Kind::Proceedings
            | Kind::Compilation
            | Kind::Periodical
            | Kind::Thesis
            | Kind::Report
            | Kind::Standard
            | Kind::Database
            | Kind::Dataset
            | Kind::Software
            | Kind::Preprint
            | Kind::Map
            | Kind::Other => self.book(),
        }
        self.access();
    }

    /// A book and all that is published like one (2025 §8.2, 2015 §4.1).
    fn book(&mut self) {
        let title = self.title();
        let (scale, dimensions) = (self.text(Field::Scale), self.text(Field::Dimensions));
        self.sentence(&title);
        match self.record.kind {
            Kind::Map => self.sentence(&scale),
            // The years, volumes and issues that there are (2025 §8.4).
            Kind::Periodical => {
                let volumes = self.text(Field::Volume);
                self.sentence(&volumes);
            }
            _ => {}
        }
        self.translators();
        self.edition();
        let imprint = self.imprint();
        self.sentence(&(imprint + &self.accessed_2015()));
        if self.record.kind == Kind::Map {
            self.sentence(&dimensions);
        }
    }

    /// A part of a book (2025 §8.3, 2015 §4.2): `title[M]//editors. book`.
    fn in_book(&mut self) {
        let title = self.title();
        self.sentence(&title);
        self.translators();
        let host = self.record.names(Role::ContainerAuthor).or_else(|| self.record.names(Role::Editor));
        let host = host.map(|names| names::list(names, self.rules.edition, &self.words)).unwrap_or_default();
        let volume = words::volume(self.record.text(Field::Volume), self.record.language);
        let book = join(&[&self.text(Field::Container), &volume], self.words.colon);
        self.out.push_str("//");
        self.out.push_str(&join(&[&host, &book], ". "));
        self.edition();
        let imprint = self.imprint();
        self.sentence(&(imprint + &self.accessed_2015()));
    }

    /// A paper of a conference that is no book (2025 §8.6):
    /// `title[C]//conference，year：pages`.
    fn at_conference(&mut self) {
        let title = self.title();
        self.sentence(&title);
        let event = if self.record.has(Field::Event) { Field::Event } else { Field::Container };
        let year = if self.is_author_date() { String::new() } else { self.record.year() };
        let event = join(&[&self.text(event), &year], self.words.comma);
        self.out.push_str("//");
        self.out.push_str(&join(&[&event, &self.pages()], self.words.colon));
    }

    /// An article (2025 §8.5, 2015 §4.4): `journal，year，volume（issue）：pages`.
    fn in_periodical(&mut self) {
        let title = self.title();
        self.sentence(&title);
        self.translators();
        let (volume, issue) = (self.text(Field::Volume), self.text(Field::Issue));
        let year = match (self.is_author_date(), volume.is_empty() && issue.is_empty(), &self.record.issued) {
            (true, ..) => String::new(),
            // Without volume and issue it appeared online: the whole date counts.
            (false, true, Some(date)) if self.rules.edition == Edition::Of2025 => date.full_text(),
            (false, ..) => self.record.year(),
        };
        let journal = self.text(Field::Container);
        let mut host = join(&[&journal, &year, &volume], self.words.comma);
        if !issue.is_empty() {
            host = format!("{host}{}{issue}{}", self.words.open, self.words.close);
        }
        let host = join(&[&host, &self.pages()], self.words.colon);
        self.sentence(&(host + &self.accessed_2015()));
    }

    /// An article in a newspaper (2025 §8.5): `newspaper，date（page）`.
    fn in_newspaper(&mut self) {
        let title = self.title();
        self.sentence(&title);
        let date = self.record.issued.as_ref().map(Date::full_text).unwrap_or_default();
        let mut host = join(&[&self.text(Field::Container), &date], self.words.comma);
        let page = [self.pages(), self.text(Field::Issue)].into_iter().find(|page| !page.is_empty());
        if let Some(page) = page {
            host = format!("{host}{}{page}{}", self.words.open, self.words.close);
        }
        self.sentence(&(host + &self.accessed_2015()));
    }

    /// A standard (2025 §8.9): its number, a blank, its title.
    fn standard(&mut self) {
        let number = self.text(Field::Number);
        let title = self.title();
        self.sentence(&join(&[&number, &title], " "));
    }

    /// A page of the web and what else has a date of its own (2025 §8.11, 2015
    /// §4.6): `title[EB/OL].（date）[accessed]`.
    fn dated(&mut self) {
        let title = self.title();
        self.sentence(&title);
        let version = self.version();
        self.sentence(&version);
        let dates = self.dates();
        self.sentence(&dates);
    }

    /// A dataset or preprint (2025 §8.14, §8.15): `version. platform（date）[accessed]`.
    fn on_platform(&mut self) {
        let title = self.title();
        self.sentence(&title);
        let version = self.version();
        self.sentence(&version);
        let platform = [Field::Publisher, Field::Container].into_iter().find(|field| self.record.has(*field));
        let platform = platform.map(|field| self.text(field)).unwrap_or_default();
        let dates = self.dates();
        self.sentence(&(platform + &dates));
    }

    /// A patent (2025 §8.10, 2015 §4.5): `title：number[P]. date：pages`.
    fn patent(&mut self) {
        let title = self.title();
        self.sentence(&title);
        let date = self.record.issued.as_ref().map(Date::full_text).unwrap_or_default();
        let date = join(&[&date, &self.pages()], self.words.colon);
        self.sentence(&(date + &self.accessed_2015()));
    }

    /// A report that no one published (2025 §8.8): `title[R]. date`.
    fn loose_report(&mut self) {
        let title = self.title();
        self.sentence(&title);
        if self.rules.edition == Edition::Of2015 && self.is_online() {
            let dates = self.dates();
            return self.sentence(&dates);
        }
        let date = self.record.issued.as_ref().map(Date::full_text).unwrap_or_default();
        let date = join(&[&date, &self.pages()], self.words.colon);
        self.sentence(&(date + &self.accessed_2015()));
    }

    /// A record of an archive (2025 §8.12): `title：number[A]. place：archive，date`.
    fn archive(&mut self) {
        let title = self.title();
        self.sentence(&title);
        let date = self.record.issued.as_ref().map(Date::full_text).unwrap_or_default();
        let keeper = join(&[&self.text(Field::Place), &self.text(Field::Publisher)], self.words.colon);
        let keeper = join(&[&keeper, &date], self.words.comma);
        self.sentence(&(keeper + &self.accessed_2015()));
    }

    pub(super) fn text(&self, field: Field) -> String {
        self.record.text(field).to_owned()
    }

    /// Writes a part behind a full stop.
    pub(super) fn sentence(&mut self, text: &str) {
        if !text.is_empty() {
            self.begin_sentence();
            self.out.push_str(text);
        }
    }

    pub(super) fn begin_sentence(&mut self) {
        let last = self.out.chars().next_back().or_else(|| self.fragments.last()?.text.chars().next_back());
        match last {
            None => {}
            Some('.') => self.out.push(' '),
            Some(_) => self.out.push_str(". "),
        }
    }

    pub(super) fn link(&mut self, text: &str, address: &str) {
        self.flush();
        let target = Some(Target::Url(address.to_owned()));
        self.fragments.push(Fragment { target, ..Fragment::plain(text) });
    }

    fn flush(&mut self) {
        if !self.out.is_empty() {
            self.fragments.push(Fragment::plain(std::mem::take(&mut self.out)));
        }
    }

    fn finish(mut self) -> Vec<Fragment> {
        let ends = self.out.ends_with('.');
        if !ends {
            self.out.push('.');
        }
        self.flush();
        self.fragments
    }
}

/// A DOI without the address of its resolver.
pub(in crate::cite) fn identifier(doi: &str) -> &str {
    let doi = doi.trim();
    let heads = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:", "DOI:"];
    heads.iter().find_map(|head| doi.strip_prefix(head)).unwrap_or(doi).trim()
}

/// The parts that are not empty with a sign between them.
pub(super) fn join(parts: &[&str], sign: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(sign)
}
