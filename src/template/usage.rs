//! What the text of a Word file uses: the style of its running text, and how its
//! captions are numbered.

use std::collections::BTreeMap;

use super::styles::{Kind, Styles};
use super::text::{Paragraph, Place};
use crate::style::value::CaptionScope;

/// How much running text a style must have before it counts as the body's.
pub(super) const ENOUGH: usize = 20;

/// The style of running text: the one that most of it has; where there is hardly
/// any, `Body Text` if something is in it, else the default.
pub(super) fn body<'p>(paragraphs: impl Iterator<Item = &'p Paragraph<'p>>, styles: &Styles) -> String {
    const OTHERS: [&str; 22] = [
        "Title",
        "Subtitle",
        "caption",
        "Table Caption",
        "Quote",
        "List Paragraph",
        "TOC Heading",
        "table of figures",
        "footnote text",
        "Bibliography",
        "Figure",
        "Equation",
        "Code Block",
        "Abstract",
        "School",
        "Kicker",
        "Cover Field",
        "Title Line",
        // Those of pandoc beside its Body Text.
        "First Paragraph",
        "Compact",
        "Author",
        "Date",
    ];
    let normal = styles.normal().map(|entry| entry.id.clone()).unwrap_or_default();
    let other = |id: &str| {
        let named = OTHERS.iter().any(|name| styles.named(name, Kind::Paragraph).is_some_and(|entry| entry.id == id));
        let all = styles.resolved(id);
        named
            || styles.is_contents(id)
            || all.get("outlineLvl").is_some_and(|level| level != "9")
            || all.numbering().is_some()
    };
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for paragraph in paragraphs.filter(|paragraph| paragraph.place == Place::Text) {
        *counts.entry(&paragraph.style).or_default() += paragraph.count();
    }
    let most = counts.iter().filter(|(id, count)| **count >= ENOUGH && !other(id));
    let most = most.max_by_key(|(id, count)| (**count, ***id == normal)).map(|(id, _)| (*id).clone());
    let body_text = || styles.named("Body Text", Kind::Paragraph).map(|entry| entry.id.clone());
    most.or_else(|| body_text().filter(|id| counts.contains_key(id))).unwrap_or(normal)
}

/// How captions are numbered: within chapters or not, and with which sign
/// between the two numbers. `None` if the text holds no caption.
pub(super) fn captions(paragraphs: &[Paragraph<'_>]) -> Option<(CaptionScope, Option<char>)> {
    let texts = paragraphs.iter().filter(|paragraph| paragraph.place == Place::Text).map(|paragraph| &paragraph.text);
    let numbers = texts.filter_map(|text| {
        let rest = text.trim().strip_prefix(['图', '表'])?.trim_start().to_owned();
        let first = rest.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(rest.len());
        let mut behind = rest.get(first..)?.chars();
        (first > 0 && text.chars().count() < 60).then(|| {
            let ch = behind.next().filter(|ch| matches!(ch, '-' | '.' | '–' | '－' | '．'));
            ch.filter(|_| behind.next().is_some_and(|ch| ch.is_ascii_digit()))
        })
    });
    let mut counts: BTreeMap<Option<char>, usize> = BTreeMap::new();
    numbers.for_each(|number| *counts.entry(number).or_default() += 1);
    let (ch, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Some((if ch.is_some() { CaptionScope::Chapter } else { CaptionScope::Document }, ch))
}
