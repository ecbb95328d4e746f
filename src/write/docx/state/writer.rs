//! What is known while a document is written: the text so far, what the next
//! paragraph owes to what stands before it, and the ids in use. It must not
//! know what a block of the model becomes.

use std::collections::{BTreeMap, BTreeSet};

use super::anchors::Anchors;
use super::lists::Lists;
use super::media::Media;
use super::names;
use super::para::{Content, Para};
use super::paragraph_styles::ParagraphStyles;
use super::scheme::{Chapter, Scheme};
use super::section::Sections;
use super::statistics::Statistics;
use super::used_styles::gather_styles;
use crate::assets::WordPicture;
use crate::diag::Sink;
use crate::length::Length;
use crate::model::Lang;
use crate::model::resolved::{BlockId, Change, CommentId, ImageId, Pages, Resolved};
use crate::ooxml::Relations;
use crate::ooxml::{Element, Node};
use crate::style::Style;
use crate::style::words::Words;

/// What Word shows of the picture of an id.
pub(in crate::write::docx) type Pictures<'a> = &'a dyn Fn(ImageId) -> Option<&'a WordPicture>;

/// The state of a writing.
pub(in crate::write::docx) struct Writer<'a> {
    pub doc: &'a Resolved,
    pub pictures: Pictures<'a>,
    pub style: &'a Style,
    pub pages: Option<&'a Pages>,
    /// Whether the styles are those of a template.
    pub has_template: bool,
    /// Whether pages of a template stand before the text, in the place of ours.
    pub has_cover: bool,
    pub sink: &'a mut Sink,
    pub words: &'static Words,
    pub styles: ParagraphStyles,
    pub scheme: Scheme,
    pub anchors: Anchors<'a>,
    pub lists: Lists,
    pub media: Media<'a>,
    /// The relations of the part that is written.
    pub relations: Relations,
    /// Whether the notes are written, which hold no notes and no sections.
    pub in_note: bool,
    /// How many cells with blocks in them are open: they hold no sections.
    pub cells: usize,
    /// The language of the passage, where that is not the document's.
    pub passage: Option<Lang>,
    pub sections: Sections,
    pub sequences: BTreeMap<String, usize>,
    /// The chapter, where captions carry its number.
    pub chapter: Option<Chapter>,
    pub(super) out: Vec<Node>,
    /// What of it is written already, from the first on.
    pub settled: Settled,
    /// Whether what is written stands in a cell or another frame.
    is_framed: bool,
    owed: Owed,
    /// Where the last paragraph stands; `None` behind a table.
    last: Option<usize>,
    style_before: &'static str,
    pub(in crate::write::docx) bookmarks: usize,
    pub(super) drawings: usize,
    pub(super) placed: BTreeSet<String>,
    /// What the next paragraph is known by.
    pub(super) next_mark: Option<String>,
    /// The id of the block that is written.
    pub(super) block: Option<BlockId>,
    /// How the block that is written was changed as a whole.
    pub tracked: Option<Change>,
    /// The comments whose passages have begun.
    pub commented: BTreeSet<CommentId>,
}

/// What is known of the elements of the text that are written already.
#[derive(Debug, Default)]
pub(in crate::write::docx) struct Settled {
    count: usize,
    /// The ids of the styles that they name.
    pub styles: BTreeSet<String>,
    /// How much text they hold.
    pub statistics: Statistics,
}

/// How many elements are written at a time.
const SETTLED_AT_ONCE: usize = 256;
/// How many of the last elements may still be changed by what comes next.
const OPEN: usize = 16;

/// A section that has begun.
#[derive(Clone, Copy)]
struct Begun {
    /// The place of the paragraph over it on the same page.
    above: Option<usize>,
}

/// What the next paragraph owes to what stands before it.
#[derive(Debug, Clone, Copy, Default)]
struct Owed {
    space: Length,
    /// The space that stands there already.
    paid: Length,
    page: bool,
}

