//! What only a cover or an official document has: the red head, and the fields
//! in two columns with a space between them (ECMA-376-1 §17.4).

use super::inline::{Around, scripts};
use super::look::{border, justification};
use super::names as id;
use super::para::{Content, Para};
use super::writer::Writer;
use super::xml::val;
use crate::length::Length;
use crate::model::resolved::{CoverLine, Masthead, Script};

impl Writer<'_> {
    /// The red head: who issues the document, its number, and the line under
    /// them.
    pub(super) fn masthead(&mut self, head: &Masthead) {
        let rule = self.masthead_rule();
        let (above, last) = if head.number.is_empty() { (None, &head.name) } else { (Some(&head.name), &head.number) };
        if let Some(name) = above {
            self.line(id::MASTHEAD, name);
        }
        let style = if above.is_some() { id::MASTHEAD_NUMBER } else { id::MASTHEAD };
        let around = Around::size(self.looks.get(style).text.size());
        let content = Content::flat(self.text(last, around));
        self.paragraph(Para::new(style).extra(&rule), &content);
    }

    /// The line as a border of the paragraph over it (ECMA-376-1 §17.3.1.24).
    fn masthead_rule(&self) -> String {
        let look = &self.style.masthead;
        let gap = look.gap.length(self.style.body.size());
        format!("<w:pBdr>{}</w:pBdr>", border("bottom", look.rule, gap, look.color))
    }

    /// The lines under the titles. Fields that follow each other make one
    /// table.
    pub(super) fn cover_lines(&mut self, lines: &[CoverLine]) {
        let mut fields: Vec<(&str, &str)> = Vec::new();
        for line in lines {
            if let CoverLine::Field { label, value } = line {
                fields.push((label, value));
                continue;
            }
            self.cover_fields(&std::mem::take(&mut fields));
            match line {
                CoverLine::Authors(names) => self.line(id::AUTHOR, names),
                CoverLine::Line(text) => self.line(id::TITLE_LINE, text),
                CoverLine::Field { .. } => {}
            }
        }
        self.cover_fields(&fields);
    }

    fn cover_fields(&mut self, fields: &[(&str, &str)]) {
        if fields.is_empty() {
            return;
        }
        let look = &self.style.title;
        let size = look.line.size();
        let widths = [look.field_label, look.field_gap, look.field_value].map(|width| width.length(size));
        let mut out = format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/>{}<w:tblLayout w:type=\"fixed\"/>{NO_MARGINS}</w:tblPr>\
             <w:tblGrid>{}</w:tblGrid>",
            widths.iter().map(|width| width.twips()).sum::<i64>(),
            val("jc", "center"),
            widths.iter().map(|width| format!("<w:gridCol w:w=\"{}\"/>", width.twips())).collect::<String>(),
        );
        let rule = border("bottom", look.field_rule, Length::ZERO, look.line.color);
        for (label, value) in fields {
            let [left, gap, right] = widths;
            let cells = [
                self.cover_cell(left, "", &label_place(label), label),
                self.cover_cell(gap, "", "", ""),
                self.cover_cell(right, &rule, &val("jc", "center"), value),
            ];
            out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr>", cells.concat()));
        }
        self.before_table(Length::ZERO);
        self.raw(&(out + "</w:tbl>"));
    }

    fn cover_cell(&mut self, width: Length, rule: &str, place: &str, text: &str) -> String {
        let around = Around::size(self.looks.get(id::TITLE_LINE).text.size());
        let content = Content::flat(self.text(text, around));
        let paragraph = self.compose(Para::new(id::TITLE_LINE).extra(place), &content);
        let borders = if rule.is_empty() { String::new() } else { format!("<w:tcBorders>{rule}</w:tcBorders>") };
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{borders}{}</w:tcPr>{paragraph}</w:tc>",
            width.twips(),
            val("vAlign", "bottom"),
        )
    }
}

/// Cells without space at their sides, so that the columns are as wide as
/// their text.
const NO_MARGINS: &str =
    "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar>";

/// Chinese labels fill their column (ECMA-376-1 §17.18.44); the letters of
/// others would fall apart, and a single sign has nothing to fill it with.
fn label_place(label: &str) -> String {
    let spreads = label.chars().count() > 1 && scripts(label).iter().all(|(script, _)| *script == Script::EastAsian);
    if spreads { val("jc", "distribute") } else { justification(crate::model::Align::Right) }
}
