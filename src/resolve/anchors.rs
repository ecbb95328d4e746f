//! Everything that can be referred to, by its ids and by what links call it, and how
//! a reference to it reads.
//!
//! It must not know how numbers are counted.

use std::collections::{HashMap, HashSet};

use super::slugs::{self, Slugs};
use super::wording;
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, message, nearest};
use crate::model::document::NodeId;
use crate::model::resolved::{Anchor, AnchorId, Label};
use crate::model::wording::Prefix;

/// How many names are compared to find those that were meant: many references
/// to nothing beside many ids must not take minutes.
const MAX_COMPARED: usize = 200_000;

/// What was decided about a numbered node.
#[derive(Debug, Clone)]
pub(super) struct Numbered {
    /// What references point to.
    pub(super) anchor: AnchorId,
    /// The label of a caption or an equation.
    pub(super) label: Option<Label>,
    /// The number of a heading.
    pub(super) number: Option<String>,
    /// Whether it is counted in a series of its own.
    pub(super) apart: bool,
}

/// How a reference to an anchor reads.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// The whole, such as 图 1.
    pub(super) full: String,
    /// The number alone.
    pub(super) number: String,
    /// The word before several numbers, where the document chose it.
    pub(super) many: Option<String>,
}

impl Reading {
    pub(super) fn of(label: &Label, prefix: Option<&Prefix>, gap: &str) -> Self {
        let number = format!("{}{}", label.chapter, label.ordinal);
        Self { full: label.text(), number: number.clone(), many: None }.worded(prefix, &number, gap)
    }

    /// With the word that the document chose before a number.
    pub(super) fn worded(self, prefix: Option<&Prefix>, number: &str, gap: &str) -> Self {
        let Some(prefix) = prefix else { return self };
        let (one, many) = wording::leads(prefix, gap);
        Self { full: format!("{one}{number}"), many: Some(many), ..self }
    }
}

/// What a name leads to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// The anchor.
    pub(super) anchor: AnchorId,
    /// Whether several other files have one of this name: this is the first.
    pub(super) shared: bool,
}

/// Everything that can be referred to.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    list: Vec<Anchor>,
    readings: Vec<Reading>,
    by_name: HashMap<String, AnchorId>,
    /// The first of each name in each file.
    by_file: HashMap<(SourceId, String), AnchorId>,
    /// The names that several files give.
    shared: HashSet<String>,
    /// The file in which each included one stands.
    included_by: HashMap<SourceId, SourceId>,
    /// What stands first in each file that links lead to.
    begins: HashMap<SourceId, AnchorId>,
    /// What links call headings, in each file.
    slugs: Slugs,
    by_node: HashMap<NodeId, Numbered>,
    /// What was decided about the lines of formulas.
    lines: HashMap<NodeId, Vec<Option<Numbered>>>,
    /// How many names were compared with ids that do not exist.
    compared: usize,
}

impl Anchors {
    /// What was decided about a node.
    pub(super) fn of(&self, node: NodeId) -> Option<&Numbered> {
        self.by_node.get(&node)
    }

    /// What was decided about the lines of a formula.
    pub(super) fn of_lines(&self, node: NodeId) -> &[Option<Numbered>] {
        self.lines.get(&node).map_or(&[], Vec::as_slice)
    }

    /// The anchor of an id as it is written in a reference in some file, where one
    /// of that file is meant before all others; Quarto's hyphen (`fig-x`) is as
    /// good as a colon, and `Fig:x` at the beginning of a sentence as `fig:x`.
    pub(super) fn find(&self, id: &str, file: SourceId) -> Option<Found> {
        let known = |id: &str| {
            let named = |file| self.by_file.get(&(file, id.to_owned()));
            let own = self.around(file).find_map(named).map(|anchor| Found { anchor: *anchor, shared: false });
            let other = || Some(Found { anchor: *self.by_name.get(id)?, shared: self.shared.contains(id) });
            own.or_else(other)
        };
        known(id).or_else(|| {
            let (kind, rest) = id.split_once(['-', ':'])?;
            let kind = kind.to_ascii_lowercase();
            let known = known(&format!("{kind}:{rest}")).or_else(|| known(&format!("{kind}-{rest}")));
            // pandoc-crossref's `autoSectionLabels` puts `sec:` before pandoc's name.
            known.or_else(|| {
                let anchor = self.slugs.find(file, rest).filter(|_| kind == "sec")?;
                Some(Found { anchor, shared: false })
            })
        })
    }

    /// The anchor that a link names: an id, or what some program makes of a heading.
    pub(super) fn find_linked(&self, name: &str, file: SourceId) -> Option<Found> {
        let own = || self.find_in(name, file).map(|anchor| Found { anchor, shared: false });
        own().or_else(|| self.find(name, file)).or_else(|| self.find(&name.to_lowercase(), file))
    }

