//! What only a cover has: the fields in two columns with a space between them
//! (ECMA-376-1 §17.4).

use super::official::no_margins;
use crate::length::Length;
use crate::model::resolved::{CoverField, CoverLine};
use crate::ooxml::Element;
use crate::write::docx::properties::{border, justification};
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::{grid, whole_row};

impl Writer<'_> {
    /// The lines under the titles. Fields that follow each other make one
    /// table.
    pub(in crate::write::docx) fn cover_lines(&mut self, lines: &[CoverLine]) {
        let mut fields: Vec<(usize, &CoverField)> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if let CoverLine::Field(field) = line {
                fields.push((at + 1, field));
                continue;
            }
            self.cover_fields(&std::mem::take(&mut fields));
            self.begin_part(&format!("line_{}", at + 1));
            match line {
                CoverLine::Authors(names) => self.line(id::AUTHOR, names),
                CoverLine::Line(text) => self.line(id::TITLE_LINE, text),
                CoverLine::Field(_) => {}
            }
        }
        self.cover_fields(&fields);
    }

    /// Fields with their numbers among the lines.
    fn cover_fields(&mut self, fields: &[(usize, &CoverField)]) {
        if fields.is_empty() {
            return;
        }
        let look = &self.style.title;
        let size = look.line.size();
        let widths = [look.field_label, look.field_gap, look.field_value].map(|width| width.length(size));
        let mut table = centred_table(&widths);
        let rule = border("w:bottom", look.field_rule, Length::ZERO, look.line.color);
        let before = look.fields_before;
        for (number, field) in fields {
            self.begin_part(&format!("line_{number}"));
            let [left, gap, right] = widths;
            let cells = [
                self.cover_cell(id::TITLE_LINE, left, None, Some(label_place(field)), &field.label),
                self.cover_cell(id::TITLE_LINE, gap, None, None, ""),
                self.cover_cell(
                    id::TITLE_LINE,
                    right,
                    rule.clone(),
                    Some(Element::val("w:jc", "center")),
                    &field.value,
                ),
            ];
            table.push(row(cells));
        }
        self.before_table(before);
        self.other([table]);
    }

    /// The small fields at the head of a cover.
    pub(super) fn head_fields(&mut self, rows: &[Vec<CoverField>]) {
        let look = &self.style.title;
        let size = look.head_text.size();
        let [label, value, gap] = [self.doc.meta.head_label, look.head_value.length(size), look.field_gap.length(size)];
        let between = self.top().width - (label + gap + value).scaled(2.0);
        let widths = [label, gap, value, between.max(gap), label, gap, value];
        let rule = border("w:bottom", look.head_rule, Length::ZERO, look.head_text.color);
        let mut table = centred_table(&widths);
        for (at, fields) in rows.iter().enumerate() {
            self.begin_part(&format!("field_{}", at + 1));
            let [left, right] = [fields.first(), fields.get(1)];
            let mut cells = self.head_cells([label, gap, value], rule.as_ref(), left);
            cells.push(self.cover_cell(id::COVER_FIELD, between.max(gap), None, None, ""));
            cells.extend(self.head_cells([label, gap, value], rule.as_ref(), right));
            table.push(row(cells));
        }
        if !rows.is_empty() {
            self.before_table(Length::ZERO);
            self.other([table]);
        }
    }

    fn head_cells(
        &mut self,
        [left, gap, right]: [Length; 3],
        rule: Option<&Element>,
        field: Option<&CoverField>,
    ) -> Vec<Element> {
        let (label, value) = field.map_or(("", ""), |field| (field.label.as_str(), field.value.as_str()));
        let rule = rule.filter(|_| field.is_some()).cloned();
        let place = field.map(label_place);
        vec![
            self.cover_cell(id::COVER_FIELD, left, None, place, label),
            self.cover_cell(id::COVER_FIELD, gap, None, None, ""),
            self.cover_cell(id::COVER_FIELD, right, rule, Some(Element::val("w:jc", "center")), value),
        ]
    }

    /// The title pages in other languages.
    pub(super) fn foreign_titles(&mut self) {
        for (at, page) in self.doc.meta.foreign_titles.iter().enumerate() {
            self.passage = Some(page.lang.clone());
            self.owe_front_page();
            self.owe_space(self.style.title.school_text.before());
            self.begin_part(&format!("foreign_{}", at + 1));
            let title = self.styled(id::TITLE, &page.title);
            self.paragraph(Para::new(id::TITLE), title);
            self.owe_space(self.style.title.fields_before);
            for (number, line) in page.lines.iter().enumerate() {
                self.begin_part(&format!("foreign_{}_{}", at + 1, number + 1));
                self.line(id::TITLE_LINE, line);
            }
            self.passage = None;
        }
    }

    fn cover_cell(
        &mut self,
        style: &'static str,
        width: Length,
        rule: Option<Element>,
        place: Option<Element>,
        text: &str,
    ) -> Element {
        let context = self.context(style);
        let content = Content::flat(self.text(text, context));
        let content = self.known(content);
        let para = place.into_iter().fold(Para::new(style), Para::extra);
        let paragraph = self.compose(para, content);
        let properties = Element::new("w:tcPr")
            .holding(Element::new("w:tcW").with("w:w", width.twips().to_string()).with("w:type", "dxa"))
            .holding_all(rule.map(|rule| Element::new("w:tcBorders").holding(rule)))
            .holding(Element::val("w:vAlign", "bottom"));
        Element::new("w:tc").holding(properties).holding(paragraph)
    }
}

/// A table in the middle of the line, without space around what its cells hold.
fn centred_table(widths: &[Length]) -> Element {
    let whole: i64 = widths.iter().map(|width| width.twips()).sum();
    let properties = Element::new("w:tblPr")
        .holding(Element::new("w:tblW").with("w:w", whole.to_string()).with("w:type", "dxa"))
        .holding(Element::val("w:jc", "center"))
        .holding(Element::new("w:tblLayout").with("w:type", "fixed"))
        .holding(no_margins());
    let columns = grid(widths.iter().map(|width| width.twips()));
    Element::new("w:tbl").holding(properties).holding(columns)
}

/// A row that no page parts.
fn row(cells: impl IntoIterator<Item = Element>) -> Element {
    Element::new("w:tr").holding(whole_row()).holding_all(cells)
}

/// Labels that spread fill their column (ECMA-376-1 §17.18.44), others end with it.
fn label_place(field: &CoverField) -> Element {
    if field.spreads { Element::val("w:jc", "distribute") } else { justification(crate::model::Align::Right) }
}
