//! What stands in a paragraph: runs, links, fields, and what wraps them.

use std::sync::Arc;

use super::document::{Break, Formula, Link, Marks, NoteKind, PieceKind};
use super::field::Step;
use super::formula::linear;
use super::reader::{Line, Reader, address};
use super::values::{chosen, is_properties};
use crate::ooxml::Element;

impl Reader<'_> {
    /// Everything in an element.
    pub(super) fn inlines(&mut self, parent: &Element, line: &mut Line<'_>) {
        parent.elements().for_each(|element| self.inline(element, line));
    }

    pub(super) fn inline(&mut self, element: &Element, line: &mut Line<'_>) {
        match &*element.name {
            "w:r" => self.run(element, line),
            "w:hyperlink" => self.hyperlink(element, line),
            "w:fldSimple" => self.simple_field(element, line),
            "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" => {
                self.changed(element, |reader| reader.inlines(element, line));
            }
            "m:oMathPara" => {
                let formulas = element.elements().filter(|formula| formula.name == "m:oMath");
                formulas.for_each(|formula| self.formula(formula, true, line));
            }
            "m:oMath" => self.formula(element, false, line),
            "mc:AlternateContent" => chosen(element).into_iter().for_each(|branch| self.inlines(branch, line)),
            name if is_properties(name) => {}
            _ => match self.anchor(element) {
                Some(anchor) => anchor.into_iter().for_each(|kind| self.mark(kind, line)),
                None => self.inlines(element, line),
            },
        }
    }

    fn hyperlink(&mut self, element: &Element, line: &mut Line<'_>) {
        let relation = element.attribute("r:id").and_then(|id| self.relations.get(id));
        let anchor = element.attribute("w:anchor").filter(|anchor| !anchor.is_empty());
        let link = match (relation, anchor) {
            (Some(relation), None) => Some(Link::Address(relation.target.clone())),
            (Some(relation), Some(anchor)) => Some(Link::Address(format!("{}#{anchor}", relation.target))),
            (None, Some(anchor)) => Some(Link::Anchor(anchor.to_owned())),
            (None, None) => None,
        };
        let outer = self.link.clone();
        self.link = link.map(Arc::new).or(outer.clone());
        self.inlines(element, line);
        self.link = outer;
    }

    fn simple_field(&mut self, element: &Element, line: &mut Line<'_>) {
        let instruction = element.attribute("w:instr").unwrap_or_default().trim().to_owned();
        if !self.fields.is_hidden() {
            self.mark(PieceKind::FieldStart(instruction), line);
            self.inlines(element, line);
            self.mark(PieceKind::FieldEnd, line);
        }
    }

    fn run(&mut self, run: &Element, line: &mut Line<'_>) {
        let marks = self.styles.marks(line.style, run.child("w:rPr"));
        self.run_content(run, marks, line);
    }

    fn run_content(&mut self, run: &Element, marks: Marks, line: &mut Line<'_>) {
        for element in run.elements() {
            match &*element.name {
                "w:t" | "w:delText" => self.text(&text_of(element), marks, line),
                "w:instrText" | "w:delInstrText" => self.fields.instruct(&element.own_text()),
                "w:fldChar" => self.field_mark(element, line),
                "w:tab" | "w:ptab" => self.push(PieceKind::Tab, marks, line),
                "w:br" | "w:cr" => self.push(PieceKind::Break(break_of(element)), marks, line),
                "w:noBreakHyphen" => self.text("\u{2011}", marks, line),
                "w:softHyphen" => self.text("\u{AD}", marks, line),
                "w:sym" => self.symbol(element, marks, line),
                "w:footnoteReference" => self.note_mark(NoteKind::Footnote, element, marks, line),
                "w:endnoteReference" => self.note_mark(NoteKind::Endnote, element, marks, line),
                "w:footnoteRef" | "w:endnoteRef" => self.push(PieceKind::OwnMark, marks, line),
                "w:commentReference" => {
                    let id = element.attribute("w:id").unwrap_or_default();
                    self.mark(PieceKind::CommentMark(id.to_owned()), line);
                }
                "w:drawing" | "w:pict" | "w:object" => self.drawing(element, marks, line),
                "w:ruby" => self.ruby(element, marks, line),
                "mc:AlternateContent" => {
                    chosen(element).into_iter().for_each(|branch| self.run_content(branch, marks, line));
                }
                _ => self.inline(element, line),
            }
        }
    }

    /// Text; it is joined with text before it that looks the same.
    pub(super) fn text(&mut self, text: &str, marks: Marks, line: &mut Line<'_>) {
        if self.fields.is_hidden() || text.is_empty() {
            return;
        }
        if let Some(last) = line.pieces.last_mut()
            && let PieceKind::Text(before) = &mut last.kind
            && last.marks == marks
            && last.changes == self.changes
            && last.link == self.link
        {
            before.push_str(text);
            return;
        }
        self.push(PieceKind::Text(text.to_owned()), marks, line);
    }

    /// A piece that a reader sees, unless it belongs to an instruction.
    pub(super) fn push(&mut self, kind: PieceKind, marks: Marks, line: &mut Line<'_>) {
        if !self.fields.is_hidden() && self.has_room() {
            line.pieces.push(self.piece(kind, marks));
        }
    }

    /// A piece that only marks a place.
    pub(super) fn mark(&mut self, kind: PieceKind, line: &mut Line<'_>) {
        if self.has_room() {
            line.pieces.push(self.piece(kind, Marks::default()));
        }
    }

    fn field_mark(&mut self, element: &Element, line: &mut Line<'_>) {
        if self.stray.contains(&address(element)) {
            return;
        }
        let step = match element.attribute("w:fldCharType") {
            Some("begin") => {
                self.fields.begin();
                Step::Nothing
            }
            Some("separate") => self.fields.separate(),
            Some("end") => self.fields.end(),
            _ => Step::Nothing,
        };
        match step {
            Step::Nothing => {}
            Step::Starts(instruction) => self.mark(PieceKind::FieldStart(instruction), line),
            Step::Ends => self.mark(PieceKind::FieldEnd, line),
            Step::Empty(instruction) => {
                self.mark(PieceKind::FieldStart(instruction), line);
                self.mark(PieceKind::FieldEnd, line);
            }
        }
    }

    fn symbol(&mut self, element: &Element, marks: Marks, line: &mut Line<'_>) {
        let code = element.attribute("w:char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let code = code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
        let font = element.attribute("w:font").unwrap_or_default().to_owned();
        self.push(PieceKind::Symbol { font, code }, marks, line);
    }

    fn note_mark(&mut self, kind: NoteKind, element: &Element, marks: Marks, line: &mut Line<'_>) {
        if self.fields.is_hidden() {
            return;
        }
        let id = element.attribute("w:id").unwrap_or_default().to_owned();
        let is_typed = matches!(element.attribute("w:customMarkFollows"), Some("1" | "true" | "on"));
        let mark = if is_typed { None } else { self.notes.next(kind, &id, self.section) };
        self.push(PieceKind::NoteMark { kind, id, mark }, marks, line);
    }

    pub(super) fn formula(&mut self, element: &Element, is_display: bool, line: &mut Line<'_>) {
        let formula = Formula { element: element.clone(), text: linear(element), is_display };
        self.push(PieceKind::Formula(formula), Marks::default(), line);
    }

    /// Text with how it is read above it.
    fn ruby(&mut self, element: &Element, marks: Marks, line: &mut Line<'_>) {
        element.child("w:rubyBase").into_iter().for_each(|base| self.inlines(base, line));
        let reading = element.child("w:rt").map(Element::descendants).unwrap_or_default();
        let reading: String = reading.into_iter().filter(|part| part.name == "w:t").map(text_of).collect();
        self.push(PieceKind::Reading(reading), marks, line);
    }
}

/// The text of an element; blanks at its ends count only where it says so
/// (ECMA-376-1 §17.3.3.31), and ends of lines are blanks.
fn text_of(element: &Element) -> String {
    let text = element.own_text().replace(['\n', '\r', '\t'], " ");
    if element.attribute("xml:space") == Some("preserve") { text } else { text.trim_matches(' ').to_owned() }
}

fn break_of(element: &Element) -> Break {
    match element.attribute("w:type") {
        Some("page") => Break::Page,
        Some("column") => Break::Column,
        _ => Break::Line,
    }
}