    /// The same of a file alone.
    pub(super) fn find_in(&self, name: &str, file: SourceId) -> Option<AnchorId> {
        let named = |name: &str| self.by_file.get(&(file, name.to_owned())).copied();
        named(name).or_else(|| self.slugs.find(file, name)).or_else(|| named(&slugs::github(name)))
    }

    /// Anchors of a document whose files stand in each other.
    pub(super) fn of_files(included_by: HashMap<SourceId, SourceId>) -> Self {
        Self { included_by, ..Self::default() }
    }

    /// A file and those around it, the nearest first.
    fn around(&self, file: SourceId) -> impl Iterator<Item = SourceId> {
        std::iter::successors(Some(file), |file| self.included_by.get(file).copied())
    }

    /// What stands first in a file.
    pub(super) fn begin(&self, file: SourceId) -> Option<AnchorId> {
        self.begins.get(&file).copied()
    }

    /// Notes what a file begins with, if nothing of it was noted before.
    pub(super) fn begins(&mut self, file: SourceId, anchor: AnchorId) {
        self.begins.entry(file).or_insert(anchor);
    }

    /// The id that is nearest to one that does not exist; `None` too once
    /// [`MAX_COMPARED`] names were compared.
    pub(super) fn nearest(&mut self, id: &str) -> Option<&str> {
        self.compared += self.by_name.len();
        if self.compared > MAX_COMPARED {
            return None;
        }
        let mut names: Vec<&str> = self.by_name.keys().map(String::as_str).collect();
        names.sort_unstable();
        nearest(id, names)
    }

    /// The text of a reference; `None` if the anchor carries no number and no
    /// text.
    pub(super) fn reading(&self, anchor: AnchorId, number_only: bool) -> Option<&str> {
        let reading = &self.readings[anchor.0];
        let text = if number_only { &reading.number } else { &reading.full };
        (!text.is_empty()).then_some(text)
    }

    /// The word before several numbers, where the document chose it.
    pub(super) fn plural(&self, anchor: AnchorId) -> Option<&str> {
        self.readings[anchor.0].many.as_deref()
    }

    /// Notes that something points to an anchor.
    pub(super) fn mark_referenced(&mut self, anchor: AnchorId) {
        self.list[anchor.0].referenced = true;
    }

    /// The anchors in the order of the page.
    pub(super) fn into_list(self) -> Vec<Anchor> {
        self.list
    }

    /// Takes an anchor that nothing but fuzi itself points to.
    pub(super) fn add_silent(&mut self, name: String, span: Span) -> AnchorId {
        self.add(name, String::new(), Reading::default(), span)
    }

    /// Takes an anchor with its label and how references to it read.
    pub(super) fn add(&mut self, name: String, label: String, reading: Reading, span: Span) -> AnchorId {
        let id = AnchorId(self.list.len());
        self.list.push(Anchor { name, label, referenced: false, span });
        self.readings.push(reading);
        id
    }

    /// Notes what links of a file call a heading that was written so.
    pub(super) fn link(&mut self, file: SourceId, written: &str, anchor: AnchorId) {
        let slug = self.slugs.add(file, written, anchor);
        self.by_file.entry((file, slug.clone())).or_insert(anchor);
        self.name_for_all(&slug, anchor);
    }

    /// Notes what was decided about a node.
    pub(super) fn decide(&mut self, node: NodeId, decided: Numbered) {
        self.by_node.insert(node, decided);
    }

    /// Notes what was decided about the lines of a formula.
    pub(super) fn decide_lines(&mut self, node: NodeId, decided: Vec<Option<Numbered>>) {
        self.lines.insert(node, decided);
    }

    /// Gives an anchor a name of the whole document that fuzi made.
    pub(super) fn name_for_all(&mut self, name: &str, anchor: AnchorId) {
        let known = *self.by_name.entry(name.to_owned()).or_insert(anchor);
        if self.list[known.0].span.source != self.list[anchor.0].span.source {
            self.shared.insert(name.to_owned());
        }
    }

    /// Gives an anchor one more id, unless another of its file has it.
    pub(super) fn name(&mut self, name: &str, anchor: AnchorId, span: Span, sink: &mut Sink) {
        let known = *self.by_file.entry((span.source, name.to_owned())).or_insert(anchor);
        if known != anchor {
            let message = message!("the id “{name}” is given twice", name);
            sink.push(
                Diagnostic::warning(Code::DuplicateId, span, message)
                    .hint("rename one of them; references lead to the first one"),
            );
        } else {
            self.name_for_all(name, anchor);
        }
    }
}
