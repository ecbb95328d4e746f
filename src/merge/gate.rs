//! The edits of all changes are tried together: the manuscript is printed with them,
//! and those stay that say what the edited Word file says.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::align::aligned;
use super::changes::{Change, changes, is_printed, pairs};
use super::counted::{self, Kept};
use super::leaf::{Leaf, leaves};
use super::linked::{Links, parted};
use super::patch::{Edit, Patcher};
use super::render::Care;
use super::seen::{Own, View};
use super::story::{Para, Role, edited, story};
use crate::diag::{Message, SourceId, Sources, Span, message};
use crate::model::document::Document as Manuscript;
use crate::word::Document;

/// The style of the entries of a bibliography, which fuzi writes.
const ENTRY: &str = "Bibliography";
/// How often the manuscript is printed at most.
const ROUNDS: usize = 8;

/// A manuscript, the Word file that was made of it, and that file after editing.
pub struct Given<'a> {
    /// The manuscript.
    pub manuscript: &'a Manuscript,
    /// Its texts.
    pub sources: &'a Sources,
    /// The Word file that it becomes.
    pub before: &'a Document,
    /// The Word file as it came back.
    pub after: &'a Document,
    /// Which of its tracked changes count as done.
    pub view: View,
    /// The comments that come back, as they are to be written, by their ids.
    pub remarks: &'a BTreeMap<String, String>,
    /// The changes and comments of the Word file before it was edited.
    pub own: &'a Own,
    /// The changes that are not wanted, by [`Told::number`].
    pub without: &'a BTreeSet<usize>,
}

/// What became of a merge.
#[derive(Debug, Default)]
pub struct Merged {
    /// Every change, in the order of the text.
    pub told: Vec<Told>,
    /// The edits that were made.
    pub edits: Vec<Made>,
    /// What fuzi writes and the Word file says otherwise.
    pub kept: Vec<Kept>,
}

/// An edit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The change that it belongs to: its place in [`Merged::told`].
    pub change: usize,
    /// The bytes of the manuscript.
    pub span: Span,
    /// What stands in their place.
    pub text: String,
}

/// A change and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its place among all changes of the file.
    pub number: usize,
    /// What the Word file said; empty for what is new.
    pub before: String,
    /// What it says now; empty for what went.
    pub after: String,
    /// What its paragraphs print, before and after, as [`lines`] says it.
    pub lines: [Vec<String>; 2],
    /// Where that stands in the manuscript, or what stands before it.
    pub span: Option<Span>,
    /// Whether it came back.
    pub outcome: Outcome,
    /// What the manuscript says there now, where it is another one than that of the Word
    /// file and the change does not fit it.
    pub now: Option<String>,
}

impl Told {
    /// Whether it says anything: paragraphs without anything in them are nothing in the
    /// manuscript.
    #[must_use]
    pub fn says(&self) -> bool {
        !(self.before.trim().is_empty() && self.after.trim().is_empty())
    }
}

/// Whether a change came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the manuscript.
    Merged,
    /// It is not, and why.
    Refused(Message),
}

/// What each paragraph of a Word file prints, apart from what is counted.
#[must_use]
pub fn lines(word: &Document, own: &Own) -> Vec<String> {
    let paras = story(word, View::Final, own).into_iter();
    paras.filter(|para| para.role != Role::Text(ENTRY.to_owned())).map(|para| para.line()).collect()
}

/// Brings what was changed in a Word file back to its manuscript. `print` makes the
/// Word file of changed texts, `None` if they have errors.
pub fn merge(given: &Given<'_>, print: &mut dyn FnMut(&BTreeMap<SourceId, String>) -> Option<Document>) -> Merged {
    let before = story(given.before, View::Final, given.own);
    let after = edited(given.after, given.before, given.view, given.own);
    let leaves = leaves(given.manuscript, given.sources);
    let leaf_of = leaf_of(&before, &leaves);
    let is_remarked = |para: &Para| para.comments.iter().any(|remark| given.remarks.contains_key(&remark.id));
    let changes = parted(changes(&before, &after, &is_remarked), &before, &after);
    let links = Links::of(&changes, &before, &after);
    let unwritten = pairs(&before, &after).into_iter();
    let is_entry = |(para, _): &(usize, usize)| before[*para].role == Role::Text(ENTRY.to_owned());
    let unwritten = unwritten.filter(is_entry).map(|(_, at)| at).collect();
    let patcher = Patcher {
        sources: given.sources,
        leaves: &leaves,
        before: &before,
        after: &after,
        leaf_of,
        new_notes: links.new_notes(),
        remarks: given.remarks,
    };
    let tries = (0..changes.len()).map(|at| match given.without.contains(&at) {
        true => Try::Refused(message!("you left it out")),
        false => Try::Written(Care::Light),
    });
    let mut gate = Gate { own: given.own, patcher, tries: tries.collect(), changes, links, unwritten };
    let printed = gate.settle(print);
    let printed = printed.map(|printed| story(&printed, View::Final, given.own));
    let kept = counted::changed(&before, &after, printed.as_deref().unwrap_or(&before));
    let made = |(change, edit): (usize, Edit)| Made {
        change,
        span: Span::new(edit.source, edit.range.start, edit.range.end),
        text: edit.text,
    };
    let edits = gate.edits().into_iter().map(made);
    Merged { edits: edits.collect(), told: gate.told(), kept }
}

