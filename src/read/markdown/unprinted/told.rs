//! What of a file is not printed is told once a kind; the texts of text references
//! wait here for their uses.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::super::positions::{Positions, lines};
use super::{Edit, Found, Kind, lines::abbreviation, lines::text_reference};
use crate::diag::{Code, Diagnostic, Message, Sink, SourceId, Span, ToValue, message};
use crate::model::document::Edit as Doc;

/// How much text the references of a file may become, in bytes.
const MAX_EXPANDED: usize = 1 << 20;

/// What was found in a file.
#[derive(Default)]
pub(in crate::read::markdown) struct Unprinted {
    /// What was found, by its first byte in the source.
    found: BTreeMap<usize, (Kind, usize)>,
    references: HashMap<String, TextReference>,
    /// The long forms of abbreviations by these, with where the long forms stand.
    abbreviations: BTreeMap<String, (String, usize)>,
    /// Whether a list of them is printed.
    listed: bool,
    /// How much text the references have become, in bytes.
    expanded: usize,
    /// Whether the text of a reference is being read, in which no other counts.
    pub(in crate::read::markdown) expanding: bool,
}

/// A text to be printed at another place.
struct TextReference {
    text: String,
    /// Where its lines begin in the source.
    starts: Vec<usize>,
    at: usize,
    end: usize,
    used: bool,
}

impl Unprinted {
    /// Takes down what was found in a text.
    pub(in crate::read::markdown) fn note(&mut self, text: &str, found: &[Found], positions: &Positions) {
        if found.is_empty() {
            return;
        }
        let starts: Vec<usize> = lines(text).map(|(start, _)| start).collect();
        let place = |at: usize| {
            let line = starts.partition_point(|start| *start <= at);
            positions.at(line, at - starts.get(line.saturating_sub(1)).copied().unwrap_or(0) + 1)
        };
        for one in found {
            let (at, end) = (place(one.range.start), place(one.range.end));
            if one.kind == Kind::TextReference {
                self.define(text, one, at, end, place);
            }
            if one.kind == Kind::Abbreviation
                && let Some((name, long, lead)) = abbreviation(&text[one.range.clone()])
            {
                let known = self.abbreviations.entry(name.to_owned());
                known.or_insert((long.to_owned(), place(one.range.start + lead)));
            }
            self.found.insert(at, (one.kind, end));
        }
    }

    fn define(&mut self, text: &str, found: &Found, at: usize, end: usize, place: impl Fn(usize) -> usize) {
        let mut content = String::new();
        let (mut starts, mut name) = (Vec::new(), None);
        for range in &found.hidden {
            let line = &text[range.clone()];
            let lead = match name {
                None => {
                    let Some((found, lead)) = text_reference(line) else { return };
                    name = Some(found.to_owned());
                    lead
                }
                Some(_) => {
                    content.push('\n');
                    0
                }
            };
            content.push_str(&line[lead..]);
            starts.push(place(range.start + lead));
        }
        let reference = TextReference { text: content, starts, at, end, used: false };
        if let Some(name) = name {
            self.references.entry(name).or_insert(reference);
        }
    }

    /// The abbreviations with their long forms and where these stand, in the order of
    /// the letters; they are printed thereby.
    pub(in crate::read::markdown) fn list_abbreviations(&mut self) -> Vec<(String, String, usize)> {
        self.listed = true;
        let mut list: Vec<_> =
            self.abbreviations.iter().map(|(name, (long, at))| (name.clone(), long.clone(), *at)).collect();
        list.sort_by_cached_key(|(name, ..)| (name.to_lowercase(), name.clone()));
        list
    }

    /// The text of a reference and where its lines stand.
    pub(in crate::read::markdown) fn text(&mut self, name: &str) -> Option<(String, Positions)> {
        let reference = self.references.get_mut(name)?;
        self.expanded += reference.text.len();
        if self.expanded > MAX_EXPANDED {
            return None;
        }
        reference.used = true;
        Some((reference.text.clone(), Positions::of_lines(reference.starts.clone())))
    }

    /// Whether anybody revises the text.
    pub(in crate::read::markdown) fn has_edits(&self) -> bool {
        self.found.values().any(|(kind, _)| matches!(kind, Kind::Edit(_)))
    }

