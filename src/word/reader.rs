//! The state of a reading, and the blocks of a text: its paragraphs, tables and
//! ends of sections, whatever wraps them.
//!
//! Functions call each other as deep as the XML is nested, which its reading
//! bounds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::document::{Block, Change, ChangeKind, Changes, Link, Marks, Paragraph, Piece, PieceKind};
use super::field::Fields;
use super::marks::NoteMarks;
use super::numbering::{Counter, Lists};
use super::styles::{Style, Styles};
use super::values::{chosen, is_properties};
use crate::diag::{Message, message};
use crate::ooxml::{Element, Relation};

/// The most changes that one place stands in: two are usual.
const MAX_CHANGES: usize = 8;

/// The most paragraphs, rows, cells and pieces that are read: a file may hold many
/// parts, each within the bounds of one.
const MAX_PARTS: usize = if cfg!(test) { 10_000 } else { 4_000_000 };

/// What is known of the place that is read.
pub(super) struct Reader<'a> {
    pub(super) styles: &'a Styles,
    pub(super) lists: &'a Lists,
    /// What the part points to.
    pub(super) relations: BTreeMap<String, Relation>,
    pub(super) counter: Counter,
    /// The counts of boxes, which are a text of their own.
    pub(super) boxes: Counter,
    pub(super) fields: Fields,
    /// Marks of fields that have no counterpart, by their addresses.
    pub(super) stray: BTreeSet<usize>,
    pub(super) notes: NoteMarks,
    /// How many sections have ended.
    pub(super) section: usize,
    pub(super) changes: Changes,
    /// The name of the move that the place belongs to.
    pub(super) moved: Arc<str>,
    pub(super) link: Option<Arc<Link>>,
    /// The names of bookmarks by their ids.
    pub(super) bookmarks: BTreeMap<String, String>,
    /// Bookmarks and comments that begin or end between paragraphs.
    pub(super) waiting: Vec<PieceKind>,
    /// How many more paragraphs, rows, cells and pieces are read.
    pub(super) room: usize,
    /// What cannot be read.
    pub(super) problems: Vec<Message>,
}

