//! The facts of the front matter as they are printed.

use super::dates::calendar_date;
use super::official::{Field, given};
use super::{Resolver, Title};
use crate::diag::Spanned;
use crate::model::Lang;
use crate::model::document::{self, Inline};
use crate::model::resolved::{Abstract, Meta, plain_text};
use crate::style::Words;

impl Resolver<'_> {
    pub(super) fn meta(&mut self, meta: &document::Meta, heading: Option<Title>) -> Meta {
        let issued = given(meta, self.style, Field::IssueDate).map(|(_, date)| date);
        let date = meta.date.as_ref().or(issued).map(|date| date.value.as_str());
        let calendar_date = date.and_then(calendar_date);
        let printed =
            calendar_date.map(|date| self.words.date(&self.document_lang, date)).or_else(|| date.map(str::to_owned));
        let title = self.title(meta.title.as_deref());
        let subtitle = self.title(meta.subtitle.as_deref());
        let foreign_titles = self.foreign_titles(meta);
        let mut abstracts = self.abstracts(meta);
        // A title alone stands on its own page already.
        let has_page = |lang: &Lang| foreign_titles.iter().any(|page| page.lang == *lang);
        abstracts.retain(|text| text.heading.is_some() || text.keywords.is_some() || !has_page(&text.lang));
        let head_fields = self.head_fields(meta);
        Meta {
            given: lines(meta, &title, &subtitle, printed.as_deref(), self.words.list),
            head_label: self.widest_label(&head_fields),
            head_fields,
            masthead: self.masthead(meta),
            logo: self.logo(meta),
            header_logo: self.header_logo(meta),
            pages_before: self.whole_pages(&meta.pages_before, &plain_text(&title)),
            pages_behind: self.whole_pages(&meta.pages_behind, ""),
            school: self.filled(&self.style.title.school, meta),
            kicker: self.filled(&self.style.title.kicker, meta),
            foreign_titles,
            lines: self.cover_lines(meta, printed.as_deref()),
            title,
            anchor: heading.and_then(|heading| self.anchors.of(heading.node)).map(|numbered| numbered.anchor),
            subtitle,
            authors: meta.authors.clone(),
            date: printed,
            calendar_date,
            lang: self.document_lang.clone(),
            abstracts,
            keywords: meta.keywords.iter().map(|word| word.value.clone()).collect(),
            cover: self.style.title.cover,
            own_page: false,
        }
    }

    fn abstracts(&mut self, meta: &document::Meta) -> Vec<Abstract> {
        let own = self.abstract_in(self.document_lang.clone(), None, &meta.abstract_text, &meta.keywords);
        let others = meta.translations.iter().filter_map(|other| {
            self.abstract_in(other.lang.clone(), other.title.as_deref(), &other.abstract_text, &other.keywords)
        });
        let others: Vec<Abstract> = others.collect();
        own.into_iter().chain(others).collect()
    }

    /// The abstract in a language; `None` if nothing is given in it.
    fn abstract_in(
        &mut self,
        lang: Lang,
        title: Option<&[Inline]>,
        blocks: &[document::Block],
        keywords: &[Spanned<String>],
    ) -> Option<Abstract> {
        let outer = std::mem::replace(&mut self.lang, lang.clone());
        let words = Words::of(&lang);
        let title = self.title(title);
        let blocks = self.boxed_blocks(blocks, 0);
        let separator = separator(&self.style.title.keyword_separator, &lang);
        let joined = keywords.iter().map(|word| word.value.as_str()).collect::<Vec<_>>().join(&separator);
        let keywords = keywords.first().map(|first| (words.keywords.to_owned(), self.words(&joined, first.span)));
        self.lang = outer;
        if blocks.is_empty() && keywords.is_none() && title.is_empty() {
            return None;
        }
        let heading = (!blocks.is_empty()).then(|| words.abstract_title.to_owned());
        Some(Abstract { lang, title, heading, blocks, keywords })
    }
}

/// What the front matter says in one line, under the names of its fields.
fn lines(
    meta: &document::Meta,
    title: &[crate::model::resolved::Inline],
    subtitle: &[crate::model::resolved::Inline],
    date: Option<&str>,
    separator: &str,
) -> Vec<(String, String)> {
    let of_authors = |of: fn(&document::Author) -> Vec<&str>| {
        let mut all: Vec<&str> = meta.authors.iter().flat_map(of).collect();
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|text| seen.insert(*text));
        all.join(separator)
    };
    let known = [
        ("title", plain_text(title)),
        ("subtitle", plain_text(subtitle)),
        ("author", of_authors(|author| vec![&author.name])),
        ("affiliation", of_authors(|author| author.affiliation.iter().map(String::as_str).collect())),
        ("id", of_authors(|author| author.id.iter().map(String::as_str).collect())),
        ("email", of_authors(|author| author.email.iter().map(String::as_str).collect())),
        ("date", date.unwrap_or_default().to_owned()),
    ];
    let known = known.into_iter().filter(|(_, value)| !value.is_empty());
    let own = meta.fields.iter().map(|(key, value)| (key.value.clone(), value.value.clone()));
    known.map(|(name, value)| (name.to_owned(), value)).chain(own).collect()
}

/// What parts keywords: full-width signs only in East Asian text.
fn separator(written: &str, lang: &Lang) -> String {
    if lang.is_east_asian() || written.is_ascii() { written.to_owned() } else { "; ".to_owned() }
}
