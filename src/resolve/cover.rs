//! The lines under the titles: which fields of the front matter the style
//! prints, and what is said of those that it does not.

use super::Resolver;
use super::dates::calendar_date;
use crate::diag::{Code, Diagnostic, Spanned, message};
use crate::length::Length;
use crate::model::document::Meta;
use crate::model::resolved::{CoverField, CoverLine};
use crate::style::field_names::{bare, field_of, names_of};

/// How many keys a message names.
const NAMED_KEYS: usize = 10;
/// How many of the fields that a style prints are named.
const NAMED_LABELS: usize = 12;

impl Resolver<'_> {
    /// The lines that the style lists, in its order, or all that there are.
    pub(super) fn cover_lines(&mut self, meta: &Meta, date: Option<&str>) -> Vec<CoverLine> {
        let style = self.style;
        let listed = &style.title.fields;
        let mut lines = Vec::new();
        if listed.is_empty() {
            ["author", "affiliation", "id", "email"].iter().for_each(|name| self.known_lines(name, meta, &mut lines));
            let own = meta.fields.iter().filter(|(key, _)| !self.is_printed(key));
            lines.extend(own.map(|(key, value)| self.cover_field(self.label_of(&key.value), &value.value)));
            lines.extend(date.map(|date| CoverLine::Line(date.to_owned())));
            return lines;
        }
        // A field answers one line: that with its own name before those with others.
        let mut shown: Vec<&str> = listed.iter().flat_map(|entry| named(meta, entry)).collect();
        for listed in listed {
            let (label, name) = split(listed);
            let values = self.values(name, meta, date);
            if values.is_empty()
                && label.is_none_or(|label| entry(meta, label).is_none())
                && let Some((key, value)) = known_by_another(meta, name)
                && !shown.contains(&key.value.as_str())
                && !self.is_printed(key)
            {
                shown.push(&key.value);
                lines.push(self.cover_field(label.unwrap_or(name), &value.value));
                continue;
            }
            if let Some((label, own)) = label.and_then(|label| Some((label, field(meta, label)?))) {
                self.compare(label, own, name, &values);
                lines.push(self.cover_field(label, &own.value));
                continue;
            }
            let label = label.or_else(|| field(meta, name).map(|_| self.label_of(name)).filter(|_| name != "date"));
            lines.extend(values.into_iter().map(|line| match (label, line) {
                (Some(label), CoverLine::Authors(text) | CoverLine::Line(text)) => self.cover_field(label, &text),
                (_, line) => line,
            }));
        }
        lines
    }

    /// What a field says, without its label.
    fn values(&self, name: &str, meta: &Meta, date: Option<&str>) -> Vec<CoverLine> {
        let mut found = Vec::new();
        match (name, field(meta, name)) {
            ("date", _) => found.extend(date.map(|date| CoverLine::Line(date.to_owned()))),
            (_, Some(value)) => found.push(CoverLine::Line(value.value.clone())),
            (_, None) => self.known_lines(name, meta, &mut found),
        }
        found
    }

    /// The lines of the authors' own fields, each text once.
    fn known_lines(&self, name: &str, meta: &Meta, lines: &mut Vec<CoverLine>) {
        let authors = &meta.authors;
        let texts: Vec<&String> = match name {
            "author" => {
                let names: Vec<&str> = authors.iter().map(|author| author.name.as_str()).collect();
                lines.extend((!names.is_empty()).then(|| CoverLine::Authors(names.join(self.words.list))));
                return;
            }
            "affiliation" => authors.iter().flat_map(|author| &author.affiliation).collect(),
            "id" => authors.iter().filter_map(|author| author.id.as_ref()).collect(),
            "email" => authors.iter().filter_map(|author| author.email.as_ref()).collect(),
            _ => return,
        };
        for text in texts {
            let line = CoverLine::Line(text.clone());
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }

    /// What a field is called in the document: `version` has a word in every language.
    fn label_of<'k>(&self, key: &'k str) -> &'k str {
        let [(version, word), ..] = self.words.revisions.1;
        if key.eq_ignore_ascii_case(version) { word } else { key }
    }

    fn cover_field(&self, label: &str, value: &str) -> CoverLine {
        if self.style.title.field_label.length(self.style.title.line.size()) > Length::ZERO {
            return CoverLine::Field(super::cover_page::cover_field(label, value.to_owned()));
        }
        CoverLine::Line(self.labelled(label, value))
    }

    /// A field in one line.
    pub(super) fn labelled(&self, label: &str, value: &str) -> String {
        let colon = match label.ends_with(['：', ':']) {
            true => "",
            false if self.document_lang.is_east_asian() => "：",
            false => ": ",
        };
        format!("{label}{colon}{value}")
    }

    /// Whether something else prints a field.
    fn is_printed(&self, key: &Spanned<String>) -> bool {
        self.printed_fields.contains(&key.value)
    }

    /// Reports a row that is given twice, and not alike.
    fn compare(&mut self, label: &str, own: &Spanned<String>, name: &str, others: &[CoverLine]) {
        let texts = others.iter().map(|line| match line {
            CoverLine::Authors(text) | CoverLine::Line(text) | CoverLine::Field(CoverField { value: text, .. }) => {
                text.as_str()
            }
        });
        let other = texts.collect::<Vec<_>>().join(self.words.list);
        if others.is_empty() || same(&own.value, &other) {
            return;
        }
        let message = message!(
            "`{label}` and `{name}` fill the same row of the cover and differ; `{label}` is printed",
            label,
            name
        );
        let warning = Diagnostic::warning(Code::UnknownField, own.span, message);
        self.sink.push(warning.hint(message!("remove `{label}`, or make it the same as `{name}`", label, name)));
    }

    /// Reports the fields that the style prints nowhere, all in one.
    pub(super) fn report_unprinted(&mut self, meta: &Meta) {
        let listed = &self.style.title.fields;
        if listed.is_empty() {
            return;
        }
        let of_template = self.style.template.fields.iter().flat_map(|(label, name)| [label.as_str(), name.as_str()]);
        let names = listed.iter().map(|entry| split(entry).1).chain(of_template);
        let printed: Vec<&str> = listed
            .iter()
            .flat_map(|entry| named(meta, entry))
            .chain(names.clone().filter_map(|name| Some(entry(meta, name)?.0.value.as_str())))
            .chain(names.filter_map(|name| Some(known_by_another(meta, name)?.0.value.as_str())))
            .collect();
        let is_listed = |key: &str| printed.contains(&key);
        let left = meta.fields.iter().filter(|(key, _)| !is_listed(&key.value) && !self.is_printed(key));
        let left = left.filter(|(key, _)| !meta.used.contains(&key.value));
        let left: Vec<&Spanned<String>> = left.map(|(key, _)| key).collect();
        let Some(first) = left.first() else { return };
        let keys: Vec<String> = left.iter().take(NAMED_KEYS).map(|key| format!("`{}`", key.value)).collect();
        let message = match left.len() {
            1 => message!("the style does not print the field {keys} of the front matter", keys),
            count if count > NAMED_KEYS => message!(
                "the style does not print the fields {keys} and {more} more of the front matter",
                keys,
                more = count - NAMED_KEYS
            ),
            _ => message!("the style does not print the fields {keys} of the front matter", keys),
        };
        let labels: Vec<&str> =
            listed.iter().map(|entry| split(entry)).map(|(label, name)| label.unwrap_or(name)).collect();
        let more = if labels.len() > NAMED_LABELS { ", …" } else { "" };
        let labels = labels[..labels.len().min(NAMED_LABELS)].join(", ") + more;
        let warning = Diagnostic::warning(Code::UnknownField, first.span, message)
            .hint("add what the cover should show to `fields` of `[title]` in the style, and remove the rest");
        self.sink.push(match labels.trim().is_empty() {
            true => warning,
            false => warning.hint(message!("use a field that it prints: {labels}", labels)),
        });
    }
}

