//! Where the anchors of a document lie, and the names of the bookmarks that
//! stand for them. It writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::scheme::{Chapter, Count, Scheme};
use super::sequences::{clean, identifier};
use crate::model::resolved::{
    AnchorId, Block, BlockKind, Caption, Code, Equation, Figure, Heading, Inline, InlineKind, Label, Lead, NoteId,
    Resolved, Table, blocks_of, contents_of, visit_inlines,
};
use crate::style::words::Words;

/// The longest name of a bookmark (ECMA-376-1 §17.13.6.2).
const LONGEST: usize = 40;

/// What stands at an anchor.
#[derive(Debug, Clone)]
pub(in crate::write::docx) enum Place<'a> {
    /// A heading: its level and its number.
    Heading { level: u8, number: Option<&'a str> },
    /// Something with a label of a caption or an equation.
    Label(&'a Label),
    /// Something that carries no number of its own.
    Plain,
}

/// The anchors that lie in the document.
#[derive(Debug, Default)]
pub(in crate::write::docx) struct Anchors<'a> {
    places: BTreeMap<AnchorId, Place<'a>>,
    names: BTreeMap<AnchorId, String>,
    listed: BTreeSet<AnchorId>,
    repeated: BTreeSet<NoteId>,
    joined: BTreeMap<AnchorId, usize>,
    chapters: BTreeMap<AnchorId, Chapter>,
    in_chapters: BTreeSet<String>,
}

/// A walk through the document that finds its anchors.
struct Walk<'a, 's> {
    anchors: Anchors<'a>,
    scheme: &'s Scheme,
    words: &'static Words,
    count: Count,
    in_notes: bool,
}

impl<'a> Anchors<'a> {
    /// Finds the anchors of a document.
    #[must_use]
    pub(in crate::write::docx) fn new(doc: &'a Resolved, scheme: &Scheme, words: &'static Words) -> Self {
        let mut walk = Walk { anchors: Self::default(), scheme, words, count: Count::default(), in_notes: false };
        if let Some(anchor) = doc.meta.anchor {
            walk.take(anchor, Place::Plain);
        }
        walk.inlines(&doc.meta.title);
        walk.inlines(&doc.meta.subtitle);
        for text in &doc.meta.abstracts {
            walk.inlines(&text.title);
            walk.blocks(&text.blocks);
        }
        doc.parts().into_iter().for_each(|blocks| walk.blocks(blocks));
        walk.in_notes = true;
        doc.notes.iter().for_each(|note| walk.blocks(&note.blocks));
        let mut anchors = walk.anchors;
        anchors.listed = doc.listings.iter().flat_map(|front| &front.entries).map(|entry| entry.anchor).collect();
        let mut taken = BTreeSet::new();
        for id in anchors.places.keys() {
            let written = doc.anchors.get(id.0).map_or("", |anchor| anchor.name.as_str());
            anchors.names.insert(*id, unique(written, &mut taken));
        }
        anchors
    }

    /// What stands at an anchor; `None` if it is nowhere.
    #[must_use]
    pub(in crate::write::docx) fn place(&self, id: AnchorId) -> Option<&Place<'a>> {
        self.places.get(&id)
    }

    /// The name of the bookmark around what a reference repeats.
    #[must_use]
    pub(in crate::write::docx) fn name(&self, id: AnchorId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// The name of the bookmark around the number alone.
    #[must_use]
    pub(in crate::write::docx) fn number_name(&self, id: AnchorId) -> String {
        format!("_Num_{}", id.0)
    }

    /// The name of the bookmark that a list before the text points to, if one
    /// does.
    #[must_use]
    pub(in crate::write::docx) fn listed_name(&self, id: AnchorId) -> Option<String> {
        (self.listed.contains(&id) && self.places.contains_key(&id)).then(|| format!("_Toc{:09}", id.0 + 1))
    }

    /// Whether a note has several marks.
    #[must_use]
    pub(in crate::write::docx) fn is_repeated(&self, note: NoteId) -> bool {
        self.repeated.contains(&note)
    }

    /// Whether Word itself counts the heading at an anchor.
    #[must_use]
    pub(in crate::write::docx) fn is_counted(&self, id: AnchorId) -> bool {
        self.joined.contains_key(&id)
    }

    /// The list in which Word counts the heading at an anchor.
    #[must_use]
    pub(in crate::write::docx) fn list_of(&self, id: AnchorId) -> Option<usize> {
        self.joined.get(&id).copied()
    }

    /// The number of the chapter that begins at an anchor.
    #[must_use]
    pub(in crate::write::docx) fn chapter(&self, id: AnchorId) -> Option<&Chapter> {
        self.chapters.get(&id)
    }

    /// The counts that begin anew in every chapter.
    pub(in crate::write::docx) fn in_chapters(&self) -> impl Iterator<Item = &str> {
        self.in_chapters.iter().map(String::as_str)
    }
}

