//! Theorems, definitions and proofs become paragraphs of a style of their own: the
//! label begins the first, the end mark of a proof stands at a tab at the right edge of
//! the last.

use super::block::Place;
use super::inline_context::InlineContext;
use super::official::no_margins;

use super::letter::set_fonts;
use crate::length::Length;
use crate::model::Mark;
use crate::model::resolved::{Block, Lead, Marks, Paragraph, Theorem};
use crate::ooxml::{Element, Node};
use crate::write::docx::properties::border;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::sequences::clean;
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::{grid, run_of, whole_row};

impl Writer<'_> {
    /// A theorem.
    pub(in crate::write::docx) fn theorem(&mut self, theorem: &Theorem, place: Place) {
        let around = self.style.theorem.around.length(self.style.body.size());
        if theorem.ruled && !self.in_note {
            return self.algorithm(&theorem.blocks, around, place);
        }
        let style = if self.in_note { place.style } else { id::THEOREM };
        self.owe_space(around);
        // A quotation around it stands in by its own style.
        let own = if style == place.style { Length::ZERO } else { self.styles.get(place.style).text.indent() };
        self.blocks(&theorem.blocks, Place { style, left: place.left + own, ..place });
        self.owe_space(around);
    }

    /// An algorithm: a table of one column, its label between two rules, its lines over
    /// a third.
    fn algorithm(&mut self, blocks: &[Block], around: Length, place: Place) {
        let table = &self.style.table;
        let (label, lines) = blocks.split_at(1.min(blocks.len()));
        let rule = |side, width| border(side, width, Length::ZERO, self.style.body.color);
        let head_rules = [rule("w:top", table.top_rule), rule("w:bottom", table.head_rule)];
        let end_rules = [rule("w:bottom", table.bottom_rule)];
        let width = place.room().twips().to_string();
        let sized = |name: &'static str| Element::new(name).with("w:w", width.clone()).with("w:type", "dxa");
        let properties = Element::new("w:tblPr")
            .holding(sized("w:tblW"))
            .holding(Element::new("w:tblInd").with("w:w", place.left.twips().to_string()).with("w:type", "dxa"))
            .holding(Element::new("w:tblLayout").with("w:type", "fixed"))
            .holding(no_margins());
        let inner = Place { style: id::THEOREM, left: Length::ZERO, width: place.room(), ..place };
        self.before_table(around);
        let head = self.inside(|writer| writer.in_cell(label, inner));
        let body = self.inside(|writer| writer.in_cell(lines, inner));
        let row = |rules: Vec<Option<Element>>, inside: Vec<Node>| {
            let rules = Element::new("w:tcBorders").holding_all(rules.into_iter().flatten());
            let properties = Element::new("w:tcPr").holding(sized("w:tcW")).holding(rules);
            Element::new("w:tc").holding(properties).holding_all(inside)
        };
        let table = Element::new("w:tbl")
            .holding(properties)
            .holding(grid([place.room().twips()]))
            .holding(Element::new("w:tr").holding(whole_row()).holding(row(head_rules.into(), head)))
            .holding(Element::new("w:tr").holding(row(end_rules.into(), body)));
        self.other([table]);
        self.owe_space(around);
    }

    /// What stands in a cell of its own.
    fn in_cell(&mut self, blocks: &[Block], place: Place) {
        self.cells += 1;
        self.blocks(blocks, place);
        if !self.ends_in_paragraph() {
            self.separator();
        }
        self.forget_owed();
        self.cells -= 1;
    }

    /// A paragraph whose last line may end with a mark at the right edge.
    #[must_use]
    pub(in crate::write::docx) fn ended(&self, paragraph: &Paragraph, para: Para, place: Place) -> Para {
        let para = para.keep_next(paragraph.lead.is_some() && paragraph.content.is_empty());
        if paragraph.end.is_none() {
            return para;
        }
        let at = place.width - self.styles.get(place.style).text.indent_right();
        let tab = Element::val("w:tab", "right").with("w:pos", at.twips().to_string());
        para.extra(Element::new("w:tabs").holding(tab))
    }

    /// The text of a paragraph, with the label before it and the mark behind it.
    pub(in crate::write::docx) fn text_of(&mut self, paragraph: &Paragraph, style: &str) -> Content {
        let mut content = match &paragraph.lead {
            Some(lead) => self.lead(lead, style, !paragraph.content.is_empty()),
            None => Content::default(),
        };
        content.nodes.extend(self.seals(paragraph));
        content.push(self.styled(style, &paragraph.content));
        if let Some(mark) = &paragraph.end {
            content.nodes.push(run_of(Element::new("w:tab")));
            let context = self.context(style);
            content.nodes.extend(self.text(mark, context));
        }
        content
    }

    fn lead(&mut self, lead: &Lead, style: &str, runs_on: bool) -> Content {
        if !lead.font.is_empty() {
            let mut nodes = self.text(&lead.word, self.context(style));
            set_fonts(&mut nodes, self.style.fonts_of(&lead.font));
            return Content::flat(nodes);
        }
        let looks = &self.style.theorem;
        let marks = if looks.bold_label { Marks::default().with(Mark::Strong) } else { Marks::default() };
        let context = InlineContext { marks, ..self.context(style) };
        let nodes = match &lead.label {
            Some(label) => self.label(label, lead.anchor, &clean(&lead.count), context),
            None => {
                let word = self.text(&lead.word, context);
                match lead.anchor {
                    Some(anchor) => self.anchored(anchor, word),
                    None => word,
                }
            }
        };
        let mut content = Content::flat(nodes);
        content.push(self.styled(style, &lead.title));
        content.nodes.extend(self.text(&lead.delimiter, context));
        if runs_on && looks.gap.length(looks.text.size()) > Length::ZERO {
            content.nodes.extend(self.gap(looks.gap, context));
        }
        content
    }
}
