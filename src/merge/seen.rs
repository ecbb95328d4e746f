//! What of a Word file is seen: which tracked changes count as done, and which changes
//! and comments are those of the manuscript itself (CriticMarkup), which stay what they
//! are until somebody accepts or rejects them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cell::Look;
use crate::word::{Block, Change, ChangeKind, Document, Paragraph, Piece, PieceKind};

/// Which of the tracked changes of a file count as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// All of them.
    #[default]
    Final,
    /// None of them.
    Original,
}

/// The changes and comments of the Word file that was made of the manuscript.
#[derive(Debug, Default)]
pub struct Own {
    /// Who changes the manuscript.
    authors: BTreeSet<String>,
    /// What was put in, and what was taken out.
    texts: Vec<(ChangeKind, String)>,
    /// The comments: who, and what.
    comments: BTreeSet<(String, String)>,
}

impl Own {
    /// Those of the Word file of a manuscript.
    #[must_use]
    pub fn of(word: &Document) -> Self {
        let mut own = Self::default();
        own.blocks(&word.blocks);
        for note in word.footnotes.iter().chain(&word.endnotes) {
            own.blocks(&note.blocks);
        }
        own.comments = word.comments.iter().map(|comment| (comment.author.clone(), said(&comment.blocks))).collect();
        own
    }

    /// Whether a comment is one of them.
    #[must_use]
    pub fn has_comment(&self, author: &str, text: &str) -> bool {
        self.comments.contains(&(author.to_owned(), text.to_owned()))
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    self.authors.extend(paragraph.end_changes.iter().map(|change| change.author.clone()));
                    for piece in &paragraph.pieces {
                        self.piece(piece);
                    }
                    // What follows in another paragraph is another change.
                    self.texts.push((ChangeKind::MovedTo, String::new()));
                }
                Block::Table(table) => {
                    for row in &table.rows {
                        self.authors.extend(row.changes.iter().map(|change| change.author.clone()));
                        row.cells.iter().for_each(|cell| self.blocks(&cell.blocks));
                    }
                }
                Block::SectionBreak(_) => {}
            }
        }
    }

    fn piece(&mut self, piece: &Piece) {
        if let PieceKind::TextBox(blocks) = &piece.kind {
            self.blocks(blocks);
        }
        for change in piece.changes.iter() {
            self.authors.insert(change.author.clone());
            let PieceKind::Text(text) = &piece.kind else { continue };
            match self.texts.last_mut() {
                Some((kind, all)) if *kind == change.kind => all.push_str(text),
                _ => self.texts.push((change.kind, text.clone())),
            }
        }
    }

    /// Whether a change is one of the manuscript: fuzi gives it no date. A program that
    /// adds one leaves the text.
    fn has(&self, change: &Change, text: Option<&str>) -> bool {
        if !self.authors.contains(&change.author) {
            return false;
        }
        let is_undated =
            change.date.is_empty() || ["1970-01-01", "0000", "0-"].iter().any(|no| change.date.starts_with(no));
        let holds = |text: &str| {
            let is = |(kind, all): &(ChangeKind, String)| *kind == change.kind && all.contains(text);
            !text.trim().is_empty() && self.texts.iter().any(is)
        };
        is_undated || text.is_some_and(holds)
    }
}

/// A Word file as it is seen.
pub(super) struct Seen<'a> {
    view: View,
    own: &'a Own,
    /// The comments that are those of the manuscript, by their ids, each with a name.
    comments: BTreeMap<&'a str, String>,
}

impl<'a> Seen<'a> {
    /// How a Word file is seen.
    pub(super) fn new(word: &'a Document, view: View, own: &'a Own) -> Self {
        let named = word.comments.iter().filter_map(|comment| {
            let text = said(&comment.blocks);
            own.has_comment(&comment.author, &text).then(|| (&*comment.id, format!("{}\n{text}", comment.author)))
        });
        Self { view, own, comments: named.collect() }
    }

    /// Whether a piece is there; what a mark of the manuscript took out is.
    pub(super) fn shows(&self, piece: &Piece) -> bool {
        let text = text_of(piece);
        !piece.marks.hidden && !piece.changes.iter().any(|change| !self.own.has(change, text) && self.hides(change))
    }

    /// Whether changes of a row, none of the manuscript, take it away.
    pub(super) fn hides_row(&self, changes: &[Arc<Change>]) -> bool {
        changes.iter().any(|change| !self.own.has(change, None) && self.hides(change))
    }

    /// Whether changes of the end of a paragraph, none of the manuscript, join it with
    /// the next one. One of the manuscript changes the text before it, too.
    pub(super) fn joins(&self, paragraph: &Paragraph) -> bool {
        let is_own = |change: &Change| {
            let texts = paragraph.pieces.iter().filter(|piece| piece.changes.iter().any(|own| own.kind == change.kind));
            self.own.has(change, None) || texts.into_iter().any(|piece| self.own.has(change, text_of(piece)))
        };
        paragraph.end_changes.iter().any(|change| !is_own(change) && self.hides(change))
    }

    /// Whether a change takes something away as it is seen.
    fn hides(&self, change: &Change) -> bool {
        use ChangeKind::{Deleted, Inserted, MovedFrom, MovedTo};
        match self.view {
            View::Final => matches!(change.kind, Deleted | MovedFrom),
            View::Original => matches!(change.kind, Inserted | MovedTo),
        }
    }

    /// What marks of the manuscript make of a piece.
    pub(super) fn change(&self, piece: &Piece) -> Look {
        let text = text_of(piece);
        let own = piece.changes.iter().filter(|change| self.own.has(change, text));
        own.fold(Look::default(), |look, change| match change.kind {
            ChangeKind::Inserted => look.with(Look::INSERTED),
            ChangeKind::Deleted => look.with(Look::DELETED),
            ChangeKind::MovedFrom | ChangeKind::MovedTo => look,
        })
    }

    /// The name of a comment that is one of the manuscript.
    pub(super) fn comment(&self, id: &str) -> Option<&str> {
        self.comments.get(id).map(String::as_str)
    }
}

fn text_of(piece: &Piece) -> Option<&str> {
    match &piece.kind {
        PieceKind::Text(text) => Some(text),
        _ => None,
    }
}

/// What a comment says.
#[must_use]
pub fn said(blocks: &[Block]) -> String {
    let paragraphs = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text()),
        Block::Table(_) | Block::SectionBreak(_) => None,
    });
    paragraphs.collect::<Vec<_>>().join("\n")
}
