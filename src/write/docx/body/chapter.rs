//! How captions and equations name their chapter (the 2 in 图 2-1), so that
//! Word computes it anew after an edit.
//!
//! `STYLEREF 1 \s` gives the number of the last heading of level 1 as that
//! heading shows it, without the words of its pattern: 1 for 第1章, A for
//! 附录A. For 第一章 it gives 一, and no switch makes that a 1: general formats
//! (`\* ARABIC`) apply to numbers, not to what they are written with
//! (ECMA-376-1 §17.16.4.3). There a sequence of its own counts the chapters
//! behind their headings, and `SEQ … \c` repeats its last number in the format
//! that it asks for itself (§17.16.5.56): 1.
//!
//! That sequence shows nothing (`\h`), and its hidden runs stand in a paragraph
//! of their own, out of the way of whoever types in the heading. The counts of
//! the captions begin anew by `\s 1`; a hidden `SEQ 图 \r 0` would do that too, and
//! in LibreOffice, but Word's `TOC \c` would list its paragraph among the figures.
//! `QUOTE "一九一一年一月{ STYLEREF 1 \s }日" \@ "D"` would see the headings that are
//! added, but reads only 31 days and is renewed by Word alone. What a reader must
//! do stands in `docs/word.md`.

use super::inline_context::InlineContext;
use crate::length::Length;
use crate::model::resolved::AnchorId;
use crate::ooxml::{Element, Node};
use crate::write::docx::field;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::scheme::Chapter;
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::run_of;

/// The sequence of the chapters.
const CHAPTERS: &str = "Chapter";
/// The least height of a line (ECMA-376-1 §17.3.1.33): a twip.
const LEAST: Length = Length::points(0.05);

impl Writer<'_> {
    /// A heading of the first level begins the counts of a chapter.
    pub(in crate::write::docx) fn new_chapter(&mut self, anchor: AnchorId) {
        for identifier in self.anchors.in_chapters() {
            self.sequences.insert(identifier.to_owned(), 0);
        }
        self.chapter = self.anchors.chapter(anchor).cloned();
    }

    /// Writes the hidden count behind the heading of a chapter.
    pub(in crate::write::docx) fn begin_counts(&mut self) {
        let Some(Chapter::Counted(number)) = self.chapter else { return };
        if !self.is_free() || self.anchors.in_chapters().next().is_none() {
            return;
        }
        let set = self.set(CHAPTERS, number);
        let mut count = field::complex(&format!("SEQ {CHAPTERS} \\h{set}"), Vec::new());
        count.iter_mut().for_each(hide);
        // A blank that can be seen: alone in its paragraph, the field would be
        // shown by LibreOffice, and a paragraph all hidden loses its space.
        count.push(run_of(Element::text("w:t", " ")));
        let para = Para::new(id::SEPARATOR).keep_next(true).line(LEAST);
        self.paragraph(para, Content::flat(count));
        self.pay_space(self.styles.get(id::heading(1)).text.after());
    }

    /// The number of the chapter in a label, such as `2-`: a field where Word
    /// has it from somewhere.
    pub(in crate::write::docx) fn chapter_number(&mut self, written: &str, context: InlineContext) -> Vec<Node> {
        let (number, instruction) = match &self.chapter {
            Some(Chapter::Shown(number)) => (number.clone(), "STYLEREF 1 \\s".to_owned()),
            Some(Chapter::Counted(number)) => (number.to_string(), format!("SEQ {CHAPTERS} \\c \\* ARABIC")),
            None => return self.text(written, context),
        };
        match written.strip_prefix(&number).filter(|rest| !rest.starts_with(|ch: char| ch.is_alphanumeric())) {
            Some(separator) => {
                let mut label = field::dressed(&instruction, self.text(&number, context));
                label.extend(self.text(separator, context));
                label
            }
            None => self.text(written, context),
        }
    }

    /// The switch that a count needs to come to a number; none where it comes
    /// there by itself.
    pub(in crate::write::docx) fn set(&mut self, identifier: &str, number: usize) -> String {
        let counted = self.sequences.entry(identifier.to_owned()).or_default();
        *counted += 1;
        let set = if *counted == number { String::new() } else { format!(" \\r {number}") };
        *counted = number;
        set
    }
}

/// Hides a run.
fn hide(run: &mut Node) {
    if let Node::Element(run) = run {
        run.children.insert(0, Element::new("w:rPr").holding(Element::new("w:vanish")).into());
    }
}
