//! The marks of notes, as Word counts them (ECMA-376-1 §17.11).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::NoteKind;
use super::numbering::formatted;
use super::values::{number, value_of};
use crate::ooxml::Element;

/// The marks of both kinds.
#[derive(Debug, Default)]
pub(super) struct NoteMarks {
    footnotes: Marks,
    endnotes: Marks,
}

#[derive(Debug, Default)]
struct Marks {
    /// By section.
    rules: Vec<Rule>,
    count: i64,
    section: usize,
    /// The first mark of each note.
    first: BTreeMap<String, Option<String>>,
}

#[derive(Debug, Clone)]
struct Rule {
    format: Arc<str>,
    start: i64,
    /// `eachSect`, `eachPage` or something else for never.
    restart: Arc<str>,
}

impl NoteMarks {
    /// The marks of a file with these settings and sections.
    pub(super) fn new(settings: Option<&Element>, sections: &[&Element]) -> Self {
        let marks = |name: &str, format: &str| {
            let usual = Rule { format: format.into(), start: 1, restart: Arc::default() };
            let of_file = usual.with(settings.and_then(|settings| settings.child(name)));
            let rules = sections.iter().map(|section| of_file.with(section.child(name))).collect();
            Marks { rules, count: of_file.start - 1, ..Marks::default() }
        };
        Self { footnotes: marks("w:footnotePr", "decimal"), endnotes: marks("w:endnotePr", "lowerRoman") }
    }

    /// The mark of the next reference; `None` if it depends on the page.
    pub(super) fn next(&mut self, kind: NoteKind, id: &str, section: usize) -> Option<String> {
        let mark = self.of(kind).next(section);
        self.of(kind).first.entry(id.to_owned()).or_insert_with(|| mark.clone());
        mark
    }

    /// The mark that a note has in its own text.
    pub(super) fn first(&mut self, kind: NoteKind, id: &str) -> Option<String> {
        self.of(kind).first.get(id).cloned().flatten()
    }

    fn of(&mut self, kind: NoteKind) -> &mut Marks {
        match kind {
            NoteKind::Footnote => &mut self.footnotes,
            NoteKind::Endnote => &mut self.endnotes,
        }
    }
}

impl Marks {
    fn next(&mut self, section: usize) -> Option<String> {
        // A text box or a part without sections goes by the last one.
        let rule = self.rules.get(section).or(self.rules.last())?;
        if *rule.restart == *"eachSect" && section != self.section {
            self.count = rule.start - 1;
        }
        self.section = section;
        self.count = self.count.saturating_add(1);
        (*rule.restart != *"eachPage").then(|| formatted(self.count, &rule.format))
    }
}

impl Rule {
    fn with(&self, properties: Option<&Element>) -> Self {
        let value = |name: &str| properties.and_then(|own| value_of(own, name));
        Self {
            format: value("w:numFmt").map_or_else(|| Arc::clone(&self.format), Arc::from),
            start: value("w:numStart").and_then(number::<i32>).map_or(self.start, i64::from),
            restart: value("w:numRestart").map_or_else(|| Arc::clone(&self.restart), Arc::from),
        }
    }
}
