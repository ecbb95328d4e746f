//! The numbers and marks of paragraphs in lists, counted as Word counts them (ECMA-376-1
//! §17.9).

use std::collections::BTreeMap;

use super::{Reader, symbols};
use crate::model::Counter;
use crate::model::resolved::own_pages::OwnInline;
use crate::ooxml::Element;
use crate::template::numbering::{Lists, counter};
use crate::template::properties::Properties;

/// How many levels a list has.
const LEVELS: usize = 9;

/// The last number of each level, by the definition of the list.
pub(super) type Counts = BTreeMap<String, [Option<usize>; LEVELS]>;

/// What stands before a paragraph of a list.
pub(super) struct Number {
    text: String,
    suffix: String,
    /// What its level says of the paragraph, and of the number.
    pub(super) paragraph: Properties,
    run: Properties,
}

impl Reader<'_, '_> {
    /// The next number of a list at a level.
    pub(super) fn number(&mut self, list: &str, at: usize) -> Option<Number> {
        let level = self.lists.level(list, at, "").filter(|level| level.at < LEVELS)?;
        let value = |name: &str| level.element.child(name).and_then(Element::value);
        let start = |element: &Element| {
            let start = element.child("w:start").and_then(Element::value);
            start.and_then(|start| start.parse::<usize>().ok()).unwrap_or(1)
        };
        let counts = self.counts.entry(level.definition.clone()).or_default();
        counts[level.at] = Some(counts[level.at].map_or_else(|| start(level.element), |last| last.saturating_add(1)));
        counts[level.at + 1..].fill(None);
        let shown = value("w:lvlText").unwrap_or_default();
        let text = if value("w:numFmt") == Some("bullet") {
            let font = level.element.path(&["w:rPr", "w:rFonts"]).and_then(|fonts| fonts.attribute("w:ascii"));
            shown.chars().map(|ch| symbols::in_font(font.unwrap_or_default(), u32::from(ch))).collect()
        } else {
            let definition = self.lists.definition(&level.definition);
            filled(shown, |number| {
                let of = definition.into_iter().flat_map(Element::elements);
                let index = number.to_string();
                let mut of = of.filter(|e| e.name == "w:lvl" && e.attribute("w:ilvl") == Some(&index));
                let of = if number == level.at { Some(level.element) } else { of.next() };
                let format = of.and_then(|of| of.child("w:numFmt")).and_then(Element::value);
                let count = counts[number].or_else(|| of.map(start)).unwrap_or(1);
                format.and_then(counter).unwrap_or(Counter::Arabic).format(count)
            })
        };
        let read = |name: &str| level.element.child(name).map(Properties::read).unwrap_or_default();
        let suffix = value("w:suff").unwrap_or("tab").to_owned();
        Some(Number { text, suffix, paragraph: read("w:pPr"), run: read("w:rPr") })
    }

    /// The number as it stands in a paragraph whose mark has properties.
    pub(super) fn shown_number(&self, number: &Number, mark: &Properties) -> Vec<OwnInline> {
        let mut all = mark.clone();
        all.overlay(&number.run);
        let look = self.look(&all);
        let mut shown = Vec::new();
        if !number.text.is_empty() {
            let space = if number.suffix == "space" { " " } else { "" };
            shown.push(OwnInline::Run(format!("{}{space}", number.text), look.clone()));
            if number.suffix == "tab" {
                shown.push(OwnInline::Tab(look));
            }
        }
        shown
    }
}

/// A text with its `%1` filled.
fn filled(text: &str, number: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    let mut signs = text.chars().peekable();
    while let Some(ch) = signs.next() {
        match signs.peek().and_then(|next| next.to_digit(10)).filter(|digit| ch == '%' && *digit > 0) {
            Some(digit) => {
                signs.next();
                out += &number(digit as usize - 1);
            }
            None => out.push(ch),
        }
    }
    out
}

/// The lists of a part, if there is one.
pub(super) fn lists(part: Option<&Element>) -> Lists {
    part.map(Lists::read).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn numbers_stand_where_the_text_has_them() {
        assert_eq!(filled("第%1章 %2%", |at| (at + 1).to_string()), "第1章 2%");
    }
}
