//! The order of a list by author and year, and the letters that tell apart
//! works of one author and one year.

use std::collections::HashMap;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;

use super::entry::{self, creators};
use super::{Edition, names, words};
use crate::cite::language::Language;
use crate::cite::library::Library;
use crate::cite::record::{Field, Kind, Name, Record};

/// What a work is sorted by: its group, who and when, what.
type Key = (Language, String, i32, String);

/// Works in groups by language — Chinese, Japanese, Korean, Western, Russian —
/// and within a group by author, year and title; Chinese by pinyin
/// (GB/T 7714—2025 §9.3.2, GB/T 7714—2015 §9.3.2).
pub(super) fn by_author(listed: &[usize], library: &Library, edition: Edition) -> Vec<usize> {
    let mut listed = listed.to_vec();
    listed.sort_unstable();
    sorted(&listed, library, |record| {
        (record.language, author(record, edition), year(record), record.text(Field::Title).to_owned())
    })
}

/// By script, author and year alone, where works that agree in them keep their
/// order: nearly that of most lists by author.
pub(super) fn roughly(listed: &[usize], library: &Library) -> Vec<usize> {
    sorted(listed, library, |record| {
        let name = |name: &Name| format!("{} {}; ", name.family, name.given);
        let text = match creators(record) {
            Some(names) => names.list.iter().map(name).collect(),
            None => record.text(Field::Title).to_owned(),
        };
        (Language::of_text(&text), text, year(record), String::new())
    })
}

fn year(record: &Record) -> i32 {
    record.issued.as_ref().and_then(|date| date.year).unwrap_or(i32::MAX)
}

fn sorted(listed: &[usize], library: &Library, key: impl Fn(&Record) -> Key) -> Vec<usize> {
    let collators = [
        (Language::Chinese, collator("zh-u-co-pinyin")),
        (Language::Japanese, collator("ja")),
        (Language::Korean, collator("ko")),
        (Language::Western, collator("en")),
        (Language::Russian, collator("ru")),
    ];
    let mut keyed: Vec<(Key, usize)> = listed.iter().map(|at| (key(&library.records()[*at]), *at)).collect();
    keyed.sort_by(|(a, _), (b, _)| {
        let compare = |x: &str, y: &str| match &collators.iter().find(|(language, _)| *language == a.0) {
            Some((_, Some(collator))) => collator.compare(x, y),
            _ => x.cmp(y),
        };
        a.0.cmp(&b.0).then_with(|| compare(&a.1, &b.1)).then_with(|| a.2.cmp(&b.2)).then_with(|| compare(&a.3, &b.3))
    });
    keyed.into_iter().map(|(_, at)| at).collect()
}

fn collator(tag: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: Locale = tag.parse().ok()?;
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

/// What an entry begins with.
fn author(record: &Record, edition: Edition) -> String {
    let words = words::of(edition, record.language);
    if let Some(number) = entry::number_first(record, edition) {
        return number.to_owned();
    }
    match creators(record) {
        Some(names) => names::list(names, edition, &words),
        None => words.anonymous.to_owned(),
    }
}

/// For each work of the list a, b, c where others share its author and year
/// (GB/T 7714—2015 §9.2.3); else nothing.
pub(super) fn letters(order: &[usize], library: &Library) -> Vec<String> {
    let key = |at: &usize| {
        let record = &library.records()[*at];
        let words = words::of(Edition::Of2025, record.language);
        let name = creators(record).map(|names| names::cited(names, &words, record.language));
        let number = (record.kind == Kind::Standard).then(|| record.text(Field::Number).to_owned());
        (number.or(name).unwrap_or_default(), record.year())
    };
    let mut counts: HashMap<(String, String), usize> = HashMap::new();
    order.iter().for_each(|at| *counts.entry(key(at)).or_default() += 1);
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    let letter = |at: &usize| {
        let key = key(at);
        if counts[&key] < 2 || key.1.is_empty() {
            return String::new();
        }
        let count = seen.entry(key).or_default();
        *count += 1;
        crate::style::numbering::Counter::LowerLetter.format(*count)
    };
    order.iter().map(letter).collect()
}