/// The leaf of each paragraph.
fn leaf_of(paras: &[Para], leaves: &[Leaf]) -> BTreeMap<usize, usize> {
    let one: Vec<String> = paras.iter().map(Para::key).collect();
    let two: Vec<String> = leaves.iter().map(Leaf::key).collect();
    aligned(&one, &two, &[]).into_iter().collect()
}

/// How far a change has come.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Try {
    Written(Care),
    Refused(Message),
}

struct Gate<'a> {
    own: &'a Own,
    patcher: Patcher<'a>,
    changes: Vec<Change>,
    tries: Vec<Try>,
    /// Which of them are about notes whose marks others are about.
    links: Links,
    /// The entries of the bibliography in the edited file: they follow what is cited.
    unwritten: BTreeSet<usize>,
}

impl Gate<'_> {
    /// Prints until the changes that are left say what they should, and gives back what
    /// was printed; nothing if none are left.
    fn settle(&mut self, print: &mut dyn FnMut(&BTreeMap<SourceId, String>) -> Option<Document>) -> Option<Document> {
        for _ in 0..ROUNDS {
            let edits = self.edits();
            if edits.is_empty() {
                return None;
            }
            let texts = self.applied(&edits);
            let printed = print(&texts);
            let failed = match &printed {
                Some(printed) => self.failed(&story(printed, View::Final, self.own)),
                // One of them breaks the manuscript: which one is not told.
                None => self.pending(),
            };
            if failed.is_empty() {
                return printed;
            }
            let failed: BTreeSet<usize> = failed.into_iter().map(|at| self.links.owner(at).unwrap_or(at)).collect();
            failed.into_iter().for_each(|at| self.next(at));
        }
        let pending = self.pending();
        for at in pending {
            self.tries[at] = Try::Refused(message!("it would not print as it does in the Word file"));
        }
        None
    }

    fn pending(&self) -> BTreeSet<usize> {
        (0..self.tries.len()).filter(|at| !matches!(self.tries[*at], Try::Refused(_))).collect()
    }

    fn next(&mut self, at: usize) {
        let next = match self.tries[at] {
            Try::Written(care) => care.next(),
            Try::Refused(_) => return,
        };
        let refused = || Try::Refused(message!("it would not print as it does in the Word file"));
        self.tries[at] = next.map_or_else(refused, Try::Written);
    }

    /// The edits of the changes that are left, each with its change. Of two that
    /// touch the same bytes the later is refused.
    fn edits(&mut self) -> Vec<(usize, Edit)> {
        let mut edits: Vec<(usize, Edit)> = Vec::new();
        for at in 0..self.changes.len() {
            let care = match self.tries[at] {
                Try::Written(care) => care,
                Try::Refused(_) => continue,
            };
            let owner = self.links.owner(at);
            if let Some(Try::Refused(reason)) = owner.map(|owner| &self.tries[owner]) {
                self.tries[at] = Try::Refused(reason.clone());
                continue;
            }
            // A new note is written with its mark, one in its place goes with it.
            if owner.is_some() && self.patcher.is_with_mark(&self.changes[at]) {
                continue;
            }
            match self.patcher.patch(&self.changes[at], &self.changes, care) {
                Ok(new) if new.iter().any(|edit| edits.iter().any(|(_, other)| other.touches(edit))) => {
                    self.tries[at] = Try::Refused(message!("another change touches the same text"));
                }
                Ok(new) => edits.extend(new.into_iter().map(|edit| (at, edit))),
                Err(reason) => self.tries[at] = Try::Refused(reason),
            }
        }
        edits
    }

    fn applied(&self, edits: &[(usize, Edit)]) -> BTreeMap<SourceId, String> {
        let mut by_source: BTreeMap<SourceId, Vec<&Edit>> = BTreeMap::new();
        edits.iter().for_each(|(_, edit)| by_source.entry(edit.source).or_default().push(edit));
        let mut texts = BTreeMap::new();
        for (source, mut edits) in by_source {
            let old = self.patcher.sources.get(source).map_or("", crate::diag::Source::text);
            edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
            let mut text = String::with_capacity(old.len());
            let mut from = 0;
            for edit in edits {
                text.push_str(old.get(from..edit.range.start).unwrap_or_default());
                text.push_str(&edit.text);
                from = edit.range.end;
            }
            text.push_str(old.get(from..).unwrap_or_default());
            texts.insert(source, text);
        }
        texts
    }

    /// The changes whose paragraphs do not say what they should.
    fn failed(&self, printed: &[Para]) -> BTreeSet<usize> {
        let after = self.patcher.after;
        let pairs: BTreeMap<usize, usize> = pairs(after, printed).into_iter().collect();
        let mut failed = BTreeSet::new();
        let wrong = (0..after.len()).filter(|at| !self.unwritten.contains(at)).filter(|at| match pairs.get(at) {
            Some(to) => !is_printed(&after[*at], &printed[*to]),
            None => !after[*at].cells.is_empty(),
        });
        wrong.filter_map(|at| self.blamed(at)).for_each(|at| {
            failed.insert(at);
        });
        let known: BTreeSet<usize> = pairs.values().copied().collect();
        for at in (0..printed.len()).filter(|at| !known.contains(at) && !printed[*at].cells.is_empty()) {
            // What is printed too much is blamed on what was changed before it.
            let before = pairs.iter().rev().find(|(_, to)| **to < at).map_or(0, |(after, _)| *after);
            self.blamed(before).into_iter().for_each(|at| {
                failed.insert(at);
            });
        }
        failed.extend(self.damaged(printed));
        failed
    }

    /// The changes next to paragraphs whose own change was refused and that yet say
    /// something else than they did.
    fn damaged(&self, printed: &[Para]) -> BTreeSet<usize> {
        let before = self.patcher.before;
        let refused = self.changes.iter().zip(&self.tries).filter(|(_, tried)| matches!(tried, Try::Refused(_)));
        let refused: Vec<&Change> = refused.map(|(change, _)| change).collect();
        if refused.is_empty() {
            return BTreeSet::new();
        }
        let pairs: BTreeMap<usize, usize> = pairs(before, printed).into_iter().collect();
        let stays = |at: &usize| match pairs.get(at) {
            Some(to) => is_printed(&before[*at], &printed[*to]),
            None => before[*at].cells.is_empty(),
        };
        let damaged = refused.into_iter().filter(|change| !change.before().all(|at| stays(&at)));
        damaged.filter_map(|change| self.nearest(change.before().start, &Change::before)).collect()
    }

    /// The change that a paragraph of the edited file is due to; one that was refused
    /// already is none.
    fn blamed(&self, at: usize) -> Option<usize> {
        let holds = |change: &Change| change.after().contains(&at);
        if let Some(own) = self.changes.iter().position(holds) {
            return (!matches!(self.tries[own], Try::Refused(_))).then_some(own);
        }
        let place = |change: &Change| match change {
            // It stands where it stood among what is left.
            Change::Delete { before } => before.clone(),
            _ => change.after(),
        };
        self.nearest(at, &place)
    }

    /// The change next to a place that is still tried.
    fn nearest(&self, at: usize, place: &dyn Fn(&Change) -> Range<usize>) -> Option<usize> {
        let distance = |range: Range<usize>| match range {
            range if range.start > at => range.start - at,
            range => at.saturating_sub(range.end.saturating_sub(1)),
        };
        self.pending().into_iter().min_by_key(|change| distance(place(&self.changes[*change])))
    }

    fn told(&self) -> Vec<Told> {
        let text =
            |paras: &[Para], range: Range<usize>| paras[range].iter().map(Para::text).collect::<Vec<_>>().join("\n");
        let lines = |paras: &[Para], range: Range<usize>| paras[range].iter().map(Para::line).collect();
        let told = |(number, (change, tried)): (usize, (&Change, &Try))| {
            let before = change.before();
            let near = before.clone().chain((0..before.start).rev());
            Told {
                number,
                lines: [lines(self.patcher.before, before.clone()), lines(self.patcher.after, change.after())],
                before: text(self.patcher.before, before),
                after: text(self.patcher.after, change.after()),
                span: near.into_iter().find_map(|para| self.patcher.leaf_or(para).ok()).map(|leaf| leaf.span),
                outcome: match tried {
                    Try::Refused(reason) => Outcome::Refused(reason.clone()),
                    Try::Written(_) => Outcome::Merged,
                },
                now: None,
            }
        };
        self.changes.iter().zip(&self.tries).enumerate().map(told).collect()
    }
}
