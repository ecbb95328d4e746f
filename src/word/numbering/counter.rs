//! The counts of one text: what Word prints before its next paragraph of a list.
//!
//! Lists of one definition go on counting together; a list that says where it
//! begins does so when it is first used (ECMA-376-1 §17.9.26).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::format::formatted;
use super::{LEVELS, List};
use crate::word::document::Number;

/// What bullets of fonts of symbols look like.
const BULLETS: [(char, char); 9] = [
    ('\u{F0B7}', '•'),
    ('\u{F0A7}', '▪'),
    ('\u{F06E}', '■'),
    ('\u{F06C}', '●'),
    ('\u{F075}', '◆'),
    ('\u{F076}', '❖'),
    ('\u{F0D8}', '➢'),
    ('\u{F0FC}', '✓'),
    ('\u{F0A8}', '□'),
];

/// The counts.
#[derive(Debug, Default)]
pub(in crate::word) struct Counter {
    /// By definition.
    counts: BTreeMap<usize, [Option<i64>; LEVELS]>,
    /// The lists that were used.
    used: BTreeSet<Arc<str>>,
}

impl Counter {
    /// Counts a paragraph on a level of a list; `None` if nothing is printed.
    pub(in crate::word) fn next(&mut self, list: &List, at: usize) -> Option<Number> {
        let level = list.levels.get(at).filter(|level| level.is_given)?;
        let counts = self.counts.entry(list.definition).or_default();
        if self.used.insert(Arc::clone(&list.id)) {
            for (count, _) in counts.iter_mut().zip(list.restarts).filter(|(_, restart)| restart.is_some()) {
                *count = None;
            }
        }
        counts[at] = Some(counts[at].map_or_else(|| list.start(at), |count| count.saturating_add(1)));
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            // One that names itself or a level below says nothing (§17.9.11).
            let restart = list.levels[below].restart.filter(|restart| *restart < below + 1);
            if restart.is_none_or(|restart| at < restart) {
                *count = None;
            }
        }
        let is_bullet = level.format == "bullet";
        let text = if is_bullet { bullet(&level.text) } else { printed(list, at, counts) };
        Some(Number { text, suffix: level.suffix, level: at, list: Arc::clone(&list.id), is_bullet })
    }
}

/// The text of a level with its counts; levels above that were not used show
/// where they begin.
fn printed(list: &List, at: usize, counts: &[Option<i64>; LEVELS]) -> String {
    let level = &list.levels[at];
    let mut out = String::new();
    let mut signs = level.text.chars().peekable();
    while let Some(sign) = signs.next() {
        let of = (sign == '%').then(|| signs.peek().and_then(|digit| digit.to_digit(10))).flatten();
        let Some(of) = of.and_then(|digit| (digit as usize).checked_sub(1)) else {
            out.push(sign);
            continue;
        };
        signs.next();
        // A count of a level below is not known here, and Word prints none.
        if of <= at {
            let count = counts[of].unwrap_or_else(|| list.start(of));
            let format = &list.levels[of].format;
            out.push_str(&formatted(count, if level.is_legal && format != "none" { "decimal" } else { format }));
        }
    }
    out
}

fn bullet(text: &str) -> String {
    let seen = |ch| BULLETS.iter().find(|(symbol, _)| *symbol == ch).map_or(ch, |(_, seen)| *seen);
    text.chars().map(seen).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Lists;
    use super::Counter;
    use crate::ooxml::Element;

    fn counted(levels: &str, lists: &str, paragraphs: &[(&str, usize)]) -> Vec<String> {
        let part =
            format!("<w:numbering><w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum>{lists}</w:numbering>");
        let lists = Lists::read(&Element::parse(&part).unwrap());
        let mut counter = Counter::default();
        let mut next = |(id, at): &(&str, usize)| counter.next(lists.list(id).unwrap(), *at).unwrap().text;
        paragraphs.iter().map(&mut next).collect()
    }

    fn level(at: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    }

    fn list(id: &str, more: &str) -> String {
        format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"0\"/>{more}</w:num>")
    }

    #[test]
    fn levels_below_begin_anew() {
        let levels =
            level(0, "decimal", "%1", "") + &level(1, "decimal", "%1.%2", "") + &level(2, "lowerLetter", "%3)", "");
        let paragraphs = [("1", 0), ("1", 1), ("1", 2), ("1", 2), ("1", 1), ("1", 2), ("1", 0), ("1", 1)];
        let printed = ["1", "1.1", "a)", "b)", "1.2", "a)", "2", "2.1"];
        assert_eq!(counted(&levels, &list("1", ""), &paragraphs), printed);
    }

    #[test]
    fn a_level_may_go_on_counting() {
        let never = level(0, "decimal", "%1", "") + &level(1, "decimal", "%2", "<w:lvlRestart w:val=\"0\"/>");
        let paragraphs = [("1", 0), ("1", 1), ("1", 0), ("1", 1)];
        assert_eq!(counted(&never, &list("1", ""), &paragraphs), ["1", "1", "2", "2"]);
        let first = level(0, "decimal", "%1", "")
            + &level(1, "decimal", "%2", "")
            + &level(2, "decimal", "%3", "<w:lvlRestart w:val=\"1\"/>");
        let paragraphs = [("1", 0), ("1", 1), ("1", 2), ("1", 1), ("1", 2), ("1", 0), ("1", 2)];
        assert_eq!(counted(&first, &list("1", ""), &paragraphs), ["1", "1", "1", "2", "2", "2", "1"]);
    }

    #[test]
    fn lists_of_one_definition_go_on_unless_they_say_where_they_begin() {
        let levels = level(0, "decimal", "%1.", "");
        let lists = list("1", "")
            + &list("2", "")
            + &list("3", "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>");
        let paragraphs = [("1", 0), ("1", 0), ("2", 0), ("3", 0), ("3", 0), ("1", 0)];
        assert_eq!(counted(&levels, &lists, &paragraphs), ["1.", "2.", "3.", "5.", "6.", "7."]);
    }

    #[test]
    fn a_list_may_replace_a_level() {
        let own = level(0, "upperRoman", "(%1)", "");
        let lists = list("1", "") + &list("2", &format!("<w:lvlOverride w:ilvl=\"0\">{own}</w:lvlOverride>"));
        let paragraphs = [("1", 0), ("2", 0), ("1", 0)];
        assert_eq!(counted(&level(0, "decimal", "%1", ""), &lists, &paragraphs), ["1", "(II)", "3"]);
    }

    #[test]
    fn legal_levels_print_digits() {
        let levels = level(0, "chineseCountingThousand", "第%1章", "") + &level(1, "decimal", "%1.%2", "<w:isLgl/>");
        assert_eq!(counted(&levels, &list("1", ""), &[("1", 0), ("1", 1)]), ["第一章", "1.1"]);
    }

    #[test]
    fn levels_above_that_were_not_used_show_where_they_begin() {
        let levels = level(0, "decimal", "%1", "") + &level(1, "decimal", "%1.%2", "");
        assert_eq!(counted(&levels, &list("1", ""), &[("1", 1), ("1", 0)]), ["1.1", "1"]);
    }

    #[test]
    fn bullets_do_not_count() {
        assert_eq!(counted(&level(0, "bullet", "\u{F0B7}", ""), &list("1", ""), &[("1", 0)]), ["•"]);
    }

    #[test]
    fn signs_that_are_no_counts_stay() {
        let levels = level(0, "decimal", "100%%1%0%2%", "");
        assert_eq!(counted(&levels, &list("1", ""), &[("1", 0)]), ["100%1%0%"]);
    }
}