impl<'a> Writer<'a> {
    /// A writer of a document that has written nothing.
    #[must_use]
    pub(in crate::write::docx) fn new(
        doc: &'a Resolved,
        pictures: Pictures<'a>,
        style: &'a Style,
        pages: Option<&'a Pages>,
        scheme: Scheme,
        sink: &'a mut Sink,
    ) -> Self {
        Self {
            doc,
            pictures,
            style,
            pages,
            has_template: false,
            has_cover: false,
            sink,
            words: Words::of(&doc.meta.lang),
            styles: ParagraphStyles::new(style),
            anchors: Anchors::new(doc, &scheme, Words::of(&doc.meta.lang)),
            scheme,
            lists: Lists::default(),
            media: Media::default(),
            relations: Relations::default(),
            in_note: false,
            cells: 0,
            passage: None,
            sections: Sections::default(),
            sequences: BTreeMap::new(),
            chapter: None,
            out: Vec::new(),
            settled: Settled::default(),
            is_framed: false,
            owed: Owed::default(),
            last: None,
            style_before: names::NORMAL,
            bookmarks: 0,
            drawings: 0,
            placed: BTreeSet::new(),
            next_mark: None,
            block: None,
            tracked: None,
            commented: BTreeSet::new(),
        }
    }

    /// Takes what was written and begins anew.
    pub(in crate::write::docx) fn take(&mut self) -> Vec<Node> {
        self.owed = Owed::default();
        self.last = None;
        std::mem::take(&mut self.out)
    }

    /// Writes what nothing changes any more, so that the trees of a long text do not
    /// stand side by side. Those of a template's text are still rewritten.
    pub(in crate::write::docx) fn settle(&mut self) {
        let from = self.settled.count;
        if self.has_template || self.out.len() < from + SETTLED_AT_ONCE + OPEN {
            return;
        }
        let upto = (self.out.len() - OPEN).min(self.last.unwrap_or(usize::MAX));
        for node in self.out.get_mut(from..upto).unwrap_or_default() {
            if let Node::Element(element) = node {
                gather_styles(element, &mut self.settled.styles);
                self.settled.statistics.add(element);
            }
            node.settle();
        }
        self.settled.count = upto.max(from);
    }

    /// Whether nothing was written yet.
    #[must_use]
    pub(in crate::write::docx) fn is_empty(&self) -> bool {
        self.out.is_empty() && !self.is_framed
    }

    /// Whether pages and sections may begin here.
    #[must_use]
    pub(in crate::write::docx) fn is_free(&self) -> bool {
        !self.in_note && self.cells == 0
    }

