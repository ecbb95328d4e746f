//! What only a cover has: the fields in two columns with a space between them
//! (ECMA-376-1 §17.4).

use super::official::no_margins;
use crate::length::Length;
use crate::model::resolved::{CoverLine, Script};
use crate::model::script::by_script;
use crate::ooxml::Element;
use crate::write::docx::properties::{border, justification};
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::grid;

impl Writer<'_> {
    /// The lines under the titles. Fields that follow each other make one
    /// table.
    pub(in crate::write::docx) fn cover_lines(&mut self, lines: &[CoverLine]) {
        let mut fields: Vec<(usize, &str, &str)> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if let CoverLine::Field { label, value } = line {
                fields.push((at + 1, label, value));
                continue;
            }
            self.cover_fields(&std::mem::take(&mut fields));
            self.begin_part(&format!("line_{}", at + 1));
            match line {
                CoverLine::Authors(names) => self.line(id::AUTHOR, names),
                CoverLine::Line(text) => self.line(id::TITLE_LINE, text),
                CoverLine::Field { .. } => {}
            }
        }
        self.cover_fields(&fields);
    }

    /// Fields with their numbers among the lines.
    fn cover_fields(&mut self, fields: &[(usize, &str, &str)]) {
        if fields.is_empty() {
            return;
        }
        let look = &self.style.title;
        let size = look.line.size();
        let widths = [look.field_label, look.field_gap, look.field_value].map(|width| width.length(size));
        let width = |twips: i64| Element::new("w:tblW").with("w:w", twips.to_string()).with("w:type", "dxa");
        let properties = Element::new("w:tblPr")
            .holding(width(widths.iter().map(|width| width.twips()).sum()))
            .holding(Element::val("w:jc", "center"))
            .holding(Element::new("w:tblLayout").with("w:type", "fixed"))
            .holding(no_margins());
        let columns = grid(widths.iter().map(|width| width.twips()));
        let mut table = Element::new("w:tbl").holding(properties).holding(columns);
        let rule = border("w:bottom", look.field_rule, Length::ZERO, look.line.color);
        for (number, label, value) in fields {
            self.begin_part(&format!("line_{number}"));
            let [left, gap, right] = widths;
            let cells = [
                self.cover_cell(left, None, Some(label_place(label)), label),
                self.cover_cell(gap, None, None, ""),
                self.cover_cell(right, rule.clone(), Some(Element::val("w:jc", "center")), value),
            ];
            let whole = Element::new("w:trPr").holding(Element::new("w:cantSplit"));
            table.push(Element::new("w:tr").holding(whole).holding_all(cells));
        }
        self.before_table(Length::ZERO);
        self.other([table]);
    }

    fn cover_cell(&mut self, width: Length, rule: Option<Element>, place: Option<Element>, text: &str) -> Element {
        let context = self.context(id::TITLE_LINE);
        let content = Content::flat(self.text(text, context));
        let content = self.known(content);
        let para = place.into_iter().fold(Para::new(id::TITLE_LINE), Para::extra);
        let paragraph = self.compose(para, content);
        let properties = Element::new("w:tcPr")
            .holding(Element::new("w:tcW").with("w:w", width.twips().to_string()).with("w:type", "dxa"))
            .holding_all(rule.map(|rule| Element::new("w:tcBorders").holding(rule)))
            .holding(Element::val("w:vAlign", "bottom"));
        Element::new("w:tc").holding(properties).holding(paragraph)
    }
}

/// Chinese labels fill their column (ECMA-376-1 §17.18.44); the letters of
/// others would fall apart, and a single sign has nothing to fill it with.
fn label_place(label: &str) -> Element {
    let spreads = label.chars().count() > 1 && by_script(label).iter().all(|(script, _)| *script == Script::EastAsian);
    if spreads { Element::val("w:jc", "distribute") } else { justification(crate::model::Align::Right) }
}
