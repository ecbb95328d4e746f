//! The numbers that Word shows before headings, counted from `numbering.xml`
//! as it does (ECMA-376-1 §17.9).

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::word::W;

/// A level: the style that is bound to it, its format, its text, and whether
/// all of its counters are digits.
struct Level {
    style: String,
    format: String,
    text: String,
    legal: bool,
}

/// Counts headings as they come.
pub struct Headings {
    /// The levels of each list, by its number.
    lists: BTreeMap<String, Vec<Level>>,
    counts: BTreeMap<String, Vec<usize>>,
}

impl Headings {
    pub fn of(numbering: &str) -> Self {
        let xml = Document::parse(numbering).unwrap();
        let nodes = |name: &'static str| xml.descendants().filter(move |node| node.has_tag_name((W, name)));
        let definition = |id: &str| nodes("abstractNum").find(|node| node.attribute((W, "abstractNumId")) == Some(id));
        let list = |num: Node| {
            let levels = definition(&value(num, "abstractNumId"))?.children().filter(|n| n.has_tag_name((W, "lvl")));
            let levels = levels.map(|level| Level {
                style: value(level, "pStyle"),
                format: value(level, "numFmt"),
                text: value(level, "lvlText"),
                legal: level.children().any(|child| child.has_tag_name((W, "isLgl"))),
            });
            Some((num.attribute((W, "numId"))?.to_owned(), levels.collect()))
        };
        Self { lists: nodes("num").filter_map(list).collect(), counts: BTreeMap::new() }
    }

    /// The number of a paragraph; empty for one that is no heading or has none.
    pub fn number(&mut self, paragraph: Node) -> String {
        let properties = paragraph.children().find(|node| node.has_tag_name((W, "pPr")));
        let find = |name: &str| {
            let node = properties?.descendants().find(|node| node.has_tag_name((W, name)))?;
            node.attribute((W, "val"))
        };
        let style = find("pStyle").unwrap_or_default();
        let bound = self.lists.iter().find_map(|(list, levels)| {
            let level = levels.iter().position(|level| !level.style.is_empty() && level.style == style)?;
            Some((list.clone(), level))
        });
        let own = find("numId").map(|list| (list.to_owned(), find("ilvl").map_or(0, |level| level.parse().unwrap())));
        // What a paragraph says itself comes before its style, and 0 is no list.
        let is_heading = bound.is_some() || style.starts_with("Heading");
        let Some((list, at)) = own.filter(|_| is_heading).or(bound) else { return String::new() };
        let Some(levels) = self.lists.get(&list) else { return String::new() };
        let counts = self.counts.entry(list).or_insert_with(|| vec![0; levels.len()]);
        counts[at] += 1;
        counts[at + 1..].fill(0);
        let level = &levels[at];
        counts.iter().zip(levels).enumerate().fold(level.text.clone(), |text, (at, (count, of))| {
            let format = if level.legal { "decimal" } else { &of.format };
            text.replace(&format!("%{}", at + 1), &counted(*count, format))
        })
    }
}

fn value(node: Node, name: &str) -> String {
    let child = node.children().find(|child| child.has_tag_name((W, name)));
    child.and_then(|child| child.attribute((W, "val"))).unwrap_or_default().to_owned()
}

fn counted(count: usize, format: &str) -> String {
    const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match format {
        "none" => String::new(),
        "decimal" => count.to_string(),
        "upperLetter" if (1..=26).contains(&count) => char::from(b'A' + (count - 1) as u8).to_string(),
        "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting" => {
            match (count / 10, count % 10) {
                (0, ones) => DIGITS[ones].to_owned(),
                (1, 0) => "十".to_owned(),
                (1, ones) => format!("十{}", DIGITS[ones]),
                (tens, 0) => format!("{}十", DIGITS[tens]),
                (tens, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
            }
        }
        other => format!("<{other} {count}>"),
    }
}
