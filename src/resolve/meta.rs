//! The facts of the front matter as they are printed.

use super::Resolver;
use crate::diag::Span;
use crate::model::document::{self, Inline};
use crate::model::resolved::{Abstract, Meta};

impl Resolver<'_> {
    pub(super) fn meta(&mut self, meta: &document::Meta) -> Meta {
        let date = meta.date.as_ref().map(|date| date.value.as_str());
        let calendar_date = date.and_then(calendar_date);
        let printed = calendar_date.map(|date| self.words.date(date)).or_else(|| date.map(str::to_owned));
        let title = self.line(meta.title.as_deref());
        let subtitle = self.line(meta.subtitle.as_deref());
        let field = |(label, value): &(crate::diag::Spanned<String>, crate::diag::Spanned<String>)| {
            (label.value.clone(), value.value.clone())
        };
        Meta {
            title,
            subtitle,
            authors: meta.authors.clone(),
            date: printed,
            calendar_date,
            lang: self.document_lang.clone(),
            abstract_text: self.abstract_text(meta),
            keywords: meta.keywords.iter().map(|word| word.value.clone()).collect(),
            fields: meta.fields.iter().map(field).collect(),
            own_page: false,
        }
    }

    fn line(&mut self, content: Option<&[Inline]>) -> Vec<crate::model::resolved::Inline> {
        content.map(|content| self.inlines(content)).unwrap_or_default()
    }

    fn abstract_text(&mut self, meta: &document::Meta) -> Option<Abstract> {
        let blocks = self.blocks(&meta.abstract_text);
        let words: Vec<&str> = meta.keywords.iter().map(|word| word.value.as_str()).collect();
        let span = meta.keywords.first().map(|first| first.span);
        let keywords = span.map(|span| self.keywords(&words.join(&self.style.title.keyword_separator.clone()), span));
        if blocks.is_empty() && keywords.is_none() {
            return None;
        }
        let heading = (!blocks.is_empty()).then(|| self.words.abstract_title.to_owned());
        Some(Abstract { heading, blocks, keywords })
    }

    fn keywords(&mut self, joined: &str, span: Span) -> (String, Vec<crate::model::resolved::Inline>) {
        let label = self.words.keywords.to_owned();
        (label, self.words(joined, span))
    }
}

/// A date of the form 2025-12-01, 2025/12/1 or 2025年12月1日, if it exists.
fn calendar_date(text: &str) -> Option<(i32, u8, u8)> {
    let text = text.trim().trim_end_matches('日');
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    ((1..=9999).contains(&year) && (1..=days).contains(&day)).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::calendar_date;

    #[test]
    fn dates() {
        assert_eq!(calendar_date("2025-12-01"), Some((2025, 12, 1)));
        assert_eq!(calendar_date("2025年2月28日"), Some((2025, 2, 28)));
        assert_eq!(calendar_date("2025-02-29"), None);
        assert_eq!(calendar_date("去年春天"), None);
    }
}