/// The label and the name of an entry such as `姓名=author`.
pub(super) fn split(entry: &str) -> (Option<&str>, &str) {
    entry.split_once('=').map_or((None, entry), |(label, name)| (Some(label), name))
}

/// The fields that an entry means by its own name or its label.
fn named<'m>(meta: &'m Meta, listed: &str) -> impl Iterator<Item = &'m str> {
    let (label, name) = split(listed);
    [Some(name), label].into_iter().flatten().filter_map(|name| Some(entry(meta, name)?.0.value.as_str()))
}

/// What the front matter says in a field that fuzi does not know itself:
/// `student-id` is as good as `Student ID`.
pub(super) fn field<'m>(meta: &'m Meta, name: &str) -> Option<&'m Spanned<String>> {
    entry(meta, name).map(|(_, value)| value)
}

/// The same with its key.
pub(super) fn entry<'m>(meta: &'m Meta, name: &str) -> Option<&'m (Spanned<String>, Spanned<String>)> {
    let find = |is: fn(&str, &str) -> bool| meta.fields.iter().find(|(key, _)| is(&key.value, name));
    find(|key, name| key == name).or_else(|| find(alike))
}

/// The field that answers one with a Chinese name which no field has: `supervisor` for
/// 指导教师. What is asked for in English stands on pages in English, for which a field
/// with a Chinese name is no answer.
fn known_by_another<'m>(meta: &'m Meta, name: &str) -> Option<&'m (Spanned<String>, Spanned<String>)> {
    let names = if name.is_ascii() { &[] } else { names_of(field_of(name)) };
    names.iter().find_map(|known| meta.fields.iter().find(|(key, _)| bare(&key.value) == **known))
}

/// Whether two names differ in nothing but case and what stands between words.
fn alike(a: &str, b: &str) -> bool {
    let bare = |name: &str| {
        let letters = name.bytes().filter(|byte| !matches!(byte, b' ' | b'-' | b'_'));
        letters.map(|byte| byte.to_ascii_lowercase()).collect::<Vec<u8>>()
    };
    let first = |name: &str| name.bytes().next().map(|byte| byte.to_ascii_lowercase());
    first(a) == first(b) && bare(a) == bare(b)
}

/// Whether two texts differ in nothing but spaces, separators and the way a
/// date is written.
fn same(a: &str, b: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let dates = calendar_date(a).zip(calendar_date(b));
    dates.map_or_else(|| bare(a) == bare(b), |(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn spaces_separators_and_dates_do_not_differ() {
        assert!(same("林知夏、顾 怀瑾", "林知夏，顾怀瑾"));
        assert!(same("2026年5月20日", "2026 年 5 月 20 日") && same("2026-05-20", "2026 年 5 月 20 日"));
        assert!(!same("林知夏", "林之夏"));
    }
}