impl<'a> Walk<'a, '_> {
    fn take(&mut self, id: AnchorId, place: Place<'a>) {
        self.anchors.places.entry(id).or_insert(place);
    }

    fn caption(&mut self, caption: &'a Caption) {
        self.take_label(caption.anchor, caption.label.as_ref());
        if let Some(label) = &caption.label {
            self.counts(label, self.words.caption(caption.kind));
        }
    }

    fn lead(&mut self, lead: &'a Lead) {
        if let Some(anchor) = lead.anchor {
            self.take_label(anchor, lead.label.as_ref());
        }
        if lead.label.as_ref().is_some_and(|label| !label.chapter.is_empty()) {
            self.anchors.in_chapters.insert(clean(&lead.count));
        }
    }

    /// A label can be repeated from the text alone: fields find no bookmark in a
    /// note.
    fn take_label(&mut self, id: AnchorId, label: Option<&'a Label>) {
        let label = label.filter(|_| !self.in_notes);
        self.take(id, label.map_or(Place::Plain, Place::Label));
    }

    /// Notes what counts a label in its chapter.
    fn counts(&mut self, label: &Label, word: &str) {
        if !label.chapter.is_empty() {
            self.anchors.in_chapters.insert(identifier(label, word));
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        block.anchor.into_iter().for_each(|id| self.take(id, Place::Plain));
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Code(Code { caption, .. })
            | BlockKind::Table(Table { caption, .. })
            | BlockKind::Figure(Figure { caption, .. }) => caption.iter().for_each(|caption| self.caption(caption)),
            BlockKind::Equation(equation) => self.equation(equation),
            BlockKind::Paragraph(paragraph) => paragraph.lead.iter().for_each(|lead| self.lead(lead)),
            BlockKind::Theorem(_)
            | BlockKind::Quote { .. }
            | BlockKind::Alert { .. }
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Container(..)
            | BlockKind::PageBreak
            | BlockKind::Rule
            | BlockKind::Raw { .. } => {}
        }
        if let BlockKind::Figure(figure) = &block.kind {
            figure.panels.iter().filter_map(|panel| panel.anchor).for_each(|id| self.take(id, Place::Plain));
        }
        contents_of(block).into_iter().for_each(|content| self.inlines(content));
        blocks_of(block).into_iter().for_each(|inner| self.blocks(inner));
    }

    fn heading(&mut self, heading: &'a Heading) {
        let place = Place::Heading { level: heading.level, number: heading.number.as_deref() };
        self.take(heading.anchor, place);
        let number = heading.number.as_deref().filter(|_| !self.in_notes);
        let list = number.and_then(|number| self.count.joins(self.scheme, heading.level, number));
        if let Some(list) = list {
            self.anchors.joined.insert(heading.anchor, list);
            let chapter = self.count.chapter(self.scheme, list).filter(|_| heading.level == 1);
            chapter.into_iter().for_each(|chapter| {
                self.anchors.chapters.insert(heading.anchor, chapter);
            });
        }
    }

    fn equation(&mut self, equation: &'a Equation) {
        for (label, anchor) in equation.labels() {
            if let Some(label) = label {
                self.counts(label, self.words.equation);
            }
            if let Some(id) = anchor {
                self.take_label(id, label);
            }
        }
    }

    fn inlines(&mut self, content: &'a [Inline]) {
        visit_inlines(content, &mut |inline| {
            if let InlineKind::NoteRef { note, repeated: true } = inline.kind {
                self.anchors.repeated.insert(note);
            }
        });
    }
}

/// A name that Word takes: it begins with `_`, which hides it, holds letters,
/// digits and `_` only, and is the only one of its kind, whatever the case.
fn unique(written: &str, taken: &mut BTreeSet<String>) -> String {
    let clean = written.chars().map(|ch| if ch.is_alphanumeric() { ch } else { '_' });
    let base: String = "_Ref_".chars().chain(clean).take(LONGEST - 6).collect();
    let mut name = base.clone();
    let mut count = 1;
    while !taken.insert(name.to_lowercase()) {
        count += 1;
        name = format!("{base}_{count}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, unique};
    use std::collections::BTreeSet;

    #[test]
    fn names_are_short_and_unique() {
        let mut taken = BTreeSet::new();
        assert_eq!(unique("fig:结构", &mut taken), "_Ref_fig_结构");
        assert_eq!(unique("fig-结构", &mut taken), "_Ref_fig_结构_2");
        assert!(unique(&"长".repeat(99), &mut taken).chars().count() <= LONGEST);
    }
}
