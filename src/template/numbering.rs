//! The lists of a Word file: which pattern the headings are numbered with, and
//! whether Word then counts as fuzi does (ECMA-376-1 §17.9).

use std::collections::BTreeMap;

use super::styles::{Kind, Styles};
use crate::ooxml::Element;
use crate::style::numbering::{Counter, Pattern, PatternPart};

/// How many levels of headings fuzi has.
const LEVELS: usize = 6;

/// How the template numbers a level of headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// The pattern; `None` if fuzi has none like it.
    pub pattern: Option<Pattern>,
    /// The text that Word makes the number from, such as `第%1章`.
    pub text: String,
    /// What stands behind the number: `tab`, `space` or `nothing`.
    pub suffix: String,
    /// Whether Word counts as fuzi does: in one list from 1, level by level.
    pub counts_alike: bool,
}

/// The lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The definition that a list uses, and the levels that it has of its own.
    lists: BTreeMap<String, (String, BTreeMap<usize, Element>)>,
    definitions: BTreeMap<String, Element>,
}

/// A level of a list.
pub(super) struct Level<'a> {
    pub(super) element: &'a Element,
    pub(super) at: usize,
    pub(super) definition: String,
}

impl Lists {
    /// The lists of the part.
    pub(super) fn read(part: &Element) -> Self {
        let mut lists = Self::default();
        for element in part.elements() {
            match &*element.name {
                "w:abstractNum" => {
                    let id = element.attribute("w:abstractNumId").unwrap_or_default();
                    lists.definitions.insert(id.to_owned(), element.clone());
                }
                "w:num" => {
                    let id = element.attribute("w:numId").unwrap_or_default().to_owned();
                    let of = element.child("w:abstractNumId").and_then(Element::value).unwrap_or_default();
                    let own = element.elements().filter(|e| e.name == "w:lvlOverride");
                    let own = own.filter_map(|e| Some((index(e)?, e.clone()))).collect();
                    lists.lists.insert(id, (of.to_owned(), own));
                }
                _ => {}
            }
        }
        lists
    }

    /// How each level of headings is numbered, from 1 to 6.
    pub(super) fn headings(&self, styles: &Styles) -> [Option<Numbered>; LEVELS] {
        let bound = |level: usize| {
            let style = styles.named(&format!("heading {level}"), Kind::Paragraph)?;
            let properties = styles.resolved(&style.id);
            let (list, at) = properties.numbering()?;
            self.level(list, at, &style.id)
        };
        let levels: Vec<Option<Level<'_>>> = (1..=LEVELS).map(bound).collect();
        let first = levels.iter().flatten().map(|level| level.definition.clone()).next();
        std::array::from_fn(|at| {
            let level = levels.get(at)?.as_ref()?;
            let mut numbered = self.numbered(level)?;
            numbered.counts_alike &= level.at == at && first.as_ref() == Some(&level.definition);
            Some(numbered)
        })
    }