    /// The marks of those who revise the text within a hidden range of the source, in
    /// order. An insertion has two, and so has what was put in place of something else.
    pub(in crate::read::markdown) fn edits(&self, source: &str, hidden: Range<usize>) -> Vec<(Doc, Range<usize>)> {
        let mut list = Vec::new();
        // One that begins earlier may end here.
        let before = self.found.range(..hidden.start).next_back();
        let here = self.found.range(hidden.clone());
        for (at, (kind, end)) in before.into_iter().chain(here) {
            let Kind::Edit(edit) = kind else { continue };
            list.extend(edit.marks(source, *at..*end).into_iter().filter(|(_, range)| hidden.contains(&range.start)));
        }
        list
    }

    /// Tells what is not printed, each kind once.
    pub(in crate::read::markdown) fn report(&self, source: SourceId, tracked: bool, sink: &mut Sink) {
        let mut tell = |at: usize, end: usize, message: Message, hint: Message| {
            sink.push(Diagnostic::warning(Code::NotPrinted, Span::new(source, at, end), message).hint(hint));
        };
        let of = |holds: fn(Kind) -> bool| self.found.iter().filter(move |(_, (kind, _))| holds(*kind));
        let edits = of(|kind| matches!(kind, Kind::Edit(_)));
        if let Some((at, (_, end))) = edits.clone().next() {
            let (list, hides) = counted(edits.map(|(_, (kind, _))| *kind));
            let hint = message!("accept or reject the marks in the manuscript to print another text");
            match (tracked, hides) {
                (true, _) => {
                    let message = message!(
                        "editorial marks are shown in the Word file as tracked changes and comments: {list}; the PDF reads as if they were accepted",
                        list
                    );
                    let hint = message!("pass `--edits accept` for a Word file without them");
                    tell(*at, *end, message, hint);
                }
                (false, false) => tell(*at, *end, message!("editorial marks are accepted: {list}", list), hint),
                (false, true) => {
                    let message =
                        message!("editorial marks are accepted: {list}; deletions and comments are not printed", list);
                    tell(*at, *end, message, hint);
                }
            }
        }
        let comments = of(|kind| kind == Kind::Comment);
        if let Some((at, (_, end))) = comments.clone().next() {
            let message = match comments.count() {
                1 => message!("this comment is not printed"),
                count => message!("{count} comments are not printed", count),
            };
            tell(*at, *end, message, message!("delete the `%%` around it where the text is meant"));
        }
        let comments = of(|kind| kind == Kind::CommentLine);
        if let Some((at, (_, end))) = comments.clone().next() {
            let message = match comments.count() {
                1 => message!("this line begins with `%`: it is a comment and not printed"),
                count => message!("{count} lines begin with `%`: they are comments and not printed", count),
            };
            tell(*at, *end, message, message!("write `\\%` where the character is meant"));
        }
        let abbreviations = of(|kind| kind == Kind::Abbreviation);
        if let Some((at, (_, end))) = abbreviations.clone().next().filter(|_| !self.listed) {
            let message = match abbreviations.count() {
                1 => message!("the long form of this abbreviation is not printed"),
                count => message!("the long forms of {count} abbreviations are not printed", count),
            };
            tell(
                *at,
                *end,
                message,
                message!(
                    "write it at the first use, as in `HTML (Hyper Text Markup Language)`, or list all in a block `::: abbreviations`"
                ),
            );
        }
        let mut unused: Vec<_> = self.references.iter().filter(|(_, reference)| !reference.used).collect();
        unused.sort_by_key(|(_, reference)| reference.at);
        for (name, reference) in unused {
            let message = message!("nothing uses the text reference `{name}`; its text is not printed", name);
            let hint = message!("write `(ref:{name})` where the text belongs", name);
            tell(reference.at, reference.end, message, hint);
        }
    }
}

/// `2 insertions, 1 deletion`, and whether any of them is not printed.
fn counted(kinds: impl Iterator<Item = Kind>) -> (Vec<Message>, bool) {
    let mut counts = [0_usize; 5];
    for kind in kinds {
        let Kind::Edit(edit) = kind else { continue };
        counts[match edit {
            Edit::Insertion => 0,
            Edit::Deletion => 1,
            Edit::Replacement => 2,
            Edit::Highlight => 3,
            Edit::Comment => 4,
        }] += 1;
    }
    let names = [
        ("{count} insertion", "{count} insertions"),
        ("{count} deletion", "{count} deletions"),
        ("{count} replacement", "{count} replacements"),
        ("{count} highlight", "{count} highlights"),
        ("{count} comment", "{count} comments"),
    ];
    let parts = counts.iter().zip(names).filter(|(count, _)| **count > 0);
    let named = |(count, (one, many)): (&usize, _)| {
        Message::new(if *count == 1 { one } else { many }, vec![("count", count.to_value())])
    };
    (parts.map(named).collect(), counts[1] + counts[4] > 0)
}