/// A paragraph while it is read.
pub(super) struct Line<'a> {
    pub(super) style: &'a Style,
    pub(super) pieces: Vec<Piece>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(styles: &'a Styles, lists: &'a Lists, notes: NoteMarks) -> Self {
        Self {
            styles,
            lists,
            relations: BTreeMap::new(),
            counter: Counter::default(),
            boxes: Counter::default(),
            fields: Fields::default(),
            stray: BTreeSet::new(),
            notes,
            section: 0,
            changes: Arc::default(),
            moved: Arc::default(),
            link: None,
            bookmarks: BTreeMap::new(),
            waiting: Vec::new(),
            room: MAX_PARTS,
            problems: Vec::new(),
        }
    }

    /// A text that counts for itself: the body, a header, a note.
    pub(super) fn story(&mut self, root: &Element) -> Vec<Block> {
        self.fields = Fields::default();
        self.stray = stray(root);
        let count = self.stray.len();
        if count > 0 {
            self.problems.push(message!("has {count} marks of fields without a counterpart, left out", count));
        }
        let mut blocks = Vec::new();
        self.blocks(root, &mut blocks);
        let waiting = std::mem::take(&mut self.waiting);
        if !waiting.is_empty() {
            let last = blocks.iter_mut().rev().find_map(|block| match block {
                Block::Paragraph(paragraph) => Some(paragraph),
                Block::Table(_) | Block::SectionBreak(_) => None,
            });
            let pieces = waiting.into_iter().map(|kind| self.piece(kind, Marks::default())).collect();
            match last {
                Some(paragraph) => paragraph.pieces.extend::<Vec<_>>(pieces),
                None => blocks.push(Block::Paragraph(Paragraph { pieces, ..Paragraph::default() })),
            }
        }
        blocks
    }

    /// The blocks that stand in an element.
    pub(super) fn blocks(&mut self, parent: &Element, out: &mut Vec<Block>) {
        for element in parent.elements() {
            match &*element.name {
                "w:p" | "w:tbl" if !self.has_room() => return,
                "w:p" => self.paragraph(element, out),
                "w:tbl" => {
                    let table = self.table(element);
                    out.push(Block::Table(table));
                }
                "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" => {
                    self.changed(element, |reader| reader.blocks(element, out));
                }
                "mc:AlternateContent" => chosen(element).into_iter().for_each(|branch| self.blocks(branch, out)),
                "m:oMathPara" | "m:oMath" | "w:r" | "w:hyperlink" | "w:fldSimple" => self.bare(element, out),
                "w:altChunk" | "w:subDoc" => {
                    self.problems.push(message!("takes a part of its text from another file, which is not read"));
                }
                name if is_properties(name) => {}
                _ => match self.anchor(element) {
                    Some(anchor) => self.waiting.extend(anchor),
                    None => self.blocks(element, out),
                },
            }
        }
    }

    /// Inline content that stands where a paragraph should.
    fn bare(&mut self, element: &Element, out: &mut Vec<Block>) {
        let styles = self.styles;
        let mut line = Line { style: styles.style(&styles.normal), pieces: Vec::new() };
        self.inline(element, &mut line);
        if !line.pieces.is_empty() {
            let style = Arc::clone(&styles.normal);
            let style_name = Arc::clone(&line.style.name);
            out.push(Block::Paragraph(Paragraph { style, style_name, pieces: line.pieces, ..Paragraph::default() }));
        }
    }

    /// What stands in a tracked change.
    pub(super) fn changed(&mut self, element: &Element, read: impl FnOnce(&mut Self)) {
        let change = self.change(element);
        let outer = Arc::clone(&self.changes);
        self.changes = outer.iter().cloned().chain(change).take(MAX_CHANGES).collect();
        read(self);
        self.changes = outer;
    }

    /// The change that an element tracks.
    pub(super) fn change(&self, element: &Element) -> Option<Arc<Change>> {
        let kind = match &*element.name {
            "w:ins" => ChangeKind::Inserted,
            "w:del" => ChangeKind::Deleted,
            "w:moveFrom" => ChangeKind::MovedFrom,
            "w:moveTo" => ChangeKind::MovedTo,
            _ => return None,
        };
        let value = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
        let is_move = matches!(kind, ChangeKind::MovedFrom | ChangeKind::MovedTo);
        let moved = if is_move { Arc::clone(&self.moved) } else { Arc::default() };
        Some(Arc::new(Change { kind, author: value("w:author"), date: value("w:date"), moved }))
    }

    /// The changes that properties track, behind those of the place.
    pub(super) fn changes_of(&self, properties: Option<&Element>) -> Changes {
        let own = properties.into_iter().flat_map(Element::elements).filter_map(|element| self.change(element));
        self.changes.iter().cloned().chain(own).take(MAX_CHANGES).collect()
    }

    /// What marks a place and holds nothing: `None` if an element is nothing of
    /// this kind, nothing in it if nobody needs to know of it.
    pub(super) fn anchor(&mut self, element: &Element) -> Option<Option<PieceKind>> {
        let id = element.attribute("w:id").unwrap_or_default();
        Some(match &*element.name {
            "w:bookmarkStart" => {
                let name = element.attribute("w:name").unwrap_or_default().to_owned();
                self.bookmarks.insert(id.to_owned(), name.clone());
                Some(PieceKind::BookmarkStart(name))
            }
            "w:bookmarkEnd" => self.bookmarks.remove(id).map(PieceKind::BookmarkEnd),
            "w:commentRangeStart" => Some(PieceKind::CommentStart(id.to_owned())),
            "w:commentRangeEnd" => Some(PieceKind::CommentEnd(id.to_owned())),
            "w:moveFromRangeStart" | "w:moveToRangeStart" => {
                self.moved = element.attribute("w:name").unwrap_or_default().into();
                None
            }
            "w:moveFromRangeEnd" | "w:moveToRangeEnd" => {
                self.moved = Arc::default();
                None
            }
            "w:proofErr" | "w:permStart" | "w:permEnd" => None,
            _ => return None,
        })
    }

    /// Takes room for one more paragraph, row, cell or piece; whether there was some.
    pub(super) fn has_room(&mut self) -> bool {
        if self.room == 1 {
            self.problems.push(message!(
                "holds more than {max_parts} paragraphs and pieces of text; the rest is not read",
                max_parts = MAX_PARTS
            ));
        }
        self.room = self.room.saturating_sub(1);
        self.room > 0
    }

    /// A piece of the place.
    pub(super) fn piece(&self, kind: PieceKind, marks: Marks) -> Piece {
        Piece { kind, marks, changes: Arc::clone(&self.changes), link: self.link.clone() }
    }
}

/// The address of an element, which tells it from all others of its tree.
pub(super) fn address(element: &Element) -> usize {
    std::ptr::from_ref(element).addr()
}

/// The marks of fields in a text that begin or end nothing: without them the text
/// behind would be taken for an instruction.
fn stray(root: &Element) -> BTreeSet<usize> {
    let mut stray = BTreeSet::new();
    let mut open = Vec::new();
    for mark in root.descendants().into_iter().filter(|element| element.name == "w:fldChar") {
        match mark.attribute("w:fldCharType") {
            Some("begin") => open.push(address(mark)),
            Some("end") if open.pop().is_none() => drop(stray.insert(address(mark))),
            _ => {}
        }
    }
    stray.extend(open);
    stray
}