    /// The level of a list that a style is bound to: the one that names it,
    /// else the one that it names (ECMA-376-1 §17.9.23).
    pub(super) fn level(&self, list: &str, at: usize, style: &str) -> Option<Level<'_>> {
        let (of, own) = self.lists.get(list)?;
        let definition = self.definition(of)?;
        let names = |level: &&Element| level.child("w:pStyle").and_then(Element::value) == Some(style);
        let levels = || definition.elements().filter(|element| element.name == "w:lvl");
        let at = levels().find(names).and_then(index).unwrap_or(at);
        let replaced = own.get(&at).and_then(|own| own.child("w:lvl"));
        let element = replaced.or_else(|| levels().find(|level| index(level) == Some(at)))?;
        Some(Level { element, at, definition: of.clone() })
    }

    /// A definition; one that only names a style of lists stands elsewhere
    /// (ECMA-376-1 §17.9.21).
    pub(super) fn definition(&self, id: &str) -> Option<&Element> {
        let definition = self.definitions.get(id)?;
        match definition.child("w:numStyleLink").and_then(Element::value) {
            None => Some(definition),
            Some(link) => {
                let is_meant = |e: &&Element| e.child("w:styleLink").and_then(Element::value) == Some(link);
                self.definitions.values().find(is_meant).or(Some(definition))
            }
        }
    }

    fn numbered(&self, level: &Level<'_>) -> Option<Numbered> {
        let value = |name: &str| level.element.child(name).and_then(Element::value);
        let text = value("w:lvlText").unwrap_or_default();
        if value("w:numFmt") == Some("none") || value("w:numFmt") == Some("bullet") || text.trim().is_empty() {
            return None;
        }
        let starts = value("w:start").is_none_or(|start| start == "1") && value("w:lvlRestart").is_none();
        let pattern = self.pattern(level, text);
        Some(Numbered {
            counts_alike: starts && pattern.is_some(),
            pattern,
            text: text.to_owned(),
            suffix: value("w:suff").unwrap_or("tab").to_owned(),
        })
    }

    /// The pattern of a text such as `%1.%2`: the counters must be those of the
    /// levels down to its own, and the text must be read back as it is.
    fn pattern(&self, level: &Level<'_>, text: &str) -> Option<Pattern> {
        let is_legal = level.element.child("w:isLgl").is_some_and(|e| e.value().is_none_or(super::properties::is_on));
        let mut parts: Vec<PatternPart> = Vec::new();
        let mut used: Vec<usize> = Vec::new();
        let mut literal = String::new();
        let mut signs = text.trim_end().chars().peekable();
        while let Some(ch) = signs.next() {
            let number = signs.peek().filter(|_| ch == '%').and_then(|ch| ch.to_digit(10)).filter(|n| *n > 0);
            let Some(number) = number else {
                literal.push(ch);
                continue;
            };
            signs.next();
            if !literal.is_empty() {
                parts.push(PatternPart::Literal(std::mem::take(&mut literal)));
            }
            let at = number as usize - 1;
            used.push(at);
            parts.push(PatternPart::Counter(if is_legal { Counter::Arabic } else { self.counter(level, at)? }));
        }
        if !literal.is_empty() {
            parts.push(PatternPart::Literal(literal));
        }
        let follows = used.windows(2).all(|pair| pair[1] == pair[0] + 1) && used.last() == Some(&level.at);
        let pattern = Pattern { parts };
        let read_back = pattern.to_string().parse::<Pattern>().ok();
        (follows && read_back.as_ref() == Some(&pattern)).then_some(pattern)
    }

    fn counter(&self, level: &Level<'_>, at: usize) -> Option<Counter> {
        let definition = self.definition(&level.definition)?;
        let is_meant = |e: &&Element| e.name == "w:lvl" && index(e) == Some(at);
        let element = if at == level.at { level.element } else { definition.elements().find(is_meant)? };
        counter(element.child("w:numFmt").and_then(Element::value).unwrap_or("decimal"))
    }
}

/// The counter of a format of numbers (ECMA-376-1 §17.18.59).
pub(super) fn counter(format: &str) -> Option<Counter> {
    Some(match format {
        "decimal" | "decimalHalfWidth" => Counter::Arabic,
        "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "taiwaneseCountingThousand" => {
            Counter::Chinese
        }
        "lowerRoman" => Counter::LowerRoman,
        "upperRoman" => Counter::UpperRoman,
        "lowerLetter" => Counter::LowerLetter,
        "upperLetter" => Counter::UpperLetter,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Counter::Circled,
        _ => return None,
    })
}

fn index(element: &Element) -> Option<usize> {
    let value = element.attribute("w:ilvl")?;
    value.parse().ok().filter(|at| *at < 9)
}

#[cfg(test)]
mod tests {
    use super::{Lists, Styles};
    use crate::ooxml::Element;

    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    fn headings(levels: &[(&str, &str, &str)]) -> Vec<Option<(Option<String>, bool)>> {
        let styles: String = (1..=levels.len())
            .map(|n| {
                format!(
                    "<w:style w:type=\"paragraph\" w:styleId=\"{n}\"><w:name w:val=\"heading {n}\"/><w:pPr><w:numPr>\
                     <w:ilvl w:val=\"{}\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr></w:style>",
                    n - 1
                )
            })
            .collect();
        let levels: String = levels
            .iter()
            .enumerate()
            .map(|(at, (format, text, more))| {
                format!(
                    "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
                )
            })
            .collect();
        let part = format!(
            "<w:numbering {W}><w:abstractNum w:abstractNumId=\"3\">{levels}</w:abstractNum>\
             <w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>"
        );
        let styles = Styles::read(&Element::parse(&format!("<w:styles {W}>{styles}</w:styles>")).unwrap());
        let lists = Lists::read(&Element::parse(&part).unwrap());
        let told =
            |numbered: &super::Numbered| (numbered.pattern.as_ref().map(ToString::to_string), numbered.counts_alike);
        lists.headings(&styles).iter().map(|numbered| numbered.as_ref().map(told)).collect()
    }

    #[test]
    fn patterns() {
        let found = headings(&[
            ("chineseCountingThousand", "第%1章", ""),
            ("decimal", "%1.%2", "<w:isLgl/>"),
            ("decimal", "（%3）", ""),
            ("none", "", ""),
        ]);
        let some = |text: &str| Some((Some(text.to_owned()), true));
        assert_eq!(found[..4], [some("第一章"), some("1.1"), some("（1）"), None]);
    }

    #[test]
    fn what_fuzi_has_no_pattern_for() {
        let found = headings(&[("decimal", "Part %1", ""), ("ideographZodiac", "%2", ""), ("decimal", "%1.%3", "")]);
        assert_eq!(found[..3], [Some((Some("Part 1".to_owned()), true)), Some((None, false)), Some((None, false))]);
    }
}