    /// The style of the last thing written, if that is a paragraph.
    #[must_use]
    pub(in crate::write::docx) fn last_style(&self) -> Option<&'static str> {
        self.last.map(|_| self.style_before)
    }

    /// Forgets the space that is owed: the end of a cell pays it.
    pub(in crate::write::docx) fn forget_owed(&mut self) {
        self.owed = Owed::default();
    }

    /// Whether the last thing written is a paragraph.
    #[must_use]
    pub(in crate::write::docx) fn ends_in_paragraph(&self) -> bool {
        self.last.is_some()
    }

    /// The element of a paragraph.
    #[must_use]
    pub(in crate::write::docx) fn compose(&mut self, para: Para, content: Content) -> Element {
        let pitch = self.styles.get(para.style).text.pitch;
        let paragraph = para.compose(pitch, content);
        match self.tracked {
            Some(change) => self.changed_paragraph(change, paragraph),
            None => paragraph,
        }
    }

    /// Writes a paragraph.
    pub(in crate::write::docx) fn paragraph(&mut self, para: Para, content: Content) {
        let begins = self.change_section();
        let content = if para.style == names::SEPARATOR { content } else { self.known(content) };
        let owed = std::mem::take(&mut self.owed);
        let para = if owed.page && !self.is_empty() { para.extra(Element::new("w:pageBreakBefore")) } else { para };
        let look_before = self.styles.get(para.style).text.before();
        let own = para.before.unwrap_or(look_before);
        let above = owed.space.max(own);
        let mut rest = (above - owed.paid).max(Length::ZERO);
        // The columns of a page begin level: the space stands above all of them.
        if self.sections.current.columns > 1 && (begins.is_some() || owed.page) {
            begins.and_then(|begun| begun.above).into_iter().for_each(|at| self.raise_after(at, rest));
            rest = Length::ZERO;
        }
        let para = if rest == own { para } else { para.before(rest) };
        self.style_before = para.style;
        let paragraph = self.compose(para, content);
        self.last = Some(self.out.len());
        self.out.push(paragraph.into());
    }

    /// Writes what is no paragraph: a table or a passage of the author's.
    pub(in crate::write::docx) fn other(&mut self, nodes: impl IntoIterator<Item = impl Into<Node>>) {
        self.change_section();
        self.out.extend(nodes.into_iter().map(Into::into));
        self.last = None;
    }

    /// What `write` writes, apart from what was written: the inside of a cell or
    /// of another frame.
    pub(in crate::write::docx) fn inside(&mut self, write: impl FnOnce(&mut Self)) -> Vec<Node> {
        self.change_section();
        let outer = std::mem::take(&mut self.out);
        let was_framed = std::mem::replace(&mut self.is_framed, true);
        self.last = None;
        write(self);
        self.last = None;
        self.is_framed = was_framed;
        std::mem::replace(&mut self.out, outer)
    }

    /// The next paragraph stands at least so far from what was written.
    pub(in crate::write::docx) fn owe_space(&mut self, space: Length) {
        if space > self.owed.space {
            self.owed.space = space;
        }
    }

    /// So much space stands there already, behind a paragraph that nobody sees:
    /// without it the greater of two spaces would stand between its neighbours.
    pub(in crate::write::docx) fn pay_space(&mut self, space: Length) {
        self.owed.paid = space;
    }

    /// The next paragraph begins a page.
    pub(in crate::write::docx) fn owe_page(&mut self) {
        self.owed.page = true;
    }

    /// What comes stands on the next page before the text: a right-hand one where chapters
    /// begin on those.
    pub(in crate::write::docx) fn owe_front_page(&mut self) {
        self.owe_page();
        if self.style.page.right_chapters {
            self.sections.wanted.chapter += 1;
        }
    }

    /// Makes a table possible here that stands at least `space` below what was
    /// written. The paragraph before it holds that space; where there is none, for
    /// no two tables may touch, or where a page begins, an empty one does.
    pub(in crate::write::docx) fn before_table(&mut self, space: Length) {
        self.change_section();
        let has_page = self.owed.page && !self.is_empty();
        match self.last.filter(|_| !has_page) {
            _ if has_page || self.ends_in_table() => self.part_by(space),
            Some(last) => {
                let owed = std::mem::take(&mut self.owed);
                let space = (owed.space.max(space) - owed.paid).max(Length::ZERO);
                self.raise_after(last, space);
            }
            // Nothing stands above it.
            None => self.owed = Owed::default(),
        }
    }

    /// At least so much space stands behind the last paragraph, which is at a place of
    /// what was written.
    fn raise_after(&mut self, at: usize, space: Length) {
        let stands = self.styles.get(self.style_before).text.after();
        if let Some(Node::Element(before)) = self.out.get_mut(at).filter(|_| space > stands) {
            let after = space.twips().to_string();
            before.update("w:pPr", |own| own.update("w:spacing", |spacing| spacing.set("w:after", after)));
        }
    }

    /// Parts what comes from what was written by an empty paragraph, `space` high.
    pub(in crate::write::docx) fn part_by(&mut self, space: Length) {
        let height = (self.owed.space.max(space) - self.owed.paid).max(Length::ZERO);
        self.owed.space = Length::ZERO;
        self.paragraph(Para::new(names::SEPARATOR).keep_next(true).line(height), Content::default());
    }

    /// Whether the last thing written is no paragraph: a table, or what the author
    /// wrote.
    fn ends_in_table(&self) -> bool {
        let is_mark = |node: &&Node| matches!(node, Node::Element(element) if element.name.starts_with("w:bookmark"));
        let last = self.out.iter().rev().find(|node| !is_mark(node));
        last.is_some_and(|node| !matches!(node, Node::Element(element) if element.name == "w:p"))
    }

    /// Makes a row possible here whose own paragraphs, in a style with the space
    /// `own` above, stand as far from what was written as paragraphs between
    /// paragraphs do. Gives back the space that they need.
    pub(in crate::write::docx) fn before_row(&mut self, own: Length) -> Length {
        self.change_section();
        let stands = self.last_style().map_or(Length::ZERO, |style| self.styles.get(style).text.after());
        let (stands, wanted) = (stands.max(self.owed.paid), own.max(self.owed.space));
        let page = self.owed.page && !self.is_empty();
        self.owed = Owed { page, ..Owed::default() };
        if self.ends_in_table() || page {
            self.paragraph(Para::new(names::SEPARATOR).keep_next(true), Content::default());
        }
        (wanted - stands).max(Length::ZERO)
    }

    /// Writes an empty paragraph that takes no room.
    pub(in crate::write::docx) fn separator(&mut self) {
        self.paragraph(Para::new(names::SEPARATOR), Content::default());
    }

    /// Ends the text so that it can stand before the last section.
    pub(in crate::write::docx) fn finish(&mut self) {
        self.sections.wanted = self.sections.current;
        if self.last.is_none() {
            self.separator();
        }
    }

    /// Makes the columns of the last page end level, as those of a section do behind
    /// which another goes on in the same page (ECMA-376-1 §17.6.22). That one holds an
    /// empty paragraph without height.
    pub(in crate::write::docx) fn balance_columns(&mut self) {
        let current = self.sections.current;
        if current.columns > 1 && !current.landscape && !self.is_empty() {
            self.sections.wanted.columns = 1;
            self.separator();
        }
    }

    /// Puts a bookmark around what the last paragraph holds: LibreOffice finds none
    /// that holds nothing from a footer.
    pub(in crate::write::docx) fn end_with_bookmark(&mut self, name: &str) {
        let Some(at) = self.last else { return };
        let Some(Node::Element(paragraph)) = self.out.get_mut(at) else { return };
        let properties = usize::from(paragraph.child("w:pPr").is_some());
        let inside = paragraph.children.split_off(properties);
        let inside = self.bookmark(name, inside);
        if let Some(Node::Element(paragraph)) = self.out.get_mut(at) {
            paragraph.children.extend(inside);
        }
    }

    /// Begins the wanted section, unless it is the current one.
    fn change_section(&mut self) -> Option<Begun> {
        if !self.is_free() || self.sections.wanted == self.sections.current {
            return None;
        }
        let mut above = None;
        if !self.is_empty() {
            let properties = self.sections.write(self.style);
            if self.last.is_none() {
                let paragraph = self.compose(Para::new(names::SEPARATOR), Content::default());
                self.last = Some(self.out.len());
                self.out.push(paragraph.into());
            }
            if let Some(Node::Element(paragraph)) = self.last.and_then(|at| self.out.get_mut(at)) {
                paragraph.update("w:pPr", |own| own.push(properties));
            }
            self.sections.follow(self.style, self.owed.page);
            // A section begins a page itself, unless it goes on in the same one.
            self.owed.page &= self.sections.is_continuous();
            above = self.last.filter(|_| self.sections.is_continuous());
        }
        self.sections.current = self.sections.wanted;
        self.last = None;
        Some(Begun { above })
    }
}
